//! Going through them: a passage, a key, a decision on the disk, the next passage.

use std::io::BufRead;

use verbatim::changes::{self, Desk};
use verbatim::text::Span;

use super::super::address::words_in;
use super::super::code::{known_code, shortened};
use super::super::context::Context;
use super::super::decisions::{Decisions, Kind};
use super::super::exit::Failure;
use super::super::ui::{Ui, grouped, safe};
use super::keys::{self, KEYS, Key};
use super::queue::Task;
use super::screen;
use super::tally::{self, Outcome};

/// Where to go from here.
enum Step {
    /// Decided; whether something was written for it.
    Decided(Outcome, bool),
    Skip,
    Back,
    Stay,
    Quit,
}

/// One person going through rule codings.
pub(super) struct Round<'c, 'd> {
    context: &'c Context,
    desk: &'d mut Desk<'c>,
    tasks: Vec<Task<'c>>,
    outcomes: Vec<Option<Outcome>>,
    again: bool,
    /// The source at hand.
    open: Option<Decisions<'c>>,
    /// The passages that were left behind, and whether something was written there.
    trail: Vec<(usize, bool)>,
}

impl<'c, 'd> Round<'c, 'd> {
    pub(super) fn new(
        context: &'c Context,
        desk: &'d mut Desk<'c>,
        tasks: Vec<Task<'c>>,
        again: bool,
    ) -> Self {
        let outcomes = vec![None; tasks.len()];
        Self { context, desk, tasks, outcomes, again, open: None, trail: Vec::new() }
    }

    /// Goes through all of them, or as far as `input` and its reader like.
    pub(super) fn run(&mut self, input: &mut dyn BufRead, ui: &mut Ui) -> Result<(), Failure> {
        let mut at = 0;
        while at < self.tasks.len() {
            if self.is_decided_along(at)? {
                self.set(at, Some(Outcome::Along));
                at += 1;
                continue;
            }
            self.show(at, ui)?;
            let step = loop {
                ui.message(KEYS);
                match self.answer(at, input, ui)? {
                    Step::Stay => {}
                    step => break step,
                }
            };
            match step {
                Step::Decided(outcome, written) => {
                    self.set(at, Some(outcome));
                    self.trail.push((at, written));
                    at += 1;
                }
                Step::Skip => {
                    self.trail.push((at, false));
                    at += 1;
                }
                Step::Back => at = self.back(at, ui)?,
                Step::Stay | Step::Quit => return Ok(()),
            }
        }
        Ok(())
    }

    /// What was decided, and how much is left.
    pub(super) fn summary(&self) -> String {
        tally::summary(&self.outcomes)
    }

    fn set(&mut self, at: usize, outcome: Option<Outcome>) {
        if let Some(slot) = self.outcomes.get_mut(at) {
            *slot = outcome;
        }
    }

    /// What is decided in the source of number `at`, read when it is come to.
    fn open(&mut self, at: usize) -> Result<Option<(&Task<'c>, &mut Decisions<'c>, &mut Desk<'c>)>, Failure> {
        let Some(task) = self.tasks.get(at) else { return Ok(None) };
        if self.open.as_ref().is_none_or(|open| open.entry.short != task.entry.short) {
            let transcript = self.context.index.transcript(task.entry)?;
            self.open = Some(Decisions::new(self.context, self.desk, task.entry, transcript));
        }
        Ok(self.open.as_mut().map(|open| (task, open, &mut *self.desk)))
    }

    /// Whether a decision of this review on another one counts for number `at`, too.
    fn is_decided_along(&mut self, at: usize) -> Result<bool, Failure> {
        if self.again {
            return Ok(false);
        }
        Ok(self.open(at)?.is_some_and(|(task, open, _)| open.on(&task.proposal).is_some()))
    }

    fn show(&mut self, at: usize, ui: &mut Ui) -> Result<(), Failure> {
        let position = format!("{} of {}", grouped(at + 1), grouped(self.tasks.len()));
        let context = self.context;
        let Some((task, open, _)) = self.open(at)? else { return Ok(()) };
        screen::show(task, &open.transcript, &position, open.on(&task.proposal), context, ui)
    }

    /// Reads a key and does what it says.
    fn answer(&mut self, at: usize, input: &mut dyn BufRead, ui: &mut Ui) -> Result<Step, Failure> {
        let Some(line) = keys::line(input) else { return Ok(Step::Quit) };
        match Key::of(&line) {
            Some(Key::Accept) => self.decide(at, Kind::Accepted, ui),
            Some(Key::Reject) => self.decide(at, Kind::Rejected, ui),
            Some(Key::Adjust) => {
                ui.message("The right words, as they were said (Enter alone: leave it):");
                typed(input).map_or(Ok(Step::Stay), |words| self.adjust(at, &words, ui))
            }
            Some(Key::Recode) => {
                ui.message("The right code (Enter alone: leave it):");
                typed(input).map_or(Ok(Step::Stay), |code| self.recode(at, &code, ui))
            }
            Some(Key::Skip) => Ok(Step::Skip),
            Some(Key::Back) if self.trail.is_empty() => {
                ui.message("This is the first one.");
                Ok(Step::Stay)
            }
            Some(Key::Back) => Ok(Step::Back),
            Some(Key::Quit) => Ok(Step::Quit),
            None => {
                if !line.is_empty() {
                    ui.message(&safe(&format!("`{line}` is none of the keys.")));
                }
                Ok(Step::Stay)
            }
        }
    }

