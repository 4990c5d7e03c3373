//! `verbatim memo`.

use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::changes::Desk;
use verbatim::coding::{Anchor, Deed, Memo};
use verbatim::index::SourceEntry;
use verbatim::store::log::STUDY;
use verbatim::text::{CodePoints, Span, fingerprint};
use verbatim::transcript::Transcript;

use super::address::{Spot, spot, turns};
use super::code::{code_in_use, known_code, open_desk, shortened};
use super::coder::CoderArg;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::noted::{self, About, Note};
use super::ui::{Ui, safe};
use super::wrap::wrap;

/// Note something on a passage, a code or a source
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim memo fg1:17 \"keert terug in fg2\"                        on the whole turn
  verbatim memo fg1:17 --words \"in de ogen\" \"letterlijk bedoeld\"   on these words in it
  verbatim memo --code trust \"ook wantrouwen hoort hierbij\"        on a code
  verbatim memo --source fg1 \"opname valt weg na 40 minuten\"       on a source
  verbatim memo fg1                                                the notes there, of everybody
  verbatim memo                                                    all notes of the study

Without a text the notes are shown, with those given to codings. `verbatim undo` takes one back.

Exit codes: 0 noted, shown or taken off, 1 there is no note, 2 unknown source, turn or code,
or words that are not there or in several places, 12 could not write.")]
pub(crate) struct Args {
    /// A turn (`fg1:17`), several (`fg1:17-19`) or a source; not with --code or --source
    #[arg(value_name = "ADDRESS")]
    first: Option<String>,
    /// The note; with --code or --source it comes first
    #[arg(value_name = "TEXT")]
    second: Option<String>,
    /// Only these words, as they were said
    #[arg(long, value_name = "WORDS", requires = "first", conflicts_with_all = ["code", "source"])]
    words: Option<String>,
    /// On this code
    #[arg(long, value_name = "CODE", conflicts_with = "source")]
    code: Option<String>,
    /// On this source as a whole
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Show the notes
    #[arg(long, conflicts_with = "off")]
    show: bool,
    /// Take off your own notes there
    #[arg(long)]
    off: bool,
    #[command(flatten)]
    coder: CoderArg,
}

/// What is noted on.
enum Target<'c> {
    Study,
    Code(String),
    Source(&'c SourceEntry, Transcript),
    Passage(Spot<'c>),
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let text = args.text()?;
    if text.is_none() && !args.off {
        let context = Context::open(folder, ui)?;
        let desk = open_desk(&context, "", ui)?;
        let target = args.target(&context)?;
        return show(&notes(&target, &context, &desk)?, ui);
    }
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let mut desk = open_desk(&context, &coder, ui)?;
    let target = args.target(&context)?;
    let Some(text) = text else { return take_off(&target, &context, &mut desk, ui) };
    let (short, memo) = match &target {
        Target::Study => {
            return Err(Failure::usage("nothing is named to note it on")
                .hint("name a turn (`fg1:17`), or give --code or --source"));
        }
        Target::Code(code) => (STUDY, Memo { note: text.to_owned(), on: None, code: Some(code.clone()) }),
        Target::Source(entry, _) => {
            (entry.short.as_str(), Memo { note: text.to_owned(), on: None, code: None })
        }
        Target::Passage(Spot { entry, transcript, span }) => {
            let said = &transcript.text;
            let anchor = Anchor::on(said, &CodePoints::new(said), &fingerprint(said.as_bytes()), *span);
            desk.keep(&entry.short, transcript)?;
            (entry.short.as_str(), Memo { note: text.to_owned(), on: Some(anchor), code: None })
        }
    };
    desk.put(short, Deed::Memo(memo), Vec::new());
    desk.commit()?;
    ui.line(&format!("{}  noted  {}", safe(&target.named()), safe(&shortened(text))))?;
    Ok(Exit::Done)
}

impl Args {
    /// The note; `None` where notes are to be shown or taken off.
    fn text(&self) -> Result<Option<&str>, Failure> {
        let by_option = self.code.is_some() || self.source.is_some();
        let text = match (&self.first, &self.second) {
            (Some(_), Some(_)) if by_option => {
                return Err(Failure::usage("an address and --code or --source are one too many")
                    .hint("a note is on a passage, on a code or on a source: put the whole text in quotes"));
            }
            (first, None) if by_option => first,
            (_, second) => second,
        };
        match text.as_deref() {
            Some(_) if self.show || self.off => {
                Err(Failure::usage("a text goes with neither --show nor --off"))
            }
            Some(text) if text.trim().is_empty() => Err(Failure::usage("the note is empty")),
            text => Ok(text.map(str::trim)),
        }
    }

    fn target<'c>(&self, context: &'c Context) -> Result<Target<'c>, Failure> {
        if let Some(code) = &self.code {
            // A code that the codebook has no more may have notes yet.
            let found = if self.first.is_some() { known_code } else { code_in_use };
            return Ok(Target::Code(found(context, code)?));
        }
        let Some(address) = self.source.as_ref().or(self.first.as_ref()) else { return Ok(Target::Study) };
        let (_, entry, within) = turns(context.index.catalog(), address)?;
        if within.is_none() && self.words.is_none() {
            return Ok(Target::Source(entry, context.index.transcript(entry)?));
        }
        if self.source.is_some() {
            return Err(Failure::usage(format!("`{address}` names turns, not a source"))
                .hint(format!("leave --source out: `verbatim memo {address} TEXT`")));
        }
        Ok(Target::Passage(spot(context, address, self.words.as_deref())?))
    }
}

