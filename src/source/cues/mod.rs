//! Timed cues (WebVTT, SubRip) to turns: with voices each cue is a turn, without they become
//! sentences. The text is the words, one cue a line.

mod parse;
mod pieces;
mod rolling;
mod tags;

pub(super) use parse::{Dialect, parse};

use crate::diag::Diagnostic;
use crate::transcript::Transcript;

use super::labels::{self, Form, Marks};
use super::names::{key, tidy};
use super::units::{Unit, Units};
use super::{Settings, Speakers, join};

/// What is said in one cue by one voice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cue {
    /// When it begins, in milliseconds.
    pub(super) start_ms: u64,
    /// When it ends.
    pub(super) end_ms: Option<u64>,
    /// Who speaks, by a voice tag or a label.
    pub(super) voice: Option<String>,
    /// The words, without tags; one line.
    pub(super) words: String,
}

/// The transcript of some cues.
pub(super) fn transcript(
    format: &str,
    cues: Vec<Cue>,
    settings: &Settings,
    notes: &mut Vec<Diagnostic>,
) -> Transcript {
    let mut cues = if cues.iter().all(|cue| cue.voice.is_none()) { rolling::unrolled(cues) } else { cues };
    let mut how = "voices";
    if settings.speakers == Speakers::None {
        cues.iter_mut().for_each(|cue| cue.voice = None);
    } else if cues.iter().all(|cue| cue.voice.is_none()) {
        label(&mut cues, settings, notes);
        how = "\"Name:\" cues";
    }
    let voiced = cues.iter().any(|cue| cue.voice.is_some());
    let ignored: Vec<String> = settings.ignore.iter().map(|label| key(&tidy(label))).collect();
    let mut units = Units::default();
    for cue in &cues {
        if cue.words.trim().is_empty() {
            continue;
        }
        let is_notice = labels::is_notice(&cue.words);
        if is_notice || cue.voice.as_ref().is_some_and(|voice| ignored.contains(&key(&tidy(voice)))) {
            units.line(&cue.words);
            continue;
        }
        let speaker = cue.voice.as_deref().map(|voice| units.names.index(voice));
        let (start_ms, end_ms) = (Some(cue.start_ms), cue.end_ms);
        units.turn(&Unit { words: &cue.words, speaker, start_ms, end_ms, question: None });
    }
    let mut transcript = units.finish(format!("{format}, {}", if voiced { how } else { "no voices" }));
    join::as_set(&mut transcript, voiced, settings.join);
    transcript
}

/// Takes `Name:` off the cues that begin with one. Where most cues name their speaker, one without
/// a name has none; where names come only with a change of speaker, the cues after it are theirs.
fn label(cues: &mut [Cue], settings: &Settings, notes: &mut Vec<Diagnostic>) {
    let mut text = String::new();
    let starts: Vec<usize> = cues
        .iter()
        .map(|cue| {
            let start = text.len();
            text.push_str(&cue.words);
            text.push('\n');
            start
        })
        .collect();
    let found = labels::find(&text, &Marks::default(), &settings.speakers, notes);
    if !matches!(found.form, Some(Form::Colon | Form::Brackets | Form::Pattern)) {
        return;
    }
    let carried = found.heads.len() * 10 < cues.len() * 6;
    let mut heads = found.heads.iter().peekable();
    let mut speaking: Option<String> = None;
    for (cue, start) in cues.iter_mut().zip(starts) {
        let end = start + cue.words.len();
        if let Some(head) = heads.next_if(|head| head.line == start) {
            speaking = Some(head.label.of(&text).to_owned());
            cue.words = text.get(head.words..end).unwrap_or("").trim().to_owned();
            cue.voice = speaking.clone();
        } else if carried && !labels::is_note(&cue.words) {
            cue.voice = speaking.clone();
        }
    }
}
