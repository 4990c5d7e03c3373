//! A quote set as what is exported.

use std::collections::{BTreeMap, BTreeSet};

use verbatim::export::{CodeLabel, Selection, Theme};
use verbatim::present::{State, told_misquoted};
use verbatim::quote::Quote;
use verbatim::quoteset::Section;

use super::super::context::Context;
use super::super::exit::{Exit, Failure};
use super::super::pick::{is_asked, turned_around};
use super::super::set::{known, stood};
use super::super::ui::{Ui, count, safe};
use super::Args;

/// The quotes of the set `name`, under its sections.
///
/// # Errors
/// When a quote cannot be shown as the set wants it.
pub(super) fn selection(
    args: &Args,
    name: &str,
    context: &Context,
    ui: &mut Ui,
) -> Result<Selection, Failure> {
    let set = known(context, name)?;
    let config = &context.study.config;
    let language = args.labels.unwrap_or_else(|| config.label_language());
    let mut themes: Vec<Theme> = set
        .sections
        .iter()
        .map(|section| Theme {
            code: section.code.clone().unwrap_or_default(),
            title: Some(section.title.clone())
                .filter(|title| !title.is_empty() && !is_of_code(section, context)),
            quotes: Vec::new(),
        })
        .collect();
    let mut quotes: Vec<Quote> = Vec::new();
    let mut trouble = Vec::new();
    let (mut remarks, mut outdated) = (Vec::new(), Vec::new());
    for one in stood(context, &set, args.translation)? {
        match one.state {
            State::Stands { quote, .. } => {
                if let Some(shown) = &one.picked.shown {
                    let all = turned_around(context, &quote.text, shown).join(", ");
                    remarks.extend((!all.is_empty()).then(|| format!("{} {all}", quote.address)));
                }
                let is_outdated = args.translation.is_some_and(|into| {
                    one.picked.outdated(&quote.text).any(|(language, _)| language == into)
                });
                outdated.extend(is_outdated.then(|| quote.address.clone()));
                if let Some(theme) = themes.get_mut(one.section) {
                    theme.quotes.push(quotes.len());
                }
                quotes.push(*quote);
            }
            State::Misquoted { quote, shown, said } => {
                trouble.push(format!("  {}  {}", quote.address, safe(&told_misquoted(&shown, &said))));
            }
            State::Lost => {
                trouble.push(format!("  {}  its words are not found any more", safe(&one.picked.at)))
            }
        }
    }
    if !trouble.is_empty() {
        let message = format!("quotes of `{name}` that cannot be shown:\n{}", trouble.join("\n"));
        return Err(Failure::new(Exit::Decision, message)
            .hint(format!("`verbatim set edit {name} ...` or `verbatim set drop {name} ...` mends them")));
    }
    warn(&remarks, &quotes, args, context, ui);
    warn_of_outdated(&outdated, ui);
    let used: BTreeSet<&str> = quotes.iter().filter_map(|quote| quote.role.as_deref()).collect();
    let roles =
        used.iter().map(|role| ((*role).to_owned(), config.role_name(role, language).to_owned())).collect();
    Ok(Selection {
        title: args.title.clone().unwrap_or_else(|| titled(&set.title, name)),
        study: config.name.clone(),
        language,
        codes: codes(&quotes, &themes, context, language),
        themes,
        roles,
        attribution: args.attribution.clone().unwrap_or_else(|| config.export.attribution.clone()),
        quotes,
    })
}

/// Whether the heading of a section is the name of its code, which is shown in the language of labels.
fn is_of_code(section: &Section, context: &Context) -> bool {
    let code = section.code.as_ref().and_then(|path| context.loaded.codebook.get(path));
    code.is_some_and(|code| {
        code.name == section.title || code.names.values().any(|name| *name == section.title)
    })
}

/// The title of a set; one that has only its name gets that as people write it: `wachten-op-hulp` as `Wachten op hulp`.
fn titled(title: &str, name: &str) -> String {
    if !title.trim().is_empty() && title != name {
        return title.to_owned();
    }
    let words =
        name.split(['-', '_', '.', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name.to_owned(),
    }
}

/// Says what a reader cannot see: words turned around, questions of interviewers, translations that are missing.
fn warn(remarks: &[String], quotes: &[Quote], args: &Args, context: &Context, ui: &mut Ui) {
    if !remarks.is_empty() {
        ui.warning(&format!("shown without or with another negation than was said: {}", listed(remarks)));
    }
    let asked = quotes.iter().filter(|quote| is_asked(context, quote));
    let asked: Vec<String> = asked.map(|quote| quote.address.clone()).collect();
    if !asked.is_empty() {
        ui.warning(&format!("said by interviewers: {}", listed(&asked)));
    }
    let Some(language) = args.translation else { return };
    let is_translated =
        |quote: &&Quote| quote.presented.as_ref().is_some_and(|presented| presented.translation.is_some());
    let translated = quotes.iter().filter(is_translated).count();
    if translated < quotes.len() {
        let all = count(quotes.len(), "quote", "quotes");
        ui.warning(&format!(
            "{translated} of {all} have a translation into `{}`; the others stand as they were said",
            language.code()
        ));
        ui.hint("`verbatim set edit SET NUMBER --translation LANGUAGE=WORDS` adds one");
    }
}

/// Names the quotes whose translation is left out, for it may say the opposite of what is known to be said now.
fn warn_of_outdated(outdated: &[String], ui: &mut Ui) {
    if !outdated.is_empty() {
        ui.warning(&format!(
            "corrected since they were translated, so the translation is left out: {}",
            listed(outdated)
        ));
        ui.hint("`verbatim set edit SET NUMBER --translation LANGUAGE=WORDS` takes a translation of the present words");
    }
}

/// So many are named one by one.
const MOST: usize = 10;

fn listed(all: &[String]) -> String {
    let shown: Vec<String> = all.iter().take(MOST).map(|one| safe(one)).collect();
    let more = all.len().saturating_sub(MOST);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{rest}", shown.join("; "))
}

fn codes(
    quotes: &[Quote],
    themes: &[Theme],
    context: &Context,
    language: verbatim::text::Language,
) -> BTreeMap<String, CodeLabel> {
    let on_quotes = quotes.iter().flat_map(|quote| &quote.codes).map(|code| code.code.as_str());
    let paths: BTreeSet<&str> = on_quotes.chain(themes.iter().map(|theme| theme.code.as_str())).collect();
    let known = paths.into_iter().filter_map(|path| Some((path, context.loaded.codebook.get(path)?)));
    known
        .map(|(path, code)| {
            let label = CodeLabel {
                name: code.name_in(language).to_owned(),
                definition: code.definition.clone().unwrap_or_default(),
                color: context.colour(path).unwrap_or("#44546a").to_owned(),
            };
            (path.to_owned(), label)
        })
        .collect()
}
