//! Times as people and programs write them, in milliseconds.

/// How many frames a second has where a time counts frames (PAL, the European norm).
const FRAMES_PER_SECOND: u64 = 25;

/// The time written in `text`, without anything around it: `1:02`, `00:01:02`, `00:01:02.5`,
/// `00:01:02,500`, `00:01:02:12` (frames), `#00:01:02-5#`, `[00:01:02]`, `12.5` only with `seconds`.
pub(super) fn parse(text: &str) -> Option<u64> {
    let text = text.trim();
    let (time, length) = leading(text)?;
    (length == text.len()).then_some(time)
}

/// The time written as a number of seconds (`62.5`, `62,5`) or as [`parse`] reads it.
pub(super) fn parse_or_seconds(text: &str) -> Option<u64> {
    let text = text.trim();
    if let Some(time) = parse(text) {
        return Some(time);
    }
    let seconds: f64 = text.trim_end_matches(['s', ' ']).replace(',', ".").parse().ok()?;
    let millis = (seconds * 1000.0).round();
    (0.0..1.0e10).contains(&millis).then_some(millis as u64)
}

/// A time at the start of `text`, bare or in brackets, and how many bytes it takes.
pub(super) fn leading(text: &str) -> Option<(u64, usize)> {
    leading_range(text).and_then(|(start, end, length)| end.is_none().then_some((start, length)))
}

/// A time, or a time and its end (`[00:01.000 --> 00:02.500]`, `00:01 - 00:02`), at the start of
/// `text`, and how many bytes it takes.
pub(super) fn leading_range(text: &str) -> Option<(u64, Option<u64>, usize)> {
    let (open, close) = match text.chars().next()? {
        '[' => ("[", "]"),
        '(' => ("(", ")"),
        '<' => ("<", ">"),
        '{' => ("{", "}"),
        '#' => ("#", "#"),
        '\\' if text.starts_with("\\[") => ("\\[", "\\]"),
        '0'..='9' => ("", ""),
        _ => return None,
    };
    let mut at = open.len() + blanks(text.get(open.len()..)?);
    let (start, length) = bare(text.get(at..)?)?;
    at += length;
    let end = range_end(text.get(at..)?);
    if let Some((_, length)) = end {
        at += length;
    }
    let end = end.map(|(end, _)| end);
    if open.is_empty() {
        return Some((start, end, at));
    }
    at += blanks(text.get(at..)?);
    text.get(at..)?.starts_with(close).then_some((start, end, at + close.len()))
}

/// The second time of a range, with the arrow or dash before it, and its length.
fn range_end(text: &str) -> Option<(u64, usize)> {
    let mut at = blanks(text);
    let rest = text.get(at..)?;
    let sign = ["-->", "->", "–", "-"].into_iter().find(|sign| rest.starts_with(sign))?;
    at += sign.len();
    at += blanks(text.get(at..)?);
    let (end, length) = bare(text.get(at..)?)?;
    Some((end, at + length))
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// A time without brackets at the start of `text`, and its length. It must have at least minutes and
/// seconds, of two digits each (of one only in `0:0:3.42`, as Teams writes), and no digit or letter may
/// touch its end.
fn bare(text: &str) -> Option<(u64, usize)> {
    let bytes = text.as_bytes();
    let mut parts = [0u64; 4];
    let mut short = false;
    let mut count = 0;
    let mut at = 0;
    loop {
        let (value, digits) = number(bytes.get(at..)?)?;
        if count > 0 && !(1..=2).contains(&digits) {
            return None;
        }
        short |= count > 0 && digits == 1;
        *parts.get_mut(count)? = value;
        count += 1;
        at += digits;
        let more =
            matches!(bytes.get(at), Some(b':' | b';')) && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !more || count == 4 {
            break;
        }
        at += 1;
    }
    if short && !(count == 3 && bytes.get(at) == Some(&b'.')) {
        return None;
    }
    let (mut millis, base) = match (count, parts) {
        (2, [m, s, ..]) => (0, (0, m, s)),
        (3, [h, m, s, _]) => (0, (h, m, s)),
        (4, [h, m, s, frames]) => (frames.min(FRAMES_PER_SECOND) * 1000 / FRAMES_PER_SECOND, (h, m, s)),
        _ => return None,
    };
    let (hours, minutes, seconds) = base;
    if seconds > 59 || (count > 2 && minutes > 59) || hours > 999 || minutes > 9999 {
        return None;
    }
    if matches!(bytes.get(at), Some(b'.' | b',' | b'-'))
        && let Some((_, digits)) = number(bytes.get(at + 1..)?)
        && digits <= 9
    {
        millis += thousandths(bytes.get(at + 1..at + 1 + digits)?);
        at += 1 + digits;
    }
    let free = bytes.get(at).is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b':');
    free.then_some((((hours * 60 + minutes) * 60 + seconds) * 1000 + millis, at))
}

/// The decimal digits at the start of `bytes` (nine at most) and how many there are.
fn number(bytes: &[u8]) -> Option<(u64, usize)> {
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 || digits > 9 {
        return None;
    }
    let value = bytes.iter().take(digits).fold(0u64, |sum, b| sum * 10 + u64::from(b - b'0'));
    Some((value, digits))
}

/// Decimal digits after the point as thousandths: `5` is 500, `05` is 50, `1234` is 123.
fn thousandths(digits: &[u8]) -> u64 {
    (0..3).fold(0, |sum, at| sum * 10 + digits.get(at).map_or(0, |b| u64::from(b - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_all_their_spellings() {
        for (text, millis) in [
            ("1:02", 62_000),
            ("00:01:02", 62_000),
            ("00:01:02.5", 62_500),
            ("00:01:02,050", 62_050),
            ("[00:01:02]", 62_000),
            ("( 1:02 )", 62_000),
            ("#00:01:02-5#", 62_500),
            ("00:01:02:05", 62_200),
            ("\\[12:18\\]", 738_000),
            ("100:00", 6_000_000),
            ("0:1:3.42", 63_420),
        ] {
            assert_eq!(parse(text), Some(millis), "{text}");
        }
        for text in
            ["", "12", "1:2", "0:1:3", "10:75", "1:02x", "a1:02", "[1:02", "12:345", "::", "99999999999:00"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse_or_seconds("62,5"), Some(62_500));
        assert_eq!(parse_or_seconds("-3"), None);
        assert_eq!(parse_or_seconds("NaN"), None);
    }

    #[test]
    fn a_leading_time_says_how_long_it_is() {
        assert_eq!(leading("[0:05] dag"), Some((5_000, 6)));
        assert_eq!(leading("00:00:08 dag"), Some((8_000, 8)));
        assert_eq!(leading("dag 00:00:08"), None);
        assert_eq!(leading_range("[00:00.000 --> 00:02.500]  dag"), Some((0, Some(2_500), 25)));
        assert_eq!(leading_range("0:01 - 0:02 dag"), Some((1_000, Some(2_000), 11)));
    }
}
