//! Headings, titles, captions and items of lists in documents: short, and none says who said what stands above it.

use std::collections::HashSet;
use std::sync::LazyLock;

use quick_xml::events::Event;
use regex::Regex;

use super::styles::{part, squeezed};
use crate::xml::{attribute, walk};

static IN_PAGES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?is)<(?:h[1-6]|li|caption|dt|th)\b[^>]*>(.*?)</(?:h[1-6]|li|caption|dt|th)\s*>").ok()
});

/// Their words, squeezed.
pub(super) fn of(name: &str, bytes: &[u8]) -> HashSet<String> {
    let ending = name.rsplit('.').next().unwrap_or("").to_lowercase();
    let of_part = |name: &str| part(bytes, name).unwrap_or_default();
    match ending.as_str() {
        "docx" => in_office(&of_part("word/document.xml"), &styles(&of_part("word/styles.xml"))),
        "odt" => {
            let content = of_part("content.xml");
            let mut named = styles(&of_part("styles.xml"));
            named.extend(styles(&content));
            in_office(&content, &named)
        }
        _ => in_page(&crate::text::decode(bytes).text),
    }
}

/// Whether a style is one for them, in the languages of office programs.
fn is_heading(style: &str) -> bool {
    let style = style.to_lowercase();
    let names = [
        "heading",
        "kop",
        "title",
        "titel",
        "titre",
        "berschrift",
        "caption",
        "bijschrift",
        "list",
        "lijst",
        "toc",
        "inhopg",
    ];
    names.iter().any(|name| style.contains(name))
}

/// The styles that are named so, have a level, or stem from such a style.
fn styles(xml: &str) -> HashSet<String> {
    let (mut found, mut id) = (HashSet::new(), String::new());
    walk(xml, |event, _| {
        let (Event::Start(e) | Event::Empty(e)) = event else { return };
        let of = |name: &str| attribute(e, name).unwrap_or_default();
        let is = match e.name().as_ref() {
            "w:style" => {
                id = of("w:styleId");
                false
            }
            "w:name" | "w:basedOn" => is_heading(&of("w:val")) || found.contains(&of("w:val")),
            "w:outlineLvl" => of("w:val") != "9",
            "style:style" => {
                id = of("style:name");
                let parent = of("style:parent-style-name");
                is_heading(&parent)
                    || found.contains(&parent)
                    || !of("style:default-outline-level").is_empty()
                    || !of("style:list-style-name").is_empty()
            }
            _ => false,
        };
        if is {
            found.insert(id.clone());
        }
    });
    found
}

fn in_office(xml: &str, styles: &HashSet<String>) -> HashSet<String> {
    let mut found = HashSet::new();
    let (mut words, mut is_one, mut lists) = (String::new(), false, 0usize);
    walk(xml, |event, _| match event {
        Event::Start(e) | Event::Empty(e) => match e.name().as_ref() {
            "w:p" | "text:p" | "text:h" => {
                words.clear();
                let style = attribute(e, "text:style-name").unwrap_or_default();
                is_one = e.name().as_ref() == "text:h"
                    || lists > 0
                    || is_heading(&style)
                    || styles.contains(&style);
            }
            "text:list" if matches!(event, Event::Start(_)) => lists += 1,
            "w:pStyle" => {
                let style = attribute(e, "w:val").unwrap_or_default();
                is_one |= is_heading(&style) || styles.contains(&style);
            }
            "w:numPr" | "w:outlineLvl" => is_one = true,
            _ => {}
        },
        Event::Text(more) => words.push_str(more),
        Event::GeneralRef(name) => {
            words.push_str(quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default());
        }
        Event::End(e) => match e.name().as_ref() {
            "text:list" => lists = lists.saturating_sub(1),
            "w:p" | "text:p" | "text:h" if is_one => {
                found.insert(squeezed(&words));
            }
            _ => {}
        },
        _ => {}
    });
    found
}

fn in_page(page: &str) -> HashSet<String> {
    let all =
        IN_PAGES.iter().flat_map(|pattern| pattern.captures_iter(page)).filter_map(|found| found.get(1));
    let words = |inner: &str| scraper::Html::parse_fragment(inner).root_element().text().collect::<String>();
    all.map(|inner| squeezed(&words(inner.as_str()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_by_their_style_or_what_it_stems_from() {
        let p = |look: &str| format!("<w:p><w:pPr>{look}</w:pPr><w:r><w:t>De gids</w:t></w:r></w:p>");
        let sheet = "<w:style w:styleId=\"a1\"><w:name w:val=\"heading 2\"/></w:style>\
                     <w:style w:styleId=\"b\"><w:name w:val=\"Eigen\"/><w:basedOn w:val=\"a1\"/></w:style>";
        let is = |look: &str| in_office(&p(look), &styles(sheet)).contains("Degids");
        for style in ["Kop1", "Heading2", "a1", "b", "ListParagraph"] {
            assert!(is(&format!("<w:pStyle w:val=\"{style}\"/>")), "{style}");
        }
        assert!(is("<w:numPr/>") && !is("") && !is("<w:pStyle w:val=\"Standaard\"/>"));
        let writer = "<text:h>De gids</text:h><text:p>R5</text:p><text:list><text:p>ja</text:p></text:list>";
        let found = in_office(writer, &HashSet::new());
        assert!(found.contains("Degids") && found.contains("ja") && !found.contains("R5"));
        assert_eq!(in_page("<h2>De <b>gids</b></h2><p>R5</p>"), HashSet::from(["Degids".to_owned()]));
    }
}
