//! What every fuzz target shares: read the bytes, and hold the reader to what it promises.

use std::io::{Cursor, Write};

use verbatim::source::{READERS, Reading, Settings};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// A target that gives the bytes to one reader as they are.
#[macro_export]
macro_rules! reader {
    ($name:literal) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| $crate::read($name, bytes));
    };
}

/// A target whose bytes are one part of a zip: mutations reach the XML instead of breaking the zip.
#[macro_export]
macro_rules! part_of {
    ($name:literal, $part:literal, $($other:literal => $content:expr),*) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
            let parts = [$(($other, $content.as_bytes()),)* ($part, bytes)];
            $crate::read($name, &$crate::pack(&parts));
        });
    };
}

/// Reads `bytes` with the reader called `name`; what it gives back must be sound.
///
/// # Panics
/// When the reader breaks a promise.
pub fn read(name: &str, bytes: &[u8]) {
    let reader = READERS.iter().find(|reader| reader.name() == name).expect("a reader of that name");
    reader.recognises(bytes);
    if let Ok(reading) = reader.read(bytes, &Settings::default()) {
        assert_sound(&reading);
    }
}

/// Every span lies on character borders, is trimmed and not empty, and they follow one another.
fn assert_sound(reading: &Reading) {
    let transcript = &reading.transcript;
    let mut end = 0;
    for turn in &transcript.turns {
        assert!(turn.span.start >= end, "turns overlap");
        end = turn.span.end;
        let words = transcript.text.get(turn.span.start..turn.span.end).expect("on character borders");
        assert!(!words.is_empty() && words.trim() == words, "words are trimmed");
        assert!(turn.speaker.is_none_or(|at| at < transcript.speakers.len()), "a known speaker");
    }
}

/// A zip with these parts, stored.
///
/// # Panics
/// When memory cannot be written to.
pub fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, stored).expect("a part");
        zip.write_all(content).expect("memory");
    }
    zip.finish().expect("a zip").into_inner()
}
