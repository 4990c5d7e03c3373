//! Figures of a deck: an overview, codes by role, and bars beside quotes. All are tables and charts of the program,
//! so that an author can edit them.

use std::collections::BTreeSet;

use super::super::attribution::role_name;
use super::super::groups::Group;
use super::super::words::{clipped, words};
use super::super::{Quote, Selection};
use super::chart::Bars;
use super::design::{Frame, Layout};
use super::slide::{LOUD, QUIET, framed, lang, text_runs};

/// Rows of a table on one slide.
const MOST_ROWS: usize = 10;
/// Roles in a table or beside quotes; more fit nowhere.
const MOST_ROLES: usize = 6;
/// A point in EMU.
const EMU: i64 = 12_700;
/// Height of a row of a table, in points.
const ROW: i64 = 30;

/// How often each role is quoted under one heading.
struct Line<'a> {
    title: &'a str,
    color: &'a str,
    quotes: usize,
    people: usize,
    by_role: Vec<usize>,
}

/// The roles of a selection by name, those of most quotes first.
fn roles(selection: &Selection) -> Vec<String> {
    let unknown = words(selection.language).no_role;
    let name = |quote: &Quote| role_name(selection, quote).unwrap_or_else(|| unknown.to_owned());
    let all: Vec<String> = selection.quotes.iter().map(name).collect();
    let distinct: BTreeSet<&String> = all.iter().collect();
    let mut roles: Vec<(usize, &String)> =
        distinct.into_iter().map(|role| (all.iter().filter(|other| *other == role).count(), role)).collect();
    roles.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    roles.into_iter().take(MOST_ROLES).map(|(_, role)| role.clone()).collect()
}

fn by_role(selection: &Selection, group: &Group<'_>, roles: &[String]) -> Vec<usize> {
    let unknown = words(selection.language).no_role;
    let is = |quote: &Quote, role: &String| role_name(selection, quote).as_deref().unwrap_or(unknown) == role;
    roles.iter().map(|role| group.quotes.iter().filter(|(_, quote)| is(quote, role)).count()).collect()
}

