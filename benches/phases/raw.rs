//! The documents of an index, put into a bare Tantivy.

use std::path::Path;

use tantivy::TantivyDocument;
use tantivy::indexer::{NoMergePolicy, UserOperation};
use verbatim::index::{CodedPassage, CodingRef, Index, SourceDocs, raw};
use verbatim::store::{StoredCoding, Study, rules_path};
use verbatim::text::{CodePoints, Language, Span};
use verbatim::transcript::Transcript;

use crate::{cpu, wall};

/// Documents made before they are put in: more than this would not fit into memory.
const AT_ONCE: usize = 400;

/// Prints what indexing them costs in one thread, with nothing before or behind it. `folder` is empty.
pub(crate) fn measure(study: &Path, folder: &Path) {
    let study = Study::open(study).expect("a study");
    let index = Index::open(&study.index_dir()).expect("an index");
    let engine = raw::engine(folder, &[Language::DUTCH, Language::ENGLISH]).expect("an engine");
    let mut writer = engine.writer_with_num_threads::<TantivyDocument>(1, 128 << 20).expect("a writer");
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let (mut spent, mut count) = ((0.0, 0.0), 0);
    let mut stop = |begin: (f64, f64)| spent = (spent.0 + cpu() - begin.0, spent.1 + wall() - begin.1);
    let sources: Vec<_> = index.catalog().sources.iter().collect();
    for some in sources.chunks(AT_ONCE) {
        let documents: Vec<TantivyDocument> = some
            .iter()
            .flat_map(|(number, entry)| {
                let transcript = index.transcript(entry).expect("a transcript");
                let passages = passages(&study, &entry.short, &transcript);
                let (transcript, passages) = (&transcript, passages.as_slice());
                raw::documents(&SourceDocs { number: **number, entry, transcript, passages })
            })
            .collect();
        count += documents.len();
        let mut operations = documents.into_iter().map(UserOperation::Add).peekable();
        let begin = (cpu(), wall());
        while operations.peek().is_some() {
            let batch: Vec<_> = operations.by_ref().take(256).collect();
            writer.run(batch).expect("room for it");
        }
        stop(begin);
    }
    let begin = (cpu(), wall());
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("an end");
    stop(begin);
    println!("{{\"phase\":\"raw\",\"cpu\":{:.3},\"wall\":{:.3},\"documents\":{count}}}", spent.0, spent.1);
}

/// The coded passages of a source, from its `rules.jsonl`.
fn passages(study: &Study, short: &str, transcript: &Transcript) -> Vec<CodedPassage> {
    let lines = std::fs::read_to_string(rules_path(&study.codings(), short)).expect("rule codings");
    let points = CodePoints::new(&transcript.text);
    let byte = |point: usize| points.byte_of(&transcript.text, point).expect("a place in the text");
    let mut passages: Vec<CodedPassage> = Vec::new();
    for coding in
        lines.lines().skip(1).map(|line| serde_json::from_str::<StoredCoding>(line).expect("a coding"))
    {
        let span = Span::new(byte(coding.start), byte(coding.end));
        let turn = transcript.turns.partition_point(|turn| turn.span.end < span.end);
        let rule = coding.triggers.first().map(|trigger| trigger.rule.clone());
        let reference = CodingRef(coding.code, "rules".to_owned(), rule, coding.id);
        match passages.last_mut().filter(|last| last.span == span) {
            Some(last) => last.codings.push(reference),
            None => passages.push(CodedPassage { turn, span, codings: vec![reference] }),
        }
    }
    passages
}
