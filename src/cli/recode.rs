//! `verbatim recode`: a code gets another path, in the codebooks and in every coding.

use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::changes::NewFile;
use verbatim::codebook::Codebook;
use verbatim::codebook::edit::{Edited, merge, rename};
use verbatim::coding::{Deed, Recode};

use super::code::{known_code, open_desk};
use super::coder::CoderArg;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::ui::{Ui, count, safe};

/// Rename a code, move it, or merge it into another, over the whole study
///
/// The codebook is changed in place, comments and all, and every coding follows. A NEW that is there already is
/// merged into: its codings and rules are joined. A code that was renamed by hand in the codebook left its
/// codings behind: `recode OLD NEW` brings them along.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim recode trust confidence                       rename: same place, new id
  verbatim recode relationship/trust contact/trust       move below another code
  verbatim recode relationship/trust /trust              move to the top
  verbatim recode distrust trust --merge                 merge into a code that is there
  verbatim recode trust confidence --dry-run             show what would change

`verbatim undo` takes it back, codebook included.

Exit codes: 0 recoded, 2 unknown code, a new code in the way, or a codebook that cannot be changed in place,
5 a codebook changed meanwhile, 12 could not write.")]
pub(crate) struct Args {
    /// The code: its path, any unique trailing part of it, or its name
    #[arg(value_name = "OLD")]
    old: String,
    /// Its new id, or its new path; with `/` in front, at the top
    #[arg(value_name = "NEW")]
    new: String,
    /// Join it with NEW, which is there already
    #[arg(long)]
    merge: bool,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let files = context.study.codebook_files()?;
    let (codebook, _) = Codebook::load(&files);
    let edited = match codebook.resolve(&args.old) {
        Ok(code) => edited(args, &context, &files, &codebook, code.path.as_str())?,
        // Renamed by hand: the codings alone follow.
        Err(_) if in_use(&context, &args.old) => {
            let new = known_code(&context, &args.new)?;
            Edited { files: Vec::new(), mapping: vec![(args.old.clone(), new)] }
        }
        Err(_) => return known_code(&context, &args.old).map(|_| Exit::Done),
    };
    let codings: u64 = context
        .index
        .catalog()
        .by_people()
        .filter(|by| edited.mapping.iter().any(|(old, _)| *old == by.code))
        .map(|by| by.codings)
        .sum();
    for (old, new) in &edited.mapping {
        ui.line(&format!("{}  to  {}", safe(old), safe(new)))?;
    }
    let follow = count(
        usize::try_from(codings).unwrap_or(usize::MAX),
        "coding by people follows",
        "codings by people follow",
    );
    for (name, _) in &edited.files {
        let verb = if args.dry_run { "would be changed" } else { "changed" };
        ui.line(&format!("{} {verb}", safe(name)))?;
    }
    ui.line(&format!("{follow}; what rules code is made anew by the next command"))?;
    if args.dry_run {
        return Ok(Exit::Done);
    }
    let mut desk = open_desk(&context, &coder, ui)?;
    let new = edited.files.into_iter().map(|(path, text)| NewFile { path, bytes: Some(text.into_bytes()) });
    let paths = edited.mapping;
    desk.put_files(new.collect(), |files| Deed::Recode(Recode { paths, files }))?;
    desk.commit()?;
    Ok(Exit::Done)
}

fn in_use(context: &Context, path: &str) -> bool {
    context.index.catalog().by_people().any(|by| by.code == path)
}

fn edited(
    args: &Args,
    context: &Context,
    files: &[(String, String)],
    codebook: &Codebook,
    old: &str,
) -> Result<Edited, Failure> {
    let new = args.new.trim();
    let path = match codebook.get(new.trim_matches('/')) {
        Some(code) if args.merge => code.path.as_str().to_owned(),
        _ if args.merge => known_code(context, new)?,
        _ => full(old, new),
    };
    if path == old {
        return Err(Failure::usage(format!("`{old}` is that code itself")).hint("give another code as NEW"));
    }
    if !args.merge && codebook.get(&path).is_some() {
        return Err(Failure::usage(format!("there is a code `{path}` already"))
            .hint("--merge joins the two; or choose another name"));
    }
    let result = if args.merge { merge(files, old, &path) } else { rename(files, old, &path) };
    result.map_err(|why| Failure::usage(why.to_string().trim_start_matches("error: ")))
}

/// The path that `new` means: beside `old`, or as it stands.
fn full(old: &str, new: &str) -> String {
    if let Some(top) = new.strip_prefix('/') {
        return top.to_owned();
    }
    match old.rsplit_once('/') {
        Some((above, _)) if !new.contains('/') => format!("{above}/{new}"),
        _ => new.to_owned(),
    }
}
