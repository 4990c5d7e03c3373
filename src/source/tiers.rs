//! Which tiers hold speech, by their names: transcripts in ELAN and Praat have tiers for notes, gestures,
//! translations and for the same words cut finer.

use crate::text::fold;

/// Words in names of tiers that hold no speech, in the languages of our users.
const NO_SPEECH: &[&str] = &[
    "aantekening",
    "anmerkung",
    "annotatie",
    "code",
    "codes",
    "codering",
    "comment",
    "comments",
    "commentaar",
    "gaze",
    "gebaar",
    "gebaren",
    "gesture",
    "gestures",
    "geste",
    "gloss",
    "glosse",
    "glosses",
    "glossen",
    "kommentar",
    "lemma",
    "memo",
    "nonverbaal",
    "nonverbal",
    "noise",
    "note",
    "notes",
    "notitie",
    "notities",
    "opmerking",
    "opmerkingen",
    "pitch",
    "pos",
    "postag",
    "ruis",
    "thema",
    "topic",
    "traduction",
    "translation",
    "translations",
    "ubersetzung",
    "vertaling",
    "vertalingen",
];
/// Words in names of tiers of single words.
const SINGLE_WORDS: &[&str] =
    &["word", "words", "woord", "woorden", "token", "tokens", "wort", "worter", "mots", "wrd"];
/// Words in names of tiers of sounds.
const SOUNDS: &[&str] = &[
    "phone",
    "phones",
    "phoneme",
    "phonemes",
    "fon",
    "fonem",
    "fonemen",
    "foneem",
    "phon",
    "segment",
    "segments",
    "segmenten",
    "syl",
    "syll",
    "syllable",
    "syllables",
    "lettergrepen",
    "mau",
];

/// What the name of a tier says it holds, the coarsest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// What is said, as far as the name tells.
    Speech,
    /// What is said, one word at a time.
    Words,
    /// Sounds and syllables.
    Sounds,
    /// Notes, gestures, translations and the like.
    Other,
}

/// What the tier called `name` holds.
pub(super) fn of(name: &str) -> Layer {
    let folded = fold(name);
    let parts = || folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    // WebMAUS: ORT-MAU are words, KAN-MAU and MAU sounds; alone these parts are also family names.
    if parts().any(|part| part == "mau") {
        return if parts().any(|part| part == "ort") { Layer::Words } else { Layer::Sounds };
    }
    let known = [(NO_SPEECH, Layer::Other), (SOUNDS, Layer::Sounds), (SINGLE_WORDS, Layer::Words)];
    let layer = |part| known.iter().find(|(words, _)| words.contains(&part)).map(|(_, layer)| *layer);
    parts().find_map(layer).unwrap_or(Layer::Speech)
}

/// Names of tiers for a message: `A, B and 3 more`.
pub(super) fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 6;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("\"{name}\"")).collect();
    let shown = shown.join(", ");
    if names.len() > SHOWN { format!("{shown} and {} more", names.len() - SHOWN) } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tiers_tell_what_they_hold() {
        for (name, layer) in [
            ("Anke", Layer::Speech),
            ("Spreker 1", Layer::Speech),
            ("Coderre", Layer::Speech),
            ("Anke - words", Layer::Words),
            ("A_phones", Layer::Sounds),
            ("Wim Kan", Layer::Speech),
            ("ORT-MAU", Layer::Words),
            ("KAN-MAU", Layer::Sounds),
            ("opmerkingen", Layer::Other),
            ("Übersetzung", Layer::Other),
        ] {
            assert_eq!(of(name), layer, "{name}");
        }
    }
}
