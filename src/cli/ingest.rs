//! `verbatim ingest`.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::diag::Severity;
use verbatim::index::SourceEntry;
use verbatim::ingest::{
    IngestError, LoadedCodebook, Options, Outcome, check_codebook, difference, load_codebook, nothing_to_do,
};
use verbatim::store::Study;

use super::accepted::accept_all;
use super::by_people;
use super::context::{open_study, refresh_with_bar};
use super::exit::{Exit, Failure};
use super::table::Table;
use super::ui::{Ui, count, grouped, safe};

/// Read, code and index whatever is new or changed
///
/// Unchanged sources are left alone; an interrupted run is completed by the next.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim ingest              read, code and index what is new or changed
  verbatim ingest --dry-run    what would the changed codebook add and remove?
  verbatim ingest --reread     let a newer verbatim read what people coded

Exit codes: 0 done, 3 some sources could not be read, 4 the codebook has mistakes, 5 codings by people wait for
a decision (`verbatim anchors`).")]
pub(crate) struct Args {
    /// Look into every file, however unchanged it seems
    #[arg(long)]
    full: bool,
    /// Read sources anew where people coded what an earlier verbatim made of them; codings follow
    #[arg(long)]
    reread: bool,
    /// Show what a changed codebook would add and remove, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Go on with a codebook that has mistakes
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let study = open_study(folder)?;
    for diagnostic in &study.participants()?.1 {
        ui.diagnostic(diagnostic);
    }
    if args.dry_run {
        return dry_run(&study, ui);
    }
    let options = Options { full: args.full, reread: args.reread, force: args.force, ..Options::default() };
    let (exit, loaded) = ingest(&study, options, ui)?;
    accept_all(&study, loaded.as_ref(), ui);
    Ok(exit)
}

/// Ingests and reports: what `ingest` and `add` share. Gives the codebook back where it had to be read.
pub(crate) fn ingest(
    study: &Study,
    options: Options,
    ui: &mut Ui,
) -> Result<(Exit, Option<LoadedCodebook>), Failure> {
    if !(options.full || options.reread)
        && let Some(outcome) = nothing_to_do(study)
    {
        return Ok((report(study, &outcome, ui)?, None));
    }
    let mut loaded = load_codebook(study)?;
    // A broken codebook is no success, also when no source waits for it.
    check_codebook(study, &mut loaded);
    if loaded.is_broken() && !options.force {
        return Err(IngestError::Codebook(loaded.diagnostics).into());
    }
    let outcome = refresh_with_bar(study, &mut loaded, options)?;
    for diagnostic in loaded.diagnostics.iter().filter(|d| d.severity != Severity::Note) {
        ui.diagnostic(diagnostic);
    }
    Ok((report(study, &outcome, ui)?, Some(loaded)))
}

/// Rows beyond this are summed up on a terminal.
const MOST_ROWS: usize = 60;

fn report(study: &Study, outcome: &Outcome, ui: &mut Ui) -> Result<Exit, Failure> {
    let sources: Vec<&SourceEntry> =
        outcome.catalog.sources.values().filter(|s| outcome.renewed.contains(&s.path)).collect();
    if !sources.is_empty() {
        let mut table = Table::new(&["source", "format", "turns", "speakers", "codings"]);
        for source in sources.iter().take(MOST_ROWS) {
            table.row(vec![
                source.short.clone(),
                source.format.clone(),
                grouped(size(source.turns)),
                speakers_by_role(study, source),
                grouped(size(source.codings)),
            ]);
        }
        for line in table.lines(ui.width()) {
            ui.line(&line)?;
        }
        if sources.len() > MOST_ROWS {
            ui.line(&format!("... and {} more", grouped(sources.len() - MOST_ROWS)))?;
        }
        ui.line("")?;
    }
    for (old, new) in &outcome.moved {
        ui.line(&format!("moved: {} is now {} and keeps its short name", safe(old), safe(new)))?;
    }
    notes(outcome, ui);
    let unread = skipped(outcome, ui)?;
    let codebook = || load_codebook(study).map(|loaded| loaded.codebook);
    if outcome.catalog.by_people().next().is_some() || outcome.catalog.sources.values().any(|s| s.waiting > 0)
    {
        for need in by_people::needs(&outcome.catalog, &codebook()?) {
            ui.warning(&need);
        }
    }
    totals(outcome, ui)?;
    let waits = outcome.catalog.sources.values().any(|source| source.waiting > 0);
    Ok(if unread {
        Exit::Part
    } else if waits {
        Exit::Decision
    } else {
        Exit::Done
    })
}