fn lines<'a>(selection: &Selection, groups: &'a [Group<'_>], roles: &[String]) -> Vec<Line<'a>> {
    let line = |group: &'a Group<'_>| {
        let people = group.quotes.iter().flat_map(|(_, quote)| &quote.participants);
        Line {
            title: &group.title,
            color: &group.color,
            quotes: group.quotes.len(),
            people: people.collect::<BTreeSet<_>>().len(),
            by_role: by_role(selection, group, roles),
        }
    };
    groups.iter().map(line).collect()
}

/// The slides of the overview and of codes by role.
pub(super) fn slides(
    layout: &Layout,
    selection: &Selection,
    groups: &[Group<'_>],
    footer: &str,
) -> Vec<String> {
    let words = words(selection.language);
    let roles = roles(selection);
    let lines = lines(selection, groups, &roles);
    let frame = layout.body.frame();
    let mut slides = Vec::new();
    let capital = |text: &str| {
        let mut letters = text.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    };
    for part in lines.chunks(MOST_ROWS) {
        let head =
            [String::new(), capital(words.code), capital(words.quotes[1]), capital(words.participants[1])];
        let mut rows = vec![head.into_iter().map(Cell::head).collect::<Vec<_>>()];
        rows.extend(part.iter().map(|line| {
            let chip = Cell { fill: line.color.to_owned(), ..Cell::number(String::new()) };
            vec![chip, Cell::text(line.title), Cell::number(line.quotes), Cell::number(line.people)]
        }));
        let table = table(selection, &rows, frame, &[3, 55, 21, 21]);
        slides.push(framed(layout, selection.language, words.overview, &table, footer));
    }
    if roles.len() < 2 {
        return slides;
    }
    let most = lines.iter().flat_map(|line| &line.by_role).copied().max().unwrap_or(1).max(1);
    let share = 60 / roles.len();
    let widths: Vec<usize> = std::iter::once(40).chain(roles.iter().map(|_| share)).collect();
    for part in lines.chunks(MOST_ROWS) {
        let head = std::iter::once(String::new()).chain(roles.iter().map(|role| capital(role)));
        let mut rows = vec![head.map(Cell::head).collect::<Vec<_>>()];
        rows.extend(part.iter().map(|line| {
            let cells = line.by_role.iter().map(|count| Cell::shaded(*count, most));
            std::iter::once(Cell::text(line.title)).chain(cells).collect()
        }));
        let table = table(selection, &rows, frame, &widths);
        slides.push(framed(layout, selection.language, words.by_role, &table, footer));
    }
    slides
}

/// A cell of a table.
struct Cell {
    text: String,
    /// Six hexadecimal digits; empty for none.
    fill: String,
    /// Six hexadecimal digits; empty for the colour of text.
    ink: String,
    bold: bool,
    centred: bool,
}

impl Cell {
    fn text(text: &str) -> Self {
        let text = clipped(text, 60);
        Self { text, fill: String::new(), ink: String::new(), bold: false, centred: false }
    }

    fn head(text: String) -> Self {
        Self { bold: true, centred: false, ..Self::text(&text) }
    }

    fn number(value: impl ToString) -> Self {
        Self { centred: false, ..Self::text(&value.to_string()) }
    }

    /// A count on a ground that is the darker the larger it is.
    fn shaded(count: usize, most: usize) -> Self {
        let part = |from: usize, to: usize| (from * (most - count.min(most)) + to * count.min(most)) / most;
        let fill = format!("{:02X}{:02X}{:02X}", part(0xF4, 0x1F), part(0xF6, 0x5F), part(0xF8, 0x8B));
        let ink = if 2 * count > most { "FFFFFF" } else { "1C2430" };
        Self { fill, ink: ink.to_owned(), centred: true, ..Self::text(&count.to_string()) }
    }

    fn xml(&self, selection: &Selection) -> String {
        let weight = if self.bold { " b=\"1\"" } else { "" };
        let properties = format!("{} sz=\"1400\"{weight}", lang(selection.language));
        let ink = match (self.ink.as_str(), self.bold) {
            ("", true) => QUIET.to_owned(),
            ("", false) => LOUD.to_owned(),
            (ink, _) => format!("<a:solidFill><a:srgbClr val=\"{ink}\"/></a:solidFill>"),
        };
        let align = if self.centred { " algn=\"ctr\"" } else { "" };
        let fill = match self.fill.as_str() {
            "" => "<a:noFill/>".to_owned(),
            fill => format!("<a:solidFill><a:srgbClr val=\"{fill}\"/></a:solidFill>"),
        };
        let none = |side: &str| format!("<a:{side} w=\"0\"><a:noFill/></a:{side}>");
        let rule = "<a:lnB w=\"6350\"><a:solidFill><a:srgbClr val=\"B8C0C8\"/></a:solidFill></a:lnB>";
        format!(
            "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr{align}/>{}<a:endParaRPr {properties}/></a:p></a:txBody>\
             <a:tcPr anchor=\"ctr\">{}{}{}{rule}{fill}</a:tcPr></a:tc>",
            if self.text.is_empty() { String::new() } else { text_runs(&self.text, &properties, &ink) },
            none("lnL"),
            none("lnR"),
            none("lnT"),
        )
    }
}

/// A table in the room of `frame`; `widths` in hundredths of it.
fn table(selection: &Selection, rows: &[Vec<Cell>], frame: Frame, widths: &[usize]) -> String {
    let width = |part: &usize| frame.width * i64::try_from(*part).unwrap_or(0) / 100;
    let columns: String = widths.iter().map(|part| format!("<a:gridCol w=\"{}\"/>", width(part))).collect();
    let height = ROW * EMU;
    let row = |cells: &Vec<Cell>| {
        let cells: String = cells.iter().map(|cell| cell.xml(selection)).collect();
        format!("<a:tr h=\"{height}\">{cells}</a:tr>")
    };
    let body: String = rows.iter().map(row).collect();
    let (all, tall): (i64, i64) = (widths.iter().map(width).sum(), height * rows.len() as i64);
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"8\" name=\"Table\"/><p:cNvGraphicFramePr>\
         <a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x=\"{}\" \
         y=\"{}\"/><a:ext cx=\"{all}\" cy=\"{tall}\"/></p:xfrm><a:graphic><a:graphicData \
         uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl><a:tblPr firstRow=\"1\"/><a:tblGrid>\
         {columns}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
        frame.x, frame.y
    )
}

/// Room for one bar, in points.
const BAR: i64 = 34;
/// The number of the line below the bars among the shapes of a slide.
const BELOW: usize = 39;

/// Bars beside the quotes of a group: how many of its quotes each role has.
pub(super) fn bars<'a>(selection: &'a Selection, group: &'a Group<'_>) -> Bars<'a> {
    let roles = roles(selection);
    let counts = by_role(selection, group, &roles);
    Bars {
        selection,
        counted: words(selection.language).counted,
        bars: roles.into_iter().zip(counts).collect(),
        color: &group.color,
    }
}

/// The shapes of the bars, in the room of `frame`, and below them what they count.
pub(super) fn beside(bars: &Bars<'_>, frame: Frame) -> String {
    let height = BAR * EMU * i64::try_from(bars.bars.len()).unwrap_or(0).max(2);
    let place = Frame { height, ..frame };
    let below = Frame { y: frame.y + height, height: 22 * EMU, ..frame };
    bars.shape(place) + &label_box(bars.selection, BELOW, bars.counted, below)
}

fn label_box(selection: &Selection, id: usize, text: &str, place: Frame) -> String {
    let Frame { x, y, width, height } = place;
    let runs = text_runs(&clipped(text, 60), &format!("{} sz=\"1200\"", lang(selection.language)), QUIET);
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Label {id}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>\
         <a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\">\
         <a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" \
         bIns=\"0\"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p>{runs}</a:p></p:txBody></p:sp>"
    )
}
