//! Tables of LaTeX, cell by cell: rows end at `\\`, cells at `&`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Cell, Gathering, pattern};

/// Where a table begins (the first group) or ends. Braces may hold braces that hold braces: `{@{}lp{\dimexpr{2cm}}@{}}`.
static BORDER: LazyLock<Regex> = LazyLock::new(|| {
    const TABLES: &str =
        "tabular[xy]?|tabulary|tabu|longtable|longtabu|xltabular|supertabular|xtabular|array|tblr|longtblr";
    const LAYOUT: &str = r"(?:\s*\[[^\]]{0,200}\]){0,2}(?:\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}){0,2}";
    pattern(&format!(r"(\\begin\{{(?:{TABLES})\*?\}}{LAYOUT})|\\end\{{(?:{TABLES})\*?\}}"))
});
/// Lines between rows, and what says how rows and cells look.
static RULE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|centering|raggedright|arraybackslash)\b|\\(?:cmidrule|cline|addlinespace|specialrule|rowcolor|cellcolor)\b\*?(?:\([^)]*\)|\[[^\]]*\]|\{[^{}]*\})*",
    )
});
/// Cells that go over several columns, and over several rows.
static OVER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\\multicolumn\s*\{\s*([0-9]+)\s*\}\s*\{(?:[^{}]|\{[^{}]*\})*\}|\\multirow\s*(?:\[[^\]]*\]\s*)?\{[^{}]*\}\s*(?:\[[^\]]*\]\s*)?\{[^{}]*\}",
    )
});
/// Stands for a column more that a cell goes over.
const MORE: char = '\u{5}';
/// A cell goes over so many at most.
const MOST: usize = 64;

/// The tables of a text while they are read.
#[derive(Default)]
pub(super) struct Tables {
    tables: usize,
    /// The cell that is open, and how many braces in it.
    open: Option<(Cell, usize)>,
    /// So many tables stand around it.
    around: usize,
}

impl Tables {
    /// Takes what of a line stands in tables; the pieces of it that stand outside, in order, go to `outside`.
    pub(super) fn take(
        &mut self,
        gathering: &mut Gathering,
        number: u32,
        line: &str,
        mut outside: impl FnMut(&mut Gathering, &str),
    ) {
        let mut from = 0;
        for border in BORDER.captures_iter(line) {
            let is_begin = border.get(1).is_some();
            let Some(found) = border.get(0).filter(|_| is_begin || self.open.is_some()) else { continue };
            let before = line.get(from..found.start()).unwrap_or("");
            if self.open.is_some() {
                self.cells(gathering, number, before)
            } else {
                outside(gathering, before)
            }
            gathering.close();
            match (is_begin, self.open) {
                (true, Some(_)) => self.around += 1,
                (true, None) => {
                    self.tables += 1;
                    self.open = Some((Cell { table: self.tables, row: 1, column: 1 }, 0));
                }
                (false, _) if self.around > 0 => self.around -= 1,
                (false, _) => self.open = None,
            }
            from = found.end();
        }
        let rest = line.get(from..).unwrap_or("");
        if self.open.is_some() { self.cells(gathering, number, rest) } else { outside(gathering, rest) }
    }

    fn cells(&mut self, gathering: &mut Gathering, number: u32, words: &str) {
        let Some((mut cell, mut depth)) = self.open else { return };
        let words = RULE.replace_all(words, " ");
        let words = OVER.replace_all(&words, |found: &Captures<'_>| {
            let columns = found.get(1).map_or(Ok(1), |number| number.as_str().parse::<usize>());
            String::from(MORE).repeat(columns.unwrap_or(1).saturating_sub(1).min(MOST))
        });
        let mut piece = String::new();
        let mut chars = words.chars().peekable();
        let mut over = 0;
        while let Some(c) = chars.next() {
            let is_row = c == '\\' && depth == 0 && chars.peek() == Some(&'\\');
            if is_row || c == '&' && depth == 0 {
                put(gathering, number, cell, &piece);
                gathering.close();
                piece.clear();
                cell.column += 1 + std::mem::take(&mut over);
            }
            match c {
                _ if is_row => {
                    chars.next();
                    (cell.row, cell.column) = (cell.row + 1, 1);
                    piece = skipped(&mut chars);
                }
                '&' if depth == 0 => {}
                MORE => over += 1,
                // What stands behind a backslash is no border.
                '\\' => piece.extend(std::iter::once(c).chain(chars.next())),
                _ => {
                    depth = if c == '{' { depth + 1 } else { depth.saturating_sub(usize::from(c == '}')) };
                    piece.push(c);
                }
            }
        }
        put(gathering, number, cell, &piece);
        cell.column += over;
        self.open = Some((cell, depth));
    }
}

/// Steps over what may stand right behind the end of a row, `*` and `[2pt]`; gives back what is none of it.
fn skipped(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    chars.next_if_eq(&'*');
    let mut read = String::new();
    if chars.peek() == Some(&'[') {
        while let Some(c) = chars.next_if(|c| !matches!(c, '&' | '\\')) {
            read.push(c);
            if c == ']' {
                return String::new();
            }
        }
    }
    read
}

fn put(gathering: &mut Gathering, number: u32, cell: Cell, words: &str) {
    if !words.trim().is_empty() {
        gathering.cell = Some(cell);
        gathering.add(number, words.trim(), false);
    }
}
