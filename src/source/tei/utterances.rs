//! The utterances of a TEI document: who, what and when.

use crate::source::spoken::{People, Said};
use crate::source::tree::Element;

use super::people::Persons;
use super::timeline::Timeline;
use super::words::Words;

/// Roles in a sitting that ParlaMint gives an utterance.
const ROLES: &[&str] = &["chair", "regular", "guest"];

/// What is said in a document.
#[derive(Debug, Default)]
pub(super) struct Utterances {
    /// The utterances with words, in order.
    pub(super) said: Vec<Said>,
    /// What is known of the speakers.
    pub(super) people: People,
    /// How many notes were left out.
    pub(super) notes: usize,
    persons: Persons,
    timeline: Timeline,
    /// The speaker as printed before the utterance that comes.
    printed: String,
}

impl Utterances {
    /// All utterances of a document.
    pub(super) fn of(document: &Element<'_>) -> Self {
        let mut persons = Persons::of(document);
        let people = std::mem::take(&mut persons.people);
        let timeline = Timeline::of(document);
        let mut all = Self { persons, people, timeline, ..Self::default() };
        all.walk(document);
        all
    }

    /// Whether any has a time.
    pub(super) fn timed(&self) -> bool {
        self.said.iter().any(|said| said.start_ms.is_some())
    }

    fn walk(&mut self, element: &Element<'_>) {
        for inner in element.elements() {
            match inner.name() {
                "teiHeader" => {}
                "annotationBlock" => self.block(inner),
                "u" => self.utterance(inner, inner, false),
                "sp" => self.speech(inner),
                "note" if inner.attribute("type").as_deref() == Some("speaker") => {
                    self.printed = inner.text()
                }
                "note" | "incident" | "kinesic" | "vocal" => self.notes += 1,
                _ => self.walk(inner),
            }
        }
    }

    /// A block of ISO 24624: it, or the utterance in it, says who and when.
    fn block(&mut self, block: &Element<'_>) {
        for utterance in block.all("u") {
            self.utterance(utterance, block, true);
        }
    }

    fn utterance(&mut self, utterance: &Element<'_>, block: &Element<'_>, heard: bool) {
        let value = |name: &str| {
            let own = utterance.attribute(name).filter(|value| !value.trim().is_empty());
            own.or_else(|| block.attribute(name))
        };
        let mut label = self.persons.label(&value("who").unwrap_or_default());
        let printed = std::mem::take(&mut self.printed);
        if label.is_empty() {
            label = printed;
        }
        let anchors: Vec<String> =
            utterance.all("anchor").iter().filter_map(|anchor| anchor.attribute("synch")).collect();
        let time = |name: &str, anchor: Option<&String>| {
            value(name).or_else(|| anchor.cloned()).and_then(|point| self.timeline.at(&point))
        };
        let (start_ms, end_ms) = (time("start", anchors.first()), time("end", anchors.last()));
        for role in value("ana").unwrap_or_default().split_whitespace() {
            if let Some(role) = ROLES.iter().find(|known| role.rsplit([':', '#', '.']).next() == Some(known))
            {
                self.people.entry(label.clone()).or_default().push(("role", (*role).to_owned()));
            }
        }
        self.add(label, utterance, heard, (start_ms, end_ms));
    }

    /// A speech: its speaker is printed in it.
    fn speech(&mut self, speech: &Element<'_>) {
        let printed = speech.child("speaker").map(Element::text);
        let label =
            printed.unwrap_or_else(|| self.persons.label(&speech.attribute("who").unwrap_or_default()));
        self.add(label, speech, false, (None, None));
    }

    fn add(&mut self, label: String, element: &Element<'_>, heard: bool, times: (Option<u64>, Option<u64>)) {
        let mut words = Words::new(heard);
        words.take(element);
        self.notes += words.notes;
        let (start_ms, end_ms) = times;
        if !words.text.trim().is_empty() {
            self.said.push(Said { label, words: words.text, start_ms, end_ms });
        }
    }
}
