//! The rules of one code.

use super::fields::{Fields, Reader};
use super::load::Loaded;
use super::read::Reference;
use super::yaml::{Node, Spot};
use super::{CodePath, Example, Pattern, Rule, pattern};
use crate::diag::Place;
use crate::text::{Language, fingerprint};

/// The keys of a rule.
pub(super) const RULE_KEYS: &[&str] =
    &["id", "any", "all", "not", "within", "in", "roles", "language", "match", "no_match"];

/// The rules of the code `path`.
pub(super) fn rules(
    fields: &Fields<'_>,
    path: &CodePath,
    reader: &mut Reader<'_>,
    loaded: &mut Loaded,
) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    let Some((_, list)) = fields.get("rules") else { return rules };
    for node in reader.list(list, "rules") {
        let Some(rule) = rule(node, path, reader, loaded) else { continue };
        if let Some(first) = rules.iter().find(|other| other.id == rule.id) {
            let message =
                format!("the rule `{}` stands here twice, first on line {}", rule.id, first.place.line);
            let hint = "give it another id, or leave it out if it says the same";
            reader.diagnostics.push(crate::diag::Diagnostic::error(message).at(rule.place).hint(hint));
        } else {
            rules.push(rule);
        }
    }
    rules
}

/// One rule, or `None` when what is left of it would find what its author did not mean.
fn rule(node: &Node, path: &CodePath, reader: &mut Reader<'_>, loaded: &mut Loaded) -> Option<Rule> {
    let fields = reader.fields(node, "a rule", RULE_KEYS)?;
    let (any, _) = patterns(&fields, "any", reader);
    let (all, all_sound) = patterns(&fields, "all", reader);
    let (not, not_sound) = patterns(&fields, "not", reader);
    let within = within(&fields, &all, &any, reader);
    let language = fields.get("language").map(|(_, node)| reader.language(node, "language"));
    let (roles, role_places) = roles(&fields, reader).map_or((None, Vec::new()), |(r, p)| (Some(r), p));
    let (inside, inside_sound) = inside(&fields, reader);
    let mut rule = Rule {
        id: String::new(),
        any,
        all,
        not,
        within: within.unwrap_or(None),
        inside: inside.iter().map(|(_, target)| CodePath::new(target.trim())).collect(),
        roles,
        role_places,
        language: language.flatten(),
        matches: examples(&fields, "match", reader),
        no_match: examples(&fields, "no_match", reader),
        place: reader.place(fields.at),
    };
    rule.id = id(&fields, reader).unwrap_or_else(|| content_id(&rule));
    check_patterns(&rule, &fields, reader);
    let narrow = all_sound && not_sound && inside_sound && within.is_ok() && language != Some(None);
    let sound = narrow && !fields.broken;
    if !sound || (rule.any.is_empty() && rule.all.is_empty()) {
        return None;
    }
    for (spot, target) in inside {
        let (target, place) = (CodePath::new(target.trim()), reader.place(spot));
        loaded.references.push(Reference { from: path.clone(), rule: Some(rule.id.clone()), target, place });
    }
    Some(rule)
}

/// The patterns of `key`, and whether all of them could be read.
fn patterns(fields: &Fields<'_>, key: &str, reader: &mut Reader<'_>) -> (Vec<Pattern>, bool) {
    let mut found: Vec<Pattern> = Vec::new();
    let before = reader.diagnostics.len();
    let texts = fields.texts(key, reader);
    let mut sound = reader.diagnostics.len() == before;
    if let Some((spot, node)) = fields.get(key)
        && texts.is_empty()
        && sound
        && !node.broken
    {
        reader.error(spot, format!("`{key}` is empty"), "write a pattern, or leave the key out");
        sound = false;
    }
    for (spot, written) in texts {
        match pattern::parse(written) {
            Ok(kind) => {
                if let Some(c) = pattern::stray(written) {
                    let hint = "for a regex write /.../";
                    reader.warning(spot, format!("`{c}` means nothing in a pattern of words"), hint);
                }
                let pattern = Pattern { written: written.to_owned(), kind, place: reader.place(spot) };
                if found.iter().any(|other| other.canonical() == pattern.canonical()) {
                    reader.warning(
                        spot,
                        format!("`{written}` stands here twice"),
                        "leave one of the two out",
                    );
                } else {
                    found.push(pattern);
                }
            }
            Err(problem) => {
                reader.error(spot, problem.message, problem.hint);
                sound = false;
            }
        }
    }
    (found, sound)
}

