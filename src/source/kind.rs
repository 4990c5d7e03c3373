//! What some bytes are, by their first bytes and a look inside; the name of the file plays no part.

use std::io::{Cursor, Read};

/// What some bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// No bytes at all, or blanks only.
    Empty,
    /// Text of some encoding.
    Text,
    /// A Word document (zip with `word/`).
    Docx,
    /// An OpenDocument text (zip).
    Odt,
    /// A workbook: xlsx, xlsm or ods (zip).
    Workbook,
    /// Another zip; what it holds, for people.
    Zip(&'static str),
    /// An old binary Office file (OLE); what it holds.
    Ole(Ole),
    /// A PDF.
    Pdf,
    /// Rich Text Format.
    Rtf,
    /// A web page.
    Html,
    /// XML of some kind.
    Xml,
    /// Sound or film; its format.
    Media(&'static str),
    /// A picture; its format.
    Image(&'static str),
    /// Something else that is no text.
    Binary,
}

/// What an OLE file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ole {
    /// A document behind a password.
    Encrypted,
    /// Word 97-2003.
    Word,
    /// Excel 97-2003.
    Excel,
    /// Anything else.
    Other,
}

/// What `bytes` are.
pub(super) fn of(bytes: &[u8]) -> Kind {
    by_signature(bytes).unwrap_or_else(|| text_or_not(bytes))
}

fn by_signature(bytes: &[u8]) -> Option<Kind> {
    let at = |offset: usize, magic: &[u8]| bytes.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let found = if contains(head, b"%PDF-") {
        Kind::Pdf
    } else if at(0, b"PK\x03\x04") || at(0, b"PK\x05\x06") {
        zip(bytes)
    } else if at(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        Kind::Ole(ole(bytes))
    } else if at(0, b"{\\rtf") {
        Kind::Rtf
    } else {
        return media(bytes);
    };
    Some(found)
}

/// Sound, film and pictures by their signatures.
fn media(bytes: &[u8]) -> Option<Kind> {
    const SIGNATURES: &[(usize, &[u8], Kind)] = &[
        (8, b"WAVE", Kind::Media("wav")),
        (8, b"AVI ", Kind::Media("avi")),
        (8, b"WEBP", Kind::Image("webp")),
        (0, b"ID3", Kind::Media("mp3")),
        (0, b"OggS", Kind::Media("ogg")),
        (0, b"fLaC", Kind::Media("flac")),
        (0, b"\x1A\x45\xDF\xA3", Kind::Media("mkv")),
        (0, b"#!AMR", Kind::Media("amr")),
        (0, b"\x30\x26\xB2\x75\x8E\x66\xCF\x11", Kind::Media("wma")),
        (0, b"\x89PNG\r\n", Kind::Image("png")),
        (0, b"\xFF\xD8\xFF", Kind::Image("jpeg")),
        (0, b"GIF8", Kind::Image("gif")),
        (0, b"II*\0", Kind::Image("tiff")),
        (0, b"MM\0*", Kind::Image("tiff")),
        (4, b"ftypheic", Kind::Image("heic")),
        (4, b"ftypM4A", Kind::Media("m4a")),
        (4, b"ftyp", Kind::Media("mp4")),
    ];
    let mp3_frame = matches!(bytes, [0xFF, second, _, _, ..] if second & 0xE6 == 0xE2 && *second != 0xFE);
    if mp3_frame {
        return Some(Kind::Media("mp3"));
    }
    SIGNATURES
        .iter()
        .find(|(at, magic, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)))
        .map(|(_, _, kind)| kind.clone())
}

fn text_or_not(bytes: &[u8]) -> Kind {
    let sample = whole_characters(bytes.get(..bytes.len().min(4096)).unwrap_or_default());
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if body.iter().all(|b| b.is_ascii_whitespace()) {
        return Kind::Empty;
    }
    let text = crate::text::decode(sample).text;
    let odd =
        text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\u{c}' | '\u{1b}')).count();
    // A stray control character is an accident; a tenth of them is no text.
    if odd * 10 > text.chars().count() && odd > 1 {
        return Kind::Binary;
    }
    let head = text.trim_start().get(..200).unwrap_or(text.trim_start()).to_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") || is_piece_of_page(&text, &head) {
        Kind::Html
    } else if head.starts_with("<?xml") {
        if head.contains("<html") || head.contains("<!doctype html") { Kind::Html } else { Kind::Xml }
    } else {
        Kind::Text
    }
}

