//! Amazon Transcribe: words and marks as items, and who speaks them; newer files hold the segments whole.
//! Format: <https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html#how-output>.

use std::collections::HashMap;

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Amazon Transcribe",
    ms: SECONDS,
    fits: |keys| {
        keys.has("results.items[].alternatives[].content") || keys.has("results.audio_segments[].transcript")
    },
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    results: Object<Results<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Results<'t> {
    #[serde(borrow)]
    items: List<Item<'t>>,
    #[serde(borrow)]
    speaker_labels: Object<SpeakerLabels<'t>>,
    #[serde(borrow)]
    audio_segments: List<Segment<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Item<'t> {
    start_time: Time,
    end_time: Time,
    #[serde(borrow, rename = "type")]
    kind: Text<'t>,
    #[serde(borrow)]
    alternatives: List<Alternative<'t>>,
    #[serde(borrow)]
    speaker_label: Label<'t>,
    #[serde(borrow)]
    channel_label: Label<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Alternative<'t> {
    #[serde(borrow)]
    content: Text<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SpeakerLabels<'t> {
    #[serde(borrow)]
    segments: List<SpeakerSegment<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SpeakerSegment<'t> {
    #[serde(borrow)]
    items: List<SpeakerItem<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SpeakerItem<'t> {
    start_time: Time,
    #[serde(borrow)]
    speaker_label: Label<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Segment<'t> {
    start_time: Time,
    end_time: Time,
    #[serde(borrow)]
    transcript: Text<'t>,
    #[serde(borrow)]
    speaker_label: Label<'t>,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        let Some(results) = &self.results.0 else { return };
        let segments = &results.audio_segments;
        let labelled = segments.items.iter().any(|segment| segment.speaker_label.get().is_some());
        let speakers = results.speakers(scribe);
        let apart = !speakers.is_empty() || results.items.items.iter().any(|item| item.speaker().is_some());
        if segments.items.is_empty() || (apart && !labelled) {
            results.words(&speakers, scribe);
            return;
        }
        for Segment { start_time, end_time, transcript, speaker_label } in scribe.items(segments) {
            let (words, speaker) = (transcript.get(), speaker_label.get());
            scribe.unit(&Said { words, speaker, start: *start_time, end: *end_time });
        }
    }
}

impl Results<'_> {
    /// Who speaks at a time in milliseconds, where the words themselves do not say it.
    fn speakers(&self, scribe: &mut Scribe<'_>) -> HashMap<u64, &str> {
        let segments = self.speaker_labels.0.iter().flat_map(|labels| &labels.segments.items);
        let items = segments.flat_map(|segment| &segment.items.items);
        items.filter_map(|item| Some((scribe.millis(item.start_time)?, item.speaker_label.get()?))).collect()
    }

    fn words(&self, speakers: &HashMap<u64, &str>, scribe: &mut Scribe<'_>) {
        for item in scribe.items(&self.items) {
            let at = || scribe.millis(item.start_time).and_then(|at| speakers.get(&at).copied());
            let mark = item.kind.is("punctuation");
            let speaker =
                if mark { None } else { item.speaker_label.get().or_else(at).or(item.channel_label.get()) };
            let words = item.alternatives.first().and_then(|first| first.content.get());
            let said = Said { words, speaker, start: item.start_time, end: item.end_time };
            scribe.word(&said, if mark { Gap::Left } else { Gap::Blank });
        }
    }
}

impl Item<'_> {
    fn speaker(&self) -> Option<&str> {
        self.speaker_label.get().or(self.channel_label.get())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    const ITEMS: &str = r#""items": [
        {"start_time": "4.87", "end_time": "5.02", "alternatives": [{"confidence": "1.0", "content": "Waar"}], "type": "pronunciation"},
        {"start_time": "5.02", "end_time": "5.5", "alternatives": [{"content": "dan"}, {"content": "dam"}], "type": "pronunciation"},
        {"alternatives": [{"confidence": "0.0", "content": "?"}], "type": "punctuation"},
        {"start_time": "8.5", "end_time": "9", "alternatives": [{"content": "Hier"}], "type": "pronunciation"},
        {"alternatives": [{"content": "."}], "type": "punctuation"}]"#;

    #[test]
    fn items_become_turns_of_who_speaks_at_their_time() {
        let labels = r#""speaker_labels": {"speakers": 2, "segments": [
            {"start_time": "4.87", "end_time": "5.5", "speaker_label": "spk_0", "items": [
                {"start_time": "4.87", "end_time": "5.02", "speaker_label": "spk_0"}, {"start_time": "5.02", "speaker_label": "spk_0"}]},
            {"speaker_label": "spk_1", "items": [{"start_time": "8.5", "speaker_label": "spk_1"}]}]}"#;
        let json = format!(r#"{{"jobName": "x", "results": {{{labels}, {ITEMS}}}, "status": "COMPLETED"}}"#);
        assert_eq!(
            shown(&json),
            ["json, Amazon Transcribe, speakers", "spk_0 4870-5500: Waar dan?", "spk_1 8500-9000: Hier."]
        );
        let nobody = format!(r#"{{"results": {{{ITEMS}}}}}"#);
        assert_eq!(shown(&nobody)[1..], ["- 4870-5500: Waar dan?", "- 8500-9000: Hier."]);
    }

    #[test]
    fn whole_segments_stay_as_they_are() {
        let segments = r#""audio_segments": [
            {"id": 0, "transcript": "Waar dan?", "start_time": "4.87", "end_time": "5.5", "speaker_label": "spk_0", "items": [0, 1, 2]},
            {"id": 1, "transcript": "Hier.", "start_time": "8.5", "end_time": "9", "speaker_label": "spk_0", "items": [3, 4]}]"#;
        let json = format!(r#"{{"results": {{{ITEMS}, {segments}}}}}"#);
        assert_eq!(shown(&json)[1..], ["spk_0 4870-5500: Waar dan?", "spk_0 8500-9000: Hier."]);
    }
}
