//! A survey that is a source of the study, and whose rows were coded.

use std::collections::{HashMap, HashSet};

use verbatim::sheet::{Row, Sheet};
use verbatim::text::Span;
use verbatim::transcript::{Transcript, Turn};

use super::columns::{CodeColumn, Columns};
use super::places::Found;
use super::table::Coded;

/// The codes of each row, with the answers that they are about: where columns of codes stand in several places, those
/// between the columns and the ones before them; rather those in people's own words. `source` is the number of the source.
pub(super) fn coded<'a>(
    sheet: &'a Sheet,
    columns: &'a Columns,
    source: usize,
    transcript: &Transcript,
) -> Vec<Coded<'a>> {
    let rows = sheet.rows.get(columns.below..).unwrap_or_default();
    let blocks: Vec<&[CodeColumn]> = columns.codes.chunk_by(|one, next| one.at + 1 == next.at).collect();
    let chosen = chosen(transcript);
    let mut coded = Vec::new();
    for (row, answers) in rows.iter().zip(answers(rows, transcript)) {
        let mut from = 0;
        for block in &blocks {
            let (Some(first), Some(last)) = (block.first(), block.last()) else { continue };
            let is_code = |column: usize| columns.codes.iter().any(|code| code.at == column);
            let is_about =
                |column: usize| !is_code(column) && (blocks.len() == 1 || (from..first.at).contains(&column));
            let all: Vec<Span> =
                answers.iter().filter(|(column, _)| is_about(*column)).map(|(_, span)| *span).collect();
            let own: Vec<Span> = all.iter().filter(|span| !chosen.contains(&span.start)).copied().collect();
            let spans = if own.is_empty() { all } else { own };
            let span = spans.first().zip(spans.last()).map(|(first, last)| Span::new(first.start, last.end));
            let codes: Vec<&CodeColumn> = block.iter().filter(|code| code.is_filled(row)).collect();
            if !codes.is_empty() {
                let found = span.map_or(Found::Nowhere(None), |span| Found::At(source, span));
                coded.push(Coded { row, codes, found });
            }
            from = last.at + 1;
        }
    }
    coded
}

/// The questions whose answers are coded together, in their order; empty where each code is about one answer.
pub(super) fn coded_together(coded: &[Coded<'_>], transcript: &Transcript) -> Vec<String> {
    let mut questions: Vec<String> = Vec::new();
    for Coded { found, .. } in coded {
        let Found::At(_, span) = found else { continue };
        let first = transcript.turns.partition_point(|turn| turn.span.end <= span.start);
        let turns = transcript.turns.iter().skip(first).take_while(|turn| turn.span.start < span.end);
        let asked: Vec<&String> = turns.filter_map(|turn| turn.question.as_ref()).collect();
        if asked.len() > 1 {
            let new: Vec<String> =
                asked.into_iter().filter(|one| !questions.contains(one)).cloned().collect();
            questions.extend(new);
        }
    }
    questions
}

/// Where the answers begin that were chosen from a few, and say who answers, too: a code is about them only where it
/// can be about nothing else.
fn chosen(transcript: &Transcript) -> HashSet<usize> {
    let is_chosen = |turn: &&Turn| {
        let speaker = turn.speaker.and_then(|at| transcript.speakers.get(at));
        let attribute = speaker.zip(turn.question.as_ref()).and_then(|(speaker, question)| {
            speaker.attributes.get(&question.split_whitespace().collect::<Vec<_>>().join(" "))
        });
        attribute.is_some_and(|value| value == transcript.words_of(turn))
    };
    transcript.turns.iter().filter(is_chosen).map(|turn| turn.span.start).collect()
}

/// The answers of each row: the column and the turn of each. Turns stand in the order of the rows; of rows that say the
/// same of one respondent, as where two people coded, only the first one became turns.
fn answers(rows: &[Row], transcript: &Transcript) -> Vec<Vec<(usize, Span)>> {
    let known: HashSet<&str> = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.trim()).collect();
    // Where no column says who answers, nothing in the row does.
    let label = |turn: &Turn| {
        let speaker = turn.speaker.and_then(|at| transcript.speakers.get(at));
        speaker.map(|speaker| speaker.label.as_str()).filter(|label| known.contains(label))
    };
    let mut turns = transcript.turns.iter().peekable();
    // By column and words: who said it, and where.
    let mut former: HashMap<(usize, &str), Vec<(&str, Span)>> = HashMap::new();
    let mut of_row = |row: &Row| {
        let says_who =
            |label: Option<&str>| label.is_none_or(|label| row.cells.iter().any(|cell| cell.trim() == label));
        let mut found = Vec::new();
        for (column, answer) in row.cells.iter().enumerate() {
            let answer = answer.trim().replace("\r\n", "\n");
            let is_it = |turn: &&Turn| transcript.words_of(turn) == answer && says_who(label(turn));
            let span = match turns.next_if(is_it) {
                Some(turn) => {
                    let said = former.entry((column, transcript.words_of(turn))).or_default();
                    said.extend(label(turn).map(|label| (label, turn.span)));
                    Some(turn.span)
                }
                None => {
                    let said = former.get(&(column, answer.as_str())).into_iter().flatten();
                    said.clone().find(|(label, _)| says_who(Some(label))).map(|(_, span)| *span)
                }
            };
            found.extend(span.map(|span| (column, span)));
        }
        found
    };
    rows.iter().map(&mut of_row).collect()
}
