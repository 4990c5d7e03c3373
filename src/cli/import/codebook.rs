//! A codebook from a table.

use std::fs;
use std::path::{Path, PathBuf};

use verbatim::codebook::Codebook;
use verbatim::codebook::import::{Imported, import};
use verbatim::diag::{Diagnostic, Severity};
use verbatim::sheet::Sheet;
use verbatim::store::{Study, write_atomically};

use super::{Args, counts};
use crate::cli::accepted::Writing;
use crate::cli::context::open_study;
use crate::cli::exit::{Exit, Failure};
use crate::cli::ui::{Ui, count, safe};

/// Rows left out that are named one by one.
const MOST_ROWS: usize = 30;

pub(super) fn run(
    args: &Args,
    sheets: &[Sheet],
    folder: Option<&Path>,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let study = open_study(folder)?;
    let shown = args.file.display();
    let title = title(args)?;
    let language = args.language.unwrap_or_else(|| study.config.label_language());
    let imported = import(sheets, &title, language).ok_or_else(|| match counts::refusal(sheets) {
        Some((what, mend)) => Failure::usage(format!("`{shown}` has no codes that hold or not: its {what}")).hint(mend),
        None => Failure::usage(format!("there is no codebook in `{shown}`: no header with a column of codes was found"))
            .hint("name the columns in one of the first 20 rows, such as: code, definition, include, exclude, example"),
    })?;
    let yaml = imported.draft.yaml();
    let name = format!("codebooks/{title}.yaml");
    if args.dry_run {
        ui.bytes(yaml.as_bytes())?;
    }
    check(&study, &name, &yaml, args.dry_run, ui)?;
    if !args.dry_run {
        let writing = Writing::of(&study, [Path::new(&name)])?;
        write(&study, &name, &yaml, args.overwrite)?;
        writing.done(&study, "imported", ui)?;
        let codes = count(imported.draft.count(), "code", "codes");
        ui.line(&format!(
            "{codes} written to {}; the tree is from {}.",
            safe(&name),
            safe(&imported.layout)
        ))?;
    }
    Ok(tell(&imported, ui))
}

/// The name of the codebook: as asked, or the file's own.
fn title(args: &Args) -> Result<String, Failure> {
    let stem = args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = args.name.clone().or(stem).unwrap_or_default();
    let name = name.strip_suffix(".yaml").unwrap_or(&name).trim().to_owned();
    if name.is_empty()
        || name.starts_with('.')
        || name.contains(|c: char| c.is_control() || "/\\:*?\"<>|".contains(c))
    {
        let failure = Failure::usage(format!("`{name}` is no name for a file"));
        return Err(failure.hint("give it one with --name, such as --name wachttijden"));
    }
    Ok(name)
}

fn write(study: &Study, name: &str, yaml: &str, overwrite: bool) -> Result<(), Failure> {
    let path: PathBuf = study.root.join(name);
    if fs::read(&path).is_ok_and(|there| there != yaml.as_bytes()) && !overwrite {
        return Err(Failure::usage(format!("`{name}` exists, with other contents; it was left alone"))
            .hint("give another name with --name, or replace it with --overwrite"));
    }
    write_atomically(&path, yaml.as_bytes())?;
    Ok(())
}

/// Shows the mistakes that the study's codebooks have together with this one, and refuses it where they are errors: a
/// study whose codebooks do not fit together applies none of them.
fn check(study: &Study, name: &str, yaml: &str, is_dry: bool, ui: &mut Ui) -> Result<(), Failure> {
    let mut files: Vec<(String, String)> =
        study.codebook_files()?.into_iter().filter(|(file, _)| file != name).collect();
    files.push((name.to_owned(), yaml.to_owned()));
    let (_, diagnostics) = Codebook::load(&files);
    let here = |d: &&Diagnostic| d.place.as_ref().is_some_and(|place| place.file == name);
    diagnostics.iter().filter(here).for_each(|diagnostic| ui.diagnostic(diagnostic));
    if !diagnostics.iter().filter(here).any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Ok(());
    }
    let why = "with this codebook the study's codebooks would not hold together";
    let mend = "give these codes other names in the table, or take them out of the codebook that has them";
    if is_dry {
        ui.warning(&format!("it would not be written: {why}"));
        ui.hint(mend);
        return Ok(());
    }
    Err(Failure::usage(format!("nothing was written: {why}")).hint(mend))
}

/// Says what was left out, and what else is worth knowing.
fn tell(imported: &Imported, ui: &mut Ui) -> Exit {
    for note in &imported.notes {
        ui.diagnostic(&Diagnostic::note(note));
    }
    let left_out = &imported.left_out;
    if left_out.is_empty() {
        return Exit::Done;
    }
    ui.warning(&format!("{} left out:", count(left_out.len(), "row or cell was", "rows or cells were")));
    for one in left_out.iter().take(MOST_ROWS) {
        let words: String = one.what.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
        ui.message(&safe(&format!("  row {}: {words}: {}", one.row, one.why)));
    }
    if left_out.len() > MOST_ROWS {
        ui.message(&format!("  and {} more", left_out.len() - MOST_ROWS));
    }
    Exit::Part
}
