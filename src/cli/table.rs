//! Tables for people: aligned columns, no frames.

use unicode_width::UnicodeWidthStr;

use super::ui::{quiet, safe};

/// Columns that a cell keeps, however narrow the terminal.
const NARROWEST: usize = 6;

/// Rows with a head; numbers are set to the right.
#[derive(Debug, Default)]
pub(crate) struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(head: &[&str]) -> Self {
        Self { head: head.iter().map(|h| (*h).to_owned()).collect(), rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.iter().map(|cell| safe(cell).replace('\n', " ")).collect());
    }

    /// The lines, each at most `width` columns: the widest column gives way.
    pub(crate) fn lines(&self, width: usize) -> Vec<String> {
        let columns = self.head.len();
        let cell = |row: &Vec<String>, at: usize| row.get(at).cloned().unwrap_or_default();
        let mut widths: Vec<usize> = (0..columns)
            .map(|at| {
                self.rows.iter().chain([&self.head]).map(|row| cell(row, at).width()).max().unwrap_or(0)
            })
            .collect();
        let gaps = 2 * columns.saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > width {
            match widths.iter_mut().max() {
                Some(widest) if *widest > NARROWEST => *widest -= 1,
                _ => break,
            }
        }
        let right: Vec<bool> = (0..columns)
            .map(|at| !self.rows.is_empty() && self.rows.iter().all(|row| is_number(&cell(row, at))))
            .collect();
        let set = |row: &Vec<String>| {
            let cells = widths.iter().enumerate().map(|(at, width)| {
                let right = right.get(at).copied().unwrap_or(false);
                padded(&cell(row, at), *width, right)
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        std::iter::once(quiet(&set(&self.head))).chain(self.rows.iter().map(set)).collect()
    }
}

fn is_number(cell: &str) -> bool {
    cell.is_empty()
        || cell.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '+' || c == '-' || c == '−')
}

fn padded(cell: &str, width: usize, right: bool) -> String {
    let mut shown = String::new();
    let mut used = 0;
    for c in cell.chars() {
        let w = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used + w > width.saturating_sub(usize::from(cell.width() > width)) {
            shown.push('…');
            used += 1;
            break;
        }
        shown.push(c);
        used += w;
    }
    let blanks = " ".repeat(width.saturating_sub(used));
    if right { format!("{blanks}{shown}") } else { format!("{shown}{blanks}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_right_and_long_cells_give_way() {
        let mut table = Table::new(&["source", "turns"]);
        table.row(vec!["een heel lange naam van een bron".into(), "7".into()]);
        table.row(vec!["fg1".into(), "1,207".into()]);
        let lines = table.lines(24);
        assert_eq!(lines[1], "een heel lange n…      7");
        assert_eq!(lines[2], "fg1                1,207");
    }
}
