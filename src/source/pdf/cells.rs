//! Rows of a table whose cells take several lines. Read straight across, a cell would stand between the lines of the one
//! before it.

use super::line::Line;
use super::names;
use super::paragraphs;

/// Left ends this near to each other, in points, are those of one cell.
const SAME_PLACE: f32 = 1.5;
/// No table of words has more columns.
const MOST_CELLS: usize = 20;

/// The lines of rows, given from top to bottom, each by its pieces from left to right.
pub(super) fn lines(rows: Vec<Vec<Line>>, pitch: f32) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut is_below = false;
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let mut row = Cells::of(row);
        while let Some(next) = rows.next_if(|next| row.goes_on(next, pitch)) {
            row.add(next);
        }
        let is_wrapped = row.is_wrapped;
        let mut own = row.lines();
        if let Some(first) = own.first_mut().filter(|_| is_wrapped || is_below) {
            first.begins = Some(true);
        }
        is_below = is_wrapped;
        lines.append(&mut own);
    }
    lines
}

/// A row of a table: its cells from left to right.
struct Cells {
    cells: Vec<Cell>,
    /// The height of its last line.
    y: f32,
    is_wrapped: bool,
}

/// A cell: its first line, and those below.
struct Cell {
    first: Line,
    below: Vec<Line>,
}

impl Cell {
    fn last(&self) -> &Line {
        self.below.last().unwrap_or(&self.first)
    }

    /// Whether it goes on with `next`, for its last line had no room for the first word of it before `end`. A shorter
    /// cell is a name or a number.
    fn runs_on(&self, next: &Line, end: f32) -> bool {
        let last = self.last();
        let is_full = last.right + 0.25 * last.size + next.first_word() > end - 0.5 * last.size;
        self.first.chars() > names::LONGEST && is_full && next.right < end
    }
}

impl Cells {
    fn of(row: Vec<Line>) -> Self {
        let y = row.first().map_or(0.0, |piece| piece.y);
        let cells = row.into_iter().map(|first| Cell { first, below: Vec::new() }).collect();
        Self { cells, y, is_wrapped: false }
    }

    /// The cell that a piece stands in.
    fn cell_of(&self, piece: &Line) -> Option<usize> {
        self.cells.iter().position(|cell| (cell.first.x - piece.x).abs() <= SAME_PLACE)
    }

    /// Whether the pieces of the next row are lines of these cells. A row that all cells go on in may as well be the next
    /// row of the table, where the line above ends a sentence.
    fn goes_on(&self, next: &[Line], pitch: f32) -> bool {
        let is_close = |piece: &Line| {
            self.cells.first().is_some_and(|cell| {
                let last = Line { y: self.y, size: cell.first.size, ..Line::default() };
                paragraphs::are_close(&last, piece, pitch)
            })
        };
        let is_line = |piece: &Line| {
            let Some(at) = self.cell_of(piece) else { return false };
            let (Some(cell), after) = (self.cells.get(at), self.cells.get(at + 1)) else { return false };
            let ends = cell.last().text.ends_with(['.', '?', '!', '…', '”', '"', '’']);
            after.map_or(self.is_wrapped || next.len() > 1, |after| {
                (cell.last().y - self.y).abs() < 0.01
                    && cell.runs_on(piece, after.first.x)
                    && !(ends && next.len() > 1)
            })
        };
        (2..=MOST_CELLS).contains(&self.cells.len())
            && next.len() <= self.cells.len()
            && next.first().is_some_and(is_close)
            && next.iter().all(is_line)
    }

    fn add(&mut self, next: Vec<Line>) {
        self.is_wrapped = true;
        for piece in next {
            self.y = piece.y;
            if let Some(cell) = self.cell_of(&piece).and_then(|at| self.cells.get_mut(at)) {
                cell.below.push(piece);
            }
        }
    }

    /// Its lines, cell after cell; each cell but the first stands behind the last line of the one before it.
    fn lines(self) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for Cell { first, below } in self.cells {
            match lines.last_mut() {
                Some(last) if self.is_wrapped => last.append_cell(&first),
                Some(last) => last.append(&first),
                None => lines.push(first),
            }
            lines.extend(below.into_iter().map(|line| Line { begins: Some(false), ..line }));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of cells of 10 points, each with its row and its left end.
    fn read(pieces: &[(u16, f32, &str)]) -> Vec<String> {
        let piece = |(row, x, text): &(u16, f32, &str)| {
            let line = Line { text: (*text).into(), x: *x, size: 10.0, ..Line::default() };
            Line { y: 700.0 - 12.0 * f32::from(*row), right: x + 5.0 * line.chars(), ..line }
        };
        let mut rows: Vec<Vec<Line>> = Vec::new();
        for line in pieces.iter().map(piece) {
            match rows.last_mut() {
                Some(row) if row.iter().any(|piece| piece.y == line.y) => row.push(line),
                _ => rows.push(vec![line]),
            }
        }
        lines(rows, 1.2).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_cell_beside_lines_of_another_stands_behind_them() {
        let all = [
            (0, 60.0, "Ik sta daar op de lijst van voor die winter"),
            (0, 290.0, "bezoekster"),
            (1, 60.0, "en ik wacht nog altijd op iets."),
            (2, 60.0, "Niemand heeft mij daar ooit iets van gezegd"),
            (2, 290.0, "vrijwilliger in het"),
            (3, 60.0, "en dat zal wel zo blijven."),
            (3, 290.0, "buurthuis"),
        ];
        let expected = [
            "Ik sta daar op de lijst van voor die winter",
            "en ik wacht nog altijd op iets.\tbezoekster",
            "Niemand heeft mij daar ooit iets van gezegd",
            "en dat zal wel zo blijven.\tvrijwilliger in het",
            "buurthuis",
        ];
        assert_eq!(read(&all), expected);
    }

    #[test]
    fn rows_of_one_line_stay_rows() {
        let all = [
            (0, 60.0, "Ik sta daar op de lijst van voor die maand."),
            (0, 300.0, "bezoekster"),
            (1, 60.0, "Niemand heeft mij iets gezegd."),
            (1, 300.0, "vrijwilliger"),
            (2, 60.0, "Zo gaat dat."),
            (2, 300.0, "buur"),
            (3, 60.0, "Hierna volgt tekst."),
        ];
        let rows = [
            "Ik sta daar op de lijst van voor die maand.\tbezoekster",
            "Niemand heeft mij iets gezegd.\tvrijwilliger",
            "Zo gaat dat.\tbuur",
            "Hierna volgt tekst.",
        ];
        assert_eq!(read(&all), rows);
    }

    #[test]
    fn a_name_is_no_line_of_the_name_above() {
        let all = [(0, 60.0, "Interviewer"), (0, 136.0, "Hoe was dat?"), (1, 60.0, "Greet")];
        assert_eq!(read(&all), ["Interviewer\tHoe was dat?", "Greet"]);
    }
}
