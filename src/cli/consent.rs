//! Consent: who may be quoted today, and who by name.

use std::collections::BTreeSet;

use verbatim::quote::Quote;
use verbatim::store::{Consent, Participants, log, refusal};

use super::context::Context;
use super::exit::{Exit, Failure};
use super::ui::{Ui, count, safe};

/// Refusals named one by one.
const MOST: usize = 10;

/// The day that consent is held against: today, or that of SOURCE_DATE_EPOCH, for outputs that can be made again.
fn today() -> String {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    fixed.map_or_else(log::now_iso, log::iso).chars().take(10).collect()
}

/// Why one of these people may not be quoted, if so.
pub(crate) fn refusal_of(
    participants: &[String],
    by_name: bool,
    context: &Context,
) -> Result<Option<String>, Failure> {
    let (known, _) = context.study.participants()?;
    let today = today();
    Ok(participants.iter().find_map(|participant| known.refusal(participant, &today, by_name)))
}

/// Why `quote` may not be shown, if so.
pub(crate) fn refusal_to_show(
    quote: &Quote,
    by_name: bool,
    context: &Context,
) -> Result<Option<String>, Failure> {
    if let Some(why) = refusal_of(&quote.participants, by_name, context)? {
        return Ok(Some(why));
    }
    // A label without a participant has its own row.
    let who = quote.speaker.as_deref().unwrap_or("the speaker");
    let written = quote.attributes.get("consent").filter(|_| quote.participants.is_empty());
    Ok(written.and_then(|written| refusal(who, written, &today(), by_name)))
}

/// Those behind `quote` of whom no row says what they agreed to.
fn unsaid(quote: &Quote, known: &Participants) -> Vec<String> {
    if quote.participants.is_empty() {
        let is_unsaid = !quote.attributes.contains_key("consent");
        return quote.speaker.iter().filter(|_| is_unsaid).cloned().collect();
    }
    let is_said = |who: &str| {
        let mut theirs = known.rows().iter().filter(|row| row.person.participant.as_deref() == Some(who));
        theirs.any(|row| row.person.attributes.contains_key("consent"))
    };
    quote.participants.iter().filter(|who| !is_said(who)).cloned().collect()
}

/// Whether anybody's consent is written down, other than that it was taken back: `withdraw` writes no more.
fn is_stated(known: &Participants) -> bool {
    let written = known.rows().iter().filter_map(|row| row.person.attributes.get("consent"));
    written
        .into_iter()
        .any(|written| !Consent::parse(written).is_ok_and(|consent| consent.withdrawn.is_some()))
}

/// Names those whose consent is not written down where that of others is.
fn warn_of_blank(blank: &BTreeSet<String>, ui: &mut Ui) {
    if blank.is_empty() {
        return;
    }
    let named: Vec<String> = blank.iter().take(MOST).map(|who| safe(who)).collect();
    let more = blank.len().saturating_sub(MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    ui.warning(&format!(
        "no consent is noted in participants.csv for {}{more}: quoted without a name",
        named.join(", ")
    ));
    ui.hint("write none, analysis, anonymous-quote or named-quote into the column `consent`");
}

/// Stops an export of quotes that may not be shown, or leaves them out. Labels of people who agreed to be quoted
/// without a name go out of what is exported.
pub(crate) fn enforce(
    quotes: &mut [Quote],
    by_name: bool,
    leave_out: bool,
    context: &Context,
    ui: &mut Ui,
) -> Result<Vec<bool>, Failure> {
    let (known, _) = context.study.participants()?;
    let has_column = known.attribute_names().any(|name| name == "consent");
    if !has_column && quotes.iter().all(|quote| !quote.attributes.contains_key("consent")) {
        return Ok(vec![true; quotes.len()]);
    }
    let is_stated = has_column && is_stated(known);
    let mut blank: BTreeSet<String> = BTreeSet::new();
    let mut may = Vec::with_capacity(quotes.len());
    let mut refused = Vec::new();
    for quote in quotes.iter_mut() {
        let unsaid = if is_stated { unsaid(quote, known) } else { Vec::new() };
        // Nothing is written down of them: as if they had agreed to be quoted without a name.
        let unnamed = unsaid.first().filter(|_| by_name);
        let unnamed = unnamed.map(|who| format!("no consent is noted for {who}, so not by name"));
        let why = refusal_to_show(quote, by_name, context)?.or(unnamed);
        may.push(why.is_none());
        refused.extend(why.map(|why| format!("  {}  {}", safe(&quote.address), safe(&why))));
        if !unsaid.is_empty() || refusal_to_show(quote, true, context)?.is_some() {
            quote.speaker = None;
        }
        blank.extend(unsaid);
        quote.attributes.remove("consent");
        if has_column {
            // What stands around it was said by others, and may hold labels.
            quote.before.clear();
            quote.after.clear();
        }
    }
    warn_of_blank(&blank, ui);
    if refused.is_empty() {
        return Ok(may);
    }
    let more = refused.len().saturating_sub(MOST);
    let mut shown = refused.iter().take(MOST).cloned().collect::<Vec<_>>().join("\n");
    if more > 0 {
        shown.push_str(&format!("\n  ... and {more} more"));
    }
    let what = count(refused.len(), "quote", "quotes");
    if leave_out {
        ui.warning(&format!("{what} left out for want of consent:\n{shown}"));
        return Ok(may);
    }
    Err(Failure::new(Exit::Check, format!("{what} may not be printed:\n{shown}"))
        .hint("`--only-consented` leaves them out; what people agreed to stands in participants.csv"))
}

/// Stops the export of a whole transcript in which somebody speaks who may not be quoted.
pub(crate) fn enforce_whole(source: &str, context: &Context) -> Result<(), Failure> {
    let (_, entry, _) = super::address::turns(context.index.catalog(), source)?;
    for speaker in &entry.speakers {
        if let Some(why) = refusal_of(&speaker.participants, false, context)? {
            return Err(Failure::new(Exit::Check, format!("`{}` may not be handed on: {}", entry.short, safe(&why)))
                .hint("a transcript with every turn holds what this person said; export quotes with --only-consented"));
        }
    }
    Ok(())
}
