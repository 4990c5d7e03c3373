//! `verbatim replace`: a new export of the same interview in the place of the old one.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use verbatim::anchor::Carrier;
use verbatim::changes::NewFile;
use verbatim::coding::{Deed, Files, Standing};
use verbatim::index::SourceEntry;
use verbatim::source::{Reading, reader_of};
use verbatim::transcript::Transcript;

use super::address;
use super::code::open_desk;
use super::coder::CoderArg;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::ui::{Ui, count, safe};

/// Put a corrected transcript, or a new export of it, in the place of a source
///
/// Codings on the old text are carried over: those whose words still stand, said by the same speaker, at once;
/// what is gone, ambiguous or said by somebody else now waits in `verbatim anchors`. The old file is kept, and
/// `verbatim undo` puts it back.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim replace fg1 fg1-corrected.docx             codings follow
  verbatim replace fg1 fg1.vtt --dry-run              what would become of them; also another format

Exit codes: 0 replaced, 2 unknown source or a file that cannot be read, 5 codings wait for your decision,
12 could not write.")]
pub(crate) struct Args {
    /// The source, by its short name
    #[arg(value_name = "SOURCE")]
    source: String,
    /// The file that takes its place
    #[arg(value_name = "NEWFILE")]
    file: PathBuf,
    /// Say what would become of the codings, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let (_, entry, _) = address::turns(context.index.catalog(), &args.source)?;
    let shown = args.file.display();
    let bytes = fs::read(&args.file).map_err(|e| Failure::usage(format!("cannot read `{shown}`: {e}")))?;
    let path = new_path(entry, &args.file);
    if path != entry.path && context.study.corpus().join(&path).exists() {
        return Err(Failure::usage(format!("corpus/{path} is another source"))
            .hint("give the new file the name or the ending of the old one"));
    }
    let new = read(&context, entry, &path, &bytes)?;
    let mut desk = open_desk(&context, &coder, ui)?;
    let waiting = {
        let standing = context.standing(&desk, entry, &new);
        told(&standing, entry, &new, &context, ui)?;
        standing.waiting.len()
    };
    if !args.dry_run {
        let mut files = vec![NewFile { path: format!("corpus/{path}"), bytes: Some(bytes) }];
        if path != entry.path {
            files.insert(0, NewFile { path: format!("corpus/{}", entry.path), bytes: None });
        }
        desk.put_files(files, |files| Deed::Files(Files { by: "replaced".to_owned(), files }))?;
        desk.commit()?;
        let (path, old) = (safe(&path), safe(&entry.path));
        ui.line(&if path == old {
            format!("corpus/{path} is the new file")
        } else {
            format!("corpus/{path} stands in the place of corpus/{old}")
        })?;
        // The index follows now, so that what is told next is true.
        Context::open(folder, ui)?;
    }
    Ok(if waiting == 0 { Exit::Done } else { Exit::Decision })
}

/// The path of the old file with the ending of the new one.
fn new_path(entry: &SourceEntry, file: &Path) -> String {
    let ending = |path: &Path| path.extension().map(|e| e.to_string_lossy().into_owned());
    let old = Path::new(&entry.path);
    match ending(file) {
        Some(new) if ending(old).is_none_or(|old| !old.eq_ignore_ascii_case(&new)) => {
            old.with_extension(new).to_string_lossy().into_owned()
        }
        _ => entry.path.clone(),
    }
}

fn read(context: &Context, entry: &SourceEntry, path: &str, bytes: &[u8]) -> Result<Transcript, Failure> {
    let settings = context.study.config.source(path, &entry.short).map(|s| s.settings()).unwrap_or_default();
    let apart = reader_of(path, bytes).is_ok_and(|(reader, _)| reader.apart());
    let read = if apart { super::apart::read } else { verbatim::source::read };
    let Reading { transcript, .. } =
        read(path, bytes, &settings).map_err(|why| Failure::usage(why.reason).hint(why.hint))?;
    Ok(transcript)
}

fn told(
    standing: &Standing<'_>,
    entry: &SourceEntry,
    new: &Transcript,
    context: &Context,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let stood =
        || [&standing.codings, &standing.rejected, &standing.stars, &standing.memos].into_iter().flatten();
    let changed = stood().filter(|one| one.changed).count();
    let same = stood().count() - changed;
    let waits = standing.waiting.len();
    let see = format!("`verbatim anchors {}`", safe(&entry.short));
    let stand = count(same, "coding or note by people stands", "codings and notes by people stand");
    ui.line(&format!("{stand} on the same words"))?;
    if changed > 0 {
        ui.line(&format!("{} on words that were corrected: {see}", count(changed, "stands", "stand")))?;
    }
    if waits > 0 {
        ui.line(&format!("{} for your decision: {see}", count(waits, "waits", "wait")))?;
    }
    let old = context.index.transcript(entry)?;
    for (before, now) in Carrier::new(&old, new).renamed() {
        ui.line(&format!("speaker `{}` is called `{}` now", safe(before), safe(now)))?;
        ui.hint("participants.csv names speakers by their labels: change it there, too");
    }
    Ok(())
}
