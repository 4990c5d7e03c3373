//! Where the tree of a table is written: ids, levels, numbers, parents, paths, indentation or sections.

use std::collections::HashSet;

use super::header::{Column, Header};
use super::number;
use crate::sheet::Row;
use crate::text::fold;

/// No codebook is deeper.
pub(super) const DEEPEST: usize = 20;

/// How the rows of a table say what stands below what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Layout {
    /// The ids are paths.
    Ids(usize),
    /// A column for each level, filled in where a group begins.
    Levels(Vec<usize>),
    /// `1`, `1.1`, `1.1.2`.
    Numbers(usize),
    /// A column names the code above.
    Parents(usize),
    /// A column says how deep a code stands, the top being 0 or 1.
    Depths(usize),
    /// The name holds those above it, parted by this sign.
    Paths(&'static str),
    /// The names begin with their numbers; these do.
    Numbered(HashSet<String>),
    /// The name begins with blanks.
    Indented,
    /// A list, perhaps with rows that are headings of sections.
    Flat,
}

/// The layout of a table; `name` is the column with the names.
pub(super) fn layout(header: &Header, rows: &[&Row], name: usize) -> Layout {
    let any = |at: usize, test: &dyn Fn(&str) -> bool| rows.iter().any(|row| test(row.cell(at).trim()));
    if let Some(at) = header.find(Column::Id).filter(|at| any(*at, &|cell| cell.contains('/'))) {
        return Layout::Ids(at);
    }
    let levels = header.levels();
    let only_levels = header.columns.iter().any(|(column, _)| matches!(column, Column::Level(_)));
    if only_levels && levels.len() > 1 {
        return match parents_among(&levels, rows, name) {
            Some(at) => Layout::Parents(at),
            None => Layout::Levels(levels),
        };
    }
    let number =
        [Column::Number, Column::Id, Column::Code].into_iter().find_map(|column| header.find(column));
    let is_tree = |at: usize| {
        let cells = || rows.iter().map(|row| row.cell(at).trim()).filter(|cell| !cell.is_empty());
        any(at, &|cell| cell.contains('.')) || number::are_a_tree(cells())
    };
    let is_number = |cell: &str| number::parts(cell).is_some();
    if let Some(at) = number.filter(|at| *at != name && mostly(rows, *at, is_number) && is_tree(*at)) {
        return Layout::Numbers(at);
    }
    let parents = header.find(Column::Parent).filter(|at| any(*at, &|cell| !cell.is_empty()));
    if let Some(at) = parents.or_else(|| groups(header, rows)) {
        return Layout::Parents(at);
    }
    if let Some(at) = header.find(Column::Depth).filter(|at| mostly(rows, *at, |cell| depth(cell).is_some()))
    {
        return Layout::Depths(at);
    }
    let names: Vec<&str> =
        rows.iter().map(|row| row.cell(name)).filter(|cell| !cell.trim().is_empty()).collect();
    if let Some(sign) = separator(&names) {
        return Layout::Paths(sign);
    }
    if let Some(numbered) = numbered(&names) {
        return Layout::Numbered(numbered);
    }
    let indented = names.iter().filter(|name| indent(name) > 0).count();
    if indented > 0 && names.first().is_some_and(|name| indent(name) == 0) {
        Layout::Indented
    } else {
        Layout::Flat
    }
}

/// The names that begin with their numbers, where every name begins with a number and most with its own.
fn numbered(names: &[&str]) -> Option<HashSet<String>> {
    let numbers: Vec<&str> = names.iter().filter_map(|name| Some(number::before(name)?.0)).collect();
    if names.len() < 2 || numbers.len() < names.len() {
        return None;
    }
    let are_digits = numbers.iter().all(|number| number.starts_with(|c: char| c.is_ascii_digit()));
    let found = match are_digits {
        true => number::counted(names),
        false if number::are_a_tree(numbers.iter().copied()) => {
            names.iter().map(|name| name.trim()).collect()
        }
        false => return None,
    };
    (found.len() * 2 > names.len()).then(|| found.into_iter().map(str::to_owned).collect())
}

/// The column before the names, if there is one only and all that stands in it are names of other rows: then an empty
/// cell says that the code is at the top, not that it stands below what stands above the cell.
fn parents_among(levels: &[usize], rows: &[&Row], name: usize) -> Option<usize> {
    let at = levels
        .iter()
        .copied()
        .find(|at| *at != name)
        .filter(|_| levels.len() == 2 && levels.contains(&name))?;
    let cells = |at: usize| rows.iter().map(move |row| row.cell(at).trim()).filter(|cell| !cell.is_empty());
    let names: HashSet<String> = cells(name).map(|cell| fold(cell).into_owned()).collect();
    let is_top = rows.iter().any(|row| row.cell(at).trim().is_empty());
    (is_top && cells(at).next().is_some() && cells(at).all(|cell| names.contains(fold(cell).as_ref())))
        .then_some(at)
}

