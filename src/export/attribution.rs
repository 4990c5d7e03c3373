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
    let filled = fill(&pieces, &|name| field(selection, quote, name));
    let known = label(&filled.unwrap_or_default());
    if known.is_empty() { format!("[{}]", words(selection.language).no_role) } else { known }
}

fn field(selection: &Selection, quote: &Quote, name: &str) -> Option<String> {
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
