//! `verbatim formats`: what is read and written.

use verbatim::export::EXPORTERS;
use verbatim::source::READERS;

use crate::study::Study;

#[test]
fn every_format_is_listed_with_what_is_kept_of_it() {
    let study = Study::empty();
    let shown = study.run("formats").ok().stdout;
    let (read, written) = shown.split_once("Written").expect("two parts");
    for reader in READERS {
        for ending in reader.endings() {
            assert!(read.contains(&format!(".{ending}")), "{ending}: {read}");
        }
        assert!(!reader.about().what.is_empty() && !reader.about().keeps.is_empty(), "{}", reader.name());
    }
    for exporter in EXPORTERS {
        assert!(written.contains(&format!(".{}", exporter.ending())), "{written}");
    }
    assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
}

#[test]
fn programs_get_it_as_json_lines() {
    let study = Study::empty();
    let shown = study.run("formats --json").ok().stdout;
    let docx = shown.lines().find(|line| line.contains("\"read\"") && line.contains("docx")).expect("docx");
    let docx: serde_json::Value = serde_json::from_str(docx).unwrap();
    assert!(docx["keeps"].as_str().unwrap().contains("tracked changes"));
}
