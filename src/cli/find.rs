//! `verbatim find`.

use std::collections::HashMap;
use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::export::json;
use verbatim::query::{self, Emptiness, Found};
use verbatim::quote::{Quote, clock};
use verbatim::transcript::Transcript;

use super::by_people;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::filters::Filters;
use super::ui::{Ui, count, grouped, in_colour, quiet, safe};
use super::wrap::wrap;

/// Find turns and coded quotes, with who said them
///
/// Without a code filter the answer is turns with their codes; with one, or with --coded, it is quotes:
/// the passages that carry the code. What interviewers said is left out unless asked for.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim find --code trust --role client          what do clients say about trust?
  verbatim find wachten OR wachtlijst --source 'fg*'  who speaks of waiting in the focus groups?
  verbatim find --coded --count --by role           how many coded quotes has each role?

The query language: words by stem in Dutch and English, accents folded, joined by AND; \"exact words
in order\"; wacht* for a beginning; woord~1 for one letter off; AND, OR, NOT and brackets.
Exit codes: 0 found, 1 nothing found, 2 unknown code, role, source ...")]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
    /// Show so many turns before and after
    #[arg(long, value_name = "N", default_value_t = 0)]
    context: usize,
    /// Only count
    #[arg(long)]
    count: bool,
    /// Count by code, role, source, speaker, participant, or an attribute
    #[arg(long, value_name = "WHAT")]
    by: Option<String>,
    /// JSON Lines, one object a quote or turn
    #[arg(long, conflicts_with = "plain")]
    json: bool,
    /// One line each, columns between tabs: address, time, role, speaker, codes, words
    #[arg(long)]
    plain: bool,
}

/// For whom the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Set out for reading.
    People,
    /// Columns between tabs.
    Plain,
    /// JSON Lines.
    Json,
}

impl Args {
    fn form(&self) -> Form {
        match (self.json, self.plain) {
            (true, _) => Form::Json,
            (_, true) => Form::Plain,
            _ => Form::People,
        }
    }
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let context = Context::open(folder, ui)?;
    if args.count || args.by.is_some() {
        let request = args.filters.request(Some(0));
        return super::count::run(request, args.by.as_deref(), args.form(), &context, ui);
    }
    let form = args.form();
    let default_limit = (ui.is_terminal && form == Form::People).then_some(20);
    let request = args.filters.request(default_limit);
    let found = query::find(&context.index, context.names(), &request)?;
    if found.total == 0 {
        let why = query::explain(&context.index, context.names(), &request)?;
        explain(&why, found.are_quotes, ui);
        return Ok(Exit::Nothing);
    }
    let mut transcripts = HashMap::new();
    for quote in &found.quotes {
        match form {
            Form::Json if found.are_quotes => ui.line(&json::quote_line(quote).to_string())?,
            Form::Json => ui.line(&json::turn_line(quote).to_string())?,
            Form::Plain => ui.line(&plain(quote, found.are_quotes))?,
            Form::People => show(quote, &found, args.context, &context, &mut transcripts, ui)?,
        }
    }
    if form == Form::People {
        summary(&found, ui);
    }
    Ok(Exit::Done)
}

fn plain(quote: &Quote, are_quotes: bool) -> String {
    let codes: Vec<&str> = if are_quotes {
        by_people::coders(&quote.codes).into_iter().map(|(code, _)| code).collect()
    } else {
        quote.turn_codes.iter().map(String::as_str).collect()
    };
    let cells = [
        quote.address.clone(),
        quote.start_ms.map(clock).unwrap_or_default(),
        quote.role.clone().unwrap_or_default(),
        quote.speaker.clone().unwrap_or_default(),
        codes.join("; "),
        quote.text.clone(),
    ];
    cells.map(|cell| cell.replace(['\t', '\n'], " ")).join("\t")
}

fn show(
    quote: &Quote,
    found: &Found,
    around: usize,
    context: &Context,
    transcripts: &mut HashMap<String, Transcript>,
    ui: &mut Ui,
) -> Result<(), Failure> {
    ui.line(&head(quote, context, ui))?;
    let (before, after) = neighbours(quote, around, context, transcripts)?;
    let width = ui.width().saturating_sub(4);
    for line in before {
        write_quietly(&line, width, ui)?;
    }
    let (open, close) = if found.are_quotes { ("“", "”") } else { ("", "") };
    let lines = wrap(&quote.text, width.saturating_sub(2), &quote.matches);
    let last = lines.len().saturating_sub(1);
    for (at, line) in lines.iter().enumerate() {
        let open = if at == 0 { open } else { "" };
        let close = if at == last { close } else { "" };
        let indent = if at == 0 || !found.are_quotes { "" } else { " " };
        ui.line(&format!("  {indent}{open}{}{close}", line.painted))?;
    }
    for line in after {
        write_quietly(&line, width, ui)?;
    }
    let codes: Vec<String> = if found.are_quotes {
        let coded = by_people::coders(&quote.codes).into_iter();
        let label = |(code, who): (&str, String)| {
            by_people::label(&in_colour(&safe(code), context.colour(code)), &safe(&who))
        };
        coded.map(label).collect()
    } else {
        quote.turn_codes.iter().map(|code| in_colour(&safe(code), context.colour(code))).collect()
    };
    if !codes.is_empty() {
        ui.line(&format!("  {}", codes.join("  ")))?;
    }
    ui.line("")
}

