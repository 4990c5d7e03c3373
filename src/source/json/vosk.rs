//! Vosk: a result an utterance, often many results one after the other.
//! Format: <https://alphacephei.com/vosk/>.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Vosk",
    ms: SECONDS,
    fits: |keys| keys.has("result[].word") || keys.has("alternatives[].result[].word"),
    read: |text, scribe| documents(text, |result: Utterance<'_>| result.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Utterance<'t> {
    #[serde(borrow)]
    result: List<Word<'t>>,
    #[serde(borrow)]
    text: Text<'t>,
    #[serde(borrow)]
    alternatives: List<Utterance<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Word<'t> {
    start: Time,
    end: Time,
    #[serde(borrow)]
    word: Text<'t>,
}

impl Utterance<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        if let Some(best) = self.alternatives.first() {
            best.tell(scribe);
            return;
        }
        let words = scribe.items(&self.result);
        if let Some(text) = self.text.get() {
            let (start, end) = around(words, |word| (word.start, word.end));
            scribe.unit(&Said { words: Some(text), speaker: None, start, end });
            return;
        }
        for Word { start, end, word } in words {
            let said = Said { words: word.get(), speaker: None, start: *start, end: *end };
            scribe.word(&said, Gap::Blank);
        }
        scribe.part();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn results_one_after_the_other_are_utterances() {
        let json = r#"{"result": [{"conf": 1.0, "end": 1.1, "start": 0.9, "word": "ik"}, {"conf": 0.8, "end": 1.5, "start": 1.1, "word": "wacht"}],
            "text": "ik wacht"}
            {"partial": "nog"}
            {"text": ""}
            {"result": [{"start": 2.0, "end": 2.5, "word": "nog"}, {"start": 2.5, "end": 2.8, "word": "steeds"}]}"#;
        assert_eq!(
            shown(json),
            ["json, Vosk, no speakers", "- 900-1500: ik wacht", "- 2000-2800: nog steeds"]
        );
        let best = r#"{"alternatives": [{"confidence": 9, "result": [{"start": 1, "end": 2, "word": "ja"}], "text": "ja"}, {"text": "sja"}]}"#;
        assert_eq!(shown(best)[1..], ["- 1000-2000: ja"]);
    }
}
