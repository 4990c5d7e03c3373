//! Counting what was found by code, role, source, speaker, participant or attribute.

use std::collections::{BTreeMap, HashMap, HashSet};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::fields::SEPARATOR;
use super::{Ask, Index, IndexError};
use crate::codebook::is_within;

/// What to count by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Code of the codings; only these paths and what lies below them, all when empty.
    Code(Vec<String>),
    /// Role id.
    Role,
    /// Source, by number.
    Source,
    /// Label of the speaker.
    Speaker,
    /// Participant.
    Participant,
    /// An attribute, by name.
    Attribute(String),
}

/// The counts of one value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Distinct coded passages.
    pub quotes: u64,
    /// Codings on them.
    pub codings: u64,
    /// Distinct turns.
    pub turns: u64,
    /// Distinct participants.
    pub participants: u64,
}

impl Index {
    /// Counts what answers `ask`, by value; what has no value is counted under `None`.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn tally(&self, ask: &Ask, by: &By) -> Result<BTreeMap<Option<String>, Tally>, IndexError> {
        let groups = self.searcher.search(&self.query(ask), &Tallying { by: by.clone() })?;
        let tally = |group: Group| Tally {
            quotes: group.quotes,
            codings: group.codings,
            turns: group.turns.len() as u64,
            participants: group.participants.len() as u64,
        };
        Ok(groups.into_iter().map(|(value, group)| (value, tally(group))).collect())
    }
}

#[derive(Debug, Clone, Default)]
struct Group {
    quotes: u64,
    codings: u64,
    /// Number of the source, index of the turn.
    turns: HashSet<(u64, u64)>,
    participants: HashSet<String>,
}

type Groups = HashMap<Option<String>, Group>;

struct Tallying {
    by: By,
}

struct SegmentTallying {
    by: By,
    values: Option<StrColumn>,
    source: Column<u64>,
    own: Option<StrColumn>,
    turn: Column<u64>,
    passages: Column<u64>,
    participants: Option<StrColumn>,
    /// Terms are looked up once each.
    value_names: HashMap<u64, Option<String>>,
    participant_names: HashMap<u64, String>,
    groups: Groups,
}

impl Collector for Tallying {
    type Fruit = Groups;
    type Child = SegmentTallying;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentTallying> {
        let fast = segment.fast_fields();
        let values = match &self.by {
            By::Code(_) => fast.str("own")?,
            By::Role => fast.str("role")?,
            By::Source => None,
            By::Speaker => fast.str("speaker")?,
            By::Participant => fast.str("participant")?,
            By::Attribute(_) => fast.str("attribute")?,
        };
        Ok(SegmentTallying {
            by: self.by.clone(),
            values,
            source: fast.u64("source")?,
            own: fast.str("own")?,
            turn: fast.u64("turn")?,
            passages: fast.u64("passages")?,
            participants: fast.str("participant")?,
            value_names: HashMap::new(),
            participant_names: HashMap::new(),
            groups: Groups::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Groups>) -> tantivy::Result<Groups> {
        let mut all = Groups::new();
        for (value, group) in segments.into_iter().flatten() {
            let into = all.entry(value).or_default();
            into.quotes += group.quotes;
            into.codings += group.codings;
            into.turns.extend(group.turns);
            into.participants.extend(group.participants);
        }
        Ok(all)
    }
}

impl SegmentTallying {
    /// The values of a document, and how many of its codings belong to each.
    fn values_of(&mut self, doc: DocId) -> Vec<(Option<String>, u64)> {
        let codings = self.own.as_ref().map_or(0, |own| own.term_ords(doc).count() as u64);
        if self.by == By::Source {
            return vec![(self.source.first(doc).map(|n| n.to_string()), codings)];
        }
        let ords: Vec<u64> = self.values.as_ref().map(|v| v.term_ords(doc).collect()).unwrap_or_default();
        let mut found: Vec<(Option<String>, u64)> = Vec::new();
        for ord in ords {
            let Some(value) = self.value_name(ord) else { continue };
            match found.iter_mut().find(|(v, _)| v.as_deref() == Some(value.as_str())) {
                // Every value of `own` is one coding.
                Some((_, n)) => *n += u64::from(matches!(self.by, By::Code(_))),
                None => found.push((Some(value), if matches!(self.by, By::Code(_)) { 1 } else { codings })),
            }
        }
        if found.is_empty() && !matches!(self.by, By::Code(_)) {
            found.push((None, codings));
        }
        found
    }

    /// The name of a value, `None` when it does not count (another attribute, another code).
    fn value_name(&mut self, ord: u64) -> Option<String> {
        let (by, values) = (&self.by, &self.values);
        self.value_names
            .entry(ord)
            .or_insert_with(|| {
                let name = name_of(values.as_ref()?, ord)?;
                match by {
                    By::Code(within) if !within.is_empty() => {
                        within.iter().any(|w| is_within(&name, w)).then_some(name)
                    }
                    By::Attribute(wanted) => {
                        name.split_once(SEPARATOR).filter(|(n, _)| n == wanted).map(|(_, v)| v.to_owned())
                    }
                    _ => Some(name),
                }
            })
            .clone()
    }

    fn participants_of(&mut self, doc: DocId) -> Vec<String> {
        let Some(column) = &self.participants else { return Vec::new() };
        let names = &mut self.participant_names;
        column
            .term_ords(doc)
            .map(|ord| names.entry(ord).or_insert_with(|| name_of(column, ord).unwrap_or_default()).clone())
            .collect()
    }
}

impl SegmentCollector for SegmentTallying {
    type Fruit = Groups;

    fn collect(&mut self, doc: DocId, _: Score) {
        let participants = self.participants_of(doc);
        let turn = self.source.first(doc).zip(self.turn.first(doc));
        for (value, codings) in self.values_of(doc) {
            let group = self.groups.entry(value).or_default();
            group.quotes += self.passages.first(doc).unwrap_or(0);
            group.codings += codings;
            group.turns.extend(turn);
            group.participants.extend(participants.iter().cloned());
        }
    }

    fn harvest(self) -> Groups {
        self.groups
    }
}

fn name_of(column: &StrColumn, ord: u64) -> Option<String> {
    let mut name = String::new();
    column.ord_to_str(ord, &mut name).ok()?.then_some(name)
}
