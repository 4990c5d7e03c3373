//! Codings from the comments of a document.

use std::path::Path;

use verbatim::changes::{Intended, Made, make_codings};
use verbatim::coding::{is_reserved, named_codes};
use verbatim::index::SourceEntry;
use verbatim::source::Comment;
use verbatim::text::Span;
use verbatim::transcript::{Transcript, Turn};

use super::super::context::Context;
use super::super::exit::{Exit, Failure};
use super::super::ui::{Ui, count, safe};
use super::added::NewCodes;
use super::codes::Proposals;
use super::target::{self, Target};
use super::{Args, report};

/// A comment without place listed one by one.
const MOST: usize = 20;

pub(super) fn run(
    args: &Args,
    name: &str,
    bytes: &[u8],
    folder: Option<&Path>,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let mut context = Context::open(folder, ui)?;
    let Target { entry, text, comments } = target::find(&context, args.source.as_deref(), bytes)?;
    if comments.is_empty() {
        ui.message("There are no comments in this document, so nothing was imported.");
        return Ok(Exit::Nothing);
    }
    let (mut wanted, proposals) = wanted(args, &comments, &context, ui)?;
    let new = match args.add_codes {
        true => Some(NewCodes::of(&proposals, &context.loaded.codebook, &context.study, name)?),
        false => None,
    };
    let intended = wanted.intended(new.as_ref());
    let made = match (entry, args.dry_run) {
        (Some(entry), dry_run) => {
            write(new.as_ref(), &context, dry_run, ui)?;
            let made = make(&context, &entry, &text, intended, dry_run)?;
            report::made(&made, &entry.short, dry_run, ui)?;
            made
        }
        (None, true) => {
            ui.line(&format!("{} would be added to the study", safe(name)))?;
            ui.line(&format!("{} would be imported", count(intended.len(), "coding", "codings")))?;
            Default::default()
        }
        (None, false) => {
            let entry = target::add(&mut context, name, bytes, ui)?;
            write(new.as_ref(), &context, false, ui)?;
            let made = make(&context, &entry, &text, intended, false)?;
            report::made(&made, &entry.short, false, ui)?;
            made
        }
    };
    if let Some(new) = &new {
        report::added(new, args.dry_run, ui)?;
    }
    if !args.dry_run && (!made.new.is_empty() || new.is_some()) {
        target::refresh_index(&mut context)?;
    }
    let open = report::open_names(&proposals, new.as_ref(), args.dry_run, ui)?;
    let lost = wanted.unplaced(ui)?;
    Ok(match (open, lost) {
        (true, _) => Exit::Decision,
        (false, true) => Exit::Part,
        (false, false) => Exit::Done,
    })
}

/// Makes the codings, on the text that was found to be that of the source.
fn make(
    context: &Context,
    entry: &SourceEntry,
    text: &str,
    intended: Vec<Intended>,
    dry_run: bool,
) -> Result<Made, Failure> {
    let transcript = context.index.transcript(entry)?;
    if transcript.text != text {
        return Err(Failure::usage(format!("{} changed meanwhile", entry.short)).hint("run it again"));
    }
    let placed = |one: Intended| Intended { span: on_words(&transcript, one.span), ..one };
    let intended = intended.into_iter().map(placed).collect();
    Ok(make_codings(&context.study, &entry.short, &transcript, intended, dry_run)?)
}

/// Who selects the label of a turn means the turn: its words, for a `span` that has none of anybody's.
fn on_words(transcript: &Transcript, span: Span) -> Span {
    let is_on = |turn: &&Turn| turn.span.start < span.end && span.start < turn.span.end;
    if transcript.turns.iter().any(|turn| is_on(&turn)) {
        return span;
    }
    let next = transcript.turns.iter().find(|turn| turn.span.start >= span.end);
    let of_label = |turn: &&Turn| {
        let between = transcript.text.get(span.end..turn.span.start).unwrap_or("\n\n");
        // Below a label that stands alone, no other line lies between.
        let lines = between.matches('\n').count();
        lines == 0 || lines == 1 && !between.contains(char::is_alphabetic)
    };
    next.filter(of_label).map_or(span, |turn| turn.span)
}

