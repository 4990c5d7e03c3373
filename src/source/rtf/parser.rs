//! The tokens of Rich Text to paragraphs and tables.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::diag::Diagnostic;
use crate::source::Unreadable;
use crate::source::document::{Body, Builder, Paragraph, Seen, Style, Styles};

use super::charset;
use super::destination::{self, Destination};
use super::lexer::{Lexer, Token};

/// Groups may nest this deep; no program that writes transcripts comes near it.
const DEEPEST: usize = 1_000;

/// Reads a whole file: what is in it, its styles, and what was noticed.
pub(super) fn read(bytes: &[u8]) -> Result<(Body, Styles, Vec<Diagnostic>), Unreadable> {
    let mut parser = Parser::new();
    parser.utf8 = std::str::from_utf8(bytes).is_ok();
    let ended = parser.run(&mut Lexer::new(bytes))?;
    if !ended {
        parser.noticed.push(cut());
    }
    if bytes.contains(&0) {
        let message = "bytes without meaning (NUL) stand in the file and are left out; it may be damaged";
        parser.noticed.push(Diagnostic::warning(message).hint("compare the end of it with the original"));
    }
    Ok(parser.finish())
}

fn cut() -> Diagnostic {
    let message = "the file ends in the middle: what came after it is lost";
    Diagnostic::warning(message).hint("fetch it again from where it was made")
}

/// What a group inherits from the one around it.
#[derive(Debug, Clone, Copy)]
struct State {
    to: Destination,
    bold: bool,
    hidden: bool,
    deleted: bool,
    in_table: bool,
    font: i32,
    style: Option<i32>,
    /// How many characters after `\u` repeat it for old programs.
    repeats: u32,
    /// Whether the group began with `\*`, and its first word was not read yet.
    starred: bool,
    /// Whether this very group is a note or text box.
    begins: bool,
}

/// A paragraph being read, and what it belongs to.
#[derive(Debug)]
struct Open {
    paragraph: Paragraph,
    /// What is complete of the note or text box.
    done: Vec<Paragraph>,
    endnote: bool,
}

struct Parser {
    state: State,
    groups: Vec<State>,
    builder: Builder,
    /// The body, then the notes and text boxes being read inside it.
    open: Vec<Open>,
    /// Paragraphs of text boxes that hang on the paragraph of the body.
    boxed: Vec<Paragraph>,
    footnotes: Vec<Paragraph>,
    endnotes: Vec<Paragraph>,
    seen: Seen,
    noticed: Vec<Diagnostic>,
    styles: Styles,
    style_name: String,
    /// The encoding of each font that has its own; `None` stands for a font of symbols.
    fonts: HashMap<i32, Option<&'static Encoding>>,
    default_font: i32,
    encoding: &'static Encoding,
    /// Whether the whole file is valid UTF-8, so that what is not escaped is that.
    utf8: bool,
    /// Bytes that make characters together.
    pending: Vec<u8>,
    /// The first half of a character beyond U+FFFF.
    high: Option<u16>,
    /// How many characters are still to be left out after `\u`.
    repeated: u32,
}

impl Parser {
    fn new() -> Self {
        let state = State {
            to: Destination::Body,
            bold: false,
            hidden: false,
            deleted: false,
            in_table: false,
            font: 0,
            style: None,
            repeats: 1,
            starred: false,
            begins: false,
        };
        Self {
            state,
            groups: Vec::new(),
            builder: Builder::default(),
            open: vec![opened(false)],
            boxed: Vec::new(),
            footnotes: Vec::new(),
            endnotes: Vec::new(),
            seen: Seen::default(),
            noticed: Vec::new(),
            styles: Styles::default(),
            style_name: String::new(),
            fonts: HashMap::new(),
            default_font: 0,
            encoding: WINDOWS_1252,
            utf8: false,
            pending: Vec::new(),
            high: None,
            repeated: 0,
        }
    }

