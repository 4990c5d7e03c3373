//! `verbatim set from`.

use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::codebook::CodePath;
use verbatim::query;

use super::super::coder::CoderArg;
use super::super::context::Context;
use super::super::exit::{Exit, Failure};
use super::super::filters::Filters;
use super::super::pick::Picking;
use super::super::ui::Ui;

/// Put everything that a search finds into a set, a section a code
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim set from --set trust --code trust --role client
  verbatim set from --set waiting --any-code waiting --any-code relief -n 20

Exit codes: 0 done, 1 nothing found, 2 unknown code, role, source ..., 12 could not write.")]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
    /// The quote set
    #[arg(long, value_name = "NAME")]
    set: String,
    #[command(flatten)]
    coder_arg: FromCoder,
}

/// Who picks; `--coder` is a filter here.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct FromCoder {
    /// Who picks; else VERBATIM_CODER, else the name you gave before
    #[arg(long = "by", value_name = "NAME")]
    by: Option<String>,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    if args.filters.are_none() {
        return Err(Failure::usage("no filter is given: that would be everything that was said")
            .hint("give --code, --role, --source ... or words; `--coded` takes every coded quote"));
    }
    let coder = CoderArg::given(args.coder_arg.by.clone()).name(ui)?;
    let context = Context::open(folder, ui)?;
    let found = query::find(&context.index, context.names(), &args.filters.request(None))?;
    if found.total == 0 {
        ui.message("Nothing was found, so nothing was picked.");
        ui.hint("the same filters with `verbatim find` explain why");
        return Ok(Exit::Nothing);
    }
    let asked: Vec<CodePath> = found.codes.iter().map(CodePath::new).collect();
    let wanted = |path: &CodePath| asked.is_empty() || asked.iter().any(|code| path.is_within(code));
    let mut picking = Picking::open(&context, &coder, &args.set, ui)?;
    for quote in &found.quotes {
        let on = |path: &str| quote.codes.iter().any(|code| code.code == path);
        let codes = &context.loaded.codebook.codes;
        let code = codes.iter().find(|code| on(code.path.as_str()) && wanted(&code.path));
        let section = code.map(|code| picking.section_of(&code.path)).unwrap_or_default();
        picking.warn_of(quote, ui)?;
        let picked = picking.picked(quote)?;
        picking.put(picked, &section, code.map(|code| code.path.as_str()), ui)?;
    }
    picking.finish("set from", ui)
}
