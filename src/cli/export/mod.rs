//! `verbatim export`.

mod formats;
mod pattern;
mod selection;
mod set;
mod write;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use verbatim::coding::Manner;
use verbatim::export::Selection;
use verbatim::query;
use verbatim::quote::Quote;
use verbatim::text::Language;

use super::consent;
use super::context::Context;
use super::disclosure;
use super::exit::{Exit, Failure};
use super::filters::Filters;
use super::leaks;
use super::ledger;
use super::originals::Originals;
use super::ui::{Ui, count, safe};
pub(super) use formats::trouble;
pub(super) use write::{Permit, write};

#[derive(Debug, ClapArgs)]
#[command(about = formats::about(), long_about = formats::long_about(), after_help = "\
Examples:
  verbatim export --code trust --role client -o trust.pptx
  verbatim export --coded --source 'fg*' -o focusgroups.xlsx --sheet-per-code
  verbatim export --code trust -o slides.md --dialect marp
  verbatim export --set trust -o trust.pptx                      a quote set, a section a slide
  verbatim export --comments fg1 --coder An -o fg1-coded.docx    the transcript, each coding a comment
  verbatim export --print-template --format html > own.html
  verbatim export --code trust -o trust.html --template own.html

Exit codes: 0 written, 1 nothing to export (no file is written), 2 wrong use or refusal to overwrite,
4 somebody did not agree to be quoted, or a real name of `verbatim names` stands in it or their list
is not on this machine (no file is written), 5 a quote of the set needs a decision.

Where a listed name was said in a quote of a set and its shown form does without ([naam] or a pseudonym in
its place), only the shown form goes into the file: no notes, columns or hidden data hold what was said,
and it says `edited: ...; original not included`. --without-originals does so for all shown in another form.