    /// Reads up to the end of the outermost group; whether that was reached.
    fn run(&mut self, lexer: &mut Lexer<'_>) -> Result<bool, Unreadable> {
        while let Some(token) = lexer.next() {
            match token {
                Token::Hex(byte) => self.byte(byte),
                Token::Byte(byte) if byte >= 0x80 && self.utf8 => {
                    self.utf8_rest(byte, lexer);
                }
                Token::Byte(byte) => self.byte(byte),
                other => {
                    self.flush();
                    match other {
                        Token::Open => self.begin_group()?,
                        Token::Close => {
                            self.end_group();
                            if self.groups.is_empty() {
                                self.after_end(lexer.rest());
                                return Ok(true);
                            }
                        }
                        Token::Word(word, number) => self.word(word, number),
                        Token::Symbol(symbol) => self.symbol(symbol),
                        Token::Cut => return Ok(false),
                        Token::Hex(_) | Token::Byte(_) => {}
                    }
                }
            }
        }
        self.flush();
        Ok(false)
    }

    /// A character of UTF-8 that stands in the file as it is.
    fn utf8_rest(&mut self, first: u8, lexer: &mut Lexer<'_>) {
        self.flush();
        let length = first.leading_ones() as usize;
        let mut bytes = vec![first];
        bytes.extend(lexer.rest().iter().take(length.saturating_sub(1)));
        lexer.skip(length.saturating_sub(1));
        if self.repeated > 0 {
            self.repeated -= 1;
        } else {
            self.push(&String::from_utf8_lossy(&bytes));
        }
    }

    /// Words after the end of the document are told.
    fn after_end(&mut self, rest: &[u8]) {
        if rest.iter().any(u8::is_ascii_alphanumeric) {
            let message = format!("{} byte(s) after the end of the document are left out", rest.len());
            let hint =
                "open it in Word or LibreOffice, see whether something is missing there, and save it again";
            self.noticed.push(Diagnostic::warning(message).hint(hint));
        }
    }

    fn begin_group(&mut self) -> Result<(), Unreadable> {
        if self.groups.len() >= DEEPEST {
            return Err(Unreadable::new(
                format!("a Rich Text file with more than {DEEPEST} groups in each other; it is damaged"),
                "open it in Word or LibreOffice, and save it again as .rtf or .docx",
            ));
        }
        self.repeated = 0;
        self.groups.push(self.state);
        self.state.starred = false;
        self.state.begins = false;
        Ok(())
    }

