//! Word and OpenDocument texts: runs and spans that are struck out or hidden, by themselves or by their style.

use std::collections::HashSet;
use std::io::{Cursor, Read, Write};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::raised::{is_raised, without_signs};
use crate::manuscript::styles::{attribute, part};

/// Larger parts are left as they are.
const MOST: u64 = 64 << 20;

/// The document without what is struck out or hidden, and without numbers of notes; `None` where nothing is.
pub(in super::super) fn without_unseen(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let is_word = name.to_lowercase().ends_with(".docx");
    let of = |name: &str| part(bytes, name).unwrap_or_default();
    let (mut styles, mut raised) = (HashSet::new(), HashSet::new());
    let sheets: &[&str] = if is_word { &["word/styles.xml"] } else { &["styles.xml", "content.xml"] };
    for sheet in sheets {
        let sheet = of(sheet);
        styles.extend(styles_with(&sheet, &is_unseen));
        raised.extend(styles_with(&sheet, &is_raised));
    }
    let is_text = |part: &str| match is_word {
        true => matches!(part, "word/document.xml" | "word/footnotes.xml" | "word/endnotes.xml"),
        false => part == "content.xml",
    };
    rewritten(bytes, &is_text, &|xml| {
        let seen = left(xml, &styles);
        let without_signs = without_signs(seen.as_deref().unwrap_or(xml), &raised);
        without_signs.or(seen)
    })
}

/// The zip with parts rewritten; `None` where none of them changes.
fn rewritten(
    bytes: &[u8],
    is_text: &dyn Fn(&str) -> bool,
    rewrite: &dyn Fn(&str) -> Option<String>,
) -> Option<Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut is_changed = false;
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).ok()?;
        let name = file.name().map(|name| name.to_string()).ok()?;
        let mut text = String::new();
        let is_small = is_text(&name) && file.size() <= MOST;
        let changed = if is_small && (&mut file).take(MOST).read_to_string(&mut text).is_ok() {
            rewrite(&text)
        } else {
            None
        };
        drop(file);
        match changed {
            Some(changed) => {
                is_changed = true;
                out.start_file(name, zip::write::SimpleFileOptions::default()).ok()?;
                out.write_all(changed.as_bytes()).ok()?;
            }
            None => out.raw_copy_file(zip.by_index_raw(index).ok()?).ok()?,
        }
    }
    if !is_changed {
        return None;
    }
    out.finish().ok().map(Cursor::into_inner)
}

/// Whether a property of text strikes it out or hides it.
fn is_unseen(element: &BytesStart<'_>) -> bool {
    let is = |name: &str, seen: &[&str]| {
        attribute(element, name).is_some_and(|value| !seen.contains(&value.as_str()))
    };
    match element.name().as_ref() {
        "w:strike" | "w:dstrike" | "w:vanish" | "w:webHidden" => attribute(element, "w:val")
            .is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none")),
        "style:text-properties" => {
            is("style:text-line-through-style", &["none"])
                || is("style:text-line-through-type", &["none"])
                || is("text:display", &["true"])
        }
        _ => false,
    }
}

