//! `verbatim set edit`, `move` and `drop`.

use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::quoteset::{QuoteSet, Translation};
use verbatim::store::set_path;
use verbatim::text::Language;

use super::super::code::open_desk;
use super::super::coder::CoderArg;
use super::super::context::Context;
use super::super::exit::{Exit, Failure};
use super::super::pick::{check_shown, write};
use super::super::ui::{Ui, count, safe};

/// Change how a quote is shown, its note, or its translation
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim set edit trust 3 --shown \"Ik wil iemand [...] in de ogen kijken.\"
  verbatim set edit trust 3 --translation en=\"I want to look someone in the eye.\"
  verbatim set edit trust 3 --shown \"Ik heb [naam] gebeld.\"   [naam] or a pseudonym, in place of a listed name
  verbatim set edit trust 3 --shown \"\"             show it as it was said again

Exit codes: 0 changed, 2 unknown set or quote, or a shown form that was not said, 12 could not write.")]
pub(crate) struct EditArgs {
    /// The set
    #[arg(value_name = "SET")]
    set: String,
    /// Its number in the set, its id, or its address
    #[arg(value_name = "QUOTE")]
    quote: String,
    /// How it is shown; empty for as it was said
    #[arg(long, value_name = "WORDS")]
    shown: Option<String>,
    /// A note for yourself; empty for none
    #[arg(long, value_name = "NOTE")]
    note: Option<String>,
    /// A translation, by language; empty words take it away
    #[arg(long, value_name = "LANGUAGE=WORDS")]
    translation: Option<String>,
    /// Who translated it; by default you
    #[arg(long, value_name = "NAME", requires = "translation")]
    by: Option<String>,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn edit(args: &EditArgs, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    if args.shown.is_none() && args.note.is_none() && args.translation.is_none() {
        return Err(Failure::usage("nothing to change").hint("give --shown, --note or --translation"));
    }
    if args.by.as_ref().is_some_and(|by| by.trim().is_empty()) {
        return Err(Failure::usage("`--by` names nobody")
            .hint("give the translator's name, or leave --by out: then it is you"));
    }
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let mut set = super::known(&context, &args.set)?;
    let id = super::quote_in(&set, &args.set, &args.quote)?;
    if let Some(shown) = args.shown.as_deref().filter(|shown| !shown.is_empty()) {
        let Some(said) = said_now(&context, &set, &id)? else {
            return Err(Failure::new(Exit::Decision, "its words are not found in the transcript any more")
                .hint("take it out with `verbatim set drop`, and pick it again where it stands now"));
        };
        check_shown(&context, &said, shown, ui)?;
    }
    let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let translation = args.translation.as_deref().map(translation).transpose()?;
    // A translation is one of the words that stand now; of a quote that waits, of those that were picked.
    let said = match &translation {
        Some(_) => said_now(&context, &set, &id)?,
        None => None,
    };
    if let Some(quote) = set.get_mut(&id) {
        if let Some(shown) = &args.shown {
            quote.shown = filled(shown).filter(|shown| *shown != quote.anchor.quote);
        }
        if let Some(note) = &args.note {
            quote.note = filled(note);
        }
        if let Some((language, text)) = translation {
            quote.translations.remove(&language);
            if !text.is_empty() {
                let by = args.by.clone().unwrap_or_else(|| coder.clone());
                let said = said.as_deref().unwrap_or(&quote.anchor.quote);
                let translation = Translation::of(said, text, by);
                quote.translations.insert(language, translation);
            }
        }
    }
    save(&context, &coder, "edit", &args.set, &set, ui)?;
    let stood = super::stood(&context, &set, None)?;
    if let Some(one) = stood.iter().find(|one| one.picked.id == id) {
        ui.line(&format!("{}  {}", safe(&one.picked.at), safe(&super::show::status(one))))?;
    }
    Ok(Exit::Done)
}

/// What was said as the quote with this id, where it stands.
fn said_now(context: &Context, set: &QuoteSet, id: &str) -> Result<Option<String>, Failure> {
    let stood = super::stood(context, set, None)?;
    let one = stood.iter().find(|one| one.picked.id == id).and_then(|one| one.quote());
    Ok(one.map(|quote| quote.text.clone()))
}

/// `en=words`.
fn translation(typed: &str) -> Result<(Language, String), Failure> {
    let parts = typed.split_once('=');
    let parsed = parts.and_then(|(language, text)| Some((language.trim().parse().ok()?, text.to_owned())));
    parsed.ok_or_else(|| {
        Failure::usage("a translation is written LANGUAGE=WORDS").hint("--translation en=\"I trust them.\"")
    })
}

/// Put a quote elsewhere in its set, or into another section
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim set move trust 5 --to 1                 the first of all
  verbatim set move trust 5 --section \"Oogcontact\"

Exit codes: 0 moved, 2 unknown set, quote or number, 12 could not write.")]
pub(crate) struct MoveArgs {
    /// The set
    #[arg(value_name = "SET")]
    set: String,
    /// Its number in the set, its id, or its address
    #[arg(value_name = "QUOTE")]
    quote: String,
    /// Its new number
    #[arg(long, value_name = "NUMBER", required_unless_present = "section")]
    to: Option<usize>,
    /// To the end of this section, which is made where it is not there
    #[arg(long, value_name = "TITLE", conflicts_with = "to")]
    section: Option<String>,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn move_to(args: &MoveArgs, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let mut set = super::known(&context, &args.set)?;
    let id = super::quote_in(&set, &args.set, &args.quote)?;
    let quotes = set.quotes().count();
    if let Some(to) = args.to.filter(|to| !(1..=quotes).contains(to)) {
        let message =
            format!("there is no number {to} in `{}`: it has {}", args.set, count(quotes, "quote", "quotes"));
        return Err(Failure::usage(message).hint(format!("give a number from 1 to {quotes}")));
    }
    set.place_at(&id, args.section.as_deref(), args.to);
    save(&context, &coder, "move", &args.set, &set, ui)?;
    let number = set.quotes().position(|(_, quote)| quote.id == id).unwrap_or(0) + 1;
    ui.line(&format!("number {number} of {} now", args.set))?;
    Ok(Exit::Done)
}

/// Take quotes out of a set
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim set drop trust 3
  verbatim set drop trust fg1:17 fg2:9

Exit codes: 0 taken out, 2 unknown set or quote, 12 could not write.")]
pub(crate) struct DropArgs {
    /// The set
    #[arg(value_name = "SET")]
    set: String,
    /// Numbers in the set, ids, or addresses
    #[arg(value_name = "QUOTE", required = true)]
    quotes: Vec<String>,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn drop_from(args: &DropArgs, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let mut set = super::known(&context, &args.set)?;
    let ids: Result<Vec<String>, Failure> =
        args.quotes.iter().map(|typed| super::quote_in(&set, &args.set, typed)).collect();
    for id in ids? {
        if let Some(quote) = set.take(&id) {
            let words = super::super::code::shortened(quote.shown());
            ui.line(&format!("{}  taken out  {}", safe(&quote.at), safe(&words)))?;
        }
    }
    save(&context, &coder, "drop", &args.set, &set, ui)?;
    Ok(Exit::Done)
}

fn save(
    context: &Context,
    coder: &str,
    by: &str,
    name: &str,
    set: &QuoteSet,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let mut desk = open_desk(context, coder, ui)?;
    write(&mut desk, by, &set_path(name)?, Some(set))
}
