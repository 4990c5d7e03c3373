//! The cells of tables in documents: which paragraph stands in which.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::styles::{part, squeezed};
use super::{Block, Cell};
use crate::xml::{attribute, walk};

/// Puts blocks in the cells that hold their words. Words that stand elsewhere as well are left out: nobody knows which
/// of them a block is.
pub(super) fn put_in_cells(blocks: &mut [Block], cells: Vec<(String, Cell)>) {
    let mut of: HashMap<String, Vec<Cell>> = HashMap::new();
    for (words, cell) in cells {
        of.entry(words).or_default().push(cell);
    }
    let mut standing: HashMap<String, usize> = HashMap::new();
    for block in blocks.iter() {
        *standing.entry(squeezed(&block.text)).or_default() += 1;
    }
    of.retain(|words, cells| standing.get(words) == Some(&cells.len()));
    of.values_mut().for_each(|cells| cells.reverse());
    for block in blocks {
        block.cell = of.get_mut(&squeezed(&block.text)).and_then(Vec::pop);
    }
}

/// The paragraphs of all cells in order, squeezed.
pub(super) fn cells(name: &str, bytes: &[u8]) -> Vec<(String, Cell)> {
    let ending = name.rsplit('.').next().unwrap_or("").to_lowercase();
    match ending.as_str() {
        "docx" => part(bytes, "word/document.xml").map(|xml| of_office(&xml)).unwrap_or_default(),
        "odt" => part(bytes, "content.xml").map(|xml| of_office(&xml)).unwrap_or_default(),
        "html" | "htm" => of_web(&crate::text::decode(bytes).text),
        _ => Vec::new(),
    }
}

/// Tables while they are read.
#[derive(Default)]
struct Pass {
    tables: usize,
    /// The cells that are open: tables may stand in each other.
    open: Vec<Cell>,
    /// Of the paragraph so far.
    words: String,
    found: Vec<(String, Cell)>,
}

impl Pass {
    fn table(&mut self) {
        self.paragraph();
        self.tables += 1;
        self.open.push(Cell { table: self.tables, row: 0, column: 0 });
    }

    fn row(&mut self) {
        if let Some(cell) = self.open.last_mut() {
            (cell.row, cell.column) = (cell.row + 1, 0);
        }
    }

    fn cell(&mut self) {
        if let Some(cell) = self.open.last_mut() {
            cell.column += 1;
        }
    }

    /// A cell goes over so many columns more.
    fn over(&mut self, more: usize) {
        if let Some(cell) = self.open.last_mut() {
            cell.column = cell.column.saturating_add(more);
        }
    }

    /// A line break makes a paragraph of its own for the readers.
    fn paragraph(&mut self) {
        let words = squeezed(&std::mem::take(&mut self.words));
        if let Some(cell) = self.open.last().filter(|_| !words.is_empty()) {
            self.found.push((words, *cell));
        }
    }

    fn table_end(&mut self) {
        self.paragraph();
        self.open.pop();
    }
}

fn of_office(xml: &str) -> Vec<(String, Cell)> {
    let mut pass = Pass::default();
    let (mut is_text, mut is_odt, mut in_note) = (false, false, 0usize);
    walk(xml, |event, _| match event {
        Event::Start(e) | Event::Empty(e) => match e.name().as_ref() {
            "w:tbl" | "table:table" => pass.table(),
            "w:tr" | "table:table-row" => pass.row(),
            "w:tc" | "table:table-cell" | "table:covered-table-cell" => pass.cell(),
            "w:gridSpan" => pass.over(more_columns(e, "w:val")),
            "w:br" | "w:cr" | "text:line-break" => pass.paragraph(),
            "w:t" => is_text = matches!(event, Event::Start(_)),
            "text:note" if matches!(event, Event::Start(_)) => in_note += 1,
            "text:p" | "text:h" => is_odt = true,
            _ => {}
        },
        Event::Text(words) if (is_text || is_odt) && in_note == 0 => pass.words.push_str(words),
        Event::GeneralRef(name) if (is_text || is_odt) && in_note == 0 => {
            let character = name.resolve_char_ref().ok().flatten().map(String::from);
            let named = || quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned);
            pass.words.push_str(&character.or_else(named).unwrap_or_default());
        }
        Event::End(e) => match e.name().as_ref() {
            "w:t" => is_text = false,
            "text:note" => in_note = in_note.saturating_sub(1),
            "w:p" | "text:p" | "text:h" if in_note == 0 => {
                is_odt = false;
                pass.paragraph();
            }
            "w:tbl" | "table:table" => pass.table_end(),
            _ => {}
        },
        _ => {}
    });
    pass.found
}

