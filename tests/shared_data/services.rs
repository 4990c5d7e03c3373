//! What follows from the facts for transcripts of speech-to-text services.

use serde_json::Value;
use verbatim::source::Settings;

use super::{Case, Sheet};

/// Checks what only JSON says: its units with all their times, and the words against the file's own.
pub(crate) fn check(case: &Case<'_>, sheet: &mut Sheet) {
    if !case.name.starts_with("json/") {
        return;
    }
    let apart = case.read(&Settings { join: Some(false), ..Settings::default() });
    let transcript = &apart.transcript;
    sheet.fact("units", &case.facts["turns"], transcript.turns.len());
    let timed = transcript.turns.iter().filter(|turn| turn.start_ms.is_some() && turn.end_ms.is_some());
    sheet.fact("units with times", &case.facts["turns"], timed.count());
    let known: Value = serde_json::from_slice(&case.bytes).expect("the file is JSON");
    let segments = known["segments"].as_array().or(known["transcript"].as_array()).expect("a list of units");
    let same = transcript.turns.iter().zip(segments).filter(|(turn, unit)| {
        let speaker = transcript.speaker_of(turn).map(|speaker| speaker.label.as_str());
        transcript.words_of(turn) == words(unit).trim() && speaker == unit["speaker"].as_str()
    });
    sheet.fact("units with the words and speaker of the file", &case.facts["turns"], same.count());
    let millis =
        |unit: &Value, name: &str| unit[name].as_f64().map(|seconds| (seconds * 1000.0).round() as u64);
    let timely = transcript.turns.iter().zip(segments).filter(|(turn, unit)| {
        turn.start_ms == millis(unit, "start").or(millis(unit, "start_time"))
            && turn.end_ms == millis(unit, "end").or(millis(unit, "end_time"))
    });
    sheet.fact("units with the times of the file", &case.facts["turns"], timely.count());
    let (_, ending) = case.name.rsplit_once('.').expect("an ending");
    let renamed =
        verbatim::source::read(&case.name.replace(ending, "txt"), &case.bytes, &Settings::default());
    let format = renamed.map(|reading| reading.transcript.format).unwrap_or_default();
    sheet.holds("read as JSON under .txt", "json, ...", &format, format.starts_with("json, "));
}

fn words(unit: &Value) -> String {
    let words = unit["words"].as_array().into_iter().flatten().filter_map(|word| word["text"].as_str());
    unit["text"].as_str().map_or_else(|| words.collect(), str::to_owned)
}
