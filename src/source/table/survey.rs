//! One respondent a row: an answer to an open question is a turn, the other columns say who answers.

use std::collections::{BTreeSet, HashSet};

use crate::diag::Diagnostic;
use crate::source::names::{key, tidy};
use crate::source::units::{Unit, Units};
use crate::source::{Settings, Speakers, Unreadable, columns};
use crate::transcript::Transcript;

use super::Sheet;
use super::questions::{Column, column};

const RESPONDENT: &[&str] = &[
    "respondent",
    "respondentid",
    "respondentnummer",
    "respondentnr",
    "resp",
    "id",
    "nr",
    "nummer",
    "volgnummer",
    "case",
    "participant",
    "participantid",
    "participantnr",
    "deelnemer",
    "deelnemernummer",
    "pid",
    "responseid",
    "record",
    "recordid",
    "caseid",
    "subject",
    "subjectid",
    "naam",
    "name",
    "spreker",
    "speaker",
    "document",
    "transcriptid",
    "befragter",
    "teilnehmer",
    "lfdnr",
    "user",
    "userid",
];

/// The transcript of a survey.
pub(super) fn transcript(
    sheet: &Sheet,
    settings: &Settings,
    notes: &mut Vec<Diagnostic>,
) -> Result<Transcript, Unreadable> {
    let who = respondent_column(sheet, settings);
    let questions = questions(sheet, settings, who);
    if questions.is_empty() {
        return Err(no_words(sheet));
    }
    if who.is_none() && settings.speakers != Speakers::None {
        let hint = "name the column in verbatim.toml: [source.\"...\"] columns.speaker = \"...\"";
        notes
            .push(Diagnostic::note("no column says who answers; respondents are numbered by row").hint(hint));
    }
    // What was chosen from a few answers a question, and says who answers, too.
    let named = !settings.columns.questions.is_empty();
    let chosen = |at: usize| !named && column(sheet, at) == Column::Choices;
    let taken = |at: usize| Some(at) == who || questions.contains(&at) && !chosen(at);
    let attributes = columns::attributes(&sheet.headers, taken);
    if !named {
        notes.extend(doubtful(sheet, &attributes));
    }
    let ignored: Vec<String> = settings.ignore.iter().map(|label| key(&tidy(label))).collect();
    let mut units = Units::default();
    let mut said: HashSet<(usize, usize, &str)> = HashSet::new();
    let mut again = 0;
    for (number, row) in sheet.rows.iter().enumerate() {
        let label = match who {
            Some(at) => tidy(row.cell(at)),
            None => format!("respondent {}", number + 1),
        };
        if !label.is_empty() && ignored.contains(&key(&label)) {
            continue;
        }
        let answers =
            questions.iter().map(|at| (*at, row.cell(*at).trim())).filter(|(_, words)| !words.is_empty());
        let answers: Vec<(usize, &str)> = answers.collect();
        let named = !label.is_empty() && settings.speakers != Speakers::None;
        let speaker = (named && !answers.is_empty()).then(|| units.names.index(&label));
        if let Some(speaker) = speaker {
            for (at, name) in &attributes {
                let value = row.cell(*at).trim();
                if !value.is_empty() {
                    units.names.attribute(speaker, name, value);
                }
            }
        }
        for (at, words) in answers {
            let new = speaker.is_none_or(|speaker| said.insert((speaker, at, words)));
            if new {
                let question =
                    sheet.headers.get(at).map(String::as_str).filter(|question| !question.is_empty());
                units.turn(&Unit { words, speaker, question, ..Unit::default() });
            } else {
                again += 1;
            }
        }
    }
    if again > 0 {
        notes.push(Diagnostic::note(format!(
            "{again} answers stand in several rows of one respondent and are read once"
        )));
    }
    let count = match questions.len() {
        1 => "1 open question".to_owned(),
        count => format!("{count} open questions"),
    };
    Ok(units.finish(format!("{}, one respondent a row, {count}", sheet.format)))
}

/// Names the columns read as attributes that may hold answers.
fn doubtful(sheet: &Sheet, attributes: &[(usize, String)]) -> Option<Diagnostic> {
    let doubtful = attributes.iter().filter(|(at, _)| column(sheet, *at) == Column::Doubtful);
    let names: Vec<String> = doubtful.map(|(_, name)| format!("`{name}`")).collect();
    let message = format!("read as attributes of who answers, not as words: {}", names.join(", "));
    let hint = "if people answered there in their own words, name all columns of answers in verbatim.toml: [source.\"...\"] columns.questions";
    (!names.is_empty()).then(|| Diagnostic::note(message).hint(hint))
}

fn holds_answers(sheet: &Sheet, at: usize) -> bool {
    matches!(column(sheet, at), Column::Answers | Column::Choices)
}

fn no_words(sheet: &Sheet) -> Unreadable {
    let names: Vec<&str> =
        sheet.headers.iter().map(String::as_str).filter(|name| !name.is_empty()).take(12).collect();
    Unreadable::new(
        format!("a table in which no column of words was recognised (columns: {})", names.join(", ")),
        "name them in verbatim.toml: [source.\"...\"] columns.text and columns.speaker, or columns.questions",
    )
}

/// Whether one of `headers` says who answers.
pub(super) fn names_people(headers: &[String]) -> bool {
    headers.iter().any(|header| RESPONDENT.contains(&columns::plain(header).as_str()))
}

/// The column that says who answers.
fn respondent_column(sheet: &Sheet, settings: &Settings) -> Option<usize> {
    if let Some(name) = &settings.columns.speaker {
        return columns::position(&sheet.headers, name);
    }
    let plain: Vec<String> = sheet.headers.iter().map(|header| columns::plain(header)).collect();
    let known = RESPONDENT.iter().find_map(|name| plain.iter().position(|header| header == name));
    known.or_else(|| {
        let first: Vec<&str> = sheet.column(0).map(str::trim).collect();
        let distinct: BTreeSet<&&str> = first.iter().collect();
        let short = first.iter().all(|cell| !cell.is_empty() && cell.len() <= 12 && !cell.contains(' '));
        (short && distinct.len() == first.len() && first.len() > 1).then_some(0)
    })
}

/// The columns that hold answers to open questions.
fn questions(sheet: &Sheet, settings: &Settings, who: Option<usize>) -> Vec<usize> {
    let named = &settings.columns.questions;
    if !named.is_empty() {
        return named.iter().filter_map(|name| columns::position(&sheet.headers, name)).collect();
    }
    let text = columns::text_column(&sheet.headers, &settings.columns);
    let open = |at: &usize| Some(*at) != who && (Some(*at) == text || holds_answers(sheet, *at));
    (0..sheet.headers.len()).filter(open).collect()
}
