//! Google Cloud Speech-to-Text, versions 1 and 2. Format:
//! <https://cloud.google.com/speech-to-text/docs/reference/rest/v1/speech/recognize>.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Google Speech-to-Text",
    ms: SECONDS,
    // IBM writes the same shape, but keeps its speakers in a list beside it.
    fits: |keys| {
        !keys.has("speaker_labels")
            && (keys.has("results[].alternatives[].transcript")
                || keys.has("response.results[].alternatives[].transcript"))
    },
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    results: List<Stretch<'t>>,
    #[serde(borrow)]
    response: Object<Response<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Response<'t> {
    #[serde(borrow)]
    results: List<Stretch<'t>>,
}

/// A stretch of the recording.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Stretch<'t> {
    #[serde(borrow)]
    alternatives: List<Alternative<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Alternative<'t> {
    #[serde(borrow)]
    transcript: Text<'t>,
    #[serde(borrow)]
    words: List<Word<'t>>,
}

/// Version 1 names times and speakers otherwise than version 2.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Word<'t> {
    #[serde(borrow)]
    word: Text<'t>,
    start_time: Time,
    start_offset: Time,
    end_time: Time,
    end_offset: Time,
    #[serde(borrow)]
    speaker_tag: Label<'t>,
    #[serde(borrow)]
    speaker_label: Label<'t>,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        let results = self.response.0.as_ref().map_or(&self.results, |response| &response.results);
        let best: Vec<&Alternative<'_>> =
            scribe.items(results).iter().filter_map(|stretch| stretch.alternatives.first()).collect();
        // Version 1 repeats all words, with their speakers, in the last stretch.
        let whole = best.last().filter(|last| best.len() > 1 && last.voiced() && last.repeats(&best));
        let best = whole.map_or(&best[..], std::slice::from_ref);
        best.iter().for_each(|alternative| alternative.tell(scribe));
    }
}

impl Alternative<'_> {
    fn voiced(&self) -> bool {
        self.words.items.iter().any(|word| word.speaker().is_some())
    }

    /// Whether it holds the words of all of `others` and itself.
    fn repeats(&self, others: &[&Alternative<'_>]) -> bool {
        let sum: usize = others.iter().map(|other| other.words.items.len()).sum();
        let first = others.first().and_then(|other| other.words.first()).map(Word::start);
        let start = self.words.first().map(Word::start);
        self.words.items.len() * 2 >= sum && (first.is_none() || start == first)
    }

    fn tell(&self, scribe: &mut Scribe<'_>) {
        let words = scribe.items(&self.words);
        if self.voiced() {
            for word in words {
                let (words, speaker) = (word.word.get(), word.speaker());
                scribe.word(&Said { words, speaker, start: word.start(), end: word.end() }, Gap::Blank);
            }
        } else if self.transcript.get().is_some() {
            let (start, end) = around(words, |word| (word.start(), word.end()));
            scribe.unit(&Said { words: self.transcript.get(), speaker: None, start, end });
        }
    }
}

impl Word<'_> {
    fn start(&self) -> Time {
        if self.start_time == Time::Absent { self.start_offset } else { self.start_time }
    }

    fn end(&self) -> Time {
        if self.end_time == Time::Absent { self.end_offset } else { self.end_time }
    }

    /// Tag 0 is nobody.
    fn speaker(&self) -> Option<&str> {
        self.speaker_label.get().or(self.speaker_tag.get().filter(|tag| *tag != "Speaker 0"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn stretches_without_speakers() {
        let json = r#"{"results": [{"alternatives": [{"transcript": "Het regende.", "confidence": 0.9,
            "words": [{"startTime": "1.400s", "endTime": "1.800s", "word": "Het"}, {"startTime": "1.800s", "endTime": "2.300s", "word": "regende."}]},
            {"transcript": "Het regent."}], "languageCode": "nl-be"}, {"alternatives": [{"transcript": " Hard."}]}]}"#;
        assert_eq!(
            shown(json),
            ["json, Google Speech-to-Text, no speakers", "- 1400-2300: Het regende.", "-: Hard."]
        );
    }

    #[test]
    fn words_with_speakers_stand_in_the_last_stretch_once_more() {
        let json = r#"{"response": {"results": [
            {"alternatives": [{"transcript": "Dag. Ja.", "words": [{"startTime": "0s", "endTime": "1s", "word": "Dag.", "speakerTag": 0}, {"word": "Ja."}]}]},
            {"alternatives": [{"words": [{"startTime": "0s", "endTime": "1s", "word": "Dag.", "speakerTag": 1}, {"startTime": "1s", "endTime": "2s", "word": "Ja.", "speakerTag": 2}]}]}]}}"#;
        assert_eq!(shown(json)[1..], ["Speaker 1 0-1000: Dag.", "Speaker 2 1000-2000: Ja."]);
        let second = r#"{"results": [
            {"alternatives": [{"transcript": "Dag.", "words": [{"startOffset": "0s", "endOffset": "1s", "word": "Dag.", "speakerLabel": "1"}]}]},
            {"alternatives": [{"transcript": "Ja.", "words": [{"startOffset": "1s", "endOffset": "2s", "word": "Ja.", "speakerLabel": "2"}]}]}]}"#;
        assert_eq!(shown(second)[1..], ["Speaker 1 0-1000: Dag.", "Speaker 2 1000-2000: Ja."]);
    }
}