/// Whether text is a page without its head, as Trint writes it: it begins with a block of a page (`head`, in lower
/// case), and holds closed paragraphs or cells.
fn is_piece_of_page(text: &str, head: &str) -> bool {
    const BLOCKS: &[&str] =
        &["article", "body", "head", "main", "section", "div", "p", "table", "h1", "h2", "meta"];
    let Some(tag) = head.strip_prefix('<') else { return false };
    let name = tag.split([' ', '>', '\t', '\n', '/']).next().unwrap_or("");
    BLOCKS.contains(&name) && ["</p>", "</td>", "</div>"].iter().any(|end| text.contains(end))
}

/// `sample` without the beginning of a UTF-8 character at its end.
pub(super) fn whole_characters(sample: &[u8]) -> &[u8] {
    match std::str::from_utf8(sample) {
        Err(error) if error.error_len().is_none() => sample.get(..error.valid_up_to()).unwrap_or(sample),
        _ => sample,
    }
}

/// Which kind of package a zip is, by the names of its entries (they stand in clear in its directory).
fn zip(bytes: &[u8]) -> Kind {
    let stated = stated(bytes);
    let holds = |name: &str| contains(bytes, name.as_bytes()) || stated.contains(name);
    if holds("word/") && holds("[Content_Types].xml") {
        Kind::Docx
    } else if holds("xl/workbook") {
        Kind::Workbook
    } else if holds("ppt/presentation") {
        Kind::Zip("a PowerPoint presentation")
    } else if holds("opendocument.text") {
        Kind::Odt
    } else if holds("opendocument.spreadsheet") {
        Kind::Workbook
    } else if holds("opendocument") {
        Kind::Zip("an OpenDocument file")
    } else if holds("application/epub") {
        Kind::Zip("an e-book (epub)")
    } else {
        Kind::Zip("a zip archive")
    }
}

/// What an OpenDocument file says it is. It should stand in clear, but programs that pack it again may
/// compress it; empty for anything else.
fn stated(bytes: &[u8]) -> String {
    let mut stated = String::new();
    if contains(bytes, b"mimetype")
        && let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes))
        && let Ok(entry) = archive.by_name("mimetype")
    {
        entry.take(100).read_to_string(&mut stated).ok();
    }
    stated
}

fn ole(bytes: &[u8]) -> Ole {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let holds = |name: &str| contains(bytes, &wide(name));
    if holds("EncryptedPackage") {
        Ole::Encrypted
    } else if holds("WordDocument") {
        Ole::Word
    } else if holds("Workbook") {
        Ole::Excel
    } else {
        Ole::Other
    }
}

/// Whether `needle` stands in `bytes`.
fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let Some(&first) = needle.first() else { return true };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|&b| b == first) {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(needle) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_content() {
        assert_eq!(of(b"Anna: dag allemaal"), Kind::Text);
        assert_eq!(of(" \n".as_bytes()), Kind::Empty);
        assert_eq!(of(b"\r\n%PDF-1.7\n/Subtype /Image"), Kind::Pdf);
        assert_eq!(of(b"ID3\x04\0\0"), Kind::Media("mp3"));
        assert_eq!(of(b"\0\0\0\x20ftypM4A \0\0"), Kind::Media("m4a"));
        assert_eq!(of(b"\x01\x02\x03\x04\0\0\0\x07abc\x01"), Kind::Binary);
        assert_eq!(of(b"<!DOCTYPE html><p>dag"), Kind::Html);
        let wide: Vec<u8> = "Dag Anna, hoe is het".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of(&wide), Kind::Text);
    }

    #[test]
    fn a_protected_word_file_is_no_old_word_file() {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(of(&bytes), Kind::Ole(Ole::Encrypted));
    }
}
