//! The lines of a CHAT file: headers (`@`), main lines (`*`) and dependent tiers (`%`), each going on
//! over lines that begin with a tab.

use crate::diag::Diagnostic;

/// The lines that count.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The headers: name without `@`, and value.
    pub(super) headers: Vec<(String, String)>,
    /// The main lines: who speaks, and the words with all their marks.
    pub(super) main: Vec<(String, String)>,
}

/// Which line goes on.
#[derive(Clone, Copy)]
enum Open {
    Header,
    Main,
    Nothing,
}

/// Reads `text`; what cannot be read is named in `notes`.
pub(super) fn read(text: &str, notes: &mut Vec<Diagnostic>) -> Lines {
    let mut lines = Lines::default();
    let mut open = Open::Nothing;
    let mut odd: Vec<usize> = Vec::new();
    let mut ended = false;
    for (at, line) in text.lines().enumerate() {
        ended |= line.trim_end() == "@End";
        open = match line.chars().next() {
            Some('@') => {
                let (name, value) = line.split_once(':').unwrap_or((line, ""));
                lines.headers.push((name.trim_start_matches('@').to_owned(), value.trim().to_owned()));
                Open::Header
            }
            Some('*') => {
                let named = line.split_once(':');
                odd.extend(named.is_none().then_some(at + 1));
                let (name, words) = named.unwrap_or(("", line.trim_start_matches('*')));
                lines.main.push((name.trim_start_matches('*').to_owned(), words.trim().to_owned()));
                Open::Main
            }
            Some('%') => Open::Nothing,
            Some(first) => {
                // A line broken by an editor goes on like one with a tab.
                if !first.is_whitespace() {
                    odd.push(at + 1);
                }
                lines.go_on(open, line.trim());
                open
            }
            None => open,
        };
    }
    report(&odd, ended, notes);
    lines
}

impl Lines {
    fn go_on(&mut self, open: Open, more: &str) {
        let last = match open {
            Open::Header => self.headers.last_mut(),
            Open::Main => self.main.last_mut(),
            Open::Nothing => None,
        };
        if let (Some((_, line)), false) = (last, more.is_empty()) {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(more);
        }
    }
}

fn report(odd: &[usize], ended: bool, notes: &mut Vec<Diagnostic>) {
    if let Some(first) = odd.first() {
        let message = format!(
            "{} line(s) are not as CHAT has them, the first is line {first}; a main line without `NAME:` is \
             read as said by nobody, any other goes on with the line before it",
            odd.len()
        );
        notes.push(
            Diagnostic::warning(message)
                .hint("a main line is `*ANN:`, a tab and the words; one that goes on begins with a tab"),
        );
    }
    if !ended {
        let message = "the file has no @End; perhaps it is cut off";
        notes.push(Diagnostic::warning(message).hint("fetch it again, or add a last line `@End`"));
    }
}
