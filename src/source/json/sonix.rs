//! Sonix: turns of words that bring their own blanks. Format: <https://sonix.ai/docs/api>.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Sonix",
    ms: SECONDS,
    fits: |keys| keys.has("transcript[].words[].text") || keys.has("transcript[].text"),
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    transcript: List<Turn<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Turn<'t> {
    #[serde(borrow)]
    speaker: Label<'t>,
    start_time: Time,
    end_time: Time,
    #[serde(borrow)]
    text: Text<'t>,
    #[serde(borrow)]
    words: List<Word<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Word<'t> {
    #[serde(borrow)]
    text: Text<'t>,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        for turn in scribe.items(&self.transcript) {
            let put_together = put_together(scribe.items(&turn.words));
            scribe.unit(&Said {
                words: put_together.as_deref().or(turn.text.get()),
                speaker: turn.speaker.get(),
                start: turn.start_time,
                end: turn.end_time,
            });
        }
    }
}

/// The words one after the other; `None` without words.
fn put_together(words: &[Word<'_>]) -> Option<String> {
    let words: Vec<&str> = words.iter().filter_map(|word| word.text.get()).collect();
    let own = words.iter().any(|word| word.ends_with(' ') || word.starts_with(' '));
    (!words.is_empty()).then(|| words.join(if own { "" } else { " " }))
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn turns_of_words() {
        let json = r#"{"name": "fg", "transcript": [
            {"speaker": "Greet", "start_time": 0.25, "end_time": 2.0, "words": [{"text": "Zo, ", "start_time": 0.25}, {"text": "klaar. "}]},
            {"speaker": "Noor", "start_time": 2.0, "end_time": 3.0, "words": [{"text": "Al"}, {"text": "goed."}]},
            {"speaker": "Noor", "start_time": 3.0, "text": "Dag."}]}"#;
        assert_eq!(
            shown(json),
            [
                "json, Sonix, speakers",
                "Greet 250-2000: Zo, klaar.",
                "Noor 2000-3000: Al goed.",
                "Noor 3000-: Dag."
            ]
        );
    }
}
