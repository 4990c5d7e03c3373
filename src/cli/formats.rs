//! `verbatim formats`.

use clap::Args as ClapArgs;
use serde_json::json;
use verbatim::export::EXPORTERS;
use verbatim::source::READERS;

use super::exit::{Exit, Failure};
use super::ui::Ui;
use super::wrap::wrap;

/// List the formats that are read and written, and what is kept of each
///
/// A file is recognised by its content; the ending only says what it should be.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim formats             what can I add, and what comes out?
  verbatim formats --json      the same for programs

Exit codes: 0 done.")]
pub(crate) struct Args {
    /// JSON Lines, one object a format
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, ui: &mut Ui) -> Result<Exit, Failure> {
    if args.json {
        return json_lines(ui);
    }
    ui.line(&ui.strong("Read"))?;
    for reader in READERS {
        let about = reader.about();
        entry(&endings(reader.endings()), about.what, ui)?;
        detail("kept: ", about.keeps, ui)?;
        if !about.leaves_out.is_empty() {
            detail("left out: ", about.leaves_out, ui)?;
        }
    }
    ui.line("")?;
    ui.line(&ui.strong("Written"))?;
    for exporter in EXPORTERS {
        entry(&format!(".{}", exporter.ending()), exporter.name(), ui)?;
    }
    Ok(Exit::Done)
}

/// The column the descriptions stand in.
const INDENT: usize = 24;

fn entry(endings: &str, what: &str, ui: &mut Ui) -> Result<(), Failure> {
    let mut lines = wrap(what, ui.width().saturating_sub(INDENT), &[]).into_iter();
    let first = lines.next().map(|line| line.painted).unwrap_or_default();
    ui.line(&format!("  {endings:<width$}{first}", width = INDENT - 2))?;
    for line in lines {
        ui.line(&format!("{:INDENT$}{}", "", line.painted))?;
    }
    Ok(())
}

fn detail(label: &str, text: &str, ui: &mut Ui) -> Result<(), Failure> {
    let width = ui.width().saturating_sub(INDENT);
    for line in wrap(&format!("{label}{text}"), width, &[]) {
        ui.line(&format!("{:INDENT$}{}", "", ui.quiet(&line.painted)))?;
    }
    Ok(())
}

fn endings(endings: &[&str]) -> String {
    endings.iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(" ")
}

fn json_lines(ui: &mut Ui) -> Result<Exit, Failure> {
    for reader in READERS {
        let about = reader.about();
        let line = json!({
            "v": 1, "format": reader.name(), "direction": "read", "endings": reader.endings(),
            "what": about.what, "keeps": about.keeps, "leaves_out": about.leaves_out,
        });
        ui.line(&line.to_string())?;
    }
    for exporter in EXPORTERS {
        let line = json!({
            "v": 1, "format": exporter.ending(), "direction": "written", "endings": [exporter.ending()],
            "what": exporter.name(),
        });
        ui.line(&line.to_string())?;
    }
    Ok(Exit::Done)
}
