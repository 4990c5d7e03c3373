//! A whole transcript in each cell: the text is the cells, the turns follow from the labels inside.

use crate::diag::Diagnostic;
use crate::source::labels::{self, Form, Marks};
use crate::source::{Settings, Speakers};
use crate::transcript::Transcript;

use super::Sheet;

/// The transcript, if the cells of column `text` hold conversations.
pub(super) fn transcript(
    sheet: &Sheet,
    text: usize,
    settings: &Settings,
    notes: &mut Vec<Diagnostic>,
) -> Option<Transcript> {
    if matches!(settings.speakers, Speakers::None | Speakers::Columns) {
        return None;
    }
    let (all, breaks) = cells(sheet, text);
    let marks = Marks { breaks, ..Marks::default() };
    let found = labels::find(&all, &marks, &settings.speakers, &mut Vec::new());
    let conversations = marks.breaks.len();
    let labelled = found.form.is_some_and(|form| form != Form::Time);
    if !labelled || found.heads.len() < 2 * conversations {
        return None;
    }
    let name = format!("{}, a transcript in each cell", sheet.format);
    let transcript = labels::transcript(&name, all, &marks, settings, notes);
    let header = sheet.headers.get(text).map(String::as_str).unwrap_or("");
    notes.push(Diagnostic::note(format!(
        "{conversations} transcripts stand in the cells of column `{header}`; a turn for each labelled unit in them"
    )));
    if conversations > 1 {
        let message = "one label stands in several of these transcripts and may be another person in each";
        let hint = "split the file into one per transcript if the persons must be told apart";
        notes.push(Diagnostic::warning(message).hint(hint));
    }
    Some(transcript)
}

/// The cells, one after another, and where each begins.
fn cells(sheet: &Sheet, text: usize) -> (String, Vec<usize>) {
    let mut all = String::new();
    let mut breaks = Vec::new();
    for cell in sheet.column(text).map(str::trim).filter(|cell| !cell.is_empty()) {
        if !all.is_empty() {
            all.push('\n');
        }
        breaks.push(all.len());
        all.push_str(cell);
    }
    (all, breaks)
}