fn notes(outcome: &Outcome, ui: &mut Ui) {
    for (path, notes) in outcome.notes.iter().filter(|(path, _)| outcome.renewed.contains(path)) {
        for note in notes.iter().filter(|n| n.severity != Severity::Note) {
            ui.message(&format!("{}: {}", safe(path), super::ui::painted(note)));
        }
    }
}

/// Lists what was not read; whether something should have been.
fn skipped(outcome: &Outcome, ui: &mut Ui) -> Result<bool, Failure> {
    for skipped in &outcome.skipped {
        ui.line(&format!("not read: {}: {}", safe(&skipped.path), safe(&skipped.reason)))?;
        if !skipped.hint.is_empty() && !skipped.expected {
            ui.line(&ui.quiet(&format!("          {}", safe(&skipped.hint))))?;
        }
    }
    if !outcome.skipped.is_empty() {
        ui.line("")?;
    }
    Ok(outcome.skipped.iter().any(|s| !s.expected))
}

fn totals(outcome: &Outcome, ui: &mut Ui) -> Result<(), Failure> {
    let sources = outcome.catalog.sources.values();
    let (mut turns, mut codings) = (0, 0);
    for source in sources {
        turns += source.turns;
        codings += source.codings;
    }
    let what = match (outcome.renewed.len(), outcome.gone.len()) {
        (0, 0) => "Nothing has changed".to_owned(),
        (renewed, 0) => format!("{} read and coded", count(renewed, "source", "sources")),
        (renewed, gone) => format!("{} read and coded, {gone} gone", count(renewed, "source", "sources")),
    };
    ui.line(&format!(
        "{what}. The study has {}, {} and {}.",
        count(outcome.catalog.sources.len(), "source", "sources"),
        count(size(turns), "turn", "turns"),
        count(size(codings), "coding", "codings")
    ))?;
    let speakers = outcome.catalog.sources.values().flat_map(|s| &s.speakers);
    let without = speakers.filter(|s| s.role.is_none() && !s.joint && s.turns > 0).count();
    if without > 0 {
        ui.hint(&format!(
            "{} no role yet: `verbatim participants --add` puts the labels into participants.csv",
            count(without, "speaker has", "speakers have")
        ));
    }
    Ok(())
}

/// `6 cliënt, 2 vrijwilliger, 1 without role`
pub(crate) fn speakers_by_role(study: &Study, source: &SourceEntry) -> String {
    let mut roles: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for speaker in source.speakers.iter().filter(|s| !s.joint) {
        *roles.entry(speaker.role.as_deref()).or_default() += 1;
    }
    let language = study.config.label_language();
    let mut shown: Vec<String> = roles
        .iter()
        .filter_map(|(role, n)| role.map(|role| format!("{n} {}", study.config.role_name(role, language))))
        .collect();
    if let Some(n) = roles.get(&None) {
        shown.push(format!("{n} without role"));
    }
    shown.join(", ")
}

fn size(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// Examples shown of each code.
const EXAMPLES: usize = 3;

fn dry_run(study: &Study, ui: &mut Ui) -> Result<Exit, Failure> {
    let mut loaded = load_codebook(study)?;
    check_codebook(study, &mut loaded);
    for diagnostic in &loaded.diagnostics {
        ui.diagnostic(diagnostic);
    }
    let difference = difference(study, &loaded, Some(super::apart::read))?;
    let (mut added, mut removed) = (0, 0);
    for (code, change) in &difference.codes {
        added += change.added.len();
        removed += change.removed.len();
        ui.line(&format!("{}  +{} −{}", ui.strong(&safe(code)), change.added.len(), change.removed.len()))?;
        for (sign, passages) in [("+", &change.added), ("−", &change.removed)] {
            for (source, words) in passages.iter().take(EXAMPLES) {
                let one_line: String =
                    safe(words).replace('\n', " ").chars().take(ui.width().saturating_sub(16)).collect();
                ui.line(&format!("  {sign} {source:<10} {one_line}"))?;
            }
            if passages.len() > EXAMPLES {
                ui.line(&ui.quiet(&format!("  {sign} ... and {} more", passages.len() - EXAMPLES)))?;
            }
        }
    }
    ui.line(&format!(
        "The rules would add {}, remove {} and keep {}. Nothing was changed.",
        count(added, "coding", "codings"),
        grouped(removed),
        grouped(difference.kept)
    ))?;
    Ok(if loaded.is_broken() { Exit::Check } else { Exit::Done })
}
