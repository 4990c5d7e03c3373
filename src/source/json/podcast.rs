//! Transcripts of podcasts. Format: <https://github.com/Podcastindex-org/podcast-namespace> (transcripts, JSON).

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "podcast transcripts",
    ms: SECONDS,
    fits: |keys| keys.has("segments[].body"),
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    segments: List<Segment<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Segment<'t> {
    start_time: Time,
    end_time: Time,
    #[serde(borrow)]
    body: Text<'t>,
    #[serde(borrow)]
    speaker: Label<'t>,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        for Segment { start_time, end_time, body, speaker } in scribe.items(&self.segments) {
            scribe.unit(&Said {
                words: body.get(),
                speaker: speaker.get(),
                start: *start_time,
                end: *end_time,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn segments_with_bodies() {
        let json = r#"{"version": "1.0.0", "segments": [{"speaker": "Roos", "startTime": 0.5, "endTime": 0.75, "body": "En dan?"},
            {"speaker": "Ilias", "startTime": 0.75, "endTime": 2, "body": "Wachten."}]}"#;
        assert_eq!(
            shown(json),
            ["json, podcast transcripts, speakers", "Roos 500-750: En dan?", "Ilias 750-2000: Wachten."]
        );
    }
}
