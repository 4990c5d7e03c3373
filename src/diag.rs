//! Diagnostics: what is the matter, where, and how to mend it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably not what was meant; work goes on.
    Warning,
    /// This cannot be used as it is.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A place in a file, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file, as the study names it (`codebooks/blended.yaml`).
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How many characters the caret underlines, at least 1.
    pub width: usize,
    /// The line itself.
    pub excerpt: String,
}

impl Place {
    /// The place of byte `at` in `text`, the contents of `file`.
    pub fn at_byte(file: &str, text: &str, at: usize) -> Self {
        let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let before = text.get(..at).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |nl| nl + 1);
        let line = before.matches('\n').count() + 1;
        let column = before.get(line_start..).unwrap_or("").chars().count() + 1;
        Self { file: file.to_owned(), line, column, width: 1, excerpt: line_at(text, line_start) }
    }

    /// The place at `line` and `column` (both from 1, in characters) of `text`.
    pub fn at_line(file: &str, text: &str, line: usize, column: usize) -> Self {
        let excerpt = text.lines().nth(line.saturating_sub(1)).unwrap_or("").to_owned();
        Self { file: file.to_owned(), line, column, width: 1, excerpt }
    }

    /// The same place with a caret `width` characters wide.
    pub fn wide(mut self, width: usize) -> Self {
        self.width = width.max(1);
        self
    }
}

fn line_at(text: &str, start: usize) -> String {
    text.get(start..).unwrap_or("").lines().next().unwrap_or("").to_owned()
}

/// One thing worth telling: what, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is the matter, one sentence without a full stop.
    pub message: String,
    /// Where, if it has a place.
    pub place: Option<Place>,
    /// How to mend it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without place or hint.
    pub fn new(severity: Severity, message: impl Into<String>) -> Self {
        Self { severity, message: message.into(), place: None, hint: None }
    }

    /// Something that cannot be used as it is.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// Something that is probably not what was meant.
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    /// Something worth knowing.
    pub fn note(message: impl Into<String>) -> Self {
        Self::new(Severity::Note, message)
    }

    /// With the place it stands at.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// With the way to mend it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    /// Plain, without colour:
    ///
    /// ```text
    /// error: unknown key `anny`
    ///   --> codebooks/blended.yaml:12:11
    ///    |
    /// 12 |         - anny: ["wacht*"]
    ///    |           ^^^^
    ///   hint: the nearest known key is `any`
    /// ```
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.severity, self.message)?;
        if let Some(place) = &self.place {
            write!(f, "\n  --> {}:{}:{}", place.file, place.line, place.column)?;
            if !place.excerpt.is_empty() {
                let number = place.line.to_string();
                let margin = " ".repeat(number.len());
                let (excerpt, column) = shortened(&place.excerpt, place.column);
                write!(f, "\n{margin} |\n{number} | {excerpt}\n{margin} | ")?;
                write!(f, "{}{}", " ".repeat(column.saturating_sub(1)), "^".repeat(place.width.min(60)))?;
            }
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}

/// A long line is shown as the 100 characters around the column; tabs as blanks so that carets align.
fn shortened(line: &str, column: usize) -> (String, usize) {
    let from = if column > 80 { column - 60 } else { 0 };
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let shown: String = line.chars().skip(from).take(100).map(clean).collect();
    (shown, column - from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_shows_its_line_with_a_caret() {
        let text = "a: 1\nbé: [x]\n";
        let place = Place::at_byte("file.yaml", text, text.find('[').unwrap_or(0)).wide(3);
        let shown = Diagnostic::error("no good").at(place).hint("mend it").to_string();
        insta::assert_snapshot!(shown, @r"
        error: no good
          --> file.yaml:2:5
          |
        2 | bé: [x]
          |     ^^^
          hint: mend it
        ");
    }
}
