//! The pattern of attributions: a field that no quote can have is a mistake of the pattern, never a person whose role
//! is unknown.

use std::collections::BTreeSet;

use verbatim::export::attribution_fields;
use verbatim::text::nearest;

use super::super::context::Context;
use super::super::exit::Failure;
use super::super::ui::safe;
use super::Args;

/// The fields that every study has.
const FIELDS: [&str; 7] = ["role", "organisation", "participant", "speaker", "source", "address", "time"];

/// Refuses a pattern that is empty, breaks off, or names a field that is not known.
pub(super) fn check(args: &Args, context: &Context) -> Result<(), Failure> {
    let (pattern, place) = match &args.attribution {
        Some(pattern) => (pattern, "`--attribution`"),
        None => (&context.study.config.export.attribution, "`attribution` in verbatim.toml"),
    };
    let known = known(context)?;
    let list = known.iter().map(|name| format!("{{{}}}", safe(name))).collect::<Vec<_>>().join(", ");
    if pattern.trim().is_empty() {
        return Err(Failure::usage(format!("{place} is empty: nobody would be told apart"))
            .hint(format!("write a pattern, e.g. \"[{{role}}, {{organisation}}]\"; there are: {list}")));
    }
    let shown = safe(pattern);
    let Some(fields) = attribution_fields(pattern) else {
        return Err(Failure::usage(format!("a brace stands alone in {place}: `{shown}`"))
            .hint(format!("a field stands between two braces; there are: {list}")));
    };
    let Some(unknown) = fields.iter().find(|field| !known.contains(field)) else { return Ok(()) };
    let near = nearest(unknown, known.iter().map(String::as_str));
    let near = near.map_or_else(String::new, |near| format!("did you mean `{{{}}}`? ", safe(near)));
    Err(Failure::usage(format!("no field `{}` for {place}: `{shown}`", safe(unknown)))
        .hint(format!("{near}there are: {list}")))
}

/// Every field that a quote of the study can have, those of every study first.
fn known(context: &Context) -> Result<Vec<String>, Failure> {
    let (people, _) = context.study.participants()?;
    let speakers = context.index.catalog().sources.values().flat_map(|source| &source.speakers);
    let on_speakers = speakers.flat_map(|speaker| speaker.attributes.keys()).map(String::as_str);
    let further: BTreeSet<&str> = people.attribute_names().chain(on_speakers).collect();
    // What somebody agreed to never stands under a quote.
    let further = further.into_iter().filter(|name| *name != "consent" && !FIELDS.contains(name));
    Ok(FIELDS.into_iter().chain(further).map(str::to_owned).collect())
}
