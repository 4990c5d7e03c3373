//! `verbatim.toml`: name, languages, roles, defaults, and how single sources are read.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diag::{Diagnostic, Place};
use crate::shown::Dispensable;
use crate::source::{Columns, Settings, Speakers};
use crate::text::{Language, fold, nearest};

/// The settings of a study.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The name of the study.
    #[serde(default)]
    pub name: String,
    /// The languages spoken, the main one first.
    #[serde(default = "dutch", deserialize_with = "one_or_many")]
    pub language: Vec<Language>,
    /// Roles or labels that ask: kept and shown, but left out of quotes and counts.
    #[serde(default = "askers")]
    pub interviewers: Vec<String>,
    /// Warn when an attribution fits fewer people.
    pub k: Option<u32>,
    /// File patterns below `corpus/` that are no sources.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Roles by id.
    #[serde(default)]
    pub roles: BTreeMap<String, RoleConfig>,
    /// How single sources are read, by path below `corpus/`, file name or short name.
    #[serde(default)]
    pub source: BTreeMap<String, SourceConfig>,
    /// Defaults of exports.
    #[serde(default)]
    pub export: ExportConfig,
    /// Where the index stands.
    #[serde(default)]
    pub index: IndexConfig,
}

/// A role.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleConfig {
    /// Its name in the study's main language.
    pub name: Option<String>,
    /// Its names in other languages.
    #[serde(default)]
    pub names: BTreeMap<Language, String>,
}

/// How one source is read, where the defaults do not do.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceConfig {
    /// The language spoken in it.
    pub language: Option<Language>,
    /// `auto`, `bold`, `colon`, `brackets`, `columns`, `none`, or a pattern with `(?P<speaker>...)`.
    pub speakers: Option<String>,
    /// Labels that are no speakers.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Whether neighbouring units of one speaker become one turn.
    pub join: Option<bool>,
    /// The columns of a table, by header.
    #[serde(default)]
    pub columns: ColumnsConfig,
}

/// The columns of a table, by header.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnsConfig {
    /// Who speaks.
    pub speaker: Option<String>,
    /// What is said.
    pub text: Option<String>,
    /// When it begins.
    pub start: Option<String>,
    /// When it ends.
    pub end: Option<String>,
    /// Open questions.
    #[serde(default)]
    pub questions: Vec<String>,
}

/// Defaults of exports.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExportConfig {
    /// How a quote is attributed.
    pub attribution: String,
    /// The language of labels; the study's main one when absent.
    pub language: Option<Language>,
    /// Whether labels of speakers go into exports, as they do when absent; they are often real names.
    pub labels: Option<bool>,
    /// Words that may be left out of a quote without a mark; the usual ones when absent.
    pub fillers: Option<Vec<String>>,
    /// The list of real names, relative to the study or below `~/`; kept outside the study when absent.
    pub names: Option<String>,
}

impl Default for ExportConfig {
    fn default() -> Self {
        let attribution = "[{role}, {organisation}]".to_owned();
        Self { attribution, language: None, labels: None, fillers: None, names: None }
    }
}

/// Where the index stands.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexConfig {
    /// A folder, relative to the study.
    pub dir: Option<String>,
}

fn dutch() -> Vec<Language> {
    vec![Language::DUTCH]
}

fn askers() -> Vec<String> {
    vec!["interviewer".to_owned(), "moderator".to_owned()]
}

fn one_or_many<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Language>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(Language),
        Many(Vec<Language>),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(language) => vec![language],
        OneOrMany::Many(languages) if languages.is_empty() => dutch(),
        OneOrMany::Many(languages) => languages,
    })
}

impl Config {
    /// Reads `text`, the contents of `file`.
    ///
    /// # Errors
    /// The first mistake, with its place and the way to mend it.
    pub fn parse(file: &str, text: &str) -> Result<Self, Box<Diagnostic>> {
        toml::from_str(text).map_err(|error| Box::new(mistake(file, text, &error)))
    }

    /// The study's main language.
    pub fn main_language(&self) -> Language {
        self.language.first().copied().unwrap_or(Language::DUTCH)
    }

    /// The language of labels in exports.
    pub fn label_language(&self) -> Language {
        self.export.language.unwrap_or_else(|| self.main_language())
    }

    /// What may be left out of a quote without a mark.
    pub fn fillers(&self) -> Dispensable {
        let own = self.export.fillers.as_ref();
        own.map_or_else(Dispensable::default, |words| Dispensable::new(words.iter().map(String::as_str)))
    }

