//! Code points: what the library counts, an independent program counts the same.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use verbatim::source::{Settings, read};
use verbatim::text::{CodePoints, Span};

use crate::dice::Dice;

const STRINGS: usize = 100_000;
/// Emoji, joined emoji, flags, combining marks, right-to-left, line ends of all kinds, and plain words.
const PIECES: &[&str] = &[
    "a",
    "Ik wacht. ",
    "één ",
    "e\u{301}",
    "n\u{303}o ",
    "🙂",
    "👩‍👩‍👧‍👦",
    "🇧🇪",
    "👍🏽",
    "\r\n",
    "\r",
    "\n",
    "\u{2028}",
    "\u{85}",
    "שלום ",
    "مرحبا ",
    "\u{202E}x\u{202C}",
    "\u{200B}",
    "\u{FEFF}",
    "𝒳",
    "ﬁ",
    "\t",
    "An: ",
    "Bo: ",
    "’s ",
];

#[test]
fn every_offset_is_counted_the_same_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let mut dice = Dice::new(5);
    let (mut lines, mut spans, mut written) = (String::new(), 0, 0);
    while written < STRINGS {
        let mut raw: String = if dice.below(4) == 0 { "\u{FEFF}".into() } else { "An: ".into() };
        (0..1 + dice.below(14)).for_each(|_| raw.push_str(PIECES[dice.below(PIECES.len())]));
        let Ok(reading) = read("x.txt", raw.as_bytes(), &Settings::default()) else { continue };
        let text = &reading.transcript.text;
        let points = CodePoints::new(text);
        let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (a, b) = (*dice.pick(&borders), *dice.pick(&borders));
        let mut all = vec![Span::new(a.min(b), a.max(b))];
        all.extend(reading.transcript.turns.iter().map(|turn| turn.span));
        let hex = |bytes: &[u8]| {
            bytes.iter().fold(String::new(), |mut hex, b| {
                write!(hex, "{b:02x}").unwrap();
                hex
            })
        };
        for span in all {
            let (start, end) = (points.at_byte(text, span.start), points.at_byte(text, span.end));
            assert_eq!(points.byte_of(text, start), Some(span.start));
            let quote = hex(span.of(text).as_bytes());
            writeln!(lines, "{} {start} {end} {} {quote}", hex(raw.as_bytes()), span.start).unwrap();
            spans += 1;
        }
        written += 1;
    }
    let file = folder.path().join("spans.txt");
    std::fs::write(&file, lines).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/check_units.py");
    let output = Command::new("python3").arg(script).arg(&file).output().expect("python3 is installed");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains(&format!("{spans} spans")), "{said}");
    println!("units: {written} texts, {spans} spans counted the same");
}
