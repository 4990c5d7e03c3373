//! What people coded in one source, put on its turns.

use std::collections::BTreeMap;

use super::source::RULES;
use crate::coding::{Ledger, Operation, RuleCoding};
use crate::diag::Diagnostic;
use crate::index::{CodedPassage, CodingRef, HandCodings};
use crate::store::StoredCoding;
use crate::text::{CodePoints, Span};
use crate::transcript::Transcript;

/// What people coded in one source.
#[derive(Default)]
pub(super) struct Hand {
    /// The pieces of their codings, by turn and span: a coding over several turns has one in each.
    pub(super) pieces: Vec<(usize, Span, CodingRef)>,
    /// By coder and code.
    pub(super) counts: Vec<HandCodings>,
    /// Codings that stand on the present text.
    pub(super) attached: u64,
    /// Codings that do not.
    pub(super) waiting: u64,
    /// What is to be told of them.
    pub(super) notes: Vec<Diagnostic>,
}

/// Puts what `ledger` says of the source `short` on its `transcript`.
pub(super) fn place(ledger: &Ledger, transcript: &Transcript, points: &CodePoints, short: &str) -> Hand {
    let (attached, waiting) = ledger.on(&transcript.text, points);
    let mut hand = Hand { attached: attached.len() as u64, waiting: waiting.len() as u64, ..Hand::default() };
    let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
    let mut outside = 0;
    for one in attached {
        *counts.entry((one.operation.coder.clone(), one.coding.code.clone())).or_default() += 1;
        let of = |(turn, span)| {
            let coder = one.operation.coder.clone();
            (turn, span, CodingRef(one.coding.code.clone(), coder, None, one.operation.id.clone()))
        };
        let before = hand.pieces.len();
        hand.pieces.extend(pieces(transcript, one.span).map(of));
        outside += usize::from(hand.pieces.len() == before);
    }
    hand.counts =
        counts.into_iter().map(|((coder, code), codings)| HandCodings { coder, code, codings }).collect();
    if outside > 0 {
        let message = format!("{outside} coding(s) by people lie on no turn (a label, a heading, a note)");
        let hint = "they are kept, and shown by no search; `verbatim show --text` shows the whole text";
        hand.notes.push(Diagnostic::warning(message).hint(hint));
    }
    hand.notes.extend(waiting_note(&waiting, short));
    hand
}

fn waiting_note(waiting: &[&Operation], short: &str) -> Option<Diagnostic> {
    let mut by: BTreeMap<&str, usize> = BTreeMap::new();
    for operation in waiting {
        *by.entry(&operation.coder).or_default() += 1;
    }
    let who: Vec<String> = by.iter().map(|(coder, count)| format!("{coder} {count}")).collect();
    let message =
        format!("{} coding(s) wait: the transcript changed since ({})", waiting.len(), who.join(", "));
    let hint = format!("they are kept in codings/{short}/; put the file they were made on back to see them");
    (!waiting.is_empty()).then(|| Diagnostic::warning(message).hint(hint))
}

/// The parts of `span` that lie in turns, with words in them: turn and span.
fn pieces(transcript: &Transcript, span: Span) -> impl Iterator<Item = (usize, Span)> {
    let turns = &transcript.turns;
    let first = turns.partition_point(|turn| turn.span.end <= span.start);
    let here = turns.iter().enumerate().skip(first).take_while(move |(_, turn)| turn.span.start < span.end);
    here.filter_map(move |(number, turn)| {
        let piece = Span::new(span.start.max(turn.span.start), span.end.min(turn.span.end));
        (!piece.trimmed(&transcript.text).is_empty()).then_some((number, piece))
    })
}

/// The distinct passages that rules and people coded, in order of the text.
pub(super) fn passages(
    codings: &[RuleCoding],
    stored: &[StoredCoding],
    pieces: Vec<(usize, Span, CodingRef)>,
) -> Vec<CodedPassage> {
    let mut by_place: BTreeMap<(usize, Span), Vec<CodingRef>> = BTreeMap::new();
    for (coding, stored) in codings.iter().zip(stored) {
        let rule = stored.triggers.first().map(|t| t.rule.clone());
        let coding_ref = CodingRef(stored.code.clone(), RULES.to_owned(), rule, stored.id.clone());
        by_place.entry((coding.turn, coding.span)).or_default().push(coding_ref);
    }
    for (turn, span, coding_ref) in pieces {
        by_place.entry((turn, span)).or_default().push(coding_ref);
    }
    by_place.into_iter().map(|((turn, span), codings)| CodedPassage { turn, span, codings }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::Turn;

    #[test]
    fn a_coding_over_turns_has_a_piece_in_each() {
        let text = "An: Dag. \nBo: Ja hoor.\nAn: Zo.".to_owned();
        let turns = [(4, 8), (14, 22), (27, 30)].map(|(a, b)| Turn::new(Span::new(a, b)));
        let transcript = Transcript { text, turns: turns.to_vec(), ..Transcript::default() };
        let of = |a, b| pieces(&transcript, Span::new(a, b)).collect::<Vec<_>>();
        assert_eq!(of(6, 17), [(0, Span::new(6, 8)), (1, Span::new(14, 17))]);
        assert_eq!(of(0, 30).len(), 3);
        assert_eq!(of(9, 14), [], "labels and blanks are no words of a turn");
        assert_eq!(of(16, 17), [], "a blank alone says nothing");
    }
}
