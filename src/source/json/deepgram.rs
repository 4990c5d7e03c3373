//! Deepgram: utterances, else paragraphs, else words. Format: <https://developers.deepgram.com/docs/utterances>.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Deepgram",
    ms: SECONDS,
    fits: |keys| {
        keys.has("results.channels[].alternatives[].transcript")
            || keys.has("results.utterances[].transcript")
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
    utterances: List<Utterance<'t>>,
    #[serde(borrow)]
    channels: List<Channel<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Utterance<'t> {
    start: Time,
    end: Time,
    #[serde(borrow)]
    transcript: Text<'t>,
    #[serde(borrow)]
    speaker: Label<'t>,
    #[serde(borrow)]
    channel: Text<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Channel<'t> {
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
    #[serde(borrow)]
    paragraphs: Object<Paragraphs<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Paragraphs<'t> {
    #[serde(borrow)]
    paragraphs: List<Paragraph<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Paragraph<'t> {
    #[serde(borrow)]
    speaker: Label<'t>,
    #[serde(borrow)]
    sentences: List<TimedText<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Word<'t> {
    start: Time,
    end: Time,
    #[serde(borrow)]
    word: Text<'t>,
    #[serde(borrow)]
    punctuated_word: Text<'t>,
    #[serde(borrow)]
    speaker: Label<'t>,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        let Some(results) = &self.results.0 else { return };
        let (utterances, channels) = (scribe.items(&results.utterances), scribe.items(&results.channels));
        let several = channels.len() > 1;
        for Utterance { start, end, transcript, speaker, channel } in utterances {
            let channel = channel.get().filter(|_| several).map(channel_name);
            let speaker = speaker.get().or(channel.as_deref());
            scribe.unit(&Said { words: transcript.get(), speaker, start: *start, end: *end });
        }
        if !utterances.is_empty() {
            return;
        }
        for (number, channel) in channels.iter().enumerate() {
            let name = several.then(|| channel_name(number));
            if let Some(best) = channel.alternatives.first() {
                best.tell(name.as_deref(), scribe);
            }
            scribe.part();
        }
    }
}

/// Where channels were recorded apart, each is somebody's.
fn channel_name(number: impl fmt::Display) -> String {
    format!("Channel {number}")
}

impl Alternative<'_> {
    fn tell(&self, channel: Option<&str>, scribe: &mut Scribe<'_>) {
        let paragraphs =
            self.paragraphs.0.as_ref().map_or(&[][..], |paragraphs| &paragraphs.paragraphs.items);
        for Paragraph { speaker, sentences } in paragraphs {
            let speaker = speaker.get().or(channel);
            for sentence in scribe.items(sentences) {
                scribe.word(&sentence.by(speaker), Gap::Blank);
            }
            scribe.part();
        }
        if !paragraphs.is_empty() {
            return;
        }
        for word in scribe.items(&self.words) {
            let words = word.punctuated_word.get().or(word.word.get());
            let speaker = word.speaker.get().or(channel);
            scribe.word(&Said { words, speaker, start: word.start, end: word.end }, Gap::Blank);
        }
        if self.words.items.is_empty() {
            scribe.unit(&Said { words: self.transcript.get(), speaker: channel, ..Said::default() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn utterances_paragraphs_or_words() {
        let words = r#""words": [{"word": "ja", "start": 0.1, "end": 0.4, "speaker": 0, "punctuated_word": "Ja."},
            {"word": "nee", "start": 1.0, "end": 1.2, "speaker": 1, "punctuated_word": "Nee."}]"#;
        let of = |inner: &str, outer: &str| {
            format!(
                r#"{{"metadata": {{}}, "results": {{"channels": [{{"alternatives": [{{"transcript": "Ja. Nee.", {inner}}}]}}]{outer}}}}}"#
            )
        };
        let turns = ["json, Deepgram, speakers", "Speaker 0 100-400: Ja.", "Speaker 1 1000-1200: Nee."];
        assert_eq!(shown(&of(words, "")), turns);
        let utterances = r#", "utterances": [{"start": 0.1, "end": 0.4, "channel": 0, "transcript": "Ja.", "speaker": 0},
            {"start": 1.0, "end": 1.2, "transcript": "Nee.", "speaker": 1}]"#;
        assert_eq!(shown(&of(words, utterances)), turns);
        let paragraphs = r#""paragraphs": {"transcript": "", "paragraphs": [
            {"speaker": 0, "sentences": [{"text": "Ja.", "start": 0.1, "end": 0.2}, {"text": "Toch.", "start": 0.3, "end": 0.5}]}]}"#;
        assert_eq!(shown(&of(paragraphs, ""))[1..], ["Speaker 0 100-500: Ja. Toch."]);
    }
}