fn more_columns(e: &BytesStart<'_>, name: &str) -> usize {
    attribute(e, name).and_then(|value| value.parse::<usize>().ok()).map_or(0, |all| all.saturating_sub(1))
}

/// Elements of a web page that stand in a line of text.
const INLINE: [&str; 18] = [
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "u",
];

fn of_web(page: &str) -> Vec<(String, Cell)> {
    let page = scraper::Html::parse_document(page);
    let mut pass = Pass::default();
    let mut next = Some((page.tree.root(), true));
    while let Some((node, is_open)) = next {
        match node.value() {
            scraper::Node::Text(words) if is_open => pass.words.push_str(&words.text),
            scraper::Node::Element(element) => pass.element(element, is_open),
            _ => {}
        }
        // Into it, beside it, or out of what it stands in.
        next = match (is_open, node.first_child()) {
            (true, Some(child)) => Some((child, true)),
            (true, None) => Some((node, false)),
            (false, _) => {
                let beside = node.next_sibling().map(|node| (node, true));
                beside.or_else(|| node.parent().map(|node| (node, false)))
            }
        };
    }
    pass.found
}

impl Pass {
    fn element(&mut self, element: &scraper::node::Element, is_open: bool) {
        match (element.name(), is_open) {
            ("table", true) => self.table(),
            ("table", false) => self.table_end(),
            (name, _) if !INLINE.contains(&name) => {
                self.paragraph();
                match (name, is_open) {
                    ("tr", true) => self.row(),
                    ("td" | "th", true) => self.cell(),
                    ("td" | "th", false) => {
                        let over = element.attr("colspan").and_then(|value| value.parse::<usize>().ok());
                        self.over(over.map_or(0, |all| all.saturating_sub(1)));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(found: &[(String, Cell)]) -> Vec<String> {
        found.iter().map(|(words, at)| format!("{words} {}.{}.{}", at.table, at.row, at.column)).collect()
    }

    #[test]
    fn every_paragraph_of_a_cell_is_found_with_its_row_and_column() {
        let p = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
        let word = format!(
            "{}<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>{}</w:tc></w:tr>\
             <w:tr><w:tc/><w:tc>{}</w:tc></w:tr></w:tbl>{}",
            p("voor"),
            p("R5"),
            p("ja &amp; neen"),
            p("binnen"),
            p("ook"),
            p("onder"),
            p("na")
        );
        let all = ["R5 1.1.1", "ja&neen 1.1.2", "binnen 2.1.1", "ook 1.1.2", "onder 1.2.2"];
        assert_eq!(told(&of_office(&word)), all);
        let writer = "<text:p>voor</text:p><table:table><table:table-row><table:table-cell><text:p>R5</text:p></table:table-cell>\
                      <table:table-cell><text:p>ja<text:note><text:p>noot</text:p></text:note></text:p></table:table-cell>\
                      </table:table-row></table:table>";
        assert_eq!(told(&of_office(writer)), ["R5 1.1.1", "ja 1.1.2"]);
        let web = "<p>voor</p><table><tr><th>Wie<th>Wat</tr><tr><td>R<b>5</b></td><td><p>ja</p><p>neen</p></td></tr></table>na";
        assert_eq!(told(&of_web(web)), ["Wie 1.1.1", "Wat 1.1.2", "R5 1.2.1", "ja 1.2.2", "neen 1.2.2"]);
    }

    #[test]
    fn words_that_stand_outside_of_tables_as_well_are_in_no_cell() {
        let block =
            |words: &str| Block::new(words, super::super::Place::Line(1), super::super::Kind::Paragraph);
        let mut blocks = vec![block("ja zeg"), block("R5"), block("R5")];
        let at = |row| Cell { table: 1, row, column: 1 };
        put_in_cells(&mut blocks, vec![("jazeg".into(), at(1)), ("R5".into(), at(2))]);
        let cells: Vec<_> = blocks.iter().map(|block| block.cell.map(|cell| cell.row)).collect();
        assert_eq!(cells, [Some(1), None, None]);
    }
}