    fn end_group(&mut self) {
        self.repeated = 0;
        if self.state.to == Destination::Styles {
            self.end_style();
        }
        if self.state.begins {
            self.end_inset();
        }
        if let Some(outer) = self.groups.pop() {
            self.state = outer;
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if self.repeated > 0 {
            self.repeated -= 1;
            return;
        }
        let starred = std::mem::take(&mut self.state.starred);
        if self.state.to == Destination::Nowhere {
            return;
        }
        if let Some(to) = destination::of(word) {
            self.seen.comments += usize::from(word == "annotation");
            self.go(to);
        } else if starred {
            self.state.to = Destination::Nowhere;
        } else if !self.character(word, number) && !self.structure(word) {
            self.format(word, number);
        }
    }

    /// The group's text goes to `to` from here on.
    fn go(&mut self, to: Destination) {
        let inset = match to {
            // Text boxes of headers are part of these.
            _ if self.state.to == Destination::Margin => return,
            Destination::Note => true,
            Destination::Box => {
                self.seen.boxes += 1;
                true
            }
            _ => false,
        };
        if inset {
            self.open.push(opened(false));
            self.state = State { begins: true, bold: false, in_table: false, style: None, ..self.state };
        }
        self.state.to = to;
    }

    /// A note or text box is complete.
    fn end_inset(&mut self) {
        self.end_paragraph(false);
        if self.open.len() < 2 {
            return;
        }
        let Some(inset) = self.open.pop() else { return };
        match self.state.to {
            Destination::Box => {
                let boxed = inset.done.into_iter().map(|paragraph| Paragraph { boxed: true, ..paragraph });
                self.boxed.extend(boxed);
            }
            _ if inset.endnote => self.endnotes.extend(inset.done),
            _ => self.footnotes.extend(inset.done),
        }
    }

    /// Words that stand for a character; whether this is one.
    fn character(&mut self, word: &str, number: Option<i32>) -> bool {
        let text = match word {
            "u" => {
                self.unicode(number.unwrap_or(0));
                return true;
            }
            "tab" => "\t",
            "line" | "lbr" | "softline" | "page" | "column" => "\n",
            "emdash" => "—",
            "endash" => "–",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "bullet" => "•",
            "emspace" => "\u{2003}",
            "enspace" => "\u{2002}",
            "qmspace" => "\u{2005}",
            "zwj" => "\u{200d}",
            "zwnj" => "\u{200c}",
            _ => return false,
        };
        self.push(text);
        true
    }

    /// `\u`: a unit of UTF-16, written as a signed number.
    fn unicode(&mut self, number: i32) {
        self.repeated = self.state.repeats;
        let unit = u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or(0);
        match (self.high.take(), unit) {
            (high, 0xD800..=0xDBFF) => {
                if high.is_some() {
                    self.push("\u{fffd}");
                }
                self.high = Some(unit);
            }
            (Some(high), low) => self.push(&String::from_utf16_lossy(&[high, low])),
            (None, 0) => {}
            (None, unit) => self.push(&String::from_utf16_lossy(&[unit])),
        }
    }

    /// Words that end paragraphs, cells, rows; whether this is one.
    fn structure(&mut self, word: &str) -> bool {
        match word {
            "par" => self.end_paragraph(true),
            "sect" | "nestcell" => self.end_paragraph(false),
            "cell" => self.end_cell(),
            "row" => {
                if self.open.len() == 1 && self.state.to == Destination::Body {
                    self.end_paragraph(false);
                    self.builder.end_row();
                }
            }
            _ => return false,
        }
        true
    }

    fn format(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        match word {
            "b" => self.state.bold = on,
            "v" => {
                self.seen.hidden += usize::from(on && self.counts());
                self.state.hidden = on;
            }
            "deleted" => {
                self.seen.deleted += usize::from(on && self.counts());
                self.state.deleted = on;
            }
            "revised" => self.seen.inserted += usize::from(on && self.counts()),
            "plain" => {
                let font = self.default_font;
                self.state = State { bold: false, hidden: false, deleted: false, font, ..self.state };
            }
            "pard" => {
                self.state.in_table = false;
                self.state.style = None;
            }
            "intbl" => self.state.in_table = true,
            "s" => self.state.style = number,
            "uc" => self.state.repeats = u32::try_from(value).unwrap_or(1).min(16),
            "ftnalt" => {
                if let Some(open) = self.open.last_mut() {
                    open.endnote = true;
                }
            }
            _ => self.encoding_word(word, value),
        }
    }

    fn encoding_word(&mut self, word: &str, value: i32) {
        let fonts = self.state.to == Destination::Fonts;
        let known = match word {
            "f" => {
                self.state.font = value;
                return;
            }
            "deff" => {
                self.default_font = value;
                self.state.font = value;
                return;
            }
            "fcharset" if fonts => {
                if value == 2 {
                    self.fonts.insert(self.state.font, None);
                } else if let Some(encoding) = charset::of_font(value) {
                    self.fonts.insert(self.state.font, Some(encoding));
                }
                return;
            }
            "ansicpg" => charset::of_page(value),
            "mac" => charset::of_page(10000),
            "pc" => charset::of_page(437),
            "pca" => charset::of_page(850),
            _ => return,
        };
        match known {
            Some(encoding) => self.encoding = encoding,
            None => {
                let message = format!("its code page ({word}, {value}) is not known; read as windows-1252");
                let hint = "if letters such as é look wrong, save it again in Word or LibreOffice";
                self.noticed.push(Diagnostic::warning(message).hint(hint));
            }
        }
    }

    /// Whether text at this place is part of the transcript.
    fn counts(&self) -> bool {
        matches!(self.state.to, Destination::Body | Destination::Note | Destination::Box)
    }

    fn symbol(&mut self, symbol: u8) {
        if self.repeated > 0 {
            self.repeated -= 1;
            return;
        }
        match symbol {
            b'*' => self.state.starred = true,
            b'~' => self.push("\u{a0}"),
            b'_' => self.push("-"),
            b'\n' | b'\r' => self.end_paragraph(true),
            b'\t' => self.push("\t"),
            b'{' => self.push("{"),
            b'}' => self.push("}"),
            b'\\' => self.push("\\"),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.repeated > 0 {
            self.repeated -= 1;
        } else if self.state.to != Destination::Nowhere {
            self.pending.push(byte);
        }
    }

    /// The bytes met so far become text.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let text = match self.fonts.get(&self.state.font) {
            // Where programs keep the characters of fonts of symbols.
            Some(None) => bytes.iter().filter_map(|b| char::from_u32(0xF000 + u32::from(*b))).collect(),
            Some(Some(encoding)) => encoding.decode_without_bom_handling(&bytes).0.into_owned(),
            None => self.encoding.decode_without_bom_handling(&bytes).0.into_owned(),
        };
        self.push(&text);
    }

