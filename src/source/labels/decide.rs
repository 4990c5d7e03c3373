//! Which convention a document follows, and which of its labels count.

use std::collections::HashSet;

use regex::{Regex, RegexBuilder};

use crate::diag::Diagnostic;
use crate::source::Speakers;

use super::answers;
use super::census::Census;
use super::chat;
use super::header::header_end;
use super::lines::{Candidate, candidates, lines};
use super::numbers::LineNumbers;
use super::opening;
use super::order::{in_order, rises};
use super::respondents::Numbered;
use super::unmarked;
use super::{Form, Head, Marks};

/// What was found.
#[derive(Debug, Default)]
pub(in crate::source) struct Found {
    /// The convention; `None` where there are neither labels nor times.
    pub(in crate::source) form: Option<Form>,
    /// The lines that begin a turn, in order.
    pub(in crate::source) heads: Vec<Head>,
    /// The numbers of some lines that stand before labels.
    pub(super) line_numbers: Option<LineNumbers>,
    bold: bool,
    timed: bool,
}

impl Found {
    /// The convention, for people.
    pub(in crate::source) fn description(&self) -> String {
        let text = match self.form {
            None => "no speakers",
            Some(Form::Style) => "a paragraph style for speakers",
            Some(Form::Utterance) => "utterance labels (A.1 utt1:)",
            Some(Form::Colon | Form::Bold) if self.bold && self.timed => "bold labels with times",
            Some(Form::Colon | Form::Bold) if self.bold => "bold labels",
            Some(Form::Colon) if self.timed => "\"[0:12] Name:\" labels",
            Some(Form::Colon) => "\"Name:\" labels",
            Some(Form::NameTime) => "\"Name 0:12\" labels",
            Some(Form::Brackets) => "\"[name]\" labels",
            Some(Form::Bold) => "labels",
            Some(Form::Alone) => "labels on a line of their own",
            Some(Form::Tab) => "\"Name<tab>\" labels",
            Some(Form::Separator) => "labels before a dash, a full stop or in brackets",
            Some(Form::Time) => "times and no speakers",
            Some(Form::Pattern) => "the study's own pattern",
        };
        text.to_owned()
    }
}

/// Labelled forms in order of trust: an earlier one wins among equals.
const FORMS: [Form; 10] = [
    Form::Pattern,
    Form::Style,
    Form::Utterance,
    Form::Colon,
    Form::NameTime,
    Form::Brackets,
    Form::Tab,
    Form::Separator,
    Form::Bold,
    Form::Alone,
];

/// Finds the lines of `text` that begin a turn.
pub(in crate::source) fn find(
    text: &str,
    marks: &Marks,
    speakers: &Speakers,
    notes: &mut Vec<Diagnostic>,
) -> Found {
    if *speakers == Speakers::None {
        return Found::default();
    }
    let pattern = match speakers {
        Speakers::Pattern(pattern) => own_pattern(pattern, notes),
        _ => None,
    };
    let mut candidates = candidates(text, marks, pattern.as_ref());
    candidates.retain(|candidate| allowed(speakers, candidate));
    chat::take_off(text, &mut candidates);
    let line_numbers = LineNumbers::take_off(text, &mut candidates);
    let head_end = header_end(text, &candidates);
    let mut best: Option<(Form, Vec<Candidate>)> = None;
    let mut once = Vec::new();
    let mut numbered = Numbered::default();
    for form in FORMS {
        let (mut found, singles) = accepted(text, &candidates, form, head_end);
        if form == Form::Colon {
            let colons = candidates.iter().filter(|c| c.form == form && c.head.line >= head_end);
            numbered = Numbered::of(text, &colons.copied().collect::<Vec<_>>(), &found);
            found.append(&mut numbered.speakers);
            found.sort_by_key(|candidate| candidate.head.line);
        }
        let certain = matches!(form, Form::Style | Form::Utterance) && found.len() >= 3;
        if !found.is_empty() && best.as_ref().is_none_or(|(_, most)| found.len() > most.len()) {
            best = Some((form, found));
            once = singles;
        }
        if certain {
            break;
        }
    }
    let times: Vec<Candidate> = candidates.iter().filter(|c| c.form == Form::Time).copied().collect();
    let labelled = best.as_ref().map_or(0, |(_, found)| found.len());
    if times.len() >= 2 && labelled * 5 < times.len() {
        best = Some((Form::Time, times));
        once.clear();
    }
    if !once.is_empty() {
        let message = format!("taken as speakers though they speak once only: {}", once.join(", "));
        let hint = "if one of them is no speaker, set speakers to a pattern in verbatim.toml";
        notes.push(Diagnostic::note(message).hint(hint));
    }
    if best.as_ref().is_none_or(|(form, _)| *form == Form::Colon) {
        notes.extend(numbered.doubt());
    }
    let Some((form, found)) = best else { return Found::default() };
    let share = |count: usize| count * 2 >= found.len();
    let bold = share(found.iter().filter(|c| c.bold).count());
    let timed = share(found.iter().filter(|c| c.head.start_ms.is_some()).count());
    let mut heads: Vec<Head> = found.into_iter().map(|c| c.head).collect();
    notes.extend(chat::direct(text, &heads));
    if form != Form::Time {
        notes.extend(unmarked::doubt(text, &heads));
        notes.extend(opening::doubt(text, marks, &candidates, &heads, head_end));
    }
    if timed && form != Form::Time {
        add_stamps(text, &mut heads, &candidates);
    }
    Found { bold, timed, heads, line_numbers, form: Some(form) }
}

