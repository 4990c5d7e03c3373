//! The turns that hold the pieces of a quotation, where none of the turns most like it does: a piece of common words
//! (`ja, en dan heb ik dus`) is in no turn most like anything, and is looked up as it stands.

use super::Against;
use super::corpus::{Postings, folded_words};
use super::splice::{Candidate, longest_run, word};
use crate::shown::{Token, tokens};

/// So many words at the beginning of a piece are looked up together; shorter pieces stand anywhere.
const BEGINNING: usize = 4;
/// So many pieces are looked up.
const MOST_PIECES: usize = 4;
/// So many turns with all those words are looked into, and so many that hold them together are kept.
const MOST_SEEN: usize = 2_000;
const MOST_HELD: usize = 16;

/// The turns that hold the words of `quoted`, piece after piece: the longest from its first word on, and so on. Nothing
/// where they end before it does.
pub(super) fn holding(quoted: &[Token], against: Against<'_>, postings: &Postings) -> Vec<Candidate> {
    let words: Vec<&str> = quoted.iter().filter_map(word).collect();
    let mut held = Vec::new();
    let mut at = 0;
    for _ in 0..MOST_PIECES {
        let rest = words.get(at..).unwrap_or(&[]);
        let Some(begun) = rest.get(..BEGINNING) else { return Vec::new() };
        let turns = together(begun, against, postings);
        let run =
            |turn: &Candidate| longest_run(rest, &turn.tokens.iter().filter_map(word).collect::<Vec<_>>()).1;
        let longest = turns.iter().map(run).max().unwrap_or(0);
        held.extend(turns);
        if longest < BEGINNING {
            return Vec::new();
        }
        at += longest;
        if at == words.len() {
            return held;
        }
    }
    Vec::new()
}

/// The turns in which these words stand together.
pub(super) fn together(words: &[&str], against: Against<'_>, postings: &Postings) -> Vec<Candidate> {
    let wanted: Vec<String> = words.iter().flat_map(|word| folded_words(word).collect::<Vec<_>>()).collect();
    let text = |turn: u32| against.corpus.turns.get(turn as usize).map_or("", |turn| turn.text.as_str());
    let holds = |turn: &u32| {
        let said: Vec<String> = folded_words(text(*turn)).collect();
        said.windows(wanted.len().max(1)).any(|window| window == wanted)
    };
    let turns = postings.with_all(&wanted).into_iter().take(MOST_SEEN).filter(holds).take(MOST_HELD);
    turns.map(|turn| Candidate { turn: turn as usize, tokens: tokens(text(turn)) }).collect()
}
