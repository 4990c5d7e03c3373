//! Text inside what is no text: runs of letters in binaries, UTF-16, base64.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::tokens::is_invisible;
use crate::text::decode;

/// Shorter runs of characters in a binary come about by chance.
const FEWEST_BYTES: usize = 8;
/// The same in units of UTF-16, which chance makes much more rarely.
const FEWEST_UNITS: usize = 4;

/// The readings of `bytes` as text; for a text that is the text, else what stands in it here and there.
pub(super) fn texts(bytes: &[u8]) -> Vec<String> {
    if matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        return vec![decode(bytes).text];
    }
    let null = bytes.contains(&0);
    match std::str::from_utf8(bytes) {
        Ok(text) if !null => vec![text.trim_start_matches('\u{feff}').to_owned()],
        _ if !null && is_plain(bytes) => {
            let western = WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
            vec![String::from_utf8_lossy(bytes).into_owned(), western]
        }
        _ => here_and_there(bytes),
    }
}

/// The readings of bytes that may be no text at all: what looked like base64 is mostly something else, and an
/// older encoding would make letters of anything.
pub(super) fn coded_texts(bytes: &[u8]) -> Vec<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !bytes.contains(&0) => vec![text.to_owned()],
        _ => here_and_there(bytes),
    }
}

/// The texts that stand in a binary.
fn here_and_there(bytes: &[u8]) -> Vec<String> {
    let mut texts = vec![runs(&String::from_utf8_lossy(bytes), FEWEST_BYTES)];
    if bytes.contains(&0) {
        for from in [0, 1] {
            let shifted = bytes.get(from..).unwrap_or_default();
            for encoding in [UTF_16LE, UTF_16BE] {
                let text = encoding.decode_without_bom_handling(shifted).0;
                texts.push(runs(&text, FEWEST_UNITS));
            }
        }
    }
    texts
}

/// Whether there are next to no control characters, as in a text of an older encoding.
fn is_plain(bytes: &[u8]) -> bool {
    let control =
        bytes.iter().filter(|byte| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c)).count();
    control * 200 < bytes.len()
}

/// The runs of at least `fewest` characters that can be read, one a line.
fn runs(text: &str, fewest: usize) -> String {
    let unread = |c: char| (c.is_control() && c != '\n' && c != '\t') || c == '\u{fffd}' || is_private(c);
    let long = |run: &&str| run.chars().take(fewest).count() == fewest;
    text.split(unread).filter(long).collect::<Vec<_>>().join("\n\0\n")
}

fn is_private(c: char) -> bool {
    matches!(u32::from(c), 0xe000..=0xf8ff | 0xf0000..)
}

/// `text` without the characters that nobody sees.
pub(super) fn visible(text: String) -> String {
    if text.is_ascii() || !text.contains(is_invisible) { text } else { text.replace(is_invisible, "") }
}

/// The bytes behind every run of base64 in `text`.
pub(super) fn base64(text: &str) -> impl Iterator<Item = Vec<u8>> {
    const FEWEST: usize = 16;
    let of = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_');
    text.split(move |c| !of(c)).filter(|run| run.len() >= FEWEST).map(|run| {
        let mut bytes = Vec::with_capacity(run.len() / 4 * 3 + 3);
        for group in run.as_bytes().chunks(4) {
            let mut bits = 0u32;
            for at in 0..4 {
                bits = bits << 6 | group.get(at).map_or(0, |byte| six(*byte));
            }
            let [_, whole @ ..] = bits.to_be_bytes();
            bytes.extend(whole.iter().take(group.len().saturating_sub(1)));
        }
        bytes
    })
}

fn six(byte: u8) -> u32 {
    u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        _ => 63,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_decoded_with_and_without_padding() {
        let found: Vec<_> = base64("data:x;base64,S2F0cmllbiBQZWV0ZXJz, S2F0cmllbiBQZWV0ZXJzcw==").collect();
        assert_eq!(found, [b"Katrien Peeters".to_vec(), b"Katrien Peeterss".to_vec()]);
    }

    #[test]
    fn letters_in_a_binary_are_read_and_noise_is_not() {
        let mut bytes = vec![0, 1, 2, b'J', b'a', b'n', 3, 0xff];
        bytes.extend(b"by Katrien\0");
        let utf16: Vec<u8> = "René Maes".encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.extend(utf16);
        let all = texts(&bytes).join("|");
        assert!(all.contains("by Katrien") && all.contains("René Maes") && !all.contains("Jan"), "{all:?}");
        assert_eq!(texts(b"Ren\xe9 zegt ja").last().map(String::as_str), Some("René zegt ja"));
    }
}
