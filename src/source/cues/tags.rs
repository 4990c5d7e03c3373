//! What may stand inside the words of a cue: voices, styles, inner times, entities.

use crate::source::time;

/// Names of tags that are markup; anything else between `<` and `>` was said or noted and stays.
const TAGS: &[&str] = &["c", "i", "b", "u", "s", "v", "ruby", "rt", "lang", "font"];

/// The words of a cue by voice, without markup; entities are decoded where the format has them.
pub(super) fn voices(payload: &str, entities: bool) -> Vec<(Option<String>, String)> {
    let mut parts: Vec<(Option<String>, String)> = vec![(None, String::new())];
    let mut rest = payload;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, after) = rest.split_at(at);
        push(&mut parts, before);
        match markup(after) {
            Some((tag, length)) => {
                if let Some(name) = voice(tag) {
                    parts.push((Some(decoded(name, entities)), String::new()));
                } else if tag == "/v" {
                    parts.push((None, String::new()));
                }
                rest = after.get(length..).unwrap_or("");
            }
            None => {
                push(&mut parts, after.get(..1).unwrap_or(""));
                rest = after.get(1..).unwrap_or("");
            }
        }
    }
    push(&mut parts, rest);
    let clean = |words: String| decoded(words.trim(), entities).trim().to_owned();
    parts
        .into_iter()
        .map(|(voice, words)| (voice, clean(words)))
        .filter(|(_, words)| !words.is_empty())
        .collect()
}

fn push(parts: &mut [(Option<String>, String)], words: &str) {
    if let Some((_, text)) = parts.last_mut() {
        text.push_str(words);
    }
}

/// The inside of the markup `text` begins with, and its length: `<i>`, `</c>`, `<00:01.000>`, `{\an8}`.
fn markup(text: &str) -> Option<(&str, usize)> {
    if text.starts_with("{\\") {
        let end = end_of(text, b'}')?;
        return Some((text.get(1..end)?, end + 1));
    }
    let inner = text.strip_prefix('<')?;
    let end = end_of(inner, b'>')?;
    let tag = inner.get(..end)?;
    let name = tag.trim_start_matches('/').split([' ', '.', '\t', '\n']).next().unwrap_or("");
    let known =
        TAGS.contains(&name.to_ascii_lowercase().as_str()) || time::parse(tag).is_some() || tag == "/";
    known.then_some((tag, end + 2))
}

/// Where the tag ends that `text` begins with. No tag stands in a tag, so that looking stops at the next
/// one: many open tags take no more time than their length.
fn end_of(text: &str, close: u8) -> Option<usize> {
    let end = text.bytes().position(|byte| byte == close || byte == b'<')?;
    (text.as_bytes().get(end) == Some(&close)).then_some(end)
}

/// The name in `v Anna` or `v.loud Anna`.
fn voice(tag: &str) -> Option<&str> {
    let rest = tag.strip_prefix('v')?;
    let name = match rest.chars().next()? {
        ' ' | '\t' | '\n' => rest,
        '.' => rest.split_once([' ', '\n'])?.1,
        _ => return None,
    };
    Some(name.trim()).filter(|name| !name.is_empty())
}

/// `text` with the entities WebVTT knows and numeric ones as characters.
fn decoded(text: &str, entities: bool) -> String {
    if !entities || !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let close = after.find(';').filter(|close| *close <= 10);
        match close.and_then(|close| Some((entity(after.get(1..close)?)?, close))) {
            Some((c, close)) => {
                out.push(c);
                rest = after.get(close + 1..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = after.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    let number = |digits: &str, radix| {
        u32::from_str_radix(digits, radix).ok().and_then(char::from_u32).filter(|c| *c != '\0')
    };
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        _ => {
            let digits = name.strip_prefix('#')?;
            return match digits.strip_prefix(['x', 'X']) {
                Some(hex) => number(hex, 16),
                None => number(digits, 10),
            };
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_markup_stays() {
        let only =
            |payload: &str| voices(payload, true).into_iter().map(|(_, words)| words).collect::<Vec<_>>();
        assert_eq!(only("a < b &amp;&amp; <lacht> {ja} &onzin; &#233;"), ["a < b && <lacht> {ja} &onzin; é"]);
        assert_eq!(only("Op <00:01.500>de <c.geel>markt</c>"), ["Op de markt"]);
    }
}
