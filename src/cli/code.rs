//! `verbatim code` and `verbatim uncode`.

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use verbatim::changes::Desk;
use verbatim::coding::{Anchor, Coding, Deed};
use verbatim::query::{QueryError, Unknown};
use verbatim::text::{CodePoints, fingerprint};

use super::address::{Spot, spot};
use super::coder::CoderArg;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::ui::{Ui, count, safe};

/// Put a code on a turn, on several, or on exact words
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim code fg1:17 trust                                   the whole turn
  verbatim code fg1:17 trust --words \"in de ogen kijken\"       these words in it
  verbatim code fg1:17-19 trust --memo \"keert terug in fg2\"    several turns, with a note
  verbatim code --from codings.tsv                             a line each: address, code, words, memo

Each coding is on the disk before it is confirmed. `verbatim undo` takes it back.

Exit codes: 0 coded, 2 unknown source, turn or code, or words that are not there or in several places,
12 could not write.")]
pub(crate) struct Args {
    /// A turn (`fg1:17`) or several (`fg1:17-19`); with --words also a whole source
    #[arg(value_name = "ADDRESS", required_unless_present = "from")]
    address: Option<String>,
    /// The code: its path, any unique trailing part of it, or its name
    #[arg(value_name = "CODE", required_unless_present = "from")]
    code: Option<String>,
    /// Only these words, as they were said
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// A note with the coding
    #[arg(long, value_name = "NOTE")]
    memo: Option<String>,
    /// Many codings from a file (`-` for stdin), tab between address, code, words and memo
    #[arg(long, value_name = "FILE", conflicts_with_all = ["address", "code", "words", "memo"])]
    from: Option<PathBuf>,
    #[command(flatten)]
    coder: CoderArg,
}

/// Take a code off a passage
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim uncode fg1:17 trust                             your codings with trust in that turn
  verbatim uncode fg1:17 trust --words \"de ogen\"          only those on these words
  verbatim uncode fg1:17 trust --of Bo                     those of somebody else

What a rule coded is not taken off but rejected: `verbatim reject fg1:17 trust`.

Exit codes: 0 taken off, 1 no such coding, 2 unknown source, turn or code, 12 could not write.")]
pub(crate) struct UncodeArgs {
    /// A turn (`fg1:17`) or several (`fg1:17-19`)
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// The code
    #[arg(value_name = "CODE")]
    code: String,
    /// Only codings that overlap these words
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// Codings of this coder, in place of your own
    #[arg(long, value_name = "NAME")]
    of: Option<String>,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let mut desk = open_desk(&context, &coder, ui)?;
    if let Some(from) = &args.from {
        return many(from, &context, &mut desk, ui);
    }
    let wish = Wish {
        address: args.address.as_deref().unwrap_or_default(),
        code: args.code.as_deref().unwrap_or_default(),
        words: args.words.as_deref(),
        memo: args.memo.as_deref(),
    };
    let done = wish.make(&context, &mut desk)?;
    ui.line(&done)?;
    Ok(Exit::Done)
}

/// The desk of `coder`, with a word on what is the matter with the logs.
pub(crate) fn open_desk<'c>(context: &'c Context, coder: &str, ui: &mut Ui) -> Result<Desk<'c>, Failure> {
    let desk = Desk::open(&context.study, coder)?;
    for note in desk.damage() {
        ui.diagnostic(note);
    }
    Ok(desk)
}

/// One coding as asked for.
struct Wish<'a> {
    address: &'a str,
    code: &'a str,
    words: Option<&'a str>,
    memo: Option<&'a str>,
}

impl Wish<'_> {
    /// Makes the coding; what it says is true on the disk.
    fn make(&self, context: &Context, desk: &mut Desk<'_>) -> Result<String, Failure> {
        let code = known_code(context, self.code)?;
        let Spot { entry, transcript, span } = spot(context, self.address, self.words)?;
        let shown = safe(&shortened(span.of(&transcript.text)));
        let standing = context.standing(desk, entry, &transcript);
        let is_there = |one: &&verbatim::coding::Stood<'_>| {
            one.span == span && one.code == code && one.coder() == desk.coder()
        };
        if standing.codings.iter().find(is_there).is_some() && self.memo.is_none() {
            return Ok(format!("{} has {code} already: {shown}", self.address));
        }
        let replaced = standing.codings.iter().find(is_there).map(|one| one.operation.id.clone());
        let hash = fingerprint(transcript.text.as_bytes());
        let anchor = Anchor::on(&transcript.text, &CodePoints::new(&transcript.text), &hash, span);
        let coding = Coding { memo: self.memo.map(str::to_owned), ..Coding::new(&*code, anchor) };
        let supersedes = replaced.map(|id| desk.ledger(&entry.short).with_ancestors(&id)).unwrap_or_default();
        desk.keep(&entry.short, &transcript)?;
        desk.put(&entry.short, Deed::Code(coding), supersedes);
        desk.commit()?;
        Ok(format!("{}  {code}  {shown}", safe(self.address)))
    }
}

