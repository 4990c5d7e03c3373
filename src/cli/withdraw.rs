//! `verbatim withdraw`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::changes::{Desk, NewFile};
use verbatim::coding::{Deed, Exported, Files};
use verbatim::erase::{Erasure, Target, Touched};
use verbatim::quoteset::{Picked, QuoteSet};
use verbatim::refresh::Refreshed;
use verbatim::store::log::{STUDY, now_iso};
use verbatim::store::{read_set, set_names, set_path};
use verbatim::text::nearest;

use super::code::open_desk;
use super::coder::CoderArg;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::ledger;
use super::ui::{Ui, count, safe};

/// Take back the consent of a participant: everything that holds the person is listed, then taken out or marked
///
/// Without --yes it only lists: codings, quote sets, and files that words of the person went into, also as a whole
/// transcript or in a report of `verify`. With --yes the quotes go out of
/// the sets and `participants.csv` says that consent was withdrawn, so that no export and no `verify` lets the person
/// pass again. Codings stay; `verbatim erase --participant` takes the words themselves out.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim withdraw P07              what holds this person
  verbatim withdraw P07 --yes        take it back

Exit codes: 0 done, 2 unknown participant, 5 listed and not confirmed, 12 could not write.")]
pub(crate) struct Args {
    /// The participant, as in participants.csv
    #[arg(value_name = "PARTICIPANT")]
    participant: String,
    /// Do it
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let who = known(&args.participant, &context)?;
    let mut desk = open_desk(&context, &coder, ui)?;
    codings(&who, &context, ui)?;
    let ids = exported_ids(&who, &desk, &context);
    let present = super::erase::transcripts(&context)?;
    let erasure = Erasure::new(&context.study, Target::Participant(who.clone()), &present, None)?;
    let sets = sets(&who, &ids, &erasure, &context, ui)?;
    memos(&erasure, &desk, &context, ui)?;
    exports(&who, &ids, &desk, &context, ui)?;
    if !args.yes {
        ui.message(&format!("Nothing was changed; `verbatim withdraw {who} --yes` takes the consent back."));
        return Ok(Exit::Decision);
    }
    let mut files = vec![participants(&who, &context)?];
    for (name, set) in &sets {
        files.push(NewFile { path: set_path(name)?, bytes: Some(set.to_yaml().into_bytes()) });
    }
    desk.put_files(files, |files| Deed::Files(Files { by: format!("withdraw {who}:"), files }))?;
    desk.put(STUDY, Deed::Withdrawn { participant: who.clone() }, Vec::new());
    desk.commit()?;
    ui.line(&format!("{} took consent back: out of {}", safe(&who), count(sets.len(), "set", "sets")))?;
    ui.hint(&format!("`verbatim refresh FILE` names the person's quotes in a deck; `verbatim erase --participant {who}` takes the words out of the study, also out of what `undo` would bring back"));
    Ok(Exit::Done)
}

fn known(typed: &str, context: &Context) -> Result<String, Failure> {
    let speakers = context.index.catalog().sources.values().flat_map(|source| &source.speakers);
    let indexed = speakers.flat_map(|speaker| &speaker.participants);
    // Sets and exports may hold words of somebody whose transcripts are gone.
    let rows = context.study.participants()?.0.rows();
    let written = rows.iter().filter_map(|row| row.person.participant.as_ref());
    let all: BTreeSet<&str> = indexed.chain(written).map(String::as_str).collect();
    let same = all.iter().find(|known| known.eq_ignore_ascii_case(typed));
    same.map(|known| (*known).to_owned()).ok_or_else(|| {
        let failure = Failure::usage(format!("unknown participant `{typed}`"));
        match nearest(typed, all.iter().copied()) {
            Some(near) => failure.hint(format!("did you mean `{near}`?")),
            None => failure.hint("`verbatim participants` lists them"),
        }
    })
}