/// The number of `within`, checked against the words it must have room for.
fn within(
    fields: &Fields<'_>,
    all: &[Pattern],
    any: &[Pattern],
    reader: &mut Reader<'_>,
) -> Result<Option<usize>, ()> {
    let Some((key, node)) = fields.get("within") else { return Ok(None) };
    let Some(written) = reader.text(node, "within") else { return Err(()) };
    let Some(number) = written.trim().parse::<usize>().ok().filter(|number| *number > 0) else {
        reader.error(
            node.at,
            format!("`within` is a number of words, not `{written}`"),
            "such as `within: 8`",
        );
        return Err(());
    };
    if all.is_empty() {
        if fields.get("all").is_none() {
            reader.error(
                key,
                "`within` says nothing without `all`",
                "put the words that must come together into `all`",
            );
        }
        return Ok(None);
    }
    let least = all.iter().map(Pattern::least_words).sum::<usize>()
        + any.iter().map(Pattern::least_words).min().unwrap_or(0);
    if number < least {
        let message =
            format!("this rule can never match: its patterns are {least} words, `within` allows {number}");
        reader.error(node.at, message, format!("write `within: {}` or more", least * 2));
    }
    Ok(Some(number))
}

/// The paths of `in`, and whether all of them could be read.
fn inside<'n>(fields: &Fields<'n>, reader: &mut Reader<'_>) -> (Vec<(Spot, &'n str)>, bool) {
    let before = reader.diagnostics.len();
    let inside = fields.texts("in", reader);
    (inside, reader.diagnostics.len() == before)
}

fn roles(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<(Vec<String>, Vec<Place>)> {
    let (spot, node) = fields.get("roles")?;
    let texts = fields.texts("roles", reader);
    if texts.is_empty() && !node.broken {
        reader.error(
            spot,
            "`roles` is empty: nobody's turns would be coded",
            "name a role, or leave the key out",
        );
    }
    Some(texts.into_iter().map(|(spot, role)| (role.trim().to_owned(), reader.place(spot))).unzip())
}

fn examples(fields: &Fields<'_>, key: &str, reader: &mut Reader<'_>) -> Vec<Example> {
    let texts = fields.texts(key, reader);
    texts
        .into_iter()
        .map(|(spot, text)| Example { text: text.to_owned(), place: reader.place(spot) })
        .collect()
}

fn id(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let (spot, id) = fields.text("id", reader)?;
    let is_good = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if id.is_empty() || !id.chars().all(is_good) {
        let hint = "the id of a rule is made of letters, digits, - and _, or left out";
        reader.error(spot, format!("`{id}` is no id"), hint);
        return None;
    }
    Some(id.to_owned())
}

impl Rule {
    /// Whether its author gave it an id.
    pub fn is_named(&self) -> bool {
        self.id != content_id(self)
    }
}

/// Eight hexadecimal digits from what the rule looks for; neither its place nor its tests count.
pub(super) fn content_id(rule: &Rule) -> String {
    let mut id = fingerprint(content(rule).as_bytes());
    id.truncate(8);
    id
}

/// Everything that decides what a rule finds, in one spelling.
pub(super) fn content(rule: &Rule) -> String {
    let Rule { any, all, not, within, inside, roles, language, .. } = rule;
    let sorted = |patterns: &[Pattern]| {
        let mut patterns: Vec<String> = patterns.iter().map(Pattern::canonical).collect();
        patterns.sort_unstable();
        patterns
    };
    let language = language.as_ref().map(Language::code);
    serde_json::json!([sorted(any), sorted(all), sorted(not), within, inside, roles, language]).to_string()
}

/// What can be said of the patterns together.
fn check_patterns(rule: &Rule, fields: &Fields<'_>, reader: &mut Reader<'_>) {
    if fields.get("any").is_none() && fields.get("all").is_none() && !fields.broken {
        let spot: Spot = fields.at;
        reader.error(
            spot,
            "this rule looks for nothing",
            "add `any: [...]` (one is enough) or `all: [...]` (together)",
        );
    }
    for not in &rule.not {
        let same = |key: &'static str, patterns: &[Pattern]| {
            patterns.iter().find(|p| p.canonical() == not.canonical()).map(|p| (key, p.place.line))
        };
        if let Some((key, line)) = same("any", &rule.any).or_else(|| same("all", &rule.all)) {
            let message = format!(
                "`{}` can never match in `{key}` on line {line}, because it is in `not` as well",
                not.written
            );
            let hint = format!("take it out of `not` or out of `{key}`");
            reader.diagnostics.push(crate::diag::Diagnostic::error(message).at(not.place.clone()).hint(hint));
        }
    }
}