impl Target<'_> {
    fn named(&self) -> String {
        match self {
            Self::Study => "study".to_owned(),
            Self::Code(code) => code.clone(),
            Self::Source(entry, _) => entry.short.clone(),
            Self::Passage(Spot { entry, transcript, span }) => place(entry, transcript, *span),
        }
    }
}

/// `fg1:17`, the turn that `span` begins in.
fn place(entry: &SourceEntry, transcript: &Transcript, span: Span) -> String {
    let turn = transcript.turns.partition_point(|turn| turn.span.end <= span.start) + 1;
    format!("{}:{turn}", entry.short)
}

/// A note with where it is, as people read it.
type Placed = (String, String, Note);

/// The notes of everybody on `target`, each with the short name of the source (or study) it is logged in.
fn notes(target: &Target<'_>, context: &Context, desk: &Desk<'_>) -> Result<Vec<Placed>, Failure> {
    let study = |note: Note| match &note.about {
        About::Code(code) => (STUDY.to_owned(), code.clone(), note),
        _ => (STUDY.to_owned(), String::new(), note),
    };
    Ok(match target {
        Target::Code(code) => {
            let here = |note: &Note| note.about == About::Code(code.clone());
            noted::on_codes(desk).into_iter().filter(here).map(study).collect()
        }
        Target::Source(entry, transcript) => in_source(entry, transcript, context, desk),
        Target::Passage(Spot { entry, transcript, span }) => {
            let mut here = in_source(entry, transcript, context, desk);
            here.retain(|(.., note)| note.about.span().is_some_and(|own| own.overlaps(*span)));
            here
        }
        Target::Study => {
            let mut all: Vec<Placed> = noted::on_codes(desk).into_iter().map(study).collect();
            for entry in context.index.catalog().sources.values() {
                if desk.ledger(&entry.short).operations().next().is_some() {
                    all.extend(in_source(entry, &context.index.transcript(entry)?, context, desk));
                }
            }
            all
        }
    })
}

/// Every note of the study: the place it is on, and its words.
pub(super) fn all(context: &Context, desk: &Desk<'_>) -> Result<Vec<(String, String)>, Failure> {
    let placed = notes(&Target::Study, context, desk)?;
    Ok(placed.into_iter().map(|(_, place, note)| (place, note.note)).collect())
}

fn in_source(
    entry: &SourceEntry,
    transcript: &Transcript,
    context: &Context,
    desk: &Desk<'_>,
) -> Vec<Placed> {
    let standing = context.standing(desk, entry, transcript);
    let words = |span: Span| shortened(span.of(&transcript.text));
    let placed = |note: Note| {
        let shown = match &note.about {
            About::Source | About::Code(_) => entry.short.clone(),
            About::Passage(span) => format!("{}  {}", place(entry, transcript, *span), words(*span)),
            About::Coding(code, span) => {
                format!("{}  {code}  {}", place(entry, transcript, *span), words(*span))
            }
        };
        (entry.short.clone(), shown, note)
    };
    noted::in_source(desk.ledger(&entry.short), &standing).into_iter().map(placed).collect()
}

fn show(notes: &[Placed], ui: &mut Ui) -> Result<Exit, Failure> {
    if notes.is_empty() {
        return Err(Failure::new(Exit::Nothing, "there is no note"));
    }
    for (_, place, note) in notes {
        ui.line(&safe(place))?;
        for line in wrap(&format!("{}: {}", note.coder, note.note), ui.width().saturating_sub(2), &[]) {
            ui.line(&format!("  {}", line.painted))?;
        }
    }
    Ok(Exit::Done)
}

/// Takes off the coder's own notes; what was noted with a coding goes with the coding.
fn take_off(
    target: &Target<'_>,
    context: &Context,
    desk: &mut Desk<'_>,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    if matches!(target, Target::Study) {
        return Err(Failure::usage("nothing is named to take notes off")
            .hint("name a turn (`fg1:17`), or give --code or --source"));
    }
    let own = |(.., note): &Placed| note.coder == desk.coder() && target.is_itself(&note.about);
    let gone: Vec<Placed> = notes(target, context, desk)?.into_iter().filter(own).collect();
    if gone.is_empty() {
        let message = format!("{} has no note on {}", desk.coder(), target.named());
        return Err(
            Failure::new(Exit::Nothing, message).hint("without --off the notes of everybody are shown")
        );
    }
    for (short, _, note) in &gone {
        desk.remove(short, &note.id);
    }
    desk.commit()?;
    for (.., note) in &gone {
        ui.line(&format!("{}  taken off  {}", safe(&target.named()), safe(&shortened(&note.note))))?;
    }
    Ok(Exit::Done)
}

impl Target<'_> {
    /// Whether a note is on just this: on a source as a whole, not on a passage in it.
    fn is_itself(&self, about: &About) -> bool {
        match self {
            Self::Source(..) => *about == About::Source,
            Self::Passage(_) => matches!(about, About::Passage(_)),
            Self::Code(_) | Self::Study => true,
        }
    }
}
