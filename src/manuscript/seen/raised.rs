//! Numbers of notes inside of what is quoted: raised digits and asterisks lead to a note and were said by nobody.

use quick_xml::events::BytesStart;

use super::struck::STRUCK;
use crate::xml::attribute;

/// Behind these a raised number is a power: `12 m²`.
const UNITS: &[&str] = &["mm", "cm", "dm", "km", "hm", "ft", "in"];

/// Whether `sign`, raised behind `before`, is the number of a note. One behind a digit, a unit or a letter alone may
/// be a power, unless it is a link.
pub(in super::super) fn is_note_sign(before: &str, sign: &str, is_link: bool) -> bool {
    let sign = sign.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    if sign.is_empty() {
        return false;
    }
    if sign.chars().all(|c| "*†‡§¶".contains(c)) {
        return true;
    }
    let is_number = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !sign.split([',', ';', '-', '–']).map(str::trim).all(is_number) {
        return false;
    }
    // More of the word is not asked about.
    let word: Vec<char> = before.chars().rev().take(3).take_while(|c| c.is_alphanumeric()).collect();
    let is_power = word.first().is_some_and(|c| c.is_numeric())
        || word.len() == 1
        || UNITS.contains(&word.iter().rev().collect::<String>().as_str());
    is_link || !is_power
}

/// A sign with its markup is no longer, in bytes: what is nested is not read again at every level.
const LONGEST: usize = 8_192;

/// [`is_note_sign`] of pieces of XML or HTML.
pub(super) fn is_note_markup(before: &str, inside: &str, is_link: impl FnOnce() -> bool) -> bool {
    inside.len() <= LONGEST && is_note_sign(&words_at_end(before), &words_of(inside), is_link())
}

/// Whether a property of text raises it.
pub(super) fn is_raised(element: &BytesStart<'_>) -> bool {
    match element.name().as_ref() {
        "w:vertAlign" => attribute(element, "w:val").is_some_and(|value| value == "superscript"),
        "style:text-properties" => {
            let position = attribute(element, "style:text-position").unwrap_or_default();
            // `super 58%`, or so much of the height of a line.
            let first = position.split_whitespace().next().unwrap_or("");
            first == "super"
                || first.strip_suffix('%').is_some_and(|up| up.parse::<f64>().is_ok_and(|up| up > 0.0))
        }
        _ => false,
    }
}

/// So much of what stands before a sign is looked at, in characters.
const BEFORE: usize = 600;

/// The last words of a piece of XML.
fn words_at_end(xml: &str) -> String {
    let from = xml.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    let near = xml.get(from..).unwrap_or("");
    // What was cut in a tag is none of its words.
    let near = match (near.find('>'), near.find('<')) {
        (Some(end), Some(start)) if end < start => near.get(end + 1..).unwrap_or(""),
        (Some(end), None) => near.get(end + 1..).unwrap_or(""),
        _ => near,
    };
    words_of(near)
}

/// Whether a piece of XML holds letters or digits outside of tags, or what stands for words that are struck out.
pub(super) fn has_words(xml: &str) -> bool {
    words_of(xml).contains(|c: char| c.is_alphanumeric() || c == STRUCK)
}

/// The words of a piece of XML or HTML, without tags.
fn words_of(xml: &str) -> String {
    let mut words = String::new();
    let mut is_tag = false;
    for c in xml.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            c if !is_tag => words.push(c),
            _ => {}
        }
    }
    words
}

/// Raised digits that are characters of their own.
const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A text without numbers of notes that are raised digits.
pub(in super::super) fn without_digits(text: &str) -> String {
    if !text.contains(DIGITS) {
        return text.to_owned();
    }
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(DIGITS) {
        let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
        left.push_str(before);
        let end = from.find(|c: char| !DIGITS.contains(&c)).unwrap_or(from.len());
        let (sign, after) = from.split_at_checked(end).unwrap_or((from, ""));
        let plain = sign.chars().filter_map(|c| DIGITS.iter().position(|digit| *digit == c));
        let plain: String = plain.map(|digit| digit.to_string()).collect();
        if after.starts_with(char::is_alphanumeric) || !is_note_sign(&left, &plain, false) {
            left.push_str(sign);
        }
        rest = after;
    }
    left + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_or_an_ordinal_is_no_note() {
        for (before, sign) in
            [("daar", "1"), ("daar.", "12"), ("niet”", "[3]"), ("10", "*"), ("daar", "1, 2"), ("", "4")]
        {
            assert!(is_note_sign(before, sign, false), "{before} {sign}");
        }
        for (before, sign) in
            [("20 m", "2"), ("km", "2"), ("10", "6"), ("1", "e"), ("M", "me"), ("daar", "1999"), ("x", "")]
        {
            assert!(!is_note_sign(before, sign, false), "{before} {sign}");
        }
        assert!(is_note_sign("2019", "3", true));
    }

    #[test]
    fn raised_digits_are_gone() {
        assert_eq!(without_digits("daar¹ en 20 m², zeg.¹² 10³"), "daar en 20 m², zeg. 10³");
    }
}
