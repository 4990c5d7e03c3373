//! Packages: every part of a zip, its names and remarks, and packages inside.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::place::Place;
use super::search::{Search, Where};

/// No document that people make has more parts.
const MOST_PARTS: usize = 20_000;
/// Bytes of one part, at most.
const LARGEST: u64 = 1 << 27;

/// Whether `bytes` begin as a zip does.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Searches every part of the zip in `bytes`; `inside` says what it stands in, for the names of places.
pub(super) fn search(search: &mut Search<'_>, bytes: &[u8], inside: &str, depth: u8) {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
        search.out.unsearched.push(format!("a package that cannot be opened{inside}"));
        return search.bytes(bytes, &Where::Whole(Place::Part(format!("a package{inside}"))), 0);
    };
    let remark = String::from_utf8_lossy(zip.comment()).into_owned();
    search.text(remark, &Where::Whole(Place::Part(format!("the remark of the package{inside}"))), 0);
    if zip.len() > MOST_PARTS {
        search.out.unsearched.push(format!("parts after the first {MOST_PARTS}{inside}"));
    }
    for index in 0..zip.len().min(MOST_PARTS) {
        part(search, &mut zip, index, inside, depth);
    }
}

fn part(search: &mut Search<'_>, zip: &mut ZipArchive<Cursor<&[u8]>>, index: usize, inside: &str, depth: u8) {
    let nameless = format!("part {}{inside}", index + 1);
    let Ok(file) = zip.by_index(index) else {
        search.out.unsearched.push(format!("{nameless}, which is damaged or has a password"));
        return;
    };
    let before = search.out.leaks.len();
    let name = String::from_utf8_lossy(file.name_raw()).into_owned();
    let about = format!("{name}\n{}", file.comment());
    search.text(about, &Where::Whole(Place::PartName(index + 1)), 1);
    // A name of a part that tells a name is not told on.
    let shown = if search.out.leaks.len() > before { nameless } else { format!("{name}{inside}") };
    let mut bytes = Vec::new();
    let most = LARGEST.min(search.left);
    let whole = file.take(most.saturating_add(1)).read_to_end(&mut bytes).is_ok();
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    search.left = search.left.saturating_sub(length);
    if !whole || length > most {
        search.out.unsearched.push(format!("the rest of {shown}, which is damaged or too large"));
    }
    if is_zip(&bytes) && depth > 0 {
        return self::search(search, &bytes, &format!(" in {shown}"), depth - 1);
    }
    if is_zip(&bytes) {
        search.out.unsearched.push(format!("{shown}, which lies too deep"));
    }
    search.bytes(&bytes, &Where::Whole(Place::Part(shown)), depth);
}
