//! `codings/SOURCE/reading.json`: which reading of the source people's codings stand on.
//!
//! A newer reader may make another text, or other turns, of the same file. Where people coded, the reading at
//! hand stays in force until they ask for the new one.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::kept::{keep_transcript, keep_turns, kept_transcript};
use super::{FileError, write_atomically};
use crate::coding::{seal, unseal};
use crate::source::{READER_VERSION, Settings};
use crate::text::fingerprint;
use crate::transcript::Transcript;

/// The record, in the folder of the source.
pub(super) const READING_FILE: &str = "reading.json";

/// From what a source was read, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingRecord {
    /// Fingerprint of the bytes of the file.
    pub file: String,
    /// Fingerprint of the settings it was read with.
    pub settings: String,
    /// The version of the readers, see [`crate::source::READER_VERSION`].
    pub reader: u32,
    /// Fingerprint of the text; its transcript is kept.
    pub text: String,
}

impl ReadingRecord {
    /// What the present readers would make of a file with this fingerprint and these settings; the text is still
    /// to be found out.
    pub fn by_present_readers(file: &str, settings: &Settings) -> Self {
        let settings = fingerprint(format!("{settings:?}").as_bytes());
        Self { file: file.to_owned(), settings, reader: READER_VERSION, text: String::new() }
    }

    /// Whether there is a record in the `folder`, and it is damaged.
    pub fn is_damaged(folder: &Path) -> bool {
        folder.join(READING_FILE).exists() && Self::read(folder).is_none()
    }

    /// The record in the `folder` of a source; `None` when there is none that is whole.
    pub fn read(folder: &Path) -> Option<Self> {
        let line = fs::read_to_string(folder.join(READING_FILE)).ok()?;
        serde_json::from_str(&unseal(line.strip_suffix('\n')?)?).ok()
    }

    /// Keeps `transcript`, and that it is the reading of these bytes by the present readers.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, folder: &Path, transcript: &Transcript) -> Result<(), FileError> {
        let before = Self::read(folder);
        if before.as_ref() == Some(self) {
            return Ok(());
        }
        keep_transcript(folder, transcript)?;
        // The same text may have other turns for a newer reader.
        if before.is_some_and(|before| before.reader != self.reader) {
            keep_turns(folder, &self.text, transcript)?;
        }
        let json = serde_json::to_string(self).unwrap_or_default();
        write_atomically(&folder.join(READING_FILE), format!("{}\n", seal(&json)).as_bytes())?;
        Ok(())
    }

    /// The transcript that other readers made of the same file with the same settings as `now` names; `None`
    /// when there is none, or the same readers made it.
    pub fn in_force(folder: &Path, now: &Self) -> Option<(Self, Transcript)> {
        let there = Self::read(folder)?;
        let is_of_others =
            there.reader != now.reader && there.settings == now.settings && there.file == now.file;
        let transcript = if is_of_others { kept_transcript(folder, &there.text) } else { None };
        transcript.map(|transcript| (there, transcript))
    }
}
