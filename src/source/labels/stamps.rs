//! Times after the words of a turn: its end, and the beginning of the next one (f4, Amberscript and transcribers).

use crate::source::time;
use crate::text::Span;
use crate::transcript::Turn;

use super::lines::lines;

/// Fewer short times in round brackets than this may be anything.
const FEWEST: usize = 3;
/// A recording has its first time before this one, in milliseconds; times of the day seldom do.
const EARLY: u64 = 5 * 60 * 1_000;

/// What times in round brackets are in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stamps {
    /// Whether `(0:12)` at the end of a line is a time of the recording.
    short: bool,
}

impl Stamps {
    /// What they are in `text`, which has so many turns.
    pub(super) fn of(text: &str, turns: usize) -> Self {
        let ends = lines(text).filter_map(|(_, line)| {
            let words = line.trim_end();
            words.ends_with(')').then(|| Self { short: true }.at_end(words)).flatten()
        });
        let times: Vec<u64> = ends.map(|(_, time)| time).collect();
        let rises = times.iter().zip(times.iter().skip(1)).all(|(one, next)| one < next);
        let early = times.first().is_some_and(|first| *first < EARLY);
        Self { short: times.len() >= FEWEST && times.len() * 2 >= turns && rises && early }
    }

    /// The time after the words (`... #00:01:02-5#`, `... [00:01:02]`, `... (00:01:02)`): where the words end, and
    /// the time. A time of the day in round brackets may have been said: `(10:30)`.
    pub(super) fn at_end(self, words: &str) -> Option<(usize, u64)> {
        let (open, close) =
            [('[', ']'), ('#', '#'), ('(', ')')].into_iter().find(|(_, close)| words.ends_with(*close))?;
        let inner = words.strip_suffix(close)?;
        let at = inner.rfind(open)?;
        let stamp = words.get(at..)?;
        let sure = open != '(' || self.short || stamp.matches(':').count() == 2;
        Some((at, time::parse(stamp)?)).filter(|_| sure)
    }
}

/// Times after the words of paragraphs become their ends, and the beginnings of the next ones.
pub(super) fn take(text: &str, turns: &mut Vec<Turn>) {
    let stamps = Stamps::of(text, turns.len());
    let mut ended_ms = None;
    for turn in turns.iter_mut() {
        turn.start_ms = ended_ms.take();
        if let Some((words, time)) = stamps.at_end(turn.span.of(text)) {
            (turn.end_ms, ended_ms) = (Some(time), Some(time));
            turn.span = Span::new(turn.span.start, turn.span.start + words).trimmed(text);
        }
    }
    turns.retain(|turn| !turn.span.is_empty());
}
