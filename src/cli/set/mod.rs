//! `verbatim set`: what becomes of quote sets.

mod balance;
mod change;
mod counter;
mod from;
mod show;

use std::path::Path;

use clap::{Args as ClapArgs, Subcommand};
use verbatim::present::{Showing, Stood, present};
use verbatim::quoteset::QuoteSet;
use verbatim::store::{SetError, read_set, set_names};
use verbatim::text::{Language, nearest};

use super::context::Context;
use super::exit::{Exit, Failure};
use super::ui::{Ui, count};

/// Show, edit and weigh quote sets
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim set                               all sets
  verbatim set show trust                    its quotes, with what was said and what is shown
  verbatim set edit trust 3 --shown \"Ik wil iemand [...] zien.\"
  verbatim set balance                       who is quoted, and who is not
  verbatim set counter trust                 what others said, and the opposite

Exit codes: 0 done, 1 nothing there, 2 unknown set or quote, or a shown form that was not said,
5 a quote needs a decision, 12 could not write.")]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<SetCommand>,
}

#[derive(Debug, Subcommand)]
enum SetCommand {
    Show(show::Args),
    Edit(change::EditArgs),
    Move(change::MoveArgs),
    Drop(change::DropArgs),
    From(from::Args),
    Balance(balance::Args),
    Counter(counter::Args),
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    match &args.command {
        None => list(folder, ui),
        Some(SetCommand::Show(args)) => show::run(args, folder, ui),
        Some(SetCommand::Edit(args)) => change::edit(args, folder, ui),
        Some(SetCommand::Move(args)) => change::move_to(args, folder, ui),
        Some(SetCommand::Drop(args)) => change::drop_from(args, folder, ui),
        Some(SetCommand::From(args)) => from::run(args, folder, ui),
        Some(SetCommand::Balance(args)) => balance::run(args, folder, ui),
        Some(SetCommand::Counter(args)) => counter::run(args, folder, ui),
    }
}

fn list(folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let study = super::context::open_study(folder)?;
    let names = set_names(&study);
    if names.is_empty() {
        ui.message("There are no quote sets yet.");
        ui.hint("`verbatim pick fg1:17 --set trust` begins one");
        return Ok(Exit::Nothing);
    }
    for name in names {
        let line = match read_set(&study, &name) {
            Ok(set) => {
                let (quotes, sections) = (set.quotes().count(), set.sections.len());
                let what = count(quotes, "quote", "quotes");
                format!("{name}  {what} in {}", count(sections, "section", "sections"))
            }
            Err(error) => format!("{name}  {error}"),
        };
        ui.line(&line)?;
    }
    Ok(Exit::Done)
}

/// What to do with the empty set `name`.
pub(crate) fn refill(name: &str) -> String {
    format!(
        "`verbatim pick fg1:17 --set {name}` puts a quote into it; `verbatim undo` takes back what emptied it"
    )
}

/// The set `name`.
pub(crate) fn known(context: &Context, name: &str) -> Result<QuoteSet, Failure> {
    read_set(&context.study, name).map_err(|error| {
        let unknown = matches!(error, SetError::Unknown(_));
        let failure = Failure::from(error);
        let names = set_names(&context.study);
        match nearest(name, names.iter().map(String::as_str)) {
            Some(near) if unknown => failure.hint(format!("did you mean `{near}`?")),
            _ => failure,
        }
    })
}

/// The quotes of a set as they stand now.
pub(crate) fn stood(
    context: &Context,
    set: &QuoteSet,
    translated: Option<Language>,
) -> Result<Vec<Stood>, Failure> {
    let dispensable = context.dispensable();
    Ok(present(set, &context.study, &context.index, Showing { dispensable: &dispensable, translated })?)
}

/// The id of the quote of `set` that `typed` names: its number in the set, its id, or its address.
pub(crate) fn quote_in(set: &QuoteSet, name: &str, typed: &str) -> Result<String, Failure> {
    let by_number = typed.parse::<usize>().ok().and_then(|n| set.quotes().nth(n.checked_sub(1)?));
    if let Some((_, quote)) = by_number {
        return Ok(quote.id.clone());
    }
    let named: Vec<&str> = set
        .quotes()
        .filter(|(_, quote)| quote.id == typed || quote.at == typed)
        .map(|(_, quote)| quote.id.as_str())
        .collect();
    match named.as_slice() {
        [one] => Ok((*one).to_owned()),
        [] => Err(Failure::usage(format!("no quote `{typed}` in the set {name}"))
            .hint(format!("`verbatim set show {name}` numbers them"))),
        _ => Err(Failure::usage(format!("several quotes of {name} are from {typed}"))
            .hint(format!("give the number that `verbatim set show {name}` shows"))),
    }
}

impl From<SetError> for Failure {
    fn from(error: SetError) -> Self {
        match error {
            SetError::File(error) => error.into(),
            SetError::Unknown(_) => Self::usage(&error)
                .hint("`verbatim set` lists them; `verbatim pick ... --set NAME` begins one"),
            SetError::Name(_) => Self::usage(&error).hint("use letters, digits, - and _; names that Windows keeps for devices (CON, NUL ...) are no names"),
            SetError::Mistakes(_, mistakes) => {
                let shown: Vec<String> = mistakes.iter().take(5).map(ToString::to_string).collect();
                let text = shown.join("\n");
                Self::usage(text.strip_prefix("error: ").unwrap_or(&text))
            }
        }
    }
}
