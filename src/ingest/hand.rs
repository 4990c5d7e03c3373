//! What people coded in one source, put on its turns.

use std::collections::BTreeMap;
use std::path::Path;

use super::source::RULES;
use crate::coding::{Ledger, Recodes, RuleCoding, Standing, Stood, Waiting, stand};
use crate::diag::Diagnostic;
use crate::index::{CodedPassage, CodingRef, HandCodings};
use crate::store::{StoredCoding, kept_transcript};
use crate::text::{CodePoints, Span};
use crate::transcript::Transcript;

/// What people coded in one source.
#[derive(Default)]
pub(super) struct Hand {
    /// The pieces of their codings, by turn and span: a coding over several turns has one in each.
    pub(super) pieces: Vec<(usize, Span, CodingRef)>,
    /// Where no rule codes, for somebody said so: path of the code, and bytes of the text.
    pub(super) rejected: Vec<(String, Span)>,
    /// By coder and code.
    pub(super) counts: Vec<HandCodings>,
    /// Codings that stand on the present text.
    pub(super) attached: u64,
    /// Whatever stands on it, notes and best quotes included.
    pub(super) stands: bool,
    /// What waits for a decision.
    pub(super) waiting: u64,
    /// What is to be told of them.
    pub(super) notes: Vec<Diagnostic>,
}

impl Hand {
    /// Whether somebody found that no rule should code this.
    pub(super) fn rejects(&self, code: &str, span: Span) -> bool {
        self.rejected.iter().any(|(rejected, place)| rejected == code && place.overlaps(span))
    }
}

/// Puts what `ledger` says of a source on its `transcript`; `folder` keeps the texts codings were made on.
pub(super) fn place(
    ledger: &Ledger,
    recodes: &Recodes,
    transcript: &Transcript,
    points: &CodePoints,
    folder: &Path,
) -> Hand {
    let standing = stand(ledger, recodes, transcript, points, &|hash| kept_transcript(folder, hash));
    let Standing { codings, rejected, stars, memos, waiting } = &standing;
    let mut hand = Hand {
        attached: codings.len() as u64,
        stands: [codings, rejected, stars, memos].into_iter().flatten().any(|stood| !stood.carried),
        waiting: waiting.len() as u64,
        rejected: rejected.iter().map(|stood| (stood.code.clone(), stood.span)).collect(),
        ..Hand::default()
    };
    let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
    let mut outside = 0;
    for one in codings {
        *counts.entry((one.coder().to_owned(), one.code.clone())).or_default() += 1;
        let of = |(turn, span)| {
            let coder = one.coder().to_owned();
            (turn, span, CodingRef(one.code.clone(), coder, None, one.operation.id.clone()))
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
    hand.notes.extend(carried_note(codings));
    hand.notes.extend(waiting_note(waiting));
    hand
}

fn carried_note(codings: &[Stood<'_>]) -> Option<Diagnostic> {
    let carried = codings.iter().filter(|one| one.carried).count();
    let changed = codings.iter().filter(|one| one.changed).count();
    let words = if changed == 0 { String::new() } else { format!(", {changed} of them with changed words") };
    let message = format!("{carried} coding(s) came over from an earlier text{words}");
    let note = Diagnostic::note(message).hint("`verbatim anchors` shows old and new");
    (carried > 0).then_some(note)
}

fn waiting_note(waiting: &[Waiting<'_>]) -> Option<Diagnostic> {
    let mut by: BTreeMap<&str, usize> = BTreeMap::new();
    for one in waiting {
        *by.entry(&one.operation.coder).or_default() += 1;
    }
    let who: Vec<String> = by.iter().map(|(coder, count)| format!("{coder} {count}")).collect();
    let message =
        format!("{} coding(s) wait: the transcript changed since ({})", waiting.len(), who.join(", "));
    let hint = "`verbatim anchors` lists them and takes your decision; nothing is lost";
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
pub(super) fn passages(codings: &[RuleCoding], stored: &[StoredCoding], hand: Hand) -> Vec<CodedPassage> {
    let mut by_place: BTreeMap<(usize, Span), Vec<CodingRef>> = BTreeMap::new();
    let stays = |(coding, stored): &(&RuleCoding, &StoredCoding)| !hand.rejects(&stored.code, coding.span);
    for (coding, stored) in codings.iter().zip(stored).filter(stays) {
        let rule = stored.triggers.first().map(|t| t.rule.clone());
        let coding_ref = CodingRef(stored.code.clone(), RULES.to_owned(), rule, stored.id.clone());
        by_place.entry((coding.turn, coding.span)).or_default().push(coding_ref);
    }
    for (turn, span, coding_ref) in hand.pieces {
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
