//! `verbatim accept`, `reject` and `adjust`: deciding on what rules coded.

use std::collections::BTreeSet;
use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::text::Span;

use super::address::{Spot, spot, turns, words_in};
use super::code::{known_code, open_desk, shortened};
use super::coder::CoderArg;
use super::context::Context;
use super::decisions::{Decisions, Kind, Proposal};
use super::exit::{Exit, Failure};
use super::ui::{Ui, safe};

/// Find a rule's coding right: it is yours, too
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim accept fg1:17 trust                         all that rules coded with trust there
  verbatim accept fg1:17 trust --words \"de ogen\"       only where it overlaps these words
  verbatim accept fg1:17 trust --memo \"zegt ze zelf\"   with a note

What you had rejected is no longer rejected. `verbatim undo` takes it back.

Exit codes: 0 accepted, 1 no rule coded that there, 2 unknown source, turn or code, or words
that are not there or in several places, 12 could not write.")]
pub(crate) struct AcceptArgs {
    #[command(flatten)]
    which: Which,
}

/// Find a rule's coding wrong: no rule codes that passage with that code again
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim reject fg1:17 trust                            all that rules coded with trust there
  verbatim reject fg1:17 trust --words \"de ogen\"          only where it overlaps these words
  verbatim reject fg1:17 trust --memo \"ironisch bedoeld\"  with the reason

It stays rejected after every later ingest, whatever becomes of the rule; `verbatim undo` takes it
back. What a person coded is taken off instead: `verbatim uncode`.

Exit codes: 0 rejected, 1 no rule coded that there, 2 unknown source, turn or code, or words
that are not there or in several places, 12 could not write.")]
pub(crate) struct RejectArgs {
    #[command(flatten)]
    which: Which,
}

/// Which rule codings, and who decides.
#[derive(Debug, ClapArgs)]
struct Which {
    /// A turn (`fg1:17`) or several (`fg1:17-19`); with --words also a whole source
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// The code itself; codes below it do not count
    #[arg(value_name = "CODE")]
    code: String,
    /// Only rule codings that overlap these words
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// A note with the decision
    #[arg(long, value_name = "NOTE")]
    memo: Option<String>,
    #[command(flatten)]
    coder: CoderArg,
}

/// Put a rule's coding on the right words: the rule's passage is rejected, yours is coded
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim adjust fg1:17 trust --to \"in de ogen kijken\"     these words and no others
  verbatim adjust fg1:17-18 trust --to \"dat helpt mij\"      they were said in the turn after it

With several rule codings of the code there, the one that overlaps the right words is meant, or
the one that overlaps --words. It is one change: `verbatim undo` takes back both.

