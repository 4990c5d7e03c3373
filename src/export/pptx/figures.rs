//! Figures of a deck: an overview, codes by role, and bars beside quotes. All are tables and charts of the program,
//! so that an author can edit them.

use std::collections::BTreeSet;

use super::super::attribution::role_name;
use super::super::contrast::Rgb;
use super::super::groups::Group;
use super::super::provenance::people;
use super::super::words::{clipped, words};
use super::super::{Quote, Selection};
use super::chart::Bars;
use super::design::{Frame, Layout};
use super::ink::Ink;
use super::slide::{framed, lang, text_runs};

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
    /// How many people said them; empty where nobody is known.
    people: String,
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

/// Whether there is anything to say by role: one alone is what the number of quotes says.
pub(super) fn has_roles(selection: &Selection) -> bool {
    roles(selection).len() > 1
}

fn by_role(selection: &Selection, group: &Group<'_>, roles: &[String]) -> Vec<usize> {
    let unknown = words(selection.language).no_role;
    let is = |quote: &Quote, role: &String| role_name(selection, quote).as_deref().unwrap_or(unknown) == role;
    roles.iter().map(|role| group.quotes.iter().filter(|(_, quote)| is(quote, role)).count()).collect()
}

fn lines<'a>(selection: &Selection, groups: &'a [Group<'_>], roles: &[String]) -> Vec<Line<'a>> {
    let line = |group: &'a Group<'_>| Line {
        title: &group.title,
        color: &group.color,
        quotes: group.quotes.len(),
        people: match people(selection, group.quotes.iter().map(|(_, quote)| *quote)) {
            (0, _) => String::new(),
            (count, at_least) => format!("{at_least}{count}"),
        },
        by_role: by_role(selection, group, roles),
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
    let are_people_known = lines.iter().any(|line| !line.people.is_empty());
    let capital = |text: &str| {
        let mut letters = text.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    };
    for part in lines.chunks(MOST_ROWS) {
        let head = ["", words.code, words.quotes[1], words.participants[1]];
        let mut rows = vec![head.into_iter().map(|name| Cell::head(capital(name))).collect::<Vec<_>>()];
        rows.extend(part.iter().map(|line| {
            let chip = Cell { fill: layout.ink.seen(line.color), ..Cell::number(String::new()) };
            vec![chip, Cell::text(line.title), Cell::number(line.quotes), Cell::text(&line.people)]
        }));
        // Where nobody is known there is nothing to say.
        let columns = if are_people_known { 4 } else { 3 };
        rows.iter_mut().for_each(|row| row.truncate(columns));
        let widths = [3, 55, 21, 21];
        let table = table(selection, &layout.ink, &rows, frame, widths.get(..columns).unwrap_or(&widths));
        slides.push(framed(layout, selection.language, words.overview, &table, footer));
    }
    if !has_roles(selection) {
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
        let table = table(selection, &layout.ink, &rows, frame, &widths);
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
        // Whichever is read better on it.
        let (dark, light) = ("1C2430", "FFFFFF");
        let on = |ink| Some(Rgb::of(ink)?.contrast(Rgb::of(&fill)?));
        let ink = if on(dark) >= on(light) { dark } else { light };
        Self { ink: ink.to_owned(), fill, centred: true, ..Self::text(&count.to_string()) }
    }

    fn xml(&self, selection: &Selection, own: &Ink) -> String {
        let weight = if self.bold { " b=\"1\"" } else { "" };
        let properties = format!("{} sz=\"1400\"{weight}", lang(selection.language));
        let ink = match (self.ink.as_str(), self.bold) {
            ("", true) => own.quiet.clone(),
            ("", false) => own.loud.clone(),
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
fn table(selection: &Selection, ink: &Ink, rows: &[Vec<Cell>], frame: Frame, widths: &[usize]) -> String {
    let width = |part: &usize| frame.width * i64::try_from(*part).unwrap_or(0) / 100;
    let columns: String = widths.iter().map(|part| format!("<a:gridCol w=\"{}\"/>", width(part))).collect();
    let height = ROW * EMU;
    let row = |cells: &Vec<Cell>| {
        let cells: String = cells.iter().map(|cell| cell.xml(selection, ink)).collect();
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
pub(super) fn bars<'a>(selection: &'a Selection, group: &'a Group<'_>, ink: &'a Ink) -> Bars<'a> {
    let roles = roles(selection);
    let counts = by_role(selection, group, &roles);
    Bars {
        selection,
        counted: words(selection.language).counted,
        bars: roles.into_iter().zip(counts).collect(),
        color: &group.color,
        ink,
    }
}

/// The shapes of the bars, in the room of `frame`, and below them what they count.
pub(super) fn beside(bars: &Bars<'_>, frame: Frame) -> String {
    let height = BAR * EMU * i64::try_from(bars.bars.len()).unwrap_or(0).max(2);
    let place = Frame { height, ..frame };
    let below = Frame { y: frame.y + height, height: 22 * EMU, ..frame };
    bars.shape(place) + &label_box(bars, BELOW, below)
}

fn label_box(bars: &Bars<'_>, id: usize, place: Frame) -> String {
    let Frame { x, y, width, height } = place;
    let properties = format!("{} sz=\"1200\"", lang(bars.selection.language));
    let runs = text_runs(&clipped(bars.counted, 60), &properties, &bars.ink.quiet);
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Label {id}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>\
         <a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\">\
         <a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" \
         bIns=\"0\"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p>{runs}</a:p></p:txBody></p:sp>"
    )
}
