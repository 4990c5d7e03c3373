//! What was said below a label that stands alone and looks like a label itself: `Vrouw`, `Cliënt`, `Vraag 3`.

use std::collections::HashMap;

use crate::source::names::{key, tidy};

use super::lines::Candidate;

/// A label and where it stands.
struct Label {
    key: String,
    /// Whether it stands right below another label, so that it is all that could have been said there.
    below: bool,
    /// Whether nothing stands below it before the next one.
    silent: bool,
}

/// The labels of `found` without those that are answers: they stand right below a label and either nothing follows
/// before the next one, or they never stand anywhere else. Before anybody has spoken they may be a list of names.
pub(super) fn take_out(text: &str, found: &[Candidate]) -> Vec<Candidate> {
    let labels = labels(text, found);
    let mut elsewhere: HashMap<&str, bool> = HashMap::new();
    for label in &labels {
        *elsewhere.entry(&label.key).or_default() |= !label.below;
    }
    let (mut kept, mut spoken, mut answered) = (Vec::with_capacity(found.len()), false, false);
    for (label, candidate) in labels.iter().zip(found) {
        let only_here = !elsewhere.get(label.key.as_str()).is_some_and(|elsewhere| *elsewhere);
        answered = spoken && !answered && label.below && (label.silent || only_here);
        spoken |= !label.silent;
        if !answered {
            kept.push(*candidate);
        }
    }
    kept
}

fn labels(text: &str, found: &[Candidate]) -> Vec<Label> {
    let is_blank =
        |from: usize, to: usize| text.get(from..to).is_some_and(|between| between.trim().is_empty());
    let mut below = false;
    let nexts = found.iter().skip(1).map(|next| next.head.line).chain([text.len()]);
    let of = |(candidate, next): (&Candidate, usize)| {
        let silent = is_blank(candidate.head.words, next);
        let label = Label { key: key(&tidy(candidate.head.label.of(text))), below, silent };
        below = silent;
        label
    };
    found.iter().zip(nexts).map(of).collect()
}
