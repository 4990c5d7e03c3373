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
    /// Those of them that prove it: marks and controls between the letters of a word, or a known word.
    proofs: usize,
    /// Quotation marks and dashes in their places.
    marks: usize,
    /// Letters that are frequent in Dutch, English, French or German.
    frequent: usize,
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
    let proved = windows.proofs > 0 && windows.letters == 0 && windows.marks == 0;
    // Accents and marks that stand where words have them prove as much as nonsense does.
    let unlikely = windows.nonsense >= PROOF
        && windows.letters <= windows.nonsense * 2
        && windows.marks < windows.nonsense;
    if !proved && !unlikely {
        return None;
    }
    let least = if proved { 1 } else { PROOF };
    let fits = |sense: Sense| sense.nonsense == 0 && sense.letters >= least;
    let (dos, mac) = (Sense::of(&decode_cp850(bytes), true), of(encoding_rs::MACINTOSH, true));
    match (fits(dos), fits(mac)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        // Letters stand well in both: the one in which they are everyday letters.
        (true, true) if dos.frequent != mac.frequent => Some(dos.frequent > mac.frequent),
        _ => None,
    }
}

impl Sense {
    /// What they are in `text`; where `strict`, letters of other languages make no sense either.
    fn of(text: &str, strict: bool) -> Self {
        let mut sense = Self { proofs: garbled_een(text), ..Self::default() };
        sense.nonsense += sense.proofs;
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
                sense.proofs += usize::from(is_garbled(before, c, after));
                sense.marks += usize::from(is_mark_in_place(before, c, after));
                sense.frequent += usize::from("éëïèöüàäóáçß".contains(c));
            }
            before = c;
        }
        sense
    }
}

/// Whether `c` is a mark or a control that nobody writes between two letters.
fn is_garbled(before: char, c: char, after: char) -> bool {
    let inside = before.is_alphabetic() && after.is_alphabetic();
    inside
        && (c.is_control()
            || matches!(c, '”' | '“' | '„' | '‚' | '‹' | '›' | '†' | '‡' | '•' | '‰' | '¤' | '¢' | '¡'))
}

/// Whether `c` is a quotation mark or a dash where people put them: a sign that the text is read as it was written.
fn is_mark_in_place(before: char, c: char, after: char) -> bool {
    match c {
        '“' | '„' => !before.is_alphanumeric() && after.is_alphanumeric(),
        '”' => !before.is_whitespace() && !after.is_alphanumeric(),
        '–' | '—' => before.is_whitespace() && after.is_whitespace(),
        '€' => {
            after.is_ascii_digit()
                || before.is_ascii_digit()
                || after.is_whitespace() && before.is_whitespace()
        }
        _ => false,
    }
}

/// How often the Dutch `één` and what begins with it stands in `text` as Windows shows that of DOS (`‚‚n`) or of a
/// Macintosh (`ŽŽn`). The low marks open a quotation in other words.
fn garbled_een(text: &str) -> usize {
    const REST: [&str; 11] =
        ["maal", "tje", "zelfde", "vou", "dui", "ric", "mans", "ling", "wording", "oud", "heid"];
    let is_een = |rest: &str| {
        let rest = rest.strip_prefix('n');
        rest.is_some_and(|rest| {
            !rest.starts_with(char::is_alphanumeric) && !rest.starts_with('\'')
                || REST.iter().any(|known| rest.starts_with(known))
        })
    };
    ["‚‚", "ŽŽ"].iter().flat_map(|pair| text.split(pair).skip(1)).filter(|rest| is_een(rest)).count()
}

/// The first word of `text` with a mark or a control between its letters, as a wrong encoding shows accents.
pub(crate) fn garbled_word(text: &str) -> Option<&str> {
    text.split_whitespace().find(|word| {
        let mut before = ' ';
        let mut chars = word.chars().peekable();
        std::iter::from_fn(|| chars.next().map(|c| (c, chars.peek().copied().unwrap_or(' ')))).any(
            |(c, after)| {
                let garbled = is_garbled(before, c, after);
                before = c;
                garbled
            },
        ) || garbled_een(word) > 0
    })
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
        // Nor do words that someone forgot to put blanks between.
        let glued = "Hij zei “ja”en toen “nee”maar ook ja.\nZij zei „dag”en ging.\n";
        assert_eq!(is_dos(&encoding_rs::WINDOWS_1252.encode(glued).0), None);
        // One odd character proves nothing.
        assert_eq!(is_dos(&encode_cp850("Het café was open.").unwrap()), None);
    }

    #[test]
    fn one_word_that_nobody_writes_is_enough() {
        let plain = "Mia: Ik denk van wel.\nJo: Dat is goed.\n".repeat(12);
        for odd in [
            "Mia: Ik denk één keer van wel.\n",
            "Mia: Hé, één ding: de coördinator zei nee.\n",
            "Mia: De coördinator zei nee.\n",
            "Mia: Dat heeft me beïnvloed.\n",
        ] {
            let text = format!("{plain}{odd}{plain}");
            assert_eq!(decode(&encode_cp850(&text).unwrap()).text, text, "DOS");
        }
        for odd in ["Mia: Ik denk één keer van wel.\n", "Mia: Dat heeft me beïnvloed, Hé.\n"] {
            let text = format!("{plain}{odd}{plain}");
            assert_eq!(decode(&mac(&text)).text, text, "Macintosh");
        }
        // Low marks open a quotation.
        let quoted = format!("{plain}Mia: Hij zei ‚‚nee'' en ‚‚nu''.\n");
        assert_eq!(decode(&encoding_rs::WINDOWS_1252.encode(&quoted).0).text, quoted);
    }
}
