//! What a zip would unpack to, found out with bounds before a crate unpacks it without any.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Unopened;

const MOST_ENTRIES: usize = 10_000;
/// All parts together may unpack to this many bytes.
const MOST_BYTES: u64 = 256 << 20;
/// Up to here a part may unpack at any ratio; beyond, to `MOST_RATIO` times its packed size.
const ANY_RATIO: u64 = 10 << 20;
const MOST_RATIO: u64 = 200;

/// The shortest text in a table of shared texts, in bytes: `<si/>`.
const SHORTEST_TEXT: usize = 5;

/// The names of the parts in the zip, every one of which unpacks within bounds.
pub(super) fn check(bytes: &[u8]) -> Result<Vec<String>, Unopened> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unopened::damaged())?;
    if archive.len() > MOST_ENTRIES {
        return Err(Unopened::too_large());
    }
    let mut left = MOST_BYTES;
    let mut names = Vec::new();
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unopened::locked(),
            _ => Unopened::damaged(),
        })?;
        let name = part.name().map_err(|_| Unopened::damaged())?.into_owned();
        let allowed = part.compressed_size().saturating_mul(MOST_RATIO).max(ANY_RATIO).min(left);
        left -= unpack(part, allowed, &name)?;
        names.push(name);
    }
    Ok(names)
}

/// Unpacks a part and says to how many bytes; refuses it when they are more than `allowed`.
fn unpack(part: impl Read, allowed: u64, name: &str) -> Result<u64, Unopened> {
    let mut part = part.take(allowed + 1);
    let length = if name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
        let mut texts = Vec::new();
        part.read_to_end(&mut texts).map_err(|_| Unopened::damaged())?;
        if !counts_honestly(&texts) {
            return Err(Unopened::damaged());
        }
        texts.len() as u64
    } else {
        io::copy(&mut part, &mut io::sink()).map_err(|_| Unopened::damaged())?
    };
    if length > allowed { Err(Unopened::too_large()) } else { Ok(length) }
}

/// Whether a table of shared texts could hold as many as it says: the crate takes room for them at once.
fn counts_honestly(texts: &[u8]) -> bool {
    let most = texts.len() / SHORTEST_TEXT;
    let is_fine = |after: &str| {
        let after = after.trim_start_matches([' ', '\t', '\n', '\r', '=', '"', '\'', '+']);
        let digits = after.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        digits.is_empty() || digits.parse().is_ok_and(|count: usize| count <= most)
    };
    String::from_utf8_lossy(texts).split("uniqueCount").skip(1).all(is_fine)
}
