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

use super::anchored::{Anchor, Coding};
use super::exported::Exported;
use super::sealed::{seal, unseal};
use crate::text::fingerprint;

/// The newest form of a log that this program writes.
pub const LOG_VERSION: u32 = 1;

/// Stands for each character that was erased.
pub const MASK: char = '\u{2588}';

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
    /// What was done by one command has one id of a change, and is undone together.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub change: String,
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
    /// A rule's coding was found right: it is this person's coding, too.
    Accept(Coding),
    /// A rule's coding was found wrong: no rule codes this passage with this code again.
    Reject(Coding),
    /// A passage was marked as a best quote.
    Star(Anchor),
    /// Something was noted.
    Memo(Memo),
    /// What it supersedes was taken away.
    Remove {},
    /// A change was taken back.
    Undo {
        /// The change.
        of: String,
    },
    /// A change that had been taken back was made again.
    Redo {
        /// The change that took it back.
        of: String,
    },
    /// Codes got other paths.
    Recode(Recode),
    /// Files of the study were changed.
    Files(Files),
    /// Quotes went into a file.
    Exported(Exported),
    /// A participant took consent back.
    Withdrawn {
        /// Who.
        participant: String,
    },
    /// In place of an operation, nothing is left of it; in the log of the study, something was erased.
    Erased {
        /// What kind of thing was erased, in the log of the study.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        what: String,
    },
    /// Something this program does not know; kept as it came.
    #[serde(untagged)]
    Other(Map<String, Value>),
}

/// Something that was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// The note.
    pub note: String,
    /// On which passage; neither this nor `code` for a note on the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Anchor>,
    /// On which code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// Codes that got other paths: renamed, moved or merged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recode {
    /// Old path and new path of each code.
    pub paths: Vec<(String, String)>,
    /// The codebooks that were changed for it.
    pub files: Vec<FileChange>,
}

/// Files of the study that were changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    /// By which command: `replace`, `add`, `import` ...
    pub by: String,
    /// Each file.
    pub files: Vec<FileChange>,
}

/// A file before and after. Contents are kept below `codings/study/files/`, named by their fingerprints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChange {
    /// Path in the study, with `/`.
    pub path: String,
    /// Fingerprint of its bytes before; `None` where it was not there.
    pub before: Option<String>,
    /// Fingerprint of its bytes after; `None` where it is gone.
    pub after: Option<String>,
}

impl Deed {
    /// The code and the passage of a coding, or of a decision on one.
    pub fn coding(&self) -> Option<&Coding> {
        match self {
            Self::Code(coding) | Self::Accept(coding) | Self::Reject(coding) => Some(coding),
            _ => None,
        }
    }

    /// The passage it stands on.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Self::Star(anchor) => Some(anchor),
            Self::Memo(memo) => memo.on.as_ref(),
            _ => self.coding().map(|coding| &coding.anchor),
        }
    }

    /// The same on another passage.
    #[must_use]
    pub fn moved(&self, to: Anchor) -> Self {
        let coding = |coding: &Coding| Coding { anchor: to.clone(), ..coding.clone() };
        match self {
            Self::Code(c) => Self::Code(coding(c)),
            Self::Accept(c) => Self::Accept(coding(c)),
            Self::Reject(c) => Self::Reject(coding(c)),
            Self::Star(_) => Self::Star(to),
            Self::Memo(memo) => Self::Memo(Memo { on: Some(to), ..memo.clone() }),
            other => other.clone(),
        }
    }

    /// The files it changed.
    pub fn files(&self) -> &[FileChange] {
        match self {
            Self::Recode(recode) => &recode.files,
            Self::Files(files) => &files.files,
            _ => &[],
        }
    }
}

/// A line of a log.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// Whose log it is.
    Header(Header),
    /// What was done.
    Operation(Box<Operation>),
    /// The line before this one was only half written, and set aside.
    Torn(Torn),
}

/// Says of the line before it that it was never acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Torn {
    /// Always `torn`.
    pub kind: String,
    /// Fingerprint of the half line.
    pub line: String,
}

impl Torn {
    /// For the half line with these bytes.
    pub fn of(half: &[u8]) -> Self {
        Self { kind: "torn".to_owned(), line: fingerprint(half) }
    }
}

impl Line {
    /// The line with its checksum, without a line break.
    pub fn sealed(&self) -> String {
        let json = match self {
            Self::Header(header) => serde_json::to_string(header),
            Self::Operation(operation) => serde_json::to_string(operation),
            Self::Torn(torn) => serde_json::to_string(torn),
        };
        seal(&json.unwrap_or_default())
    }

    /// The line in `text`; `None` when it is damaged.
    pub fn parse(text: &str) -> Option<Self> {
        let json = unseal(text)?;
        let value: Value = serde_json::from_str(&json).ok()?;
        if value.get("kind").is_some_and(|kind| kind == "log") {
            return serde_json::from_value(value).ok().map(Self::Header);
        }
        if value.get("kind").is_some_and(|kind| kind == "torn") {
            return serde_json::from_value(value).ok().map(Self::Torn);
        }
        serde_json::from_value(value).ok().map(|operation| Self::Operation(Box::new(operation)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{CodePoints, Span};

    fn operation() -> Operation {
        let text = "An: dat loopt mis 🙂, zei ze.";
        let span = Span::new(4, 23);
        let anchor = Anchor::on(text, &CodePoints::new(text), &fingerprint(text.as_bytes()), span);
        let coding = Coding::new("trust", anchor);
        Operation {
            id: coding.imported_id("fg1", "An"),
            counter: 4,
            change: String::new(),
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
