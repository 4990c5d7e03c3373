//! Codebooks changed in place: codes renamed, moved, merged and added.
//!
//! Text in, text out: only the spans and lines that must change do, so comments, blank lines, quotes,
//! order and line ends stay as people wrote them. What other codes say of a code (`opposite`, `in`)
//! follows it. The result is read again, and unless it says exactly what was asked for, nothing is
//! changed.

mod block;
mod check;
mod follow;
mod lines;
mod merge;
#[cfg(test)]
mod tests;
mod tree;

use super::{Code, CodePath, Codebook, Unit};
use crate::diag::{Diagnostic, Place};
use block::Block;
use follow::Mapping;
use tree::{Sheet, Tree};

pub use merge::merge;

/// Why nothing was changed, where, and what to do instead.
pub type EditError = Box<Diagnostic>;

/// Codebooks after an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The files that are no longer the same, each with its name and its new text.
    pub files: Vec<(String, String)>,
    /// The old path and the new one of the code and of every code below it; a merged code has the
    /// path of the one it is now part of. Empty for a code that was added.
    pub mapping: Vec<(String, String)>,
}

/// Gives the code at `old` the path `new`. `files` are the (name, text) of all codebooks of the study.
///
/// Below the same code as before only its `id` changes; else its lines, with those of the codes below
/// it and the comments directly above it, become the last below the new one, also in another file. At
/// the top it stays in its file. Lines can be moved only where each code begins with a dash on a line
/// of its own, not in brackets; an `id` can be changed anywhere.
pub fn rename(files: &[(String, String)], old: &str, new: &str) -> Result<Edited, EditError> {
    let Tree { mut sheets, codebook, errors } = Tree::read(files)?;
    let code = known(&codebook, old)?;
    let new = free(&codebook, new, Some(code))?;
    let parent = parent(&codebook, &new)?;
    check_language(code, parent)?;
    let mapping = Mapping::new(&codebook, &code.path, &new);
    let position = codebook.position(code.path.as_str()).unwrap_or_default();
    let moves = above(&code.path) != above(&new);
    if moves {
        block::check(&sheets, position, parent.map(|parent| &parent.path), &["codes"])?;
    }
    change(&mut sheets, &mapping, |number, sheet, item| {
        let id = tree::entry(item.node, "id").filter(|_| number == position && code.path.id() != new.id());
        id.map(|(_, id)| follow::rewrite(sheet, id, new.id())).into_iter().collect::<Result<Vec<_>, _>>()
    })?;
    if moves {
        let top = tree::items(&sheets).get(position).map_or(0, |(_, item)| item.sheet);
        let block = block::cut(&mut sheets, position)?;
        block::paste(&mut sheets, parent.map(|parent| &parent.path), top, "codes", &block)?;
    }
    let expected = codebook.codes.iter().map(|code| mapping.code(code)).collect();
    check::finish(files, &errors, expected, sheets, mapping.pairs)
}

/// Adds a code at `path`, as the last below the code above it, or at the top of the first codebook.
/// Without a `name` its id serves as one.
pub fn add(files: &[(String, String)], path: &str, name: Option<&str>) -> Result<Edited, EditError> {
    let Tree { mut sheets, codebook, errors } = Tree::read(files)?;
    let path = free(&codebook, path, None)?;
    let parent = parent(&codebook, &path)?;
    let name = name.map(str::trim).filter(|name| !name.is_empty()).unwrap_or(path.id());
    let [id, written] = [path.id(), name].map(follow::plain_or_quoted);
    let block = Block { lines: vec![format!("- id: {id}"), format!("  name: {written}")], column: 0 };
    let first =
        sheets.first().ok_or_else(|| refusal("there is no codebook", "write one in codebooks/ first"))?;
    let language = parent.map_or_else(|| first.language(), |parent| parent.language);
    block::paste(&mut sheets, parent.map(|parent| &parent.path), 0, "codes", &block)?;
    let mut expected = codebook.codes.clone();
    expected.push(blank(&path, name, language));
    check::finish(files, &errors, expected, sheets, Vec::new())
}

/// A code that says nothing but its name.
fn blank(path: &CodePath, name: &str, language: crate::text::Language) -> Code {
    Code {
        path: path.clone(),
        name: name.to_owned(),
        names: Default::default(),
        definition: None,
        include: None,
        exclude: None,
        example: None,
        color: None,
        opposite: Vec::new(),
        guid: None,
        unit: Unit::default(),
        rules: Vec::new(),
        language,
        place: Place::at_byte("", "", 0),
    }
}

