//! Whisper by Hugging Face pipelines (insanely-fast-whisper): chunks with pairs of times.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Whisper (chunks)",
    ms: SECONDS,
    fits: |keys| keys.has("chunks[].text") && keys.has("chunks[].timestamp"),
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    chunks: List<Chunk<'t>>,
    #[serde(borrow)]
    speakers: List<Chunk<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chunk<'t> {
    timestamp: Range,
    #[serde(borrow)]
    text: Text<'t>,
    #[serde(borrow)]
    speaker: Label<'t>,
}

impl File<'_> {
    /// The chunks stand there twice where speakers were told apart.
    fn tell(&self, scribe: &mut Scribe<'_>) {
        let chunks = if self.speakers.items.is_empty() { &self.chunks } else { &self.speakers };
        for Chunk { timestamp: Range(start, end), text, speaker } in scribe.items(chunks) {
            scribe.unit(&Said { words: text.get(), speaker: speaker.get(), start: *start, end: *end });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn chunks_with_and_without_speakers() {
        let json = r#"{"speakers": [], "chunks": [{"text": " Om vijf uur", "timestamp": [0.0, 1.2]},
            {"text": " ging de deur dicht.", "timestamp": [1.2, null]}], "text": ""}"#;
        assert_eq!(
            shown(json),
            ["json, Whisper (chunks), no speakers", "- 0-: Om vijf uur\nging de deur dicht."]
        );
        let voiced = r#"{"speakers": [{"speaker": "SPEAKER_00", "text": " Dag.", "timestamp": [0, 1]}],
            "chunks": [{"text": " Dag.", "timestamp": [0, 1]}]}"#;
        assert_eq!(shown(voiced)[1..], ["SPEAKER_00 0-1000: Dag."]);
    }
}
