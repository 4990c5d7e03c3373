//! One rule coding with what was said around it.

use verbatim::quote::clock;
use verbatim::text::{Span, sentences};
use verbatim::transcript::{Transcript, Turn};

use super::super::context::Context;
use super::super::decisions::Kind;
use super::super::exit::Failure;
use super::super::ui::{Ui, in_colour, quiet, safe};
use super::super::wrap::wrap;
use super::queue::Task;

/// Code points shown of what was said before and after, in other turns and in a long one.
const AROUND: usize = 400;

/// The number of the turn that `span` begins in, from 1.
pub(super) fn turn_of(transcript: &Transcript, span: Span) -> usize {
    transcript.turns.partition_point(|turn| turn.span.end <= span.start) + 1
}

/// Shows a coding: `position` such as `3 of 41`; `decided` is what the coder decided on it before.
pub(super) fn show(
    task: &Task<'_>,
    transcript: &Transcript,
    position: &str,
    decided: Option<Kind>,
    context: &Context,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let number = turn_of(transcript, task.proposal.span);
    let turn = |number: usize| transcript.turns.get(number.checked_sub(1)?);
    ui.line("")?;
    let code = &task.proposal.stored.code;
    ui.line(&format!("{}  {}", ui.strong(position), in_colour(&safe(code), context.colour(code))))?;
    write_quietly(&rules(task), "  ", ui)?;
    if let Some(turn) = turn(number) {
        ui.line(&head(task, number, turn, transcript, context, ui))?;
    }
    if let Some(before) = turn(number.saturating_sub(1)) {
        let said = ending(transcript.words_of(before));
        around(transcript, before, &said, ui)?;
    }
    if let Some(turn) = turn(number) {
        words(transcript, turn, task.proposal.span, ui)?;
    }
    if let Some(after) = turn(number + 1) {
        let said = beginning(transcript.words_of(after));
        around(transcript, after, &said, ui)?;
    }
    match decided {
        Some(Kind::Rejected) => ui.line("  (you rejected it before)"),
        Some(_) => ui.line("  (you accepted it before)"),
        None => Ok(()),
    }
}

/// `by the rule no-eyes: ogen*, kijken; trusting: vertrouw*`
fn rules(task: &Task<'_>) -> String {
    let mut rules: Vec<(&str, Vec<&str>)> = Vec::new();
    for trigger in &task.proposal.stored.triggers {
        let rule = trigger.rule.rsplit('#').next().unwrap_or_default();
        let at = rules.iter().position(|(known, _)| *known == rule).unwrap_or_else(|| {
            rules.push((rule, Vec::new()));
            rules.len() - 1
        });
        if let Some((_, patterns)) = rules.get_mut(at).filter(|(_, p)| !p.contains(&trigger.pattern.as_str()))
        {
            patterns.push(&trigger.pattern);
        }
    }
    let shown = rules.iter().map(|(rule, patterns)| format!("{rule}: {}", patterns.join(", ")));
    format!("by the rule {}", shown.collect::<Vec<_>>().join("; "))
}

/// `fg1:17  12:03  Marleen · cliënt`
fn head(
    task: &Task<'_>,
    number: usize,
    turn: &Turn,
    transcript: &Transcript,
    context: &Context,
    ui: &Ui,
) -> String {
    let mut who: Vec<String> = transcript.speaker_of(turn).map(|s| safe(&s.label)).into_iter().collect();
    let speaker = turn.speaker.and_then(|at| task.entry.speakers.get(at));
    let role = speaker.and_then(|speaker| speaker.role.as_deref());
    who.extend(role.map(|role| safe(context.role_name(role))));
    let time = turn.start_ms.map(|ms| format!("  {}", clock(ms))).unwrap_or_default();
    let address = format!("{}:{number}", task.entry.short);
    format!("{}{}  {}", ui.strong(&safe(&address)), quiet(&time), who.join(" · "))
}

/// The turn, the coded words painted, and once more alone where there are others: not every terminal has colours.
fn words(transcript: &Transcript, turn: &Turn, coded: Span, ui: &mut Ui) -> Result<(), Failure> {
    let text = &transcript.text;
    let from = coded.start.saturating_sub(ending(Span::new(turn.span.start, coded.start).of(text)).len());
    let to = coded.end + beginning(Span::new(coded.end, turn.span.end).of(text)).len();
    let shown = Span::new(from.max(turn.span.start), to.min(turn.span.end));
    let marked = Span::new(coded.start.saturating_sub(shown.start), coded.end.saturating_sub(shown.start));
    let width = ui.width().saturating_sub(4);
    for line in wrap(shown.of(text), width, &[marked]) {
        ui.line(&format!("  {}", line.painted))?;
    }
    if coded.contains(turn.span) {
        return ui.line(&quiet("  coded: the whole turn"));
    }
    for line in wrap(&format!("coded: “{}”", coded.of(text)), width, &[]) {
        ui.line(&format!("  {}", line.painted))?;
    }
    Ok(())
}

/// A turn before or after it.
fn around(transcript: &Transcript, turn: &Turn, said: &str, ui: &mut Ui) -> Result<(), Failure> {
    let label = transcript.speaker_of(turn).map_or("", |speaker| speaker.label.as_str());
    let shown = format!("{label}: {}", said.replace('\n', " "));
    write_quietly(&shown, "    ", ui)
}

fn write_quietly(text: &str, indent: &str, ui: &mut Ui) -> Result<(), Failure> {
    for line in wrap(text, ui.width().saturating_sub(indent.len() + 2), &[]) {
        ui.line(&quiet(&format!("{indent}{}", line.painted)))?;
    }
    Ok(())
}

/// The last whole sentences of `text` that have room, at least its end.
fn ending(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().rev().nth(AROUND) else { return text.to_owned() };
    let begins = sentences(text).into_iter().map(|sentence| sentence.start).find(|start| *start >= cut);
    text.get(begins.unwrap_or(cut)..).unwrap_or(text).to_owned()
}

/// The first whole sentences of `text` that have room, at least its beginning.
fn beginning(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(AROUND) else { return text.to_owned() };
    let ends = sentences(text).into_iter().map(|sentence| sentence.end).take_while(|end| *end <= cut).last();
    text.get(..ends.unwrap_or(cut)).unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_turns_are_cut_at_sentences() {
        let text = format!("{}Hier begint het. {}", "Ja zeker. ".repeat(100), "Nee hoor. ".repeat(100));
        let (first, last) = (beginning(&text), ending(&text));
        assert!(first.ends_with("Ja zeker.") && first.chars().count() <= AROUND, "{first}");
        assert!(last.starts_with("Nee hoor.") && last.chars().count() <= AROUND, "{last}");
        assert_eq!(ending("Kort. Ja."), "Kort. Ja.");
        assert_eq!(beginning(&"é".repeat(AROUND * 2)).chars().count(), AROUND, "without a border, anywhere");
    }
}
