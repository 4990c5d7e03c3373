//! `verbatim star`.

use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::coding::{Anchor, Deed};
use verbatim::text::{CodePoints, fingerprint};

use super::address::{Spot, spot};
use super::code::{open_desk, shortened};
use super::coder::CoderArg;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::ui::{Ui, safe};

/// Mark a best quote
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim star fg1:17                                 the whole turn
  verbatim star fg1:17 --words \"in de ogen kijken\"     these words in it
  verbatim star fg1:17 --off                           no longer

`verbatim show fg1` shows a ★ beside the turn.

Exit codes: 0 marked, or no longer marked, 1 you marked nothing there (--off), 2 unknown source
or turn, or words that are not there or in several places, 12 could not write.")]
pub(crate) struct Args {
    /// A turn (`fg1:17`) or several (`fg1:17-19`); with --words also a whole source
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// Only these words, as they were said
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// Take off your own marks there
    #[arg(long)]
    off: bool,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let mut desk = open_desk(&context, &coder, ui)?;
    let Spot { entry, transcript, span } = spot(&context, &args.address, args.words.as_deref())?;
    let address = safe(&args.address);
    let standing = context.standing(&desk, entry, &transcript);
    let mine = standing.stars.iter().filter(|star| star.coder() == coder && star.span.overlaps(span));
    let mine: Vec<(String, verbatim::text::Span)> =
        mine.map(|star| (star.operation.id.clone(), star.span)).collect();
    if args.off {
        if mine.is_empty() {
            return Err(Failure::new(Exit::Nothing, format!("{coder} marked nothing in {}", args.address))
                .hint(format!("`verbatim show {}` shows the ★ of everybody", args.address)));
        }
        for (id, _) in &mine {
            desk.remove(&entry.short, id);
        }
        desk.commit()?;
        for (_, span) in &mine {
            let words = shortened(span.of(&transcript.text));
            ui.line(&format!("{address}  no longer ★  {}", safe(&words)))?;
        }
        return Ok(Exit::Done);
    }
    let words = safe(&shortened(span.of(&transcript.text)));
    if mine.iter().any(|(_, at)| *at == span) {
        ui.line(&format!("{address}  ★ already  {words}"))?;
        return Ok(Exit::Done);
    }
    let hash = fingerprint(transcript.text.as_bytes());
    let anchor = Anchor::on(&transcript.text, &CodePoints::new(&transcript.text), &hash, span);
    desk.keep(&entry.short, &transcript)?;
    desk.put(&entry.short, Deed::Star(anchor), Vec::new());
    desk.commit()?;
    ui.line(&format!("{address}  ★  {words}"))?;
    Ok(Exit::Done)
}
