//! `verbatim refresh`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use verbatim::changes::Desk;
use verbatim::present::{State, Stood};
use verbatim::quote::Quote;
use verbatim::quoteset::Picked;
use verbatim::refresh::{Refreshed, Spot};
use verbatim::shown::{Ends, Fillers, fit, tokens, told};
use verbatim::store::{read_set, set_names, write_atomically};
use verbatim::text::fingerprint;

use super::code::shortened;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::leaks;
use super::ledger;
use super::ui::{Ui, count, safe};

/// Bring the quotes in a deck or document up to date, and leave all else as its author made it
///
/// Finds the quotes that verbatim wrote into a .pptx or .docx, also after they were moved about and restyled. Where
/// the transcript was corrected or the quote set edited, the words are written anew; where the author changed the
/// words, nothing is written and you are told. Parts of the file without such words stay as they are, byte for byte.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim refresh deck.pptx
  verbatim refresh paper.docx --dry-run       only tell
  verbatim refresh deck.pptx -o new.pptx      write to another file

Exit codes: 0 up to date now, 1 no quotes of verbatim in it, 2 not a .pptx or .docx, 4 a real name of
`verbatim names` stands in it (nothing is written), 5 something needs a decision, 12 could not write.")]
pub(crate) struct Args {
    /// A .pptx or .docx that verbatim wrote and somebody worked on
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Write to this file in its place
    #[arg(long, short = 'o', value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only tell what would be done
    #[arg(long)]
    dry_run: bool,
    /// Write it even if a real name of `verbatim names` stands in it
    #[arg(long)]
    despite_names: bool,
}

/// What becomes of a quote in the file.
enum Verdict {
    Current,
    /// New words.
    Renewed(String),
    /// The author's own words, within the grammar.
    Own(String),
    /// Needs a person.
    Open(String),
}

/// What is known of the quotes of the study.
struct Known {
    /// Quotes of all sets, by id.
    picked: BTreeMap<String, Stood>,
    /// Fingerprints of the words ever exported, by id.
    exported: BTreeMap<String, BTreeSet<String>>,
    /// Who said them, by id, as the ledger tells.
    participants: BTreeMap<String, Vec<String>>,
    fillers: Fillers,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let shown = args.file.display().to_string();
    let bytes =
        std::fs::read(&args.file).map_err(|e| Failure::usage(format!("cannot read `{shown}`: {e}")))?;
    let file = Refreshed::read(&bytes).map_err(|e| {
        Failure::usage(format!("`{shown}` cannot be refreshed: {e}"))
            .hint("give a .pptx or .docx that `verbatim export` wrote")
    })?;
    if file.spots.is_empty() {
        return Err(Failure::new(Exit::Nothing, format!("no quotes of verbatim in `{shown}`"))
            .hint("`verbatim verify` checks quotes that somebody typed or pasted"));
    }
    let context = Context::open(folder, ui)?;
    let known = known(&context, ui)?;
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, spot) in file.spots.iter().enumerate() {
        by_id.entry(&spot.id).or_default().push(number);
    }
    let (mut new, mut counts) = (BTreeMap::new(), [0usize; 4]);
    let mut used = Vec::new();
    for (id, numbers) in in_order(by_id) {
        let spots: Vec<&Spot> = numbers.iter().filter_map(|n| file.spots.get(*n)).collect();
        for group in groups(&spots, &numbers) {
            let verdict = verdict(id, &group, &known, &context)?;
            let place = group.first().map_or("", |(_, spot)| spot.place.as_str());
            tell(place, &group, &verdict, &mut counts, ui)?;
            if let (Verdict::Renewed(words), Some((number, _))) = (&verdict, group.first()) {
                new.insert(*number, words.clone());
            }
        }
        used.extend(known.picked.get(id).and_then(|stood| stood.quote().cloned()));
    }
    if !args.dry_run && (!new.is_empty() || args.output.is_some()) {
        write(args, &file, &new, &used, &context, ui)?;
    }
    let [current, renewed, own, open] = counts;
    let done = if args.dry_run { "to be renewed" } else { "renewed" };
    ui.message(&format!(
        "{current} up to date, {renewed} {done}, {own} edited by the author, {open} to decide"
    ));
    Ok(if open > 0 { Exit::Decision } else { Exit::Done })
}

/// As they stand in the file.
fn in_order(by_id: BTreeMap<&str, Vec<usize>>) -> Vec<(&str, Vec<usize>)> {
    let mut all: Vec<(&str, Vec<usize>)> = by_id.into_iter().collect();
    all.sort_by_key(|(_, numbers)| numbers.first().copied());
    all
}

/// The places of one quote: each whole one by itself, the parts of one that goes over several slides together.
fn groups<'s>(spots: &[&'s Spot], numbers: &[usize]) -> Vec<Vec<(usize, &'s Spot)>> {
    let mut groups: Vec<Vec<(usize, &Spot)>> = Vec::new();
    for (number, spot) in numbers.iter().zip(spots) {
        match groups.last_mut() {
            Some(group) if spot.part.0 > 1 => group.push((*number, spot)),
            _ => groups.push(vec![(*number, spot)]),
        }
    }
    groups
}

