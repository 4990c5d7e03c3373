//! How a file says who said a quote: the text that would be written now.

use std::collections::BTreeMap;

use verbatim::coding::Manner;
use verbatim::export::{Selection, credit, on_slide, role_fact};
use verbatim::quote::Quote;
use verbatim::text::{Language, fingerprint};

use super::super::consent;
use super::super::context::Context;
use super::super::exit::Failure;

/// Quotes as one manner says who said them.
pub(super) struct Speakers<'c> {
    context: &'c Context,
    labels: bool,
    /// Holds no quotes, only how they are attributed.
    selection: Selection,
}

impl<'c> Speakers<'c> {
    /// In this manner; what it leaves open follows the settings of the study.
    pub(super) fn of(manner: &Manner, context: &'c Context) -> Self {
        let config = &context.study.config;
        let language = manner.labels.unwrap_or_else(|| config.label_language());
        let roles = config.roles.keys().map(|id| (id.clone(), config.role_name(id, language).to_owned()));
        let selection = Selection {
            title: String::new(),
            study: String::new(),
            language,
            quotes: Vec::new(),
            themes: Vec::new(),
            codes: BTreeMap::new(),
            roles: roles.collect(),
            attribution: manner.attribution.clone().unwrap_or_else(|| config.export.attribution.clone()),
        };
        Self { context, labels: config.export.labels.unwrap_or(true) && !manner.unlabelled, selection }
    }

    /// Whether the label of who speaks is part of it.
    pub(super) fn are_named(&self) -> bool {
        self.labels && self.selection.attribution.contains("{speaker}")
    }

    /// The attribution of `quote`.
    pub(super) fn credit(&self, quote: &Quote) -> Result<String, Failure> {
        let mut quote = quote.clone();
        if !self.labels || consent::refusal_to_show(&quote, true, self.context)?.is_some() {
            quote.speaker = None;
        }
        quote.attributes.remove("consent");
        Ok(credit(&self.selection, &quote))
    }

    /// What its provenance says of the role.
    pub(super) fn role(&self, quote: &Quote) -> Option<String> {
        role_fact(&self.selection, quote)
    }
}

/// The same manner in each language in which the study has labels.
pub(super) fn in_languages(manner: &Manner, context: &Context) -> impl Iterator<Item = Manner> {
    let config = &context.study.config;
    let named = config.roles.values().flat_map(|role| role.names.keys().copied());
    let mut all: Vec<Language> = named.chain([Language::DUTCH, Language::ENGLISH]).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|language| Manner { labels: Some(language), ..manner.clone() })
}

/// `text` without what a restyled paragraph may have more or fewer of: blanks and breaks.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The fingerprint by which the ledger knows an attribution or a role: one for slides and documents, though a slide
/// has no long ones.
pub(crate) fn mark(text: &str) -> String {
    fingerprint(flat(&on_slide(text)).as_bytes())
}
