//! `verbatim set counter`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::query::{self, Request};
use verbatim::quote::Quote;

use super::super::code::shortened;
use super::super::context::Context;
use super::super::exit::{Exit, Failure};
use super::super::ui::{Ui, quiet, safe};

/// Offer the deviant cases: the same codes from other roles, and passages with an opposite code
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim set counter trust
  verbatim set counter trust -n 10 --json

Opposites are declared in the codebook: `opposite: [relationship/distrust]`.
Exit codes: 0 offered, 1 nothing to offer, 2 unknown set.")]
pub(crate) struct Args {
    /// The set
    #[arg(value_name = "SET")]
    set: String,
    /// At most so many a code and kind
    #[arg(long, short = 'n', value_name = "N", default_value_t = 5)]
    limit: usize,
    /// JSON Lines, one object a quote
    #[arg(long)]
    json: bool,
}

/// Quotes that were not picked, and why they are offered.
struct Offer {
    heading: String,
    kind: &'static str,
    quotes: Vec<Quote>,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let context = Context::open(folder, ui)?;
    let set = super::known(&context, &args.set)?;
    let stood = super::stood(&context, &set, None)?;
    let mut roles_by_code: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut picked: BTreeSet<String> = BTreeSet::new();
    for one in &stood {
        let Some(quote) = one.quote() else { continue };
        picked.insert(quote.address.clone());
        let section = set.sections.get(one.section).and_then(|section| section.code.clone());
        let codes: Vec<String> = match section {
            Some(code) => vec![code],
            None => quote.codes.iter().map(|code| code.code.clone()).collect(),
        };
        for code in codes {
            roles_by_code.entry(code).or_default().extend(quote.role.clone());
        }
    }
    let mut offered = 0;
    for (code, roles) in &roles_by_code {
        for offer in offers(code, roles, &picked, args.limit, &context)? {
            offered += offer.quotes.len();
            show(&offer, code, args.json, &context, ui)?;
        }
    }
    if offered == 0 {
        ui.message("Nobody in another role has these codes, and no passage has an opposite one.");
        ui.hint("`opposite: [CODE]` in the codebook says which codes contradict each other");
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Done)
}

fn offers(
    code: &str,
    roles: &BTreeSet<String>,
    picked: &BTreeSet<String>,
    limit: usize,
    context: &Context,
) -> Result<Vec<Offer>, Failure> {
    let Some(known) = context.loaded.codebook.get(code) else { return Ok(Vec::new()) };
    let language = context.study.config.label_language();
    let name = known.name_in(language);
    let mut offers = Vec::new();
    let others = |quote: &Quote| quote.role.as_ref().is_some_and(|role| !roles.contains(role));
    let same = with_code(code, context)?.into_iter().filter(|quote| others(quote));
    offers.push(Offer {
        heading: format!("{name}, other roles"),
        kind: "other-role",
        quotes: same.collect(),
    });
    for opposite in &known.opposite {
        let path = opposite.as_str();
        let Some(other) = context.loaded.codebook.get(path) else { continue };
        let heading = format!("{}, the opposite of {name}", other.name_in(language));
        offers.push(Offer { heading, kind: "opposite", quotes: with_code(path, context)? });
    }
    for offer in &mut offers {
        offer.quotes.retain(|quote| !picked.contains(&quote.address));
        offer.quotes.truncate(limit);
    }
    offers.retain(|offer| !offer.quotes.is_empty());
    Ok(offers)
}

fn with_code(code: &str, context: &Context) -> Result<Vec<Quote>, Failure> {
    let request = Request { codes: vec![code.to_owned()], ..Request::default() };
    Ok(query::find(&context.index, context.names(), &request)?.quotes)
}

fn show(offer: &Offer, code: &str, json: bool, context: &Context, ui: &mut Ui) -> Result<(), Failure> {
    if !json {
        ui.line(&ui.strong(&safe(&offer.heading)))?;
    }
    for quote in &offer.quotes {
        if json {
            let mut line =
                serde_json::to_value(verbatim::export::json::quote_line(quote)).unwrap_or_default();
            if let Some(object) = line.as_object_mut() {
                object.insert("offered".into(), offer.kind.into());
                object.insert("against".into(), code.into());
            }
            ui.line(&line.to_string())?;
            continue;
        }
        let role = quote.role.as_deref().map(|role| safe(context.role_name(role))).unwrap_or_default();
        let words = safe(&shortened(&quote.text));
        ui.line(&format!("  {}  {words}", quiet(&format!("{} · {role}", safe(&quote.address)))))?;
    }
    if json { Ok(()) } else { ui.line("") }
}
