//! Whisper and what is built on it (OpenAI's API, faster-whisper, WhisperX, aTrain): segments.
//! Formats: <https://github.com/openai/whisper>, <https://github.com/m-bain/whisperX>.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Whisper",
    ms: SECONDS,
    fits: |keys| keys.has("segments[].text") && (keys.has("segments[].start") || keys.has("language")),
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

/// The segments alone, as small programs write them.
pub(super) const LIST: Dialect = Dialect {
    name: "Whisper (segments alone)",
    ms: SECONDS,
    fits: |keys| keys.has("text") && keys.has("start") && keys.has("end"),
    read: |text, scribe| documents(text, |segment: Segment<'_>| segment.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    segments: List<Segment<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Segment<'t> {
    start: Time,
    end: Time,
    #[serde(borrow)]
    text: Text<'t>,
    #[serde(borrow)]
    speaker: Label<'t>,
    #[serde(borrow)]
    words: List<Word<'t>>,
}

/// WhisperX says who speaks for every word, and for the segment who speaks most of it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Word<'t> {
    start: Time,
    end: Time,
    #[serde(borrow)]
    word: Text<'t>,
    #[serde(borrow)]
    speaker: Label<'t>,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        scribe.items(&self.segments).iter().for_each(|segment| segment.tell(scribe));
    }
}

impl Segment<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        let words = &self.words.items;
        if self.speaker.get().is_some() || words.iter().all(|word| word.speaker.get().is_none()) {
            let (words, speaker) = (self.text.get(), self.speaker.get());
            scribe.unit(&Said { words, speaker, start: self.start, end: self.end });
            return;
        }
        let own = words.iter().any(|word| word.word.get().is_some_and(|word| word.starts_with(' ')));
        for Word { start, end, word, speaker } in words {
            let said = Said { words: word.get(), speaker: speaker.get(), start: *start, end: *end };
            scribe.word(&said, if own { Gap::Own } else { Gap::Blank });
        }
        scribe.part();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn segments_become_sentences_or_stay_with_their_speakers() {
        let plain = r#"{"text": " Elke dinsdag ga ik. Soms niet.", "segments": [
            {"id": 0, "seek": 0, "start": 0.0, "end": 1.04, "text": " Elke dinsdag", "tokens": [1, 2], "avg_logprob": NaN},
            {"id": 1, "start": 1.04, "end": 2.5, "text": " ga ik.", "temperature": 0.0},
            {"id": 2, "start": 2.5, "end": 3.25, "text": " Soms niet."}], "language": "nl"}"#;
        assert_eq!(
            shown(plain),
            ["json, Whisper, no speakers", "- 0-2500: Elke dinsdag\nga ik.", "- 2500-3250: Soms niet."]
        );
        let voiced = r#"{"segments": [
            {"start": 0.5, "end": 1.5, "text": " Wie was dat?", "speaker": "SPEAKER_00"},
            {"start": 1.5, "end": 4.0, "text": " Mijn zus. Echt?", "words": [
                {"word": "Mijn", "start": 1.5, "end": 2.0, "speaker": "SPEAKER_01"},
                {"word": "zus.", "start": 2.0, "end": 2.5, "speaker": "SPEAKER_01"},
                {"word": "Echt?", "start": 3.5, "end": 4.0, "score": 0.2, "speaker": "SPEAKER_00"}]}]}"#;
        assert_eq!(
            shown(voiced),
            [
                "json, Whisper, speakers",
                "SPEAKER_00 500-1500: Wie was dat?",
                "SPEAKER_01 1500-2500: Mijn zus.",
                "SPEAKER_00 3500-4000: Echt?"
            ]
        );
    }

    #[test]
    fn segments_alone_in_a_list_or_one_a_line() {
        let turns = ["json, Whisper (segments alone), speakers", "A 0-1000: Dag.", "B 1000-2000: Ja."];
        let (one, two) = (
            r#"{"start": 0, "end": 1, "text": "Dag.", "speaker": "A"}"#,
            r#"{"start": 1, "end": 2, "text": "Ja.", "speaker": "B"}"#,
        );
        assert_eq!(shown(&format!("[{one}, {two}]")), turns);
        assert_eq!(shown(&format!("{one}\n{two}\n")), turns);
    }
}