/// Where labels carry times, a time alone before the words begins a turn, too: it was never said. One
/// without brackets must fit in the order of the others, else it was (`12:30 is too late`).
fn add_stamps(text: &str, heads: &mut Vec<Head>, candidates: &[Candidate]) {
    let labelled: HashSet<usize> = heads.iter().map(|head| head.line).collect();
    let first = heads.first().map_or(0, |head| head.line);
    let stamps = candidates.iter().filter(|c| c.form == Form::Time).map(|c| c.head);
    let stamps = stamps.filter(|head| head.line > first && !labelled.contains(&head.line));
    let bare = |head: &Head| {
        text.get(head.line..).is_some_and(|line| line.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    let stamps: Vec<Head> = stamps.filter(|head| !bare(head) || rises(heads, head)).collect();
    heads.extend(stamps);
    heads.sort_by_key(|head| head.line);
}

/// The pattern of the study, if it can be used.
fn own_pattern(pattern: &str, notes: &mut Vec<Diagnostic>) -> Option<Regex> {
    let problem = match RegexBuilder::new(pattern).size_limit(1 << 20).build() {
        Ok(regex) if regex.capture_names().flatten().any(|name| name == "speaker") => return Some(regex),
        Ok(_) => "it has no group (?P<speaker>...)".to_owned(),
        Err(error) => error.to_string(),
    };
    let message = format!("the pattern for speakers cannot be used: {problem}");
    notes.push(
        Diagnostic::error(message)
            .hint("mend `speakers` in verbatim.toml; the labels were looked for as usual"),
    );
    None
}

/// Whether the settings of the study allow this kind of label.
fn allowed(speakers: &Speakers, candidate: &Candidate) -> bool {
    match speakers {
        Speakers::Bold => candidate.bold,
        Speakers::Colon => matches!(candidate.form, Form::Colon | Form::Utterance),
        Speakers::Brackets => candidate.form == Form::Brackets,
        _ => true,
    }
}

/// The candidates of a form that count, and the labels among them that stand once and are no role.
fn accepted(
    text: &str,
    candidates: &[Candidate],
    form: Form,
    head_end: usize,
) -> (Vec<Candidate>, Vec<String>) {
    let of_form = candidates.iter().filter(|c| c.form == form && c.head.line >= head_end);
    let mut of_form: Vec<Candidate> = of_form.copied().collect();
    if form == Form::NameTime {
        of_form = in_order(text, &of_form);
    }
    let mut census = Census::of(text, &of_form, form, head_end);
    census.decide(text, form);
    let mut found: Vec<Candidate> = of_form.into_iter().filter(|c| census.accepts(text, c)).collect();
    if matches!(form, Form::Alone | Form::Bold) {
        found = answers::take_out(text, &found);
    }
    let enough = match form {
        Form::Tab | Form::Separator => {
            found.len() * 2 >= lines(text).filter(|(_, line)| !line.trim().is_empty()).count()
        }
        Form::NameTime | Form::Brackets | Form::Bold | Form::Alone | Form::Utterance => found.len() >= 2,
        _ => true,
    };
    if enough { (found, census.once()) } else { (Vec::new(), Vec::new()) }
}
