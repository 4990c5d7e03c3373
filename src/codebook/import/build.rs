//! From the rows of a table to a tree of codes.

use std::collections::HashMap;

use crate::sheet::{Row, Sheet};
use crate::text::{Language, fold};

use super::color::Painted;
use super::draft::Draft;
use super::header::{Column, Header};
use super::place::{self, DEEPEST, Layout};
use super::tree::Tree;
use super::{Imported, LeftOut, cells, notes, number, slug};

/// The codebook in `sheet`, below its header; `None` if there is no code in it.
pub(super) fn build(sheet: &Sheet, header: &Header, title: &str, language: Language) -> Option<Imported> {
    let (name, of) = name_column(header)?;
    let rows = sheet.rows.iter().skip(header.below);
    let rows: Vec<Row> = rows
        .map(|row| set_in(unguarded(row, header), sheet.looks.of(row.number, name).indent, name))
        .collect();
    let rows: Vec<&Row> = rows.iter().collect();
    let language = of.unwrap_or(language);
    let layout = place::layout(header, &rows, name);
    let mut painted = Painted::of(&sheet.looks, header, &rows, name);
    painted.groups_are_parents = place::groups(header, &rows).is_some_and(|at| layout == Layout::Parents(at));
    let mut builder = Builder {
        header,
        painted,
        name,
        id: id_column(header, &layout, &rows, name),
        language,
        tree: Tree::default(),
        open: Vec::new(),
        numbers: HashMap::new(),
        named: HashMap::new(),
        waiting: Vec::new(),
        left_out: Vec::new(),
    };
    for row in &rows {
        builder.row(row, &layout);
    }
    builder.find_parents();
    let notes = notes::of(&mut builder.tree, header, &builder.painted, &rows);
    let Builder { tree, left_out, .. } = builder;
    let draft = Draft { title: title.to_owned(), language, codes: tree.codes() };
    (!draft.codes.is_empty()).then(|| Imported { draft, layout: notes::describe(&layout), left_out, notes })
}

/// A row without the apostrophes that guard formulas.
fn unguarded(row: &Row, header: &Header) -> Row {
    let Some(at) = header.find(Column::Guarded) else { return row.clone() };
    let guarded: Vec<&str> = row.cell(at).split(';').map(str::trim).collect();
    let bare = |(at, cell): (usize, &String)| {
        let is_guarded = header.cells.get(at).is_some_and(|name| guarded.contains(&name.trim()));
        cell.strip_prefix('\'').filter(|_| is_guarded).unwrap_or(cell).to_owned()
    };
    Row { number: row.number, cells: row.cells.iter().enumerate().map(bare).collect() }
}

/// A row with the blanks that a cell of Excel is set in by before its name.
fn set_in(mut row: Row, indent: u8, name: usize) -> Row {
    if let Some(cell) = row.cells.get_mut(name).filter(|cell| indent > 0 && !cell.trim().is_empty()) {
        *cell = format!("{}{cell}", " ".repeat(usize::from(indent) * 4));
    }
    row
}

/// The id that a cell gives: with a letter or digit in it.
fn given(cell: &str) -> Option<String> {
    cell.contains(char::is_alphanumeric).then(|| slug::tidy(cell))
}

/// The column of the names, and their language if the header says it.
fn name_column(header: &Header) -> Option<(usize, Option<Language>)> {
    let named = header.find(Column::Name(None)).or_else(|| header.find(Column::Code)).map(|at| (at, None));
    let path = header.find(Column::Path).map(|at| (at, None));
    let in_language = header.names().next().map(|(language, at)| (at, language));
    let level = header.levels().last().map(|at| (*at, None));
    let id = header.find(Column::Id).map(|at| (at, None));
    path.or(named).or(in_language).or(level).or(id)
}

/// The column of the ids, unless they are only numbers: an id is made of a name then.
fn id_column(header: &Header, layout: &Layout, rows: &[&Row], name: usize) -> Option<usize> {
    let at = header.find(Column::Id).or_else(|| header.find(Column::Code)).filter(|at| *at != name)?;
    let telling = |row: &&Row| row.cell(at).chars().any(char::is_alphabetic);
    // Signs such as `A1` are what people call the codes.
    let is_sign = |row: &&Row| number::has_letters(row.cell(at).trim());
    let taken = matches!(layout, Layout::Numbers(number) if *number == at) && !rows.iter().any(is_sign);
    let level = matches!(layout, Layout::Levels(levels) if levels.contains(&at));
    (!taken && !level && rows.iter().any(telling)).then_some(at)
}

