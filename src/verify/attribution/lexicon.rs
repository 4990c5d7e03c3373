//! Words of Dutch, English, French and German that stand beside names; all of them folded.

pub(super) const REFERRING: &[&str] =
    &["zie", "vgl", "vergelijk", "cf", "cfr", "see", "compare", "siehe", "vergleiche", "voir"];

pub(super) const ARTICLES: &[&str] = &[
    "de", "het", "een", "deze", "die", "dat", "haar", "zijn", "hun", "mijn", "onze", "andere", "the", "a",
    "an", "this", "that", "her", "his", "their", "my", "our", "other", "another", "der", "das", "dem", "den",
    "des", "ein", "eine", "einen", "einem", "einer", "la", "le", "les", "l", "un", "une", "du", "d", "twee",
    "two", "zwei", "deux",
];

/// What somebody is spoken of, or to, with.
pub(super) const ABOUT: &[&str] = &[
    "over",
    "tegen",
    "aan",
    "omtrent",
    "jegens",
    "about",
    "to",
    "towards",
    "against",
    "concerning",
    "uber",
    "gegen",
    "zu",
    "zur",
    "zum",
    "sur",
    "contre",
    "au",
    "aux",
];

pub(super) const DENIALS: &[&str] = &[
    "niet", "geen", "nooit", "noch", "not", "no", "never", "nor", "nicht", "kein", "keine", "keinem",
    "keinen", "keiner", "keines", "nie", "aucun", "aucune", "ni",
];

pub(super) const FRENCH: &[&str] = &["par", "un", "une", "le", "la", "les", "l", "des", "d", "du"];

/// What may stand between a denial and whom it denies.
pub(super) const SMALL: &[&str] =
    &["door", "van", "bij", "als", "uit", "by", "from", "of", "as", "durch", "von", "vom", "par"];

/// What people are called in a conversation; folded.
pub(super) const PEOPLE: &[&str] = &[
    "respondent",
    "deelnemer",
    "participant",
    "geinterviewde",
    "interviewee",
    "informant",
    "spreker",
    "speaker",
    "sprecher",
    "interviewer",
    "moderator",
    "begeleider",
    "facilitator",
    "teilnehmer",
    "befragte",
    "participante",
    "repondant",
    "student",
    "client",
    "patient",
    "bezoeker",
];

pub(super) const COMMON: &[&str] = &[
    "int",
    "man",
    "men",
    "vrouw",
    "woman",
    "homme",
    "femme",
    "mann",
    "frau",
    "herr",
    "meneer",
    "mevrouw",
    "mijnheer",
    "mr",
    "mrs",
    "ms",
    "monsieur",
    "madame",
    "mme",
    "onbekend",
    "unknown",
    "unbekannt",
    "inconnu",
    "iemand",
    "anon",
    "allen",
    "iedereen",
    "all",
    "everyone",
    "tous",
    "alle",
    "groep",
    "group",
    "groupe",
    "gruppe",
    "voorzitter",
    "chair",
    "moeder",
    "vader",
    "dochter",
    "zoon",
    "partner",
    "zus",
    "broer",
    "mother",
    "father",
    "daughter",
    "son",
    "dokter",
    "de",
    "het",
    "een",
    "the",
    "la",
    "le",
    "der",
    "die",
    "das",
];

/// Words behind which, or before which, stands who says something.
pub(super) const SAYS: &[&str] = &[
    "zegt",
    "zei",
    "zegde",
    "zeggen",
    "zeiden",
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
    "vindt",
    "vond",
    "meent",
    "meende",
    "verwoordt",
    "verwoordde",
    "beschrijft",
    "beschreef",
    "getuigt",
    "getuigde",
    "benadrukt",
    "benadrukte",
    "stelt",
    "stelde",
    "vat",
    "herinnert",
    "klaagt",
    "klaagde",
    "zucht",
    "zuchtte",
    "says",
    "said",
    "say",
    "told",
    "tells",
    "explains",
    "explained",
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
    "raconte",
    "explique",
    "affirme",
    "declare",
    "repond",
    "sagt",
    "sagte",
    "erzahlt",
    "erzahlte",
    "erklart",
    "meint",
    "meinte",
    "berichtet",
];

/// Verbs that stand before who speaks, and are not followed by who is spoken to.
pub(super) const SAYS_BEFORE: &[&str] = &[
    "zegt", "zei", "zegde", "zeggen", "zeiden", "vindt", "vond", "meent", "says", "said", "say", "dit",
    "sagt", "sagte",
];

pub(super) const INTRODUCES: &[&str] = &["volgens", "aldus", "selon", "laut"];

/// What stands before a code: `interview P07`.
pub(super) const TITLES: &[&str] = &["interview", "gesprek", "citaat", "quote", "entretien", "zitat"];

/// Before a name, somebody beside its bearer may be meant: `de buurvrouw van Samira zegt`, `vertaald door An`.
pub(super) const OF: &[&str] = &[
    "van", "bij", "voor", "met", "uit", "door", "zonder", "naast", "of", "from", "for", "with", "by", "von",
    "bei", "mit", "fur", "durch", "chez", "par", "avec", "pour",
];
