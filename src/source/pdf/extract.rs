//! Where `unpdf` ends and verbatim begins: pages as runs of text with their places, or why there are none.

use std::panic::{AssertUnwindSafe, catch_unwind};

use unpdf::ErrorKind;
use unpdf::parser::backend::{PdfBackend, RawBackend};
use unpdf::parser::{LayoutAnalyzer, TextSpan};

use crate::diag::Diagnostic;
use crate::source::Unreadable;
use crate::text::fold;

/// More pages or runs than this are no transcript.
const MOST_PAGES: usize = 5_000;
const MOST_RUNS: usize = 1_000_000;
/// The width of a letter whose font does not tell, in parts of its size.
const USUAL_WIDTH: f32 = 0.5;

/// Some letters drawn in one go. Lengths are in points; `y` grows upwards.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) text: String,
    /// Left end.
    pub(super) x: f32,
    /// Right end, blanks at the end not counted.
    pub(super) right: f32,
    /// The line the letters stand on.
    pub(super) y: f32,
    /// The size of the font.
    pub(super) size: f32,
    pub(super) bold: bool,
}

/// What the crate finds in a file.
#[derive(Debug, Default)]
pub(super) struct Extract {
    /// The runs of each page.
    pub(super) pages: Vec<Vec<Run>>,
    /// Runs that do not read from left to right, left out.
    pub(super) turned: usize,
    /// Runs whose letters no font tells.
    unreadable: usize,
    /// Pages that are pictures, with no text that can be read.
    pictures: Vec<usize>,
    /// Pages with images, and whether they have several.
    pub(super) images: Vec<(usize, bool)>,
    /// Pages that cannot be unpacked.
    broken: Vec<usize>,
}

/// The pages of the PDF in `bytes`.
///
/// A panic of the crate becomes a refusal. It is the second net: programs read PDFs apart (see
/// [`crate::source::Reader::apart`]), where nothing of its message is shown.
pub(super) fn pages(bytes: &[u8]) -> Result<Extract, Unreadable> {
    catch_unwind(AssertUnwindSafe(|| unpack(bytes))).unwrap_or_else(|_| Err(damaged()))
}

fn unpack(bytes: &[u8]) -> Result<Extract, Unreadable> {
    let backend = RawBackend::load_bytes(bytes).map_err(|error| match error.kind() {
        ErrorKind::Encrypted | ErrorKind::InvalidPassword => locked(),
        _ => damaged(),
    })?;
    let analyzer = LayoutAnalyzer::new(&backend);
    let mut extract = Extract::default();
    let numbers: Vec<u32> = backend.pages().into_keys().collect();
    if numbers.len() > MOST_PAGES {
        return Err(too_large());
    }
    let mut left = MOST_RUNS;
    for (index, number) in numbers.into_iter().enumerate() {
        let Ok(spans) = analyzer.extract_page_spans(number) else {
            extract.broken.push(index + 1);
            extract.pages.push(Vec::new());
            continue;
        };
        left = left.checked_sub(spans.len()).ok_or_else(too_large)?;
        extract.unreadable += analyzer.suppressed_text_runs();
        let images = analyzer.page_op_counts().image;
        if images > 0 {
            extract.images.push((index + 1, images > 1));
        }
        if analyzer.undecodable_content_streams() > 0 {
            extract.broken.push(index + 1);
        } else if spans.is_empty() && images > 0 {
            extract.pictures.push(index + 1);
        }
        extract.add(spans);
    }
    Ok(extract)
}

impl Extract {
    /// Adds a page; what does not read as most of it does is left out.
    fn add(&mut self, spans: Vec<TextSpan>) {
        let turned = spans.iter().filter(|span| span.is_rotated()).count();
        let is_turned_page = turned * 2 > spans.len();
        let before = spans.len();
        let runs: Vec<Run> =
            spans.into_iter().filter(|span| is_turned_page || !span.is_rotated()).map(run).collect();
        self.turned += before - runs.len();
        let is_sound = |run: &Run| {
            [run.x, run.right, run.y, run.size].iter().all(|length| length.is_finite()) && run.size > 0.0
        };
        self.pages.push(runs.into_iter().filter(is_sound).collect());
    }

