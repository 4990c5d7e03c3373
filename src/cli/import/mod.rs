//! `verbatim import`: what other programs made.

mod codebook;

use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use verbatim::text::Language;

use super::exit::{Exit, Failure};
use super::ui::Ui;

/// Take over a codebook from a table: Excel, LibreOffice or CSV
///
/// The codes are found by the headers of the table, in Dutch, English, French or German; the tree by
/// numbers, levels, parents, paths or indentation. Your file is not changed.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim import codeboek.xlsx --dry-run            show the codebook, write nothing
  verbatim import codeboek.csv --name wachttijden    write codebooks/wachttijden.yaml

Exit codes: 0 done, 2 no codebook in it, or another file of that name, 3 rows or cells were left out.")]
pub(crate) struct Args {
    /// A table: .xlsx, .ods, .csv or .tsv
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The name of the codebook; by default that of the file
    #[arg(long)]
    name: Option<String>,
    /// The language of the names; by default the study's
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<Language>,
    /// Print the codebook and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Replace a codebook of that name
    #[arg(long)]
    overwrite: bool,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    codebook::run(args, folder, ui)
}
