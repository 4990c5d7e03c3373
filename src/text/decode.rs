//! Bytes to text: byte order marks first, then valid UTF-8, then a guess that is reported.

use chardetng::EncodingDetector;
use encoding_rs::{MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::old_machines;

/// How bytes were, and can again be, turned into text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding {
    charset: Charset,
    /// Whether a byte order mark stood before the text.
    pub bom: bool,
}

/// Which characters the bytes stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Charset {
    /// One of those of the web.
    Web(&'static encoding_rs::Encoding),
    /// Code page 850 of DOS.
    Cp850,
}

impl Encoding {
    /// UTF-8 without a byte order mark.
    pub const UTF8: Self = Self::web(UTF_8, false);

    const fn web(encoding: &'static encoding_rs::Encoding, bom: bool) -> Self {
        Self { charset: Charset::Web(encoding), bom }
    }

    /// The name people know, such as `UTF-8` or `windows-1252`.
    pub fn name(&self) -> &'static str {
        match self.charset {
            Charset::Web(encoding) if encoding == MACINTOSH => "Mac Roman",
            Charset::Web(encoding) => encoding.name(),
            Charset::Cp850 => "CP850 (DOS)",
        }
    }

    /// The same encoding with or without a byte order mark.
    pub fn with_bom(self, bom: bool) -> Self {
        Self { bom, ..self }
    }

    /// `text` in this encoding, or `None` where a character has no place in it.
    pub fn encode(&self, text: &str) -> Option<Vec<u8>> {
        let Charset::Web(encoding) = self.charset else { return old_machines::encode_cp850(text) };
        let mut bytes: Vec<u8> = Vec::with_capacity(text.len() + 3);
        if encoding == UTF_16LE || encoding == UTF_16BE {
            let big = encoding == UTF_16BE;
            let order = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            if self.bom {
                bytes.extend(order(0xFEFF));
            }
            bytes.extend(text.encode_utf16().flat_map(order));
            return Some(bytes);
        }
        if self.bom {
            bytes.extend("\u{feff}".as_bytes());
        }
        let (encoded, _, unmappable) = encoding.encode(text);
        bytes.extend(encoded.iter());
        (!unmappable).then_some(bytes)
    }
}

/// A decoded text.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// Without byte order mark; `\r\n` and `\r` are `\n`; nothing else is changed.
    pub text: String,
    /// Where the text came from.
    pub encoding: Encoding,
    /// Whether some bytes made no sense in that encoding (they are U+FFFD now).
    pub damaged: bool,
    /// Whether the encoding was guessed, neither declared by a mark nor proved by being valid UTF-8.
    pub guessed: bool,
}

/// Decodes `bytes`: byte order mark, else UTF-16 by its zero bytes, else valid UTF-8, else DOS or Macintosh where
/// they surely are, else a guess among the older encodings.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        let body = bytes.get(length..).unwrap_or_default();
        return decoded(body, encoding, true, false);
    }
    if let Some(encoding) = utf16_by_its_zeros(bytes) {
        return decoded(bytes, encoding, false, true);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return decoded(bytes, UTF_8, false, false);
    }
    match old_machines::is_dos(bytes) {
        Some(true) => {
            let encoding = Encoding { charset: Charset::Cp850, bom: false };
            let text = line_feeds(old_machines::decode_cp850(bytes));
            return Decoded { text, encoding, damaged: false, guessed: true };
        }
        Some(false) => return decoded(bytes, MACINTOSH, false, true),
        None => {}
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // Without a hint a French accent among curly quotes makes it Central European (`è` as `č`).
    let guess = detector.guess(Some(b"nl"), chardetng::Utf8Detection::Allow);
    let encoding = if fits_guess(bytes, guess) { guess } else { WINDOWS_1252 };
    decoded(bytes, encoding, false, true)
}

/// Whether so few bytes are ASCII letters that `guess` may be right: a text in another alphabet has few of them, and
/// one of Central Europe or Turkey has many accents. A euro sign and a hard space make no Cyrillic of Dutch.
fn fits_guess(bytes: &[u8], guess: &'static encoding_rs::Encoding) -> bool {
    const WESTERN: [&str; 3] = ["windows-1252", "ISO-8859-15", "macintosh"];
    const OTHER_LATIN: [&str; 9] = [
        "windows-1250",
        "windows-1254",
        "windows-1257",
        "windows-1258",
        "ISO-8859-2",
        "ISO-8859-3",
        "ISO-8859-4",
        "ISO-8859-10",
        "ISO-8859-13",
    ];
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    match guess.name() {
        name if WESTERN.contains(&name) => true,
        name if OTHER_LATIN.contains(&name) => high * 33 >= letters,
        _ => high >= letters,
    }
}

fn decoded(bytes: &[u8], encoding: &'static encoding_rs::Encoding, bom: bool, guessed: bool) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let encoding = Encoding::web(encoding, bom);
    Decoded { text: line_feeds(text.into_owned()), encoding, damaged, guessed }
}

fn line_feeds(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// UTF-16 without a mark: Latin text has a zero in every second byte.
fn utf16_by_its_zeros(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    if sample.len() < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 10 > half * 7 && even == 0 {
        Some(UTF_16LE)
    } else if even * 10 > half * 7 && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_1252_is_recognised_and_reported() {
        let bytes = b"Ik vond \x91t caf\xe9 gezellig, maar wel duur (\x80 5).\r\n";
        let found = decode(bytes);
        assert_eq!(found.text, "Ik vond ‘t café gezellig, maar wel duur (€ 5).\n");
        assert_eq!(found.encoding.name(), "windows-1252");
        assert!(found.guessed && !found.damaged);
        assert_eq!(found.encoding.encode("café").as_deref(), Some(&b"caf\xe9"[..]));
    }

    #[test]
    fn curly_quotes_and_one_accent_are_western() {
        let found =
            decode(b"They said \x93it\x92s a piece \x96 a cr\xe8me\x94 and that was all there was to it.");
        assert_eq!(found.text, "They said “it’s a piece – a crème” and that was all there was to it.");
    }

    #[test]
    fn a_text_of_ascii_letters_is_in_no_other_alphabet() {
        for text in [
            "Mia: Dat kost \u{80}\u{a0}10,00 per keer.\nJo: Zo duur, geïnteresseerd was ik niet.\n",
            "Mia: Dat kost \u{80}\u{a0}10,00.\n",
            "Ann: It costs \u{80}\u{a0}5 \u{80}\u{a0}6 and \u{80}\u{a0}7.\n",
        ] {
            let bytes: Vec<u8> = text.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect();
            let found = decode(&bytes);
            assert_eq!(found.text, text.replace('\u{80}', "€"), "{}", found.encoding.name());
        }
        let russian = "Она сказала, что придёт завтра утром и всё будет хорошо.\n";
        assert_eq!(decode(&encoding_rs::WINDOWS_1251.encode(russian).0).text, russian);
        let polish = "Nie wiem, czy to było dobrze, ale później źle się czułem.\n";
        let bytes = encoding_rs::WINDOWS_1250.encode(polish).0;
        assert!(
            fits_guess(&bytes, encoding_rs::WINDOWS_1250) && !fits_guess(&bytes, encoding_rs::WINDOWS_1251)
        );
    }

    #[test]
    fn marks_and_line_ends_go_and_nothing_else() {
        assert_eq!(decode("\u{feff}a\r\nb\rc\n".as_bytes()).text, "a\nb\nc\n");
        let wide: Vec<u8> = "Eén twee".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide).text, "Eén twee");
    }
}
