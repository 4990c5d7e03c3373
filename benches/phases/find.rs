//! One question, asked again and again.

use std::path::Path;

use verbatim::index::Index;
use verbatim::ingest::load_codebook;
use verbatim::query::{Names, Request, RoleNames, find};
use verbatim::store::Study;
use verbatim::text::Language;

use crate::wall;

/// Prints the middle wall time of `find --code CODE --role ROLE WORDS`, the first 20 quotes with their words.
pub(crate) fn measure(study: &Path, code: &str, role: &str, words: &str) {
    let study = Study::open(study).expect("a study");
    let codebook = load_codebook(&study).expect("a codebook").codebook;
    let index = Index::open(&study.index_dir()).expect("an index");
    let roles = [RoleNames { id: role.to_owned(), names: Vec::new() }];
    let languages = [Language::DUTCH, Language::ENGLISH];
    let names = Names { codebook: &codebook, roles: &roles, languages: &languages, catalog: index.catalog() };
    let request = Request {
        codes: vec![code.to_owned()],
        roles: vec![role.to_owned()],
        text: Some(words.to_owned()),
        limit: Some(20),
        ..Request::default()
    };
    let mut times = Vec::new();
    let mut total = 0;
    for _ in 0..51 {
        let begin = wall();
        total = find(&index, names, &request).expect("an answer").total;
        times.push(wall() - begin);
    }
    times.sort_by(f64::total_cmp);
    println!("{{\"phase\":\"find\",\"wall_p50\":{:.6},\"found\":{total}}}", times[times.len() / 2]);
}
