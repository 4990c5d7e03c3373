//! Words of Dutch, English, French and German that stand beside names; all of them folded.

pub(super) const REFERRING: &[&str] =
    &["zie", "vgl", "vergelijk", "cf", "cfr", "see", "compare", "siehe", "vergleiche", "voir"];

pub(super) const ARTICLES: &[&str] = &[
    "de", "het", "een", "deze", "die", "dat", "haar", "zijn", "hun", "mijn", "onze", "andere", "the", "a",
    "an", "this", "that", "her", "his", "their", "my", "our", "other", "another", "der", "das", "dem", "den",
    "des", "ein", "eine", "einen", "einem", "einer", "la", "le", "les", "l", "un", "une", "ce", "cette",
    "ces", "notre", "nos", "twee", "two", "zwei", "deux",
];

/// What somebody is spoken of, or to, with.
pub(super) const ABOUT: &[&str] = &[
    "over",
    "tegen",
    "aan",
    "omtrent",
    "jegens",
    "vertrouwt",
    "vertrouwde",
    "told",
    "tells",
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
    "à",
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
    &["door", "van", "bij", "als", "uit", "by", "from", "of", "as", "durch", "von", "vom", "par", "d", "du"];

/// What people are called in a conversation; folded.
pub(super) const PEOPLE: &[&str] = &[
    "respondent",
    "resp",
    "deeln",
    "dln",
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

/// What is written short, with a full stop, before a number.
pub(super) const SHORTENED: &[&str] = &["resp", "deeln", "dln", "interv"];

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

pub(super) const INTRODUCES: &[&str] = &["volgens", "aldus", "selon", "laut"];

/// What stands before a code: `interview P07`.
pub(super) const TITLES: &[&str] = &["interview", "gesprek", "citaat", "quote", "entretien", "zitat"];

/// Before a name, somebody beside its bearer may be meant: `de buurvrouw van Samira zegt`, `vertaald door An`.
pub(super) const OF: &[&str] = &[
    "van", "bij", "voor", "met", "uit", "door", "zonder", "naast", "of", "from", "for", "with", "by", "von",
    "bei", "mit", "fur", "durch", "chez", "par", "avec", "pour", "d", "du",
];

/// Before a role, somebody beside its bearer speaks: `de begeleider van een cliënt`.
pub(super) const OF_WHOM: &[&str] = &["van", "voor", "of", "for", "von", "fur", "d", "du"];

/// What of somebody, or how many of some, leaves it to them to speak: `de woorden van een cliënt`.
pub(super) const WORDS: &[&str] = &[
    "woorden",
    "woord",
    "citaat",
    "citaten",
    "uitspraak",
    "uitspraken",
    "fragment",
    "getuigenis",
    "stem",
    "mond",
    "verhaal",
    "antwoord",
    "reactie",
    "ervaring",
    "perspectief",
    "dit",
    "dat",
    "we",
    "wij",
    "hoorden",
    "hoorde",
    "horen",
    "is",
    "komt",
    "kwam",
    "enkele",
    "sommige",
    "veel",
    "vele",
    "meerdere",
    "geen",
    "groep",
    "words",
    "word",
    "quote",
    "quotation",
    "statement",
    "voice",
    "story",
    "answer",
    "reaction",
    "experience",
    "perspective",
    "one",
    "some",
    "many",
    "most",
    "several",
    "few",
    "none",
    "group",
    "this",
    "worte",
    "worten",
    "zitat",
    "aussage",
    "stimme",
    "antwort",
    "viele",
    "einige",
    "mots",
    "paroles",
    "voix",
    "recit",
    "reponse",
    "vue",
    "avis",
    "temoignage",
    "citation",
    "aldus",
    "zoals",
    "like",
];
