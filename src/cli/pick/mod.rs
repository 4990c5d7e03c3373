//! `verbatim pick`.

mod picking;
mod shown;

use std::io::BufRead;
use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::index::{SpeakerEntry, quote_at};
use verbatim::quote::Quote;
use verbatim::text::{CodePoints, Span};

use super::address::{self, words_in};
use super::coder::CoderArg;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::ui::Ui;
pub(crate) use picking::{Picking, write};
pub(crate) use shown::{check_shown, too_long, turned_around};

/// Put quotes into a quote set: a selection for a paper or a deck
///
/// The set is `quotes/NAME.yaml`; it is made where it is not there yet. Each quote keeps its own words, so that it
/// is found again when a transcript is corrected.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim pick fg1:17 fg2:9 --set trust                    whole turns
  verbatim pick fg1:17 --words \"in de ogen kijken\" --set trust
  verbatim pick fg1:17 --set trust --shown \"Ik wil iemand [...] kunnen zien.\"
  verbatim find --code trust --role client --json | verbatim pick - --set trust

The shown form may differ from what was said by [...] for words left out, [words] put in (80 characters at
most), a capital at an edge, fillers, laughter and pauses left out, typographic marks, and [naam] or a
pseudonym in brackets in place of a name on the list of `verbatim names`; nothing else.
Exit codes: 0 picked, 2 unknown source or turn, or a shown form that was not said, 12 could not write.")]
pub(crate) struct Args {
    /// Turns (`fg1:17`, `fg1:17-19`), each a quote; `-` reads what `find --json` writes
    #[arg(value_name = "ADDRESS", required = true)]
    addresses: Vec<String>,
    /// The quote set
    #[arg(long, value_name = "NAME")]
    set: String,
    /// Only these words, as they were said
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// The section they go to; by default that of their first code
    #[arg(long, value_name = "TITLE")]
    section: Option<String>,
    /// How it is shown, where that differs from what was said
    #[arg(long, value_name = "WORDS")]
    shown: Option<String>,
    /// A note for yourself
    #[arg(long, value_name = "NOTE")]
    note: Option<String>,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let mut picking = Picking::open(&context, &coder, &args.set, ui)?;
    let mut quotes = Vec::new();
    for address in &args.addresses {
        if address == "-" {
            quotes.extend(piped()?);
        } else {
            quotes.extend(turns(&context, address, args.words.as_deref())?);
        }
    }
    if args.shown.is_some() && quotes.len() != 1 {
        return Err(Failure::usage("`--shown` is the form of one quote").hint("pick them one by one"));
    }
    for quote in quotes {
        if let Some(shown) = &args.shown {
            check_shown(&context, &quote.text, shown, ui)?;
        }
        picking.add(quote, args, ui)?;
    }
    picking.finish("pick", ui)
}

/// Whether somebody who asks said `quote`.
pub(crate) fn is_asked(context: &Context, quote: &Quote) -> bool {
    let Ok((_, entry, _)) = address::turns(context.index.catalog(), &quote.address) else { return false };
    let is_theirs = |speaker: &&SpeakerEntry| Some(&speaker.label) == quote.speaker.as_ref();
    entry.speakers.iter().find(is_theirs).is_some_and(|speaker| speaker.asks)
}

/// The turns at an address, each a quote, or the words in them.
fn turns(context: &Context, typed: &str, words: Option<&str>) -> Result<Vec<Quote>, Failure> {
    let (_, entry, turns) = address::turns(context.index.catalog(), typed)?;
    let transcript = context.index.transcript(entry)?;
    let points = CodePoints::new(&transcript.text);
    let last = u32::try_from(transcript.turns.len()).unwrap_or(u32::MAX);
    let spans: Vec<Span> = match (words, turns) {
        (Some(words), turns) => vec![words_in(&transcript, turns.unwrap_or((1, last)), words, entry)?],
        (None, Some((first, last))) => transcript
            .turns
            .iter()
            .skip(first as usize - 1)
            .take((last + 1 - first) as usize)
            .map(|turn| turn.span)
            .filter(|span| !span.is_empty())
            .collect(),
        (None, None) => {
            return Err(Failure::usage(format!("`{typed}` names a whole source"))
                .hint(format!("name a turn (`{}:17`), or give --words", entry.short)));
        }
    };
    Ok(spans.into_iter().filter_map(|span| quote_at(entry, &transcript, &points, span)).collect())
}

/// What `find --json` wrote.
fn piped() -> Result<Vec<Quote>, Failure> {
    let mut quotes = Vec::new();
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|e| Failure::usage(format!("cannot read the input: {e}")))?;
        if line.trim().is_empty() {
            continue;
        }
        let read = serde_json::from_str::<serde_json::Value>(&line).ok().and_then(|value| {
            let text = value.get("quote").or_else(|| value.get("text"))?.as_str()?.to_owned();
            let number = |key: &str| value.get(key)?.as_u64().and_then(|n| usize::try_from(n).ok());
            let address = value.get("address")?.as_str()?.to_owned();
            Some(Quote { text, address, start: number("start")?, end: number("end")?, ..Quote::default() })
        });
        quotes.push(read.ok_or_else(|| {
            Failure::usage(format!("line {} is not what `verbatim find --json` writes", number + 1))
                .hint("verbatim find --code trust --json | verbatim pick - --set trust")
        })?);
    }
    Ok(quotes)
}
