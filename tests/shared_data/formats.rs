//! Facts of single files, and what follows from them for turns.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use verbatim::source::{Reading, Settings};
use verbatim::transcript::Transcript;

use super::facts::{counts, speakers};
use super::{Case, Sheet};

/// Checks the facts that only `case` has.
pub(crate) fn check(case: &Case<'_>, sheet: &mut Sheet) {
    let reading = case.read(&Settings::default());
    let transcript = &reading.transcript;
    match case.name {
        "txt/qualcoder_transcript.txt" => {
            // No facts are given; counted by hand in the file.
            sheet.fact("speakers (by hand)", r#"{"id1": 3, "id2": 2, "id3": 2}"#, speakers(transcript));
        }
        "csv/qualcoder_survey456.csv" => {
            // No facts are given; read off the three rows by hand.
            sheet.fact("speakers (by hand)", r#"{"ID4": 1, "ID5": 1, "ID6": 1}"#, speakers(transcript));
            let golf = transcript.speakers.get(1).and_then(|s| s.attributes.get("Interest")).cloned();
            sheet.fact("attribute (by hand)", "golf", golf.unwrap_or_default());
        }
        "csv/ohd_transcript_de.csv" => ohd(case.facts, transcript, sheet),
        "csv/enquete_buurt.csv" => survey(case.facts, transcript, sheet),
        "csv/anthropic_interviewer_creatives.csv" => conversations(case, transcript, sheet),
        "coded/games_as_art.csv" => games(case, &reading, sheet),
        "coded/pdpilot_segments.csv" => segments(case, &reading, sheet),
        "coded/switchboard_discourse_a.txt" => switchboard(case.facts, transcript, sheet),
        "docx/parlament_PCAT-0101-26102015.docx" => minutes(case.facts, transcript, sheet),
        "txt/nl_handelingen_70-4.txt" => {
            let blank =
                |turn| transcript.words_of(turn).split('\n').filter(|line| !line.trim().is_empty()).count();
            let paragraphs: usize = transcript.turns.iter().map(blank).sum();
            sheet.fact("paragraphs", &case.facts["paragraphs"], paragraphs);
        }
        "txt/fg_mantelzorg.txt" => {
            let joint =
                transcript.speakers.iter().find(|s| s.label == "Ria & Hassan").map(|s| s.joint.join("+"));
            sheet.fact("trap: a joint turn", "Ria+Hassan", joint.unwrap_or_default());
        }
        name if name.starts_with("coded/wordcomments") => comments(case.facts, &reading, sheet),
        name if name.starts_with("md/changelog") => unlabelled(case.facts, transcript, sheet),
        _ => {}
    }
}

/// Rows are turns; the file has INT, AB and rows of nobody.
fn ohd(facts: &Value, transcript: &Transcript, sheet: &mut Sheet) {
    sheet.fact("rows", &facts["rows"], transcript.turns.len());
    let nobody = transcript.turns.iter().filter(|turn| turn.speaker.is_none()).count();
    sheet.fact("rows without speaker (by hand)", 3, nobody);
    sheet.fact("speakers (by hand)", r#"{"AB": 11, "INT": 4}"#, speakers(transcript));
}

/// An answer of a respondent to a question is a turn once, though two coders give two rows: 7
/// respondents, 2 questions, one answer empty.
fn survey(facts: &Value, transcript: &Transcript, sheet: &mut Sheet) {
    sheet.fact("respondents", &facts["respondents"], transcript.speakers.len());
    let questions: BTreeSet<&str> =
        transcript.turns.iter().filter_map(|turn| turn.question.as_deref()).collect();
    let known: BTreeSet<&str> =
        facts["questions"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    sheet.fact("questions", format!("{known:?}"), format!("{questions:?}"));
    sheet.fact("turns (derived)", 13, transcript.turns.len());
    let aged =
        transcript.speakers.iter().filter(|speaker| speaker.attributes.contains_key("leeftijd")).count();
    sheet.fact("attribute of all (by hand)", 7, aged);
    let coder = transcript.speakers.iter().any(|s| s.attributes.keys().any(|k| k.starts_with("code")));
    sheet.fact("coders are no attribute", false, coder);
}

fn conversations(case: &Case<'_>, transcript: &Transcript, sheet: &mut Sheet) {
    sheet.fact("turns_total", &case.facts["turns_total"], transcript.turns.len());
    let first = &case.facts["first_transcript"];
    let length: u64 = first.as_object().into_iter().flatten().filter_map(|(_, count)| count.as_u64()).sum();
    let mut found: BTreeMap<&str, u64> = BTreeMap::new();
    for turn in transcript.turns.iter().take(length as usize) {
        *found.entry(transcript.speaker_of(turn).map_or("", |s| &s.label)).or_default() += 1;
    }
    sheet.fact("first_transcript", counts(first), format!("{found:?}"));
    let words = transcript.turns.get(1).map_or("", |turn| transcript.words_of(turn));
    sheet.fact("first_user_turn", case.facts["first_user_turn"].as_str().unwrap_or(""), words);
    let openings = transcript
        .turns
        .iter()
        .filter(|turn| transcript.speaker_of(turn).is_some_and(|s| s.label == "Assistant"));
    sheet.fact("transcripts", &case.facts["transcripts"], openings.count());
}

/// The table once more, by the csv crate alone.
fn table(case: &Case<'_>) -> (Vec<String>, Vec<csv::StringRecord>) {
    let text = verbatim::text::decode(&case.bytes).text;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().expect("headers").iter().map(str::to_owned).collect();
    (headers, reader.records().map(|row| row.expect("a row")).collect())
}

/// Two columns hold answers, the others codes and notes; no column says who answers.
fn games(case: &Case<'_>, reading: &Reading, sheet: &mut Sheet) {
    let (headers, rows) = table(case);
    sheet.fact("rows", &case.facts["rows"], rows.len());
    sheet.fact("columns", case.facts["columns"].as_array().map_or(0, Vec::len), headers.len());
    let answers =
        rows.iter().flat_map(|row| [row.get(0), row.get(1)]).flatten().filter(|cell| !cell.trim().is_empty());
    sheet.fact("turns (derived)", answers.count(), reading.transcript.turns.len());
    let encoding = case.facts["encoding"].as_str().unwrap_or("");
    let told = reading.diagnostics.iter().any(|diagnostic| diagnostic.message.contains(encoding));
    let notes: Vec<&str> = reading.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    sheet.holds("encoding", encoding, notes.join("; "), told);
}

/// A segment coded several times is one turn.
fn segments(case: &Case<'_>, reading: &Reading, sheet: &mut Sheet) {
    let (_, rows) = table(case);
    sheet.fact("segments", &case.facts["segments"], rows.len());
    let codes: BTreeSet<&str> = rows.iter().filter_map(|row| row.get(1)).collect();
    sheet.fact("codes (in the table)", &case.facts["codes"], codes.len());
    let distinct: BTreeSet<_> = rows.iter().map(|row| (row.get(0), row.get(2).map(str::trim))).collect();
    sheet.fact("turns (derived)", distinct.len(), reading.transcript.turns.len());
}

/// See `ARGUED`: the known count is of lines whose tag is letters only; those are found among the turns.
fn switchboard(facts: &Value, transcript: &Transcript, sheet: &mut Sheet) {
    sheet.fact("lines", &facts["lines"], transcript.text.lines().count());
    let mut plain: BTreeMap<&str, u64> = BTreeMap::new();
    for turn in &transcript.turns {
        let before = &transcript.text[..turn.span.start];
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        let act = line.split(' ').next().unwrap_or("");
        if !act.is_empty() && act.chars().all(|c| c.is_alphanumeric() || c == '_') {
            *plain.entry(transcript.speaker_of(turn).map_or("", |s| &s.label)).or_default() += 1;
        }
    }
    sheet.fact("speakers (derived)", counts(&facts["speakers"]), format!("{plain:?}"));
    sheet.fact("utterances", &facts["utterances"], transcript.turns.len());
}

/// The style of speakers stands on ten paragraphs, of which one is a long piece of speech in the wrong
/// style: nine labels, so nine turns, but for the titles between, which are nobody's: behind them a turn goes on.
fn minutes(facts: &Value, transcript: &Transcript, sheet: &mut Sheet) {
    let filled: Vec<&str> = transcript.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    sheet.fact("paragraphs", &facts["paragraphs"], filled.len());
    sheet.fact("first", facts["first"].as_str().unwrap_or(""), filled.first().unwrap_or(&""));
    sheet.fact("last", facts["last"].as_str().unwrap_or(""), filled.last().unwrap_or(&""));
    let labels = facts["styles"]["D3/ Intervinent"].as_u64().unwrap_or(0);
    let speakers: Vec<Option<usize>> = transcript.turns.iter().map(|turn| turn.speaker).collect();
    let going_on = speakers.windows(3).filter(|three| three[1].is_none() && three[0] == three[2]).count();
    let labelled = speakers.iter().flatten().count() - going_on;
    sheet.fact("turns (derived from styles)", labels - 1, labelled);
    sheet.fact("titles between turns (by hand)", 2, speakers.len() - labelled - going_on);
}

/// Coded passages must stand in the text as they were coded; comments themselves are no text.
fn comments(facts: &Value, reading: &Reading, sheet: &mut Sheet) {
    let text = &reading.transcript.text;
    let lines = text.lines().filter(|line| line.len() >= 3 && line.chars().all(|c| c == '-')).count();
    sheet.fact("separators", &facts["separators"], lines);
    let told = format!("{} comment(s) are left out", facts["comments"]);
    let found = reading.diagnostics.iter().any(|diagnostic| diagnostic.message == told);
    sheet.holds("comments", told, found, found);
    let passages = facts["first_three"].as_array().into_iter().flatten().chain([&facts["last"]]);
    for passage in passages.filter_map(|passage| passage["text"].as_str()) {
        sheet.holds("coded passage", passage, text.contains(passage), text.contains(passage));
    }
    // The known count has a line feed after the last paragraph too; the text has one between paragraphs.
    sheet.fact("characters", &facts["characters"], text.chars().count() + 1);
}

/// Paragraphs without a label continue the turn before.
fn unlabelled(facts: &Value, transcript: &Transcript, sheet: &mut Sheet) {
    let more = transcript.turns.iter().map(|turn| transcript.words_of(turn).split("\n\n").count() - 1);
    sheet.fact("unlabelled_units", &facts["unlabelled_units"], more.sum::<usize>());
}
