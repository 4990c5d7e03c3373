//! `verbatim export`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use verbatim::codebook::CodePath;
use verbatim::export::{CodeLabel, EXPORTERS, Options, Selection, Theme, Trouble, exporter_for};
use verbatim::query::{self, Found};
use verbatim::store::write_atomically;
use verbatim::text::{Language, fingerprint, nearest};

use super::context::Context;
use super::disclosure;
use super::exit::{Exit, Failure};
use super::filters::Filters;
use super::ui::{Ui, count, safe};

/// Write quotes to a file: .pptx, .docx, .csv, .md or .json
///
/// Takes the same filters as find. Every quote carries who said it in which role, where, when and under
/// which code. A file that you changed since is never overwritten without --overwrite.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim export --code trust --role client -o trust.pptx
  verbatim export --coded --source 'fg*' -o focusgroups.csv
  verbatim export --comments fg1 --coder An -o fg1-coded.docx    the transcript, each coding a comment

Exit codes: 0 written, 1 nothing to export (no file is written), 2 wrong use or refusal to overwrite.")]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
    /// The file; its ending says the format. `-` writes csv, md or json to stdout with --format
    #[arg(long, short = 'o', value_name = "FILE")]
    output: PathBuf,
    /// The format, when the ending does not say it
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// Not quotes but this whole source as .docx, each coding a comment; goes with --code and --coder
    #[arg(long, value_name = "SOURCE")]
    comments: Option<String>,
    /// The title of the deck or document
    #[arg(long)]
    title: Option<String>,
    /// The language of labels
    #[arg(long, value_name = "LANGUAGE")]
    labels: Option<Language>,
    /// How quotes are attributed, e.g. "[{role}, {organisation}]"
    #[arg(long, value_name = "PATTERN")]
    attribution: Option<String>,
    /// Your own .pptx whose design the slides take
    #[arg(long, value_name = "FILE.pptx")]
    template: Option<PathBuf>,
    /// csv: cells exactly as said, without the guard against formulas
    #[arg(long)]
    raw: bool,
    /// Replace the file even if it was changed since verbatim wrote it
    #[arg(long)]
    overwrite: bool,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let exporter = exporter(args)?;
    if args.template.is_some() && exporter.ending() != "pptx" {
        return Err(Failure::usage(
            "`--template` gives slides their design; it needs an output that ends in .pptx",
        ));
    }
    let template = match &args.template {
        Some(path) => Some(
            fs::read(path).map_err(|e| Failure::usage(format!("cannot read `{}`: {e}", path.display())))?,
        ),
        None => None,
    };
    if args.comments.is_some() && (exporter.ending() != "docx" || args.output.as_os_str() == "-") {
        return Err(Failure::usage(
            "`--comments` writes a Word document; it needs an output that ends in .docx",
        ));
    }
    let context = Context::open(folder, ui)?;
    if let Some(source) = &args.comments {
        let request = args.filters.request(None);
        return super::annotate::run(source, &request, &args.output, args.overwrite, &context, ui);
    }
    let found = query::find(&context.index, context.names(), &args.filters.request(None))?;
    if found.total == 0 {
        ui.message("Nothing to export: no quote answers, so no file was written.");
        ui.hint("the same filters with `verbatim find` explain why");
        return Ok(Exit::Nothing);
    }
    let quotes = found.quotes.len();
    let selection = selection(args, &context, found);
    if let Some(k) = context.study.config.k {
        warn_of_rare(&selection, &context, k as usize, ui);
    }
    let options = Options { raw: args.raw, template };
    let bytes = exporter.write(&selection, &options).map_err(trouble)?;
    if args.output.as_os_str() == "-" {
        ui.bytes(&bytes)?;
        return Ok(Exit::Done);
    }
    write(&args.output, &bytes, args.overwrite, &context.study.index_dir())?;
    let what = count(quotes, "quote", "quotes");
    ui.line(&format!("{what} written to {}", safe(&args.output.display().to_string())))?;
    Ok(Exit::Done)
}