/// Sources in which the person speaks, with the codings there.
fn codings(who: &str, context: &Context, ui: &mut Ui) -> Result<(), Failure> {
    let mut speakers = context.index.catalog().sources.values().flat_map(|source| &source.speakers);
    if !speakers.any(|speaker| speaker.participants.iter().any(|participant| participant == who)) {
        return Ok(());
    }
    let request = verbatim::query::Request {
        participants: vec![who.to_owned()],
        coded: true,
        with_interviewers: true,
        ..Default::default()
    };
    let found = verbatim::query::find(&context.index, context.names(), &request)?;
    let mut by_source: BTreeMap<&str, usize> = BTreeMap::new();
    for quote in &found.quotes {
        *by_source.entry(&quote.source).or_default() += quote.codes.len();
    }
    for (source, codings) in by_source {
        ui.line(&format!("codings   {}  {}", safe(source), count(codings, "coding", "codings")))?;
    }
    Ok(())
}

/// The sets that quote the person, without those quotes; also quotes whose words wait, so that nobody has to find them
/// again first. `ids` are the quotes that the ledger has of the person.
fn sets(
    who: &str,
    ids: &BTreeSet<String>,
    erasure: &Erasure<'_>,
    context: &Context,
    ui: &mut Ui,
) -> Result<Vec<(String, QuoteSet)>, Failure> {
    let mut changed = Vec::new();
    for name in set_names(&context.study) {
        let mut set = read_set(&context.study, &name)?;
        let before = set.clone();
        for one in super::set::stood(context, &set, None)? {
            let waits = one.quote().is_none();
            let is_theirs = one.participants().iter().any(|participant| participant == who)
                || (waits && ids.contains(&one.picked.id));
            let touched = erasure.touched(&one.picked);
            if !is_theirs {
                others(&name, &one.picked, touched, &mut set, ui)?;
            } else {
                let note = if waits { "  (its words are not in the transcript any more)" } else { "" };
                ui.line(&format!("quote set {}  {}{note}", safe(&name), safe(&one.picked.at)))?;
                set.take(&one.picked.id);
            }
        }
        if set != before {
            changed.push((name, set));
        }
    }
    Ok(changed)
}

/// The notes of `memo`, and those with codings, that repeat words of the person. They are somebody else's writing and
/// stay.
fn memos(erasure: &Erasure<'_>, desk: &Desk<'_>, context: &Context, ui: &mut Ui) -> Result<(), Failure> {
    let all = super::memo::all(context, desk)?;
    for (place, _) in all.iter().filter(|(_, note)| erasure.is_in(note)) {
        ui.line(&format!("note      {}  (holds words of the person until `erase`)", safe(place)))?;
    }
    Ok(())
}

/// Takes words of the person out of what stands around a quote of somebody else, and out of its note; says so.
fn others(
    name: &str,
    picked: &Picked,
    touched: Touched,
    set: &mut QuoteSet,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let (set_name, at) = (safe(name), safe(&picked.at));
    let Some(kept) = set.get_mut(&picked.id) else { return Ok(()) };
    if touched.around != (false, false) {
        ui.line(&format!("quote set {set_name}  {at}  (words of the person stand next to it, and go)"))?;
        kept.anchor.clear_around(touched.around);
    }
    if touched.note {
        ui.line(&format!("quote set {set_name}  {at}  (its note holds words of the person, and goes)"))?;
        kept.note = None;
    }
    if touched.translation {
        ui.line(&format!(
            "quote set {set_name}  {at}  (a translation holds words of the person, and stays)"
        ))?;
        ui.hint(&format!("look at it: `verbatim set show {set_name}`"));
    }
    Ok(())
}

/// Every export that is known: those of the ledger, then what unnamed people left on this machine.
fn all_exports(desk: &Desk<'_>, context: &Context) -> Vec<Exported> {
    let unnamed = ledger::unnamed(&context.study).into_values();
    ledger::entries(desk).into_iter().cloned().chain(unnamed).collect()
}

