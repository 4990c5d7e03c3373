//! One source from file to documents.

use super::people::People;
use super::plan::Todo;
use super::{ReadApart, hand, languages, people};
use crate::codebook::Codebook;
use crate::coding::{Matcher, Recodes, RuleCoding, TurnContext};
use crate::diag::Diagnostic;
use crate::index::{Builder, IndexError, SourceDocs, SourceEntry, SpeakerEntry};
use crate::source::{self, Reading, Unreadable};
use crate::store::{
    FileError, Participants, ReadingRecord, RulesFile, Stamp, StoredCoding, StoredTrigger, Study, log,
    write_rules,
};
use crate::text::{CodePoints, Language, around, fingerprint};
use crate::transcript::Transcript;

/// The coder that rules are.
pub(super) const RULES: &str = "rules";

/// What every source is worked on with.
pub(super) struct Work<'a> {
    pub(super) study: &'a Study,
    pub(super) participants: &'a Participants,
    pub(super) codebook: &'a Codebook,
    pub(super) matcher: &'a Matcher,
    pub(super) builder: &'a Builder,
    pub(super) recodes: &'a Recodes,
    pub(super) apart: Option<ReadApart>,
    /// Whether nothing is written to the study.
    pub(super) only_index: bool,
}

/// A source that is read, coded and put into the index.
pub(super) struct Done {
    pub(super) number: u64,
    pub(super) entry: SourceEntry,
    pub(super) kept: Vec<(String, Stamp)>,
    pub(super) notes: Vec<Diagnostic>,
}

/// Why a source is not.
pub(super) enum Failed {
    Unreadable { number: u64, why: Unreadable },
    File(FileError),
    Index(IndexError),
}

impl Work<'_> {
    pub(super) fn one(&self, todo: &Todo) -> Result<Done, Failed> {
        let Coded { transcript, speakers, mut notes, codings, record } =
            read_and_code(self.study, self.participants, self.matcher, todo, self.apart)?;
        let points = CodePoints::new(&transcript.text);
        let stored: Vec<StoredCoding> = codings
            .iter()
            .map(|c| stored(self.codebook, &todo.short, &transcript.text, &points, c))
            .collect();
        let folder = self.study.codings();
        let (ledger, damage) = log::read(&folder, &todo.short).map_err(Failed::File)?;
        let mut hand = hand::place(&ledger, self.recodes, &transcript, &points, &folder.join(&todo.short));
        notes.extend(damage);
        notes.append(&mut hand.notes);
        if !self.only_index && ledger.operations().any(|operation| operation.deed.anchor().is_some()) {
            record.keep(&folder.join(&todo.short), &transcript).map_err(Failed::File)?;
        }
        let by_rules = codings.iter().zip(&stored).filter(|(c, s)| !hand.rejects(&s.code, c.span)).count();
        let file = RulesFile {
            source: &todo.path,
            bytes: &record.file,
            text: &transcript.text,
            codings: &stored,
            is_stood_on: hand.stands,
        };
        let names = match self.only_index {
            true => Vec::new(),
            false => write_rules(&folder, &todo.short, &file).map_err(Failed::File)?,
        };
        let entry = SourceEntry {
            path: todo.path.clone(),
            short: todo.short.clone(),
            key: key(&todo.short, &todo.made_from),
            made_from: todo.made_from.clone(),
            format: transcript.format.clone(),
            turns: transcript.turns.len() as u64,
            codings: by_rules as u64 + hand.attached,
            by_people: std::mem::take(&mut hand.counts),
            waiting: hand.waiting,
            speakers,
        };
        let passages = hand::passages(&codings, &stored, hand);
        let docs =
            SourceDocs { number: todo.number, entry: &entry, transcript: &transcript, passages: &passages };
        self.builder.put(&docs).map_err(Failed::Index)?;
        let stamp =
            |name: String| Stamp::of(&folder.join(&todo.short).join(&name)).map(|stamp| (name, stamp));
        let kept = names.into_iter().filter_map(stamp).collect();
        Ok(Done { number: todo.number, entry, kept, notes })
    }
}

