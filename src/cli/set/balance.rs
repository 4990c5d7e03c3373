//! `verbatim set balance`.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::present::{Balance, balance};
use verbatim::quote::Quote;
use verbatim::store::set_names;

use super::super::context::Context;
use super::super::exit::{Exit, Failure};
use super::super::ui::{Ui, count, safe};

/// Who is quoted: the share of participants of each role, speakers used too often, silent roles
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim set balance                 each set, and all together
  verbatim set balance trust --json

Interviewers do not count. Exit codes: 0 shown, 1 no sets, 2 unknown set.")]
pub(crate) struct Args {
    /// The set; by default each, and all together
    #[arg(value_name = "SET")]
    set: Option<String>,
    /// JSON Lines, one object a set
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let context = Context::open(folder, ui)?;
    let names = args.set.clone().map_or_else(|| set_names(&context.study), |name| vec![name]);
    if names.is_empty() {
        ui.message("There are no quote sets yet.");
        return Ok(Exit::Nothing);
    }
    // A quote that stands in two sets is quoted once.
    let mut all: BTreeMap<String, Quote> = BTreeMap::new();
    let several = names.len() > 1;
    for name in &names {
        let set = super::known(&context, name)?;
        let stood = super::stood(&context, &set, None)?;
        let quotes: Vec<Quote> = stood.iter().filter_map(|one| one.quote().cloned()).collect();
        show(name, &quotes, args.json, &context, ui)?;
        all.extend(quotes.into_iter().map(|quote| (quote.id.clone(), quote)));
    }
    if several {
        let quotes: Vec<Quote> = all.into_values().collect();
        show("all sets", &quotes, args.json, &context, ui)?;
    }
    Ok(Exit::Done)
}

fn show(name: &str, quotes: &[Quote], json: bool, context: &Context, ui: &mut Ui) -> Result<(), Failure> {
    let found = balance(quotes, context.index.catalog());
    if json {
        return ui.line(&as_json(name, &found).to_string());
    }
    ui.line(&format!("{}  {}", ui.strong(&safe(name)), count(quotes.len(), "quote", "quotes")))?;
    let label = |role: &Option<String>| {
        role.as_deref().map_or_else(|| "role unknown".to_owned(), |role| safe(context.role_name(role)))
    };
    let width = found.roles.keys().map(|role| label(role).chars().count()).max().unwrap_or(0);
    for (role, one) in &found.roles {
        if one.people == 0 && one.quotes == 0 {
            continue;
        }
        let share = (100 * one.quoted).checked_div(one.people).map(|percent| format!(" ({percent} %)"));
        let (role, quotes) = (label(role), count(one.quotes, "quote", "quotes"));
        let share = share.unwrap_or_default();
        let pad = " ".repeat(width.saturating_sub(role.chars().count()));
        if one.people == 0 {
            // Nobody of this role speaks alone: there is nothing to hold the number against.
            ui.line(&format!("  {role}{pad}  several people at once  {quotes}"))?;
            continue;
        }
        ui.line(&format!(
            "  {role}{pad}  {:>3} of {:>3} participants{share:<8} {quotes}",
            one.quoted, one.people
        ))?;
    }
    for (who, times) in &found.over_used {
        ui.line(&format!("  often: {} stands behind {}", safe(who), count(*times, "quote", "quotes")))?;
    }
    let silent: Vec<String> = found.silent().map(|role| safe(context.role_name(role))).collect();
    if !silent.is_empty() {
        ui.line(&format!("  silent: {}", silent.join(", ")))?;
    }
    ui.line("")
}

fn as_json(name: &str, found: &Balance) -> serde_json::Value {
    let roles: Vec<_> = found
        .roles
        .iter()
        .map(|(role, one)| {
            serde_json::json!({
                "role": role, "participants": one.people, "quoted": one.quoted, "quotes": one.quotes,
            })
        })
        .collect();
    let often: Vec<_> = found
        .over_used
        .iter()
        .map(|(who, quotes)| serde_json::json!({"participant": who, "quotes": quotes}))
        .collect();
    serde_json::json!({
        "v": 1, "set": name, "roles": roles, "over_used": often, "silent": found.silent().collect::<Vec<_>>(),
    })
}
