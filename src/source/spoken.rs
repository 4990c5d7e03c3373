//! What is said by speakers the format names (tiers, main lines, utterances), to a transcript whose text
//! is the words, one unit a line.

use std::collections::HashMap;

use crate::transcript::Transcript;

use super::names::{key, tidy};
use super::units::{Unit, Units};
use super::{Settings, Speakers, join};

/// What is said in one unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Who says it, as the source names them; empty where nobody is named.
    pub(super) label: String,
    /// The words.
    pub(super) words: String,
    /// When it begins, in milliseconds.
    pub(super) start_ms: Option<u64>,
    /// When it ends, in milliseconds.
    pub(super) end_ms: Option<u64>,
}

/// What a source tells of a speaker: names and values.
pub(super) type Told = Vec<(&'static str, String)>;
/// What a source tells of its speakers, by label.
pub(super) type People = HashMap<String, Told>;

/// The transcript of `said`, in this order. Labels to be ignored stay in the text and are no turns.
pub(super) fn transcript(format: String, said: &[Said], people: &People, settings: &Settings) -> Transcript {
    let ignored: Vec<String> = settings.ignore.iter().map(|label| key(&tidy(label))).collect();
    let mut units = Units::default();
    for Said { label, words, start_ms, end_ms } in said {
        let label = tidy(label);
        if !label.is_empty() && ignored.contains(&key(&label)) {
            units.line(words);
            continue;
        }
        let named = !label.is_empty() && !words.trim().is_empty() && settings.speakers != Speakers::None;
        let speaker = named.then(|| units.names.index(&label));
        for (name, value) in people.get(&label).into_iter().flatten() {
            speaker.into_iter().for_each(|speaker| units.names.attribute(speaker, name, value));
        }
        units.turn(&Unit { words, speaker, start_ms: *start_ms, end_ms: *end_ms, question: None });
    }
    let mut transcript = units.finish(format);
    if settings.join == Some(true) {
        join::speakers(&mut transcript);
    }
    transcript
}

/// Puts units of several tiers in order of time, those of one tier in the order they have. One without a
/// time follows the one before it in its tier.
pub(super) fn in_order_of_time(tiers: Vec<Vec<Said>>) -> Vec<Said> {
    let mut timed: Vec<(u64, Said)> = Vec::new();
    for tier in tiers {
        let mut now = 0;
        for said in tier {
            now = said.start_ms.unwrap_or(now);
            timed.push((now, said));
        }
    }
    timed.sort_by_key(|(time, _)| *time);
    timed.into_iter().map(|(_, said)| said).collect()
}

/// `words` on one line: line breaks inside a label are blanks.
pub(super) fn one_line(words: &str) -> String {
    words.trim().split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
