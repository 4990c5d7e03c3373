//! Which tiers of an ELAN document are speech, and what is said on them.

use std::collections::{HashMap, HashSet};

use crate::diag::Diagnostic;
use crate::source::spoken::Said;
use crate::source::tiers::{self, Layer, listed};

use super::document::{Annotation, Tier};

/// What is said, one list for each tier of speech; the tiers left out are named in `notes`.
///
/// Speech are the tiers that depend on no other, hold free text, and by name are no notes or gestures;
/// where some of them name a participant, only those. Where such a tier holds nothing but numbers of
/// utterances, the words are those of the first tier on it that has words.
pub(super) fn said(tiers: &[Tier], notes: &mut Vec<Diagnostic>) -> Vec<Vec<Said>> {
    let mut used: HashSet<&str> = HashSet::new();
    let mut said = Vec::new();
    let words = words_by_parent(tiers);
    for root in roots(tiers) {
        let words = if is_numbering(root) { words.get(root.id.as_str()) } else { None };
        let tier = words.copied().unwrap_or(root);
        used.insert(&tier.id);
        said.push(spoken(root, tier));
    }
    let left: Vec<&str> = tiers
        .iter()
        .filter(|tier| tier.has_words() && !used.contains(tier.id.as_str()))
        .map(|tier| tier.id.as_str())
        .collect();
    if !left.is_empty() {
        let message =
            format!("tiers that are no speech, or depend on speech, are left out: {}", listed(&left));
        let hint = "if one holds speech, give it a participant in ELAN (Tier > Change Tier Attributes)";
        notes.push(Diagnostic::note(message).hint(hint));
    }
    said
}

/// The tiers at the top that are speech, by the strictest test any of them passes.
fn roots(tiers: &[Tier]) -> Vec<&Tier> {
    let ids: HashSet<&str> = tiers.iter().map(|tier| tier.id.as_str()).collect();
    let at_the_top =
        |tier: &&Tier| tier.parent.as_deref().is_none_or(|parent| parent == tier.id || !ids.contains(parent));
    let mut roots: Vec<&Tier> =
        tiers.iter().filter(at_the_top).filter(|tier| !tier.annotations.is_empty()).collect();
    let free = |tier: &&Tier| !tier.controlled;
    let speech =
        |tier: &&Tier| [&tier.id, &tier.kind].into_iter().all(|name| tiers::of(name) != Layer::Other);
    let named = |tier: &&Tier| tier.participant.is_some();
    let tests: [&dyn Fn(&&Tier) -> bool; 3] = [&free, &speech, &named];
    for test in tests {
        if roots.iter().any(test) {
            roots.retain(test);
        }
    }
    roots
}

/// Whether a tier only marks where utterances are: its values are empty, or names such as `utt.012`.
fn is_numbering(tier: &Tier) -> bool {
    tier.annotations.iter().map(|annotation| annotation.words.as_str()).all(|words| {
        words.is_empty() || (words.ends_with(|c: char| c.is_ascii_digit()) && !words.contains(' '))
    })
}

/// For each tier, the first one on it that has words.
fn words_by_parent(tiers: &[Tier]) -> HashMap<&str, &Tier> {
    let mut first = HashMap::new();
    for tier in tiers {
        let words = !tier.controlled && tier.has_words() && !is_numbering(tier);
        let parent = tier.parent.as_deref().filter(|parent| *parent != tier.id);
        if let (true, Some(parent)) = (words && tiers::of(&tier.id) < Layer::Sounds, parent) {
            first.entry(parent).or_insert(tier);
        }
    }
    first
}

/// What is said on `tier`: pieces that stand on one annotation of `root` are one unit.
fn spoken(root: &Tier, tier: &Tier) -> Vec<Said> {
    let label = tier.participant.as_ref().or(root.participant.as_ref()).unwrap_or(&root.id);
    let mut units: Vec<Said> = Vec::new();
    let mut by_root: HashMap<&str, usize> = HashMap::new();
    for Annotation { on, words, start_ms, end_ms, .. } in &tier.annotations {
        let known = on.as_deref().and_then(|on| by_root.get(on)).and_then(|&at| units.get_mut(at));
        if let Some(unit) = known {
            unit.words.push(' ');
            unit.words.push_str(words);
            continue;
        }
        if let Some(on) = on {
            by_root.insert(on, units.len());
        }
        units.push(Said { label: label.clone(), words: words.clone(), start_ms: *start_ms, end_ms: *end_ms });
    }
    units
}