/// The column of groups of ATLAS.ti, where no code is in several.
pub(super) fn groups(header: &Header, rows: &[&Row]) -> Option<usize> {
    let at = header.find(Column::Groups)?;
    let cells = || rows.iter().map(|row| row.cell(at).trim()).filter(|cell| !cell.is_empty());
    (cells().next().is_some() && cells().all(|cell| !cell.contains(['\n', ';', '|']))).then_some(at)
}

fn mostly(rows: &[&Row], at: usize, test: impl Fn(&str) -> bool) -> bool {
    let cells: Vec<&str> =
        rows.iter().map(|row| row.cell(at).trim()).filter(|cell| !cell.is_empty()).collect();
    let good = cells.iter().filter(|cell| test(cell)).count();
    good > 0 && good * 5 >= cells.len() * 4
}

/// The depth in a cell: `2`, `Level 2`.
pub(super) fn depth(cell: &str) -> Option<usize> {
    let digits = cell.trim().trim_start_matches(|c: char| !c.is_ascii_digit());
    digits.parse().ok().filter(|depth| *depth <= DEEPEST)
}

/// How far a name is set in, in blanks; a tab counts for four, and so do the marks that stand for blanks.
pub(super) fn indent(name: &str) -> usize {
    let lead = name.chars().take_while(|c| c.is_whitespace() || "-–•*·".contains(*c));
    lead.map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// Signs that stand in no ordinary name, so that they part those of a path.
const SIGNS: [&str; 5] = [">", "»", "→", "\\", "::"];

/// The sign that parts the names of a path, if the names are paths.
///
/// `/` and `:` stand in ordinary names, too: there what stands before the sign must be a code of its own, or be shared by several.
fn separator(names: &[&str]) -> Option<&'static str> {
    let strong = SIGNS.into_iter().find(|sign| names.iter().any(|name| name.contains(sign)));
    strong.or_else(|| {
        [" / ", "/", ": ", ":"].into_iter().find(|sign| {
            let bearing = bearing(names, sign);
            let above: Vec<String> = names.iter().filter_map(|name| above(name, sign)).collect();
            let borne = above.iter().filter(|above| bearing.contains(*above)).count();
            borne > 0 && borne * 2 >= above.len()
        })
    })
}

/// Each of `names` as the names of its path, from the top down; `is_code` says of which names there are codes already.
///
/// As in a table: `>`, a backslash and `::` part names; a slash does where what stands before it is a code or is shared.
pub fn paths(names: &[&str], is_code: impl Fn(&str) -> bool) -> Vec<Vec<String>> {
    let bearing = bearing(names, "/");
    let path = |name: &&str| {
        let strong = SIGNS.into_iter().find(|sign| name.contains(sign));
        let slash =
            || above(name, "/").filter(|above| bearing.contains(above) || is_code(above)).map(|_| "/");
        let parts = strong.or_else(slash).map(|sign| segments(name, sign)).unwrap_or_default();
        // One name alone may have had the root of NVivo above it; `> 65 jaar` had nothing.
        let is_path = parts.len() > 1 || parts.len() == 1 && name.contains('\\');
        if is_path && parts.len() <= DEEPEST { parts } else { vec![name.trim().to_owned()] }
    };
    names.iter().map(path).collect()
}

/// What stands before the last `sign` of a name, as it is compared.
fn above(name: &str, sign: &str) -> Option<String> {
    name.rsplit_once(sign).map(|(above, _)| fold(above.trim()).into_owned())
}

/// What stands before the last `sign` of `names`, where it is one of them, or before several.
fn bearing(names: &[&str], sign: &str) -> HashSet<String> {
    let whole: HashSet<String> = names.iter().map(|name| fold(name.trim()).into_owned()).collect();
    let mut once = HashSet::new();
    let mut bears = |above: &String| whole.contains(above) || !once.insert(above.clone());
    names.iter().filter_map(|name| above(name, sign)).filter(|above| bears(above)).collect()
}

/// The names of a path; the root that NVivo writes (`Nodes\\\\`) is none.
pub(super) fn segments(path: &str, sign: &str) -> Vec<String> {
    let root = path.split_once("\\\\").filter(|(root, _)| {
        sign == "\\"
            && matches!(fold(root.trim()).as_ref(), "nodes" | "codes" | "knooppunten" | "noeuds" | "knoten")
    });
    let path = root.map_or(path, |(_, rest)| rest);
    path.split(sign).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
