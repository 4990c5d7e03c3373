//! JSON Lines: the shape other programs rely on, version 1. Fields may be added; these stay.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::provenance::editing;
use super::{Exporter, Options, Selection, Trouble};
use crate::quote::{Quote, QuoteCode};
use crate::text::Language;

/// The version of the shape, the field `v`.
const VERSION: u32 = 1;

/// JSON Lines, one quote a line.
pub(super) struct JsonLines;

impl Exporter for JsonLines {
    fn name(&self) -> &'static str {
        "JSON Lines"
    }

    fn ending(&self) -> &'static str {
        "json"
    }

    fn has_columns(&self) -> bool {
        true
    }

    fn write(&self, selection: &Selection, _options: &Options) -> Result<Vec<u8>, Trouble> {
        let lines: String = selection.quotes.iter().map(|quote| format!("{}\n", quote_line(quote))).collect();
        Ok(lines.into_bytes())
    }
}

/// A quote or a turn as a JSON object whose fields keep their order. [`fmt::Display`] gives it as one
/// line without a line break.
#[derive(Debug, Clone, Serialize)]
pub struct Line<'a> {
    v: u32,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    coding: Option<&'a [String]>,
    address: &'a str,
    source: &'a str,
    turn: u32,
    start: usize,
    end: usize,
    start_ms: Option<u64>,
    end_ms: Option<u64>,
    speaker: Option<&'a str>,
    participant: Option<&'a str>,
    participants: &'a [String],
    role: Option<&'a str>,
    attributes: &'a BTreeMap<String, String>,
    lang: Option<&'a str>,
    /// Null where the words that were said are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<Option<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    codes: &'a [QuoteCode],
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'a str>,
    /// How an author shows it, and `verbatim`, `edited: ...` or `translation ...`.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    editing: Option<String>,
}

/// A quote as `find --json` with codes and `export` give it.
pub fn quote_line(quote: &Quote) -> Line<'_> {
    Line {
        coding: Some(&quote.codings),
        quote: Some(Some(quote.text.as_str()).filter(|_| !quote.is_without_original())),
        text: None,
        before: Some(&quote.before),
        after: Some(&quote.after),
        ..turn_line(quote)
    }
}

/// A turn as `show --json` and `find --json` without codes give it.
pub fn turn_line(quote: &Quote) -> Line<'_> {
    Line {
        v: VERSION,
        id: &quote.id,
        coding: None,
        address: &quote.address,
        source: &quote.source,
        turn: quote.turn,
        start: quote.start,
        end: quote.end,
        start_ms: quote.start_ms,
        end_ms: quote.end_ms,
        speaker: quote.speaker.as_deref(),
        participant: quote.participant.as_deref(),
        participants: &quote.participants,
        role: quote.role.as_deref(),
        attributes: &quote.attributes,
        lang: quote.language.as_ref().map(|language| language.code()),
        quote: None,
        text: Some(&quote.text),
        codes: &quote.codes,
        before: None,
        after: None,
        shown: quote.presented.as_ref().map(|presented| presented.words.as_str()),
        editing: editing(Language::ENGLISH, quote),
    }
}

impl fmt::Display for Line<'_> {
    /// The line as JSON. Characters that some programs take for the end of a line, and the control
    /// characters JSON itself lets through, are escaped.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        for c in json.chars() {
            match c {
                '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => write!(f, "\\u{:04x}", u32::from(c))?,
                c => fmt::Write::write_char(f, c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_quote_has_its_documented_shape() {
        insta::assert_snapshot!(quote_line(&sample::study().quotes[0]), @r#"{"v":1,"id":"06b4a10f579f2cb5","coding":["c17"],"address":"fg1:17","source":"focusgroepen/fg1.docx","turn":17,"start":1020,"end":1059,"start_ms":723000,"end_ms":null,"speaker":"R3","participant":"P17","participants":["P17"],"role":"client","attributes":{"organisation":"Inloophuis De Kade"},"lang":"nl","quote":"Ge belt, ge wacht, en dan valt het weg.","codes":[{"code":"relationship/trust","coder":"rules","rule":"relationship/trust#no-eyes"}],"before":"Ja. ","after":" En toen?"}"#);
    }

    #[test]
    fn a_turn_has_text_and_neither_coding_nor_context() {
        insta::assert_snapshot!(turn_line(&sample::study().quotes[1]), @r#"{"v":1,"id":"336b15aedf07e78b","address":"fg1:23","source":"focusgroepen/fg1.docx","turn":23,"start":1380,"end":1422,"start_ms":null,"end_ms":null,"speaker":"R5","participant":null,"participants":["P23","P24"],"role":null,"attributes":{"organisation":"Buurtpunt Noord"},"lang":"nl","text":"Ik zei nog: \"bel mij\", maar\nniemand belde.","codes":[{"code":"relationship/trust","coder":"rules","rule":"relationship/trust#no-eyes"},{"code":"contact/waiting","coder":"mv","rule":null},{"code":"contact/waiting","coder":"rules","rule":null}]}"#);
    }

    #[test]
    fn every_text_stays_on_its_line_and_reads_back() {
        let selection = sample::nasty();
        let written = JsonLines.write(&selection, &Options::default()).unwrap();
        let written = String::from_utf8(written).unwrap();
        assert!(!written.contains(['\u{2028}', '\u{85}', '\u{1b}', '\0', '\r']));
        let texts: Vec<String> = written
            .lines()
            .map(|line| {
                serde_json::from_str::<serde_json::Value>(line).unwrap()["quote"].as_str().unwrap().into()
            })
            .collect();
        assert!(texts.iter().eq(selection.quotes.iter().map(|quote| &quote.text)));
    }
}