/// Makes what codes say of others follow `mapping`, with the `others` changes of each code (by its
/// number, its file and how it is written).
fn change(
    sheets: &mut [Sheet],
    mapping: &Mapping<'_>,
    mut others: impl FnMut(usize, &Sheet, &tree::Item<'_>) -> Result<Vec<lines::Change>, EditError>,
) -> Result<(), EditError> {
    let mut changes: Vec<Vec<lines::Change>> = vec![Vec::new(); sheets.len()];
    for (number, (_, item)) in tree::items(sheets).iter().enumerate() {
        let (sheet, changes) = sheets.get(item.sheet).zip(changes.get_mut(item.sheet)).ok_or_else(lost)?;
        changes.extend(mapping.changes(item, sheet)?);
        changes.extend(others(number, sheet, item)?);
    }
    for (sheet, changes) in sheets.iter_mut().zip(changes).filter(|(_, changes)| !changes.is_empty()) {
        let mut lines = sheet.lines.clone();
        lines.change(changes);
        *sheet = Sheet::read(&sheet.name, lines)?;
    }
    Ok(())
}

/// The code with exactly this path.
fn known<'c>(codebook: &'c Codebook, path: &str) -> Result<&'c Code, EditError> {
    codebook.get(path).ok_or_else(|| {
        let hint = match codebook.resolve(path) {
            Ok(code) => format!("write the whole path: `{}`", code.path),
            Err(unresolved) => match unresolved.nearest {
                Some(near) => format!("the nearest code is `{near}`"),
                None => "`verbatim codes` lists them".to_owned(),
            },
        };
        refusal(format!("unknown code `{path}`"), hint)
    })
}

/// `path`, checked to be that of no code yet and not below `moving` itself.
fn free(codebook: &Codebook, path: &str, moving: Option<&Code>) -> Result<CodePath, EditError> {
    let path = CodePath::new(path.trim().trim_matches('/'));
    let is_good = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if path.id().is_empty() || !path.id().chars().all(is_good) {
        let hint = "an id is made of letters, digits, - and _, such as waiting-times; a path of ids and /";
        return Err(refusal(format!("`{}` is no id", path.id().escape_debug()), hint));
    }
    if moving.is_some_and(|moving| moving.path == path) {
        return Err(refusal(format!("`{path}` is the path of this code already"), "give it another one"));
    }
    if let Some(code) = codebook.get(path.as_str()) {
        let hint = if moving.is_some() {
            "to put the two together, merge them"
        } else {
            "give the new one another id"
        };
        let message = format!("the code `{path}` exists already");
        return Err(Box::new(Diagnostic::error(message).at(code.place.clone()).hint(hint)));
    }
    if let Some(moving) = moving.filter(|moving| path.is_within(&moving.path)) {
        let message = format!("`{}` cannot stand below itself", moving.path);
        return Err(refusal(message, "move it elsewhere, or add a code above it first"));
    }
    Ok(path)
}

fn above(path: &CodePath) -> Option<&str> {
    path.as_str().rsplit_once('/').map(|(above, _)| above)
}

/// The code above `path`, if it is not to stand at the top.
fn parent<'c>(codebook: &'c Codebook, path: &CodePath) -> Result<Option<&'c Code>, EditError> {
    let Some(above) = above(path) else { return Ok(None) };
    let unknown = |error: EditError| {
        let hint = format!("add `{above}` first ({})", error.hint.unwrap_or_default());
        refusal(format!("there is no code `{above}` for `{path}` to stand below"), hint)
    };
    known(codebook, above).map(Some).map_err(unknown)
}

/// Names, definitions and tests of rules would be taken for another language.
fn check_language(code: &Code, to: Option<&Code>) -> Result<(), EditError> {
    match to.filter(|to| to.language != code.language) {
        None => Ok(()),
        Some(to) => {
            let message = format!(
                "`{}` is in a codebook in {}, `{}` in one in {}",
                code.path,
                code.language.code(),
                to.path,
                to.language.code()
            );
            Err(refusal(message, "move it by hand, and translate its name and the tests of its rules"))
        }
    }
}

fn refusal(message: impl Into<String>, hint: impl Into<String>) -> EditError {
    Box::new(Diagnostic::error(message).hint(hint))
}

/// What was read is not there; that it cannot be is no reason to end the program.
fn lost() -> EditError {
    refusal("the place of this code in its file could not be found", "make this change by hand")
}