    fn push(&mut self, text: &str) {
        if self.high.take().is_some() {
            self.push("\u{fffd}");
        }
        match self.state.to {
            Destination::Margin => self.seen.margins |= !text.trim().is_empty(),
            Destination::Styles => self.style_name.push_str(text),
            _ if !self.counts() || self.state.hidden || self.state.deleted => {}
            _ => self.add(text),
        }
    }

    fn add(&mut self, text: &str) {
        self.leave_table();
        let bold = self.state.bold;
        let style = self.state.style.map(|number| format!("s{number}"));
        if let Some(open) = self.open.last_mut() {
            open.paragraph.push(text, bold);
            open.paragraph.style = style;
        }
    }

    /// A table ends where text of the body stands in none.
    fn leave_table(&mut self) {
        if self.open.len() == 1 && self.builder.in_table() && !self.state.in_table {
            self.builder.end_table();
        }
    }

    /// The paragraph ends; an empty one counts only where `always`, and a deleted end is none.
    fn end_paragraph(&mut self, always: bool) {
        if !self.counts() || (always && self.state.deleted) {
            return;
        }
        let body = self.open.len() == 1;
        self.leave_table();
        let Some(open) = self.open.last_mut() else { return };
        if always || !open.paragraph.text.is_empty() {
            let paragraph = std::mem::take(&mut open.paragraph);
            if !body {
                open.done.push(paragraph);
                return;
            }
            if self.state.in_table && !self.builder.in_table() {
                self.builder.open_table();
            }
            self.builder.paragraph(paragraph);
        }
        if body {
            for boxed in self.boxed.drain(..) {
                self.builder.paragraph(boxed);
            }
        }
    }

    fn end_cell(&mut self) {
        if self.open.len() > 1 || self.state.to != Destination::Body {
            self.end_paragraph(false);
            return;
        }
        self.state.in_table = true;
        if !self.builder.in_table() {
            self.builder.open_table();
        }
        self.end_paragraph(false);
        self.builder.end_cell(1);
    }

    /// The name of a style is complete.
    fn end_style(&mut self) {
        let name = std::mem::take(&mut self.style_name);
        let name = name.trim().trim_end_matches(';').trim();
        if let (Some(number), false) = (self.state.style, name.is_empty()) {
            let style = Style { name: name.to_owned(), ..Style::default() };
            self.styles.add(format!("s{number}"), style);
        }
    }

    fn finish(mut self) -> (Body, Styles, Vec<Diagnostic>) {
        while self.open.len() > 1 {
            self.state.to = Destination::Note;
            self.end_inset();
        }
        self.state.to = Destination::Body;
        self.end_paragraph(false);
        let mut notes = self.footnotes;
        notes.extend(self.endnotes);
        let body = Body { blocks: self.builder.finish(), notes, seen: self.seen };
        (body, self.styles, self.noticed)
    }
}

fn opened(endnote: bool) -> Open {
    Open { paragraph: Paragraph::default(), done: Vec::new(), endnote }
}
