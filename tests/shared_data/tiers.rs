//! `verify` on quotations with known answers, put together from real transcripts by the rules of `quoting`.

use std::path::Path;

use crate::quoting::{constructed, measure, must_hold, said_in};
use crate::study::{Study, walk};

/// Folders of the corpora: conversations in the formats people have.
const FOLDERS: [&str; 16] = [
    "cha", "coded", "csv", "docx", "eaf", "html", "json", "md", "odt", "otter", "rtf", "srt", "tei",
    "textgrid", "txt", "vtt",
];

const SETTINGS: &str = "name = \"Proef\"\nlanguage = [\"nl\", \"en\"]\ninterviewers = [\"interviewer\"]\n\
    [roles.client]\nname = \"cliënt\"\n[roles.volunteer]\nname = \"vrijwilliger\"\n\
    [roles.coordinator]\nname = \"coördinator\"\n[roles.interviewer]\nname = \"interviewer\"\n";

/// A study of the real transcripts, everybody with a role.
fn study(corpora: &Path) -> Study {
    let study = Study::empty().with("verbatim.toml", SETTINGS);
    for folder in FOLDERS {
        let from = corpora.join(folder);
        walk(&from, &mut |file| {
            let below = file.strip_prefix(corpora).expect("below").to_string_lossy().into_owned();
            study.write(&format!("corpus/{below}"), std::fs::read(file).expect("a file"));
        });
    }
    study.an(&["ingest"]);
    study.an(&["participants", "--add"]).ok();
    let table = study.text("participants.csv");
    study.write("participants.csv", with_roles(&table));
    study.an(&["ingest"]);
    study
}

/// Roles by a rule: labels that say so ask, of other sources every second has its first speaker ask; the rest are
/// clients, volunteers and coordinators in turn.
fn with_roles(table: &str) -> Vec<u8> {
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let mut written = csv::Writer::from_writer(Vec::new());
    written.write_record(rows.headers().expect("a head")).expect("a row");
    let (mut source, mut sources, mut answering) = (String::new(), 0, 0);
    for row in rows.records() {
        let row = row.expect("a row");
        let is_first = source != row[0];
        if is_first {
            row[0].clone_into(&mut source);
            sources += 1;
        }
        let label = row[1].to_lowercase();
        let says_so = ["interview", "moderator", "voorzitter", "ai", "int"].iter().any(|known| {
            label
                .split(|c: char| !c.is_alphabetic())
                .any(|word| word == *known || known.len() > 6 && word.starts_with(known))
        });
        let role = if says_so || is_first && sources % 2 == 0 {
            "interviewer"
        } else {
            answering += 1;
            ["client", "volunteer", "coordinator"][answering % 3]
        };
        let person = format!("P{}", answering + 1000 * sources);
        written.write_record([&row[0], &row[1], &person, role, ""]).expect("a row");
    }
    written.into_inner().expect("a table")
}

#[test]
fn each_quotation_from_real_transcripts_gets_its_tier() {
    let study = study(&crate::corpora());
    let said = said_in(&study);
    assert!(said.turns.len() >= 10_000, "{} turns", said.turns.len());
    let known = constructed(&said, 40);
    assert!(known.len() >= 1_000, "only {} quotations", known.len());
    let table = measure(&study, &said, known);
    must_hold(&table);
}
