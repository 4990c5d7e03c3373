//! AssemblyAI: utterances, else words; times in milliseconds.
//! Format: <https://www.assemblyai.com/docs/api-reference/transcripts/get>.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "AssemblyAI",
    ms: 1.0,
    fits: |keys| {
        keys.has("utterances[].text")
            || (keys.has("words[].text") && (keys.has("utterances") || keys.has("audio_url")))
    },
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    utterances: List<Part<'t>>,
    #[serde(borrow)]
    words: List<Part<'t>>,
}

/// An utterance or a word.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Part<'t> {
    start: Time,
    end: Time,
    #[serde(borrow)]
    text: Text<'t>,
    #[serde(borrow)]
    speaker: Label<'t>,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        let whole = !self.utterances.items.is_empty();
        let parts = if whole { &self.utterances } else { &self.words };
        for Part { start, end, text, speaker } in scribe.items(parts) {
            let said = Said { words: text.get(), speaker: speaker.get(), start: *start, end: *end };
            if whole { scribe.unit(&said) } else { scribe.word(&said, Gap::Blank) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn utterances_or_words() {
        let words = r#""words": [{"text": "Zeker,", "start": 250, "end": 650, "speaker": null}, {"text": "ja.", "start": 700, "end": 900},
            {"text": "Wel", "start": 950, "end": 1000}]"#;
        let plain = format!(r#"{{"id": "x", "audio_url": "", {words}, "utterances": null}}"#);
        assert_eq!(
            shown(&plain),
            ["json, AssemblyAI, no speakers", "- 250-900: Zeker, ja.", "- 950-1000: Wel"]
        );
        let voiced = r#"{"utterances": [{"speaker": "A", "text": "Zeker, ja.", "start": 250, "end": 900, "words": []}]}"#;
        assert_eq!(shown(voiced)[1..], ["A 250-900: Zeker, ja."]);
    }
}
