//! What a user is told of a file that is brought up to date.

use verbatim::refresh::Refreshed;

use super::super::code::shortened;
use super::super::consent;
use super::super::disclosure;
use super::super::exit::Failure;
use super::super::ui::{Ui, count, safe};
use super::{Pass, Tally, Verdict};

impl Pass<'_> {
    /// Quotes that belong in the file and are not there: an author took them away, or they came into the set since.
    pub(super) fn tell_of_missing(&self, ui: &mut Ui) -> Result<(), Failure> {
        for (id, at) in &self.known.own {
            if self.file.spots.iter().any(|spot| spot.id == *id) {
                continue;
            }
            let quote = self.known.first_picked(id).and_then(|stood| stood.quote());
            // What may not be shown is rightly absent.
            if let Some(quote) = quote
                && consent::refusal_to_show(quote, false, self.context)?.is_some()
            {
                continue;
            }
            let words = quote.map_or(String::new(), |quote| format!(": {}", safe(&shortened(quote.shown()))));
            ui.line(&ui.quiet(&format!("not in the file  {}{words}", safe(at))))?;
        }
        Ok(())
    }

    /// Text that is renewed may be longer than it was, and an author's layout is not touched.
    pub(super) fn tell_of_crowded(&self, ui: &mut Ui) {
        let is_renewed = |number: &usize| {
            self.renewal.words.contains_key(number) || self.renewal.credits.contains_key(number)
        };
        let new = self.file.with(&self.renewal).ok().and_then(|bytes| Refreshed::read(&bytes).ok());
        let Some(new) = new.filter(|_| !self.renewal.is_empty()) else { return };
        let crowded: Vec<usize> = new.crowded().into_iter().filter(is_renewed).collect();
        for spot in crowded.iter().filter_map(|number| new.spots.get(*number)) {
            ui.warning(&format!(
                "{}: by estimate the new text does not fit where it stands: {}",
                spot.place,
                safe(&shortened(&spot.words))
            ));
        }
        if !crowded.is_empty() {
            ui.hint("look at these slides: your layout is left alone, so a larger box or smaller type is up to you");
        }
    }

    pub(super) fn sum_up(&self, ui: &mut Ui) {
        let Tally { current, renewed, own, open, notes } = self.tally;
        let done = if self.args.dry_run { "to be renewed" } else { "renewed" };
        let notes = match notes {
            0 => String::new(),
            _ => format!(", {} of notes {done}", count(notes, "line", "lines")),
        };
        ui.message(&format!(
            "{current} up to date, {renewed} {done}, {own} edited by the author, {open} to decide{notes}"
        ));
        if !notes.is_empty() || !self.renewal.credits.is_empty() {
            ui.hint("counts by role, on a title page and in figures, stay as they were exported");
        }
        self.tell_of_coarser(ui);
    }

    /// A file with a finer pattern of its own than the study has says more of people than the study wants to.
    fn tell_of_coarser(&self, ui: &mut Ui) {
        let study = &self.context.study.config.export.attribution;
        let Some(own) = self.manner().attribution else { return };
        if disclosure::is_coarser(study, &own) {
            ui.hint(&format!(
                "attributions follow `{}`, as was asked for at the export; `--attribution \"{}\"` takes the coarser one \
                 of verbatim.toml",
                safe(&own),
                safe(study)
            ));
        }
    }
}

/// Tells what becomes of something, where anything does.
pub(super) fn tell(place: &str, subject: &str, verdict: &Verdict, ui: &mut Ui) -> Result<(), Failure> {
    let what = match verdict {
        Verdict::Current => return Ok(()),
        Verdict::Renewed { old, new } => {
            format!("{subject}renewed: {} -> {}", safe(&shortened(old)), safe(&shortened(new)))
        }
        Verdict::Own(what) | Verdict::Open(what) => safe(what).to_string(),
    };
    ui.line(&format!("{place}  {what}"))
}
