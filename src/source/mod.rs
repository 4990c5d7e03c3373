//! Sources: from the bytes of a file as received to a [`Transcript`]. One file per format.
//!
//! Nothing here opens a file: bytes in, values out. Adding a format is one file that implements
//! [`Reader`], one line in [`READERS`] and one fixture.

mod beside;
mod cha;
mod columns;
mod comments;
mod content;
mod cues;
mod document;
mod docx;
mod duration;
mod eaf;
mod handelingen;
mod headerless;
mod html;
mod join;
mod json;
mod kind;
mod labels;
mod md;
mod md_table;
mod names;
mod odt;
mod packed;
mod pdf;
mod plain;
mod refuse;
mod rtf;
mod spoken;
mod srt;
mod table;
mod tei;
mod textgrid;
mod tiers;
mod time;
mod tree;
mod txt;
mod units;
mod vtt;
mod xml;

#[cfg(test)]
mod endings;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod properties;

use serde::{Deserialize, Serialize};

pub use beside::{Figure, FigureAt, FigureKind, PageStart};
pub use comments::{Comment, Reply, with_comments};

use crate::diag::Diagnostic;
use crate::text::Span;
use crate::transcript::Transcript;

/// The version of the readers; it grows when an unchanged file would be read differently. A new `unpdf`
/// moves letters and with them positions: `Cargo.toml` pins it, and it is never raised without this.
pub const READER_VERSION: u32 = 4;

/// Every format there is.
pub static READERS: &[&dyn Reader] = &[
    &txt::Txt,
    &md::Markdown,
    &docx::Docx,
    &pdf::Pdf,
    &odt::Odt,
    &rtf::Rtf,
    &html::Html,
    &vtt::WebVtt,
    &srt::SubRip,
    &json::Json,
    &table::Table,
    &table::Workbook,
    &eaf::Elan,
    &cha::Chat,
    &textgrid::TextGrid,
    &tei::Tei,
    &handelingen::Handelingen,
];

/// One format: how it is recognised, and how its bytes become a transcript.
pub trait Reader: Sync {
    /// The name of the format, for people (`docx`).
    fn name(&self) -> &'static str;
    /// The endings its files have, in lower case and without the dot.
    fn endings(&self) -> &'static [&'static str];
    /// What it is, what is kept and what is not, for people.
    fn about(&self) -> About;
    /// Whether `bytes` are surely of this format, whatever the file is called.
    fn recognises(&self, bytes: &[u8]) -> bool;
    /// Whether `text`, which no format is sure of, may be of this one all the same under its ending (damaged, or
    /// without its head).
    fn may_be(&self, _text: &str) -> bool {
        true
    }
    /// Whether its files are no plain text, so that text under its ending is something else.
    fn is_binary(&self) -> bool {
        false
    }
    /// Whether code of others unpacks the bytes, so that a program should read them in a process of its
    /// own, with limits on time and memory.
    fn apart(&self) -> bool {
        false
    }
    /// The transcript in `bytes`.
    ///
    /// # Errors
    /// When the bytes cannot be read as this format; the error explains it and says what to do.
    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable>;
}

/// What a format is, for `verbatim formats`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// What people call its files: `Word documents`.
    pub what: &'static str,
    /// What is kept besides the words: `speakers (bold, colon, table), notes`.
    pub keeps: &'static str,
    /// What is left out; empty if nothing is.
    pub leaves_out: &'static str,
}

/// Reads `bytes`, the contents of the file called `file_name` (a path or a bare name).
///
/// The format follows from the ending and the content; where they contradict each other the content
/// wins, and a diagnostic says so.
///
/// # Errors
/// When it is no format verbatim reads, or is damaged, empty or protected.
pub fn read(file_name: &str, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
    read_with(None, file_name, bytes, settings)
}

/// Reads a source as [`read`] does (name of the file, its bytes, settings), in a process of its own with limits
/// on time and memory. Called from several threads.
pub type ReadApart = fn(&str, &[u8], &Settings) -> Result<Reading, Unreadable>;

/// Reads a source `apart` where its reader asks for it and there is a way, else here.
///
/// # Errors
/// As [`read`].
pub fn read_with(
    apart: Option<ReadApart>,
    file_name: &str,
    bytes: &[u8],
    settings: &Settings,
) -> Result<Reading, Unreadable> {
    let (reader, surprise) = reader_of(file_name, bytes)?;
    if let Some(apart) = apart.filter(|_| reader.apart()) {
        return apart(file_name, bytes, settings);
    }
    let mut reading = reader.read(bytes, settings)?;
    if surprise {
        reading.diagnostics.insert(0, content::another_format(&ending_of(bare(file_name)), reader));
    }
    Ok(reading)
}

