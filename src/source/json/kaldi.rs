//! Kaldi and the programs around it: words with who speaks at their time (the BBC's), words with their lengths, and
//! hypotheses of kaldi-gstreamer-server, one result after the other.
//! Formats: <https://github.com/alumae/gst-kaldi-nnet2-online>, <https://github.com/bbc/react-transcript-editor>.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Kaldi",
    ms: SECONDS,
    fits: |keys| {
        ["retval.words[].word", "words[].punct", "result.hypotheses[].transcript"]
            .iter()
            .any(|path| keys.has(path))
            || ["hypotheses[].transcript", "hypotheses[].utterance"].iter().any(|path| keys.has(path))
            || ["words[].word", "words[].time", "words[].duration"].iter().all(|path| keys.has(path))
    },
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    retval: Object<Heard<'t>>,
    #[serde(borrow)]
    words: List<Word<'t>>,
    #[serde(borrow)]
    segmentation: Object<Segmentation<'t>>,
    #[serde(borrow)]
    result: Object<Outcome<'t>>,
    #[serde(borrow)]
    hypotheses: List<Hypothesis<'t>>,
    #[serde(rename = "segment-start")]
    start: Time,
    #[serde(rename = "segment-length")]
    length: Time,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Heard<'t> {
    #[serde(borrow)]
    words: List<Word<'t>>,
    #[serde(borrow)]
    segmentation: Object<Segmentation<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Word<'t> {
    #[serde(alias = "time")]
    start: Time,
    end: Time,
    duration: Time,
    #[serde(borrow)]
    word: Text<'t>,
    /// The word with its mark and capital.
    #[serde(borrow)]
    punct: Text<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Segmentation<'t> {
    #[serde(borrow)]
    segments: List<Segment<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Segment<'t> {
    start: Time,
    duration: Time,
    #[serde(borrow)]
    speaker: Label<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Outcome<'t> {
    #[serde(borrow)]
    hypotheses: List<Hypothesis<'t>>,
    /// What is not final is said once more in a later result.
    #[serde(rename = "final")]
    is_final: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Hypothesis<'t> {
    #[serde(borrow, alias = "utterance")]
    transcript: Text<'t>,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        if let Some(heard) = &self.retval.0 {
            tell_words(&heard.words, heard.segmentation.0.as_ref().or(self.segmentation.0.as_ref()), scribe);
        }
        tell_words(&self.words, self.segmentation.0.as_ref(), scribe);
        let outcome = self.result.0.as_ref().filter(|outcome| outcome.is_final != Some(false));
        let best = outcome.and_then(|outcome| outcome.hypotheses.first()).or(self.hypotheses.first());
        if let Some(words) = best.and_then(|best| best.transcript.get()) {
            let end = after(self.start, self.length);
            scribe.unit(&Said { words: Some(words), speaker: None, start: self.start, end });
        }
    }
}

fn tell_words(words: &List<Word<'_>>, who: Option<&Segmentation<'_>>, scribe: &mut Scribe<'_>) {
    let voices = who.map(|who| voices(who, scribe)).unwrap_or_default();
    for word in scribe.items(words) {
        let speaker = scribe.millis(word.start).and_then(|at| speaker_at(&voices, at));
        let end = if word.end == Time::Absent { after(word.start, word.duration) } else { word.end };
        let words = word.punct.get().or(word.word.get());
        scribe.word(&Said { words, speaker, start: word.start, end }, Gap::Blank);
    }
    scribe.part();
}

/// From when to when somebody speaks, in milliseconds, in order.
fn voices<'a>(who: &'a Segmentation<'_>, scribe: &mut Scribe<'_>) -> Vec<(u64, u64, &'a str)> {
    let mut voices = Vec::new();
    for segment in scribe.items(&who.segments) {
        let (start, end) =
            (scribe.millis(segment.start), scribe.millis(after(segment.start, segment.duration)));
        if let (Some(start), Some(end), Some(speaker)) = (start, end, segment.speaker.get()) {
            voices.push((start, end, speaker));
        }
    }
    voices.sort_by_key(|(start, ..)| *start);
    voices
}

/// Who speaks at a time; nobody known where no segment covers it.
fn speaker_at<'a>(voices: &[(u64, u64, &'a str)], at: u64) -> Option<&'a str> {
    let later = voices.partition_point(|(start, ..)| *start <= at);
    let (_, end, speaker) = voices.get(later.checked_sub(1)?)?;
    (at < *end).then_some(*speaker)
}

/// The end of what begins at `start` and lasts for `length`.
fn after(start: Time, length: Time) -> Time {
    match (start, length) {
        (Time::Number(start), Time::Number(length)) => Time::Number(start + length),
        _ => Time::Absent,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    const WORDS: &str = r#""words": [
        {"start": 1.02, "end": 1.17, "confidence": 0.68, "word": "waar", "punct": "Waar", "index": 0},
        {"start": 1.17, "end": 1.38, "word": "dan", "punct": "dan?"},
        {"start": 3.44, "end": 3.86, "word": "hier", "punct": "Hier."}]"#;

    #[test]
    fn segments_tell_who_speaks_at_the_time_of_a_word() {
        let who = r#""segmentation": {"segments": [
            {"@type": "Segment", "start": 1.01, "duration": 2.0, "bandwidth": "S", "speaker": {"@id": "S0", "gender": "F"}},
            {"start": 3.01, "duration": 2.0, "speaker": {"@id": "S1"}}]}"#;
        let turns = ["json, Kaldi, speakers", "S0 1020-1380: Waar dan?", "S1 3440-3860: Hier."];
        assert_eq!(shown(&format!(r#"{{"retval": {{"status": true, {WORDS}}}, {who}}}"#)), turns);
        assert_eq!(shown(&format!(r#"{{"retval": {{{WORDS}, {who}}}}}"#)), turns);
        assert_eq!(shown(&format!("{{{WORDS}, {who}}}")), turns);
        let nobody = shown(&format!(r#"{{{WORDS}, "segmentation": null}}"#));
        assert_eq!(nobody[1..], ["- 1020-1380: Waar dan?", "- 3440-3860: Hier."]);
    }

    #[test]
    fn words_may_have_a_length() {
        let json = r#"{"words": [{"word": "ik", "time": "0.5", "duration": "0.2"}, {"word": "wacht", "time": "0.7", "duration": "0.3"}]}"#;
        assert_eq!(shown(json), ["json, Kaldi, no speakers", "- 500-1000: ik wacht"]);
    }

    #[test]
    fn of_hypotheses_the_best_of_a_final_result_counts() {
        let json = r#"{"status": 0, "segment": 0, "result": {"hypotheses": [{"transcript": "ik"}], "final": false}}
            {"status": 0, "segment": 0, "result": {"hypotheses": [{"transcript": "ik wacht.", "likelihood": 150.3,
                "word-alignment": [{"start": 0, "length": 0.36, "word": "ik"}]}, {"transcript": "ik wachtte"}], "final": true},
             "segment-start": 2.5, "segment-length": 1.25, "total-length": 3.75}"#;
        assert_eq!(shown(json), ["json, Kaldi, no speakers", "- 2500-3750: ik wacht."]);
        let whole = r#"{"status": 0, "hypotheses": [{"utterance": "ik wacht."}], "id": "x"}"#;
        assert_eq!(shown(whole)[1..], ["-: ik wacht."]);
    }
}