    /// What there is to say of letters that are not there or make no sense.
    ///
    /// # Errors
    /// When there is no text, or text that is none.
    pub(super) fn check(&self) -> Result<Vec<Diagnostic>, Unreadable> {
        let runs = || self.pages.iter().flatten();
        let is_blank = !runs().any(|run| run.text.chars().any(char::is_alphanumeric));
        if is_blank && self.unreadable > 0 {
            return Err(no_letters());
        }
        if is_blank && self.pictures.is_empty() && !self.broken.is_empty() {
            return Err(damaged());
        }
        if is_blank {
            return Err(scanned());
        }
        let read = runs().count();
        if self.unreadable * 5 > read || makes_no_sense(runs().map(|run| run.text.as_str())) {
            return Err(no_letters());
        }
        let mut found = Vec::new();
        if self.unreadable > 0 {
            let message = format!("{} piece(s) of text could not be read: {NO_LETTERS}", self.unreadable);
            found.push(
                Diagnostic::warning(message)
                    .hint("compare the transcript with the PDF; better: save the document as .docx"),
            );
        }
        if !self.pictures.is_empty() {
            let message = format!("pages that are pictures, without text: {}", listed(&self.pictures));
            found.push(Diagnostic::warning(message).hint(OCR));
        }
        if !self.broken.is_empty() {
            let message =
                format!("pages that could not be unpacked, or only in part: {}", listed(&self.broken));
            found.push(Diagnostic::warning(message).hint(OPEN_AND_SAVE));
        }
        Ok(found)
    }
}

fn run(span: TextSpan) -> Run {
    let chars = u16::try_from(span.text.trim_end().chars().count()).unwrap_or(u16::MAX);
    let width = match span.ink_width {
        Some(ink) if span.width_measured => ink,
        _ if span.width > 0.0 => span.width,
        _ => f32::from(chars) * span.font_size * USUAL_WIDTH,
    };
    let TextSpan { text, x, y, font_size: size, is_bold: bold, .. } = span;
    Run { text, x, right: x + width, y, size, bold }
}

/// Whether letters are no letters: mostly signs, placeholders and private characters, or Latin letters
/// with hardly a vowel among them, as when a font tells numbers of shapes for characters.
fn makes_no_sense<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    const SAMPLE: usize = 20_000;
    const ENOUGH: usize = 200;
    let (mut all, mut none, mut letters, mut latin, mut vowels) = (0, 0, 0, 0, 0);
    for c in texts.flat_map(str::chars).filter(|c| !c.is_whitespace()).take(SAMPLE) {
        all += 1;
        none += usize::from(c == '\u{fffd}' || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..));
        letters += usize::from(c.is_alphabetic());
        let plain = fold(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c);
        latin += usize::from(plain.is_ascii_alphabetic());
        vowels += usize::from(matches!(plain.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    }
    let no_vowels = latin * 2 > all && vowels * 100 < latin * 22;
    none * 5 > all || all > ENOUGH && (letters * 2 < all || no_vowels)
}

/// The first numbers of pages, for people.
fn listed(pages: &[usize]) -> String {
    let shown: Vec<String> = pages.iter().take(10).map(usize::to_string).collect();
    let more = if pages.len() > 10 { format!(" and {} more", pages.len() - 10) } else { String::new() };
    shown.join(", ") + &more
}

const OCR: &str = "run text recognition (OCR) on it, for example with ocrmypdf, Acrobat or a scanner program";
const OPEN_AND_SAVE: &str =
    "open it in a PDF viewer, print it to a new PDF and add that; or save the document as .docx";
const NO_LETTERS: &str = "its fonts do not tell which letters they draw";

fn scanned() -> Unreadable {
    Unreadable::new("a PDF without text: it holds pictures of pages, or nothing", OCR)
}

fn no_letters() -> Unreadable {
    let hint = "ask for the document it was made from (.docx), or run text recognition (OCR) on the PDF";
    Unreadable::new(format!("a PDF whose text cannot be told: {NO_LETTERS}"), hint)
}

fn locked() -> Unreadable {
    let hint =
        "open it with the password, print it to a new PDF without one and add that; or save it as .docx";
    Unreadable::new("a PDF with a password: it is encrypted", hint)
}

fn damaged() -> Unreadable {
    Unreadable::new("a PDF that is damaged", OPEN_AND_SAVE)
}

fn too_large() -> Unreadable {
    let hint = "save the pages of the transcript as a PDF of its own, or its text as .docx or .txt";
    Unreadable::new("a PDF with far more pages or text than any transcript", hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_none_are_seen() {
        let said = "Ik wacht al drie weken op een antwoord van het loket, en niemand belt terug. ".repeat(8);
        assert!(!makes_no_sense([said.as_str()].into_iter()));
        let shifted: String =
            said.bytes().map(|b| char::from(if b.is_ascii_alphabetic() { b - 29 } else { b })).collect();
        assert!(makes_no_sense([shifted.as_str()].into_iter()), "{shifted}");
        assert!(makes_no_sense(["\u{e001}\u{e045}\u{fffd} ja"].into_iter()));
        assert!(!makes_no_sense(["Ja. R1: tv, gsm, pc, nmbs"].into_iter()), "too little to tell");
    }
}
