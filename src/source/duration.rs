//! Times written out in words, as Teams does beside its transcripts: `0 minutes 3 seconds`, `1 uur 2 minuten 3 seconden`.

use super::time;

/// The words for hours, minutes and seconds, in lower case.
const UNITS: [&[&str]; 3] = [
    &["hour", "hours", "uur", "uren", "stunde", "stunden", "heure", "heures"],
    &["minute", "minutes", "minuut", "minuten"],
    &["second", "seconds", "seconde", "seconden", "sekunde", "sekunden", "secondes"],
];

/// The time in milliseconds that `text` consists of: minutes and seconds at least, perhaps with the same time on the
/// clock behind it (`0 minutes 3 seconds0:03`). Anything else around it may have been said.
pub(super) fn written_out(text: &str) -> Option<u64> {
    let mut rest = text.trim();
    let mut seconds: u64 = 0;
    let mut met = [false; 3];
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = rest.get(..digits).filter(|digits| digits.len() < 4)?.parse().ok()?;
        let after = rest.get(digits..)?.strip_prefix([' ', '\u{a0}'])?;
        let length = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let name = after.get(..length)?.to_lowercase();
        let unit = UNITS.iter().position(|names| names.contains(&name.as_str()))?;
        if met.iter().skip(unit).any(|met| *met) {
            return None;
        }
        *met.get_mut(unit)? = true;
        seconds = number.checked_mul([3_600, 60, 1].get(unit).copied()?)?.checked_add(seconds)?;
        rest = after.get(length..)?.trim_start_matches([' ', ',']);
        rest = ["en ", "and ", "und ", "et "].iter().find_map(|and| rest.strip_prefix(and)).unwrap_or(rest);
        if unit == 2 {
            break;
        }
    }
    let clock = rest.is_empty() || time::parse(rest) == Some(seconds * 1_000);
    (clock && met == [met[0], true, true]).then_some(seconds * 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_minutes_and_seconds_and_nothing_else_are_a_time() {
        for (text, seconds) in [
            ("0 minutes 3 seconds", 3),
            ("1 minute 1 second1:01", 61),
            ("1 hour 2 minutes 3 seconds", 3_723),
            ("12 minuten en 5 seconden", 725),
            ("1 uur, 0 minuten, 9 seconden", 3_609),
        ] {
            assert_eq!(written_out(text), Some(seconds * 1_000), "{text}");
        }
        for text in [
            "3 minuten",
            "5 seconden",
            "2 minuten en 3 seconden later",
            "3 seconds 2 minutes",
            "0 minutes 3 seconds0:04",
            "",
        ] {
            assert_eq!(written_out(text), None, "{text}");
        }
    }
}
