//! Facts of ELAN, CHAT, Praat and TEI files, and what follows from them for turns.

use serde_json::Value;
use verbatim::source::Settings;
use verbatim::transcript::Transcript;

use super::facts::speakers;
use super::{Case, Sheet};

/// Checks the facts that only these formats have.
pub(crate) fn check(case: &Case<'_>, sheet: &mut Sheet) {
    let Some((folder, file)) = case.name.split_once('/') else { return };
    if !["eaf", "cha", "textgrid", "tei"].contains(&folder) {
        return;
    }
    let reading = case.read(&Settings::default());
    let transcript = &reading.transcript;
    let notes: Vec<&str> = reading.diagnostics.iter().map(|d| d.message.as_str()).collect();
    match (folder, file) {
        ("eaf", "pympi_sample_2.8.eaf") => {
            // Gestures are from a controlled vocabulary, the other tiers depend on "text".
            tier(&case.facts["per_tier"]["text"], transcript, sheet);
            let left = ["words-timesub", "words-symsub", "gestures", "gest_included", "words-pos"];
            let named = left.iter().all(|name| notes.iter().any(|note| note.contains(name)));
            sheet.holds("tiers left out are named (derived)", left.join(" "), notes.join("; "), named);
        }
        ("eaf", "scikit-talk_file02.eaf") => {
            let counts = ["Aleph Alpha", "Bet Beta"].map(|name| case.facts["per_tier"][name]["n"].as_u64());
            sheet.fact("turns (derived)", counts.iter().flatten().sum::<u64>(), transcript.turns.len());
            sheet.fact("speakers (derived)", r#"{"A": 4, "B": 4}"#, speakers(transcript));
            let first = transcript.turns.first();
            let words = first.map_or("", |turn| transcript.words_of(turn));
            sheet.fact(
                "first by time",
                case.facts["per_tier"]["Bet Beta"]["first"].as_str().unwrap_or(""),
                words,
            );
            sheet.fact("first: start", "Some(0)", format!("{:?}", first.and_then(|turn| turn.start_ms)));
        }
        ("cha", _) => chat(case, transcript, sheet),
        ("textgrid", name) if name.starts_with("praatio") => grid(case, transcript, &notes, sheet),
        ("tei", "parlamint_ES-CT_2015-10-26.xml") => parliament(case.facts, transcript, sheet),
        ("tei", "nl_handelingen_70-4_origineel.xml") => {
            let paragraphs: usize =
                transcript.turns.iter().map(|turn| lines(transcript.words_of(turn))).sum();
            sheet.fact("paragraphs", &case.facts["paragraphs"], paragraphs);
            sheet.holds("double encoding undone", "no Ã", "", !transcript.text.contains('Ã'));
        }
        _ => {}
    }
}

fn lines(words: &str) -> usize {
    words.split('\n').filter(|line| !line.trim().is_empty()).count()
}

/// All turns are of this one tier.
fn tier(facts: &Value, transcript: &Transcript, sheet: &mut Sheet) {
    sheet.fact("turns (derived)", &facts["n"], transcript.turns.len());
    let first = transcript.turns.first();
    sheet.fact("first", facts["first"].as_str().unwrap_or(""), first.map_or("", |t| transcript.words_of(t)));
    let start = first.and_then(|turn| turn.start_ms).map_or("none".to_owned(), |ms| ms.to_string());
    sheet.fact("first: start", facts["first_start_ms"].as_str().unwrap_or(""), start);
}

/// Turns are utterances; bullets are times and no words.
fn chat(case: &Case<'_>, transcript: &Transcript, sheet: &mut Sheet) {
    let facts = case.facts;
    if let Some(count) = facts["utterances"].as_u64() {
        sheet.fact("utterances", count, transcript.turns.len());
    }
    sheet.holds("no bullets in the words", "none", "", !transcript.text.contains('\u{15}'));
    let at = |fact: &str| {
        let text = facts[fact].as_str()?;
        Some(text.split('\u{15}').next().unwrap_or(text).trim())
    };
    let words = |turn: Option<&verbatim::transcript::Turn>| turn.map_or("", |turn| transcript.words_of(turn));
    if let (Some(first), Some(last)) = (at("first"), at("last")) {
        let (found_first, found_last) = (words(transcript.turns.first()), words(transcript.turns.last()));
        sheet.holds("first", first, found_first, found_first.starts_with(first));
        sheet.holds("last", last, found_last, found_last.ends_with(last));
    }
    for participant in facts["participants"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let parts: Vec<&str> = participant.split_whitespace().collect();
        let Some(speaker) = transcript.speakers.iter().find(|speaker| speaker.label == parts[0]) else {
            continue;
        };
        let told = |name: &str| speaker.attributes.get(name).map_or("", String::as_str);
        let found = [speaker.label.as_str(), told("name"), told("role")].join(" ");
        let found = found.split_whitespace().collect::<Vec<_>>().join(" ");
        sheet.fact("participants", participant, found);
    }
    let timed =
        transcript.turns.iter().filter(|turn| turn.start_ms.is_some() && turn.end_ms.is_some()).count();
    match case.name {
        "cha/nl_DVA9M.cha" => before_markup(facts, transcript, sheet),
        "cha/scikit-talk_file01.cha" => {
            // Counted by hand; some go on over a second line with a bullet of its own.
            sheet.fact("main lines (by hand)", 13, transcript.turns.len());
            sheet.fact("with times (by hand)", 13, timed);
            let known = r#"{"BertramKIBBEL": 6, "MS. A": 7}"#;
            sheet.fact("speakers (by hand)", known, speakers(transcript));
        }
        "cha/chatter_media-bullets.cha" => {
            let first = &transcript.turns[0];
            let found = format!("{:?} {:?}", first.start_ms, first.end_ms);
            sheet.fact("first bullet (by hand)", "Some(2041689) Some(2042652)", found);
            sheet.fact("bullets of main lines (by hand)", 2, timed);
        }
        _ => sheet.fact("turns with times (derived)", 0, timed),
    }
}

/// The words without the mark CHAT puts behind each utterance.
fn before_markup(facts: &Value, transcript: &Transcript, sheet: &mut Sheet) {
    let spoken = |turn| transcript.words_of(turn).trim_end_matches([' ', '.']);
    let words: usize = transcript.turns.iter().map(|turn| spoken(turn).split_whitespace().count()).sum();
    sheet.fact("words before CHAT mark-up", &facts["words"], words);
    let last = transcript.turns.last().map_or("", spoken);
    sheet.fact("last before CHAT mark-up", facts["last"]["text"].as_str().unwrap_or(""), last);
}

/// What is read of the small grids: the phrases, or else the words. Other tiers are named.
fn grid(case: &Case<'_>, transcript: &Transcript, notes: &[&str], sheet: &mut Sheet) {
    let tiers = &case.facts["tiers"];
    let read = if tiers["phrase"].is_u64() { "phrase" } else { "word" };
    sheet.fact("turns of the coarsest tier (derived)", &tiers[read], transcript.turns.len());
    let label = transcript.speakers.first().map_or("", |speaker| &speaker.label);
    sheet.fact("speaker is the tier (derived)", read, label);
    let others = tiers.as_object().into_iter().flatten().map(|(name, _)| name).filter(|name| *name != read);
    for other in others.filter(|name| !name.is_empty()) {
        let named = notes.iter().any(|note| note.contains(other.as_str()));
        sheet.holds("tier left out is named (derived)", other, notes.join("; "), named);
    }
    let start = transcript.turns.first().and_then(|turn| turn.start_ms);
    let known = case.facts["first_entry"].as_str().unwrap_or("");
    let seconds: f64 = known
        .split("start=")
        .nth(1)
        .and_then(|rest| rest.split(',').next())
        .and_then(|number| number.parse().ok())
        .expect("a start");
    sheet.fact(
        "first: start (derived)",
        format!("{:?}", Some((seconds * 1000.0).round() as u64)),
        format!("{start:?}"),
    );
}

/// An utterance is a turn, a segment a line of it; notes are no words.
fn parliament(facts: &Value, transcript: &Transcript, sheet: &mut Sheet) {
    sheet.fact("u", &facts["u"], transcript.turns.len());
    let segments: usize = transcript.turns.iter().map(|turn| lines(transcript.words_of(turn))).sum();
    sheet.fact("segs", &facts["segs"], segments);
    let words = |at: usize| transcript.words_of(&transcript.turns[at]);
    let (first, last) = (facts["first"].as_str().unwrap_or(""), facts["last"].as_str().unwrap_or(""));
    let tail = words(transcript.turns.len() - 1).replace('\n', " ");
    sheet.holds("first", first, words(0), words(0).starts_with(first));
    sheet.holds("last", last, &tail, tail.ends_with(last));
    sheet.holds("notes are no words", "none", "", !transcript.text.contains("(Aplaudiments"));
    let printed: Vec<&str> = [2, 4]
        .iter()
        .filter_map(|&at| transcript.speaker_of(&transcript.turns[at]).map(|s| s.label.as_str()))
        .collect();
    let known = "El secretari de la Mesa d’Edat Gerard Gómez del Moral i Fuster; El secretari de la Mesa d’Edat Joan Giner Miguélez";
    sheet.fact("who is blank: as printed (by hand)", known, printed.join("; "));
}