/// The ids of quotes that were ever exported as this person's.
fn exported_ids(who: &str, desk: &Desk<'_>, context: &Context) -> BTreeSet<String> {
    let exported = all_exports(desk, context);
    let quotes = exported.iter().flat_map(|entry| &entry.quotes);
    let theirs = quotes.filter(|quote| quote.participants.iter().any(|participant| participant == who));
    theirs.map(|quote| quote.id.clone()).collect()
}

/// The files that hold words of the person, as the ledger tells and as unnamed people left it on this machine.
fn exports(
    who: &str,
    ids: &BTreeSet<String>,
    desk: &Desk<'_>,
    context: &Context,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let all = all_exports(desk, context);
    let mut by_file: BTreeMap<&str, Held> = BTreeMap::new();
    for entry in &all {
        let held = by_file.entry(ledger::clean_path(&entry.file)).or_default();
        held.now = held_in(entry, who, context);
        if held.now.is_some() {
            held.ever.clone_from(&held.now);
        }
    }
    for (file, mut held) in by_file {
        let Some(what) = held.ever else { continue };
        let places = [context.study.root.join(file), Path::new(file).to_owned()];
        let there = places.iter().find(|place| place.exists());
        if held.now.is_none() {
            held.now = there.and_then(|place| still_in(place, ids));
        }
        let gone = match &held.now {
            None => "  (written again without since; copies may be elsewhere)",
            Some(_) if there.is_none() => "  (not there any more, or elsewhere)",
            Some(_) => "",
        };
        let what = held.now.unwrap_or(what);
        ui.line(&format!("export    {}  {what}{gone}", safe(file)))?;
    }
    ui.message("Not listed: copies of files, and what went to the screen or another program (`-o -`, `show`, `find`).");
    Ok(())
}

/// What a deck or document holds of these quotes, whatever the ledger says of it: an earlier refresh may have noted
/// less than stands there.
fn still_in(path: &Path, ids: &BTreeSet<String>) -> Option<String> {
    let file = Refreshed::read(&std::fs::read(path).ok()?).ok()?;
    let theirs: BTreeSet<&str> =
        file.spots.iter().map(|spot| spot.id.as_str()).filter(|id| ids.contains(*id)).collect();
    (!theirs.is_empty()).then(|| count(theirs.len(), "quote", "quotes"))
}

/// What a file holds of the person: as it is now, and the last that it held.
#[derive(Default)]
struct Held {
    now: Option<String>,
    ever: Option<String>,
}

fn held_in(entry: &Exported, who: &str, context: &Context) -> Option<String> {
    let sources = &context.index.catalog().sources;
    // Who is behind a label may have been found out after the export.
    let speaks = |short: &String| {
        let entry = sources.values().find(|entry| entry.short == *short);
        entry.is_some_and(|entry| entry.speakers.iter().any(|s| s.participants.iter().any(|p| p == who)))
    };
    let is_named = entry.people.iter().any(|person| person == who);
    match entry.quotes_of(who) {
        0 if !entry.sources.is_empty() && (is_named || entry.sources.iter().any(speaks)) => {
            Some(format!("the whole of {}", safe(&entry.sources.join(", "))))
        }
        0 if is_named => Some("words".to_owned()),
        0 => None,
        quotes => Some(count(quotes, "quote", "quotes")),
    }
}

/// `participants.csv` with the consent of the person withdrawn today.
fn participants(who: &str, context: &Context) -> Result<NewFile, Failure> {
    let (known, _) = context.study.participants()?;
    let day: String = now_iso().chars().take(10).collect();
    let bytes = known.with_consent(who, &format!("withdrawn {day}")).map_err(|why| {
        Failure::new(Exit::Unwritten, format!("participants.csv cannot be changed: {why}"))
            .hint("write `withdrawn` into its column `consent` by hand")
    })?;
    Ok(NewFile { path: "participants.csv".to_owned(), bytes: Some(bytes) })
}
