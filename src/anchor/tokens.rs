//! A transcript as a row of tokens: its words, and a mark where each turn begins.

use std::collections::HashMap;

use crate::text::{Span, fold, words};
use crate::transcript::{Transcript, Turn};

/// The identity of every mark of a turn.
pub(super) const MARK: usize = 0;

/// The voice of turns in which nobody is named.
pub(super) const NOBODY: usize = 0;

/// A word of a turn, or the mark where a turn begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Equal for words that are equal once folded; [`MARK`] for a mark.
    pub(super) id: usize,
    /// In bytes of the text; a mark is empty.
    pub(super) span: Span,
    /// Index of its turn.
    pub(super) turn: usize,
    /// Who speaks, by label.
    pub(super) voice: usize,
    /// What is answered, by the words of the question.
    pub(super) question: usize,
}

impl Token {
    pub(super) fn is_word(&self) -> bool {
        self.id != MARK
    }
}

/// Numbers for strings, the same for both transcripts. Zero is nobody's.
#[derive(Debug, Default)]
pub(super) struct Names {
    numbers: HashMap<String, usize>,
}

impl Names {
    fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.numbers.len() + 1;
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// The name behind each number, from 1.
    pub(super) fn by_number(&self) -> HashMap<usize, &str> {
        self.numbers.iter().map(|(name, &number)| (number, name.as_str())).collect()
    }
}

/// The numbers of words, labels and questions.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    words: Names,
    pub(super) voices: Names,
    questions: Names,
}

/// The tokens of `transcript`, in order. Turns that overlap an earlier one are left out.
pub(super) fn tokens(transcript: &Transcript, numbers: &mut Numbers) -> Vec<Token> {
    let (mut tokens, mut end) = (Vec::new(), 0);
    for (number, turn) in transcript.turns.iter().enumerate() {
        if turn.span.start < end || turn.span.of(&transcript.text).is_empty() {
            continue;
        }
        end = turn.span.end;
        tokens_of(transcript, turn, number, numbers, &mut tokens);
    }
    tokens
}

fn tokens_of(
    transcript: &Transcript,
    turn: &Turn,
    number: usize,
    numbers: &mut Numbers,
    to: &mut Vec<Token>,
) {
    let voice = transcript.speaker_of(turn).map_or(NOBODY, |who| numbers.voices.number(&who.label));
    let question = turn.question.as_deref().map_or(0, |question| numbers.questions.number(question));
    let mark = Span::new(turn.span.start, turn.span.start);
    let token = Token { id: MARK, span: mark, turn: number, voice, question };
    to.push(token);
    let (said, before) = (transcript.words_of(turn), to.len());
    for word in words(said) {
        let id = numbers.words.number(&fold(word.of(said)));
        to.push(Token { id, span: word.shift(turn.span.start), ..token });
    }
    if to.len() == before {
        // A turn of dots or signs only is one word, equal to the same signs alone.
        to.push(Token { id: numbers.words.number(said), span: turn.span, ..token });
    }
}
