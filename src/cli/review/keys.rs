//! What people type.

use std::io::BufRead;

/// The keys, as they are shown.
pub(super) const KEYS: &str =
    "a accept · r reject · j adjust · c another code · s skip · b back · q quit   (then Enter)";

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Accept,
    Reject,
    Adjust,
    Recode,
    Skip,
    Back,
    Quit,
}

impl Key {
    /// The key in a line, or its whole word.
    pub(super) fn of(line: &str) -> Option<Self> {
        Some(match line.to_lowercase().as_str() {
            "a" | "accept" => Self::Accept,
            "r" | "reject" => Self::Reject,
            "j" | "adjust" => Self::Adjust,
            "c" | "code" => Self::Recode,
            "s" | "skip" => Self::Skip,
            "b" | "back" => Self::Back,
            "q" | "quit" => Self::Quit,
            _ => return None,
        })
    }
}

/// The next line without outer blanks; `None` at the end of the input, or when it can be read no further.
pub(super) fn line(input: &mut dyn BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    match input.read_until(b'\n', &mut bytes) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(String::from_utf8_lossy(&bytes).trim().to_owned()),
    }
}