/// A line each; what is confirmed on stdout is on the disk.
fn many(from: &Path, context: &Context, desk: &mut Desk<'_>, ui: &mut Ui) -> Result<Exit, Failure> {
    let input: Box<dyn Read> = if from == Path::new("-") {
        Box::new(std::io::stdin())
    } else {
        let shown = from.display();
        Box::new(
            std::fs::File::open(from).map_err(|e| Failure::usage(format!("cannot read `{shown}`: {e}")))?,
        )
    };
    let (mut made, mut failed) = (0, 0);
    for (number, line) in std::io::BufReader::new(input).lines().enumerate() {
        let line = line.map_err(|e| Failure::usage(format!("cannot read `{}`: {e}", from.display())))?;
        if line.trim().is_empty() {
            continue;
        }
        let mut fields = line.split('\t').map(str::trim);
        let mut field = || fields.next().filter(|field| !field.is_empty());
        let (Some(address), Some(code)) = (field(), field()) else {
            ui.warning(&format!("line {}: no address and code, with a tab between them", number + 1));
            failed += 1;
            continue;
        };
        match (Wish { address, code, words: field(), memo: field() }).make(context, desk) {
            Ok(done) => {
                ui.line(&done)?;
                ui.finish()?;
                made += 1;
            }
            Err(failure) if failure.exit == Exit::Usage => {
                ui.warning(&format!("line {}: {}", number + 1, failure.message));
                failed += 1;
            }
            Err(failure) => return Err(failure),
        }
    }
    ui.message(&format!("{} made", count(made, "coding", "codings")));
    Ok(if failed == 0 { Exit::Done } else { Exit::Part })
}

pub(crate) fn run_uncode(args: &UncodeArgs, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let mut desk = open_desk(&context, &coder, ui)?;
    let Spot { entry, transcript, span } = spot(&context, &args.address, args.words.as_deref())?;
    let code = code_in_use(&context, &args.code)?;
    let of = args.of.as_deref().unwrap_or(&coder);
    let standing = context.standing(&desk, entry, &transcript);
    let here = standing.codings.iter().filter(|one| one.code == code && one.span.overlaps(span));
    let (mine, others): (Vec<_>, Vec<_>) = here.partition(|one| one.coder() == of);
    if mine.is_empty() {
        return Err(not_there(args, &code, of, others.first().map(|one| one.coder())));
    }
    let ids: Vec<String> = mine.iter().map(|one| one.operation.id.clone()).collect();
    let shown: Vec<String> = mine.iter().map(|one| shortened(one.span.of(&transcript.text))).collect();
    for id in &ids {
        desk.remove(&entry.short, id);
    }
    desk.commit()?;
    for words in shown {
        ui.line(&format!("{}  {code} taken off  {}", safe(&args.address), safe(&words)))?;
    }
    Ok(Exit::Done)
}

fn not_there(args: &UncodeArgs, code: &str, of: &str, other: Option<&str>) -> Failure {
    let message = format!("{of} has no coding with {code} in {}", args.address);
    let failure = Failure::new(Exit::Nothing, message);
    match other {
        Some(other) => failure.hint(format!("{other} has one: --of \"{other}\"")),
        None => failure.hint(format!(
            "`verbatim show {}` shows its codings; what rules coded is rejected: `verbatim reject`",
            args.address
        )),
    }
}

/// The path of the code that `typed` stands for.
pub(crate) fn known_code(context: &Context, typed: &str) -> Result<String, Failure> {
    match context.loaded.codebook.resolve(typed) {
        Ok(code) => Ok(code.path.as_str().to_owned()),
        Err(unresolved) => Err(QueryError::Unknown(Unknown {
            kind: "code",
            typed: typed.to_owned(),
            candidates: unresolved.candidates,
            nearest: unresolved.nearest,
        })
        .into()),
    }
}

/// The same, also for codes that people use and the codebook has no more.
pub(crate) fn code_in_use(context: &Context, typed: &str) -> Result<String, Failure> {
    let in_use = context.index.catalog().by_people().any(|by| by.code == typed);
    if in_use { Ok(typed.to_owned()) } else { known_code(context, typed) }
}

/// Words for a line.
pub(crate) fn shortened(words: &str) -> String {
    let line = words.replace('\n', " ");
    if line.chars().count() > 80 {
        format!("{} ...", line.chars().take(76).collect::<String>())
    } else {
        line
    }
}
