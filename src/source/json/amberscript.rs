//! Amberscript: segments of words, and the names of the speakers apart.

use std::collections::HashMap;

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Amberscript",
    ms: SECONDS,
    fits: |keys| keys.has("segments[].words[].text"),
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    speakers: List<Speaker<'t>>,
    #[serde(borrow)]
    segments: List<Segment<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Speaker<'t> {
    #[serde(borrow)]
    spkid: Label<'t>,
    #[serde(borrow)]
    name: Label<'t>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Segment<'t> {
    #[serde(borrow)]
    speaker: Label<'t>,
    #[serde(borrow)]
    words: List<TimedText<'t>>,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        let names: HashMap<&str, &str> = self
            .speakers
            .items
            .iter()
            .filter_map(|speaker| Some((speaker.spkid.get()?, speaker.name.get()?)))
            .collect();
        for Segment { speaker, words } in scribe.items(&self.segments) {
            let speaker = speaker.get().map(|id| names.get(id).copied().unwrap_or(id));
            for word in scribe.items(words) {
                scribe.word(&word.by(speaker), Gap::Blank);
            }
            scribe.part();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn speakers_have_the_names_given_to_them() {
        let json = r#"{"speakers": [{"spkid": "spk1", "name": "Hanne"}, {"spkid": "spk2"}], "segments": [
            {"speaker": "spk1", "words": [{"text": "Hoe", "start": 1.0, "end": 1.5, "pristine": true}, {"text": "dan?", "start": 1.5, "end": 2.0}]},
            {"speaker": "spk2", "words": [{"text": "Zo.", "start": 2.5, "end": 3.0}]}]}"#;
        assert_eq!(
            shown(json),
            ["json, Amberscript, speakers", "Hanne 1000-2000: Hoe dan?", "spk2 2500-3000: Zo."]
        );
    }
}
