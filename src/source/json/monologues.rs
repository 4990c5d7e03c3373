//! Rev, and the transcriber of Vosk that writes likewise: monologues of elements.
//! Format: <https://docs.rev.ai/api/asynchronous/transcript/>.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Rev",
    ms: SECONDS,
    fits: |keys| keys.has("monologues[].elements[].value") || keys.has("monologues[].terms[].text"),
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    monologues: List<Monologue<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Monologue<'t> {
    #[serde(borrow)]
    speaker: Label<'t>,
    #[serde(borrow)]
    elements: List<Element<'t>>,
    #[serde(borrow)]
    terms: List<TimedText<'t>>,
}

/// A word, a mark or a blank.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Element<'t> {
    #[serde(borrow)]
    value: Text<'t>,
    ts: Time,
    end_ts: Time,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        for Monologue { speaker, elements, terms } in scribe.items(&self.monologues) {
            let speaker = speaker.get();
            for Element { value, ts, end_ts } in scribe.items(elements) {
                scribe.word(&Said { words: value.get(), speaker, start: *ts, end: *end_ts }, Gap::Own);
            }
            for term in scribe.items(terms) {
                scribe.word(&term.by(speaker), Gap::Blank);
            }
            scribe.part();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn monologues_of_elements_or_terms() {
        let rev = r#"{"monologues": [{"speaker": 0, "elements": [
            {"type": "text", "value": "Goed", "ts": 0.5, "end_ts": 0.9, "confidence": 0.9}, {"type": "punct", "value": ", "},
            {"type": "text", "value": "dank", "ts": 1.0, "end_ts": 1.4}, {"type": "punct", "value": "."}]},
            {"speaker": {"id": 1, "name": "Mirte"}, "elements": [{"type": "text", "value": "Ja", "ts": 2, "end_ts": 3}]}]}"#;
        assert_eq!(
            shown(rev),
            ["json, Rev, speakers", "Speaker 0 500-1400: Goed, dank.", "Mirte 2000-3000: Ja"]
        );
        let vosk = r#"{"schemaVersion": "2.0", "monologues": [{"speaker": {"id": "unknown", "name": null}, "start": 1, "end": 2,
            "terms": [{"start": 1.0, "end": 1.5, "text": "wel", "type": "WORD"}, {"start": 1.5, "end": 2, "text": "ja"}]}], "text": ["wel ja"]}"#;
        assert_eq!(shown(vosk)[1..], ["- 1000-2000: wel ja"]);
    }
}
