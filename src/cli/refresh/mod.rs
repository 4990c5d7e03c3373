//! `verbatim refresh`.

mod copied;
mod credit;
mod known;
mod manner;
mod notes;
mod report;
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use verbatim::coding::{ExportedQuote, Manner};
use verbatim::quote::Quote;
use verbatim::refresh::{Refreshed, Renewal, Spot};
use verbatim::store::write_atomically;
use verbatim::text::fingerprint;

use super::context::Context;
use super::exit::{Exit, Failure};
use super::leaks;
use super::ledger::{self, Export};
use super::originals::Originals;
use super::ui::{Ui, count, safe};
use known::Known;
use manner::Speakers;
pub(crate) use manner::mark;
use notes::Placed;
use report::tell;

/// Bring the quotes in a deck or document up to date, and leave all else as its author made it
///
/// Finds the quotes that verbatim wrote into a .pptx or .docx, also after they were moved about and restyled. Where
/// the transcript was corrected or the quote set edited, the words are written anew; where a role or organisation
/// was, the attribution below the words and the role in notes. Where the author changed them, nothing is written and
/// you are told. Parts of the file without such words stay as they are, byte for byte.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim refresh deck.pptx
  verbatim refresh paper.docx --dry-run       only tell
  verbatim refresh deck.pptx -o new.pptx      write to another file
  verbatim refresh deck.pptx --attribution \"[{role}]\"

Exit codes: 0 up to date now, 1 no quotes of verbatim in it, 2 not a .pptx or .docx, 4 a real name of
`verbatim names` stands in it (nothing is written), 5 something needs a decision, 12 could not write.")]
pub(crate) struct Args {
    /// A .pptx or .docx that verbatim wrote and somebody worked on
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Write to this file in its place
    #[arg(long, short = 'o', value_name = "FILE")]
    output: Option<PathBuf>,
    /// How quotes are attributed from now on, e.g. "[{role}]"; else as they were exported
    #[arg(long, value_name = "PATTERN")]
    attribution: Option<String>,
    /// Only tell what would be done
    #[arg(long)]
    dry_run: bool,
    /// Write it even if a real name of `verbatim names` stands in it
    #[arg(long)]
    despite_names: bool,
}

/// What becomes of words, of an attribution or of a line of notes.
enum Verdict {
    Current,
    Renewed {
        old: String,
        new: String,
    },
    /// The author's own; why it may stand, for people.
    Own(String),
    /// Needs a person, and why.
    Open(String),
}

/// A file while it is looked through.
struct Pass<'a> {
    args: &'a Args,
    file: &'a Refreshed,
    known: &'a Known,
    context: &'a Context,
    originals: Originals,
    renewal: Renewal,
    tally: Tally,
    quotes: Vec<Placed>,
    /// The quotes as the ledger is to have them.
    noted: Vec<ExportedQuote>,
}

/// How many quotes became what, and how many lines of notes.
#[derive(Default)]
struct Tally {
    current: usize,
    renewed: usize,
    own: usize,
    open: usize,
    notes: usize,
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
    if let Some(output) = &args.output {
        check_output(output, file.ending())?;
    }
    let context = Context::open(folder, ui)?;
    let ids = file.spots.iter().map(|spot| spot.id.as_str()).collect();
    let known = Known::of(&ledger::shown_path(&context.study, &args.file), &ids, &context, ui)?;
    let mut pass = Pass {
        args,
        file: &file,
        known: &known,
        context: &context,
        originals: Originals::of(&context.study),
        renewal: Renewal::default(),
        tally: Tally::default(),
        quotes: Vec::new(),
        noted: Vec::new(),
    };
    pass.quotes(ui)?;
    pass.notes(ui)?;
    pass.tell_of_missing(ui)?;
    pass.tell_of_crowded(ui);
    if !args.dry_run && (!pass.renewal.is_empty() || args.output.is_some()) {
        pass.write(ui)?;
    }
    pass.sum_up(ui);
    Ok(if pass.tally.open > 0 { Exit::Decision } else { Exit::Done })
}

/// Refuses to write over another file, or under a name that says another kind of file.
fn check_output(output: &Path, kind: &str) -> Result<(), Failure> {
    if output.exists() {
        return Err(Failure::usage(format!("`{}` exists; it was left alone", output.display())));
    }
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if ending == kind {
        return Ok(());
    }
    let message = format!("`{}` would be no .{ending}: what is refreshed stays a .{kind}", output.display());
    let message = if ending.is_empty() { format!("`{}` has no ending", output.display()) } else { message };
    let hint = format!("give an output that ends in .{kind}; `verbatim export` writes other formats");
    Err(Failure::usage(message).hint(hint))
}

/// The places of each quote, as they stand in the file: a whole one by itself, the parts of one that goes over several
/// slides together.
fn groups(file: &Refreshed) -> Vec<Vec<(usize, &Spot)>> {
    let mut by_id: BTreeMap<&str, Vec<(usize, &Spot)>> = BTreeMap::new();
    for (number, spot) in file.spots.iter().enumerate() {
        by_id.entry(&spot.id).or_default().push((number, spot));
    }
    let mut all: Vec<Vec<(usize, &Spot)>> = by_id.into_values().collect();
    all.sort_by_key(|spots| spots.first().map(|(number, _)| *number));
    let mut groups: Vec<Vec<(usize, &Spot)>> = Vec::new();
    for spots in all {
        for (number, spot) in spots {
            match groups.last_mut() {
                Some(group) if spot.part.0 > 1 && group.first().is_some_and(|(_, one)| one.id == spot.id) => {
                    group.push((number, spot));
                }
                _ => groups.push(vec![(number, spot)]),
            }
        }
    }
    groups
}

