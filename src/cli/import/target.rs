//! Which source a coded document is of: the one that has exactly its words.

use std::collections::HashSet;
use std::path::Path;

use verbatim::index::SourceEntry;
use verbatim::ingest::{Options, refresh};
use verbatim::source::{Comment, Reading, Settings, with_comments};
use verbatim::store::write_atomically;
use verbatim::text::{Span, nearest};

use super::super::accepted::Writing;
use super::super::context::Context;
use super::super::exit::{Exit, Failure};
use super::super::ui::{Ui, safe};

/// A document and the source it is of.
pub(super) struct Target {
    /// The source; `None` where it has yet to be added.
    pub(super) entry: Option<SourceEntry>,
    /// The text of both.
    pub(super) text: String,
    /// The comments, by bytes of the text.
    pub(super) comments: Vec<Comment>,
}

/// The source that was named, or the one with the text of the document.
pub(super) fn find(context: &Context, wanted: Option<&str>, bytes: &[u8]) -> Result<Target, Failure> {
    let catalog = context.index.catalog();
    if let Some(wanted) = wanted {
        let Some((_, entry)) = catalog.by_short(wanted).or_else(|| catalog.by_path(wanted)) else {
            let failure = Failure::usage(format!("unknown source `{wanted}`"));
            let near = nearest(wanted, catalog.sources.values().map(|s| s.short.as_str()));
            return Err(match near {
                Some(near) => failure.hint(format!("did you mean `{near}`?")),
                None => failure.hint("`verbatim status --sources` shows all sources"),
            });
        };
        let (reading, comments) = read(bytes, &settings_of(context, entry))?;
        let text = context.index.text(entry)?;
        let Some(comments) = carried(&comments, &reading.transcript.text, &text) else {
            return Err(refusal(entry, &text, &reading.transcript.text));
        };
        return Ok(Target { entry: Some(entry.clone()), text, comments });
    }
    let (reading, comments) = read(bytes, &Settings::default())?;
    let text = reading.transcript.text;
    let lines: HashSet<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut near: Option<(usize, &SourceEntry, String)> = None;
    for entry in catalog.sources.values() {
        let there = context.index.text(entry)?;
        if let Some(comments) = carried(&comments, &text, &there) {
            return Ok(Target { entry: Some(entry.clone()), text: there, comments });
        }
        let settings = settings_of(context, entry);
        if settings != Settings::default()
            && let Ok((reading, comments)) = read(bytes, &settings)
            && let Some(comments) = carried(&comments, &reading.transcript.text, &there)
        {
            return Ok(Target { entry: Some(entry.clone()), text: there, comments });
        }
        let shared: HashSet<&str> =
            there.lines().map(str::trim).filter(|line| lines.contains(line)).collect();
        if shared.len() * 2 > lines.len() && near.as_ref().is_none_or(|(most, ..)| shared.len() > *most) {
            near = Some((shared.len(), entry, there));
        }
    }
    match near {
        Some((_, entry, there)) => Err(refusal(entry, &there, &text)),
        None => Ok(Target { entry: None, text, comments }),
    }
}

/// The comments of a document by bytes of `there`, which has the same words; `None` where it has others. A text typed in
/// another program has other blanks, such as a line feed at its end.
fn carried(comments: &[Comment], text: &str, there: &str) -> Option<Vec<Comment>> {
    if text == there {
        return Some(comments.to_vec());
    }
    if !text.split_whitespace().eq(there.split_whitespace()) {
        return None;
    }
    let letters = |of: &str| -> Vec<Span> {
        let letters = of.char_indices().filter(|(_, c)| !c.is_whitespace());
        letters.map(|(at, c)| Span::new(at, at + c.len_utf8())).collect()
    };
    let (here, there) = (letters(text), letters(there));
    let carry = |span: Span| {
        let before = |at: usize| here.partition_point(|letter| letter.start < at);
        let letters = there.get(before(span.start)..before(span.end))?;
        Some(Span::new(letters.first()?.start, letters.last()?.end))
    };
    let carry = |comment: &Comment| Comment { span: comment.span.and_then(carry), ..comment.clone() };
    Some(comments.iter().map(carry).collect())
}

/// Adds the document to the study as a source of its own.
pub(super) fn add(
    context: &mut Context,
    name: &str,
    bytes: &[u8],
    ui: &mut Ui,
) -> Result<SourceEntry, Failure> {
    let to = context.study.corpus().join(name);
    if to.exists() {
        return Err(Failure::usage(format!("corpus/{name} is already there, with another text"))
            .hint("give the document another name"));
    }
    let writing = Writing::of(&context.study, [to.as_path()])?;
    write_atomically(&to, bytes)?;
    ui.message(&format!("added {}", safe(name)));
    refresh_index(context)?;
    writing.done(&context.study, "added", ui)?;
    match context.index.catalog().by_path(name) {
        Some((_, entry)) => Ok(entry.clone()),
        None => Err(Failure::new(Exit::Part, format!("corpus/{name} could not be read"))
            .hint("`verbatim status` says why")),
    }
}

/// Brings the index up to date with what was written.
pub(super) fn refresh_index(context: &mut Context) -> Result<(), Failure> {
    let study = verbatim::store::Study::open(&context.study.root)?;
    let mut loaded = verbatim::ingest::load_codebook(&study)?;
    refresh(&study, &mut loaded, Options::default(), &|_| {})?;
    let root = study.root.clone();
    *context = Context::open(Some(Path::new(&root)), &mut Ui::new())?;
    Ok(())
}

fn settings_of(context: &Context, entry: &SourceEntry) -> Settings {
    context.study.config.source(&entry.path, &entry.short).map(|s| s.settings()).unwrap_or_default()
}

fn read(bytes: &[u8], settings: &Settings) -> Result<(Reading, Vec<Comment>), Failure> {
    with_comments(bytes, settings).map_err(|why| Failure::usage(why.reason).hint(why.hint))
}

/// The document is not of this source, and where the two part.
fn refusal(entry: &SourceEntry, there: &str, text: &str) -> Failure {
    let same = there.lines().zip(text.lines()).take_while(|(a, b)| a == b).count();
    let line = |of: &str| {
        let shown: String = of.lines().nth(same).unwrap_or("(nothing)").chars().take(80).collect();
        shown
    };
    Failure::usage(format!(
        "the document has not exactly the text of {}; they part at line {}\n  {}: {}\n  document: {}",
        entry.short,
        same + 1,
        entry.short,
        line(there),
        line(text)
    ))
    .hint("codings stand on exact words: undo what was edited in one of the two, then import again; `verbatim show SOURCE --text` shows the text of the source")
}
