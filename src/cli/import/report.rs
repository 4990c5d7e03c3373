//! What an import came to, for people.

use verbatim::changes::Made;
use verbatim::diag::Diagnostic;
use verbatim::sheet::{Row, Sheet};

use super::super::exit::Failure;
use super::super::ui::{Ui, count, grouped, safe};
use super::added::NewCodes;
use super::codes::Proposals;
use super::columns::{Columns, cell};
use super::counts::{self, Counts};
use super::headers;
use super::places::Found;

/// Names listed one by one.
const MOST: usize = 40;
/// Rows listed one by one.
const MOST_ROWS: usize = 20;

/// Names the sheets of a workbook that are not `taken`.
pub(super) fn other_sheets(sheets: &[Sheet], taken: &Sheet, ui: &mut Ui) {
    let others = sheets.iter().filter(|other| !std::ptr::eq(*other, taken) && !other.rows.is_empty());
    let others: Vec<String> = others.map(|other| format!("`{}`", safe(&other.name))).collect();
    if !others.is_empty() {
        let names = others.join(", ");
        ui.warning(&format!("sheet `{}` holds the codings; not read: {names}", safe(&taken.name)));
    }
}

fn list(names: &[String]) -> String {
    let shown = names.iter().take(MOST_ROWS).map(|name| format!("`{}`", safe(name)));
    let more = names.len().saturating_sub(MOST_ROWS);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    shown.collect::<Vec<_>>().join(", ") + &more
}

/// Says which answers of a survey a code is put on together.
pub(super) fn together(questions: &[String], ui: &mut Ui) {
    if !questions.is_empty() {
        let what = format!("a code is put on the answers to several questions together: {}", list(questions));
        let hint = "a column of codes right behind an answer, is about that answer; codes of other answers stand behind those";
        ui.diagnostic(&Diagnostic::note(what).hint(hint));
    }
}

/// What was read of a table where that is not plain from a column of codes, and what was not.
pub(super) fn columns(columns: &Columns, ui: &mut Ui) {
    let marks: Vec<String> = columns.codes.iter().filter_map(|column| column.marks.clone()).collect();
    if !marks.is_empty() {
        let what = format!("a column for each code, with a mark (1, x, ja) where it holds: {}", list(&marks));
        ui.diagnostic(&Diagnostic::note(what));
    }
    let coders: Vec<String> = columns.codes.iter().filter_map(|column| column.coder.clone()).collect();
    if !coders.is_empty() {
        ui.diagnostic(&Diagnostic::note(format!(
            "the headers say whose codes a column holds: {}",
            list(&coders)
        )));
    }
    if let Some(header) = columns.coder_header.as_ref().filter(|header| !headers::speaks_of_coding(header)) {
        let what = format!("who stands in column `{}` is taken for the coder", safe(header));
        ui.diagnostic(&Diagnostic::note(what));
    }
    if !columns.left_out.is_empty() {
        let names = list(&columns.left_out);
        ui.diagnostic(&Diagnostic::note(format!("columns left out: {names}")));
    }
    if !columns.unread.is_empty() {
        let noun = if columns.unread.len() == 1 { "column was" } else { "columns were" };
        ui.warning(&format!("{noun} not read: {}", list(&columns.unread)));
        ui.hint("columns of codes are called alike, `code 1`, `code 2` and so on; those of several coders `code AB`, `code CD`, by initials, or `coded by NAME`");
    }
}

/// How many codings, by whom, on which source.
pub(super) fn made(made: &Made, source: &str, dry_run: bool, ui: &mut Ui) -> Result<(), Failure> {
    let by: Vec<String> =
        made.new.iter().map(|(coder, n)| format!("{} by {}", grouped(*n), safe(coder))).collect();
    let total: usize = made.new.values().sum();
    let verb = if dry_run { "would be imported" } else { "imported" };
    let mut line = format!("{}: {} {verb}", safe(source), count(total, "coding", "codings"));
    if !by.is_empty() {
        line.push_str(&format!(" ({})", by.join(", ")));
    }
    if made.known > 0 {
        line.push_str(&format!("; {} there already", count(made.known, "was", "were")));
    }
    ui.line(&line)
}

/// The codes that were added.
pub(super) fn added(new: &NewCodes, dry_run: bool, ui: &mut Ui) -> Result<(), Failure> {
    let (codes, file) = new.summary();
    let verb = if dry_run { "would be added to" } else { "added to" };
    if codes == 0 {
        return Ok(());
    }
    ui.line(&format!("{} {verb} {}", count(codes, "code", "codes"), safe(&file)))
}

/// The names that stand for no code, with their counts; whether there are any.
pub(super) fn open_names(
    proposals: &Proposals,
    added: Option<&NewCodes>,
    dry_run: bool,
    ui: &mut Ui,
) -> Result<bool, Failure> {
    let all = proposals.sorted();
    if let Some(one) = all.iter().find(|proposal| proposal.name.contains(',')) {
        let name: String = one.name.chars().take(60).collect();
        ui.hint(&format!(
            "`{}` is taken for one code: if it is several, write `;` between them",
            safe(&name)
        ));
    }
    let open: Vec<_> =
        all.into_iter().filter(|p| added.is_none_or(|new| new.path(&p.name).is_none())).collect();
    if open.is_empty() {
        return Ok(false);
    }
    let names = count(open.len(), "name is", "names are");
    let them = if open.len() == 1 { "it" } else { "them" };
    let what = match dry_run {
        true => format!("what was coded with {them} would not be imported, the rest would"),
        false => format!("what was coded with {them} was not imported, the rest was"),
    };
    ui.warning(&format!("{names} no code of the codebook; {what}"));
    for proposal in open.iter().take(MOST) {
        let why = match proposal.candidates.as_slice() {
            [] => String::new(),
            several => format!("   stands for several codes: {}", several.join(", ")),
        };
        let name: String = proposal.name.chars().take(100).collect();
        ui.line(&format!("  {:>5}  {}{}", grouped(proposal.uses), safe(&name), safe(&why)))?;
    }
    if open.len() > MOST {
        ui.line(&format!("         ... and {} more", open.len() - MOST))?;
    }
    let hint = if added.is_some() {
        "name them as the codebook does"
    } else {
        "`--add-codes` adds them to the codebook"
    };
    ui.hint(&format!("{hint}, then import again: nothing is imported twice"));
    Ok(true)
}