/// `fg1:17  12:03  Marleen · cliënt · Inloophuis De Kade`
fn head(quote: &Quote, context: &Context, ui: &Ui) -> String {
    let mut who: Vec<String> = quote.speaker.iter().map(|s| safe(s)).collect();
    who.extend(quote.role.as_deref().map(|role| safe(context.role_name(role))));
    who.extend(quote.attributes.get("organisation").map(|o| safe(o)));
    let time = quote.start_ms.map(|ms| format!("  {}", clock(ms))).unwrap_or_default();
    format!("{}{}  {}", ui.strong(&safe(&quote.address)), quiet(&time), who.join(" · "))
}

fn write_quietly(text: &str, width: usize, ui: &mut Ui) -> Result<(), Failure> {
    for line in wrap(text, width, &[]) {
        let line = ui.quiet(&format!("  {}", line.painted));
        ui.line(&line)?;
    }
    Ok(())
}

/// The turns around, each as `label: words`.
fn neighbours(
    quote: &Quote,
    around: usize,
    context: &Context,
    transcripts: &mut HashMap<String, Transcript>,
) -> Result<(Vec<String>, Vec<String>), Failure> {
    if around == 0 {
        return Ok(Default::default());
    }
    if !transcripts.contains_key(&quote.source) {
        let Some((_, entry)) = context.index.catalog().by_path(&quote.source) else {
            return Ok(Default::default());
        };
        transcripts.insert(quote.source.clone(), context.index.transcript(entry)?);
    }
    let Some(transcript) = transcripts.get(&quote.source) else { return Ok(Default::default()) };
    let here = (quote.turn as usize).saturating_sub(1);
    let said = |at: usize| {
        transcript.turns.get(at).map(|turn| {
            let label = transcript.speaker_of(turn).map_or("", |s| s.label.as_str());
            format!("{label}: {}", transcript.words_of(turn).replace('\n', " "))
        })
    };
    let before = (here.saturating_sub(around)..here).filter_map(said).collect();
    let after = (here + 1..=here.saturating_add(around)).map_while(said).collect();
    Ok((before, after))
}

fn summary(found: &Found, ui: &mut Ui) {
    let (one, many) = if found.are_quotes { ("quote", "quotes") } else { ("turn", "turns") };
    let shown = found.quotes.len();
    let mut said = if shown < found.total {
        format!("{shown} of {} (--all shows the rest)", count(found.total, one, many))
    } else {
        count(found.total, one, many)
    };
    if found.interviewers_left_out > 0 {
        said.push_str(&format!(
            "; {} of interviewers left out (--with-interviewers)",
            grouped(found.interviewers_left_out)
        ));
    }
    ui.message(&quiet(&said));
}

/// Tells why nothing was found.
pub(crate) fn explain(why: &Emptiness, quotes: bool, ui: &mut Ui) {
    let what = if quotes { "no quote" } else { "no turn" };
    ui.message(&format!("Nothing found: {what} answers, of {} searched.", count(why.turns, "turn", "turns")));
    for (word, nearest) in &why.unsaid {
        let near = nearest.as_ref().map(|n| format!("; the nearest word that was said is `{}`", safe(n)));
        ui.message(&format!("  Nobody said `{}`{}.", safe(word), near.unwrap_or_default()));
    }
    for (typed, found) in &why.blocking {
        ui.message(&format!("  Without {} there would be {}.", safe(typed.trim()), grouped(*found)));
    }
    if why.in_turns > 0 {
        ui.message(&format!(
            "  Outside coded quotes, {} said it: leave the code filter out.",
            count(why.in_turns, "turn has", "turns have")
        ));
    }
    if why.by_interviewers > 0 {
        ui.message(&format!(
            "  Among what interviewers said: {} (--with-interviewers).",
            grouped(why.by_interviewers)
        ));
    }
}