fn known(context: &Context, ui: &mut Ui) -> Result<Known, Failure> {
    let mut picked = BTreeMap::new();
    for name in set_names(&context.study) {
        match read_set(&context.study, &name) {
            Ok(set) => {
                for stood in super::set::stood(context, &set, None)? {
                    picked.entry(stood.picked.id.clone()).or_insert(stood);
                }
            }
            Err(error) => ui.warning(&error.to_string()),
        }
    }
    let desk = Desk::open(&context.study, "")?;
    let mut exported: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut participants = BTreeMap::new();
    for quote in ledger::entries(&desk).into_iter().flat_map(|entry| &entry.quotes) {
        participants.insert(quote.id.clone(), quote.participants.clone());
        exported.entry(quote.id.clone()).or_default().insert(quote.shown.clone());
    }
    Ok(Known { picked, exported, participants, fillers: context.study.config.fillers() })
}

fn verdict(id: &str, group: &[(usize, &Spot)], known: &Known, context: &Context) -> Result<Verdict, Failure> {
    let words: Vec<&str> = group.iter().map(|(_, spot)| spot.words.trim()).collect();
    let words = words.join(" ");
    let Some(stood) = known.picked.get(id) else { return unpicked(id, &words, known, context) };
    let quote = match &stood.state {
        State::Lost => {
            return Ok(Verdict::Open("its words are not found in the transcript any more".to_owned()));
        }
        State::Misquoted { shown, said, .. } => {
            return Ok(Verdict::Open(format!("the set shows `{shown}` where `{said}` was said")));
        }
        State::Stands { quote, .. } => quote,
    };
    if let Some(why) = super::consent::refusal_to_show(quote, false, context)? {
        return Ok(Verdict::Open(why));
    }
    Ok(compared(&words, quote, &stood.picked, group.len(), known.exported.get(id), &known.fillers))
}

/// The words in the file beside those of the set.
fn compared(
    words: &str,
    quote: &Quote,
    picked: &Picked,
    parts: usize,
    exported: Option<&BTreeSet<String>>,
    fillers: &Fillers,
) -> Verdict {
    let same = |text: &str| text.split_whitespace().eq(words.split_whitespace());
    if same(quote.shown()) || picked.translations.values().any(|translation| same(&translation.text)) {
        return Verdict::Current;
    }
    let was_ours = exported.is_some_and(|known| known.contains(&fingerprint(words.as_bytes())))
        // What was picked is what was shown before the transcript was corrected.
        || same(picked.shown());
    if was_ours && parts > 1 {
        let why = "its words changed, and it goes over several slides: export it to a new file and copy it";
        return Verdict::Open(why.to_owned());
    }
    if was_ours {
        return Verdict::Renewed(quote.shown().to_owned());
    }
    match fit(&quote.text, &tokens(&quote.text), words, fillers, Ends::Whole) {
        Ok(fit) => Verdict::Own(told(&fit.edits, verbatim::text::Language::ENGLISH)),
        Err(misfit) => {
            let (shown, said) = (misfit.shown.of(words), misfit.said.of(&quote.text));
            Verdict::Open(format!("edited by hand beyond the grammar: `{shown}` where `{said}` was said"))
        }
    }
}

/// A quote of no set: its words must still stand somewhere, and who said them must still agree.
fn unpicked(id: &str, words: &str, known: &Known, context: &Context) -> Result<Verdict, Failure> {
    let said_by = known.participants.get(id).map_or(&[][..], Vec::as_slice);
    if let Some(why) = super::consent::refusal_of(said_by, false, context)? {
        return Ok(Verdict::Open(why));
    }
    for entry in context.index.catalog().sources.values() {
        if context.index.text(entry)?.contains(words) {
            return Ok(Verdict::Current);
        }
    }
    Ok(Verdict::Open("it stands in no set, and its words are in no transcript".to_owned()))
}

fn tell(
    place: &str,
    group: &[(usize, &Spot)],
    verdict: &Verdict,
    counts: &mut [usize; 4],
    ui: &mut Ui,
) -> Result<(), Failure> {
    let words = safe(&shortened(group.first().map_or("", |(_, spot)| &spot.words)));
    let (kind, what) = match verdict {
        Verdict::Current => (0, None),
        Verdict::Renewed(new) => (1, Some(format!("renewed: {} -> {}", words, safe(&shortened(new))))),
        Verdict::Own(edits) => (2, Some(format!("edited by the author ({}): {words}", safe(edits)))),
        Verdict::Open(why) => (3, Some(format!("{}: {words}", safe(why)))),
    };
    if let Some(count) = counts.get_mut(kind) {
        *count += 1;
    }
    match what {
        Some(what) => ui.line(&format!("{place}  {what}")),
        None => Ok(()),
    }
}

fn write(
    args: &Args,
    file: &Refreshed,
    new: &BTreeMap<usize, String>,
    used: &[Quote],
    context: &Context,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let bytes = file.with_words(new).map_err(|e| Failure::new(Exit::Unwritten, e))?;
    let output = args.output.as_ref().unwrap_or(&args.file);
    if args.output.as_ref().is_some_and(|output| output.exists()) {
        return Err(Failure::usage(format!("`{}` exists; it was left alone", output.display())));
    }
    leaks::guard(&context.study, Some(output), &bytes, args.despite_names, ui)?;
    write_atomically(output, &bytes)?;
    ledger::note(&context.study, output, &bytes, None, used, ui)?;
    ui.message(&format!(
        "{} written to {}",
        count(new.len(), "quote", "quotes"),
        safe(&output.display().to_string())
    ));
    Ok(())
}