Where participants.csv has a column for consent, somebody whose cell is blank may be quoted without a
name only, and you are warned: write down what was agreed."
)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
    /// The file; its ending says the format. `-` writes a format of text to stdout with --format
    #[arg(long, short = 'o', value_name = "FILE", required_unless_present = "print_template")]
    output: Option<PathBuf>,
    /// The format, when the ending does not say it
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// Not quotes but this whole source as .docx, each coding a comment; goes with --code and --coder
    #[arg(long, value_name = "SOURCE")]
    comments: Option<String>,
    /// Not what a search finds but the quotes of this set, under its sections
    #[arg(long, value_name = "NAME", conflicts_with_all = ["query", "code", "comments"])]
    set: Option<String>,
    /// With --set: the translations into this language, where there are any, marked as translations
    #[arg(long, value_name = "LANGUAGE", requires = "set")]
    translation: Option<Language>,
    /// The title of the deck or document
    #[arg(long)]
    title: Option<String>,
    /// The language of labels
    #[arg(long, value_name = "LANGUAGE")]
    labels: Option<Language>,
    /// How quotes are attributed, e.g. "[{role}, {organisation}]"
    #[arg(long, value_name = "PATTERN")]
    attribution: Option<String>,
    /// md: plain, marp or quarto; tex: beamer or list
    #[arg(long, value_name = "DIALECT")]
    dialect: Option<String>,
    /// Your own design: a .pptx for slides; a template of text for .md, .html and .tex
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Print the built-in template of --format or --output, to start from
    #[arg(long)]
    print_template: bool,
    /// Leave out quotes of people who did not agree to be quoted, in place of refusing
    #[arg(long)]
    only_consented: bool,
    /// With --set: leave out the words as they were said of quotes that are shown in another form
    #[arg(long, requires = "set")]
    without_originals: bool,
    /// Leave out the labels of speakers as they stand in the transcripts: often real names
    #[arg(long)]
    no_labels: bool,
    /// Leave these attributes out of the file: columns of participants.csv, with commas between them
    #[arg(long, value_name = "ATTRIBUTES", value_delimiter = ',')]
    leave_out: Vec<String>,
    /// pptx: an overview, codes by role, and bars beside the quotes
    #[arg(long)]
    charts: bool,
    /// pptx: light on dark
    #[arg(long)]
    dark: bool,
    /// xlsx: one sheet a code instead of one for all
    #[arg(long)]
    sheet_per_code: bool,
    /// csv: cells exactly as said, without the guard against formulas
    #[arg(long)]
    raw: bool,
    #[command(flatten)]
    permit: Permit,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let exporter = formats::exporter(args)?;
    if args.print_template {
        ui.bytes(formats::built_in(args, exporter)?.as_bytes())?;
        return Ok(Exit::Done);
    }
    let options = formats::options(args, exporter)?;
    let output = args.output.as_deref().unwrap_or(Path::new("-"));
    if args.comments.is_some() && (exporter.ending() != "docx" || output.as_os_str() == "-") {
        return Err(Failure::usage(
            "`--comments` writes a Word document; it needs an output that ends in .docx",
        ));
    }
    let context = Context::open(folder, ui)?;
    if let Some(source) = &args.comments {
        consent::enforce_whole(source, &context)?;
        let request = args.filters.request(None);
        return super::annotate::run(source, &request, output, args.permit, &context, ui);
    }
    pattern::check(args, &context)?;
    let mut selection = match &args.set {
        Some(name) => set::selection(args, name, &context, ui)?,
        None => match found(args, &context)? {
            Some(selection) => selection,
            None => return Ok(nothing(None, ui)),
        },
    };
    if let Some(name) = args.set.as_deref().filter(|_| selection.quotes.is_empty()) {
        return Ok(nothing(Some(name), ui));
    }
    let by_name = selection.attribution.contains("{speaker}");
    let may = consent::enforce(&mut selection.quotes, by_name, args.only_consented, &context, ui)?;
    selection.keep_only(&may);
    leave_out(&args.leave_out, &mut selection)?;
    let labels = context.study.config.export.labels.unwrap_or(true) && !args.no_labels;
    if !labels {
        for quote in &mut selection.quotes {
            quote.speaker = None;
            // What stands around it may hold labels.
            quote.before.clear();
            quote.after.clear();
        }
    }
    let quotes = selection.quotes.len();
    if quotes == 0 {
        ui.message("Nothing to export: nobody of these agreed to be quoted, so no file was written.");
        return Ok(Exit::Nothing);
    }
    if let Some(k) = context.study.config.k {
        warn_of_rare(&selection, exporter.has_columns(), k as usize, &context, ui);
    }
    // The ledger knows each quote by what was said, also where that stays out of the file.
    let export = ledger::Export::of(&selection, args.set.as_deref(), manner(args, &context));
    if !args.permit.despite_names {
        let originals = Originals::of(&context.study);
        originals.leave_out(&mut selection, args.without_originals, exporter.has_columns(), ui);
    } else if args.without_originals {
        selection.quotes.iter_mut().for_each(Quote::withhold_original);
    }
    let (bytes, remarks) = exporter.write_telling(&selection, &options).map_err(formats::trouble)?;
    tell(&remarks, ui);
    if output.as_os_str() == "-" {
        leaks::guard(&context.study, None, &bytes, args.permit.despite_names, ui)?;
        ui.bytes(&bytes)?;
        return Ok(Exit::Done);
    }
    write(output, &bytes, args.permit, &context.study, ui)?;
    ledger::note(&context.study, output, &bytes, export, ui)?;
    let what = count(quotes, "quote", "quotes");
    ui.line(&format!("{what} written to {}", safe(&output.display().to_string())))?;
    if exporter.ending() == "csv" {
        ui.hint("for Excel, `-o FILE.xlsx` keeps every letter and every cell as it is");
    }
    Ok(Exit::Done)
}

/// So many remarks on a file are told one by one.
const MOST_REMARKS: usize = 10;

fn tell(remarks: &[String], ui: &mut Ui) {
    for remark in remarks.iter().take(MOST_REMARKS) {
        ui.warning(&safe(remark));
    }
    if remarks.len() > MOST_REMARKS {
        ui.warning(&format!("and {} more like these", remarks.len() - MOST_REMARKS));
    }
}

