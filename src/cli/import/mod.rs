//! `verbatim import`: what people made with other programs.

mod added;
mod codebook;
mod coders;
mod codes;
mod columns;
mod commas;
mod comments;
mod counts;
mod headers;
mod marks;
mod places;
mod report;
mod survey;
mod table;
mod target;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use verbatim::sheet::sheets;
use verbatim::store::{CorpusFile, list_corpus};
use verbatim::text::Language;

use columns::Columns;

use super::context::open_study;
use super::exit::{Exit, Failure};
use super::ui::Ui;

/// Take over what people made with other programs: a codebook, or codings
///
/// A table with codes is a codebook: its tree is found by headers in Dutch, English, French or German, by
/// numbers, levels, parents, paths or indentation. A table with words and codes holds codings, and may say
/// coder, source, turn and memo; each code may have a column of marks (1, x, ja), each coder one of codes (`Code AB`). Exports of
/// ATLAS.ti, MAXQDA, QualCoder and Taguette are such tables. A survey that is a source already is coded by its columns of codes, each for the
/// answers between it and the one before. A comment in a document of Word or LibreOffice (.docx, .odt) is a coding of the words it is about: its text names the codes (between
/// line breaks or `;`), its author is the coder, `code: note` adds a note. The document is taken for the source
/// that has exactly its words; where there is none it is added to the study. What was imported before is not
/// imported twice, and your file is never changed.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim import codeboek.xlsx --dry-run            show the codebook, write nothing
  verbatim import codeboek.csv --name wachttijden    write codebooks/wachttijden.yaml
  verbatim import fg1-coded.docx --source fg1 --coder An --add-codes
  verbatim import segments.csv --coder An --dry-run

Exit codes: 0 done, 1 no comments, 2 wrong use, another text, or no codebook in it, 3 something was left out,
5 a code is not in the codebook, or words stand in several places.")]
pub(crate) struct Args {
    /// A table (.xlsx, .ods, .csv, .tsv) with a codebook or codings, or a document (.docx, .odt) with comments
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The source that was coded, by its short name; its words must be exactly the document's
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Who coded, in place of the authors of the comments
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    /// Add codes that the codebook does not have: below the code that their path names (`Access > Waiting`), or else to
    /// codebooks/from-FILE.yaml
    #[arg(long)]
    add_codes: bool,
    /// Say what would be imported, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// The name of the codebook; by default that of the file
    #[arg(long)]
    name: Option<String>,
    /// The language of a codebook's names; by default the study's
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<Language>,
    /// Replace a codebook of that name
    #[arg(long)]
    overwrite: bool,
}

/// Endings of tables, also of those that are refused with a better word.
const TABLES: &[&str] = &["csv", "tsv", "tab", "xlsx", "xlsm", "xlsb", "xls", "ods"];

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let shown = args.file.display();
    let bytes = fs::read(&args.file).map_err(|e| Failure::usage(format!("cannot read `{shown}`: {e}")))?;
    if let Some(coder) = args.coder.as_deref()
        && (coder.trim().is_empty() || verbatim::coding::is_reserved(coder))
    {
        let message = format!("`--coder {coder}`: nobody can code under this name");
        return Err(
            Failure::usage(message).hint("give the coder's own name; `rules` and `consensus` are taken")
        );
    }
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_document = verbatim::source::reader_of(&name, &bytes)
        .is_ok_and(|(reader, _)| matches!(reader.name(), "docx" | "odt"));
    let ending = args.file.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !is_document && TABLES.contains(&ending.as_str()) {
        let sheets = sheets(&bytes)
            .map_err(|why| Failure::usage(format!("cannot read `{shown}`: {}", why.reason)).hint(why.hint))?;
        let codings = sheets.iter().find_map(|sheet| Some((sheet, Columns::of(sheet)?)));
        return match codings {
            Some((sheet, columns)) if columns.hold_codings() || is_source(folder, &bytes)? => {
                report::other_sheets(&sheets, sheet, ui);
                table::run(args, &name, &bytes, (sheet, &columns), folder, ui)
            }
            _ if sheets.iter().any(Columns::lack_codes) => {
                let failure = Failure::usage(format!(
                    "`{shown}` has columns of words and of a coder, and none of codes"
                ));
                Err(failure.hint("call it `code`; several are called `code 1`, `code 2` and so on"))
            }
            _ => codebook::run(args, &sheets, folder, ui),
        };
    }
    if !is_document {
        let hint = match ending.as_str() {
            "rtf" | "doc" => {
                "comments are read from .docx and .odt: open it in LibreOffice or Word and save it as .docx; its comments go along"
            }
            _ => {
                "import reads .docx and .odt with comments, .csv, .tsv, .xlsx and .ods; `verbatim add` adds transcripts"
            }
        };
        return Err(Failure::usage(format!("`{shown}` is no document with comments and no table")).hint(hint));
    }
    comments::run(args, &name, &bytes, folder, ui)
}

/// Whether a source of the study has exactly these bytes.
fn is_source(folder: Option<&Path>, bytes: &[u8]) -> Result<bool, Failure> {
    let study = open_study(folder)?;
    let files = list_corpus(&study.corpus(), &[])?;
    let same = |file: &CorpusFile| {
        file.stamp.size == bytes.len() as u64 && fs::read(&file.full).is_ok_and(|there| there == bytes)
    };
    Ok(files.iter().any(same))
}
