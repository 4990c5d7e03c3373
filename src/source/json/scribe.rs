//! What is said, as a service gives it, to a transcript: whole units, or words to be put together.

use crate::diag::Diagnostic;
use crate::source::names::{key, tidy};
use crate::source::units::{Unit, Units};
use crate::source::{Settings, Speakers, join};
use crate::transcript::Transcript;

use super::shapes::List;
use super::values::Time;

/// Words without speakers are parted where nobody says anything for this long, in milliseconds.
const PAUSE: u64 = 1_000;
/// No unit put together of words without speakers grows beyond this many bytes.
const LONG_UNIT: usize = 1_200;
/// Times from here on, in milliseconds, are no times of a recording.
const LATEST: f64 = 1.0e10;

/// Something said.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Said<'a> {
    /// The words; `None` where the service gives none.
    pub(super) words: Option<&'a str>,
    /// Who says it.
    pub(super) speaker: Option<&'a str>,
    /// When it begins.
    pub(super) start: Time,
    /// When it ends.
    pub(super) end: Time,
}

/// What comes between a word and its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// A blank on both sides.
    Blank,
    /// Nothing before it (`,`).
    Left,
    /// Nothing after it (`¿`).
    Right,
    /// Nothing on either side (`-`).
    Both,
    /// The words bring their own blanks.
    Own,
}

/// Words being put together.
#[derive(Debug, Default)]
struct Run {
    text: String,
    speaker: Option<String>,
    start_ms: Option<u64>,
    end_ms: Option<u64>,
    /// Whether the next word follows without a blank.
    tight: bool,
}

/// A transcript being written down.
pub(super) struct Scribe<'s> {
    units: Units,
    settings: &'s Settings,
    ignored: Vec<String>,
    ms: f64,
    run: Run,
    voiced: bool,
    odd_parts: usize,
    odd_times: usize,
    unplaced: usize,
    unsure: usize,
}

impl<'s> Scribe<'s> {
    /// A scribe for a service whose numbers count `ms` milliseconds.
    pub(super) fn new(ms: f64, settings: &'s Settings) -> Self {
        let ignored = settings.ignore.iter().map(|label| key(&tidy(label))).collect();
        let (units, run) = (Units::default(), Run::default());
        let (odd_parts, odd_times, unplaced, unsure) = (0, 0, 0, 0);
        Self { units, settings, ignored, ms, run, voiced: false, odd_parts, odd_times, unplaced, unsure }
    }

