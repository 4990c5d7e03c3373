//! Names that a person reads and a search does not: with blanks between the letters, or with letters of other scripts
//! that look like ours.

/// Fewer single letters in a row are initials, or an enumeration.
const FEWEST_APART: usize = 4;

/// `text` with words whose letters stand apart in one piece, `F a t i m a` as `Fatima`; `None` when there are none.
pub(super) fn drawn_together(text: &str) -> Option<String> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |place: usize| chars.get(place).map(|(_, c)| *c);
    let is_single = |place: usize| {
        at(place).is_some_and(char::is_alphabetic)
            && !place.checked_sub(1).and_then(at).is_some_and(char::is_alphanumeric)
            && !at(place + 1).is_some_and(char::is_alphanumeric)
    };
    let (mut out, mut from, mut place) = (String::new(), 0, 0);
    while place < chars.len() {
        let mut last = place;
        let mut word = String::new();
        if is_single(place) {
            word.extend(at(place));
            while at(last + 1).is_some_and(is_between) && at(last + 1) == at(place + 1) && is_single(last + 2)
            {
                last += 2;
                word.extend(at(last));
            }
        }
        if word.chars().count() >= FEWEST_APART {
            let byte = |place: usize| chars.get(place).map_or(text.len(), |(byte, _)| *byte);
            out.push_str(text.get(from..byte(place)).unwrap_or_default());
            out.push_str(&word);
            from = byte(last + 1);
        }
        place = last + 1;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    (from > 0).then_some(out)
}

/// What stands between letters that stand apart; the same between all of them.
fn is_between(c: char) -> bool {
    (c.is_whitespace() && c != '\n') || matches!(c, '.' | '-' | '_' | '·' | '*' | '\u{2010}' | '\u{2011}')
}

/// Letters of Cyrillic and Greek, and small capitals, that look like these.
const ALIKE: &[(&str, &str)] = &[
    ("аАӑӐ", "a"),
    ("ВвΒʙ", "b"),
    ("сСϲ", "c"),
    ("ԁ", "d"),
    ("еЕΕёЁ", "e"),
    ("ɡ", "g"),
    ("НнΗһ", "h"),
    ("іІΙιїЇ", "i"),
    ("јЈ", "j"),
    ("КкΚκ", "k"),
    ("ӏ", "l"),
    ("МмΜ", "m"),
    ("Νո", "n"),
    ("оОΟο", "o"),
    ("рРΡρ", "p"),
    ("ԛ", "q"),
    ("г", "r"),
    ("ѕЅ", "s"),
    ("ТтΤτ", "t"),
    ("υ", "u"),
    ("ѵν", "v"),
    ("ԝ", "w"),
    ("хХΧχ", "x"),
    ("уУΥү", "y"),
    ("Ζ", "z"),
];
/// Small capitals of phonetic alphabets, which no word is written in otherwise.
const SMALL_CAPITALS: &str = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ";
const THEIR_LETTERS: &str = "abcdefghijklmnoprstuvwyz";

/// `text` with look-alikes as the letters that they look like, in words that have letters of ours too; `None` when
/// there are none.
pub(super) fn unmasked(text: &str) -> Option<String> {
    if text.is_ascii() || !text.chars().any(|c| alike(c).is_some() || small_capital(c).is_some()) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for run in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let is_ours = run.chars().any(|c| c.is_ascii_alphabetic() || small_capital(c).is_some());
        let letter = |c: char| {
            let seen = small_capital(c).or_else(|| alike(c).filter(|_| is_ours));
            seen.map_or(c, |seen| if c.is_uppercase() { seen.to_ascii_uppercase() } else { seen })
        };
        out.extend(run.chars().map(letter));
    }
    (out != text).then_some(out)
}

fn alike(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    let found = ALIKE.iter().find(|(letters, _)| letters.contains(c));
    found.and_then(|(_, letter)| letter.chars().next())
}

fn small_capital(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    let at = SMALL_CAPITALS.chars().position(|other| other == c)?;
    THEIR_LETTERS.chars().nth(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_apart_are_drawn_together() {
        for (written, read) in [
            ("zei F a t i m a  tegen", "zei Fatima  tegen"),
            ("F.A.T.I.M.A. kwam", "FATIMA. kwam"),
            ("F\u{a0}a\u{a0}t\u{a0}i\u{a0}m\u{a0}a", "Fatima"),
            ("F-a-t-i-m-a en G_o_o_s", "Fatima en Goos"),
        ] {
            assert_eq!(drawn_together(written).as_deref(), Some(read));
        }
        for written in ["A. B. zei", "a b c", "Fatima kwam", "a\nb\nc\nd", "1 2 3 4 5", "de F a t", "a.b-c.d"]
        {
            assert_eq!(drawn_together(written), None, "{written}");
        }
    }

    #[test]
    fn look_alikes_are_read_as_people_read_them() {
        assert_eq!(unmasked("F\u{430}tim\u{430} kwam").as_deref(), Some("Fatima kwam"));
        assert_eq!(unmasked("Fᴀᴛɪᴍᴀ, ᴀɴɴᴀ").as_deref(), Some("Fatima, anna"));
        // Words of another script stay what they are.
        assert_eq!(unmasked("Мама мыла раму"), None);
        assert_eq!(unmasked("Zoë kwam"), None);
        assert_eq!(SMALL_CAPITALS.chars().count(), THEIR_LETTERS.len());
    }

    proptest! {
        #[test]
        fn anything_is_read(text in "[a-d .\\-_é\u{430}\u{1d00}1\n]{0,40}") {
            drawn_together(&text);
            unmasked(&text);
        }
    }
}
