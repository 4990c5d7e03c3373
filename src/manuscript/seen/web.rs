//! Web pages, and tags of web pages in Markdown.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::raised::is_note_markup;
use super::struck::Look;
use super::{Gone, without};

static TAG: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"<(/?)([A-Za-z][A-Za-z0-9]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>"#).ok());
static VALUE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"=\s*(?:"[^"]*"|'[^']*')"#).ok());
static HIDDEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)(?:^|\s)hidden(?:[\s=/]|$)").ok());
static STYLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i)\sstyle\s*=\s*(?:"([^"]*)"|'([^']*)')"#).ok());
static CLASS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i)\sclass\s*=\s*(?:"([^"]*)"|'([^']*)')"#).ok());
/// A plain rule of a style sheet for a class.
static RULE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)(?:^|[},>])\s*[a-z]*\.([\w-]+)\s*\{([^}]*)\}").ok());
static SHEET: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?is)<style\b[^>]*>(.*?)</style").ok());
/// Among properties without blanks.
static UNSEEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"display:none|visibility:(?:hidden|collapse)|color:transparent|(?:font-size|opacity):0+(?:\.0+)?(?:[a-z%;!]|$)",
    )
    .ok()
});

/// The page without numbers of notes, and without what is struck out or hidden, by elements, attributes, styles and plain rules for classes.
pub(in super::super) fn without_unseen(page: &str) -> String {
    let Some(tags) = TAG.as_ref() else { return page.to_owned() };
    let classes = unseen_classes(page);
    let mut open: HashMap<String, Vec<(usize, Look)>> = HashMap::new();
    let mut comments = Comments::of(page);
    let mut gone = Vec::new();
    for tag in tags.captures_iter(page) {
        let (Some(whole), Some(name)) = (tag.get(0), tag.get(2)) else { continue };
        if comments.hold(whole.start()) {
            continue;
        }
        let name = name.as_str().to_ascii_lowercase();
        let of = open.entry(name.clone()).or_default();
        if tag.get(1).is_some_and(|slash| !slash.is_empty()) {
            match of.pop() {
                Some((start, Look::Seen)) if name == "sup" => {
                    let inside = page.get(start..whole.start()).unwrap_or("");
                    let is_gone = is_note(page.get(..start).unwrap_or(""), inside);
                    gone.extend(is_gone.then_some(Gone { start, end: whole.end(), is_struck: false }));
                }
                Some((_, Look::Seen)) | None => {}
                Some((start, look)) => {
                    gone.push(Gone { start, end: whole.end(), is_struck: look == Look::Struck });
                }
            }
        } else {
            let attributes = tag.get(3).map_or("", |found| found.as_str());
            of.push((whole.start(), look_of(&name, attributes, &classes)));
        }
    }
    gone.sort_unstable();
    without(page, &gone)
}

/// The comments of a page, asked for in order.
struct Comments<'p> {
    page: &'p str,
    /// The one that does not end before what was asked about last.
    at: Option<(usize, usize)>,
}

impl<'p> Comments<'p> {
    fn of(page: &'p str) -> Self {
        Self { page, at: Self::from(page, 0) }
    }

    /// The next one from here on; one that nothing ends is none.
    fn from(page: &str, from: usize) -> Option<(usize, usize)> {
        let start = from + page.get(from..)?.find("<!--")?;
        let inside = start + "<!--".len();
        Some((start, inside + page.get(inside..)?.find("-->")?))
    }

    fn hold(&mut self, at: usize) -> bool {
        while let Some((_, end)) = self.at.filter(|(_, end)| *end <= at) {
            self.at = Self::from(self.page, end);
        }
        self.at.is_some_and(|(start, _)| start <= at)
    }
}

/// Whether `<sup>` holds the number of a note; a link into the page around it, or in it, leads to one.
fn is_note(before: &str, inside: &str) -> bool {
    let tail = before.trim_end();
    let around = tail.ends_with('>').then(|| tail.rfind('<')).flatten().and_then(|at| tail.get(at..));
    let leads = |tag: &str| tag.contains("href=\"#") || tag.contains("href='#");
    is_note_markup(before, inside, || leads(inside) || around.is_some_and(leads))
}

