//! Characters that are not seen, raised digits of notes, and marks typed as two of another kind.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Block;
use super::seen::without_digits;

static DOUBLED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(^|[\s(\[])(,,|‚‚|``)([\w“‘\[(.…])|(''|’’)").ok());

/// Takes out soft hyphens, characters without width and numbers of notes, and makes `,,` and `''` one mark.
pub(super) fn normalise(block: &mut Block) {
    let changed = normal(&block.text);
    if changed == block.text {
        return;
    }
    for (at, _) in &mut block.later {
        *at = block.text.get(..*at).map_or(*at, |before| normal(before).len());
    }
    block.text = changed;
}

fn normal(text: &str) -> String {
    let is_seen = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    let seen: String = text.chars().filter(is_seen).collect();
    let seen = without_digits(&seen);
    let Some(doubled) = DOUBLED.as_ref() else { return seen };
    let single = doubled.replace_all(&seen, |found: &Captures<'_>| {
        let get = |at: usize| found.get(at).map_or("", |found| found.as_str());
        match get(2) {
            "" => "”".to_owned(),
            "``" => format!("{}“{}", get(1), get(3)),
            _ => format!("{}„{}", get(1), get(3)),
        }
    });
    match single {
        Cow::Borrowed(_) => seen,
        Cow::Owned(single) => single,
    }
}
