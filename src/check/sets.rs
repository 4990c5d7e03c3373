//! Quote sets: every quote of theirs still stands in the transcript, and shows what was said.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Finding, Kind};
use crate::quoteset::{Picked, Place, place};
use crate::shown::{Dispensable, Ends, fit, tokens};
use crate::store::{SetError, Study, kept_transcript, read_set, set_names, set_path};
use crate::text::{CodePoints, Language, fingerprint};
use crate::transcript::Transcript;

/// The quotes of all sets.
#[derive(Debug, Default)]
pub(super) struct Sets {
    /// By short name of the source, each with the path of its set.
    by_source: BTreeMap<String, Vec<(String, Picked)>>,
}

impl Sets {
    /// Reads the sets of `study`; files with mistakes become findings.
    pub(super) fn read(study: &Study) -> (Self, Vec<Finding>) {
        let (mut sets, mut findings) = (Self::default(), Vec::new());
        for name in set_names(study) {
            let file = set_path(&name).unwrap_or_else(|_| name.clone());
            match read_set(study, &name) {
                Ok(set) => {
                    for (_, picked) in set.quotes() {
                        let quotes = sets.by_source.entry(picked.source.clone()).or_default();
                        quotes.push((file.clone(), picked.clone()));
                    }
                }
                Err(SetError::Mistakes(_, mistakes)) => {
                    findings.extend(mistakes.into_iter().map(|what| Finding { kind: Kind::Changed, what }));
                }
                Err(error) => {
                    let hint = "`verbatim set show` tells more";
                    findings.push(Finding::new(Kind::Damaged, file, error.to_string(), hint));
                }
            }
        }
        (sets, findings)
    }

    /// The short names of the sources that are quoted.
    pub(super) fn sources(&self) -> impl Iterator<Item = &str> {
        self.by_source.keys().map(String::as_str)
    }

    /// The quotes from the source with this short name.
    pub(super) fn of(&self, short: &str) -> &[(String, Picked)] {
        self.by_source.get(short).map(Vec::as_slice).unwrap_or_default()
    }
}

/// What is the matter with `quotes` of one source, which is read as `transcript`; `folder` keeps its former texts.
pub(super) fn standing(
    quotes: &[(String, Picked)],
    transcript: &Transcript,
    folder: &Path,
    dispensable: &Dispensable,
) -> Vec<Finding> {
    let points = CodePoints::new(&transcript.text);
    let present = fingerprint(transcript.text.as_bytes());
    let old = |hash: &str| kept_transcript(folder, hash);
    let finding = |(file, picked): &(String, Picked)| {
        let span = match place(picked, transcript, &points, &old) {
            Place::Same(span) | Place::Changed(span) => span,
            Place::Lost => return vec![lost(file, picked, picked.anchor.text == present)],
        };
        let said = span.of(&transcript.text);
        let outdated =
            picked.outdated(said).map(|(language, _)| outdated_translation(file, picked, language));
        outdated.chain(misquoted(file, picked, said, dispensable)).collect()
    };
    quotes.iter().flat_map(finding).collect()
}

fn misquoted(file: &str, picked: &Picked, said: &str, dispensable: &Dispensable) -> Option<Finding> {
    let shown = picked.shown.as_deref()?;
    let misfit = fit(said, &tokens(said), shown, dispensable, Ends::Whole).err()?;
    let (shown, said) = (misfit.shown.of(shown), misfit.said.of(said));
    let message = format!("the quote {} shows `{shown}` where `{said}` was said", picked.at);
    Some(Finding::new(Kind::Changed, file, message, "`verbatim set edit` mends it"))
}

fn outdated_translation(file: &str, picked: &Picked, language: Language) -> Finding {
    let (at, language) = (&picked.at, language.code());
    let message = format!("the quote {at} was corrected since it was translated into `{language}`");
    Finding::new(
        Kind::Waits,
        file,
        message,
        "no export takes that translation; `verbatim set edit ... --translation` renews it",
    )
}

fn lost(file: &str, picked: &Picked, is_on_present: bool) -> Finding {
    let (kind, why) = match is_on_present {
        true => (Kind::Changed, "do not stand where the set says"),
        false => (Kind::Waits, "are not found for certain since the transcript changed"),
    };
    let message = format!("the words of the quote {} {why}", picked.at);
    Finding::new(kind, file, message, "`verbatim set show` has the words; pick it anew, or drop it")
}

/// Quotes from a source that is not there.
pub(super) fn without_source(quotes: &[(String, Picked)], short: &str) -> Vec<Finding> {
    let mut by_file: BTreeMap<&str, usize> = BTreeMap::new();
    for (file, _) in quotes {
        *by_file.entry(file).or_default() += 1;
    }
    let finding = |(file, count): (&str, usize)| {
        let message = format!("{count} of its quotes stand in `{short}`, which is gone");
        Finding::new(Kind::Waits, file, message, "put the transcript back into corpus/; nothing is lost")
    };
    by_file.into_iter().map(finding).collect()
}
