//! Passages of the sample study, carried over to edited transcripts.

use std::fs;
use std::path::Path;

use crate::anchoring::Table;
use crate::study::walk;

#[test]
fn no_passage_of_the_sample_goes_to_the_wrong_words() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut table = Table::default();
    walk(&corpus, &mut |path| {
        let name = path.strip_prefix(&corpus).unwrap().display().to_string();
        let bytes = fs::read(path).unwrap();
        let reading = verbatim::source::read(&name, &bytes, &verbatim::source::Settings::default()).unwrap();
        table.study(&name, &reading.transcript, 100, 0);
    });
    println!("{table}");
    table.check();
}
