//! Verbs of saying, in Dutch, English, French and German, by where who speaks may stand; all of them folded.

use super::beside::Word;

/// Behind which who speaks may stand anywhere: no one is spoken to there. `dit` is French.
const PRECEDING: &[&str] = &[
    "zegt", "zei", "zegde", "zeggen", "zeiden", "vindt", "vond", "meent", "meende", "says", "said", "say",
    "dit", "disait", "disent", "disaient", "sagt", "sagte", "sagen", "sagten",
];

/// Behind which who speaks may stand where nobody stands before them: `vertelt An`, but `Samira vertelt An`.
const BEGINNING: &[&str] = &[
    "vertelt",
    "vertelde",
    "vertellen",
    "vertelden",
    "antwoordt",
    "antwoordde",
    "verklaart",
    "verklaarde",
    "legt",
    "legde",
    "merkt",
    "merkte",
    "verwoordt",
    "verwoordde",
    "getuigt",
    "getuigde",
    "benadrukt",
    "benadrukte",
    "stelt",
    "stelde",
    "klaagt",
    "klaagde",
    "zucht",
    "zuchtte",
    "verzucht",
    "verzuchtte",
    "schrijft",
    "schreef",
    "roept",
    "riep",
    "reageert",
    "reageerde",
    "bevestigt",
    "bevestigde",
    "besluit",
    "besloot",
    "geeft",
    "gaf",
    "voegt",
    "voegde",
    "explains",
    "explained",
    "adds",
    "added",
    "explique",
    "expliquait",
    "expliquent",
    "raconte",
    "racontait",
    "racontent",
    "ajoute",
    "affirme",
    "confie",
    "temoigne",
    "repond",
    "souligne",
    "precise",
    "estime",
    "constate",
    "conclut",
    "erzahlt",
    "erzahlte",
    "erzahlen",
    "erzahlten",
    "meint",
    "meinte",
    "erklart",
    "erklarte",
    "berichtet",
    "berichtete",
    "betont",
    "betonte",
    "erganzt",
    "erganzte",
    "antwortet",
    "antwortete",
    "klagt",
    "klagte",
];

/// Before which only who speaks stands.
const FOLLOWING: &[&str] = &[
    "vat",
    "beschrijft",
    "beschreef",
    "herinnert",
    "told",
    "tells",
    "recalls",
    "recalled",
    "describes",
    "described",
    "notes",
    "noted",
    "puts",
    "put",
    "answers",
    "answered",
    "replies",
    "replied",
    "remarks",
    "remarked",
    "argues",
    "argued",
    "writes",
    "wrote",
    "complains",
    "complained",
    "reports",
    "reported",
    "states",
    "stated",
    "observes",
    "observed",
    "declare",
];

/// Whether a word is a verb of saying. `dit` is Dutch for *this* wherever it may be.
pub(super) fn says(word: &str) -> bool {
    word != "dit" && [PRECEDING, BEGINNING, FOLLOWING].iter().any(|list| list.contains(&word))
}

/// Whether the word `at` says that who stands before it speaks; `dit` does at the end of a clause, and where
/// French goes on: `Un coordinateur dit à une cliente`.
pub(super) fn says_at(words: &[Word], at: usize) -> bool {
    let is_french =
        |next: &Word| next.is_parted || matches!(next.folded.as_str(), "à" | "au" | "aux" | "que" | "qu");
    words.get(at).is_some_and(|word| {
        says(&word.folded) || word.folded == "dit" && words.get(at + 1).is_none_or(is_french)
    })
}

/// Whether who speaks may stand behind the word, wherever that stands.
pub(super) fn precedes(word: &str) -> bool {
    PRECEDING.contains(&word)
}

/// Whether who speaks may stand behind the word where nobody stands before it.
pub(super) fn begins(word: &str) -> bool {
    BEGINNING.contains(&word)
}
