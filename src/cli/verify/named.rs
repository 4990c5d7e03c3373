//! Real names beside quotations, of people who did not agree to be named.

use verbatim::leak::{Names, Searcher};
use verbatim::text::fold;
use verbatim::verify::{People, Spoken};

use super::super::context::Context;
use super::super::exit::Failure;
use super::super::leaks;
use super::super::ui::Ui;

/// The names of a study as they may stand beside a quotation.
pub(super) struct RealNames(Option<(Names, Searcher)>);

impl RealNames {
    /// Those of the study's list, where it matters who may be named.
    pub(super) fn of(context: &Context, ui: &mut Ui) -> Result<Self, Failure> {
        let (known, _) = context.study.participants()?;
        if !known.attribute_names().any(|name| name == "consent") {
            return Ok(Self(None));
        }
        let names = leaks::at_hand(&context.study, ui)?;
        Ok(Self(names.map(|names| {
            let searcher = Searcher::new(&names);
            (names, searcher)
        })))
    }

    /// Whether `attribution` calls who said it by name: by a label that is one, or by a name of the list.
    pub(super) fn call(&self, attribution: &str, spoken: &Spoken, people: &People) -> bool {
        people.call_by_name(attribution, spoken) || self.are_listed(attribution, spoken)
    }

    fn are_listed(&self, attribution: &str, spoken: &Spoken) -> bool {
        let Some((names, searcher)) = &self.0 else { return false };
        let leaks = searcher.search(None, attribution.as_bytes()).leaks;
        leaks.iter().filter_map(|leak| names.entries.get(leak.entry)).any(|entry| {
            let stands_for = fold(&entry.replacement);
            spoken.participants.iter().chain([&spoken.label]).any(|one| fold(one) == stands_for)
        })
    }
}
