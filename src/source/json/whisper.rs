//! Whisper and what is built on it (OpenAI's API, faster-whisper, WhisperX, aTrain): segments.
//! Formats: <https://github.com/openai/whisper>, <https://github.com/m-bain/whisperX>.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Whisper",
    ms: SECONDS,
    fits: |keys| keys.has("segments[].text") && (keys.has("segments[].start") || keys.has("language")),
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

/// The segments alone, as small programs write them.
pub(super) const LIST: Dialect = Dialect {
    name: "Whisper (segments alone)",
    ms: SECONDS,
    fits: |keys| keys.has("text") && keys.has("start") && keys.has("end"),
    read: |text, scribe| documents(text, |segment: Segment<'_>| segment.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    segments: List<Segment<'t>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Segment<'t> {
    start: Time,
    end: Time,
    #[serde(borrow)]
    text: Text<'t>,
    #[serde(borrow)]
    speaker: Label<'t>,
    #[serde(borrow)]
    words: List<Word<'t>>,
}

/// WhisperX says who speaks for every word, and for the segment who speaks most of it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Word<'t> {
    start: Time,
    end: Time,
    #[serde(borrow)]
    word: Text<'t>,
    #[serde(borrow)]
    speaker: Label<'t>,
}

impl File<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        scribe.items(&self.segments).iter().for_each(|segment| segment.tell(scribe));
    }
}

impl Segment<'_> {
    fn tell(&self, scribe: &mut Scribe<'_>) {
        let speakers = self.speakers();
        if speakers.iter().all(|speaker| *speaker == self.speaker.get()) {
            scribe.unit(&self.said(self.text.get(), self.speaker.get()));
            return;
        }
        scribe.unsure(self.unsure());
        let Some(text) = self.text.get().filter(|text| !text.trim().is_empty()) else {
            self.tell_words(&speakers, scribe);
            return;
        };
        let Some(runs) = self.runs(text, &speakers) else {
            scribe.unplaced();
            scribe.unit(&self.said(Some(text), self.speaker.get()));
            return;
        };
        for Run { words, first, last, speaker } in runs {
            let start = if first.start == Time::Absent { self.start } else { first.start };
            scribe.unit(&Said { words: Some(words), speaker, start, end: last.end });
        }
    }

    fn said<'a>(&self, words: Option<&'a str>, speaker: Option<&'a str>) -> Said<'a> {
        Said { words, speaker, start: self.start, end: self.end }
    }

    /// Who says each word: what stands at it, else who says the word before, else whom the segment names.
    fn speakers(&self) -> Vec<Option<&str>> {
        let mut last = self.speaker.get();
        let words = self.words.items.iter();
        words
            .map(|word| {
                last = word.speaker.get().or(last);
                last
            })
            .collect()
    }

    /// How many words without a speaker of their own stand right before one of another speaker.
    fn unsure(&self) -> usize {
        let (mut last, mut open, mut unsure) = (self.speaker.get(), 0, 0);
        for word in self.words.items.iter().filter(|word| word.word.get().is_some()) {
            let Some(speaker) = word.speaker.get() else {
                open += 1;
                continue;
            };
            unsure += if last == Some(speaker) { 0 } else { open };
            (last, open) = (Some(speaker), 0);
        }
        unsure
    }

    /// The text cut where its words go to another speaker; `None` where the words are not those of the text.
    fn runs<'a>(&'a self, text: &'a str, speakers: &[Option<&'a str>]) -> Option<Vec<Run<'a>>> {
        let mut runs: Vec<(usize, Run<'a>)> = Vec::new();
        let mut at = 0;
        for (word, &speaker) in self.words.items.iter().zip(speakers) {
            let written = word.word.get()?.trim();
            let blank = text.get(at..)?.len() - text.get(at..)?.trim_start().len();
            let begins = at + blank;
            if !text.get(begins..)?.starts_with(written) {
                return None;
            }
            at = begins + written.len();
            match runs.last_mut() {
                Some((_, run)) if run.speaker == speaker => run.last = word,
                _ => runs.push((begins, Run { words: "", first: word, last: word, speaker })),
            }
        }
        if !text.get(at..)?.trim().is_empty() {
            return None;
        }
        let ends: Vec<usize> = runs.iter().skip(1).map(|(begins, _)| *begins).chain([text.len()]).collect();
        let cut = |((begins, run), end): ((usize, Run<'a>), usize)| {
            Some(Run { words: text.get(begins..end)?, ..run })
        };
        runs.into_iter().zip(ends).map(cut).collect()
    }

    fn tell_words(&self, speakers: &[Option<&str>], scribe: &mut Scribe<'_>) {
        let words = &self.words.items;
        let own = words.iter().any(|word| word.word.get().is_some_and(|word| word.starts_with(' ')));
        for (Word { start, end, word, .. }, speaker) in words.iter().zip(speakers) {
            let said = Said { words: word.get(), speaker: *speaker, start: *start, end: *end };
            scribe.word(&said, if own { Gap::Own } else { Gap::Blank });
        }
        scribe.part();
    }
}

