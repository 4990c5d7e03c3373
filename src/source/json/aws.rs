//! Amazon Transcribe: words and marks as items, and who speaks them; newer files hold the segments whole.
//! Format: <https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html#how-output>.

use std::collections::HashMap;

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Amazon Transcribe",
    ms: SECONDS,
    fits: |keys| {
        keys.has("results.items[].alternatives[].content")
            || keys.has("results.audio_segments[].transcript")
            || keys.has("results.channel_labels.channels[].items")
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
    channel_labels: Object<ChannelLabels<'t>>,
    #[serde(borrow)]
    audio_segments: List<Segment<'t>>,
}

/// What was said on each channel of the recording; people on two of them may speak at one time.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ChannelLabels<'t> {
    #[serde(borrow)]
    channels: List<Channel<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Channel<'t> {
    #[serde(borrow)]
    channel_label: Label<'t>,
    #[serde(borrow)]
    items: List<Item<'t>>,
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
        if let Some(channels) = self.channels().filter(|_| speakers.is_empty()) {
            tell_channels(channels, scribe);
            return;
        }
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

impl<'t> File<'t> {
    /// The channels, where each says what was said on it.
    fn channels(&self) -> Option<&List<Channel<'t>>> {
        let channels = &self.results.0.as_ref()?.channel_labels.0.as_ref()?.channels;
        channels.items.iter().any(|channel| !channel.items.items.is_empty()).then_some(channels)
    }
}

/// Tells the sentences of all channels in the order they begin in, so that who talks through somebody cuts
/// neither's words.
fn tell_channels(channels: &List<Channel<'_>>, scribe: &mut Scribe<'_>) {
    let mut sentences: Vec<(u64, Option<&str>, &[Item<'_>])> = Vec::new();
    for channel in scribe.items(channels) {
        let mut rest = scribe.items(&channel.items);
        let mut begins = 0;
        while !rest.is_empty() {
            let (sentence, after) = rest.split_at(sentence_length(rest));
            begins = sentence.first().and_then(|item| scribe.millis(item.start_time)).unwrap_or(begins);
            sentences.push((begins, channel.channel_label.get(), sentence));
            rest = after;
        }
    }
    sentences.sort_by_key(|(begins, ..)| *begins);
    for (_, channel, sentence) in sentences {
        for item in sentence {
            item.tell(channel.or(item.channel_label.get()), scribe);
        }
    }
}

/// How many of `items` the first sentence takes.
fn sentence_length(items: &[Item<'_>]) -> usize {
    let ends = |item: &Item<'_>| item.content().is_some_and(|words| matches!(words, "." | "?" | "!" | "…"));
    items.iter().position(ends).map_or(items.len(), |at| at + 1)
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
            item.tell(item.speaker_label.get().or_else(at).or(item.channel_label.get()), scribe);
        }
    }
}

impl Item<'_> {
    /// A mark belongs to the word before it.
    fn tell(&self, speaker: Option<&str>, scribe: &mut Scribe<'_>) {
        let mark = self.kind.is("punctuation");
        let speaker = speaker.filter(|_| !mark);
        let said = Said { words: self.content(), speaker, start: self.start_time, end: self.end_time };
        scribe.word(&said, if mark { Gap::Left } else { Gap::Blank });
    }

    fn content(&self) -> Option<&str> {
        self.alternatives.first().and_then(|first| first.content.get())
    }

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
    fn channels_are_told_in_sentences_in_the_order_of_time() {
        let word = |start: &str, end: &str, words: &str| {
            format!(
                r#"{{"start_time": "{start}", "end_time": "{end}", "alternatives": [{{"content": "{words}"}}], "type": "pronunciation"}}"#
            )
        };
        let stop = r#"{"alternatives": [{"content": "."}], "type": "punctuation"}"#;
        let one = [
            &word("1.0", "1.4", "Een"),
            &word("2.0", "2.4", "twee"),
            stop,
            &word("5.0", "5.4", "Vijf"),
            stop,
        ]
        .join(",");
        let two = [&word("1.5", "1.9", "Ja"), stop, &word("3.0", "3.4", "drie"), stop].join(",");
        let channels = format!(
            r#""channel_labels": {{"channels": [{{"channel_label": "ch_0", "items": [{one}]}}, {{"channel_label": "ch_1", "items": [{two}]}}], "number_of_channels": 2}}"#
        );
        let turns = [
            "json, Amazon Transcribe, speakers",
            "ch_0 1000-2400: Een twee.",
            "ch_1 1500-3400: Ja. drie.",
            "ch_0 5000-5400: Vijf.",
        ];
        assert_eq!(shown(&format!(r#"{{"results": {{{channels}}}}}"#)), turns);
        assert_eq!(shown(&format!(r#"{{"results": {{"items": [{one}], {channels}}}}}"#)), turns);
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
