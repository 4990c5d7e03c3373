//! The encodings of DOS and of old Macintoshes, taken only where the bytes surely are no Windows-1252.
//!
//! None of them is declared, and every byte means something in each. What tells them apart is where letters stand: an
//! `é` of DOS is a low quotation mark in Windows-1252, which nobody writes inside a word.

/// The upper half of code page 850.
const CP850: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
    áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
    ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// The characters of `bytes` in code page 850.
pub(super) fn decode_cp850(bytes: &[u8]) -> String {
    let upper: Vec<char> = CP850.chars().collect();
    let decode = |byte: &u8| match byte.checked_sub(0x80) {
        None => char::from(*byte),
        Some(at) => upper.get(usize::from(at)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    bytes.iter().map(decode).collect()
}

/// `text` in code page 850; `None` where a character has no place in it.
pub(super) fn encode_cp850(text: &str) -> Option<Vec<u8>> {
    let encode = |c: char| {
        let upper = || CP850.chars().position(|known| known == c).and_then(|at| u8::try_from(at + 0x80).ok());
        if c.is_ascii() { u8::try_from(c).ok() } else { upper() }
    };
    text.chars().map(encode).collect()
}

/// What the characters beyond ASCII of a text are.
#[derive(Debug, Default, Clone, Copy)]
struct Sense {
    /// Letters with an accent where words have them.
    letters: usize,
    /// Characters that cannot stand where they do.
    nonsense: usize,
}

/// So many characters that make no sense prove that an encoding is wrong.
const PROOF: usize = 2;

/// Which of the encodings of old machines `bytes` are surely in: the code page of DOS (`true`), the Macintosh's
/// (`false`), or neither.
pub(super) fn is_dos(bytes: &[u8]) -> Option<bool> {
    let of = |encoding: &'static encoding_rs::Encoding, strict| {
        Sense::of(&encoding.decode_without_bom_handling(bytes).0, strict)
    };
    // Names of other languages stand in a text of Windows (`Žižek`); they must not prove that it is none.
    let windows = of(encoding_rs::WINDOWS_1252, false);
    // Accents that stand where words have them prove as much as nonsense does.
    if windows.nonsense < PROOF || windows.letters > windows.nonsense * 2 {
        return None;
    }
    let fits = |sense: Sense| sense.nonsense == 0 && sense.letters >= PROOF;
    let (dos, mac) = (Sense::of(&decode_cp850(bytes), true), of(encoding_rs::MACINTOSH, true));
    match (fits(dos), fits(mac)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

impl Sense {
    /// What they are in `text`; where `strict`, letters of other languages make no sense either.
    fn of(text: &str, strict: bool) -> Self {
        let mut sense = Self::default();
        let mut before = ' ';
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let after = chars.peek().copied().unwrap_or(' ');
            if !c.is_ascii() {
                match place(before, c, after, strict) {
                    Some(true) => sense.letters += 1,
                    Some(false) => sense.nonsense += 1,
                    None => {}
                }
            }
            before = c;
        }
        sense
    }
}

/// Whether `c` is a letter in its place, or cannot stand there; `None` for what may stand anywhere.
fn place(before: char, c: char, after: char, strict: bool) -> Option<bool> {
    /// Letters of Dutch, English, French, German and Spanish.
    const LETTERS: &str = "áàâäçéèêëíìîïñóòôöúùûüÿß";
    let inside = before.is_alphabetic() && after.is_alphabetic();
    if c.is_control() {
        return Some(false);
    }
    if c.is_alphabetic() {
        let known = c.to_lowercase().any(|lower| LETTERS.contains(lower));
        let in_word = before.is_alphabetic() || after.is_alphabetic() || before == ' ';
        // A capital stands at the beginning of a word or among capitals.
        let in_place = in_word && !(c.is_uppercase() && before.is_lowercase());
        return match (in_place, known) {
            (true, true) => Some(true),
            (true, false) if !strict => None,
            _ => Some(false),
        };
    }
    match c {
        '’' if inside => Some(true),
        '’' | '‘' | '´' | '…' | '–' | '—' | '·' | '\u{ad}' | '\u{a0}' => None,
        '“' | '”' | '•' | '«' | '»' | '°' | '€' | '£' | '§' | '½' | '¼' | '¾' | '²' | '³' | '±' | '×'
        | '©' | '®' | '™' => inside.then_some(false),
        // Low quotation marks open: none follows a letter.
        '‚' | '„' | '‹' => before.is_alphabetic().then_some(false),
        '¿' | '¡' => before.is_alphabetic().then_some(false),
        _ => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::decode;

    const DUTCH: &str = "An: Eén café was open, zei ze.\nBo: De coördinator belde hélemaal niet, geïrriteerd als hij was.\nAn: Ook goed. Eh… ‘ja’.\n";

    fn mac(text: &str) -> Vec<u8> {
        encoding_rs::MACINTOSH.encode(text).0.into_owned()
    }

    #[test]
    fn dos_and_macintosh_are_known_where_windows_makes_no_sense() {
        let dos = DUTCH.replace(['‘', '’'], "'").replace('…', "...");
        let decoded = decode(&encode_cp850(&dos).unwrap());
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding.name(), decoded.guessed),
            (dos.as_str(), "CP850 (DOS)", true)
        );
        assert_eq!(decoded.encoding.encode(&dos), encode_cp850(&dos));
        let decoded = decode(&mac(DUTCH));
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding.name(), decoded.guessed),
            (DUTCH, "Mac Roman", true)
        );
    }

    #[test]
    fn quotation_marks_of_a_macintosh_are_known_too() {
        let english = "Ann: “I don’t know,” she said. “It’s late.”\nBo: I can’t – really…\n";
        assert_eq!(decode(&mac(english)).text, english);
    }

    #[test]
    fn windows_stays_windows_and_other_languages_stay_theirs() {
        for (text, encoding) in [
            (DUTCH, encoding_rs::WINDOWS_1252),
            ("Zij zei „dag‚ en toen… ‘ja’ – “nee” • drie™ (€ 5) ½ ‰\n", encoding_rs::WINDOWS_1252),
            (
                "Žižek zei dat Š. Žižek en Miloš Žižka Ångström, Søren en João lazen.\n",
                encoding_rs::WINDOWS_1252,
            ),
            ("Žižek wrote to Žižek, and Šime to Žarko.\n", encoding_rs::WINDOWS_1252),
            ("Она сказала, что придёт завтра утром и всё.\n", encoding_rs::WINDOWS_1251),
            ("Żółć i gęś, łóżko, źródło, święto.\n", encoding_rs::WINDOWS_1250),
            ("Příliš žluťoučký kůň úpěl ďábelské ódy.\n", encoding_rs::WINDOWS_1250),
            ("Το καφενείο ήταν ανοιχτό.\n", encoding_rs::WINDOWS_1253),
            ("Şoför çok güzel, dedi.\n", encoding_rs::WINDOWS_1254),
        ] {
            assert_eq!(is_dos(&encoding.encode(text).0), None, "{text}");
        }
        // One odd character proves nothing.
        assert_eq!(is_dos(&encode_cp850("Het café was open.").unwrap()), None);
    }
}
