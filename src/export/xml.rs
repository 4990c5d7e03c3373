//! The one place where text is escaped for office documents.

/// The line that begins every XML part.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Whether XML 1.0 can hold a character at all (its production `Char`).
pub(super) fn holds(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// How many characters of `text` a document cannot hold.
pub(super) fn unholdable(text: &str) -> usize {
    text.chars().filter(|&c| !holds(c)).count()
}

/// `text` for use between tags or inside a quoted attribute. What XML cannot hold becomes U+FFFD;
/// blanks other than the space become character references, so that no reader normalises them.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' => escaped.push_str(&format!("&#{};", u32::from(c))),
            c if holds(c) => escaped.push(c),
            _ => escaped.push('\u{fffd}'),
        }
    }
    escaped
}

/// `text` cut after each `_` of what office programs may take for an escaped character (`_x0041_`):
/// written as two runs, neither can be taken for one.
pub(super) fn runs(text: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find('_')).map(|at| at + from + 1) {
        if rest.get(at..).is_some_and(is_escaped_character)
            && let Some((run, tail)) = rest.split_at_checked(at)
        {
            runs.push(run);
            rest = tail;
            from = 0;
        } else {
            from = at;
        }
    }
    if !rest.is_empty() {
        runs.push(rest);
    }
    runs
}

/// Whether `after`, what follows a `_`, is `xHHHH_`.
fn is_escaped_character(after: &str) -> bool {
    match after.as_bytes() {
        [b'x' | b'X', digits @ .., b'_'] if digits.len() == 4 => digits.iter().all(u8::is_ascii_hexdigit),
        longer => longer.len() > 6 && after.get(..6).is_some_and(is_escaped_character),
    }
}

/// Whether the first letter of `text` that has a direction is Hebrew, Arabic or of a script like them.
pub(super) fn is_right_to_left(text: &str) -> bool {
    let rtl = |c: char| matches!(u32::from(c), 0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefc | 0x10800..=0x10fff | 0x1e800..=0x1efff);
    text.chars().find(|c| c.is_alphabetic()).is_some_and(rtl)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escape("<b a=\"'&'\">]]>"), "&lt;b a=&quot;&apos;&amp;&apos;&quot;&gt;]]&gt;");
        assert_eq!(escape("a\0b\u{ffff}\tc"), "a\u{fffd}b\u{fffd}&#9;c");
        assert_eq!(unholdable("a\0b\u{1b}\n"), 2);
    }

    #[test]
    fn no_run_holds_an_escaped_character() {
        assert_eq!(runs("a_x0041_b_x0042_"), ["a_", "x0041_b_", "x0042_"]);
        assert_eq!(runs("_x00_ snake_case_"), ["_x00_ snake_case_"]);
        assert!(runs("").is_empty());
    }

    #[test]
    fn the_first_letter_tells_the_direction() {
        assert!(is_right_to_left("12 שלום, ja"));
        assert!(!is_right_to_left("ja, שלום"));
    }

    proptest! {
        #[test]
        fn runs_lose_nothing(text in "[_xé0-9a-f]{0,40}") {
            prop_assert_eq!(runs(&text).concat(), text.clone());
            prop_assert!(runs(&text).iter().all(|run| run.match_indices('_').all(|(at, _)| !is_escaped_character(&run[at + 1..]))));
        }

        #[test]
        fn what_is_escaped_reads_back(text in "\\PC{0,80}") {
            let escaped = escape(&text);
            prop_assert_eq!(quick_xml::escape::unescape(&escaped).unwrap(), text);
        }
    }
}