impl Pass<'_> {
    /// Words and attributions.
    fn quotes(&mut self, ui: &mut Ui) -> Result<(), Failure> {
        for group in groups(self.file) {
            let (Some((first, spot)), Some((last, end))) = (group.first(), group.last()) else { continue };
            let (words, said) = words::verdict(&spot.id, &group, self.known, self.context)?;
            let pattern = self.args.attribution.as_deref();
            let credit = credit::credited(end, &said, pattern, self.known, self.context)?;
            tell(&spot.place, "", &words, ui)?;
            tell(&end.place, "attribution ", &credit.verdict, ui)?;
            self.tally.count(&words, &credit.verdict);
            if let Verdict::Renewed { new, .. } = words {
                self.renewal.words.insert(*first, new);
            }
            if let Verdict::Renewed { new, .. } = credit.verdict {
                self.renewal.credits.insert(*last, (credit.which, new));
            }
            if let [quote] = said.as_slice() {
                self.note(quote, credit.ours);
                for (_, part) in &group {
                    self.quotes.push(self.placed(&spot.id, part.slide, quote));
                }
            } else {
                // It stays in the file, so `withdraw` must find it there.
                self.noted.extend(self.known.still(&spot.id, &self.manner()));
            }
        }
        Ok(())
    }

    fn placed(&self, id: &str, slide: Option<usize>, quote: &Quote) -> Placed {
        let asked = self.known.manner.without_originals && quote.shown() != quote.text;
        let stays_out = asked || self.originals.stay_out(quote);
        Placed { id: id.to_owned(), slide, quote: quote.clone(), stays_out }
    }

    /// Notes the quote for the ledger, with an attribution that is verbatim's.
    fn note(&mut self, quote: &Quote, credit: Option<(String, Manner)>) {
        let file = self.manner();
        let own =
            credit.as_ref().map_or_else(|| self.known.manner_of(&quote.id).clone(), |(_, own)| own.clone());
        let role = Speakers::of(&own, self.context).role(quote);
        self.noted.push(ExportedQuote {
            id: quote.id.clone(),
            at: quote.address.clone(),
            participants: quote.participants.clone(),
            shown: fingerprint(quote.within_marks().as_bytes()),
            said: ledger::said(quote),
            credit: credit.map(|(text, _)| mark(&text)),
            role: role.map(|role| mark(&role)),
            manner: Some(own).filter(|own| *own != file),
        });
    }

    /// The manner of the file from now on.
    fn manner(&self) -> Manner {
        credit::with_pattern(self.known.manner.clone(), self.args.attribution.as_deref(), self.context)
    }

    /// The roles in notes and footnotes; also those of quotes that the author took away.
    fn notes(&mut self, ui: &mut Ui) -> Result<(), Failure> {
        let others = self.known.all_picked().filter_map(|(id, stood)| Some((id, stood.quote()?)));
        let is_there = |id: &str| self.quotes.iter().any(|placed| placed.id == *id);
        let others: Vec<Placed> =
            others.filter(|(id, _)| !is_there(id)).map(|(id, quote)| self.placed(id, None, quote)).collect();
        self.quotes.extend(others);
        let mut beside = notes::Beside::default();
        for (number, remark) in self.file.remarks.iter().enumerate() {
            let verdict = match beside.quote_of(remark, &self.quotes) {
                notes::Line::Other => continue,
                notes::Line::Provenance(placed) => {
                    notes::provenance(remark, placed, &self.quotes, self.known, self.context)
                }
                notes::Line::Words(placed) => notes::words(remark, placed, self.known),
            };
            tell(&remark.place, "notes ", &verdict, ui)?;
            match verdict {
                Verdict::Renewed { new, .. } => {
                    self.renewal.remarks.insert(number, new);
                    self.tally.notes += 1;
                }
                Verdict::Open(_) => self.tally.open += 1,
                Verdict::Current | Verdict::Own(_) => {}
            }
        }
        Ok(())
    }

    fn write(&mut self, ui: &mut Ui) -> Result<(), Failure> {
        let (args, study) = (self.args, &self.context.study);
        let bytes = self.file.with(&self.renewal).map_err(|e| Failure::new(Exit::Unwritten, e))?;
        let output = args.output.as_ref().unwrap_or(&args.file);
        leaks::guard(study, Some(output), &bytes, args.despite_names, ui)?;
        write_atomically(output, &bytes)?;
        let set = self.known.set.as_deref();
        let quotes = std::mem::take(&mut self.noted);
        let export = Export { set, refreshed: true, manner: self.manner(), quotes, ..Export::default() };
        ledger::note(study, output, &bytes, export, ui)?;
        let output = safe(&output.display().to_string());
        let what = match (self.tally.renewed, self.tally.notes) {
            (0, 0) => format!("nothing was renewed; {output} is the file as it was"),
            (0, notes) => format!("{} written to {output}", count(notes, "line of notes", "lines of notes")),
            (renewed, _) => format!("{} written to {output}", count(renewed, "quote", "quotes")),
        };
        ui.message(&what);
        Ok(())
    }
}

impl Tally {
    /// A quote counts once, for the most that became of it.
    fn count(&mut self, words: &Verdict, credit: &Verdict) {
        let is = |wanted: fn(&Verdict) -> bool| wanted(words) || wanted(credit);
        let what = if is(|verdict| matches!(verdict, Verdict::Open(_))) {
            &mut self.open
        } else if is(|verdict| matches!(verdict, Verdict::Renewed { .. })) {
            &mut self.renewed
        } else if is(|verdict| matches!(verdict, Verdict::Own(_))) {
            &mut self.own
        } else {
            &mut self.current
        };
        *what += 1;
    }
}
