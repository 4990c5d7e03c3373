//! Passages of real transcripts, carried over to edited ones.

use verbatim::source::{self, Settings};

use crate::anchoring::Table;
use crate::corpora;

/// Transcripts of several hundred words or more, in many conventions.
const FILES: &[&str] = &[
    "txt/nl_DVA1A_interviewer_R1.txt",
    "txt/nl_DVA2C_tijd_spreker.txt",
    "txt/nl_DVA3E_cp1252.txt",
    "txt/nl_DVA9M_descript.txt",
    "txt/nl_DVA9M_trint.txt",
    "txt/nl_handelingen_70-4.txt",
    "txt/anthropic_creativity_0001.txt",
    "txt/talkpython_001_nicola_iarocci_talk_python_to_me.txt",
    "docx/fg_mantelzorg_tab.docx",
    "docx/nl_DVA4C_tabel.docx",
    "docx/nl_DVA4C_vet.docx",
    "docx/parlament_PCAT-0101-26102015.docx",
    "md/changelog_brain-science-10.md",
    "md/changelog_founders-talk-52.md",
    "md/changelog_go-time-127.md",
    "md/nl_DVA7B.md",
    "srt/nl_DVA8K.srt",
    "vtt/nl_DVA8K_teams.vtt",
    "vtt/talkpython_555-marimo-pair.vtt",
    "json/nl_DVA9M_sonix.json",
    "cha/nl_DVA9M.cha",
];

#[test]
fn no_passage_of_a_real_transcript_goes_to_the_wrong_words() {
    let mut table = Table::default();
    for name in FILES {
        let bytes = std::fs::read(corpora().join(name)).expect("the file can be read");
        let reading = source::read(name, &bytes, &Settings::default()).expect("the file is a transcript");
        (0..3).for_each(|round| table.study(name, &reading.transcript, 500, round));
    }
    println!("{table}");
    table.check();
}
