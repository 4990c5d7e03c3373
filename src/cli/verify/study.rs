//! Everything that was said in a study, as `verify` wants it.

use std::collections::BTreeSet;

use rayon::prelude::*;
use verbatim::index::{SourceEntry, SpeakerEntry};
use verbatim::shown::Dispensable;
use verbatim::store::{read_set, set_names};
use verbatim::transcript::Transcript;
use verbatim::verify::{Attributed, Corpus, Finding, People, Spoken, Tier, Translated};

use super::super::consent;
use super::super::context::Context;
use super::super::exit::Failure;
use super::super::ui::Ui;
use super::Checked;
use super::named::RealNames;

/// Everything that quotations are checked against.
pub(super) struct Whole {
    pub(super) corpus: Corpus,
    pub(super) dispensable: Dispensable,
    pub(super) translations: Vec<Translated>,
    pub(super) people: People,
    real_names: RealNames,
}

impl Whole {
    pub(super) fn of(context: &Context, ui: &mut Ui) -> Result<Self, Failure> {
        let sources: Vec<&SourceEntry> = context.index.catalog().sources.values().collect();
        let turns = sources.par_iter().map(|entry| Ok(spoken(entry, &context.index.transcript(entry)?)));
        let turns: Vec<Vec<Spoken>> = turns.collect::<Result<_, Failure>>()?;
        Ok(Self {
            corpus: Corpus { turns: turns.into_iter().flatten().collect() },
            dispensable: context.dispensable(),
            translations: translations(context)?,
            people: people(context),
            real_names: RealNames::of(context, ui)?,
        })
    }

    /// Whether only those who ask said it, and nobody is named beside it: readers take it for a participant's.
    pub(super) fn is_asked(&self, finding: &Finding) -> bool {
        if finding.tier == Tier::NotFound || finding.attributed != Attributed::Unchecked {
            return false;
        }
        let mut turns = finding.places.iter().filter_map(|at| self.corpus.turns.get(*at)).peekable();
        match finding.tier {
            Tier::Spliced => turns.any(|turn| turn.asks),
            _ => turns.peek().is_some() && turns.all(|turn| turn.asks),
        }
    }

    /// Why what was found may not be printed beside these words, if it may not: every one who said it must not
    /// allow it.
    pub(super) fn refusal(
        &self,
        finding: &Finding,
        attribution: Option<&str>,
        context: &Context,
    ) -> Result<Option<String>, Failure> {
        if finding.tier == Tier::NotFound {
            return Ok(None);
        }
        let mut first = None;
        for turn in finding.places.iter().filter_map(|at| self.corpus.turns.get(*at)) {
            let by_name = attribution.is_some_and(|who| self.real_names.call(who, turn, &self.people));
            match consent::refusal_of(&turn.participants, by_name, context)? {
                Some(why) => first = first.or(Some(why)),
                // A phrase that somebody else said as well may stand, unless it is put together.
                None if finding.tier != Tier::Spliced => return Ok(None),
                None => {}
            }
        }
        Ok(first)
    }

    /// Whose words a report of these shows.
    pub(super) fn people_in(&self, checked: &[Checked]) -> BTreeSet<String> {
        let findings = checked.iter().flat_map(|one| &one.findings);
        let places = findings.filter(|one| one.tier != Tier::NotFound).flat_map(|one| &one.places);
        let turns = places.filter_map(|at| self.corpus.turns.get(*at));
        turns.flat_map(|turn| turn.participants.iter().cloned()).collect()
    }
}

fn spoken(entry: &SourceEntry, transcript: &Transcript) -> Vec<Spoken> {
    let nobody = SpeakerEntry::default();
    let one = |(number, turn): (usize, &verbatim::transcript::Turn)| {
        let speaker = turn.speaker.and_then(|at| entry.speakers.get(at)).unwrap_or(&nobody);
        Spoken {
            address: format!("{}:{number}", entry.short),
            text: transcript.words_of(turn).to_owned(),
            label: speaker.label.clone(),
            participants: speaker.participants.clone(),
            role: speaker.role.clone(),
            organisation: speaker.attributes.get("organisation").cloned(),
            asks: speaker.asks,
        }
    };
    (1..).zip(&transcript.turns).map(one).collect()
}

fn translations(context: &Context) -> Result<Vec<Translated>, Failure> {
    let mut all = Vec::new();
    for name in set_names(&context.study) {
        let set = read_set(&context.study, &name)?;
        if set.quotes().all(|(_, quote)| quote.translations.is_empty()) {
            continue;
        }
        for one in super::super::set::stood(context, &set, None)? {
            let (picked, quote) = (&one.picked, one.quote());
            // Where its words stand no more, it is a translation of nothing that is known to be said.
            let is_outdated =
                |language| quote.is_none_or(|quote| picked.translation(language, &quote.text).is_none());
            all.extend(picked.translations.iter().map(|(language, translation)| Translated {
                text: translation.text.clone(),
                address: quote.map_or(&picked.at, |quote| &quote.address).clone(),
                said: quote.map_or(&picked.anchor.quote, |quote| &quote.text).clone(),
                is_outdated: is_outdated(*language),
            }));
        }
    }
    Ok(all)
}

pub(in super::super) fn people(context: &Context) -> People {
    let mut roles: BTreeSet<(String, String)> = BTreeSet::new();
    for (id, role) in &context.study.config.roles {
        roles.insert((id.clone(), id.clone()));
        roles.extend(role.name.iter().chain(role.names.values()).map(|name| (id.clone(), name.clone())));
    }
    let speakers = || context.index.catalog().sources.values().flat_map(|source| &source.speakers);
    // A role without settings goes by its id.
    roles.extend(speakers().filter_map(|speaker| speaker.role.clone()).map(|role| (role.clone(), role)));
    // The name in the study's own language is the one that is shown.
    let mut roles: Vec<(String, String)> = roles.into_iter().collect();
    roles.sort_by_key(|(id, name)| context.role_name(id) != name);
    let organisations: BTreeSet<String> =
        speakers().filter_map(|speaker| speaker.attributes.get("organisation").cloned()).collect();
    // Whoever it stands for, a label of several people names none of them.
    let labels = speakers().filter(|speaker| !speaker.joint && !speaker.label.is_empty());
    let labels = labels.map(|speaker| (speaker.label.clone(), speaker.participants.clone()));
    let participants = speakers().flat_map(|speaker| &speaker.participants);
    let participants = participants.map(|one| (one.clone(), vec![one.clone()]));
    let sources = context
        .index
        .catalog()
        .sources
        .values()
        .map(|source| (source.short.clone(), usize::try_from(source.turns).unwrap_or(usize::MAX)));
    People::new(roles, organisations.into_iter().collect(), labels.chain(participants)).with_sources(sources)
}
