//! The tokens of Rich Text to what they mean: groups, and words that begin, end or format something.

use crate::diag::Diagnostic;
use crate::source::Unreadable;
use crate::source::document::{Body, Style, Styles};

use super::characters::{self, Characters};
use super::damage::{self, DEEPEST};
use super::destination::{self, Destination};
use super::lexer::{Lexer, Token};
use super::output::{Output, style_id};
use super::state::State;

/// Reads a whole file: what is in it, its styles, and what was noticed.
pub(super) fn read(bytes: &[u8]) -> Result<(Body, Styles, Vec<Diagnostic>), Unreadable> {
    let mut parser = Parser::new(bytes);
    let ended = parser.run(&mut Lexer::new(bytes))?;
    if !ended {
        parser.noticed.push(damage::cut());
    }
    parser.noticed.extend(damage::zeros(bytes));
    Ok((parser.output.finish(parser.state), parser.styles, parser.noticed))
}

struct Parser {
    state: State,
    /// The states of the groups around the one being read.
    groups: Vec<State>,
    characters: Characters,
    default_font: i32,
    output: Output,
    noticed: Vec<Diagnostic>,
    styles: Styles,
    style_name: String,
}

impl Parser {
    fn new(bytes: &[u8]) -> Self {
        Self {
            state: State::new(),
            groups: Vec::new(),
            characters: Characters::of(bytes),
            default_font: 0,
            output: Output::new(),
            noticed: Vec::new(),
            styles: Styles::default(),
            style_name: String::new(),
        }
    }

    /// Reads up to the end of the outermost group; whether that was reached.
    fn run(&mut self, lexer: &mut Lexer<'_>) -> Result<bool, Unreadable> {
        while let Some(token) = lexer.next() {
            if !matches!(token, Token::Hex(_) | Token::Byte(_)) {
                self.flush();
            }
            match token {
                Token::Byte(byte) if self.characters.is_utf8(byte) => self.utf8(byte, lexer),
                Token::Hex(byte) | Token::Byte(byte) => self.byte(byte),
                Token::Open => self.begin_group()?,
                Token::Close => {
                    self.end_group();
                    if self.groups.is_empty() {
                        self.noticed.extend(damage::after_end(lexer.rest()));
                        return Ok(true);
                    }
                }
                Token::Word(word, number) => self.word(word, number),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Cut => return Ok(false),
            }
        }
        self.flush();
        Ok(false)
    }

    fn begin_group(&mut self) -> Result<(), Unreadable> {
        if self.groups.len() >= DEEPEST {
            return Err(damage::too_deep());
        }
        self.characters.end_repeats();
        self.groups.push(self.state);
        self.state = self.state.inner();
        Ok(())
    }

    fn end_group(&mut self) {
        self.characters.end_repeats();
        if self.state.to == Destination::Styles {
            self.end_style();
        }
        if self.state.begins {
            self.output.end_inset(&self.state);
        }
        if let Some(outer) = self.groups.pop() {
            self.state = outer;
        }
    }

    /// The name of a style is complete.
    fn end_style(&mut self) {
        let name = std::mem::take(&mut self.style_name);
        let name = name.trim().trim_end_matches(';').trim();
        if let (Some(number), false) = (self.state.style, name.is_empty()) {
            let style = Style { name: name.to_owned(), ..Style::default() };
            self.styles.add(style_id(number), style);
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if self.characters.is_repeated() {
            return;
        }
        let starred = std::mem::take(&mut self.state.starred);
        if self.state.to == Destination::Nowhere {
            return;
        }
        if let Some(to) = destination::of(word) {
            self.output.seen.comments += usize::from(word == "annotation");
            self.go(to);
        } else if starred {
            self.state.to = Destination::Nowhere;
        } else if !self.character(word, number) && !self.structure(word) {
            self.format(word, number);
        }
    }

    /// The group's text goes to `to` from here on.
    fn go(&mut self, to: Destination) {
        // Text boxes of headers are part of these.
        if self.state.to == Destination::Margin {
            return;
        }
        self.output.seen.boxes += usize::from(to == Destination::Box);
        if matches!(to, Destination::Note | Destination::Box) {
            self.output.begin_inset();
            self.state = self.state.inset();
        }
        self.state.to = to;
    }

    /// Words that stand for a character; whether this is one.
    fn character(&mut self, word: &str, number: Option<i32>) -> bool {
        if word == "u" {
            if let Some(text) = self.characters.unicode(number.unwrap_or(0), self.state.repeats) {
                self.write(&text);
            }
            return true;
        }
        let text = characters::of_word(word);
        text.into_iter().for_each(|text| self.push(text));
        text.is_some()
    }

    /// Words that end paragraphs, cells, rows; whether this is one.
    fn structure(&mut self, word: &str) -> bool {
        match word {
            "par" => self.output.end_paragraph(true, &self.state),
            "sect" | "nestcell" => self.output.end_paragraph(false, &self.state),
            "cell" => self.output.end_cell(&mut self.state),
            "row" => self.output.end_row(&self.state),
            _ => return false,
        }
        true
    }

    /// Words that say how text is written, and in which encoding.
    fn format(&mut self, word: &str, number: Option<i32>) {
        if number != Some(0) && self.state.counts() {
            self.output.tally(word);
        }
        if self.state.format(word, number, self.default_font) {
            return;
        }
        let value = number.unwrap_or(0);
        match word {
            "ftnalt" => self.output.mark_endnote(),
            "deff" => {
                self.default_font = value;
                self.state.font = value;
            }
            "fcharset" if self.state.to == Destination::Fonts => {
                self.characters.set_font(self.state.font, value);
            }
            _ => self.noticed.extend(self.characters.set_page(word, value)),
        }
    }

    fn symbol(&mut self, symbol: u8) {
        if self.characters.is_repeated() {
            return;
        }
        match symbol {
            b'*' => self.state.starred = true,
            b'\n' | b'\r' => self.output.end_paragraph(true, &self.state),
            _ => characters::of_symbol(symbol).into_iter().for_each(|text| self.push(text)),
        }
    }

    fn byte(&mut self, byte: u8) {
        if !self.characters.is_repeated() && self.state.to != Destination::Nowhere {
            self.characters.keep(byte);
        }
    }

    /// A character of UTF-8 that stands in the file as it is.
    fn utf8(&mut self, first: u8, lexer: &mut Lexer<'_>) {
        self.flush();
        let length = first.leading_ones() as usize;
        let mut bytes = vec![first];
        bytes.extend(lexer.rest().iter().take(length.saturating_sub(1)));
        lexer.skip(length.saturating_sub(1));
        if !self.characters.is_repeated() {
            self.push(&String::from_utf8_lossy(&bytes));
        }
    }

    /// The bytes met so far become text.
    fn flush(&mut self) {
        if let Some(text) = self.characters.kept(self.state.font) {
            self.push(&text);
        }
    }

    /// Writes text; half a character before it is shown as damaged.
    fn push(&mut self, text: &str) {
        if self.characters.lone_half() {
            self.write("\u{fffd}");
        }
        self.write(text);
    }

    fn write(&mut self, text: &str) {
        match self.state.to {
            Destination::Margin => self.output.seen.margins |= !text.trim().is_empty(),
            Destination::Styles => self.style_name.push_str(text),
            _ if !self.state.counts() || self.state.hidden || self.state.deleted => {}
            _ => self.output.add(text, &self.state),
        }
    }
}