    /// The items of `list`; those of it that are not what they should be are noted as left out.
    pub(super) fn items<'l, T>(&mut self, list: &'l List<T>) -> &'l [T] {
        self.odd_parts += list.odd;
        &list.items
    }

    /// Notes that the words of a unit name other speakers, but are not those of its text.
    pub(super) fn unplaced(&mut self) {
        self.unplaced += 1;
    }

    /// Notes that `words` words without a speaker of their own stand where the speaker changes.
    pub(super) fn unsure(&mut self, words: usize) {
        self.unsure += words;
    }

    /// Adds a unit of the service.
    pub(super) fn unit(&mut self, said: &Said<'_>) {
        self.part();
        let Some(words) = said.words else {
            self.odd_parts += 1;
            return;
        };
        let (start_ms, end_ms) = self.times(said);
        self.add(words, said.speaker, start_ms, end_ms);
    }

    /// Adds a word to the unit it belongs to: the words of one speaker, or a sentence of nobody.
    pub(super) fn word(&mut self, said: &Said<'_>, gap: Gap) {
        let Some(words) = said.words else {
            self.odd_parts += 1;
            return;
        };
        let (start_ms, end_ms) = self.times(said);
        let attached = matches!(gap, Gap::Left | Gap::Both) && said.speaker.is_none();
        if !attached && self.parts_from(said.speaker, start_ms) {
            self.part();
        }
        let run = &mut self.run;
        if run.text.is_empty() {
            run.speaker = said.speaker.map(str::to_owned);
        } else if !run.tight && matches!(gap, Gap::Blank | Gap::Right) {
            run.text.push(' ');
        }
        run.text.push_str(if gap == Gap::Own { words } else { words.trim() });
        run.tight = matches!(gap, Gap::Right | Gap::Both);
        run.start_ms = run.start_ms.or(start_ms);
        run.end_ms = end_ms.or(run.end_ms);
    }

    /// Ends the unit the words so far make.
    pub(super) fn part(&mut self) {
        let run = std::mem::take(&mut self.run);
        self.add(&run.text, run.speaker.as_deref(), run.start_ms, run.end_ms);
    }

    /// Whether a word of `speaker` begins a unit of its own.
    fn parts_from(&self, speaker: Option<&str>, start_ms: Option<u64>) -> bool {
        if self.run.text.trim().is_empty() || speaker != self.run.speaker.as_deref() {
            return !self.run.text.is_empty() && speaker != self.run.speaker.as_deref();
        }
        let pause = match (self.run.end_ms, start_ms) {
            (Some(end), Some(start)) => start.saturating_sub(end),
            _ => 0,
        };
        let full = self.run.text.len() > LONG_UNIT;
        speaker.is_none() && (full || pause > PAUSE || join::ends_sentence(self.run.text.trim_end()))
    }

    fn add(&mut self, words: &str, speaker: Option<&str>, start_ms: Option<u64>, end_ms: Option<u64>) {
        if words.trim().is_empty() {
            return;
        }
        let plain = words.contains('\r').then(|| words.replace("\r\n", "\n").replace('\r', "\n"));
        let words = plain.as_deref().unwrap_or(words);
        let speaker = speaker.filter(|_| self.settings.speakers != Speakers::None);
        if speaker.is_some_and(|speaker| self.ignored.contains(&key(&tidy(speaker)))) {
            self.units.line(words);
            return;
        }
        self.voiced |= speaker.is_some();
        let speaker = speaker.map(|speaker| self.units.names.index(speaker));
        self.units.turn(&Unit { words, speaker, start_ms, end_ms, question: None });
    }

    fn times(&mut self, said: &Said<'_>) -> (Option<u64>, Option<u64>) {
        let (start, end) = (self.millis(said.start), self.millis(said.end));
        match (start, end) {
            (Some(from), Some(to)) if to < from => {
                self.odd_times += 1;
                (start, None)
            }
            times => times,
        }
    }

    /// A time in milliseconds.
    pub(super) fn millis(&mut self, time: Time) -> Option<u64> {
        let millis = match time {
            Time::Absent => return None,
            Time::Clock(millis) => return Some(millis),
            Time::Number(number) => (number * self.ms).round(),
            Time::Odd => f64::NAN,
        };
        let sound = (0.0..LATEST).contains(&millis);
        self.odd_times += usize::from(!sound);
        sound.then_some(millis as u64)
    }

    /// The transcript of what `service` heard.
    pub(super) fn finish(mut self, service: &str, notes: &mut Vec<Diagnostic>) -> Transcript {
        self.part();
        if self.odd_parts > 0 {
            let message =
                format!("{} part(s) are not as {service} writes them and are left out", self.odd_parts);
            notes.push(Diagnostic::warning(message).hint("compare with the service, or export it again"));
        }
        if self.odd_times > 0 {
            let message = format!("{} time(s) make no sense and are left out", self.odd_times);
            notes.push(
                Diagnostic::warning(message).hint("the words are there; export it again for the times"),
            );
        }
        if self.unplaced > 0 {
            let message = format!(
                "{} unit(s) hold words of another speaker that are not as in the text; the unit stays with its own speaker",
                self.unplaced
            );
            notes.push(Diagnostic::warning(message).hint("look these turns over before quoting from them"));
        }
        if self.unsure > 0 {
            let message = format!(
                "{} word(s) without a speaker of their own stand where the speaker changes; they stay with who spoke before",
                self.unsure
            );
            notes
                .push(Diagnostic::warning(message).hint(
                    "numbers mostly; listen to these places before quoting from the turns around them",
                ));
        }
        let voices = if self.voiced { "speakers" } else { "no speakers" };
        let mut transcript = self.units.finish(format!("json, {service}, {voices}"));
        join::as_set(&mut transcript, self.voiced, self.settings.join);
        transcript
    }
}
