//! The words verbatim itself puts into exports, in Dutch and English.

use serde::Serialize;

use crate::text::Language;

/// The words of one language. Any language but Dutch gets English.
#[derive(Serialize)]
pub(super) struct Words {
    /// One quote, several quotes.
    pub(super) quotes: [&'static str; 2],
    /// One participant, several participants.
    pub(super) participants: [&'static str; 2],
    /// One source, several sources.
    pub(super) sources: [&'static str; 2],
    /// Between quotes and participants: `12 quotes from 7 participants`.
    pub(super) from: &'static str,
    /// Before a number of participants where not all of them are known.
    pub(super) at_least: &'static str,
    /// Between those and sources: `in 4 sources`.
    pub(super) in_sources: &'static str,
    /// Where a role is not known.
    pub(super) no_role: &'static str,
    pub(super) speaker: &'static str,
    pub(super) participant: &'static str,
    pub(super) role: &'static str,
    pub(super) codes: [&'static str; 2],
    /// A part of a quote that did not fit on one slide.
    pub(super) part: &'static str,
    /// Under a quote that goes on on the next slide.
    pub(super) continues: &'static str,
    /// Above the rest of a quote.
    pub(super) continued: &'static str,
    /// Heading of quotes that stand under no code.
    pub(super) other: &'static str,
    /// On a page that can be filtered: what the controls are called.
    pub(super) filters: &'static str,
    pub(super) search: &'static str,
    pub(super) code: &'static str,
    pub(super) source: &'static str,
    pub(super) all: &'static str,
    pub(super) reset: &'static str,
    /// Between the quotes shown and all quotes: `3 of 12 quotes`.
    pub(super) of: &'static str,
    pub(super) none_found: &'static str,
    pub(super) contents: &'static str,
    pub(super) to_quotes: &'static str,
    pub(super) provenance: &'static str,
    /// Titles of figures, and what bars count.
    pub(super) overview: &'static str,
    pub(super) by_role: &'static str,
    pub(super) counted: &'static str,
    /// A quote of a set shown as it was said, or edited; before its own words; a translation, and by whom.
    pub(super) verbatim: &'static str,
    pub(super) edited: &'static str,
    pub(super) said: &'static str,
    pub(super) translation: &'static str,
    pub(super) by: &'static str,
    /// After what was edited, where the words that were said are left out.
    pub(super) without_original: &'static str,
    /// Begins the remark that a document cannot hold every character; scripts look for it.
    pub(super) not_exact: &'static str,
    /// One, several characters that a document cannot hold.
    pub(super) replaced: [&'static str; 2],
}

const DUTCH: Words = Words {
    quotes: ["citaat", "citaten"],
    participants: ["deelnemer", "deelnemers"],
    sources: ["bron", "bronnen"],
    from: "van",
    at_least: "minstens",
    in_sources: "uit",
    no_role: "rol onbekend",
    speaker: "spreker",
    participant: "deelnemer",
    role: "rol",
    codes: ["code", "codes"],
    part: "deel",
    continues: "loopt door op de volgende dia",
    continued: "vervolg",
    other: "Overige citaten",
    filters: "Filters",
    search: "Zoek in de citaten",
    code: "code",
    source: "bron",
    all: "alle",
    reset: "Alles tonen",
    of: "van",
    none_found: "Geen citaat voldoet.",
    contents: "Inhoud",
    to_quotes: "Naar de citaten",
    provenance: "Herkomst",
    overview: "Overzicht",
    by_role: "Codes per rol",
    counted: "aantal citaten in deze selectie",
    verbatim: "letterlijk",
    edited: "bewerkt",
    said: "gezegd",
    translation: "vertaling",
    by: "door",
    without_original: "origineel niet opgenomen",
    not_exact: "niet exact",
    replaced: [
        "teken dat een document niet kan bevatten, staat als \u{fffd}",
        "tekens die een document niet kan bevatten, staan als \u{fffd}",
    ],
};

const ENGLISH: Words = Words {
    quotes: ["quote", "quotes"],
    participants: ["participant", "participants"],
    sources: ["source", "sources"],
    from: "from",
    at_least: "at least",
    in_sources: "in",
    no_role: "role unknown",
    speaker: "speaker",
    participant: "participant",
    role: "role",
    codes: ["code", "codes"],
    part: "part",
    continues: "continues on the next slide",
    continued: "continued",
    other: "Other quotes",
    filters: "Filters",
    search: "Search the quotes",
    code: "code",
    source: "source",
    all: "all",
    reset: "Show all",
    of: "of",
    none_found: "No quote answers.",
    contents: "Contents",
    to_quotes: "To the quotes",
    provenance: "Provenance",
    overview: "Overview",
    by_role: "Codes by role",
    counted: "number of quotes in this selection",
    verbatim: "verbatim",
    edited: "edited",
    said: "said",
    translation: "translation",
    by: "by",
    without_original: "original not included",
    not_exact: "not exact",
    replaced: [
        "character that a document cannot hold stands as \u{fffd}",
        "characters that a document cannot hold stand as \u{fffd}",
    ],
};

/// The words of every language that has some.
pub(super) const LABELS: [&Words; 2] = [&DUTCH, &ENGLISH];

/// The words of `language`.
pub(super) fn words(language: Language) -> &'static Words {
    if language == Language::DUTCH { &DUTCH } else { &ENGLISH }
}

/// `1 quote`, `2 quotes`.
pub(super) fn numbered(count: usize, [one, many]: [&str; 2]) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The language tag of office documents, for spelling and hyphenation: `nl-BE`.
pub(super) fn locale(language: Language) -> String {
    match language {
        Language::DUTCH => "nl-BE".to_owned(),
        Language::ENGLISH => "en-GB".to_owned(),
        Language::FRENCH => "fr-BE".to_owned(),
        Language::GERMAN => "de-DE".to_owned(),
        other => other.code().to_owned(),
    }
}

/// `text` as a label on one line: line breaks and control characters as blanks, without the bidi
/// controls that would turn the rest of the line around, without outer blanks.
pub(super) fn label(text: &str) -> String {
    let shown = text.chars().filter(|&c| !is_bidi_control(c));
    let flat: String = shown.map(|c| if breaks_a_line(c) { ' ' } else { c }).collect();
    flat.trim().to_owned()
}

/// `text` cut to at most `length` characters, with an ellipsis when something is left out.
pub(super) fn clipped(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let kept: String = text.chars().take(length.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

fn breaks_a_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        assert_eq!(numbered(1, DUTCH.quotes), "1 citaat");
        assert_eq!(numbered(0, ENGLISH.quotes), "0 quotes");
    }

    #[test]
    fn labels_stay_on_their_line_and_in_their_direction() {
        assert_eq!(label(" De\nKade\u{202e}\0 "), "De Kade");
        assert_eq!(clipped("Inloophuis", 5), "Inlo…");
        assert_eq!(clipped("Huis", 5), "Huis");
    }
}
