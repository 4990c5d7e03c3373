//! `verbatim show`.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::export::json;
use verbatim::index::{Ask, Filter, Order, SourceEntry, Who};
use verbatim::quote::{Quote, clock};
use verbatim::text::Span;

use super::address;
use super::by_people;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::margin::{Bar, margin};
use super::noted::{self, Within};
use super::ui::{Ui, quiet, safe};
use super::wrap::wrap;

/// Show a transcript, or some turns of it, with codings in the margin, best quotes (★) and notes
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim show fg1:17-22          turns 17 to 22 with their codings
  verbatim show fg1 --text         exactly the text that positions count in

Exit codes: 0 shown, 2 unknown source or turn.")]
pub(crate) struct Args {
    /// A source, a turn (`fg1:17`) or several (`fg1:17-22`)
    #[arg(value_name = "SOURCE[:TURN[-TURN]]")]
    address: String,
    /// JSON Lines, one object a turn
    #[arg(long, conflicts_with = "text")]
    json: bool,
    /// Exactly the text and nothing else
    #[arg(long)]
    text: bool,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let context = Context::open(folder, ui)?;
    let catalog = context.index.catalog();
    let (number, entry, turns) = address::turns(catalog, &args.address)?;
    if args.text {
        let transcript = context.index.transcript(entry)?;
        let text = match turns {
            None => transcript.text.as_str(),
            Some((first, last)) => {
                let at = |n: u32| transcript.turns.get(n as usize - 1).map(|turn| turn.span);
                match (at(first), at(last)) {
                    (Some(a), Some(b)) => Span::new(a.start, b.end).of(&transcript.text),
                    _ => "",
                }
            }
        };
        ui.bytes(text.as_bytes())?;
        return Ok(Exit::Done);
    }
    let (first, last) = turns.unwrap_or((1, u32::MAX));
    let within = |quote: &Quote| quote.turn >= first && quote.turn <= last;
    let mut found = all(&context, number, false)?;
    found.retain(within);
    if args.json {
        for turn in &found {
            ui.line(&json::turn_line(turn).to_string())?;
        }
        return Ok(Exit::Done);
    }
    let mut bars: BTreeMap<u32, Vec<Bar>> = BTreeMap::new();
    for quote in all(&context, number, true)?.iter().filter(|quote| within(quote)) {
        bars.entry(quote.turn).or_default().extend(bars_of(quote, &context));
    }
    title(entry, ui)?;
    let transcript = context.index.transcript(entry)?;
    let noted = noted::read(&context, entry, &transcript)?;
    for turn in &found {
        let shifted = shift(bars.remove(&turn.turn).unwrap_or_default(), turn);
        let span = transcript.turns.get(turn.turn as usize - 1).map_or(Span::new(0, 0), |turn| turn.span);
        show_turn(turn, &shifted, &noted.within(span), &context, ui)?;
    }
    Ok(Exit::Done)
}

/// Columns before what people noted.
const NOTES: usize = 11;

/// Every turn, or every coded passage, of one source in order.
fn all(context: &Context, number: u64, quotes: bool) -> Result<Vec<Quote>, Failure> {
    let ask =
        Ask { quotes, who: Who::Everyone, filters: vec![Filter::Sources(vec![number])], ..Ask::default() };
    let (_, hits) = context.index.top(&ask, Order::Source, usize::MAX)?;
    Ok(context.index.quotes(&hits)?)
}

fn bars_of(quote: &Quote, context: &Context) -> Vec<Bar> {
    by_people::coders(&quote.codes)
        .into_iter()
        .map(|(code, who)| Bar {
            points: (quote.start, quote.end),
            span: Span::new(0, 0),
            label: by_people::label(code, &who),
            colour: context.colour(code).map(str::to_owned),
        })
        .collect()
}

/// Bars by bytes of the turn's own words.
fn shift(bars: Vec<Bar>, turn: &Quote) -> Vec<Bar> {
    let points = verbatim::text::CodePoints::new(&turn.text);
    let byte = |point: usize| {
        points.byte_of(&turn.text, point.saturating_sub(turn.start)).unwrap_or(turn.text.len())
    };
    bars.into_iter()
        .map(|bar| Bar { span: Span::new(byte(bar.points.0), byte(bar.points.1)), ..bar })
        .collect()
}

fn title(entry: &SourceEntry, ui: &mut Ui) -> Result<(), Failure> {
    let line = format!(
        "{}  {}",
        ui.strong(&safe(&entry.short)),
        quiet(&safe(&format!("{} · {} · {} turns", entry.path, entry.format, entry.turns)))
    );
    ui.line(&line)?;
    ui.line("")
}

fn show_turn(
    turn: &Quote,
    bars: &[Bar],
    noted: &Within<'_>,
    context: &Context,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let mut who: Vec<String> = turn.speaker.iter().map(|s| safe(s)).collect();
    who.extend(turn.role.as_deref().map(|role| safe(context.role_name(role))));
    let time = turn.start_ms.map(|ms| format!("{}  ", clock(ms))).unwrap_or_default();
    let star = if noted.star { "  ★" } else { "" };
    let number = ui.strong(&format!("{:>4}", turn.turn));
    ui.line(&format!("{number}  {}{}{star}", quiet(&time), who.join(" · ")))?;
    for line in margin(&turn.text, bars, ui.width()) {
        ui.line(&line)?;
    }
    for note in &noted.notes {
        let shown = format!("({}: {})", note.coder, note.note);
        for line in wrap(&shown, ui.width().saturating_sub(NOTES), &[]) {
            ui.line(&quiet(&format!("{}{}", " ".repeat(NOTES), line.painted)))?;
        }
    }
    ui.line("")
}
