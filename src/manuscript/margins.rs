//! What of a document stands beside its text and is not looked into: headers and footers, comments.

use std::collections::BTreeSet;
use std::io::Cursor;

use quick_xml::events::Event;

use super::styles::part;
use crate::xml::walk;

/// What holds words there, for people.
pub(super) fn left_out(name: &str, bytes: &[u8]) -> Vec<String> {
    let name = name.to_lowercase();
    let (mut margins, mut comments) = (false, 0);
    if name.ends_with(".docx") {
        for file in parts(bytes) {
            let Some(file) = file.strip_prefix("word/") else { continue };
            let of = |wanted| part(bytes, &format!("word/{file}")).map_or(0, |xml| with_words(&xml, wanted));
            if (file.starts_with("header") || file.starts_with("footer")) && file.ends_with(".xml") {
                margins |= of(&["w:hdr", "w:ftr"]) > 0;
            } else if file == "comments.xml" {
                comments = of(&["w:comment"]);
            }
        }
    } else if name.ends_with(".odt") {
        let headers =
            ["style:header", "style:footer", "style:header-left", "style:footer-left", "style:header-first"];
        margins = part(bytes, "styles.xml").is_some_and(|xml| with_words(&xml, &headers) > 0);
        comments = part(bytes, "content.xml").map_or(0, |xml| with_words(&xml, &["office:annotation"]));
    }
    let comments = (comments > 0)
        .then(|| if comments == 1 { "a comment".into() } else { format!("{comments} comments") });
    margins.then(|| "headers and footers".to_owned()).into_iter().chain(comments).collect()
}

/// The names of all parts, in order.
fn parts(bytes: &[u8]) -> BTreeSet<String> {
    let zip = zip::ZipArchive::new(Cursor::new(bytes));
    zip.map(|zip| zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect())
        .unwrap_or_default()
}

/// How many of these elements hold words; a number alone is that of a page.
fn with_words(xml: &str, wanted: &[&str]) -> usize {
    let (mut found, mut depth, mut has_words) = (0, 0usize, false);
    walk(xml, |event, _| match event {
        Event::Start(e) if wanted.contains(&e.name().as_ref()) => {
            has_words &= depth > 0;
            depth += 1;
        }
        // What tells the program what to put there is none of the words.
        Event::Text(words) if depth > 0 => {
            has_words |=
                words.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() > 1;
        }
        Event::End(e) if wanted.contains(&e.name().as_ref()) => {
            depth = depth.saturating_sub(1);
            found += usize::from(depth == 0 && has_words);
        }
        _ => {}
    });
    found
}
