//! What a person asks for, and the names in it made sure.

use std::collections::BTreeSet;

use super::words::Words;
use super::{QueryError, Unknown, parse};
use crate::codebook::Codebook;
use crate::index::{Ask, Catalog, Field, Filter, Order, Who, stem_languages};
use crate::text::{Language, fold, glob, nearest};

/// What is asked for, as typed.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The query on the words.
    pub text: Option<String>,
    /// Codes that must all be on the quote or overlap it in the turn.
    pub codes: Vec<String>,
    /// Codes of which at least one must be.
    pub any_codes: Vec<String>,
    /// Codes that must not be.
    pub not_codes: Vec<String>,
    /// Coded quotes, whatever the code.
    pub coded: bool,
    /// Roles, by id or name.
    pub roles: Vec<String>,
    /// Labels.
    pub speakers: Vec<String>,
    /// Participants.
    pub participants: Vec<String>,
    /// Globs over paths, file names and short names.
    pub sources: Vec<String>,
    /// `name=value`.
    pub attributes: Vec<String>,
    /// Coders.
    pub coders: Vec<String>,
    /// Language of the turn.
    pub language: Option<Language>,
    /// Also what interviewers said.
    pub with_interviewers: bool,
    /// In which order; by default best first where there are words, else as the study runs.
    pub order: Option<Order>,
    /// At most so many; all when absent.
    pub limit: Option<usize>,
}

/// A role and everything it is called.
#[derive(Debug, Clone)]
pub struct RoleNames {
    /// Its id.
    pub id: String,
    /// Its names in any language.
    pub names: Vec<String>,
}

/// What names can be resolved against.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The codes.
    pub codebook: &'a Codebook,
    /// The roles of the settings.
    pub roles: &'a [RoleNames],
    /// The languages of the study.
    pub languages: &'a [Language],
    /// The sources and speakers.
    pub catalog: &'a Catalog,
}

/// A request with every name made sure, ready to be asked.
pub(super) struct Plan {
    pub(super) ask: Ask,
    pub(super) expr: Option<parse::Expr>,
    pub(super) words: Words,
    /// The paths of the codes asked for.
    pub(super) codes: Vec<String>,
    pub(super) order: Order,
    /// The filters by what the user typed, for explaining an empty result.
    pub(super) typed: Vec<(String, Filter)>,
}

impl Request {
    /// Whether quotes are asked for rather than turns.
    pub fn wants_quotes(&self) -> bool {
        self.coded || !(self.codes.is_empty() && self.any_codes.is_empty() && self.coders.is_empty())
    }

    pub(super) fn plan(&self, names: Names<'_>) -> Result<Plan, QueryError> {
        let expr = match &self.text {
            Some(text) => parse::parse(text)?,
            None => None,
        };
        let words = Words::new(&stem_languages(names.languages));
        let codes = resolve_codes(names, &self.codes)?;
        let any_codes = resolve_codes(names, &self.any_codes)?;
        let mut typed = self.code_filters(names, &codes, &any_codes)?;
        let roles = self.role_filter(names, &mut typed)?;
        self.speaker_filters(names, &mut typed)?;
        if let Some(language) = self.language {
            known_language(names, language)?;
            let filter = Filter::AnyOf(Field::Language, vec![language.code().to_owned()]);
            typed.push((format!("--lang {language}"), filter));
        }
        let ask = Ask {
            text: expr.as_ref().map(|expr| words.clause(expr)),
            quotes: self.wants_quotes(),
            who: if self.with_interviewers || asks(names.catalog, &roles) {
                Who::Everyone
            } else {
                Who::Answering
            },
            filters: typed.iter().map(|(_, filter)| filter.clone()).collect(),
        };
        let order = self.order.unwrap_or(if expr.is_some() { Order::Rank } else { Order::Source });
        let codes = codes.into_iter().chain(any_codes).collect();
        Ok(Plan { ask, expr, words, codes, order, typed })
    }

