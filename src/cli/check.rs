//! `verbatim check`.

use std::path::Path;

use clap::Args as ClapArgs;
use serde_json::json;
use verbatim::check::{Finding, Kind, Proof, check};

use super::context::{dispensable, open_study};
use super::exit::{Exit, Failure};
use super::ui::{Ui, count, safe};

/// Prove that the study is whole
///
/// Every file is read and hashed, whatever its time says: the words of every coding stand at their place, every
/// code is in the codebook, every line of every log is as it was written, every quote of a quote set still stands
/// and shows what was said; and sources, codebooks, participants and settings are what the last `ingest` accepted.
/// Nothing is written.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim check
  verbatim check --json     one object a finding, then the summary

Exit codes: 0 whole, 4 something is damaged or changed, 5 only decisions wait.")]
pub(crate) struct Args {
    /// JSON Lines
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let study = open_study(folder)?;
    let proof = check(&study, Some(super::apart::read), &dispensable(&study))?;
    for finding in &proof.findings {
        ui.line(&if args.json { object(finding) } else { shown(finding) })?;
    }
    ui.line(&if args.json { summary_object(&proof) } else { summary(&proof) })?;
    Ok(match proof.findings.iter().map(|finding| finding.kind).min() {
        None => Exit::Done,
        Some(Kind::Waits) => Exit::Decision,
        Some(Kind::Damaged | Kind::Changed) => Exit::Check,
    })
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Damaged => "damaged",
        Kind::Changed => "changed",
        Kind::Waits => "waits",
    }
}

/// The file, and the line where there is one.
fn place(finding: &Finding) -> (&str, Option<usize>) {
    let place = finding.what.place.as_ref();
    (place.map_or("", |place| &place.file), place.map(|place| place.line).filter(|line| *line > 0))
}

fn shown(finding: &Finding) -> String {
    let (file, line) = place(finding);
    let line = line.map(|line| format!(":{line}")).unwrap_or_default();
    let hint = finding.what.hint.as_deref().unwrap_or_default();
    safe(&format!("{}: {file}{line}: {}; {hint}", name(finding.kind), finding.what.message))
}

fn object(finding: &Finding) -> String {
    let (file, line) = place(finding);
    let Finding { kind, what } = finding;
    json!({"v": 1, "kind": name(*kind), "file": file, "line": line, "message": what.message, "hint": what.hint})
        .to_string()
}

fn summary(proof: &Proof) -> String {
    let found = match proof.findings.len() {
        0 => "all whole".to_owned(),
        n => count(n, "finding", "findings"),
    };
    let logs = count(proof.logs, "log", "logs");
    let sources = count(proof.sources, "source", "sources");
    let people = count(proof.by_people, "coding", "codings");
    let quotes = match proof.picked {
        0 => String::new(),
        n => format!(", {} in sets", count(n, "quote", "quotes")),
    };
    format!(
        "checked {sources}, {people} by people, {} by rules, {logs}{quotes}: {found}",
        super::ui::grouped(proof.by_rules)
    )
}

fn summary_object(proof: &Proof) -> String {
    let Proof { sources, by_people, by_rules, logs, picked, findings } = proof;
    json!({"v": 1, "kind": "summary", "sources": sources, "by_people": by_people, "by_rules": by_rules,
        "logs": logs, "quotes": picked, "findings": findings.len()})
    .to_string()
}
