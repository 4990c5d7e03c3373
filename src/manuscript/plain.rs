//! Plain text: every line a paragraph; lines behind `>` are set off, and indented ones stand together.

use super::label::begins_turn;
use super::{Block, Kind, Manuscript, Place};

/// How a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Flush,
    /// So many blanks and tabs before its words.
    Indented(usize),
    /// Behind `>`.
    SetOff,
}

pub(super) fn plain(text: &str) -> Manuscript {
    let mut blocks: Vec<Block> = Vec::new();
    let mut before = None;
    for (number, line) in (1..).zip(text.lines()) {
        let (stands, words) = standing(line);
        let is_credit = words.starts_with(['—', '–', '-', '[', '(', '~']);
        if words.is_empty() {
            before = None;
            continue;
        }
        let goes_on = stands != Stands::Flush && before == Some(stands) && !is_credit && !begins_turn(words);
        match blocks.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.text.push('\n');
                last.later.push((last.text.len(), Place::Line(number)));
                last.text.push_str(words);
            }
            None => {
                let kind = if stands == Stands::SetOff { Kind::BlockQuote } else { Kind::Paragraph };
                blocks.push(Block::new(words, Place::Line(number), kind));
            }
        }
        before = Some(stands).filter(|_| !is_credit);
    }
    Manuscript { blocks, ..Manuscript::default() }
}

/// How a line stands, and its words.
fn standing(line: &str) -> (Stands, &str) {
    let words = line.trim();
    if let Some(quoted) = words.strip_prefix('>') {
        return (Stands::SetOff, quoted.trim_start_matches(['>', ' ']).trim());
    }
    match line.chars().take_while(|c| c.is_whitespace()).count() {
        0 => (Stands::Flush, words),
        indent => (Stands::Indented(indent), words),
    }
}