    fn code_filters(
        &self,
        names: Names<'_>,
        codes: &[String],
        any_codes: &[String],
    ) -> Result<Vec<(String, Filter)>, QueryError> {
        let mut typed = Vec::new();
        let own: Vec<String> = codes.iter().chain(any_codes).cloned().collect();
        let own_typed = || {
            let all = self.codes.iter().map(|c| format!("--code {c}"));
            all.chain(self.any_codes.iter().map(|c| format!("--any-code {c}"))).collect::<Vec<_>>().join(" ")
        };
        if !self.coders.is_empty() {
            let values = self.coders.iter().flat_map(|typed| {
                let coder = coder_name(names.catalog, typed);
                let of = |code: &String| Filter::joined(coder, code);
                if own.is_empty() { vec![Filter::joined(coder, "")] } else { own.iter().map(of).collect() }
            });
            let filter = Filter::AnyOf(Field::Coder, values.collect());
            typed.push((format!("--coder {} {}", self.coders.join(" --coder "), own_typed()), filter));
        } else if !own.is_empty() {
            typed.push((own_typed(), Filter::AnyOf(Field::Code, own)));
        } else if self.coded {
            let codes = names.codebook.codes.iter().map(|c| c.path.as_str());
            // People's codings outlive a code that was taken out of the codebook.
            let used = names.catalog.by_people().map(|by| by.code.as_str());
            let all: BTreeSet<String> = codes.chain(used).map(str::to_owned).collect();
            typed.push(("--coded".to_owned(), Filter::AnyOf(Field::Code, all.into_iter().collect())));
        }
        if codes.len() > 1 || (!codes.is_empty() && !any_codes.is_empty()) {
            for (path, said) in codes.iter().zip(&self.codes) {
                typed.push((format!("--code {said}"), Filter::AnyOf(Field::Near, vec![path.clone()])));
            }
            if !any_codes.is_empty() {
                typed.push(("--any-code".to_owned(), Filter::AnyOf(Field::Near, any_codes.to_vec())));
            }
        }
        for (path, said) in resolve_codes(names, &self.not_codes)?.into_iter().zip(&self.not_codes) {
            typed.push((format!("--not-code {said}"), Filter::NoneOf(Field::Near, vec![path])));
        }
        Ok(typed)
    }

    fn role_filter(
        &self,
        names: Names<'_>,
        typed: &mut Vec<(String, Filter)>,
    ) -> Result<Vec<String>, QueryError> {
        let roles: Vec<String> =
            self.roles.iter().map(|said| role_id(names, said)).collect::<Result<_, _>>()?;
        if !roles.is_empty() {
            let shown = self.roles.iter().map(|r| format!("--role {r}")).collect::<Vec<_>>().join(" ");
            typed.push((shown, Filter::AnyOf(Field::Role, roles.clone())));
        }
        Ok(roles)
    }

    fn speaker_filters(&self, names: Names<'_>, typed: &mut Vec<(String, Filter)>) -> Result<(), QueryError> {
        let speakers = || names.catalog.sources.values().flat_map(|source| &source.speakers);
        if !self.speakers.is_empty() {
            let labels: BTreeSet<&str> = speakers().map(|s| s.label.as_str()).collect();
            let values = same_all("speaker", &self.speakers, &labels)?;
            typed.push((
                format!("--speaker {}", self.speakers.join(" --speaker ")),
                Filter::AnyOf(Field::Speaker, values),
            ));
        }
        if !self.participants.is_empty() {
            let known: BTreeSet<&str> =
                speakers().flat_map(|s| &s.participants).map(String::as_str).collect();
            let values = same_all("participant", &self.participants, &known)?;
            typed.push((
                format!("--participant {}", self.participants.join(" --participant ")),
                Filter::AnyOf(Field::Participant, values),
            ));
        }
        if !self.sources.is_empty() {
            let numbers = matching_sources(names.catalog, &self.sources)?;
            typed.push((format!("--source {}", self.sources.join(" --source ")), Filter::Sources(numbers)));
        }
        for pair in &self.attributes {
            let values = attribute_values(names.catalog, pair)?;
            typed.push((format!("--attr {pair}"), Filter::AnyOf(Field::Attribute, values)));
        }
        Ok(())
    }
}

fn resolve_codes(names: Names<'_>, typed: &[String]) -> Result<Vec<String>, QueryError> {
    typed
        .iter()
        .map(|typed| match names.codebook.resolve(typed) {
            Ok(code) => Ok(code.path.as_str().to_owned()),
            Err(_) if names.catalog.by_people().any(|by| by.code == *typed) => Ok(typed.clone()),
            Err(unresolved) => Err(QueryError::Unknown(Unknown {
                kind: "code",
                typed: typed.clone(),
                candidates: unresolved.candidates,
                nearest: unresolved.nearest,
            })),
        })
        .collect()
}