fn write(new: Option<&NewCodes>, context: &Context, dry_run: bool, ui: &mut Ui) -> Result<(), Failure> {
    match new {
        Some(new) if !dry_run => new.write(&context.study, ui),
        _ => Ok(()),
    }
}

/// What the comments ask for.
struct Wanted<'a> {
    codings: Vec<Wish>,
    unplaced: Vec<&'a Comment>,
}

/// A coding; a code that is not in the codebook goes by its name.
struct Wish {
    coding: Intended,
    name: Option<String>,
}

fn wanted<'a>(
    args: &Args,
    comments: &'a [Comment],
    context: &Context,
    ui: &mut Ui,
) -> Result<(Wanted<'a>, Proposals), Failure> {
    let mut wanted = Wanted { codings: Vec::new(), unplaced: Vec::new() };
    let (mut proposals, mut reserved) = (Proposals::default(), 0);
    for comment in comments {
        let coder = args.coder.as_deref().unwrap_or(&comment.author).trim();
        if coder.is_empty() {
            return Err(Failure::usage("a comment names no author").hint("say who coded: --coder NAME"));
        }
        if args.coder.is_none() && is_reserved(coder) {
            reserved += 1;
            continue;
        }
        let Some(span) = comment.span else {
            wanted.unplaced.push(comment);
            continue;
        };
        let answers = comment.replies.iter().map(|reply| match reply.author == comment.author {
            true => reply.text.clone(),
            false => format!("{}: {}", reply.author, reply.text),
        });
        let answers = answers.collect::<Vec<_>>().join("\n");
        for named in named_codes(&comment.text, &context.loaded.codebook) {
            let memos = [named.memo.unwrap_or_default(), answers.clone()];
            let memo = memos.into_iter().filter(|memo| !memo.is_empty()).collect::<Vec<_>>().join("\n");
            let (code, name) = match named.code {
                Ok(code) => (code, None),
                Err(unknown) => {
                    proposals.add(&unknown);
                    (String::new(), Some(unknown.name))
                }
            };
            let memo = Some(memo).filter(|memo| !memo.is_empty());
            let coding = Intended { coder: coder.to_owned(), span, code, memo, time: comment.date.clone() };
            wanted.codings.push(Wish { coding, name });
        }
    }
    if reserved > 0 {
        ui.message(&format!(
            "{} by `rules` or `consensus` left out: these are made in the study itself",
            count(reserved, "comment", "comments")
        ));
    }
    Ok((wanted, proposals))
}

impl Wanted<'_> {
    /// The codings of which the code is known, or new.
    fn intended(&mut self, new: Option<&NewCodes>) -> Vec<Intended> {
        let code = |wish: Wish| match wish.name {
            None => Some(wish.coding),
            Some(name) => Some(Intended { code: new?.path(&name)?.to_owned(), ..wish.coding }),
        };
        std::mem::take(&mut self.codings).into_iter().filter_map(code).collect()
    }

    /// Lists comments that are about no words; whether there are any.
    fn unplaced(&self, ui: &mut Ui) -> Result<bool, Failure> {
        if self.unplaced.is_empty() {
            return Ok(false);
        }
        ui.warning(&format!(
            "{} no words of the transcript (deleted text, a picture, a header) and not imported",
            count(self.unplaced.len(), "comment is about", "comments are about")
        ));
        for comment in self.unplaced.iter().take(MOST) {
            let text: String = comment.text.replace('\n', "; ").chars().take(80).collect();
            ui.line(&format!("  {}: {}", safe(&comment.author), safe(&text)))?;
        }
        Ok(true)
    }
}
