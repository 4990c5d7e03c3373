//! Comments: who noted what on which words (`comments.xml`), and which comments answer which
//! (`commentsExtended.xml`). Format: ECMA-376 part 1, 17.13.4; [MS-DOCX] 2.5.4.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::package::{Parts, broken, damaged};
use crate::source::Unreadable;
use crate::source::document::Places;
use crate::source::packed::Package;
use crate::source::xml::{DEEPEST, attribute, reference};
use crate::text::Span;

/// A comment in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comment {
    /// Its id in the document.
    pub id: String,
    /// Who made it, as the document names them.
    pub author: String,
    /// When, in ISO 8601, if the document says it.
    pub date: Option<String>,
    /// What it says, a paragraph a line.
    pub text: String,
    /// The words it is about, in bytes of the text of the transcript; `None` where they are not in it.
    pub span: Option<Span>,
    /// What others answered.
    pub replies: Vec<Reply>,
}

/// An answer to a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Who made it.
    pub author: String,
    /// What it says.
    pub text: String,
}

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
    let by_paragraph: HashMap<&str, usize> =
        found.iter().enumerate().map(|(at, (_, paragraph))| (paragraph.as_str(), at)).collect();
    let parent = |paragraph: &str| by_paragraph.get(above.get(paragraph)?.as_str()).copied();
    let mut all: Vec<Option<Comment>> = found.iter().map(|(comment, _)| Some(comment.clone())).collect();
    for (at, (comment, paragraph)) in found.iter().enumerate() {
        // Word lets one answer the first comment only.
        let Some(first) = parent(paragraph).filter(|first| *first != at) else { continue };
        let text = memo(&comment.text).unwrap_or(&comment.text).to_owned();
        let reply = Reply { author: comment.author.clone(), text };
        if let Some(Some(above)) = all.get_mut(first) {
            above.replies.push(reply);
            if let Some(slot) = all.get_mut(at) {
                *slot = None;
            }
        }
    }
    let placed = |mut comment: Comment| {
        comment.span = places.of(&comment.id, text);
        comment
    };
    Ok(with_memos(all.into_iter().flatten().map(placed)))
}

/// What follows `Memo:`, as documents with codings name what is noted with a code.
fn memo(text: &str) -> Option<&str> {
    let (lead, rest) = text.split_at_checked("memo:".len())?;
    lead.eq_ignore_ascii_case("memo:").then(|| rest.strip_prefix(' ').unwrap_or(rest))
}

/// The comments, of which a memo is an answer to the one before it by the same author on the same words: LibreOffice writes
/// answers as comments of their own.
fn with_memos(comments: impl Iterator<Item = Comment>) -> Vec<Comment> {
    let mut all: Vec<Comment> = Vec::new();
    for comment in comments {
        let is_of = |above: &&mut Comment| {
            comment.span.is_some()
                && (above.span, &above.author) == (comment.span, &comment.author)
                && comment.replies.is_empty()
                && memo(&above.text).is_none()
        };
        match (memo(&comment.text), all.last_mut().filter(is_of)) {
            (Some(text), Some(above)) => {
                above.replies.push(Reply { author: comment.author.clone(), text: text.to_owned() });
            }
            _ => all.push(comment),
        }
    }
    all
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
