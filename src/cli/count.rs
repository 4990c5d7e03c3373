//! `verbatim find --count`: how many, by what.

use clap::ValueEnum;
use serde::Serialize;
use verbatim::index::{By, Tally};
use verbatim::query::{self, Request};

use super::context::Context;
use super::exit::{Exit, Failure};
use super::find::{Form, explain};
use super::table::Table;
use super::ui::{Ui, grouped};

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Known {
    Code,
    Role,
    Source,
    Speaker,
    Participant,
}

/// A line of `--count --by X --json`.
#[derive(Serialize)]
struct CountLine<'a> {
    v: u32,
    by: &'a str,
    value: Option<&'a str>,
    quotes: u64,
    codings: u64,
    turns: u64,
    participants: u64,
}

/// Prints how many answer `request`, in all or by `by`.
pub(crate) fn run(
    mut request: Request,
    by: Option<&str>,
    form: Form,
    context: &Context,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let Some(name) = by else { return in_all(&request, form, context, ui) };
    let by = by_of(name, context)?;
    // Codes are on quotes.
    request.coded |= matches!(by, By::Code(_));
    let tallies = query::tally(&context.index, context.names(), &request, &by)?;
    if tallies.is_empty() {
        let why = query::explain(&context.index, context.names(), &request)?;
        explain(&why, request.wants_quotes(), ui);
        return Ok(Exit::Nothing);
    }
    let shown = |value: Option<String>| value.map(|value| shown_value(&by, &value, context));
    let mut rows: Vec<(Option<String>, Tally)> =
        tallies.into_iter().map(|(value, tally)| (shown(value), tally)).collect();
    rows.sort_by(|a, b| b.1.quotes.cmp(&a.1.quotes).then(b.1.turns.cmp(&a.1.turns)).then(a.0.cmp(&b.0)));
    print(name, &rows, form, ui)?;
    Ok(Exit::Done)
}

fn in_all(request: &Request, form: Form, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let request = Request { limit: Some(0), ..request.clone() };
    let found = query::find(&context.index, context.names(), &request)?;
    let what = if found.are_quotes { "quotes" } else { "turns" };
    match form {
        Form::Json => ui.line(&format!("{{\"v\":1,\"{what}\":{}}}", found.total))?,
        Form::Plain | Form::People => ui.line(&found.total.to_string())?,
    }
    Ok(if found.total == 0 { Exit::Nothing } else { Exit::Done })
}

fn print(name: &str, rows: &[(Option<String>, Tally)], form: Form, ui: &mut Ui) -> Result<(), Failure> {
    let mut table = Table::new(&[name, "quotes", "codings", "turns", "participants"]);
    for (value, tally) in rows {
        let shown = value.as_deref().unwrap_or("(none)");
        let numbers = [tally.quotes, tally.codings, tally.turns, tally.participants];
        match form {
            Form::Json => ui.line(&json_line(name, value.as_deref(), tally))?,
            Form::Plain => {
                let numbers = numbers.map(|n| n.to_string()).join("\t");
                ui.line(&format!("{}\t{numbers}", shown.replace(['\t', '\n'], " ")))?;
            }
            Form::People => {
                let numbers = numbers.iter().map(|n| grouped(usize::try_from(*n).unwrap_or(usize::MAX)));
                table.row(std::iter::once(shown.to_owned()).chain(numbers).collect());
            }
        }
    }
    if form == Form::People {
        for line in table.lines(ui.width()) {
            ui.line(&line)?;
        }
    }
    Ok(())
}

fn json_line(by: &str, value: Option<&str>, tally: &Tally) -> String {
    let Tally { quotes, codings, turns, participants } = *tally;
    let line = CountLine { v: 1, by, value, quotes, codings, turns, participants };
    serde_json::to_string(&line).unwrap_or_default()
}

fn by_of(name: &str, context: &Context) -> Result<By, Failure> {
    if let Ok(known) = Known::from_str(name, true) {
        return Ok(match known {
            Known::Code => By::Code(Vec::new()),
            Known::Role => By::Role,
            Known::Source => By::Source,
            Known::Speaker => By::Speaker,
            Known::Participant => By::Participant,
        });
    }
    let speakers = || context.index.catalog().sources.values().flat_map(|s| &s.speakers);
    let attributes: Vec<&str> = speakers().flat_map(|s| s.attributes.keys()).map(String::as_str).collect();
    if attributes.contains(&name) {
        return Ok(By::Attribute(name.to_owned()));
    }
    let fixed = ["code", "role", "source", "speaker", "participant"];
    let near = verbatim::text::nearest(name, attributes.into_iter().chain(fixed));
    let failure = Failure::usage(format!("`--by {name}`: there is no such attribute"));
    Err(match near {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => {
            failure.hint("count by code, role, source, speaker, participant, or a column of participants.csv")
        }
    })
}

fn shown_value(by: &By, value: &str, context: &Context) -> String {
    match by {
        By::Source => {
            let number: Option<u64> = value.parse().ok();
            number
                .and_then(|n| context.index.catalog().sources.get(&n))
                .map_or_else(|| value.to_owned(), |s| s.short.clone())
        }
        _ => value.to_owned(),
    }
}
