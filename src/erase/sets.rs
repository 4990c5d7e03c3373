//! Quote sets: what of them holds some of it. The words of quotes are people's to take out; what stands around a quote
//! is there to find it again, and goes.

use std::collections::BTreeMap;

use super::logs::on_masked;
use super::texts::Masked;
use super::{Erasure, InTheWay, Target};
use crate::quoteset::{Picked, QuoteSet, read};
use crate::store::{FileError, kept_transcript, read_set, set_names, set_path, write_atomically};
use crate::text::{CONTEXT, CodePoints, Span};

/// What of a quote of a set holds some of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Touched {
    /// Its own words, as they were said.
    pub words: bool,
    /// The form in which it is shown.
    pub shown: bool,
    /// Its note.
    pub note: bool,
    /// A translation.
    pub translation: bool,
    /// What stands before, and after it.
    pub around: (bool, bool),
}

/// By short name and fingerprint, the kept texts without it.
pub(super) type AllMasked = BTreeMap<String, BTreeMap<String, Masked>>;

impl Erasure<'_> {
    /// What of a quote of a set holds some of it; of words around it whose text was not kept, rather too much.
    pub fn touched(&self, picked: &Picked) -> Touched {
        let finds = |text: &str| !self.sought.find(text).is_empty();
        let anchor = &picked.anchor;
        let shown = picked.shown.as_deref().unwrap_or_default();
        let mut translations = picked.translations.values();
        let (words, around) = self.said_in(picked);
        Touched {
            words: words || finds(&anchor.quote),
            shown: finds(shown),
            note: picked.note.as_deref().is_some_and(finds),
            translation: translations.any(|one| finds(&one.text)),
            around: (around.0 || finds(&anchor.before), around.1 || finds(&anchor.after)),
        }
    }

    /// By their places, whether the words of a quote are some of it, and what stands before and after them.
    fn said_in(&self, picked: &Picked) -> (bool, (bool, bool)) {
        let anchor = &picked.anchor;
        if self.is_of_source(&picked.source) {
            return (true, (true, true));
        }
        let folder = self.study.codings().join(&picked.source);
        let key = (picked.source.clone(), anchor.text.clone());
        let Some(old) = kept_transcript(&folder, &anchor.text) else {
            let speaks = self.said.keys().any(|(short, _)| *short == picked.source);
            return (false, (speaks, speaks));
        };
        let Some(said) = self.said.get(&key) else { return (false, (false, false)) };
        let points = CodePoints::new(&old.text);
        let byte = |point: usize| points.byte_of(&old.text, point).unwrap_or(old.text.len());
        let holds = |from: usize, to: usize| {
            let stretch = Span::new(byte(from), byte(to));
            said.iter().any(|turn| turn.overlaps(stretch))
        };
        let (start, end) = (anchor.start, anchor.end);
        let around = (holds(start.saturating_sub(CONTEXT), start), holds(end, end.saturating_add(CONTEXT)));
        (holds(start, end), around)
    }
}

/// Whether a former file of a set, for `undo`, holds some of it. One that cannot be read may.
pub(super) fn former_holds(erasure: &Erasure<'_>, path: &str, text: &str) -> bool {
    let Ok(set) = read(path, text) else { return true };
    let mut quotes = set.quotes().map(|(_, picked)| erasure.touched(picked));
    quotes.any(|touched| touched != Touched::default()) || !erasure.sought.find(text).is_empty()
}

/// The quotes of sets that people have to take out or change first.
pub(super) fn in_the_way(erasure: &Erasure<'_>) -> Vec<InTheWay> {
    let mut found = Vec::new();
    for (path, set) in all(erasure) {
        let titles = set.sections.iter().map(|section| section.title.as_str());
        let mut heads = titles.chain([set.title.as_str(), set.comment.as_str()]);
        if heads.any(|head| !erasure.sought.find(head).is_empty()) {
            found.push(InTheWay::Line(path.clone(), 1));
        }
        for (_, picked) in set.quotes() {
            let touched = erasure.touched(picked);
            let words = touched.words && !erasure.is_masked_in(picked);
            if words || touched.shown || touched.note || touched.translation {
                found.push(InTheWay::Quote(path.clone(), picked.at.clone()));
            }
        }
    }
    found
}

/// Puts the quotes of all sets on the kept texts without it, and takes it out of what stands around them.
pub(super) fn rewrite(erasure: &Erasure<'_>, texts: &AllMasked) -> Result<(), FileError> {
    for (path, mut set) in all(erasure) {
        let before = set.clone();
        for picked in set.sections.iter_mut().flat_map(|section| &mut section.quotes) {
            let touched = erasure.touched_around(picked, texts);
            let masked = texts.get(&picked.source).and_then(|all| all.get(&picked.anchor.text));
            if let Some(moved) = masked.and_then(|masked| on_masked(&picked.anchor, masked)) {
                picked.anchor = moved;
            } else {
                picked.anchor.clear_around(touched);
            }
        }
        if set != before {
            write_atomically(&erasure.study.root.join(&path), set.to_yaml().as_bytes())?;
        }
    }
    Ok(())
}

impl Erasure<'_> {
    /// Whether the words of a quote are masked where they stand, as those of codings are: a name within them, not what
    /// somebody said as a whole.
    fn is_masked_in(&self, picked: &Picked) -> bool {
        let folder = self.study.codings().join(&picked.source);
        matches!(self.target, Target::Words(_)) && kept_transcript(&folder, &picked.anchor.text).is_some()
    }

    /// [`Touched::around`] of a quote whose kept text may be gone by now.
    fn touched_around(&self, picked: &Picked, texts: &AllMasked) -> (bool, bool) {
        match texts.get(&picked.source).is_some_and(|all| all.contains_key(&picked.anchor.text)) {
            true => (true, true),
            false => self.touched(picked).around,
        }
    }
}

/// Every set that can be read, with its path in the study.
fn all(erasure: &Erasure<'_>) -> Vec<(String, QuoteSet)> {
    let names = set_names(erasure.study).into_iter();
    names.filter_map(|name| Some((set_path(&name).ok()?, read_set(erasure.study, &name).ok()?))).collect()
}
