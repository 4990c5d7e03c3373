//! Gentle, which puts times to the words of a text. Format: <https://github.com/lowerquality/gentle>.

use super::*;

pub(super) const DIALECT: Dialect = Dialect {
    name: "Gentle",
    ms: SECONDS,
    fits: |keys| keys.has("transcript") && keys.has("words[].word") && keys.has("words[].case"),
    read: |text, scribe| documents(text, |file: File<'_>| file.tell(scribe)),
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct File<'t> {
    #[serde(borrow)]
    transcript: Text<'t>,
    words: List<Word>,
}

/// A word of the text, from one character of it to another; words that are heard and do not stand in it have no
/// place there.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Word {
    start: Time,
    end: Time,
    start_offset: Time,
}

impl File<'_> {
    /// The text as it stands, marks included, in lines and sentences; a word brings what follows it.
    fn tell(&self, scribe: &mut Scribe<'_>) {
        let Some(text) = self.transcript.get() else { return };
        let mut places = text.char_indices().map(|(at, _)| at).enumerate();
        let mut place = |wanted: usize| places.find(|(number, _)| *number == wanted).map(|(_, at)| at);
        let mut heard: Vec<(usize, &Word)> = Vec::new();
        let placed = scribe.items(&self.words).iter().filter_map(|word| Some((word.offset()?, word)));
        for (offset, word) in placed {
            heard.extend(place(offset).map(|at| (at, word)));
        }
        let nobody = Word::default();
        if heard.first().is_none_or(|(at, _)| *at > 0) {
            heard.insert(0, (0, &nobody));
        }
        let ends = heard.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
        for ((at, word), end) in heard.iter().zip(ends) {
            let piece = text.get(*at..end).unwrap_or("");
            for (number, line) in piece.split('\n').enumerate() {
                if number > 0 {
                    scribe.part();
                }
                let (start, end) = if number == 0 { (word.start, word.end) } else { Default::default() };
                scribe.word(&Said { words: Some(line), speaker: None, start, end }, Gap::Own);
            }
        }
        scribe.part();
    }
}

impl Word {
    /// The character of the text it begins at.
    fn offset(&self) -> Option<usize> {
        match self.start_offset {
            Time::Number(at) if (0.0..1.0e10).contains(&at) => Some(at as usize),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn the_text_stays_whole_with_the_times_of_its_words() {
        let json = r#"{"transcript": "Één loket, zei ze. Ja!\nToch niet.", "words": [
            {"alignedWord": "een", "case": "success", "start": 0.5, "end": 0.8, "startOffset": 0, "endOffset": 3, "word": "Één", "phones": []},
            {"alignedWord": "loket", "case": "success", "start": 0.8, "end": 1.2, "startOffset": 4, "endOffset": 9, "word": "loket"},
            {"case": "not-found-in-audio", "startOffset": 11, "endOffset": 14, "word": "zei"},
            {"case": "success", "start": 1.3, "end": 1.5, "startOffset": 15, "endOffset": 17, "word": "ze"},
            {"case": "success", "start": 1.6, "end": 1.9, "startOffset": 19, "endOffset": 21, "word": "Ja"},
            {"case": "success", "start": 4.0, "end": 4.3, "startOffset": 23, "endOffset": 27, "word": "Toch"},
            {"case": "success", "start": 4.3, "end": 4.6, "startOffset": 28, "endOffset": 32, "word": "niet"}]}"#;
        assert_eq!(
            shown(json),
            [
                "json, Gentle, no speakers",
                "- 500-1500: Één loket, zei ze.",
                "- 1600-1900: Ja!",
                "- 4000-4600: Toch niet."
            ]
        );
    }
}
