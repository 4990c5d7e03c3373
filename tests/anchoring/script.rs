//! A transcript as turns with words, each of which knows which old word it is.

use std::collections::HashMap;

use verbatim::text::{Span, words};
use verbatim::transcript::{Transcript, Turn};

/// A word, with what stands after it up to the next one.
#[derive(Clone)]
pub(crate) struct Word {
    /// Which word of the old transcript it is, if it is one.
    pub(crate) id: Option<usize>,
    pub(crate) said: String,
    pub(crate) after: String,
}

#[derive(Clone)]
pub(crate) struct Said {
    /// The person; labels are another matter.
    pub(crate) person: Option<usize>,
    pub(crate) words: Vec<Word>,
}

#[derive(Clone)]
pub(crate) struct Script {
    /// The label of each person.
    pub(crate) labels: Vec<String>,
    pub(crate) turns: Vec<Said>,
    /// Whether each turn has its time before its label.
    pub(crate) times: bool,
}

/// A script as a transcript, and what each word of its turns is.
pub(crate) struct Rendered {
    pub(crate) transcript: Transcript,
    /// Place, id and person of each word, in order.
    pub(crate) words: Vec<(Span, Option<usize>, Option<usize>)>,
    /// Who says each word that has an id.
    pub(crate) alive: HashMap<usize, Option<usize>>,
    pub(crate) turns: Vec<Said>,
}

impl Rendered {
    /// The words that `place` touches.
    pub(crate) fn within(&self, place: Span) -> &[(Span, Option<usize>, Option<usize>)] {
        let from = self.words.partition_point(|word| word.0.end <= place.start);
        let to = self.words.partition_point(|word| word.0.start < place.end);
        &self.words[from..to.max(from)]
    }
}

impl Script {
    pub(crate) fn of(transcript: &Transcript) -> Self {
        let labels = transcript.speakers.iter().map(|speaker| speaker.label.clone()).collect();
        let turns = transcript
            .turns
            .iter()
            .map(|turn| Said { person: turn.speaker, words: cut(transcript.words_of(turn)) });
        let mut script =
            Self { labels, turns: turns.filter(|t| !t.words.is_empty()).collect(), times: false };
        script.number();
        script
    }

    /// Gives every word an id of its own: this is the old transcript now.
    pub(crate) fn number(&mut self) {
        for (id, word) in self.turns.iter_mut().flat_map(|turn| &mut turn.words).enumerate() {
            word.id = Some(id);
        }
    }

    pub(crate) fn render(&self) -> Rendered {
        let mut transcript = Transcript::default();
        let mut ids = Vec::new();
        for (number, turn) in self.turns.iter().enumerate() {
            if self.times {
                transcript.text += &format!("[00:{:02}:{:02}] ", number / 60, number % 60);
            }
            if let Some(person) = turn.person {
                transcript.text += &format!("{}: ", self.labels[person]);
            }
            let start = transcript.text.len();
            for word in &turn.words {
                let from = transcript.text.len();
                transcript.text += &word.said;
                ids.push((Span::new(from, transcript.text.len()), word.id, turn.person));
                transcript.text += &word.after;
            }
            let span = Span::new(start, transcript.text.len()).trimmed(&transcript.text);
            transcript.text += "\n";
            let speaker = turn.person.map(|person| transcript.speaker_index(&self.labels[person]));
            transcript.turns.push(Turn { speaker, ..Turn::new(span) });
        }
        let alive = ids.iter().filter_map(|word| Some((word.1?, word.2))).collect();
        Rendered { transcript, words: ids, alive, turns: self.turns.clone() }
    }
}

/// The words of `text`; a word may be several to the library (`tax-on-web`), never the other way round.
pub(crate) fn cut(text: &str) -> Vec<Word> {
    let spans: Vec<Span> = words(text).collect();
    let ends = spans.iter().skip(1).map(|span| span.start).chain([text.len()]);
    let word = |(span, end): (&Span, usize)| Word {
        id: None,
        said: span.of(text).to_owned(),
        after: text[span.end..end].to_owned(),
    };
    spans.iter().zip(ends).map(word).collect()
}
