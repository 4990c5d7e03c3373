//! What is written where: data to stdout, messages to stderr, colour only where it is wanted.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Color, RgbColor, Style};
use verbatim::diag::{Diagnostic, Severity};

use super::exit::Failure;

/// The terminal, or what stands in for it.
pub(crate) struct Ui {
    out: BufWriter<AutoStream<io::Stdout>>,
    err: AutoStream<io::Stderr>,
    /// Whether people read stdout directly.
    pub(crate) is_terminal: bool,
    width: usize,
}

/// Text wider than this is hard to read, however wide the window.
const WIDEST: usize = 110;

impl Ui {
    pub(crate) fn new() -> Self {
        let is_terminal = io::stdout().is_terminal();
        let measured = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let asked = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
        let width = asked.or(if is_terminal { measured } else { None }).unwrap_or(100);
        Self {
            out: BufWriter::with_capacity(1 << 16, anstream::AutoStream::auto(io::stdout())),
            err: anstream::AutoStream::auto(io::stderr()),
            is_terminal,
            width,
        }
    }

    /// Columns for text.
    pub(crate) fn width(&self) -> usize {
        self.width.clamp(30, WIDEST)
    }

    /// A line of data or of an answer, to stdout. May carry styles.
    pub(crate) fn line(&mut self, line: &str) -> Result<(), Failure> {
        writeln!(self.out, "{line}").map_err(|error| Failure::output(&error))
    }

    /// Bytes to stdout, exactly.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.finish()?;
        let mut raw = io::stdout().lock();
        raw.write_all(bytes).and_then(|()| raw.flush()).map_err(|error| Failure::output(&error))
    }

    /// Everything written so far is out.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(|error| Failure::output(&error))
    }

    /// A message to stderr.
    pub(crate) fn message(&mut self, message: &str) {
        self.out.flush().ok();
        writeln!(self.err, "{message}").ok();
    }

    /// Something to worry about, to stderr.
    pub(crate) fn warning(&mut self, message: &str) {
        let label = paint("warning:", style(AnsiColor::Yellow).bold());
        self.message(&format!("{label} {}", safe(message)));
    }

    /// The way to mend it, to stderr.
    pub(crate) fn hint(&mut self, hint: &str) {
        let label = paint("hint:", style(AnsiColor::Cyan));
        self.message(&format!("  {label} {}", safe(hint)));
    }

    /// A diagnostic, to stderr.
    pub(crate) fn diagnostic(&mut self, diagnostic: &Diagnostic) {
        self.message(&painted(diagnostic));
    }

    /// Why the command failed, to stderr.
    pub(crate) fn failure(&mut self, failure: &Failure) {
        let label = paint("error:", style(AnsiColor::Red).bold());
        self.message(&format!("{label} {}", safe(&failure.message)));
        if let Some(hint) = &failure.hint {
            self.hint(hint);
        }
    }

    /// `text` in bold.
    pub(crate) fn strong(&self, text: &str) -> String {
        paint(text, Style::new().bold())
    }

    /// `text` held back.
    pub(crate) fn quiet(&self, text: &str) -> String {
        quiet(text)
    }
}

/// `diagnostic` with its severity and hint in colour.
pub(crate) fn painted(diagnostic: &Diagnostic) -> String {
    let shown = safe(&diagnostic.to_string());
    let colour = match diagnostic.severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    let label = format!("{}:", diagnostic.severity);
    match shown.strip_prefix(&label) {
        Some(rest) => format!("{}{rest}", paint(&label, style(colour).bold())),
        None => shown,
    }
}

fn style(colour: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(colour)))
}

/// `text` held back.
pub(crate) fn quiet(text: &str) -> String {
    paint(text, Style::new().dimmed())
}

/// `text` where the query matched.
pub(crate) fn matched(text: &str) -> String {
    paint(text, style(AnsiColor::Yellow).bold())
}

/// `text` in the colour of a code, `#rrggbb`.
pub(crate) fn in_colour(text: &str, hex: Option<&str>) -> String {
    match hex.and_then(rgb) {
        Some(colour) => paint(text, Style::new().fg_color(Some(Color::Rgb(colour)))),
        None => text.to_owned(),
    }
}

fn paint(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// Code colours are chosen for paper; on a dark terminal the darkest would vanish, so they are lifted.
fn rgb(hex: &str) -> Option<RgbColor> {
    let digits = hex.strip_prefix('#')?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let (r, g, b) = (part(0)?, part(2)?, part(4)?);
    let brightest = r.max(g).max(b).max(1);
    let lift = |c: u8| {
        let scaled = u32::from(c) * 200 / u32::from(brightest.min(200));
        u8::try_from(scaled.min(255)).unwrap_or(u8::MAX)
    };
    Some(RgbColor(lift(r), lift(g), lift(b)))
}

/// Text that cannot play tricks on a terminal: control and bidi characters are shown, not obeyed. Line
/// breaks stay.
pub(crate) fn safe(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { c.to_string() } else { safe_char(c) }).collect()
}

/// One character as it may be shown.
pub(crate) fn safe_char(c: char) -> String {
    let tricky = c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    match c {
        '\t' => " ".to_owned(),
        c if tricky => format!("\\u{{{:x}}}", u32::from(c)),
        c => c.to_string(),
    }
}

/// `n` things: `1 turn`, `2 turns`.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// `12345` as `12,345`.
pub(crate) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut shown = String::new();
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(c);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_bidi_characters_are_shown() {
        assert_eq!(safe("a\u{1b}[31m\u{202e}b\n"), "a\\u{1b}[31m\\u{202e}b\n");
    }

    #[test]
    fn plurals_and_thousands() {
        assert_eq!(count(1, "turn", "turns"), "1 turn");
        assert_eq!(count(1_234_567, "turn", "turns"), "1,234,567 turns");
    }
}