/// Names of styles with a property.
fn styles_with(xml: &str, is: &dyn Fn(&BytesStart<'_>) -> bool) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut reader = Reader::from_str(xml);
    let mut style = None;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(e) | Event::Empty(e) => match e.name().as_ref() {
                "w:style" => style = attribute(&e, "w:styleId"),
                "style:style" => style = attribute(&e, "style:name"),
                _ if is(&e) => found.extend(style.clone()),
                _ => {}
            },
            Event::End(e) if matches!(e.name().as_ref(), "w:style" | "style:style") => style = None,
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// An element whose words may be unseen.
struct Open {
    /// Where it begins in what is left.
    start: usize,
    is_unseen: bool,
    /// Whether it is a paragraph of Word: its runs are taken out, and it stays.
    is_paragraph: bool,
}

/// What is left of a part; `None` where nothing is taken out.
fn left(xml: &str, styles: &HashSet<String>) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut out = String::with_capacity(xml.len());
    let mut open: Vec<Open> = Vec::new();
    let (mut at, mut former, mut is_changed) = (0usize, 0usize, false);
    loop {
        let event = reader.read_event().ok()?;
        let end = usize::try_from(reader.buffer_position()).ok()?;
        let raw = xml.get(at..end)?;
        at = end;
        match &event {
            Event::Eof => break,
            // How it looked before a change.
            Event::Start(e) if e.name().as_ref() == "w:rPrChange" => former += 1,
            Event::End(e) if e.name().as_ref() == "w:rPrChange" => former = former.saturating_sub(1),
            Event::Start(e) => match e.name().as_ref() {
                "w:r" => {
                    let is_unseen = open.last().is_some_and(|around| around.is_unseen);
                    open.push(Open { start: out.len(), is_unseen, is_paragraph: false });
                }
                "w:p" => open.push(Open { start: out.len(), is_unseen: false, is_paragraph: true }),
                "text:span" | "text:p" | "text:h" => {
                    let style = attribute(e, "text:style-name").unwrap_or_default();
                    let is_unseen = styles.contains(&style);
                    open.push(Open { start: out.len(), is_unseen, is_paragraph: false });
                }
                _ => {}
            },
            _ => {}
        }
        if let Event::Start(e) | Event::Empty(e) = &event
            && former == 0
            && let Some(last) = open.last_mut()
        {
            last.is_unseen |= match e.name().as_ref() {
                "w:rStyle" => attribute(e, "w:val").is_some_and(|style| styles.contains(&style)),
                // How the mark at the end of a paragraph looks says nothing of its words.
                "w:pStyle" => attribute(e, "w:val").is_some_and(|style| styles.contains(&style)),
                _ => !last.is_paragraph && is_unseen(e),
            };
        }
        out.push_str(raw);
        if let Event::End(e) = &event
            && matches!(e.name().as_ref(), "w:r" | "w:p" | "text:span" | "text:p" | "text:h")
            && let Some(Open { start, is_unseen: true, is_paragraph: false }) = open.pop()
        {
            out.truncate(start);
            is_changed = true;
        }
    }
    is_changed.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_of(xml: &str, styles: &[&str]) -> String {
        let styles = styles.iter().map(|style| (*style).to_owned()).collect();
        left(xml, &styles).unwrap_or_else(|| xml.to_owned())
    }

    #[test]
    fn runs_that_are_struck_out_or_hidden_are_gone() {
        let run = |look: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>niet</w:t></w:r>");
        for look in [
            "<w:strike/>",
            "<w:dstrike/>",
            "<w:vanish/>",
            "<w:strike w:val=\"1\"/>",
            "<w:rStyle w:val=\"Weg\"/>",
        ] {
            let xml = format!("<w:p><w:r><w:t>daar</w:t></w:r>{}</w:p>", run(look));
            assert_eq!(left_of(&xml, &["Weg"]), "<w:p><w:r><w:t>daar</w:t></w:r></w:p>", "{look}");
        }
        let seen = format!(
            "<w:p><w:pPr><w:rPr><w:strike/></w:rPr></w:pPr>{}{}</w:p>",
            run("<w:strike w:val=\"0\"/>"),
            run("<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>")
        );
        assert_eq!(left_of(&seen, &[]), seen);
    }

    #[test]
    fn spans_of_opendocument_go_by_their_style() {
        let style = "<style:style style:name=\"T1\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
                     <style:style style:name=\"T2\"><style:text-properties text:display=\"none\"/></style:style>\
                     <style:style style:name=\"T3\"><style:text-properties style:text-line-through-style=\"none\"/></style:style>";
        let mut unseen: Vec<String> = styles_with(style, &is_unseen).into_iter().collect();
        unseen.sort();
        assert_eq!(unseen, ["T1", "T2"]);
        let xml = "<text:p>daar <text:span text:style-name=\"T1\">niet</text:span>binnen</text:p>";
        assert_eq!(left_of(xml, &["T1"]), "<text:p>daar binnen</text:p>");
    }
}