/// What the kept text of a source is called: readable, one for each source and way of making it, and
/// never too long for a file system, however long the name of the source is.
fn key(short: &str, made_from: &str) -> String {
    const LONGEST: usize = 40;
    match short.char_indices().nth(LONGEST) {
        None => format!("{short}-{made_from}"),
        Some((cut, _)) => {
            let begin = short.get(..cut).unwrap_or(short);
            format!("{begin}-{}-{made_from}", fingerprint(short.as_bytes()))
        }
    }
}

/// A source as read, with its people and what the rules code in it.
pub(super) struct Coded {
    pub(super) transcript: Transcript,
    pub(super) speakers: Vec<SpeakerEntry>,
    pub(super) notes: Vec<Diagnostic>,
    pub(super) codings: Vec<RuleCoding>,
    /// By which readers it was read.
    pub(super) record: ReadingRecord,
}

pub(super) fn read_and_code(
    study: &Study,
    participants: &Participants,
    matcher: &Matcher,
    todo: &Todo,
    apart: Option<ReadApart>,
) -> Result<Coded, Failed> {
    let (Reading { mut transcript, diagnostics, .. }, record) = reading(study, todo, apart)?;
    let people = People { config: &study.config, participants, path: &todo.path, short: &todo.short };
    let speakers = people::speakers(people, &transcript);
    let set = study.config.source(&todo.path, &todo.short).and_then(|s| s.language);
    languages::settle(&mut transcript, &speakers, set, &study.config.language);
    let contexts: Vec<TurnContext<'_>> = transcript
        .turns
        .iter()
        .map(|turn| {
            let speaker = turn.speaker.and_then(|at| speakers.get(at));
            TurnContext {
                role: speaker.and_then(|s| s.role.as_deref()),
                asks: speaker.is_some_and(|s| s.asks),
                language: turn.language.unwrap_or(Language::DUTCH),
            }
        })
        .collect();
    let codings = matcher.code(&transcript, &contexts);
    Ok(Coded { transcript, speakers, notes: diagnostics, codings, record })
}

/// The reading of a source: that on which people coded, as long as the file is the same and they did not ask
/// for the reading of a newer program.
fn reading(study: &Study, todo: &Todo, apart: Option<ReadApart>) -> Result<(Reading, ReadingRecord), Failed> {
    let mut now = ReadingRecord::by_present_readers(&todo.hash, &todo.settings);
    let folder = study.codings().join(&todo.short);
    if !todo.reread
        && let Some((record, transcript)) = ReadingRecord::in_force(&folder, &now)
    {
        let message = "this source is read as an earlier verbatim read it, for people coded it so";
        let note = Diagnostic::note(message).hint("`verbatim ingest --reread` reads it anew; codings follow");
        return Ok((Reading::new(transcript, vec![note]), record));
    }
    let bytes =
        std::fs::read(&todo.full).map_err(|source| Failed::File(FileError::reading(&todo.full, source)))?;
    let reading = source::read_with(apart, &todo.path, &bytes, &todo.settings)
        .map_err(|why| Failed::Unreadable { number: todo.number, why })?;
    now.file = fingerprint(&bytes);
    now.text = fingerprint(reading.transcript.text.as_bytes());
    Ok((reading, now))
}

/// A rule coding as it is stored.
pub(super) fn stored(
    codebook: &Codebook,
    short: &str,
    text: &str,
    points: &CodePoints,
    coding: &RuleCoding,
) -> StoredCoding {
    let code = codebook.codes.get(coding.code).map(|c| c.path.as_str().to_owned()).unwrap_or_default();
    let (start, end) = (points.at_byte(text, coding.span.start), points.at_byte(text, coding.span.end));
    let triggers = coding
        .triggers
        .iter()
        .map(|t| StoredTrigger {
            rule: format!("{code}#{}", t.rule),
            pattern: t.pattern.to_string(),
            start: points.at_byte(text, t.span.start),
            end: points.at_byte(text, t.span.end),
        })
        .collect();
    let (before, after) = around(text, coding.span);
    StoredCoding {
        id: fingerprint(format!("{RULES}\0{short}\0{start}\0{end}\0{code}").as_bytes()),
        quote: coding.span.of(text).to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
        code,
        start,
        end,
        triggers,
    }
}