Exit codes: 0 adjusted, 1 no rule coded that there, 2 unknown source, turn or code, or words
that are not there or in several places, 12 could not write.")]
pub(crate) struct AdjustArgs {
    /// A turn (`fg1:17`) or several (`fg1:17-19`)
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// The code itself; codes below it do not count
    #[arg(value_name = "CODE")]
    code: String,
    /// The right words, as they were said
    #[arg(long, value_name = "WORDS")]
    to: String,
    /// Words in the rule's passage, where there are several
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn accept(args: &AcceptArgs, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    decide(&args.which, Kind::Accepted, folder, ui)
}

pub(crate) fn reject(args: &RejectArgs, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    decide(&args.which, Kind::Rejected, folder, ui)
}

fn decide(which: &Which, kind: Kind, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = which.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let mut desk = open_desk(&context, &coder, ui)?;
    let code = known_code(&context, &which.code)?;
    let Spot { entry, transcript, span } = spot(&context, &which.address, which.words.as_deref())?;
    let mut decisions = Decisions::new(&context, &desk, entry, transcript);
    let verb = if kind == Kind::Accepted { "accepted" } else { "rejected" };
    let mut said = Vec::new();
    for proposal in by_rules(&decisions, &context, &which.address, &code, span)? {
        let known = decisions.on(&proposal) == Some(kind) && which.memo.is_none();
        if !known {
            decisions.decide(&mut desk, kind, &proposal, which.memo.as_deref())?;
        }
        let already = if known { " already" } else { "" };
        let words = shortened(&proposal.stored.quote);
        said.push(format!("{}  {code} {verb}{already}  {}", safe(&which.address), safe(&words)));
    }
    desk.commit()?;
    for line in said {
        ui.line(&line)?;
    }
    Ok(Exit::Done)
}

pub(crate) fn adjust(args: &AdjustArgs, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let mut desk = open_desk(&context, &coder, ui)?;
    let code = known_code(&context, &args.code)?;
    let Spot { entry, transcript, span } = spot(&context, &args.address, args.words.as_deref())?;
    let (_, _, within) = turns(context.index.catalog(), &args.address)?;
    let all = (1, u32::try_from(transcript.turns.len()).unwrap_or(u32::MAX));
    let right = words_in(&transcript, within.unwrap_or(all), &args.to, entry)?;
    let mut decisions = Decisions::new(&context, &desk, entry, transcript);
    let proposals = by_rules(&decisions, &context, &args.address, &code, span)?;
    let proposal = meant(proposals, right)?;
    if proposal.span == right {
        return Err(Failure::usage("these are the very words that the rule coded")
            .hint(format!("to find them right: `verbatim accept {} {code}`", args.address)));
    }
    if decisions.on(&proposal) != Some(Kind::Rejected) {
        decisions.decide(&mut desk, Kind::Rejected, &proposal, None)?;
    }
    decisions.code(&mut desk, &code, right)?;
    desk.commit()?;
    let (from, to) = (shortened(&proposal.stored.quote), shortened(right.of(&decisions.transcript.text)));
    ui.line(&format!("{}  {code} adjusted", safe(&args.address)))?;
    ui.line(&format!("  from  {}", safe(&from)))?;
    ui.line(&format!("  to    {}", safe(&to)))?;
    Ok(Exit::Done)
}

/// What rules coded with `code` on `span`; a failure that names what there is instead when nothing.
fn by_rules(
    decisions: &Decisions<'_>,
    context: &Context,
    address: &str,
    code: &str,
    span: Span,
) -> Result<Vec<Proposal>, Failure> {
    let mut here = decisions.proposals(context);
    here.retain(|proposal| proposal.span.overlaps(span));
    let codes: BTreeSet<String> = here.iter().map(|proposal| proposal.stored.code.clone()).collect();
    here.retain(|proposal| proposal.stored.code == code);
    if !here.is_empty() {
        return Ok(here);
    }
    let failure = Failure::new(Exit::Nothing, format!("no rule coded {address} with {code}"));
    Err(if codes.is_empty() {
        failure.hint(format!("rules coded nothing there; `verbatim code {address} {code}` codes it by hand"))
    } else {
        let there = codes.into_iter().collect::<Vec<_>>().join(", ");
        failure
            .hint(format!("rules coded there: {there}; what people coded is taken off by `verbatim uncode`"))
    })
}

/// The one that is to be put on the `right` words.
fn meant(mut proposals: Vec<Proposal>, right: Span) -> Result<Proposal, Failure> {
    if proposals.len() > 1 && proposals.iter().any(|proposal| proposal.span.overlaps(right)) {
        proposals.retain(|proposal| proposal.span.overlaps(right));
    }
    if proposals.len() == 1
        && let Some(one) = proposals.pop()
    {
        return Ok(one);
    }
    let mut message = format!("{} rule codings could be meant:", proposals.len());
    for proposal in proposals.iter().take(5) {
        message.push_str(&format!("\n  {}", shortened(&proposal.stored.quote)));
    }
    Err(Failure::usage(message).hint("say which one by words in it: --words \"...\""))
}
