//! The tiers of an ELAN document. Format: EAF 3.0, <https://www.mpi.nl/tools/elan/EAF_Annotation_Format_3.0_and_ELAN.pdf>.

use std::collections::{HashMap, HashSet};

use crate::source::spoken::one_line;
use crate::source::tree::Element;

/// Annotations may stand on annotations of annotations, this many times.
const DEEPEST_CHAIN: usize = 32;

/// A tier.
#[derive(Debug, Default)]
pub(super) struct Tier {
    /// Its name.
    pub(super) id: String,
    /// Who speaks, where it says so.
    pub(super) participant: Option<String>,
    /// The tier it depends on.
    pub(super) parent: Option<String>,
    /// The name of its type.
    pub(super) kind: String,
    /// Whether its values come from a list (codes, gestures).
    pub(super) controlled: bool,
    /// What stands on it, in order.
    pub(super) annotations: Vec<Annotation>,
}

/// An annotation.
#[derive(Debug, Default)]
pub(super) struct Annotation {
    /// Its id.
    pub(super) id: String,
    /// The annotation it stands on, for those that have no times of their own.
    pub(super) on: Option<String>,
    previous: Option<String>,
    /// What it says, on one line.
    pub(super) words: String,
    /// When it begins, in milliseconds.
    pub(super) start_ms: Option<u64>,
    /// When it ends, in milliseconds.
    pub(super) end_ms: Option<u64>,
}

impl Tier {
    /// Whether any annotation says something.
    pub(super) fn has_words(&self) -> bool {
        self.annotations.iter().any(|annotation| !annotation.words.is_empty())
    }
}

/// The tiers of a document, in order. Annotations without times of their own have those of the one they
/// stand on.
pub(super) fn tiers(document: &Element<'_>) -> Vec<Tier> {
    let slots = time_slots(document);
    let controlled: HashSet<String> = document
        .elements()
        .filter(|e| e.name() == "LINGUISTIC_TYPE" && e.attribute("CONTROLLED_VOCABULARY_REF").is_some())
        .filter_map(|e| e.attribute("LINGUISTIC_TYPE_ID"))
        .collect();
    let mut tiers: Vec<Tier> =
        document.elements().filter(|e| e.name() == "TIER").map(|e| tier(e, &slots, &controlled)).collect();
    inherit_times(&mut tiers);
    tiers
}

/// The times of the slots that have one, in milliseconds.
fn time_slots(document: &Element<'_>) -> HashMap<String, u64> {
    let order = document.child("TIME_ORDER");
    let slots = order.into_iter().flat_map(Element::elements);
    slots
        .filter_map(|slot| {
            let time = slot.attribute("TIME_VALUE")?.trim().parse().ok()?;
            Some((slot.attribute("TIME_SLOT_ID")?, time))
        })
        .collect()
}

fn tier(element: &Element<'_>, slots: &HashMap<String, u64>, controlled: &HashSet<String>) -> Tier {
    let some = |name: &str| element.attribute(name).filter(|value| !value.trim().is_empty());
    let kind = some("LINGUISTIC_TYPE_REF").unwrap_or_default();
    let annotations = element.elements().flat_map(Element::elements).map(|e| annotation(e, slots)).collect();
    Tier {
        id: some("TIER_ID").unwrap_or_default(),
        participant: some("PARTICIPANT"),
        parent: some("PARENT_REF"),
        controlled: controlled.contains(&kind),
        kind,
        annotations: chained(annotations),
    }
}

fn annotation(element: &Element<'_>, slots: &HashMap<String, u64>) -> Annotation {
    let time = |name: &str| element.attribute(name).and_then(|slot| slots.get(&slot).copied());
    let mut words = String::new();
    if let Some(value) = element.child("ANNOTATION_VALUE") {
        words = one_line(&value.raw_text());
    }
    Annotation {
        id: element.attribute("ANNOTATION_ID").unwrap_or_default(),
        on: element.attribute("ANNOTATION_REF"),
        previous: element.attribute("PREVIOUS_ANNOTATION"),
        words,
        start_ms: time("TIME_SLOT_REF1"),
        end_ms: time("TIME_SLOT_REF2"),
    }
}

/// Puts each annotation behind the one it names as its previous one; programs need not write them so.
fn chained(annotations: Vec<Annotation>) -> Vec<Annotation> {
    let mut next: HashMap<String, usize> = HashMap::new();
    for (at, annotation) in annotations.iter().enumerate() {
        if let Some(previous) = &annotation.previous {
            next.entry(previous.clone()).or_insert(at);
        }
    }
    let mut waiting: Vec<Option<Annotation>> = annotations.into_iter().map(Some).collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    let take = |at: usize, waiting: &mut Vec<Option<Annotation>>| waiting.get_mut(at).and_then(Option::take);
    // Those without a previous one first, each with its chain; then what is left of broken chains.
    for broken in [false, true] {
        for start in 0..waiting.len() {
            let begins = |a: &Annotation| broken || a.previous.is_none();
            let mut at = waiting.get(start).and_then(Option::as_ref).filter(|a| begins(a)).map(|_| start);
            while let Some(annotation) = at.and_then(|at| take(at, &mut waiting)) {
                at = next.get(&annotation.id).copied();
                ordered.push(annotation);
            }
        }
    }
    ordered
}

fn inherit_times(tiers: &mut [Tier]) {
    type Known = (Option<String>, Option<u64>, Option<u64>);
    let all = tiers.iter().flat_map(|tier| &tier.annotations);
    let known: HashMap<String, Known> =
        all.map(|a| (a.id.clone(), (a.on.clone(), a.start_ms, a.end_ms))).collect();
    for annotation in tiers.iter_mut().flat_map(|tier| &mut tier.annotations) {
        let mut on = annotation.on.as_ref();
        for _ in 0..DEEPEST_CHAIN {
            let Some((above, start_ms, end_ms)) = on.and_then(|id| known.get(id)) else { break };
            (annotation.start_ms, annotation.end_ms) = (*start_ms, *end_ms);
            on = above.as_ref();
        }
    }
}