struct Builder<'a> {
    header: &'a Header,
    painted: Painted<'a>,
    name: usize,
    id: Option<usize>,
    language: Language,
    tree: Tree,
    /// The codes that the next one may stand below, with their depth.
    open: Vec<(usize, usize)>,
    numbers: HashMap<String, usize>,
    /// Codes by folded name, in the order of the rows.
    named: HashMap<String, Vec<usize>>,
    /// Codes whose parent is only named so far.
    waiting: Vec<(usize, String)>,
    left_out: Vec<LeftOut>,
}

impl Builder<'_> {
    fn row(&mut self, row: &Row, layout: &Layout) {
        if row.cells.iter().zip(&self.header.cells).all(|(cell, head)| cell.trim() == head.trim()) {
            return self.leave(row, "the header stands here again");
        }
        let at = match self.place(row, layout) {
            Ok(at) => at,
            Err(why) => return self.leave(row, why),
        };
        let Some(node) = self.tree.get(at) else { return };
        if let Some(first) = node.row {
            let why = format!("the code `{}` stands in row {first} already", node.code.name);
            return self.leave(row, &why);
        }
        node.row = Some(row.number);
        let name = row.cell(self.name).trim();
        if matches!(layout, Layout::Ids(_)) && !name.is_empty() && self.name != self.id.unwrap_or(usize::MAX)
        {
            node.code.name = name.to_owned();
        }
        let lost = cells::fill(&mut node.code, row, self.header, self.language, self.name, &self.painted);
        if let Some(id) =
            self.id.and_then(|at| given(row.cell(at))).filter(|_| !matches!(layout, Layout::Ids(_)))
        {
            node.code.id = id;
        }
        self.named.entry(fold(&node.code.name).into_owned()).or_default().push(at);
        self.left_out.extend(lost.into_iter().map(|(what, why)| LeftOut { row: row.number, what, why }));
    }

    fn leave(&mut self, row: &Row, why: &str) {
        let words: Vec<&str> =
            row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        self.left_out.push(LeftOut { row: row.number, what: words.join(" | "), why: why.to_owned() });
    }

    /// The code that a row describes, in its place.
    fn place(&mut self, row: &Row, layout: &Layout) -> Result<usize, &'static str> {
        let name = row.cell(self.name).trim();
        match layout {
            Layout::Ids(at) => self.by_ids(row.cell(*at), name),
            Layout::Levels(levels) => self.by_levels(row, levels),
            _ if name.is_empty() && !matches!(layout, Layout::Flat) => Err("there is no code in it"),
            Layout::Numbers(at) => Ok(self.by_number(row.cell(*at), name, row)),
            Layout::Numbered(names) => {
                let (number, name) =
                    number::before(name).filter(|_| names.contains(name)).unwrap_or(("", name));
                Ok(self.by_number(number, name, row))
            }
            Layout::Parents(at) => {
                let parent = row.cell(*at).trim();
                let key = self.key(row, &format!("{}\0{}", fold(name), fold(parent)));
                let at = self.tree.child(None, &key, name);
                let number = self.header.find(Column::Number).map(|column| row.cell(column).trim());
                if let Some(number) = number.filter(|number| !number.is_empty()) {
                    self.named.entry(fold(number).into_owned()).or_default().push(at);
                }
                if !parent.is_empty() {
                    self.waiting.push((at, parent.to_owned()));
                }
                Ok(at)
            }
            Layout::Depths(at) => match place::depth(row.cell(*at)) {
                Some(depth) => Ok(self.by_depth(depth, name, row)),
                None => Err("it does not say its level"),
            },
            Layout::Paths(sign) => {
                let names = place::segments(name, sign);
                if names.len() > DEEPEST {
                    return Err("the path is too deep");
                }
                self.tree.path(&names).ok_or("there is no code in it")
            }
            Layout::Indented => {
                let raw = row.cell(self.name);
                let bare = name.trim_start_matches(|c: char| c.is_whitespace() || "-–•*·".contains(c));
                if bare.is_empty() {
                    Err("there is no code in it")
                } else {
                    Ok(self.by_depth(place::indent(raw), bare, row))
                }
            }
            Layout::Flat => self.by_section(row, name),
        }
    }

    /// What sets a code apart from its neighbours: its id, or else its name.
    fn key(&self, row: &Row, name: &str) -> String {
        let id = self.id.and_then(|at| given(row.cell(at)));
        id.map_or_else(|| fold(name).into_owned(), |id| format!("#{id}"))
    }

    fn by_ids(&mut self, path: &str, name: &str) -> Result<usize, &'static str> {
        let ids: Vec<String> = path.split('/').filter_map(given).collect();
        if ids.len() > DEEPEST {
            return Err("the path is too deep");
        }
        let mut at = None;
        for id in &ids {
            let here = self.tree.child(at, &format!("#{id}"), id);
            if let Some(node) = self.tree.get(here) {
                node.code.id.clone_from(id);
            }
            at = Some(here);
        }
        at.ok_or(if name.is_empty() { "there is no code in it" } else { "it has no id" })
    }

    fn by_levels(&mut self, row: &Row, levels: &[usize]) -> Result<usize, &'static str> {
        let mut deepest = None;
        for (depth, at) in levels.iter().enumerate() {
            let name = row.cell(*at).trim();
            if name.is_empty() {
                continue;
            }
            self.open.retain(|(open, _)| *open < depth);
            let parent = self.open.last().map(|(_, at)| *at);
            let here = self.tree.named(parent, name);
            self.open.push((depth, here));
            deepest = Some(here);
        }
        deepest.ok_or("there is no code in it")
    }

    fn by_number(&mut self, number: &str, name: &str, row: &Row) -> usize {
        let Some(parts) = number::parts(number) else {
            let key = self.key(row, name);
            return self.tree.child(None, &key, name);
        };
        let number = parts.join(".");
        let above = number.match_indices('.').rev().filter_map(|(at, _)| number.get(..at));
        let parent = above.filter_map(|above| self.numbers.get(above)).next().copied();
        let here = self.tree.child(parent, &format!("{number} "), name);
        self.numbers.entry(number).or_insert(here);
        here
    }

    fn by_depth(&mut self, depth: usize, name: &str, row: &Row) -> usize {
        self.open.retain(|(open, _)| *open < depth);
        let parent = self.open.last().map(|(_, at)| *at);
        let key = self.key(row, name);
        let here = self.tree.child(parent, &key, name);
        self.open.push((depth, here));
        here
    }

    /// In a list, a row with one cell is the heading of a section when it is in capitals, before a colon, or beside
    /// the columns of the codebook.
    fn by_section(&mut self, row: &Row, name: &str) -> Result<usize, &'static str> {
        if let Some(heading) = self.heading(row) {
            let here = self.tree.named(None, heading);
            self.open = vec![(0, here)];
            return Ok(here);
        }
        if name.is_empty() {
            return Err("there is no code in it");
        }
        let parent = self.open.last().map(|(_, at)| *at);
        let key = self.key(row, name);
        Ok(self.tree.child(parent, &key, name))
    }

    fn heading<'r>(&self, row: &'r Row) -> Option<&'r str> {
        let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let (Some((at, only)), None) = (filled.next(), filled.next()) else { return None };
        let only = only.trim();
        let capitals =
            only.chars().filter(|c| c.is_uppercase()).count() > 3 && !only.contains(char::is_lowercase);
        let in_names = at == self.name && (capitals || only.ends_with(':'));
        let beside = !self.header.columns.iter().any(|(_, column)| *column == at);
        let is_heading = self.header.columns.len() > 1 && only.chars().count() <= 80 && (in_names || beside);
        is_heading.then(|| only.trim_end_matches(':').trim_end()).filter(|heading| !heading.is_empty())
    }

    /// Puts the codes below the parents that their rows name: a code by its name or id, or by its path.
    fn find_parents(&mut self) {
        for (at, wanted) in std::mem::take(&mut self.waiting) {
            let last = wanted.rsplit(['>', '\\', '/']).next().unwrap_or(&wanted).trim();
            let whole =
                self.named.get(fold(&wanted).as_ref()).or_else(|| self.named.get(fold(last).as_ref()));
            let above = whole.and_then(|all| {
                let others = || all.iter().filter(|other| **other != at);
                // The nearest row above, or else the first below.
                others().rev().find(|other| **other < at).or_else(|| others().next()).copied()
            });
            let parent = above.or_else(|| self.by_id(&wanted, at)).unwrap_or_else(|| {
                let key = fold(&wanted).into_owned();
                let here = self.tree.child(None, &format!("{key}\0"), &wanted);
                self.named.entry(key).or_default().push(here);
                here
            });
            if let Some(node) = self.tree.get(at).filter(|_| parent != at) {
                node.parent = Some(parent);
            }
        }
    }

    fn by_id(&mut self, wanted: &str, not: usize) -> Option<usize> {
        let id = slug::tidy(wanted);
        self.tree.with_id(&id).filter(|at| *at != not)
    }
}
