//! ElevenLabs Scribe: words, blanks and sounds one after the other.
//! Format: <https://elevenlabs.io/docs/api-reference/speech-to-text/convert>.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "ElevenLabs",
    ms: SECONDS,
    fits: |keys| keys.has("words[].text") && keys.has("words[].type") && keys.has("language_code"),
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    words: List<Word<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Word<'t> {
    start: Time,
    end: Time,
    #[serde(borrow)]
    text: Text<'t>,
    #[serde(borrow)]
    speaker_id: Label<'t>,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        for Word { start, end, text, speaker_id } in scribe.items(&self.words) {
            let said = Said { words: text.get(), speaker: speaker_id.get(), start: *start, end: *end };
            scribe.word(&said, Gap::Own);
        }
        scribe.part();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn blanks_and_sounds_are_kept() {
        let json = r#"{"language_code": "nld", "text": "Nou (lacht) ja.", "words": [
            {"text": "Nou", "start": 0.1, "end": 0.3, "type": "word", "speaker_id": "speaker_0"}, {"text": " ", "type": "spacing", "speaker_id": "speaker_0"},
            {"text": "(lacht)", "start": 0.4, "end": 0.9, "type": "audio_event", "speaker_id": "speaker_0"},
            {"text": "Ja.", "start": 1.0, "end": 1.2, "type": "word", "speaker_id": "speaker_1"}]}"#;
        assert_eq!(
            shown(json),
            ["json, ElevenLabs, speakers", "speaker_0 100-900: Nou (lacht)", "speaker_1 1000-1200: Ja."]
        );
    }
}
