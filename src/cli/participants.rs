//! `verbatim participants`.

use std::collections::BTreeSet;
use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::index::SourceEntry;
use verbatim::store::{Participants, Row};

use super::accepted::Writing;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::table::Table;
use super::ui::{Ui, count, grouped, safe};

/// List speakers and who is behind them, and what participants.csv lacks
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim participants            speakers, participants and roles
  verbatim participants --add      add the missing labels to participants.csv

Exit codes: 0 done, 12 participants.csv cannot be written.")]
pub(crate) struct Args {
    /// Add a row for every label that has none; other rows keep every byte
    #[arg(long)]
    add: bool,
    /// Only what is missing or left over
    #[arg(long)]
    problems: bool,
    /// JSON Lines, one object a speaker
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let context = Context::open(folder, ui)?;
    for diagnostic in &context.study.participants()?.1 {
        ui.diagnostic(diagnostic);
    }
    if args.json {
        return json(&context, ui);
    }
    if !args.problems && !args.add {
        speakers(&context, ui)?;
    }
    let participants = &context.study.participants()?.0;
    let missing = missing(&context, participants);
    if args.add {
        let rows: Vec<(String, String, Option<String>)> =
            missing.iter().map(|(source, label)| (source.clone(), label.clone(), None)).collect();
        if !participants.can_grow() {
            let failure = Failure::usage("participants.csv has no column `speaker`; nothing was added");
            return Err(failure.hint("name its columns in the first line: source,speaker,participant,role"));
        }
        if !rows.is_empty() {
            let path = context.study.participants_path();
            let writing = Writing::of(&context.study, [path.as_path()])?;
            participants.append(&path, &rows)?;
            writing.done(&context.study, "added rows to", ui)?;
        }
        ui.line(&format!("{} added to participants.csv.", count(rows.len(), "row", "rows")))?;
        if !rows.is_empty() {
            ui.line("Fill in participant, role and organisation, then run `verbatim ingest`.")?;
        }
        return Ok(Exit::Done);
    }
    problems(&missing, &left_over(&context, participants), ui)?;
    Ok(Exit::Done)
}

fn json(context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let participants = &context.study.participants()?.0;
    for source in context.index.catalog().sources.values() {
        for speaker in &source.speakers {
            let line = serde_json::json!({
                "v": 1, "source": source.path, "speaker": speaker.label, "participants": speaker.participants,
                "role": speaker.role, "asks": speaker.asks, "turns": speaker.turns,
                "attributes": speaker.attributes,
                "listed": participants.find(&source.path, &source.short, &speaker.label).is_some(),
            });
            ui.line(&line.to_string())?;
        }
    }
    Ok(Exit::Done)
}

/// A table source is shown in one row: its respondents are in the table itself.
const MOST_SPEAKERS: usize = 30;

fn speakers(context: &Context, ui: &mut Ui) -> Result<(), Failure> {
    let mut table = Table::new(&["source", "speaker", "turns", "participant", "role", "organisation"]);
    for source in context.index.catalog().sources.values() {
        if source.speakers.len() > MOST_SPEAKERS {
            let turns: u64 = source.speakers.iter().map(|s| s.turns).sum();
            let label = count(source.speakers.len(), "speaker", "speakers");
            table.row(vec![source.short.clone(), label, turns.to_string()]);
            continue;
        }
        for speaker in &source.speakers {
            table.row(vec![
                source.short.clone(),
                speaker.label.clone(),
                grouped(usize::try_from(speaker.turns).unwrap_or(usize::MAX)),
                speaker.participants.join(" + "),
                speaker.role.as_deref().map(|r| context.role_name(r).to_owned()).unwrap_or_default(),
                speaker.attributes.get("organisation").cloned().unwrap_or_default(),
            ]);
        }
    }
    for line in table.lines(ui.width()) {
        ui.line(&line)?;
    }
    ui.line("")
}

/// Labels of transcripts that participants.csv does not name. Joint labels and the rows of tables that
/// say themselves who speaks need none.
fn missing(context: &Context, participants: &Participants) -> Vec<(String, String)> {
    let needs_row = |source: &SourceEntry, at: usize| {
        let Some(speaker) = source.speakers.get(at) else { return false };
        let listed = participants.find(&source.path, &source.short, &speaker.label).is_some();
        let known = listed || speaker.joint || !speaker.participants.is_empty();
        let asks = speaker.asks && speaker.role.is_some();
        !known && !asks && speaker.turns > 0
    };
    let catalog = context.index.catalog();
    catalog
        .sources
        .values()
        .flat_map(|source| (0..source.speakers.len()).map(move |at| (source, at)))
        .filter(|(source, at)| needs_row(source, *at))
        .filter_map(|(source, at)| Some((source.short.clone(), source.speakers.get(at)?.label.clone())))
        .collect()
}

/// Rows of participants.csv that no transcript answers to.
fn left_over(context: &Context, participants: &Participants) -> Vec<Row> {
    let mut used: BTreeSet<u64> = BTreeSet::new();
    for source in context.index.catalog().sources.values() {
        for speaker in &source.speakers {
            let row = participants.find(&source.path, &source.short, &speaker.label);
            used.extend(row.map(|row| row.line));
        }
    }
    participants.rows().iter().filter(|row| !used.contains(&row.line)).cloned().collect()
}

fn problems(missing: &[(String, String)], left_over: &[Row], ui: &mut Ui) -> Result<(), Failure> {
    if missing.is_empty() && left_over.is_empty() {
        return ui.line("Nothing is missing in participants.csv, and every row has its label.");
    }
    if !missing.is_empty() {
        ui.line(&format!("In transcripts but not in participants.csv ({}):", missing.len()))?;
        for (source, label) in missing {
            ui.line(&format!("  {}  {}", safe(source), safe(label)))?;
        }
        ui.line("  `verbatim participants --add` adds their rows.")?;
    }
    if !left_over.is_empty() {
        ui.line(&format!("In participants.csv but in no transcript ({}):", left_over.len()))?;
        for row in left_over {
            ui.line(&format!("  line {}: {}  {}", row.line, safe(&row.source), safe(&row.speaker)))?;
        }
    }
    Ok(())
}
