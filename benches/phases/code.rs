//! Reading and coding, one thread.

use std::path::Path;

use verbatim::codebook::Codebook;
use verbatim::coding::{Matcher, TurnContext};
use verbatim::source::{Settings, read};
use verbatim::store::{Study, list_corpus};
use verbatim::text::{Language, guess_language};
use verbatim::transcript::Transcript;

use crate::cpu;

/// Prints what reading all sources costs, and coding them by each of the codebooks.
pub(crate) fn measure(study: &Path, codebooks: &[&str]) {
    let study = Study::open(study).expect("a study");
    let files = list_corpus(&study.corpus(), &[]).expect("a corpus");
    let begin = cpu();
    let transcripts: Vec<Transcript> = files
        .iter()
        .map(|file| {
            let bytes = std::fs::read(&file.full).expect("a source");
            read(&file.path, &bytes, &Settings::default()).expect("a transcript").transcript
        })
        .collect();
    let bytes: usize = transcripts.iter().map(|transcript| transcript.text.len()).sum();
    println!("{{\"phase\":\"read\",\"cpu\":{:.3},\"bytes\":{bytes}}}", cpu() - begin);
    let languages: Vec<Language> = transcripts.iter().map(language).collect();
    for path in codebooks {
        let yaml = std::fs::read_to_string(path).expect("a codebook");
        let (codebook, _) = Codebook::load(&[((*path).to_owned(), yaml)]);
        let begin = cpu();
        let matcher = Matcher::new(&codebook);
        let codings: usize = transcripts
            .iter()
            .zip(&languages)
            .map(|(transcript, language)| {
                let context = TurnContext { role: Some("client"), asks: false, language: *language };
                matcher.code(transcript, &vec![context; transcript.turns.len()]).len()
            })
            .sum();
        let cpu = cpu() - begin;
        println!(
            "{{\"phase\":\"code\",\"codebook\":{path:?},\"cpu\":{cpu:.3},\"bytes\":{bytes},\"codings\":{codings}}}"
        );
    }
}

fn language(transcript: &Transcript) -> Language {
    let sample: String = transcript.text.chars().take(4000).collect();
    guess_language(&sample, &[Language::DUTCH, Language::ENGLISH]).unwrap_or(Language::DUTCH)
}
