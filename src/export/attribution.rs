//! The attribution of a quote: `[client, De Kade]` from `[{role}, {organisation}]`.

use super::words::{clipped, label, words};
use super::{Quote, Selection};
use crate::quote::clock;

/// How deep brackets may stand in one another; deeper ones are plain characters.
const MAX_DEPTH: usize = 16;

/// Longer attributions are cut on a slide; the notes have what they name whole.
const LONGEST: usize = 180;

/// An attribution as a slide has it: not too long.
pub fn on_slide(attribution: &str) -> String {
    clipped(attribution, LONGEST)
}

/// The attribution of `quote`, on one line; where nothing it names is known, it says that the role is unknown.
///
/// Fields stand in braces: `role` (its name), `organisation`, `participant`, `speaker`, `source`,
/// `address`, `time` and any attribute. A missing field goes with the separator beside it; brackets
/// around nothing go too.
pub fn attribution(selection: &Selection, quote: &Quote) -> String {
    let mut rest = selection.attribution.as_str();
    let pieces = parse(&mut rest, None, 0);
    let filled = fill(&pieces, &|name| attribution_value(selection, quote, name));
    let known = label(&filled.unwrap_or_default());
    if known.is_empty() { format!("[{}]", words(selection.language).no_role) } else { known }
}

/// What stands below a quote: its attribution, marked where the words are a translation.
pub fn credit(selection: &Selection, quote: &Quote) -> String {
    translated(selection, quote, &attribution(selection, quote))
}

/// `credit`, marked where the words above it are a translation, with who made it: `[cliënt, De Kade · vertaling door
/// An]`. Inside of brackets, so that the line stays one that says who.
pub(super) fn translated(selection: &Selection, quote: &Quote, credit: &str) -> String {
    let presented = quote.presented.as_ref();
    let Some((_, by)) = presented.and_then(|presented| presented.translation.as_ref()) else {
        return credit.to_owned();
    };
    let words = words(selection.language);
    let by = clipped(&label(by), LONGEST_TRANSLATOR);
    let mark = match by.is_empty() {
        true => words.translation.to_owned(),
        false => format!("{} {} {by}", words.translation, words.by),
    };
    for (open, close) in [('[', ']'), ('(', ')')] {
        let inside = credit.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inside) = inside.filter(|inside| !inside.contains([open, close])) {
            return format!("{open}{inside} · {mark}{close}");
        }
    }
    format!("{credit} · {mark}")
}

/// Longer names of translators are cut in an attribution; the provenance has them whole.
const LONGEST_TRANSLATOR: usize = 40;

/// The fields that a pattern names, in order; `None` where a brace has no other one.
pub fn attribution_fields(pattern: &str) -> Option<Vec<String>> {
    let mut rest = pattern;
    let mut fields = Vec::new();
    named(&parse(&mut rest, None, 0), &mut fields).then_some(fields)
}

/// Adds the fields among `pieces`; false where a brace stands alone.
fn named(pieces: &[Piece], fields: &mut Vec<String>) -> bool {
    pieces.iter().all(|piece| match piece {
        Piece::Text(text) => !text.contains(['{', '}']),
        Piece::Field(name) => {
            fields.push(name.clone());
            true
        }
        Piece::Group(_, inner, _) => named(inner, fields),
    })
}

/// What stands for the field `name` in the attribution of `quote`; `None` where it is not known.
pub fn attribution_value(selection: &Selection, quote: &Quote, name: &str) -> Option<String> {
    let value = match name {
        "role" => role_name(selection, quote),
        "participant" => {
            let joint = || (!quote.participants.is_empty()).then(|| quote.participants.join(" + "));
            quote.participant.clone().or_else(joint)
        }
        "speaker" => quote.speaker.clone(),
        "source" => Some(quote.source.clone()),
        "address" => Some(quote.address.clone()),
        "time" => quote.start_ms.map(clock),
        other => quote.attributes.get(other).cloned(),
    };
    value.map(|value| label(&value)).filter(|value| !value.is_empty())
}

/// The name of the role of a quote in the language of labels.
pub(super) fn role_name(selection: &Selection, quote: &Quote) -> Option<String> {
    let id = quote.role.as_ref()?;
    Some(selection.roles.get(id).filter(|name| !name.is_empty()).unwrap_or(id).clone())
}

/// A piece of the pattern.
enum Piece {
    Text(String),
    Field(String),
    /// What stands between an opening and a closing bracket.
    Group(char, Vec<Piece>, Option<char>),
}

/// Reads pieces up to and with the bracket `close`, or to the end.
fn parse(rest: &mut &str, close: Option<char>, depth: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        let after = chars.as_str();
        if Some(c) == close {
            push_text(&mut pieces, &mut text);
            *rest = after;
            pieces.push(Piece::Text(c.to_string()));
            return pieces;
        }
        match (c, closing(c)) {
            ('{', _) => match after.split_once('}') {
                Some((name, tail)) => {
                    push_text(&mut pieces, &mut text);
                    pieces.push(Piece::Field(name.trim().to_owned()));
                    chars = tail.chars();
                }
                None => text.push(c),
            },
            (_, Some(end)) if depth < MAX_DEPTH => {
                push_text(&mut pieces, &mut text);
                let mut inner = after;
                let mut group = parse(&mut inner, Some(end), depth + 1);
                let closed = matches!(group.last(), Some(Piece::Text(last)) if last.starts_with(end));
                if closed {
                    group.pop();
                }
                pieces.push(Piece::Group(c, group, closed.then_some(end)));
                chars = inner.chars();
            }
            _ => text.push(c),
        }
    }
    push_text(&mut pieces, &mut text);
    *rest = "";
    pieces
}