/// Words of one speaker within a segment.
struct Run<'a> {
    words: &'a str,
    first: &'a Word<'a>,
    last: &'a Word<'a>,
    speaker: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn segments_become_sentences_or_stay_with_their_speakers() {
        let plain = r#"{"text": " Elke dinsdag ga ik. Soms niet.", "segments": [
            {"id": 0, "seek": 0, "start": 0.0, "end": 1.04, "text": " Elke dinsdag", "tokens": [1, 2], "avg_logprob": NaN},
            {"id": 1, "start": 1.04, "end": 2.5, "text": " ga ik.", "temperature": 0.0},
            {"id": 2, "start": 2.5, "end": 3.25, "text": " Soms niet."}], "language": "nl"}"#;
        assert_eq!(
            shown(plain),
            ["json, Whisper, no speakers", "- 0-2500: Elke dinsdag\nga ik.", "- 2500-3250: Soms niet."]
        );
        let voiced = r#"{"segments": [
            {"start": 0.5, "end": 1.5, "text": " Wie was dat?", "speaker": "SPEAKER_00"},
            {"start": 1.5, "end": 4.0, "text": " Mijn zus. Echt?", "words": [
                {"word": "Mijn", "start": 1.5, "end": 2.0, "speaker": "SPEAKER_01"},
                {"word": "zus.", "start": 2.0, "end": 2.5, "speaker": "SPEAKER_01"},
                {"word": "Echt?", "start": 3.5, "end": 4.0, "score": 0.2, "speaker": "SPEAKER_00"}]}]}"#;
        assert_eq!(
            shown(voiced),
            [
                "json, Whisper, speakers",
                "SPEAKER_00 500-1500: Wie was dat?",
                "SPEAKER_01 1500-2500: Mijn zus.",
                "SPEAKER_00 3500-4000: Echt?"
            ]
        );
    }

    #[test]
    fn the_speakers_of_words_decide_over_the_one_of_their_segment() {
        let word = |word: &str, at: f64, speaker: &str| {
            format!(r#"{{"word": "{word}", "start": {at}, "end": {}, {speaker} "score": 0.9}}"#, at + 0.5)
        };
        let (a, b) = (r#""speaker": "A","#, r#""speaker": "B","#);
        let words = [
            word("Ga", 1.0, a),
            word("je", 1.5, ""),
            word("mee?", 2.0, a),
            word("Nee,", 2.5, b),
            r#"{"word": "14"}"#.to_owned(),
        ];
        let segment = |text: &str, words: &[String]| {
            format!(
                r#"{{"segments": [{{"start": 1, "end": 4, "text": "{text}", "speaker": "A", "words": [{}]}}]}}"#,
                words.join(",")
            )
        };
        assert_eq!(
            shown(&segment(" Ga je mee? Nee, 14", &words))[1..],
            ["A 1000-2500: Ga je mee?", "B 2500-: Nee, 14"]
        );
        // Words that are not those of the text cannot cut it; nothing said is lost.
        let other = shown(&segment(" Ga je mee? Neen, 14", &words));
        assert_eq!(other[1], "A 1000-4000: Ga je mee? Neen, 14");
        assert!(other[2].starts_with("1 unit(s)"), "{other:?}");
    }

    #[test]
    fn words_of_nobody_where_the_speaker_changes_are_counted() {
        let file = |first: &str, between: &str| {
            format!(
                r#"{{"segments": [{{"start": 0, "end": 3, "text": " {first} kinderen? 3. Ja.", "speaker": "A", "words": [
                {{"word": "{first}"}}, {{"word": "kinderen?", "start": 0, "end": 1, "speaker": "A"}},
                {{"word": "3." {between}}}, {{"word": "Ja.", "start": 2, "end": 3, "speaker": "B"}}]}}]}}"#
            )
        };
        let told = shown(&file("Hoeveel", ""));
        assert_eq!(told[1..3], ["A 0-: Hoeveel kinderen? 3.", "B 2000-3000: Ja."]);
        assert!(told[3].starts_with("1 word(s) without a speaker of their own"), "{told:?}");
        let sure = shown(&file("Hoeveel", r#", "speaker": "B""#));
        assert_eq!(sure.len(), 3, "{sure:?}");
    }

    #[test]
    fn segments_alone_in_a_list_or_one_a_line() {
        let turns = ["json, Whisper (segments alone), speakers", "A 0-1000: Dag.", "B 1000-2000: Ja."];
        let (one, two) = (
            r#"{"start": 0, "end": 1, "text": "Dag.", "speaker": "A"}"#,
            r#"{"start": 1, "end": 2, "text": "Ja.", "speaker": "B"}"#,
        );
        assert_eq!(shown(&format!("[{one}, {two}]")), turns);
        assert_eq!(shown(&format!("{one}\n{two}\n")), turns);
    }
}
