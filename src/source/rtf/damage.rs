//! What is said of Rich Text that is damaged.

use crate::diag::Diagnostic;
use crate::source::Unreadable;

/// Groups may nest this deep; no program that writes transcripts comes near it.
pub(super) const DEEPEST: usize = 1_000;

/// Groups nest deeper than [`DEEPEST`].
pub(super) fn too_deep() -> Unreadable {
    Unreadable::new(
        format!("a Rich Text file with more than {DEEPEST} groups in each other; it is damaged"),
        "open it in Word or LibreOffice, and save it again as .rtf or .docx",
    )
}

/// The file ends before its outermost group does.
pub(super) fn cut() -> Diagnostic {
    let message = "the file ends in the middle: what came after it is lost";
    Diagnostic::warning(message).hint("fetch it again from where it was made")
}

/// NUL bytes stand in the file `bytes`, if they do.
pub(super) fn zeros(bytes: &[u8]) -> Option<Diagnostic> {
    let message = "bytes without meaning (NUL) stand in the file and are left out; it may be damaged";
    let told = || Diagnostic::warning(message).hint("compare the end of it with the original");
    bytes.contains(&0).then(told)
}

/// Words stand in `rest`, after the end of the document, if they do.
pub(super) fn after_end(rest: &[u8]) -> Option<Diagnostic> {
    if !rest.iter().any(u8::is_ascii_alphanumeric) {
        return None;
    }
    let message = format!("{} byte(s) after the end of the document are left out", rest.len());
    let hint = "open it in Word or LibreOffice, see whether something is missing there, and save it again";
    Some(Diagnostic::warning(message).hint(hint))
}
