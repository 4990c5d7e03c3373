//! Speechmatics (json-v2): words and marks, each with whom it belongs to.
//! Format: <https://docs.speechmatics.com/speech-to-text/batch/output>.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Speechmatics",
    ms: SECONDS,
    fits: |keys| keys.has("results[].alternatives[].content"),
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

/// Its label for somebody it cannot tell.
const NOBODY: &str = "UU";

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    results: List<Item<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Item<'t> {
    start_time: Time,
    end_time: Time,
    #[serde(borrow, rename = "type")]
    kind: Text<'t>,
    #[serde(borrow)]
    attaches_to: Text<'t>,
    #[serde(borrow)]
    channel: Label<'t>,
    #[serde(borrow)]
    alternatives: List<Alternative<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Alternative<'t> {
    #[serde(borrow)]
    content: Text<'t>,
    #[serde(borrow)]
    speaker: Label<'t>,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        for item in scribe.items(&self.results) {
            let best = item.alternatives.first();
            let gap = item.gap();
            let speaker = best.and_then(|best| best.speaker.get()).filter(|speaker| *speaker != NOBODY);
            let said = Said {
                words: best.and_then(|best| best.content.get()),
                // A mark belongs to the word it stands at, whatever is said of it.
                speaker: speaker.or(item.channel.get()).filter(|_| !matches!(gap, Gap::Left | Gap::Both)),
                start: item.start_time,
                end: item.end_time,
            };
            scribe.word(&said, gap);
        }
    }
}

impl Item<'_> {
    fn gap(&self) -> Gap {
        match self.attaches_to.get() {
            Some("previous") => Gap::Left,
            Some("next") => Gap::Right,
            Some("both") => Gap::Both,
            Some(_) => Gap::Blank,
            None if self.kind.is("punctuation") => Gap::Left,
            None => Gap::Blank,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn marks_attach_to_their_words() {
        let item = |kind: &str, rest: &str, start: &str, word: &str, who: &str| {
            format!(
                r#"{{"type": "{kind}", {rest} "start_time": {start}, "end_time": {start}, "alternatives": [{{"confidence": 0.9, "content": "{word}", "language": "nl", "speaker": "{who}"}}]}}"#
            )
        };
        let items = [
            item("word", "", "1.0", "Twee", "S1"),
            item("punctuation", r#""attaches_to": "both","#, "1.2", "-", "S1"),
            item("word", "", "1.3", "drie", "S1"),
            item("punctuation", r#""attaches_to": "previous", "is_eos": true,"#, "1.3", ".", "S2"),
            item("word", "", "2.0", "Echt", "S2"),
            item("punctuation", "", "2.1", "?", "UU"),
        ];
        let json = format!(r#"{{"format": "2.9", "results": [{}]}}"#, items.join(", "));
        assert_eq!(
            shown(&json),
            ["json, Speechmatics, speakers", "S1 1000-1300: Twee-drie.", "S2 2000-2100: Echt?"]
        );
        let nobody = json.replace("S1", "UU").replace("S2", "UU");
        assert_eq!(shown(&nobody)[1..], ["- 1000-1300: Twee-drie.", "- 2000-2100: Echt?"]);
    }
}
