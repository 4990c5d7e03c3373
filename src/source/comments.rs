//! Comments on a document: who noted what on which words, whatever program wrote them.

use crate::text::Span;

use super::document::Places;
use super::{Reading, Settings, Unreadable, docx, kind, odt};

/// Answers to answers are followed so far up, in circles as well.
const DEEPEST: usize = 100;

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

/// A comment as it was found, and the number of the one that it answers.
pub(super) type Found = (Comment, Option<usize>);

/// The transcript of the Word document or OpenDocument text in `bytes`, with the comments on it.
///
/// # Errors
/// When it is neither of them, or a damaged one.
pub fn with_comments(bytes: &[u8], settings: &Settings) -> Result<(Reading, Vec<Comment>), Unreadable> {
    match kind::of(bytes) {
        kind::Kind::Odt | kind::Kind::Xml => odt::with_comments(bytes, settings),
        _ => docx::with_comments(bytes, settings),
    }
}

/// The comments of a document in their order, each with its place; those that answer one stand with it.
pub(super) fn gathered(found: Vec<Found>, places: &Places, text: &str) -> Vec<Comment> {
    let mut all: Vec<Option<Comment>> = found.iter().map(|(comment, _)| Some(comment.clone())).collect();
    let above = |at: usize| found.get(at).and_then(|(_, above)| *above);
    for (at, (comment, parent)) in found.iter().enumerate() {
        let Some(parent) = parent.filter(|parent| *parent != at) else { continue };
        // What answers an answer answers the first comment.
        let first = std::iter::successors(Some(parent), |at| above(*at)).take(DEEPEST).last();
        let text = memo(&comment.text).unwrap_or(&comment.text).to_owned();
        let reply = Reply { author: comment.author.clone(), text };
        if let Some(Some(first)) = first.filter(|first| *first != at).and_then(|first| all.get_mut(first)) {
            first.replies.push(reply);
            if let Some(slot) = all.get_mut(at) {
                *slot = None;
            }
        }
    }
    let placed = |mut comment: Comment| {
        comment.span = places.of(&comment.id, text);
        comment
    };
    with_memos(all.into_iter().flatten().map(placed))
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
