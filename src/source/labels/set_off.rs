//! Paragraphs without a label that are not the words of who spoke last: the questions and titles that only bold,
//! italics or their place set off from what people say.

use crate::diag::Diagnostic;
use crate::source::join::ends_sentence;
use crate::text::Span;
use crate::transcript::Turn;

use super::lines::lines;

/// Markdown marks around a whole line; those of italics, which also tell (`*lacht*`), only around a question.
const FENCES: [&str; 4] = ["**", "__", "*", "_"];
/// Fewer turns than this show no custom.
const FEWEST: usize = 3;

/// What is inside a line of Markdown that is wholly bold, or a question wholly in italics.
pub(super) fn in_markdown(line: &str) -> Option<&str> {
    let fence = FENCES.into_iter().find(|fence| line.starts_with(fence))?;
    let inner = line.strip_prefix(fence)?.strip_suffix(fence)?.trim();
    let whole = !inner.is_empty() && !inner.contains(fence);
    (whole && (fence.len() > 1 || inner.ends_with('?'))).then_some(inner)
}

/// Where nobody but one person has a label and most of the turns end in a line that asks something, those lines are
/// turns of nobody.
pub(super) fn questions(text: &str, turns: Vec<Turn>) -> (Vec<Turn>, usize) {
    let speaker = turns.first().and_then(|turn| turn.speaker);
    let one = speaker.is_some() && turns.iter().all(|turn| turn.speaker == speaker || turn.speaker.is_none());
    let asked = turns.iter().filter(|turn| question(text, turn).is_some()).count();
    if !one || asked < FEWEST || asked * 2 < turns.len() {
        return (turns, 0);
    }
    let parted = turns.into_iter().flat_map(|mut turn| {
        let asked = question(text, &turn);
        if let Some(asked) = asked {
            turn.span = Span::new(turn.span.start, asked.start).trimmed(text);
        }
        [Some(turn), asked.map(Turn::new)].into_iter().flatten()
    });
    (parted.collect(), asked)
}

/// The last line of a turn of several, if it is a question by itself.
fn question(text: &str, turn: &Turn) -> Option<Span> {
    let words = turn.span.of(text);
    let (at, line) = lines(words).filter(|(_, line)| !line.trim().is_empty()).last()?;
    let above = words.get(..at)?.trim_end();
    let begins = line.trim_start().starts_with(|c: char| !c.is_lowercase());
    let asks = line.trim_end().ends_with('?') && begins && ends_sentence(above);
    let start = turn.span.start + at;
    asks.then(|| Span::new(start, start + line.len()).trimmed(text))
}

/// What is said of paragraphs that were set off.
pub(super) fn told(count: usize) -> Option<Diagnostic> {
    let message = format!(
        "{count} paragraph(s) without a label between the turns are turns of nobody: questions, bold or italics, or around a table"
    );
    let hint = "if somebody says them, put a label before them as the other turns have";
    (count > 0).then(|| Diagnostic::warning(message).hint(hint))
}