/// Takes these attributes out of every quote, and out of the attribution.
fn leave_out(names: &[String], selection: &mut Selection) -> Result<(), Failure> {
    let known: BTreeSet<&str> =
        selection.quotes.iter().flat_map(|quote| quote.attributes.keys()).map(String::as_str).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(name.as_str())) {
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        return Err(Failure::usage(format!("no attribute `{unknown}` in these quotes"))
            .hint(format!("there are: {known}")));
    }
    *selection = disclosure::without_fields(selection, names);
    for quote in &mut selection.quotes {
        quote.attributes.retain(|name, _| !names.contains(name));
    }
    Ok(())
}

/// What was asked for of how quotes are attributed, other than what the study says.
fn manner(args: &Args, context: &Context) -> Manner {
    let config = &context.study.config;
    Manner {
        attribution: args.attribution.clone().filter(|pattern| *pattern != config.export.attribution),
        labels: args.labels.filter(|language| *language != config.label_language()),
        unlabelled: args.no_labels,
        translation: args.translation,
        without_originals: args.without_originals,
    }
}

/// What the filters find; `None` where that is nothing.
fn found(args: &Args, context: &Context) -> Result<Option<Selection>, Failure> {
    let found = query::find(&context.index, context.names(), &args.filters.request(None))?;
    Ok((found.total > 0).then(|| selection::selection(args, context, found)))
}

fn nothing(set: Option<&str>, ui: &mut Ui) -> Exit {
    if let Some(name) = set {
        ui.message(&format!("Nothing to export: the set `{name}` is empty, so no file was written."));
        ui.hint(&super::set::refill(name));
        return Exit::Nothing;
    }
    ui.message("Nothing to export: no quote answers, so no file was written.");
    ui.hint("the same filters with `verbatim find` explain why");
    Exit::Nothing
}

/// Rare attributions named one by one.
const MOST_RARE: usize = 8;

/// Names what the file would tell that fits fewer than `k` people, and what mends it.
fn warn_of_rare(selection: &Selection, in_columns: bool, k: usize, context: &Context, ui: &mut Ui) {
    let (told, catalog) = (disclosure::as_told(selection, in_columns), context.index.catalog());
    let rare = disclosure::rare(&told, catalog, k);
    if rare.is_empty() {
        return warn_of_sources(&told, in_columns, k, context, ui);
    }
    let shown: Vec<String> =
        rare.iter().take(MOST_RARE).map(|(who, people)| format!("{who} fits {people}")).collect();
    let more = if rare.len() > MOST_RARE { ", ..." } else { "" };
    let what = if in_columns { "rows (role and attributes)" } else { "attributions" };
    ui.warning(&format!("{what} that fit fewer than {k} people of the study: {}{more}", shown.join(", ")));
    let mend = match disclosure::coarser(&told, in_columns, catalog, k) {
        Some((fields, _)) if in_columns => {
            format!("the least coarsening that mends it: --leave-out {}", fields.join(","))
        }
        Some((_, pattern)) => format!("the least coarsening that mends it: --attribution \"{pattern}\""),
        None if in_columns => "no leaving out of attributes mends it".to_owned(),
        None => "no coarser attribution mends it".to_owned(),
    };
    let beside = if in_columns { "the columns that name" } else { "notes or footnotes, which name" };
    ui.hint(&format!(
        "{mend}; not checked: what the words themselves give away, and {beside} source and participant of each quote"
    ));
}

/// Where what is told of people fits enough of them, warns that it does not with the source that notes or columns name.
fn warn_of_sources(told: &Selection, in_columns: bool, k: usize, context: &Context, ui: &mut Ui) {
    let rare = disclosure::rare(&disclosure::with_source(told), context.index.catalog(), k);
    let Some((first, people)) = rare.first_key_value() else { return };
    let (what, mend) = if in_columns {
        ("the columns that name the source", "take these columns out")
    } else {
        ("the notes or footnotes, which name the source", "take the notes out")
    };
    let more = if rare.len() > 1 { format!(", and {} more", rare.len() - 1) } else { String::new() };
    ui.warning(&format!(
        "with {what} of each quote, what is told fits fewer than {k} people of the study: {first} fits {people}{more}"
    ));
    ui.hint(&format!(
        "no option leaves them out: {mend} before the file goes to anybody who may know the people"
    ));
}
