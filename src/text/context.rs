//! What stands around a passage, kept with it so that it can be found again.

use super::Span;

/// Code points of context kept before and after a passage.
pub const CONTEXT: usize = 32;

/// Up to [`CONTEXT`] code points of `text` before `span`, and up to as many after it.
pub fn around(text: &str, span: Span) -> (&str, &str) {
    let before = text.get(..span.start).unwrap_or("");
    let after = text.get(span.end..).unwrap_or("");
    let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    (before.get(from..).unwrap_or(""), after.get(..to).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_at_code_points() {
        let text = format!("{}x{}", "é".repeat(40), "ë".repeat(3));
        let (before, after) = around(&text, Span::new(80, 81));
        assert_eq!((before.chars().count(), after), (CONTEXT, "ëëë"));
    }
}
