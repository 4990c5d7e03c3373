//! Notes of web pages: a raised sign that leads into the page, and what it leads to.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Block;
use super::notes::{LONGEST, set_apart};

type Pattern = LazyLock<Option<Regex>>;

/// `<sup><a href="#n1">1</a></sup>` and `<a href="#n1"><sup>1</sup></a>`.
static SIGN: Pattern = LazyLock::new(|| {
    let to = r#"<a\b[^<>]*\bhref\s*=\s*["']#([^"'<>]+)["'][^<>]*>"#;
    let sign = r"\s*(\[?[\w*†‡]{1,4}\]?)\s*";
    Regex::new(&format!(
        r"(?i)<sup\b[^<>]*>\s*{to}{sign}</a\s*>\s*</sup\s*>|{to}\s*<sup\b[^<>]*>{sign}</sup\s*>\s*</a\s*>"
    ))
    .ok()
});
/// Stands around the number of a sign while a page is read.
const MARK: char = '\u{4}';
/// So many parts of a note are looked at: longer notes say more than who.
const MOST_PARTS: usize = 64;

/// A page whose signs are marked, and where each leads: the id, and what is written as its sign.
pub(super) fn signed(page: &str) -> (String, Vec<(String, String)>) {
    let Some(sign) = SIGN.as_ref().filter(|sign| sign.is_match(page)) else {
        return (page.to_owned(), Vec::new());
    };
    let mut signs = Vec::new();
    let page = page.replace(MARK, " ");
    let marked = sign.replace_all(&page, |found: &Captures<'_>| {
        let of = |one: usize, other: usize| found.get(one).or_else(|| found.get(other));
        let of = |one, other| of(one, other).map_or("", |found| found.as_str()).to_owned();
        signs.push((of(1, 3), of(2, 4)));
        format!("{MARK}{}{MARK}", signs.len() - 1)
    });
    (marked.into_owned(), signs)
}

/// The words of the note of every sign; empty where there is none, or a long one.
pub(super) fn notes(page: &str, signs: &[(String, String)]) -> Vec<String> {
    if signs.is_empty() {
        return Vec::new();
    }
    let wanted: HashSet<&str> = signs.iter().map(|(id, _)| id.as_str()).collect();
    let page = scraper::Html::parse_document(page);
    let mut found: HashMap<&str, String> = HashMap::new();
    for node in page.tree.nodes() {
        let Some(element) = node.value().as_element() else { continue };
        let is_note = matches!(element.name(), "li" | "p" | "aside" | "div" | "dd" | "section");
        let id = element.id().and_then(|id| wanted.get(id)).filter(|_| is_note);
        if let Some(id) = id {
            let parts: Vec<_> = node.descendants().take(MOST_PARTS + 1).collect();
            let text = parts.iter().filter_map(|part| part.value().as_text()).map(|text| &*text.text);
            let words = if parts.len() > MOST_PARTS { String::new() } else { text.collect() };
            found.entry(id).or_insert(words);
        }
    }
    let note = |(id, sign): &(String, String)| {
        let words = found.get(id.as_str()).map_or("", |words| words.trim());
        let sign = sign.trim_matches(['[', ']']);
        let bare = words.trim_start_matches('[');
        // Its own sign stands before it, and the way back behind.
        let bare = bare.strip_prefix(sign).filter(|rest| !rest.starts_with(char::is_alphanumeric));
        let words = bare.map_or(words, |rest| rest.trim_start_matches([']', '.', ')', ' ', '\u{a0}']));
        let words = words.trim_end_matches(['↩', '↑', '\u{fe0e}', '^', ' ', '\u{a0}']).trim();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    signs
        .iter()
        .map(note)
        .map(|note| if note.chars().count() > LONGEST { String::new() } else { note })
        .collect()
}

/// Takes the marks out of blocks, and puts the notes in their place.
pub(super) fn put(blocks: &mut [Block], notes: &[String]) {
    for block in blocks.iter_mut().filter(|block| !notes.is_empty() && block.text.contains(MARK)) {
        let mut text = String::with_capacity(block.text.len());
        for (number, piece) in block.text.split(MARK).enumerate() {
            if number % 2 == 0 {
                text.push_str(piece);
            } else if let Some(note) = piece.parse::<usize>().ok().and_then(|sign| notes.get(sign)) {
                block.notes.extend(Some((text.len(), note.clone())).filter(|(_, note)| !note.is_empty()));
            }
        }
        block.text = text.trim_end().to_owned();
    }
    set_apart(blocks);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_leads_to_its_note() {
        let page = "<p>Ja zeg.<sup><a href=\"#n1\">1</a></sup> Neen.<a href='#n2'><sup>[2]</sup></a></p>\
                    <li id=\"n1\">Een gids <a href=\"#r\">↩</a></li><p id=\"n2\">2. R5</p>";
        let (marked, signs) = signed(page);
        assert!(marked.starts_with("<p>Ja zeg.\u{4}0\u{4} Neen.\u{4}1\u{4}</p>"), "{marked}");
        let notes = notes(&marked, &signs);
        assert_eq!(notes, ["Een gids", "R5"]);
        let text = "Ja zeg.\u{4}0\u{4} Neen.\u{4}1\u{4}";
        let mut blocks = [Block::new(text, super::super::Place::Paragraph(1), super::super::Kind::Paragraph)];
        put(&mut blocks, &notes);
        assert_eq!(blocks[0].text, "Ja zeg. Neen.");
        assert_eq!(blocks[0].notes, [(7, "Een gids".to_owned()), (13, "R5".to_owned())]);
    }
}
