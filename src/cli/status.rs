//! `verbatim status`.

use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::diag::Severity;
use verbatim::index::Index;
use verbatim::ingest::{check_codebook, load_codebook, outlook};

use super::by_people;
use super::context::open_study;
use super::exit::{Exit, Failure};
use super::ingest::speakers_by_role;
use super::table::Table;
use super::ui::{Ui, count, grouped, painted, safe};

/// Tell what is there, what is stale, and what needs you
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim status
  verbatim status --sources       every source with its turns and speakers

Exit codes: 0 done, 10 no study here.")]
pub(crate) struct Args {
    /// List every source
    #[arg(long)]
    sources: bool,
    /// Also the notes of the readers
    #[arg(long)]
    notes: bool,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let study = open_study(folder)?;
    let mut loaded = load_codebook(&study)?;
    let outlook = outlook(&study, &loaded)?;
    check_codebook(&study, &mut loaded);
    let catalog = Index::open(&study.index_dir()).map(|index| index.catalog().clone()).unwrap_or_default();
    ui.line(&format!(
        "{}  {}",
        ui.strong(&safe(&study.config.name)),
        ui.quiet(&study.root.display().to_string())
    ))?;
    let sum = |of: fn(&verbatim::index::SourceEntry) -> u64| -> usize {
        usize::try_from(catalog.sources.values().map(of).sum::<u64>()).unwrap_or(usize::MAX)
    };
    ui.line(&format!(
        "{}, {}, {}, {}",
        count(catalog.sources.len(), "source", "sources"),
        count(sum(|s| s.turns), "turn", "turns"),
        count(loaded.codebook.codes.len(), "code", "codes"),
        count(sum(|s| s.codings), "coding", "codings"),
    ))?;
    ui.line(&ui.quiet(&format!("index: {}", study.index_dir().display())))?;
    if !study.index_dir().starts_with(&study.root) {
        ui.line(&ui.quiet(
            "       outside the study, because its folder is synced, read-only, or another was named",
        ))?;
    }
    if !study.can_be_written() {
        ui.line(&ui.quiet("you may look at this study and not change it: its folder cannot be written"))?;
    }
    if args.sources {
        ui.line("")?;
        let mut table = Table::new(&["source", "path", "format", "turns", "speakers", "codings"]);
        for source in catalog.sources.values() {
            table.row(vec![
                source.short.clone(),
                source.path.clone(),
                source.format.clone(),
                grouped(usize::try_from(source.turns).unwrap_or(usize::MAX)),
                speakers_by_role(&study, source),
                grouped(usize::try_from(source.codings).unwrap_or(usize::MAX)),
            ]);
        }
        for line in table.lines(ui.width()) {
            ui.line(&line)?;
        }
    }
    let mut needs = Vec::new();
    let stale = outlook.to_read.len() + outlook.gone;
    if stale > 0 {
        needs.push(format!(
            "{} new, changed or gone: `verbatim ingest`",
            count(stale, "source is", "sources are")
        ));
    }
    let mistakes = loaded.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    if mistakes > 0 {
        needs.push(format!(
            "{} in the codebook: `verbatim codes check`",
            count(mistakes, "mistake", "mistakes")
        ));
    }
    needs.extend(by_people::needs(&catalog, &loaded.codebook));
    let without = catalog.sources.values().flat_map(|s| &s.speakers);
    let without = without.filter(|s| s.role.is_none() && !s.joint && s.turns > 0).count();
    if without > 0 {
        needs.push(format!(
            "{} no role: `verbatim participants`",
            count(without, "speaker has", "speakers have")
        ));
    }
    ui.line("")?;
    for need in &needs {
        ui.line(&format!("needs you: {need}"))?;
    }
    for skipped in &outlook.skipped {
        let label = if skipped.expected { "left out" } else { "not read" };
        ui.line(&format!("{label}: {}: {}", safe(&skipped.path), safe(&skipped.reason)))?;
        if !skipped.hint.is_empty() && !skipped.expected {
            ui.line(&ui.quiet(&format!("          {}", safe(&skipped.hint))))?;
        }
    }
    for diagnostic in &study.participants()?.1 {
        ui.line(&painted(diagnostic))?;
    }
    if args.notes {
        for (path, notes) in &outlook.notes {
            for note in notes {
                ui.line(&format!("{}: {}", safe(path), painted(note)))?;
            }
        }
    }
    if needs.is_empty() && outlook.skipped.iter().all(|s| s.expected) {
        ui.line("Everything is up to date.")?;
    }
    Ok(Exit::Done)
}
