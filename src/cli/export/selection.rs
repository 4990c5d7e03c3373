//! What is exported: the quotes found, and everything needed to present them.

use std::collections::{BTreeMap, BTreeSet};

use verbatim::codebook::CodePath;
use verbatim::export::{CodeLabel, Selection, Theme};
use verbatim::query::Found;
use verbatim::text::Language;

use super::super::context::Context;
use super::Args;

/// The quotes found, under the codes asked for.
pub(super) fn selection(args: &Args, context: &Context, found: Found) -> Selection {
    let config = &context.study.config;
    let language = args.labels.unwrap_or_else(|| config.label_language());
    let codebook = &context.loaded.codebook;
    let asked: Vec<CodePath> = found.codes.iter().map(CodePath::new).collect();
    let wanted = |path: &CodePath| asked.is_empty() || asked.iter().any(|code| path.is_within(code));
    let mut themes = Vec::new();
    let mut codes = BTreeMap::new();
    for code in &codebook.codes {
        let path = code.path.as_str();
        let quotes: Vec<usize> = (0..found.quotes.len())
            .filter(|&at| found.quotes.get(at).is_some_and(|q| q.codes.iter().any(|c| c.code == path)))
            .collect();
        if quotes.is_empty() {
            continue;
        }
        let label = CodeLabel {
            name: code.name_in(language).to_owned(),
            definition: code.definition.clone().unwrap_or_default(),
            color: context.colour(path).unwrap_or("#44546a").to_owned(),
        };
        codes.insert(path.to_owned(), label);
        if found.are_quotes && wanted(&code.path) {
            themes.push(Theme { code: path.to_owned(), title: None, quotes });
        }
    }
    let used: BTreeSet<&str> = found.quotes.iter().filter_map(|q| q.role.as_deref()).collect();
    let roles: BTreeMap<String, String> =
        used.iter().map(|role| ((*role).to_owned(), config.role_name(role, language).to_owned())).collect();
    Selection {
        title: args.title.clone().unwrap_or_else(|| title(args, context, &asked, language)),
        study: config.name.clone(),
        language,
        quotes: found.quotes,
        themes,
        codes,
        roles,
        attribution: args.attribution.clone().unwrap_or_else(|| config.export.attribution.clone()),
    }
}

/// The codes, then the words, then the study: whatever was asked for.
fn title(args: &Args, context: &Context, asked: &[CodePath], language: Language) -> String {
    let names: Vec<String> = asked
        .iter()
        .filter_map(|path| context.loaded.codebook.get(path.as_str()))
        .map(|code| code.name_in(language).to_owned())
        .collect();
    let words = args.filters.query.join(" ");
    match (names.is_empty(), words.is_empty()) {
        (false, _) => names.join(", "),
        (true, false) => words,
        (true, true) => context.study.config.name.clone(),
    }
}
