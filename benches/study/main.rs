//! Measures a study of a given size: `cargo bench --bench study -- 10` for 10 MB of transcripts.
//!
//! The study is generated from the words of the sample study (same size, same bytes), coded with the
//! sample codebook, and thrown away. Figures are for comparing two states of the code on one machine, and
//! never assertions.

// A bench prints, and stops at what it does not expect.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::indexing_slicing)]

mod generate;

use std::time::{Duration, Instant};

use verbatim::codebook::Codebook;
use verbatim::coding::{Matcher, TurnContext};
use verbatim::index::{Index, Order};
use verbatim::ingest::{Options, load_codebook, refresh};
use verbatim::query::{Names, Request, RoleNames, find};
use verbatim::source::{Settings, read};
use verbatim::store::Study;
use verbatim::text::Language;

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1, 10] } else { sizes };
    println!("{:<44}{:>12}  note", "what", "time");
    for megabytes in sizes {
        measure(megabytes).expect("the generated study can be measured");
    }
}

fn row(what: &str, time: Duration, note: &str) {
    println!("{what:<44}{:>9.2} ms  {note}", time.as_secs_f64() * 1000.0);
}

fn measure(megabytes: usize) -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let bytes = generate::study(folder.path(), megabytes << 20)?;
    let study = Study::open(folder.path())?;
    println!("-- {megabytes} MB");
    let speed = |time: Duration| format!("{:.0} MB/s", bytes as f64 / 1e6 / time.as_secs_f64());
    let mut loaded = load_codebook(&study)?;
    let (reading, coding, codings) = read_and_code(folder.path(), &loaded.codebook)?;
    row("reading, one thread", reading, &speed(reading));
    row("coding, one thread", coding, &format!("{}, {codings} codings", speed(coding)));
    let begin = Instant::now();
    let outcome = refresh(&study, &mut loaded, Options::default(), &|_| {})?;
    let turns: u64 = outcome.catalog.sources.values().map(|s| s.turns).sum();
    row("ingest, everything", begin.elapsed(), &format!("{}, {turns} turns", speed(begin.elapsed())));
    let begin = Instant::now();
    refresh(&study, &mut loaded, Options::default(), &|_| {})?;
    row(
        "ingest, files too young to be trusted",
        begin.elapsed(),
        &format!("{} sources", outcome.catalog.sources.len()),
    );
    std::thread::sleep(Duration::from_millis(2100));
    refresh(&study, &mut loaded, Options::default(), &|_| {})?;
    let begin = Instant::now();
    refresh(&study, &mut loaded, Options::default(), &|_| {})?;
    row("ingest, nothing changed", begin.elapsed(), "");
    finding(&study, &loaded.codebook)
}

fn read_and_code(
    folder: &std::path::Path,
    codebook: &Codebook,
) -> Result<(Duration, Duration, usize), Box<dyn std::error::Error>> {
    let matcher = Matcher::new(codebook);
    let (mut reading, mut coding, mut codings) = (Duration::ZERO, Duration::ZERO, 0);
    for entry in std::fs::read_dir(folder.join("corpus"))? {
        let bytes = std::fs::read(entry?.path())?;
        let begin = Instant::now();
        let transcript = read("x.txt", &bytes, &Settings::default())?.transcript;
        reading += begin.elapsed();
        let context = TurnContext { role: Some("client"), asks: false, language: Language::DUTCH };
        let contexts: Vec<TurnContext<'_>> = transcript.turns.iter().map(|_| context).collect();
        let begin = Instant::now();
        codings += matcher.code(&transcript, &contexts).len();
        coding += begin.elapsed();
    }
    Ok((reading, coding, codings))
}

fn finding(study: &Study, codebook: &Codebook) -> Result<(), Box<dyn std::error::Error>> {
    let begin = Instant::now();
    let index = Index::open(&study.index_dir())?;
    row("opening the index", begin.elapsed(), "");
    let roles = [RoleNames { id: "client".to_owned(), names: Vec::new() }];
    let languages = [Language::DUTCH];
    let names = Names { codebook, roles: &roles, languages: &languages, catalog: index.catalog() };
    let code = || vec!["access/waiting-times".to_owned()];
    let role = || vec!["client".to_owned()];
    let text = |words: &str| Some(words.to_owned());
    let requests = [
        ("find --code C --role R", Request { codes: code(), roles: role(), ..Request::default() }),
        (
            "find --code C --role R \"phrase\"",
            Request { codes: code(), roles: role(), text: text("\"te wachten\""), ..Request::default() },
        ),
        ("find word", Request { text: text("wachten"), ..Request::default() }),
        (
            "find word --sort source",
            Request { text: text("wachten"), order: Some(Order::Source), ..Request::default() },
        ),
    ];
    for (what, request) in requests {
        let request = Request { limit: Some(20), ..request };
        let mut times = Vec::new();
        let mut total = 0;
        for _ in 0..21 {
            let begin = Instant::now();
            total = find(&index, names, &request)?.total;
            times.push(begin.elapsed());
        }
        times.sort();
        row(
            &format!("{what}, warm p50"),
            times.get(times.len() / 2).copied().unwrap_or_default(),
            &format!("{total} found"),
        );
    }
    Ok(())
}
