//! Real files under every wrong ending are read by the reader of their own, or refused with a hint.

use std::collections::BTreeSet;

use verbatim::source::{READERS, Reading, Settings, read, reader_of};

use super::corpora;

/// Files without anything that tells what they are, each with the reason.
const ARGUED: &[(&str, &str, &str)] = &[];

fn turns(reading: &Reading) -> BTreeSet<(usize, usize, Option<usize>)> {
    reading.transcript.turns.iter().map(|turn| (turn.span.start, turn.span.end, turn.speaker)).collect()
}

#[test]
fn real_files_are_recognised_under_wrong_endings() {
    let corpora = corpora();
    let json = std::fs::read_to_string(corpora.join("FACTS.json")).expect("FACTS.json can be read");
    let all: serde_json::Value = serde_json::from_str(&json).expect("FACTS.json is JSON");
    let mut wrong = Vec::new();
    for name in all.as_object().expect("an object").keys() {
        let bytes = std::fs::read(corpora.join(name)).expect("the file of a fact can be read");
        let (own, surprise) = reader_of(name, &bytes).expect("it is read under its own ending");
        if surprise {
            wrong.push(format!("{name} is taken for {}", own.name()));
        }
        for ending in READERS.iter().flat_map(|reader| reader.endings()) {
            let found = match reader_of(&format!("x.{ending}"), &bytes) {
                Ok((reader, _)) if reader.name() == own.name() => continue,
                Ok((reader, _)) => reader.name(),
                Err(_) => "refused",
            };
            // Plain text is Markdown, too: what counts is what is read.
            let both = [own.name(), found].iter().all(|format| ["txt", "md"].contains(format));
            let as_read =
                |name: &str| read(name, &bytes, &Settings::default()).map(|reading| turns(&reading));
            if both && as_read(name) == as_read(&format!("x.{ending}")) {
                continue;
            }
            if !ARGUED.iter().any(|(file, as_ending, _)| file == name && as_ending == ending) {
                wrong.push(format!("{name} as .{ending}: {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
