//! Characters written as something else: entities, `\u00e9`, `%C3%A9`, `_x00E9_`.

use encoding_rs::WINDOWS_1252;

/// `text` with every coded character in its place; `None` when there is none.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['&', '\\', '%', '_'])) {
        at += found;
        let rest = text.get(at..).unwrap_or_default();
        let Some((written, length)) = coded(rest) else {
            at += 1;
            continue;
        };
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push_str(&written);
        at += length;
        from = at;
    }
    if from == 0 {
        return None;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Some(out)
}

/// The character that `rest` begins with in code, and the bytes it takes.
fn coded(rest: &str) -> Option<(String, usize)> {
    match rest.as_bytes().first()? {
        b'&' => entity(rest),
        b'\\' => backslash(rest),
        b'%' => percent(rest),
        _ => office(rest),
    }
}

fn entity(rest: &str) -> Option<(String, usize)> {
    const LONGEST: usize = 14;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?;
    let written = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?.to_string()
        }
        None => named(name)?,
    };
    Some((written, end + 1))
}

/// A named entity; letters lose the accent in their name, as folding would take it.
fn named(name: &str) -> Option<String> {
    const ACCENTS: &[&str] = &[
        "acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "caron", "slash", "strok", "breve",
        "macr", "ogon", "dot", "dblac",
    ];
    let known = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" | "rsquo" | "lsquo" => "'",
        "nbsp" | "ensp" | "emsp" | "thinsp" | "numsp" => " ",
        "shy" | "zwj" | "zwnj" | "lrm" | "rlm" => "",
        "ndash" | "mdash" | "hyphen" | "dash" => "-",
        "szlig" => "ss",
        "aelig" => "ae",
        "AElig" => "Ae",
        "oelig" => "oe",
        "OElig" => "Oe",
        "period" => ".",
        "commat" => "@",
        "lowbar" => "_",
        "Tab" | "NewLine" => "\n",
        _ => "",
    };
    if !known.is_empty() || matches!(name, "shy" | "zwj" | "zwnj" | "lrm" | "rlm") {
        return Some(known.to_owned());
    }
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    ACCENTS.contains(&name.get(1..)?).then(|| letter.to_string())
}

/// `\u00e9` (two of them for characters far off), `\u{e9}`, `\xe9`, and the escapes of JSON.
fn backslash(rest: &str) -> Option<(String, usize)> {
    match rest.as_bytes().get(1)? {
        b'u' => {
            if let Some(braced) = rest.get(2..)?.strip_prefix('{') {
                let end = braced.bytes().take(8).position(|byte| byte == b'}')?;
                return Some((character(braced.get(..end)?)?, end + 4));
            }
            let first = hex(rest.get(2..6)?)?;
            if (0xd800..0xdc00).contains(&first) && rest.get(6..8) == Some("\\u") {
                let second = hex(rest.get(8..12)?)?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                let code = 0x1_0000 + ((first - 0xd800) << 10) + second;
                return Some((char::from_u32(code)?.to_string(), 12));
            }
            Some((char::from_u32(first)?.to_string(), 6))
        }
        b'x' => Some((character(rest.get(2..4)?)?, 4)),
        b'n' | b'r' | b't' | b'f' => Some(("\n".to_owned(), 2)),
        b'"' => Some(("\"".to_owned(), 2)),
        b'\\' => Some(("\\".to_owned(), 2)),
        b'/' => Some(("/".to_owned(), 2)),
        b'\'' => Some(("'".to_owned(), 2)),
        _ => None,
    }
}

/// A run of `%C3%A9`.
fn percent(rest: &str) -> Option<(String, usize)> {
    let mut bytes = Vec::new();
    let mut at = 0;
    while rest.as_bytes().get(at) == Some(&b'%')
        && let Some(byte) = rest.get(at + 1..at + 3).and_then(hex).and_then(|byte| u8::try_from(byte).ok())
    {
        bytes.push(byte);
        at += 3;
    }
    if bytes.is_empty() {
        return None;
    }
    let written = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned(),
    };
    Some((written, at))
}

/// `_x00E9_`, as spreadsheets write characters.
fn office(rest: &str) -> Option<(String, usize)> {
    (rest.get(..2)? == "_x" && rest.get(6..7)? == "_").then_some(())?;
    Some((character(rest.get(2..6)?)?, 7))
}

fn hex(digits: &str) -> Option<u32> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if plain { u32::from_str_radix(digits, 16).ok() } else { None }
}

fn character(digits: &str) -> Option<String> {
    Some(char::from_u32(hex(digits)?)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coded_characters_come_back() {
        for (written, meant) in [
            ("Zo&euml;", "Zoe"),
            ("Zo&#235; &#xEB;", "Zoë ë"),
            ("Ren\\u00e9 \\ud83d\\ude00", "René 😀"),
            ("Ren\\xe9\\u{e9}", "Renéé"),
            ("Ren%C3%A9%20Maes", "René Maes"),
            ("Ren%E9", "René"),
            ("Ren_x00E9_", "René"),
            ("Jan&nbsp;Maes &amp; Jan\\nMaes", "Jan Maes & Jan\nMaes"),
        ] {
            assert_eq!(decoded(written).as_deref(), Some(meant));
        }
        assert_eq!(decoded("100% & \\ \\ud800 %zz _x1_ &foo;"), None);
    }
}