/// The reader of `bytes`, the contents of the file called `file_name`, and whether that is not what the
/// ending says.
///
/// # Errors
/// When it is no format verbatim reads.
pub fn reader_of(file_name: &str, bytes: &[u8]) -> Result<(&'static dyn Reader, bool), Unreadable> {
    let name = bare(file_name);
    refuse::by_name(name)?;
    let ending = ending_of(name);
    let by_ending = READERS.iter().find(|reader| reader.endings().contains(&ending.as_str())).copied();
    if let Some(found) = READERS.iter().find(|reader| reader.recognises(bytes)).copied() {
        return Ok((found, !found.endings().contains(&ending.as_str())));
    }
    let kind = kind::of(bytes);
    refuse::by_content(&kind, bytes, &ending)?;
    if by_ending.is_none() && !ending.is_empty() {
        return Err(refuse::unknown_ending(&ending));
    }
    let found = content::reader(bytes, by_ending);
    let surprise = by_ending.is_some_and(|expected| expected.name() != found.name());
    Ok((found, surprise))
}

/// The last part of a path.
fn bare(file_name: &str) -> &str {
    file_name.rsplit(['/', '\\']).next().unwrap_or(file_name)
}

/// Why the file called `file_name` was never meant to be a transcript (media, lock files, hidden files);
/// `None` for one that may be.
pub fn never_a_transcript(file_name: &str) -> Option<Unreadable> {
    refuse::by_name(bare(file_name)).err().filter(|why| why.not_a_transcript)
}

/// What stands after the last dot of `name`, in lower case; empty where there is none.
fn ending_of(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => ending.to_lowercase(),
        _ => String::new(),
    }
}

/// How one source is to be read, from `[source."name"]` of `verbatim.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// How speakers are found.
    pub speakers: Speakers,
    /// Labels that are no speakers (`Break`).
    pub ignore: Vec<String>,
    /// Whether neighbouring units of one speaker become one turn; `None` leaves it to the format.
    pub join: Option<bool>,
    /// Columns by name, for tables whose headers are not recognised.
    pub columns: Columns,
}

/// How speakers are found in a source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Speakers {
    /// By what the source itself shows.
    #[default]
    Auto,
    /// Bold text at the start of a paragraph.
    Bold,
    /// `Name:` at the start of a line.
    Colon,
    /// `[name]` at the start of a line.
    Brackets,
    /// The columns of a table.
    Columns,
    /// There are none.
    None,
    /// A pattern with `(?P<speaker>...)`, matched at the start of each paragraph; what it matches is
    /// the label.
    Pattern(String),
}

/// The columns of a table, by header.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// Who speaks.
    pub speaker: Option<String>,
    /// What is said.
    pub text: Option<String>,
    /// When it begins.
    pub start: Option<String>,
    /// When it ends.
    pub end: Option<String>,
    /// The open questions, one column each.
    pub questions: Vec<String>,
}

/// What a reader makes of a source. Serialised without the text of the transcript, as that is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Reading {
    /// The transcript.
    pub transcript: Transcript,
    /// What was noticed on the way.
    pub diagnostics: Vec<Diagnostic>,
    /// Where its pages begin, in the order of the text; notes that stand at its end lead back. Empty for formats
    /// without pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PageStart>,
    /// What is no text in it, in the order of the text. Only documents (docx, odt, html, pdf) are looked through
    /// for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// Paragraphs that are set off by how they are laid out, as block quotes are, in bytes of the text. Only told of
    /// PDFs: other documents have styles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set_off: Vec<Span>,
}

impl Reading {
    /// A reading of which no more is known than the transcript and what was noticed.
    pub fn new(transcript: Transcript, diagnostics: Vec<Diagnostic>) -> Self {
        Self { transcript, diagnostics, ..Self::default() }
    }
}

/// Why a source cannot be read; the message says what it is and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{reason}")]
pub struct Unreadable {
    /// What is the matter, for people.
    pub reason: String,
    /// How to mend it.
    pub hint: String,
    /// Whether it was never meant to be a transcript (media, lock files): listed, but no failure.
    pub not_a_transcript: bool,
}

impl Unreadable {
    /// Something that should have been a transcript, but cannot be read.
    pub fn new(reason: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { reason: reason.into(), hint: hint.into(), not_a_transcript: false }
    }

    /// Something that was never meant to be a transcript.
    pub fn no_transcript(reason: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { reason: reason.into(), hint: hint.into(), not_a_transcript: true }
    }
}
