//! Azure Speech: batch transcription, and fast transcription.
//! Format: <https://learn.microsoft.com/azure/ai-services/speech-service/batch-transcription-get>.

use super::*;

/// Batch transcription; times in ticks of 100 nanoseconds.
pub(super) const BATCH: Dialect = Dialect {
    name: "Azure Speech",
    ms: 1.0e-4,
    fits: |keys| keys.has("recognizedPhrases[].nBest[].display"),
    read: |text, scribe| documents(text, |file: Batch<'_>| file.tell(scribe)),
};

/// Fast transcription; times in milliseconds.
pub(super) const FAST: Dialect = Dialect {
    name: "Azure Speech (fast)",
    ms: 1.0,
    fits: |keys| keys.has("phrases[].text") && keys.has("phrases[].offsetMilliseconds"),
    read: |text, scribe| documents(text, |file: Fast<'_>| file.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Batch<'t> {
    #[serde(borrow)]
    recognized_phrases: List<Recognized<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Recognized<'t> {
    #[serde(borrow)]
    recognition_status: Text<'t>,
    offset_in_ticks: Time,
    duration_in_ticks: Time,
    #[serde(borrow)]
    speaker: Label<'t>,
    #[serde(borrow)]
    n_best: List<Best<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Best<'t> {
    #[serde(borrow)]
    display: Text<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Fast<'t> {
    #[serde(borrow)]
    phrases: List<Phrase<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Phrase<'t> {
    offset_milliseconds: Time,
    duration_milliseconds: Time,
    #[serde(borrow)]
    speaker: Label<'t>,
    #[serde(borrow)]
    text: Text<'t>,
}

/// When something ends that begins and lasts so long.
fn end(start: Time, duration: Time) -> Time {
    match (start, duration) {
        (Time::Number(start), Time::Number(duration)) => Time::Number(start + duration),
        _ => Time::Absent,
    }
}

impl Batch<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        for phrase in scribe.items(&self.recognized_phrases) {
            let best = phrase.n_best.first().and_then(|best| best.display.get());
            // Where nothing was understood there is no best guess.
            if best.is_none() && phrase.recognition_status.get().is_some_and(|status| status != "Success") {
                continue;
            }
            let (start, duration) = (phrase.offset_in_ticks, phrase.duration_in_ticks);
            scribe.unit(&Said {
                words: best,
                speaker: phrase.speaker.get(),
                start,
                end: end(start, duration),
            });
        }
    }
}

impl Fast<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        for phrase in scribe.items(&self.phrases) {
            let (words, speaker, start) =
                (phrase.text.get(), phrase.speaker.get(), phrase.offset_milliseconds);
            scribe.unit(&Said { words, speaker, start, end: end(start, phrase.duration_milliseconds) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn phrases_of_both_kinds() {
        let batch = r#"{"combinedRecognizedPhrases": [], "recognizedPhrases": [
            {"recognitionStatus": "Success", "channel": 0, "speaker": 1, "offset": "PT0.76S", "offsetInTicks": 7600000.0, "durationInTicks": 10000000.0,
             "nBest": [{"confidence": 0.9, "lexical": "dag", "display": "Dag."}, {"display": "Dak."}]},
            {"recognitionStatus": "NoMatch", "offsetInTicks": 20000000}]}"#;
        assert_eq!(shown(batch), ["json, Azure Speech, speakers", "Speaker 1 760-1760: Dag."]);
        let fast = r#"{"durationMilliseconds": 900, "combinedPhrases": [{"text": "Dag."}], "phrases": [
            {"speaker": 0, "offsetMilliseconds": 80, "durationMilliseconds": 640, "text": "Dag.", "words": []}]}"#;
        assert_eq!(shown(fast)[1..], ["Speaker 0 80-720: Dag."]);
    }
}
