//! Which reader takes text that none is sure of: text, Markdown and tables have no mark of their own, and
//! captions or pages may have lost theirs. The ending counts as long as the content may be what it says.

use crate::diag::Diagnostic;

use super::{Reader, md, md_table, table, txt};

/// So much of a text is looked at, in bytes.
const SAMPLE: usize = 64 * 1024;

/// The reader of the text in `bytes`, in a file whose ending is that of `expected`.
pub(super) fn reader(bytes: &[u8], expected: Option<&'static dyn Reader>) -> &'static dyn Reader {
    let text = sample(bytes);
    if md_table::is_certain(&text) {
        return &md::Markdown;
    }
    if table::is_table(&text) {
        return &table::Table;
    }
    let markdown = md::is_markdown(&text);
    match expected {
        Some(expected) if expected.name() == txt::Txt.name() && markdown => &md::Markdown,
        Some(expected) if !expected.is_binary() && expected.may_be(&text) => expected,
        _ if markdown => &md::Markdown,
        _ => &txt::Txt,
    }
}

/// The beginning of the text, up to the end of a line where there is more.
fn sample(bytes: &[u8]) -> String {
    let head = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    // Two bytes a character may be: an even number of bytes cuts none.
    let text = crate::text::decode(super::kind::whole_characters(head)).text;
    match text.rfind('\n').filter(|_| head.len() < bytes.len()) {
        Some(end) => text.get(..end + 1).unwrap_or(&text).to_owned(),
        None => text,
    }
}

/// Whether a line of `text` tells when a caption begins and ends, as WebVTT and SubRip write it.
pub(super) fn has_cues(text: &str) -> bool {
    text.lines()
        .any(|line| line.split_once("-->").is_some_and(|(start, end)| is_cue_time(start) && is_cue_time(end)))
}

/// Minutes and seconds of two digits each, and decimals; Teams writes `0:0:1.0` in its texts.
fn is_cue_time(time: &str) -> bool {
    let time = time.split_whitespace().next().unwrap_or("");
    let whole = time.split(['.', ',']).next().unwrap_or("");
    let pairs = |part: &str| part.len() >= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    whole.len() < time.len() && whole.contains(':') && whole.split(':').skip(1).all(pairs)
}

/// Whether `text` begins as XML does.
pub(super) fn begins_as_xml(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// What is said of a file whose content is not what its ending says (without the dot; empty where there is none).
pub(super) fn another_format(ending: &str, reader: &dyn Reader) -> Diagnostic {
    let ending = if ending.is_empty() { "no ending".to_owned() } else { format!("the ending .{ending}") };
    let message = format!("the file has {ending}, but its content is {}; read as that", reader.name());
    let hint = format!("give it the ending .{}", reader.endings().first().unwrap_or(&""));
    Diagnostic::warning(message).hint(hint)
}
