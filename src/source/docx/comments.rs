//! Comments: who noted what on which words (`comments.xml`), and which comments answer which
//! (`commentsExtended.xml`). Format: ECMA-376 part 1, 17.13.4; [MS-DOCX] 2.5.4.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::package::{Parts, broken, damaged};
use crate::source::Unreadable;
use crate::source::comments::{Comment, gathered};
use crate::source::document::Places;
use crate::source::packed::Package;
use crate::source::xml::{DEEPEST, attribute, reference};

/// The comments of a document in their order, answers with what they answer.
pub(super) fn read(
    package: &mut Package<'_>,
    parts: &Parts,
    places: &Places,
    text: &str,
) -> Result<Vec<Comment>, Unreadable> {
    let Some(xml) = package.part(&parts.comments)? else { return Ok(Vec::new()) };
    let found = comments(&xml)?;
    let above = match package.part(&parts.replies)? {
        Some(xml) => parents(&xml)?,
        None => HashMap::new(),
    };
    let by_paragraph: HashMap<String, usize> =
        found.iter().enumerate().map(|(at, (_, paragraph))| (paragraph.clone(), at)).collect();
    let answers = |paragraph: &str| by_paragraph.get(above.get(paragraph)?).copied();
    let found = found.into_iter().map(|(comment, paragraph)| (comment, answers(&paragraph)));
    Ok(gathered(found.collect(), places, text))
}

/// Each comment with the id of its last paragraph, by which answers name it.
fn comments(xml: &str) -> Result<Vec<(Comment, String)>, Unreadable> {
    let mut reader = Reader::from_str(xml);
    let mut found: Vec<(Comment, String)> = Vec::new();
    let (mut depth, mut is_text) = (0, false);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(found),
            Event::Start(element) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(damaged());
                }
                is_text = element.local_name().into_inner() == "t";
                begin(&element, &mut found);
            }
            Event::Empty(element) => begin(&element, &mut found),
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                is_text = false;
            }
            Event::Text(text) if is_text => {
                push(&mut found, &text.xml10_content().replace(['\n', '\t'], " "))
            }
            Event::CData(text) if is_text => push(&mut found, &text.xml10_content()),
            Event::GeneralRef(name) if is_text => push(&mut found, &reference(&name)),
            _ => {}
        }
    }
}

fn begin(element: &BytesStart<'_>, found: &mut Vec<(Comment, String)>) {
    match element.local_name().into_inner() {
        "comment" => {
            let of = |name: &str| attribute(element, name).unwrap_or_default();
            let date = attribute(element, "date").filter(|date| !date.is_empty());
            let (id, author) = (of("id"), of("author").trim().to_owned());
            found.push((Comment { id, author, date, ..Comment::default() }, String::new()));
        }
        "p" => {
            if let Some((comment, paragraph)) = found.last_mut() {
                if let Some(id) = attribute(element, "paraId") {
                    *paragraph = id;
                }
                if !comment.text.is_empty() {
                    comment.text.push('\n');
                }
            }
        }
        "tab" => push(found, "\t"),
        "br" | "cr" => push(found, "\n"),
        "noBreakHyphen" => push(found, "-"),
        _ => {}
    }
}

fn push(found: &mut [(Comment, String)], text: &str) {
    if let Some((comment, _)) = found.last_mut() {
        comment.text.push_str(text);
    }
}

/// The last paragraph of a comment, and that of the one it answers.
fn parents(xml: &str) -> Result<HashMap<String, String>, Unreadable> {
    let mut reader = Reader::from_str(xml);
    let mut parents = HashMap::new();
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(parents),
            Event::Start(element) | Event::Empty(element) => {
                if let (Some(own), Some(parent)) =
                    (attribute(&element, "paraId"), attribute(&element, "paraIdParent"))
                {
                    parents.insert(own, parent);
                }
            }
            _ => {}
        }
    }
}