/// Why nothing could be exported, as a failure of the command.
pub(super) fn trouble(trouble: Trouble) -> Failure {
    let failure = Failure::usage(trouble.message);
    match trouble.hint {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}

/// Rare attributions named one by one.
const MOST_RARE: usize = 8;

fn warn_of_rare(selection: &Selection, context: &Context, k: usize, ui: &mut Ui) {
    let rare = disclosure::rare(selection, context.index.catalog(), k);
    if rare.is_empty() {
        return;
    }
    let shown: Vec<String> =
        rare.iter().take(MOST_RARE).map(|(who, people)| format!("{who} fits {people}")).collect();
    let more = if rare.len() > MOST_RARE { ", ..." } else { "" };
    ui.warning(&format!(
        "attributions that fit fewer than {k} people of the study: {}{more}",
        shown.join(", ")
    ));
    ui.hint("a coarser one: --attribution \"[{role}]\"; what the words themselves give away was not checked");
}

fn exporter(args: &Args) -> Result<&'static dyn verbatim::export::Exporter, Failure> {
    let ending = args.output.extension().map(|e| e.to_string_lossy().to_lowercase());
    let format = args.format.clone().or(ending).unwrap_or_default();
    exporter_for(format.trim_start_matches('.')).ok_or_else(|| {
        let endings: Vec<&str> = EXPORTERS.iter().map(|e| e.ending()).collect();
        let known = endings.iter().map(|e| format!(".{e}")).collect::<Vec<_>>().join(", ");
        let message = if format.is_empty() {
            "`--output` needs an ending that says the format".to_owned()
        } else {
            format!("no format `.{format}`")
        };
        let near = nearest(&format, endings).map(|n| format!("; did you mean `.{n}`?")).unwrap_or_default();
        Failure::usage(message).hint(format!("formats: {known}{near}"))
    })
}

fn selection(args: &Args, context: &Context, found: Found) -> Selection {
    let config = &context.study.config;
    let language = args.labels.unwrap_or_else(|| config.label_language());
    let codebook = &context.loaded.codebook;
    let asked: Vec<CodePath> = found.codes.iter().map(CodePath::new).collect();
    let wanted = |path: &CodePath| asked.is_empty() || asked.iter().any(|code| path.is_within(code));
    let mut themes = Vec::new();
    let mut codes = BTreeMap::new();
    for code in &codebook.codes {
        let path = code.path.as_str();
        let quotes: Vec<usize> = (0..found.quotes.len())
            .filter(|&at| found.quotes.get(at).is_some_and(|q| q.codes.iter().any(|c| c.code == path)))
            .collect();
        if quotes.is_empty() {
            continue;
        }
        let label = CodeLabel {
            name: code.name_in(language).to_owned(),
            definition: code.definition.clone().unwrap_or_default(),
            color: context.colour(path).unwrap_or("#44546a").to_owned(),
        };
        codes.insert(path.to_owned(), label);
        if found.are_quotes && wanted(&code.path) {
            themes.push(Theme { code: path.to_owned(), quotes });
        }
    }
    let used: BTreeSet<&str> = found.quotes.iter().filter_map(|q| q.role.as_deref()).collect();
    let roles: BTreeMap<String, String> =
        used.iter().map(|role| ((*role).to_owned(), config.role_name(role, language).to_owned())).collect();
    Selection {
        title: args.title.clone().unwrap_or_else(|| title(args, context, &asked, language)),
        study: config.name.clone(),
        language,
        quotes: found.quotes,
        themes,
        codes,
        roles,
        attribution: args.attribution.clone().unwrap_or_else(|| config.export.attribution.clone()),
    }
}

/// The codes, then the words, then the study: whatever was asked for.
fn title(args: &Args, context: &Context, asked: &[CodePath], language: Language) -> String {
    let names: Vec<String> = asked
        .iter()
        .filter_map(|path| context.loaded.codebook.get(path.as_str()))
        .map(|code| code.name_in(language).to_owned())
        .collect();
    let words = args.filters.query.join(" ");
    match (names.is_empty(), words.is_empty()) {
        (false, _) => names.join(", "),
        (true, false) => words,
        (true, true) => context.study.config.name.clone(),
    }
}

/// Writes the file, unless somebody changed what verbatim last wrote there.
pub(super) fn write(path: &Path, bytes: &[u8], overwrite: bool, index_dir: &Path) -> Result<(), Failure> {
    let record = index_dir.join("exports.json");
    let mut written: BTreeMap<String, String> =
        fs::read(&record).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let key = std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string();
    if path.is_dir() {
        return Err(Failure::usage(format!("`{}` is a folder", path.display())));
    }
    if let Ok(there) = fs::read(path) {
        let ours = written.get(&key) == Some(&fingerprint(&there)) || there == bytes;
        if !ours && !overwrite {
            return Err(Failure::usage(format!(
                "`{}` exists and is not what verbatim last wrote there; it was left alone",
                path.display()
            ))
            .hint("write to another file, or replace it with --overwrite"));
        }
    }
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty() && !f.exists()) {
        return Err(Failure::new(Exit::Unwritten, format!("there is no folder `{}`", folder.display())));
    }
    write_atomically(path, bytes)?;
    written.insert(key, fingerprint(bytes));
    // Forgetting what was written only means asking for --overwrite next time.
    write_atomically(&record, &serde_json::to_vec(&written).unwrap_or_default()).ok();
    Ok(())
}