    fn decide(&mut self, at: usize, kind: Kind, ui: &mut Ui) -> Result<Step, Failure> {
        let Some((task, open, desk)) = self.open(at)? else { return Ok(Step::Skip) };
        let written = open.on(&task.proposal) != Some(kind);
        if written {
            open.decide(desk, kind, &task.proposal, None)?;
            desk.commit()?;
        }
        let (outcome, said) = match kind {
            Kind::Rejected => (Outcome::Rejected, "rejected"),
            _ => (Outcome::Accepted, "accepted"),
        };
        told(said, ui)?;
        Ok(Step::Decided(outcome, written))
    }

    /// The rule's coding is rejected, and the right words are coded.
    fn adjust(&mut self, at: usize, words: &str, ui: &mut Ui) -> Result<Step, Failure> {
        let Some((task, open, desk)) = self.open(at)? else { return Ok(Step::Skip) };
        let right = match right_words(open, task.proposal.span, words) {
            Ok(right) => right,
            Err(failure) => {
                ui.failure(&failure);
                return Ok(Step::Stay);
            }
        };
        if right == task.proposal.span {
            ui.message("These are the very words that the rule coded: `a` accepts them.");
            return Ok(Step::Stay);
        }
        reject_and_code(task, open, desk, &task.proposal.stored.code, right)?;
        // They may have been said in the turn before or after it.
        let turn = screen::turn_of(&open.transcript, right);
        let words = shortened(right.of(&open.transcript.text));
        told(&safe(&format!("adjusted: {}:{turn}  {words}", task.entry.short)), ui)?;
        Ok(Step::Decided(Outcome::Adjusted, true))
    }

    /// The rule's coding is rejected, and its words are coded with another code.
    fn recode(&mut self, at: usize, typed: &str, ui: &mut Ui) -> Result<Step, Failure> {
        let code = match known_code(self.context, typed) {
            Ok(code) => code,
            Err(failure) => {
                ui.failure(&failure);
                return Ok(Step::Stay);
            }
        };
        let Some((task, open, desk)) = self.open(at)? else { return Ok(Step::Skip) };
        if code == task.proposal.stored.code {
            ui.message("That is the code that the rule gave: `a` accepts it.");
            return Ok(Step::Stay);
        }
        reject_and_code(task, open, desk, &code, task.proposal.span)?;
        told(&safe(&format!("coded with {code}")), ui)?;
        Ok(Step::Decided(Outcome::Recoded, true))
    }

    /// One back; what was written there is taken back.
    fn back(&mut self, at: usize, ui: &mut Ui) -> Result<usize, Failure> {
        let Some((before, written)) = self.trail.pop() else { return Ok(at) };
        if written && changes::undo(self.desk)?.is_some() {
            told("taken back", ui)?;
        }
        // What was decided along with it is open again.
        for slot in self.outcomes.iter_mut().take(at).skip(before) {
            *slot = None;
        }
        self.open = None;
        Ok(before)
    }
}

/// A line with something in it.
fn typed(input: &mut dyn BufRead) -> Option<String> {
    keys::line(input).filter(|line| !line.is_empty())
}

/// Where the right words are: in the turn itself, else in one of the turns that are shown with it.
fn right_words(open: &Decisions<'_>, coded: Span, words: &str) -> Result<Span, Failure> {
    let transcript = &open.transcript;
    let number = u32::try_from(screen::turn_of(transcript, coded)).unwrap_or(u32::MAX);
    let last = u32::try_from(transcript.turns.len()).unwrap_or(u32::MAX);
    words_in(transcript, (number, number), words, open.entry).or_else(|failure| {
        let shown = (number.saturating_sub(1).max(1), number.saturating_add(1).min(last));
        words_in(transcript, shown, words, open.entry).map_err(|_| failure)
    })
}

fn reject_and_code<'c>(
    task: &Task<'c>,
    open: &mut Decisions<'c>,
    desk: &mut Desk<'c>,
    code: &str,
    span: Span,
) -> Result<(), Failure> {
    if open.on(&task.proposal) != Some(Kind::Rejected) {
        open.decide(desk, Kind::Rejected, &task.proposal, None)?;
    }
    open.code(desk, code, span)?;
    desk.commit()?;
    Ok(())
}

/// What is true on the disk now.
fn told(what: &str, ui: &mut Ui) -> Result<(), Failure> {
    ui.line(&format!("  {what}"))?;
    ui.finish()
}