fn role_id(names: Names<'_>, typed: &str) -> Result<String, QueryError> {
    let said = fold(typed.trim());
    let configured = names
        .roles
        .iter()
        .find(|role| fold(&role.id) == said || role.names.iter().any(|name| fold(name) == said));
    if let Some(role) = configured {
        return Ok(role.id.clone());
    }
    let used = || names.catalog.sources.values().flat_map(|s| &s.speakers).filter_map(|s| s.role.as_deref());
    if let Some(role) = used().find(|role| fold(role) == said) {
        return Ok(role.to_owned());
    }
    let configured = names.roles.iter().flat_map(|role| role.names.iter().chain([&role.id]));
    Err(unknown("role", typed, configured.map(String::as_str).chain(used())))
}

/// The name a coder works under: as typed, else case and accents folded.
fn coder_name<'a>(catalog: &'a Catalog, typed: &'a str) -> &'a str {
    let names = || catalog.by_people().map(|by| by.coder.as_str());
    let folded = || names().find(|name| fold(name) == fold(typed.trim()));
    names().find(|name| *name == typed).or_else(folded).unwrap_or(typed)
}

/// A language nobody speaks in this study is a slip of the keyboard.
fn known_language(names: Names<'_>, language: Language) -> Result<(), QueryError> {
    let of_speakers = names.catalog.sources.values().flat_map(|s| &s.speakers);
    let mut named = of_speakers.filter_map(|s| s.attributes.get("language")?.parse::<Language>().ok());
    if names.languages.contains(&language) || named.any(|l| l == language) {
        return Ok(());
    }
    Err(unknown("language", language.code(), names.languages.iter().map(Language::code)))
}

fn asks(catalog: &Catalog, roles: &[String]) -> bool {
    let mut speakers = catalog.sources.values().flat_map(|source| &source.speakers);
    !roles.is_empty() && speakers.any(|s| s.asks && s.role.as_ref().is_some_and(|role| roles.contains(role)))
}

/// The known values that are the typed ones, case and accents folded.
fn same_all(kind: &'static str, typed: &[String], known: &BTreeSet<&str>) -> Result<Vec<String>, QueryError> {
    let mut values = Vec::new();
    for typed in typed {
        let said = fold(typed);
        let before = values.len();
        values.extend(known.iter().filter(|value| fold(value) == said).map(|value| (*value).to_owned()));
        if values.len() == before {
            return Err(unknown(kind, typed, known.iter().copied()));
        }
    }
    Ok(values)
}

/// The numbers of the sources that `globs` name (short name, path, file name, folder, or a pattern of one), in
/// order.
///
/// # Errors
/// When one of them names none.
pub fn matching_sources(catalog: &Catalog, globs: &[String]) -> Result<Vec<u64>, QueryError> {
    let mut numbers = BTreeSet::new();
    for typed in globs {
        let below = typed.trim_start_matches("./").trim_start_matches("corpus/").trim_end_matches('/');
        let pattern = glob(below);
        let folder = format!("{}/", below.to_lowercase());
        let is = |text: &str| pattern.as_ref().is_some_and(|p| p.is_match(text));
        let before = numbers.len();
        numbers.extend(
            catalog
                .sources
                .iter()
                .filter(|(_, s)| {
                    let in_folder = s.path.to_lowercase().starts_with(&folder);
                    is(&s.short) || is(&s.path) || s.path.rsplit('/').next().is_some_and(is) || in_folder
                })
                .map(|(number, _)| *number),
        );
        if numbers.len() == before {
            return Err(unknown("source", typed, catalog.sources.values().map(|s| s.short.as_str())));
        }
    }
    Ok(numbers.into_iter().collect())
}

fn attribute_values(catalog: &Catalog, pair: &str) -> Result<Vec<String>, QueryError> {
    let Some((name, value)) = pair.split_once('=') else {
        return Err(QueryError::Usage(format!("`--attr {pair}` needs the form name=value")));
    };
    let speakers = || catalog.sources.values().flat_map(|source| &source.speakers);
    let names: BTreeSet<&str> = speakers().flat_map(|s| s.attributes.keys()).map(String::as_str).collect();
    let name = same_all("attribute", &[name.trim().to_owned()], &names)?.remove(0);
    let values: BTreeSet<&str> =
        speakers().filter_map(|s| s.attributes.get(&name)).map(String::as_str).collect();
    let values = same_all("value", &[value.trim().to_owned()], &values)?;
    Ok(values.into_iter().map(|value| Filter::joined(&name, &value)).collect())
}

fn unknown<'a>(kind: &'static str, typed: &str, known: impl Iterator<Item = &'a str>) -> QueryError {
    let nearest = nearest(typed, known).map(str::to_owned);
    QueryError::Unknown(Unknown { kind, typed: typed.to_owned(), candidates: Vec::new(), nearest })
}