/// How an element is shown.
fn look_of(name: &str, attributes: &str, classes: &HashMap<String, Look>) -> Look {
    let value = |pattern: &LazyLock<Option<Regex>>| {
        let found = pattern.as_ref()?.captures(attributes)?;
        found.get(1).or_else(|| found.get(2)).map(|value| value.as_str().to_owned())
    };
    let names = VALUE.as_ref().map(|values| values.replace_all(attributes, " "));
    let is_hidden = names.is_some_and(|names| HIDDEN.as_ref().is_some_and(|hidden| hidden.is_match(&names)));
    let by_name = match name {
        _ if is_hidden => Look::Hidden,
        "s" | "strike" | "del" => Look::Struck,
        _ => Look::Seen,
    };
    let by_style = value(&STYLE).map_or(Look::Seen, |style| look_by(&style));
    let of = value(&CLASS).unwrap_or_default();
    let by_class = of.split_whitespace().filter_map(|class| classes.get(class)).max();
    by_name.max(by_style).max(by_class.copied().unwrap_or_default())
}

/// How a list of properties shows words.
fn look_by(properties: &str) -> Look {
    let tight: String = properties.chars().filter(|c| !c.is_whitespace()).collect();
    let tight = tight.to_ascii_lowercase();
    if UNSEEN.as_ref().is_some_and(|unseen| unseen.is_match(&tight)) {
        Look::Hidden
    } else if tight.contains("line-through") {
        Look::Struck
    } else {
        Look::Seen
    }
}

/// The classes that do not show words as others.
fn unseen_classes(page: &str) -> HashMap<String, Look> {
    let (Some(sheet), Some(rule)) = (SHEET.as_ref(), RULE.as_ref()) else { return HashMap::new() };
    let sheets = sheet.captures_iter(page).filter_map(|found| found.get(1));
    let rules = sheets.flat_map(|css| rule.captures_iter(css.as_str()).collect::<Vec<_>>());
    let looks =
        rules.filter_map(|rule| Some((rule.get(1)?.as_str().to_owned(), look_by(rule.get(2)?.as_str()))));
    looks.filter(|(_, look)| *look != Look::Seen).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_strikes_out_or_hides_is_gone() {
        for struck in [
            "<s>niet</s>",
            "<STRIKE>niet</STRIKE>",
            "<del>ni<b>e</b>t</del>",
            "<span style=\"text-decoration: line-through\">niet</span>",
        ] {
            assert_eq!(without_unseen(&format!("daar {struck}binnen")), "daar \u{fdd0}binnen");
        }
        for hidden in [
            "<s hidden>niet</s>",
            "<span style='font-size:0px'>niet</span>",
            "<span style=\"a:b;visibility : hidden\">niet</span>",
            "<span style=\"display:none\">ni<span>e</span>t</span>",
            "<span hidden>niet</span>",
            "<sup>1</sup>",
            "<sup id=\"r\"><a href=\"#n\">[12]</a></sup>",
        ] {
            assert_eq!(without_unseen(&format!("daar {hidden}binnen")), "daar binnen");
        }
        let page = "<style>.x{text-decoration:line-through}</style>daar <i class=\"a x\">niet</i>binnen";
        assert!(without_unseen(page).ends_with("daar \u{fdd0}binnen"));
    }

    #[test]
    fn what_is_seen_stays() {
        for seen in [
            "<span style=\"font-size:0.9em\">niet</span>",
            "<span style=\"opacity:0.5\">niet</span>",
            "<span title=\"hidden\">niet</span>",
            "<s>niet",
            "<small>niet</small>",
            "20 m<sup>2</sup>",
            "1<sup>e</sup>",
            "<!-- <s> -->niet</s>",
        ] {
            assert_eq!(without_unseen(seen), seen);
        }
    }
}
