//! The cells of tables in documents: which paragraph stands in which.

use quick_xml::events::{BytesStart, Event};

use super::in_order::in_order;
use super::styles::{part, squeezed};
use super::{Block, Cell};
use crate::xml::{attribute, walk};

/// Puts blocks in the cells that hold their words; left out are words of which nobody knows which of several blocks
/// stands in the cell.
pub(super) fn put_in_cells(blocks: &mut [Block], paragraphs: Vec<Paragraph>) {
    // What stands outside of tables is not always read as paragraphs here and there alike.
    let uneven = |all: Vec<Option<Cell>>, blocks: usize| {
        let cells: Vec<_> = all.into_iter().filter(Option::is_some).collect();
        if cells.len() == blocks { cells } else { Vec::new() }
    };
    let cells = in_order(blocks, paragraphs, uneven);
    for (block, cell) in blocks.iter_mut().zip(cells) {
        block.cell = cell.flatten();
    }
}

/// The words of a paragraph, squeezed, and the cell in which it stands.
pub(super) type Paragraph = (String, Option<Cell>);

/// The paragraphs of a document in order.
pub(super) fn paragraphs(name: &str, bytes: &[u8]) -> Vec<Paragraph> {
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
    found: Vec<Paragraph>,
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
        if !words.is_empty() {
            self.found.push((words, self.open.last().copied()));
        }
    }

    fn table_end(&mut self) {
        self.paragraph();
        self.open.pop();
    }
}

fn of_office(xml: &str) -> Vec<Paragraph> {
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

fn of_web(page: &str) -> Vec<Paragraph> {
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

    fn told(found: &[Paragraph]) -> Vec<String> {
        let cells = found.iter().filter_map(|(words, cell)| Some((words, cell.as_ref()?)));
        cells.map(|(words, at)| format!("{words} {}.{}.{}", at.table, at.row, at.column)).collect()
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
    fn words_that_stand_outside_of_tables_as_well_go_by_their_order() {
        let block =
            |words: &str| Block::new(words, super::super::Place::Line(1), super::super::Kind::Paragraph);
        let at = |row| Some(Cell { table: 1, row, column: 1 });
        let put = |paragraphs: Vec<Paragraph>| -> Vec<_> {
            let mut blocks = vec![block("ja zeg"), block("R5"), block("R5")];
            put_in_cells(&mut blocks, paragraphs);
            blocks.iter().map(|block| block.cell.map(|cell| cell.row)).collect()
        };
        let (first, second) = (("jazeg".to_owned(), at(1)), ("R5".to_owned(), at(2)));
        assert_eq!(put(vec![first.clone(), second.clone()]), [Some(1), None, None]);
        let outside = ("R5".to_owned(), None);
        assert_eq!(put(vec![first.clone(), second.clone(), outside.clone()]), [Some(1), Some(2), None]);
        assert_eq!(put(vec![first, outside, second]), [Some(1), None, Some(2)]);
    }
}
