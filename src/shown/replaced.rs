//! Listed real names, in whose place a bracket may stand: `[naam]`, `[Fatima]`.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::tokens::Token;
use crate::text::{Span, fold};

/// A listed name in what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its bytes.
    pub span: Span,
    /// What the list has in its place; empty where it has nothing.
    pub replacement: String,
}

type Find = dyn Fn(&str) -> Vec<Named> + Send + Sync;

/// The list of real names of a study, as the grammar sees it.
#[derive(Clone, Default)]
pub(super) struct Replaceable {
    find: Option<Arc<Find>>,
    /// What stands for anybody on the list, folded.
    replacements: BTreeSet<String>,
}

impl fmt::Debug for Replaceable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never a name.
        f.debug_struct("Replaceable").field("has_list", &self.find.is_some()).finish_non_exhaustive()
    }
}

impl Replaceable {
    pub(super) fn new<'a>(
        find: impl Fn(&str) -> Vec<Named> + Send + Sync + 'static,
        replacements: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let replacements = replacements.into_iter().map(plain).filter(|one| !one.is_empty()).collect();
        Self { find: Some(Arc::new(find)), replacements }
    }

    /// The names in `text`, whose tokens are `said`, by where they begin.
    pub(super) fn names(&self, text: &str, said: &[Token]) -> Vec<Place<'_>> {
        let found = self.find.as_ref().map(|find| find(text)).unwrap_or_default();
        let place = |named: Named| {
            let from = said.binary_search_by_key(&named.span.start, |token| token.span.start).ok()?;
            let to = said.binary_search_by_key(&named.span.end, |token| token.span.end).ok()?;
            let length = (to + 1).checked_sub(from).filter(|length| *length > 0)?;
            Some(Place {
                from,
                length: u8::try_from(length).ok()?,
                own: plain(&named.replacement),
                all: &self.replacements,
            })
        };
        let mut places: Vec<Place<'_>> = found.into_iter().filter_map(place).collect();
        places.sort_by_key(|place| place.from);
        places
    }
}

/// The tokens of a listed name.
pub(super) struct Place<'l> {
    pub(super) from: usize,
    pub(super) length: u8,
    own: String,
    all: &'l BTreeSet<String>,
}

impl Place<'_> {
    /// Whether these words may stand in its place: any but what stands for somebody else on the list.
    pub(super) fn takes(&self, words: &str) -> bool {
        let words = plain(words);
        words == self.own || !self.all.contains(&words)
    }
}

fn plain(words: &str) -> String {
    fold(words.trim()).into_owned()
}
