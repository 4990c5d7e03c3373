//! Web pages, and tags of web pages in Markdown.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::raised::is_note_markup;
use super::without;

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
static UNSEEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"line-through|display:none|visibility:(?:hidden|collapse)|color:transparent|(?:font-size|opacity):0+(?:\.0+)?(?:[a-z%;!]|$)",
    )
    .ok()
});

/// The page without numbers of notes, and without what is struck out or hidden, by elements, attributes, styles and plain rules for classes.
pub(in super::super) fn without_unseen(page: &str) -> String {
    let Some(tags) = TAG.as_ref() else { return page.to_owned() };
    let classes = hidden_classes(page);
    let mut open: HashMap<String, Vec<(usize, bool)>> = HashMap::new();
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
                Some((start, true)) => gone.push((start, whole.end())),
                Some((start, false)) if name == "sup" => {
                    let inside = page.get(start..whole.start()).unwrap_or("");
                    if is_note(page.get(..start).unwrap_or(""), inside) {
                        gone.push((start, whole.end()));
                    }
                }
                _ => {}
            }
        } else {
            let attributes = tag.get(3).map_or("", |found| found.as_str());
            of.push((whole.start(), is_unseen(&name, attributes, &classes)));
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

fn is_unseen(name: &str, attributes: &str, classes: &HashSet<String>) -> bool {
    if matches!(name, "s" | "strike" | "del") {
        return true;
    }
    let value = |pattern: &LazyLock<Option<Regex>>| {
        let found = pattern.as_ref()?.captures(attributes)?;
        found.get(1).or_else(|| found.get(2)).map(|value| value.as_str().to_owned())
    };
    let names = VALUE.as_ref().map(|values| values.replace_all(attributes, " "));
    let is_hidden = names.is_some_and(|names| HIDDEN.as_ref().is_some_and(|hidden| hidden.is_match(&names)));
    is_hidden
        || value(&STYLE).is_some_and(|style| hides(&style))
        || value(&CLASS).is_some_and(|of| of.split_whitespace().any(|class| classes.contains(class)))
}

/// Whether a list of properties strikes out or hides.
fn hides(properties: &str) -> bool {
    let tight: String = properties.chars().filter(|c| !c.is_whitespace()).collect();
    UNSEEN.as_ref().is_some_and(|unseen| unseen.is_match(&tight.to_ascii_lowercase()))
}

fn hidden_classes(page: &str) -> HashSet<String> {
    let (Some(sheet), Some(rule)) = (SHEET.as_ref(), RULE.as_ref()) else { return HashSet::new() };
    let sheets = sheet.captures_iter(page).filter_map(|found| found.get(1));
    let rules = sheets.flat_map(|css| rule.captures_iter(css.as_str()).collect::<Vec<_>>());
    let hidden = rules.filter(|rule| rule.get(2).is_some_and(|properties| hides(properties.as_str())));
    hidden.filter_map(|rule| rule.get(1).map(|class| class.as_str().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_strikes_out_or_hides_is_gone() {
        for hidden in [
            "<s>niet</s>",
            "<STRIKE>niet</STRIKE>",
            "<del>ni<b>e</b>t</del>",
            "<span style=\"text-decoration: line-through\">niet</span>",
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
        assert!(without_unseen(page).ends_with("daar binnen"));
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