/// Counts rows that are no codings, for they lack the words or a code.
pub(super) fn unfilled(sheet: &Sheet, columns: &Columns, ui: &mut Ui) {
    let (mut no_code, mut no_words) = (0, 0);
    for row in sheet.rows.iter().skip(columns.below) {
        let has_words = !cell(row, columns.text).is_empty();
        let has_code = columns.codes.iter().any(|code| code.is_filled(row));
        no_code += usize::from(has_words && !has_code);
        no_words += usize::from(has_code && !has_words);
    }
    let note = |rows: usize, lacks: &str, ui: &mut Ui| {
        if rows > 0 {
            let rows = count(rows, "row has", "rows have");
            ui.diagnostic(&Diagnostic::note(format!("{rows} no {lacks}, and gave no coding")));
        }
    };
    note(no_code, "code", ui);
    note(no_words, "words", ui);
}

/// Says which columns of codes were not read, for they hold numbers.
pub(super) fn counts(counts: &[Counts], ui: &mut Ui) {
    if !counts.is_empty() {
        ui.warning(&safe(&format!("not read: {}", Counts::told(counts))));
        ui.hint(counts::MEND);
    }
}

/// Lists cells of columns of marks that hold something else.
pub(super) fn unsure(cells: &[(usize, &str, String)], ui: &mut Ui) -> Result<(), Failure> {
    if cells.is_empty() {
        return Ok(());
    }
    let what = count(cells.len(), "cell holds", "cells hold");
    ui.warning(&format!("{what} neither a mark (1, x, ja) nor a 0, and no coding is made of it"));
    ui.hint("put 1 or x where the code holds, and 0 or nothing where it does not");
    for (row, code, cell) in cells.iter().take(MOST_ROWS) {
        let words: String = cell.replace('\n', " ").chars().take(60).collect();
        ui.line(&safe(&format!("  row {row}, `{code}`: {words}")))?;
    }
    if cells.len() > MOST_ROWS {
        ui.line(&format!("  ... and {} more", cells.len() - MOST_ROWS))?;
    }
    Ok(())
}

/// Lists the rows whose words were not found in one place; whether there are some of several places, and of
/// none.
pub(super) fn unfound(
    lost: &[(&Row, Found)],
    columns: &Columns,
    ui: &mut Ui,
) -> Result<(bool, bool), Failure> {
    let several = lost.iter().filter(|(_, found)| matches!(found, Found::Several(_))).count();
    let unknown = lost.iter().filter(|(_, found)| matches!(found, Found::NoSource(_))).count();
    let elsewhere = lost.iter().filter(|(_, found)| matches!(found, Found::Elsewhere(_))).count();
    let others = lost.iter().filter(|(_, found)| matches!(found, Found::SaidBy(..))).count();
    let nowhere = lost.len() - several - unknown - elsewhere - others;
    if several > 0 {
        ui.warning(&format!("the words of {} in several places", count(several, "row stand", "rows stand")));
        ui.hint("add a column `source`, `turn`, or `start` and `end`, then import again");
    }
    if others > 0 {
        let rows = count(others, "row were", "rows were");
        ui.warning(&format!("the words of {rows} said by somebody else than the row says, and not coded"));
    }
    if nowhere > 0 {
        ui.warning(&format!("the words of {} in no source", count(nowhere, "row stand", "rows stand")));
    }
    if elsewhere > 0 {
        let rows = count(elsewhere, "row stand", "rows stand");
        ui.warning(&format!("the few words of {rows} elsewhere than the position says, and may be others"));
        ui.hint("the text was another one when it was coded; give the words with some more around them, or code them by hand");
    }
    if unknown > 0 {
        ui.warning(&format!("{} a source that was not found", count(unknown, "row names", "rows name")));
        ui.hint("name sources as `verbatim status --sources` does; where all rows are of one source, --source says which");
    }
    for (row, found) in lost.iter().take(MOST_ROWS) {
        let words: String = cell(row, columns.text).replace('\n', " ").chars().take(60).collect();
        let where_ = match found {
            Found::Several(places) => format!("stands at {}", places.join(", ")),
            Found::Nowhere(Some(near)) => format!("not found; its beginning stands at {near}"),
            Found::Elsewhere(place) => format!("is not where the row says, but at {place}"),
            Found::SaidBy(place, who) => format!("stands at {place}, said by {}", safe(who)),
            Found::NoSource(name) => format!("of `{}`", safe(name)),
            _ => "not found".to_owned(),
        };
        ui.line(&format!("  row {}: “{}” {where_}", row.number, safe(&words)))?;
    }
    if lost.len() > MOST_ROWS {
        ui.line(&format!("  ... and {} more", lost.len() - MOST_ROWS))?;
    }
    Ok((several + elsewhere + others > 0, nowhere + unknown > 0))
}
