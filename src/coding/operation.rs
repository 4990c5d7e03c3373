//! What people do, as operations: one JSON object a line, closed by a checksum of the line.
//!
//! ```text
//! {"v":1,"kind":"log","study":"...","source":"fg1.docx","coder":"An","device":"1f3a9c02","sum":"..."}
//! {"id":"...","n":4,"coder":"An","op":"code","code":"trust","start":12,"end":31,...,"sum":"..."}
//! ```
//!
//! The checksum is a fingerprint of the line without it, byte for byte, so that fields this program does
//! not know are covered, too. An operation of a newer program, or a field of one, is kept as it came.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::text::{CodePoints, Span, around, fingerprint};

/// The newest form of a log that this program writes.
pub const LOG_VERSION: u32 = 1;

/// Names no person can code under: what rules do, and what coders agreed on.
const RESERVED: &[&str] = &["rules", "consensus"];

/// Whether no person can code under this name.
pub fn is_reserved(coder: &str) -> bool {
    RESERVED.contains(&coder.trim().to_lowercase().as_str())
}

/// Whose log it is, and of which source. May stand again anywhere in a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`LOG_VERSION`] of the program that wrote it.
    pub v: u32,
    /// Always `log`.
    pub kind: String,
    /// The name of the study.
    pub study: String,
    /// Path of the source below `corpus/`.
    pub source: String,
    /// Who works.
    pub coder: String,
    /// On which device.
    pub device: String,
}

/// One thing that somebody did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// 16 hexadecimal digits, the same in every copy.
    pub id: String,
    /// Lamport counter: greater than that of every operation known where this one was made.
    #[serde(rename = "n")]
    pub counter: u64,
    /// The ids of the operations that no longer hold because of this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<String>,
    /// When, in ISO 8601. Told to people; the order of operations never depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Who did it.
    pub coder: String,
    /// What was done.
    #[serde(flatten)]
    pub deed: Deed,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "lowercase")]
pub enum Deed {
    /// A code was put on a passage.
    Code(Coding),
    /// Something this program does not know; kept as it came.
    #[serde(untagged)]
    Other(Map<String, Value>),
}

/// One code on one passage by one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coding {
    /// Path of the code.
    pub code: String,
    /// First code point in the text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words, exactly.
    pub quote: String,
    /// Up to 32 code points before.
    pub before: String,
    /// Up to 32 code points after.
    pub after: String,
    /// Fingerprint of the text it was made on, kept as `text-HASH.txt`.
    pub text: String,
    /// What the coder noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl Coding {
    /// `code` on `span` (bytes) of `text`, of which `points` are the code points and `hash` is the
    /// fingerprint.
    pub fn on(text: &str, points: &CodePoints, hash: &str, span: Span, code: &str) -> Self {
        let (before, after) = around(text, span);
        Self {
            code: code.to_owned(),
            start: points.at_byte(text, span.start),
            end: points.at_byte(text, span.end),
            quote: span.of(text).to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            text: hash.to_owned(),
            memo: None,
            more: Map::new(),
        }
    }

    /// The id of this coding by `coder` in the source with this short name, where it comes from a file
    /// rather than from a person's hand: the same file read twice gives the same ids.
    pub fn imported_id(&self, short: &str, coder: &str) -> String {
        let Self { code, start, end, text, .. } = self;
        fingerprint(format!("code\0{short}\0{coder}\0{code}\0{start}\0{end}\0{text}").as_bytes())
    }
}

/// A line of a log.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// Whose log it is.
    Header(Header),
    /// What was done.
    Operation(Box<Operation>),
}

/// Between the contents of a line and its checksum.
const SUM: &str = ",\"sum\":\"";
/// Hexadecimal digits of a checksum.
const DIGITS: usize = 16;

impl Line {
    /// The line with its checksum, without a line break.
    pub fn sealed(&self) -> String {
        let json = match self {
            Self::Header(header) => serde_json::to_string(header),
            Self::Operation(operation) => serde_json::to_string(operation),
        };
        let json = json.unwrap_or_default();
        let sum = fingerprint(json.as_bytes());
        format!("{}{SUM}{sum}\"}}", json.strip_suffix('}').unwrap_or(&json))
    }

    /// The line in `text`; `None` when it is damaged.
    pub fn parse(text: &str) -> Option<Self> {
        let body = text.strip_suffix("\"}")?;
        let (rest, sum) = body.split_at_checked(body.len().checked_sub(DIGITS)?)?;
        let json = format!("{}}}", rest.strip_suffix(SUM)?);
        if fingerprint(json.as_bytes()) != sum {
            return None;
        }
        let value: Value = serde_json::from_str(&json).ok()?;
        if value.get("kind").is_some_and(|kind| kind == "log") {
            return serde_json::from_value(value).ok().map(Self::Header);
        }
        serde_json::from_value(value).ok().map(|operation| Self::Operation(Box::new(operation)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operation() -> Operation {
        let text = "An: dat loopt mis 🙂, zei ze.";
        let span = Span::new(4, 23);
        let coding = Coding::on(text, &CodePoints::new(text), &fingerprint(text.as_bytes()), span, "trust");
        Operation {
            id: coding.imported_id("fg1", "An"),
            counter: 4,
            supersedes: vec![],
            time: None,
            coder: "An".into(),
            deed: Deed::Code(coding),
        }
    }

    #[test]
    fn a_line_has_its_documented_shape_and_reads_back() {
        let line = Line::Operation(Box::new(operation()));
        insta::assert_snapshot!(line.sealed(), @r#"{"id":"ee587dec47351f9c","n":4,"coder":"An","op":"code","code":"trust","start":4,"end":20,"quote":"dat loopt mis 🙂,","before":"An: ","after":" zei ze.","text":"ee1165befc4dd635","sum":"28e319b392d24834"}"#);
        assert_eq!(Line::parse(&line.sealed()), Some(line));
    }

    #[test]
    fn any_change_of_a_line_is_seen() {
        let sealed = Line::Operation(Box::new(operation())).sealed();
        assert!(Line::parse(&sealed.replace("trust", "trusd")).is_none());
        assert!(Line::parse(&sealed[..sealed.len() - 1]).is_none());
        assert!(Line::parse("{}").is_none() && Line::parse("").is_none());
    }

    #[test]
    fn what_a_newer_program_wrote_is_kept() {
        let seal =
            |json: &str| format!("{}{SUM}{}\"}}", &json[..json.len() - 1], fingerprint(json.as_bytes()));
        for json in [
            r#"{"id":"a","n":1,"coder":"An","op":"merge","of":["x"],"deep":{"z":1}}"#,
            r#"{"id":"b","n":2,"coder":"An","op":"code","code":"c","start":0,"end":1,"quote":"x","before":"","after":"","text":"h","mood":"glad"}"#,
        ] {
            let Some(Line::Operation(read)) = Line::parse(&seal(json)) else { panic!("{json}") };
            let again = serde_json::to_value(&read).unwrap();
            assert_eq!(again, serde_json::from_str::<Value>(json).unwrap());
        }
    }
}
