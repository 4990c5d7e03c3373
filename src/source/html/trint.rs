//! The interactive page of Trint: each word with its time, each paragraph with who speaks.

use scraper::node::Element;
use scraper::{ElementRef, Html};

use crate::source::names::{key, tidy};
use crate::source::units::{Unit, Units};
use crate::source::{Settings, Speakers, join};
use crate::transcript::Transcript;

/// The transcript of a page of Trint; `None` if it is another page.
pub(super) fn transcript(tree: &Html, settings: &Settings) -> Option<Transcript> {
    let found = tree.tree.nodes().filter_map(ElementRef::wrap).any(|e| time(e.value(), "data-m").is_some());
    if !found || !matches!(settings.speakers, Speakers::Auto | Speakers::None) {
        return None;
    }
    let ignored: Vec<String> = settings.ignore.iter().map(|label| key(&tidy(label))).collect();
    let mut units = Units::default();
    let elements = tree.tree.nodes().filter_map(ElementRef::wrap);
    for paragraph in elements.filter(|element| element.value().name() == "p") {
        let said = Said::of(paragraph);
        let label = tidy(&said.speaker);
        if said.start_ms.is_none() || ignored.contains(&key(&label)) {
            units.line(&said.words);
            continue;
        }
        let named = settings.speakers == Speakers::Auto && !label.is_empty();
        let speaker = named.then(|| units.names.index(&label));
        let words = said.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let unit =
            Unit { words: &words, speaker, start_ms: said.start_ms, end_ms: said.end_ms, question: None };
        units.turn(&unit);
    }
    let mut transcript = units.finish("html, Trint");
    if settings.join == Some(true) {
        join::speakers(&mut transcript);
    }
    Some(transcript)
}

/// What a paragraph says.
#[derive(Default)]
struct Said {
    speaker: String,
    words: String,
    start_ms: Option<u64>,
    end_ms: Option<u64>,
}

impl Said {
    fn of(paragraph: ElementRef<'_>) -> Self {
        let mut said = Self::default();
        for child in paragraph.children() {
            let Some(element) = ElementRef::wrap(child) else {
                said.words.extend(child.value().as_text().map(|text| &**text));
                continue;
            };
            let value = element.value();
            let is = |name: &str| value.classes().any(|class| class == name);
            if is("speaker") {
                said.speaker.extend(element.text());
            } else if !is("timecode") && value.name() != "del" {
                said.words.extend(element.text());
                said.time(value);
            }
        }
        said
    }

    fn time(&mut self, word: &Element) {
        if let Some(start) = time(word, "data-m") {
            self.start_ms = self.start_ms.or(Some(start));
            self.end_ms = time(word, "data-d").map(|length| start.saturating_add(length)).or(self.end_ms);
        }
    }
}

/// Milliseconds in an attribute.
fn time(element: &Element, name: &str) -> Option<u64> {
    element.attr(name)?.trim().parse().ok()
}
