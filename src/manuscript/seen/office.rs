//! Word and OpenDocument texts: runs and spans that are struck out or hidden, by themselves or by their style.

use std::collections::HashSet;
use std::io::{Cursor, Read, Write};

use quick_xml::events::{BytesStart, Event};

use super::left::{Styles, left};
use super::raised::is_raised;
use super::struck::Look;
use crate::manuscript::styles::part;
use crate::xml::{attribute, walk};

/// Larger parts are left as they are.
const MOST: u64 = 64 << 20;

/// The document without what is struck out or hidden, and without numbers of notes; `None` where nothing is.
pub(in super::super) fn without_unseen(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let is_word = name.to_lowercase().ends_with(".docx");
    let of = |name: &str| part(bytes, name).unwrap_or_default();
    let mut styles = Styles::default();
    let sheets: &[&str] = if is_word { &["word/styles.xml"] } else { &["styles.xml", "content.xml"] };
    for sheet in sheets {
        let sheet = of(sheet);
        styles.struck.extend(styles_with(&sheet, &|e| look_of(e) == Look::Struck));
        styles.hidden.extend(styles_with(&sheet, &|e| look_of(e) == Look::Hidden));
        styles.raised.extend(styles_with(&sheet, &is_raised));
    }
    let is_text = |part: &str| match is_word {
        true => matches!(part, "word/document.xml" | "word/footnotes.xml" | "word/endnotes.xml"),
        false => part == "content.xml",
    };
    rewritten(bytes, &is_text, &|xml| left(xml, &styles))
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

/// How a property of text shows it.
pub(super) fn look_of(element: &BytesStart<'_>) -> Look {
    let is = |name: &str, seen: &str| attribute(element, name).is_some_and(|value| value != seen);
    let is_on = || {
        attribute(element, "w:val")
            .is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
    };
    match element.name().as_ref() {
        "w:vanish" | "w:webHidden" if is_on() => Look::Hidden,
        "w:strike" | "w:dstrike" if is_on() => Look::Struck,
        "style:text-properties" if is("text:display", "true") => Look::Hidden,
        "style:text-properties"
            if is("style:text-line-through-style", "none") || is("style:text-line-through-type", "none") =>
        {
            Look::Struck
        }
        _ => Look::Seen,
    }
}

/// Names of styles with a property.
fn styles_with(xml: &str, is: &dyn Fn(&BytesStart<'_>) -> bool) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut style = None;
    walk(xml, |event, _| match event {
        Event::Start(e) | Event::Empty(e) => match e.name().as_ref() {
            "w:style" => style = attribute(e, "w:styleId"),
            "style:style" => style = attribute(e, "style:name"),
            _ if is(e) => found.extend(style.clone()),
            _ => {}
        },
        Event::End(e) if matches!(e.name().as_ref(), "w:style" | "style:style") => style = None,
        _ => {}
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_strike_out_or_hide_are_found() {
        let style = "<style:style style:name=\"T1\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
                     <style:style style:name=\"T2\"><style:text-properties text:display=\"none\"/></style:style>\
                     <style:style style:name=\"T3\"><style:text-properties style:text-line-through-style=\"none\"/></style:style>";
        for (look, name) in [(Look::Struck, "T1"), (Look::Hidden, "T2")] {
            let found = styles_with(style, &|e| look_of(e) == look);
            assert_eq!(found.into_iter().collect::<Vec<_>>(), [name]);
        }
    }
}
