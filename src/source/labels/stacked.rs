//! A name on a line of its own and the time on the next one, above the words (the transcripts of Teams, copied).

use crate::source::{duration, time};
use crate::text::Span;

use super::lines::Candidate;
use super::shape::{Shape, shape};
use super::{Form, Head};

/// No name on a line of its own is longer, in bytes.
const LONGEST_NAME: usize = 60;

/// What the lines so far say.
#[derive(Debug, Default)]
pub(super) struct Stacked {
    found: Vec<Candidate>,
    /// How many times stand alone, right below another line or not; the second of two does not count.
    times: usize,
    above: Above,
}

/// What the line above is.
#[derive(Debug, Default, Clone, Copy)]
enum Above {
    /// Blank, or the beginning.
    #[default]
    Nothing,
    /// A time alone, below a name.
    Named,
    /// A time alone, below anything else.
    Time,
    /// Something that could be a name.
    Name(Span),
    /// Anything else.
    Words,
}

impl Stacked {
    /// Looks at the next line, which begins at byte `start`.
    pub(super) fn line(&mut self, start: usize, line: &str) {
        let words = line.trim();
        let time = if words.starts_with(|c: char| c.is_ascii_digit()) { alone(words) } else { None };
        self.above = match (time, self.above) {
            (Some(_), Above::Named) => {
                if let Some(last) = self.found.last_mut() {
                    last.head.words = start + line.len();
                }
                Above::Named
            }
            (Some(start_ms), above) => {
                self.times += usize::from(!matches!(above, Above::Time));
                self.below(above, start + line.len(), start_ms)
            }
            (None, _) if words.is_empty() => Above::Nothing,
            // Below a time stand the words of captions.
            (None, Above::Named | Above::Time) => Above::Words,
            (None, _)
                if words.len() <= LONGEST_NAME && shape(words) == Shape::Name && !words.ends_with('.') =>
            {
                Above::Name(Span::new(start, start + line.len()))
            }
            (None, _) => Above::Words,
        };
    }

    /// A time alone below a name is a head; its words begin at `words`.
    fn below(&mut self, above: Above, words: usize, start_ms: u64) -> Above {
        let Above::Name(label) = above else { return Above::Time };
        let head = Head { line: label.start, label, words, start_ms: Some(start_ms), end_ms: None };
        self.found.push(Candidate { form: Form::NameTime, head, bold: false });
        Above::Named
    }

    /// The heads, where nearly every time that stands alone has a name above it.
    pub(super) fn candidates(self) -> Vec<Candidate> {
        if self.found.len() < 2 || self.found.len() * 10 < self.times * 8 {
            return Vec::new();
        }
        self.found
    }
}

/// The time that `words` consist of, on the clock or written out.
pub(super) fn alone(words: &str) -> Option<u64> {
    time::parse(words).or_else(|| duration::written_out(words))
}
