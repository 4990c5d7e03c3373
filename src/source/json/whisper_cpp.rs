//! whisper.cpp (`--output-json`). Format: <https://github.com/ggml-org/whisper.cpp>.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "whisper.cpp",
    ms: 1.0,
    fits: |keys| keys.has("transcription[].text") && keys.has("transcription[].offsets.from"),
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    transcription: List<Segment<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Segment<'t> {
    offsets: Object<Offsets>,
    #[serde(borrow)]
    text: Text<'t>,
    #[serde(borrow)]
    speaker: Label<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Offsets {
    from: Time,
    to: Time,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        for segment in scribe.items(&self.transcription) {
            let (start, end) =
                segment.offsets.0.as_ref().map(|offsets| (offsets.from, offsets.to)).unwrap_or_default();
            // `?` is what it writes where it cannot tell.
            let speaker = segment.speaker.get().filter(|speaker| *speaker != "?");
            scribe.unit(&Said { words: segment.text.get(), speaker, start, end });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn offsets_are_milliseconds() {
        let json = r#"{"params": {"language": "nl"}, "transcription": [
            {"timestamps": {"from": "00:00:00,000", "to": "00:00:01,500"}, "offsets": {"from": 0, "to": 1500}, "text": " Kom binnen.", "speaker": "0"},
            {"offsets": {"from": 1500, "to": 2100}, "text": " Dank u.", "speaker": "1"},
            {"offsets": null, "text": " Zo.", "speaker": "?"}]}"#;
        assert_eq!(
            shown(json),
            [
                "json, whisper.cpp, speakers",
                "Speaker 0 0-1500: Kom binnen.",
                "Speaker 1 1500-2100: Dank u.",
                "-: Zo."
            ]
        );
    }
}