    /// The id of the role that `said` names: an id or a name in any language, case and accents folded.
    pub fn role_id(&self, said: &str) -> Option<&str> {
        let said = fold(said.trim());
        let is = |name: &String| fold(name) == said;
        self.roles
            .iter()
            .find(|(id, role)| is(id) || role.name.as_ref().is_some_and(is) || role.names.values().any(is))
            .map(|(id, _)| id.as_str())
    }

    /// The name of role `id` in `language`.
    pub fn role_name<'a>(&'a self, id: &'a str, language: Language) -> &'a str {
        let role = self.roles.get(id);
        role.and_then(|r| r.names.get(&language).or(r.name.as_ref())).map_or(id, String::as_str)
    }

    /// Whether a speaker with this label and role asks rather than answers.
    pub fn asks(&self, label: &str, role: Option<&str>) -> bool {
        // `Interviewer 2` and `Interviewer1:` ask as much as `Interviewer` does.
        let unnumbered = label.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
        let is = |asker: &String| {
            let asker = fold(asker);
            asker == fold(label)
                || (!unnumbered.is_empty() && asker == fold(unnumbered))
                || role.is_some_and(|role| fold(role) == asker)
        };
        self.interviewers.iter().any(is)
    }

    /// What is said of one source, by its path below `corpus/`, file name or short name.
    pub fn source(&self, path: &str, short: &str) -> Option<&SourceConfig> {
        let file = path.rsplit('/').next().unwrap_or(path);
        let keys = [path, file, short];
        self.source.iter().find(|(key, _)| keys.contains(&key.as_str())).map(|(_, config)| config)
    }
}

impl SourceConfig {
    /// As the readers want it.
    pub fn settings(&self) -> Settings {
        let columns = self.columns.clone();
        Settings {
            speakers: speakers(self.speakers.as_deref()),
            ignore: self.ignore.clone(),
            join: self.join,
            columns: Columns {
                speaker: columns.speaker,
                text: columns.text,
                start: columns.start,
                end: columns.end,
                questions: columns.questions,
            },
        }
    }
}

fn speakers(setting: Option<&str>) -> Speakers {
    match setting.unwrap_or("auto") {
        "auto" => Speakers::Auto,
        "bold" => Speakers::Bold,
        "colon" => Speakers::Colon,
        "brackets" => Speakers::Brackets,
        "columns" => Speakers::Columns,
        "none" => Speakers::None,
        pattern => Speakers::Pattern(pattern.to_owned()),
    }
}

fn mistake(file: &str, text: &str, error: &toml::de::Error) -> Diagnostic {
    let message = error.message().lines().next().unwrap_or("this is no TOML").to_owned();
    let diagnostic = Diagnostic::error(message.clone());
    let diagnostic = match error.span() {
        Some(span) => {
            diagnostic.at(Place::at_byte(file, text, span.start).wide(span.end.saturating_sub(span.start)))
        }
        None => diagnostic,
    };
    diagnostic.hint(hint(&message))
}

/// `unknown field `x`, expected one of `a`, `b`` names what could stand there.
fn hint(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    if let (true, Some(typed)) = (message.starts_with("unknown field"), quoted.next())
        && let Some(near) = nearest(typed, quoted)
    {
        return format!("the nearest known key is `{near}`");
    }
    "the README shows a complete `verbatim.toml`".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_key_is_shown_with_the_nearest() {
        let error = Config::parse("verbatim.toml", "name = \"x\"\nlangage = \"nl\"\n").unwrap_err();
        insta::assert_snapshot!(error.to_string().lines().take(5).collect::<Vec<_>>().join("\n").split(", expected").next().unwrap(), @"error: unknown field `langage`");
        assert_eq!(error.hint.as_deref(), Some("the nearest known key is `language`"));
        assert_eq!(error.place.as_ref().map(|p| p.line), Some(2));
    }

    #[test]
    fn roles_go_by_id_or_any_name() {
        let config =
            Config::parse("verbatim.toml", "[roles.client]\nname = \"cliënt\"\nnames.en = \"visitor\"\n")
                .unwrap();
        assert_eq!(config.role_id("Client"), Some("client"));
        assert_eq!(config.role_id("CLIËNT"), Some("client"));
        assert_eq!(config.role_id("visitor"), Some("client"));
        assert_eq!(config.role_id("bezoeker"), None);
        assert_eq!(config.role_name("client", Language::ENGLISH), "visitor");
        assert!(
            config.asks("Moderator", None) && config.asks("Interviewer1", None) && !config.asks("7", None)
        );
        assert!(config.asks("Moderator 2", None) && config.asks("Nele", Some("interviewer")));
    }
}