fn closing(open: char) -> Option<char> {
    match open {
        '[' => Some(']'),
        '(' => Some(')'),
        _ => None,
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &mut String) {
    if !text.is_empty() {
        pieces.push(Piece::Text(std::mem::take(text)));
    }
}

/// The pieces with their values; `None` when they name fields and none of them is known.
///
/// Text between two values is a separator and stands only between two known ones. Text before the
/// first or after the last stays with its value, except bare punctuation, which stays with any.
fn fill(pieces: &[Piece], value_of: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut filled = String::new();
    let (mut any_value, mut any_known, mut last_known) = (false, false, false);
    let mut text = "";
    for piece in pieces {
        let value = match piece {
            Piece::Text(plain) => {
                text = plain;
                continue;
            }
            Piece::Field(name) => value_of(name),
            Piece::Group(open, inner, close) => fill(inner, value_of).map(|inside| {
                let close = close.map(String::from).unwrap_or_default();
                format!("{open}{inside}{close}")
            }),
        };
        let first = !any_value;
        any_value = true;
        last_known = value.is_some();
        let decorates = first && !says_something(text);
        if decorates || (value.is_some() && (any_known || first)) {
            filled.push_str(text);
        }
        text = "";
        if let Some(value) = value {
            filled.push_str(&value);
            any_known = true;
        }
    }
    if !any_value || last_known || (any_known && !says_something(text)) {
        filled.push_str(text);
    }
    (any_known || !any_value).then_some(filled)
}

fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use proptest::prelude::*;

    fn attributed(pattern: &str, role: Option<&str>, organisation: Option<&str>) -> String {
        let mut selection = sample::study();
        selection.attribution = pattern.to_owned();
        let mut quote = selection.quotes[0].clone();
        quote.role = role.map(str::to_owned);
        quote.attributes.clear();
        if let Some(organisation) = organisation {
            quote.attributes.insert("organisation".into(), organisation.into());
        }
        attribution(&selection, &quote)
    }

    #[test]
    fn missing_fields_go_with_their_separator() {
        let usual = "[{role}, {organisation}]";
        assert_eq!(attributed(usual, Some("client"), Some("De Kade")), "[cliënt, De Kade]");
        assert_eq!(attributed(usual, Some("client"), None), "[cliënt]");
        assert_eq!(attributed(usual, None, Some("De Kade")), "[De Kade]");
        assert_eq!(attributed(usual, None, None), "[rol onbekend]");
    }

    #[test]
    fn labels_go_with_their_field_and_decoration_stays() {
        assert_eq!(attributed("— {role}, {organisation}", None, Some("De Kade")), "— De Kade");
        assert_eq!(attributed("rol: {role}; {organisation}", None, Some("De Kade")), "De Kade");
        assert_eq!(
            attributed("{role} ({organisation}, {city}), {time}", Some("client"), None),
            "cliënt, 12:03"
        );
        assert_eq!(attributed("{address} [{role}]", None, None), "fg1:17");
    }

    #[test]
    fn the_fields_of_a_pattern_are_known() {
        let fields = |pattern| attribution_fields(pattern).map(|fields| fields.join(" "));
        assert_eq!(fields("[{role} ({ city }), {time}]").as_deref(), Some("role city time"));
        assert_eq!(fields("anoniem").as_deref(), Some(""));
        assert_eq!(fields("[{role"), None);
        assert_eq!(fields("{role}]}"), None);
    }

    #[test]
    fn a_translation_is_marked_beside_who_said_it() {
        let (mut selection, with) = (sample::study(), |by: &str| {
            let translation = Some((crate::text::Language::ENGLISH, by.to_owned()));
            let presented = crate::quote::Presented { translation, ..Default::default() };
            Quote { presented: Some(presented), ..Quote::default() }
        });
        let marked = |selection: &Selection, by: &str, credit: &str| translated(selection, &with(by), credit);
        assert_eq!(marked(&selection, "An", "[cliënt, De Kade]"), "[cliënt, De Kade · vertaling door An]");
        assert_eq!(marked(&selection, "", "— cliënt (De Kade)"), "— cliënt (De Kade) · vertaling");
        assert_eq!(translated(&selection, &Quote::default(), "[cliënt]"), "[cliënt]");
        selection.language = crate::text::Language::ENGLISH;
        assert_eq!(marked(&selection, "An", "(client)"), "(client · translation by An)");
    }

    #[test]
    fn odd_patterns_are_taken_as_they_are() {
        assert_eq!(attributed("anoniem", None, None), "anoniem");
        assert_eq!(attributed("[{role", Some("client"), None), "[{role");
        assert_eq!(attributed("{role}]", Some("client"), None), "cliënt]");
        assert_eq!(attributed("[{role}, {organisation}]", None, Some("a\nb\u{202e}")), "[a b]");
    }

    proptest! {
        #[test]
        fn no_pattern_breaks_it(pattern in "[\\[\\](){}a-z ,]{0,60}") {
            prop_assert!(!attributed(&pattern, Some("client"), None).contains('\n'));
        }
    }
}
