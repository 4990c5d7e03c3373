//! `verbatim set show`.

use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::present::{State, Stood, told_misquoted};
use verbatim::quote::Quote;
use verbatim::text::Language;

use super::super::context::Context;
use super::super::exit::{Exit, Failure};
use super::super::ui::{Ui, quiet, safe};
use super::super::wrap::wrap;

/// Show the quotes of a set, with what was said where something else is shown
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim set show trust
  verbatim set show trust --json

Exit codes: 0 shown, 1 the set is empty, 2 unknown set, 5 a quote needs a decision.")]
pub(crate) struct Args {
    /// The set
    #[arg(value_name = "SET")]
    set: String,
    /// JSON Lines, one object a quote
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let context = Context::open(folder, ui)?;
    let set = super::known(&context, &args.set)?;
    let stood = super::stood(&context, &set, None)?;
    if stood.is_empty() {
        ui.message(&format!("The set `{}` is empty.", safe(&args.set)));
        ui.hint(&super::refill(&args.set));
        return Ok(Exit::Nothing);
    }
    let mut section = None;
    let mut open = 0;
    for (number, one) in stood.iter().enumerate() {
        open += usize::from(!matches!(one.state, State::Stands { .. }));
        if args.json {
            let title = set.sections.get(one.section).map_or("", |s| s.title.as_str());
            ui.line(&json(one, title).to_string())?;
            continue;
        }
        if section != Some(one.section) {
            section = Some(one.section);
            let title = set.sections.get(one.section).map_or("", |s| s.title.as_str());
            let title = if title.is_empty() { "(no title)" } else { title };
            ui.line(&ui.strong(&safe(title)))?;
            ui.line("")?;
        }
        show(number + 1, one, &context, ui)?;
    }
    if open > 0 {
        let what = super::count(open, "quote cannot be shown as it is", "quotes cannot be shown as they are");
        ui.warning(&what);
        ui.hint("`verbatim set edit SET NUMBER --shown ...`, or take one out with `verbatim set drop`");
        return Ok(Exit::Decision);
    }
    Ok(Exit::Done)
}

/// Columns before the words.
const MARGIN: usize = 6;

fn show(number: usize, one: &Stood, context: &Context, ui: &mut Ui) -> Result<(), Failure> {
    let mut facts = vec![safe(one.quote().map_or(&one.picked.at, |quote| &quote.address))];
    facts.extend(
        one.quote().and_then(|quote| quote.role.as_deref()).map(|role| safe(context.role_name(role))),
    );
    facts.push(status(one));
    ui.line(&format!("{}  {}", ui.strong(&format!("{number:>4}")), quiet(&facts.join(" · "))))?;
    let shown = one.quote().map_or_else(|| one.picked.shown(), Quote::shown);
    paragraph(shown, "", ui)?;
    let said = one.quote().map_or(one.picked.anchor.quote.as_str(), |quote| &quote.text);
    if said != shown {
        paragraph(said, "said: ", ui)?;
    }
    for (language, translation) in &one.picked.translations {
        let by = if translation.by.is_empty() { String::new() } else { format!(" by {}", translation.by) };
        let since = if is_outdated(one, *language) { OUTDATED } else { "" };
        paragraph(&translation.text, &format!("{} (translation{by}{since}): ", language.code()), ui)?;
    }
    if let Some(note) = &one.picked.note {
        paragraph(note, "note: ", ui)?;
    }
    ui.line("")
}

const OUTDATED: &str = "; what was said was corrected since it was made";

fn is_outdated(one: &Stood, language: Language) -> bool {
    one.quote().is_some_and(|quote| one.picked.outdated(&quote.text).any(|(other, _)| other == language))
}

/// `verbatim`, `edited: ...`, or what is the matter.
pub(super) fn status(one: &Stood) -> String {
    match &one.state {
        State::Lost => "waits: these words are not found in the transcript any more".to_owned(),
        State::Misquoted { shown, said, .. } => {
            format!("not what was said: {}", told_misquoted(shown, said))
        }
        State::Stands { quote, corrected } => {
            let edits = quote.presented.as_ref().map_or("", |presented| presented.edits.english.as_str());
            let corrected = if *corrected { ", the transcript was corrected since" } else { "" };
            if edits.is_empty() {
                format!("verbatim{corrected}")
            } else {
                format!("edited: {edits}{corrected}")
            }
        }
    }
}

fn paragraph(text: &str, label: &str, ui: &mut Ui) -> Result<(), Failure> {
    let whole = format!("{label}{text}");
    for line in wrap(&whole, ui.width().saturating_sub(MARGIN), &[]) {
        let line = format!("{}{}", " ".repeat(MARGIN), line.painted);
        ui.line(&if label.is_empty() { line } else { quiet(&line) })?;
    }
    Ok(())
}

fn json(one: &Stood, section: &str) -> serde_json::Value {
    let quote = one.quote();
    serde_json::json!({
        "v": 1,
        "section": section,
        "id": one.picked.id,
        "address": quote.map_or(&one.picked.at, |quote| &quote.address),
        "quote": quote.map_or(&one.picked.anchor.quote, |quote| &quote.text),
        "shown": quote.map_or_else(|| one.picked.shown(), Quote::shown),
        "status": status(one),
        "role": quote.and_then(|quote| quote.role.clone()),
        "participants": quote.map(|quote| quote.participants.clone()),
        "note": one.picked.note,
        "translations": one.picked.translations.iter().map(|(language, translation)| {
            let facts = serde_json::json!({
                "text": translation.text, "by": translation.by, "outdated": is_outdated(one, *language),
            });
            (language.code().to_owned(), facts)
        }).collect::<serde_json::Map<_, _>>(),
    })
}
