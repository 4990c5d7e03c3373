//! Paragraphs that a document sets off as quotations, by their style.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use quick_xml::events::Event;

use crate::xml::{attribute, elements, walk};

/// Larger parts are not looked into.
const MOST: u64 = 64 << 20;

/// A text without blanks, to compare paragraphs by.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The paragraphs that are set off, squeezed.
pub(super) fn set_off(name: &str, bytes: &[u8]) -> HashSet<String> {
    let ending = name.rsplit('.').next().unwrap_or("").to_lowercase();
    match ending.as_str() {
        "docx" => part(bytes, "word/document.xml").map(|xml| quoted(&xml, &[])).unwrap_or_default(),
        "odt" => part(bytes, "content.xml").map(|xml| quoted(&xml, &children(&xml))).unwrap_or_default(),
        "html" | "htm" => blockquotes(&crate::text::decode(bytes).text),
        _ => HashSet::new(),
    }
}

/// A part of a packed document.
pub(super) fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    zip.by_name(name).ok()?.take(MOST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Whether a style is one for quotations, in the languages of office programs.
fn is_for_quotations(style: &str) -> bool {
    let style = style.to_lowercase().replace("_20_", "").replace([' ', '-', '_'], "");
    [
        "quot",
        "citaat",
        "citation",
        "zitat",
        "blocktext",
        "bloktekst",
        "blokkentekst",
        "textedebloc",
        "blocktexte",
    ]
    .iter()
    .any(|name| style.contains(name))
}

/// Automatic styles of an OpenDocument text whose parent is for quotations.
fn children(xml: &str) -> Vec<String> {
    let mut found = Vec::new();
    elements(xml, |e| {
        let parent = || attribute(e, "style:parent-style-name");
        if e.name().as_ref() == "style:style" && parent().is_some_and(|parent| is_for_quotations(&parent)) {
            found.extend(attribute(e, "style:name"));
        }
    });
    found
}

/// The paragraphs in a style for quotations.
fn quoted(xml: &str, children: &[String]) -> HashSet<String> {
    let mut found = HashSet::new();
    let (mut text, mut is_quote, mut in_note) = (String::new(), false, 0usize);
    walk(xml, |event, _| match event {
        Event::Start(e) | Event::Empty(e) => match e.name().as_ref() {
            "text:note" => in_note += 1,
            "w:p" | "text:p" if in_note == 0 => {
                text.clear();
                let style = attribute(e, "text:style-name").unwrap_or_default();
                is_quote = is_for_quotations(&style) || children.contains(&style);
            }
            // Indented from both sides at once.
            "w:ind" => {
                let is = |names: [&str; 2]| {
                    let value = names.iter().find_map(|name| attribute(e, name));
                    value.and_then(|value| value.parse::<f64>().ok()).is_some_and(|value| value > 0.0)
                };
                is_quote |= is(["w:left", "w:start"]) && is(["w:right", "w:end"]);
            }
            "w:br" | "w:cr" | "text:line-break" => text.push('\n'),
            "w:pStyle" => is_quote |= attribute(e, "w:val").is_some_and(|style| is_for_quotations(&style)),
            _ => {}
        },
        Event::Text(words) if in_note == 0 => text.push_str(words),
        Event::GeneralRef(name) if in_note == 0 => {
            text.push_str(quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default());
        }
        Event::End(e) => match e.name().as_ref() {
            "text:note" => in_note = in_note.saturating_sub(1),
            "w:p" | "text:p" if is_quote && in_note == 0 => {
                // A line break makes a paragraph of its own for the readers.
                found.extend(text.lines().map(squeezed).filter(|line| !line.is_empty()));
                found.insert(squeezed(&text));
                is_quote = false;
            }
            _ => {}
        },
        _ => {}
    });
    found
}

fn blockquotes(html: &str) -> HashSet<String> {
    let page = scraper::Html::parse_document(html);
    let of = "blockquote, blockquote p, div.quote, div.quote p, p.quote, div.blockquote, p.blockquote";
    let Ok(selector) = scraper::Selector::parse(of) else { return HashSet::new() };
    let mut found = HashSet::new();
    for quote in page.select(&selector) {
        found.insert(squeezed(&quote.text().collect::<String>()));
        // Words may stand beside paragraphs, too.
        let inside = quote.inner_html().replace("<p>", "<br>").replace("</p>", "<br>");
        for line in inside.split("<br>").filter(|_| inside.contains("<br>")) {
            let line = scraper::Html::parse_fragment(line);
            found.insert(squeezed(&line.root_element().text().collect::<String>()));
        }
    }
    found.remove("");
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_set_off_by_style_by_class_or_from_both_sides() {
        let p = |look: &str| {
            format!("<w:p><w:pPr>{look}</w:pPr><w:r><w:t>ja</w:t><w:br/><w:t>zeg</w:t></w:r></w:p>")
        };
        for style in
            ["Quote", "IntenseQuote", "BlockText", "Block Text", "Citaat", "Citation", "Zitat", "Bloktekst"]
        {
            assert!(quoted(&p(&format!("<w:pStyle w:val=\"{style}\"/>")), &[]).contains("ja"), "{style}");
        }
        assert!(quoted(&p("<w:ind w:left=\"720\" w:right=\"720\"/>"), &[]).contains("zeg"));
        assert!(quoted(&p("<w:ind w:left=\"720\"/>"), &[]).is_empty());
        let page = blockquotes("<div class=\"quote\">ja<br>zeg</div><blockquote>neen</blockquote>");
        assert!(["ja", "zeg", "neen"].iter().all(|line| page.contains(*line)));
    }
}
