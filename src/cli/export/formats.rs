//! Which format, which dialect, which template: what was asked for, checked against what there is.

use std::fs;
use std::path::Path;

use verbatim::export::{EXPORTERS, Exporter, Options, Template, Trouble, exporter_for};
use verbatim::text::nearest;

use super::super::exit::Failure;
use super::Args;

/// `Write quotes to a file: .pptx, .docx ...`
pub(super) fn about() -> String {
    format!("Write quotes to a file: {}", endings(|_| true))
}

/// [`about`], with what holds for every format.
pub(super) fn long_about() -> String {
    format!(
        "{}\n\nTakes the same filters as find. Every quote carries who said it in which role, where, when and \
         under which code. A file that you changed since is never overwritten without --overwrite.\n\n\
         For a PDF, write .html, .docx or .tex and print or compile that.",
        about()
    )
}

/// The endings of the formats that answer, as people read a list.
fn endings(answers: fn(&dyn Exporter) -> bool) -> String {
    let formats = EXPORTERS.iter().filter(|exporter| answers(**exporter));
    let endings: Vec<String> = formats.map(|exporter| format!(".{}", exporter.ending())).collect();
    match endings.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => endings.concat(),
    }
}

/// The exporter that the format or the ending names.
pub(super) fn exporter(args: &Args) -> Result<&'static dyn Exporter, Failure> {
    let output = args.output.as_deref().unwrap_or(Path::new(""));
    let ending = output.extension().map(|e| e.to_string_lossy().to_lowercase());
    let format = args.format.clone().or(ending).unwrap_or_default();
    let format = format.trim_start_matches('.');
    exporter_for(format).ok_or_else(|| unknown(format))
}

fn unknown(format: &str) -> Failure {
    let message = if format.is_empty() {
        "`--output` needs an ending that says the format".to_owned()
    } else {
        format!("no format `.{format}`")
    };
    let failure = Failure::usage(message);
    if let Some(mend) = instead(format) {
        return failure.hint(mend);
    }
    let near = nearest(format, EXPORTERS.iter().map(|e| e.ending()))
        .map(|near| format!("; did you mean `.{near}`?"))
        .unwrap_or_default();
    let known: Vec<String> = EXPORTERS.iter().map(|e| format!(".{}", e.ending())).collect();
    failure.hint(format!("formats: {}{near}", known.join(", ")))
}

/// What to write instead of a format that people know and verbatim does not write.
fn instead(format: &str) -> Option<&'static str> {
    Some(match format {
        "pdf" => "export .html or .docx and print to PDF",
        "doc" | "rtf" => "export .docx or .odt",
        "ppt" | "odp" | "key" => "export .pptx, which these programs open",
        "xls" | "ods" | "numbers" => "export .xlsx, which these programs open",
        "htm" => "export .html",
        "jsonl" | "ndjson" => "export .json: it is JSON Lines",
        "qmd" | "markdown" => "export .md; `--dialect marp` or `--dialect quarto` makes slides",
        "tsv" | "txt" => "export .csv or .md",
        _ => return None,
    })
}

/// The options of an exporter, with the template read.
///
/// # Errors
/// When the format has no such option or dialect, or the template cannot be read.
pub(super) fn options(args: &Args, exporter: &dyn Exporter) -> Result<Options, Failure> {
    let format = exporter.ending();
    if args.sheet_per_code && !exporter.has_sheets() {
        let message = format!("`--sheet-per-code` makes sheets, and .{format} has none");
        return Err(Failure::usage(message).hint("give an output that ends in .xlsx"));
    }
    if (args.charts || args.dark) && format != "pptx" {
        let message = format!("`--charts` and `--dark` are for slides, and .{format} has none of ours");
        return Err(Failure::usage(message).hint("give an output that ends in .pptx"));
    }
    if args.dark && args.template.is_some() {
        return Err(Failure::usage("`--dark` is our own design, and `--template` is yours")
            .hint("leave one of them out"));
    }
    check_dialect(args, exporter)?;
    Ok(Options {
        raw: args.raw,
        template: args.template.as_deref().map(|path| template(path, exporter)).transpose()?,
        dialect: args.dialect.clone(),
        sheet_per_code: args.sheet_per_code,
        charts: args.charts,
        dark: args.dark,
    })
}

/// Whether the format has the dialect, if one is asked for.
pub(super) fn check_dialect(args: &Args, exporter: &dyn Exporter) -> Result<(), Failure> {
    let Some(dialect) = &args.dialect else { return Ok(()) };
    let (format, known) = (exporter.ending(), exporter.dialects());
    if known.contains(&dialect.as_str()) {
        return Ok(());
    }
    let failure = Failure::usage(format!("no dialect `{dialect}` of .{format}"));
    Err(if known.is_empty() {
        failure.hint("`--dialect` is for .md (plain, marp, quarto) and .tex (beamer, list)")
    } else {
        failure.hint(format!("dialects of .{format}: {}", known.join(", ")))
    })
}

fn template(path: &Path, exporter: &dyn Exporter) -> Result<Template, Failure> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let (format, known) = (exporter.ending(), exporter.template_endings());
    if known.is_empty() {
        let takes = endings(|exporter| !exporter.template_endings().is_empty());
        let message = format!("`--template` gives files their design; .{format} takes none");
        return Err(Failure::usage(message).hint(format!("it needs an output that ends in {takes}")));
    }
    // What is inside a .pptx tells better than its name whether it is one.
    if format != "pptx" && !known.contains(&ending.as_str()) {
        let known: Vec<String> = known.iter().map(|ending| format!(".{ending}")).collect();
        let message = format!("`{}` is no template for .{format}", path.display());
        let hint = format!("it ends in {}; `--print-template` gives one to start from", known.join(" or "));
        return Err(Failure::usage(message).hint(hint));
    }
    let bytes =
        fs::read(path).map_err(|e| Failure::usage(format!("cannot read `{}`: {e}", path.display())))?;
    Ok(Template { name: path.display().to_string(), bytes })
}

/// The built-in template of a format.
pub(super) fn built_in(args: &Args, exporter: &dyn Exporter) -> Result<&'static str, Failure> {
    check_dialect(args, exporter)?;
    exporter.built_in_template(args.dialect.as_deref()).ok_or_else(|| {
        let takes = endings(|exporter| exporter.built_in_template(None).is_some());
        Failure::usage(format!(".{} is not written by a template of text", exporter.ending()))
            .hint(format!("there is one for {takes}"))
    })
}

/// Why an exporter wrote nothing.
pub(in crate::cli) fn trouble(trouble: Trouble) -> Failure {
    let failure = Failure::usage(trouble.message);
    match trouble.hint {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
