//! The text of a shape as it is set: its box, its type sizes, and how high it becomes.

use quick_xml::events::{BytesStart, Event};

use super::region::resolved;
use super::room::Frame;
use crate::text::lines;
use crate::xml::{attribute, walk};

/// A point in EMU.
const EMU: i64 = 12_700;
/// The distance of lines of the usual fonts, in hundredths of the type size.
const LEADING: i64 = 116;
/// The type size of text of which nothing says another, in hundredths of a point.
const USUAL: i64 = 1800;
/// Insets of which nothing says others, in EMU: left, top, right, bottom.
const INSETS: [i64; 4] = [91_440, 45_720, 91_440, 45_720];

/// The text of a shape.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub(super) frame: Option<Frame>,
    /// Whether its box shows: it is filled or has a border, or holds the words at its middle or foot.
    pub(super) is_boxed: bool,
    insets: [i64; 4],
    /// What the program shrinks the type to, in thousandths of a per cent.
    scale: i64,
    /// Turned, upright, in columns or on one line: not to be measured.
    is_odd: bool,
    /// Type sizes of levels of text.
    levels: Vec<i64>,
    paragraphs: Vec<Paragraph>,
}

/// A paragraph. Distances in EMU, sizes in hundredths of a point.
#[derive(Debug)]
struct Paragraph {
    text: String,
    /// The largest size of its runs.
    size: Option<i64>,
    level: usize,
    margin: i64,
    /// Of lines: in thousandths of a per cent, or exact.
    spacing: Result<i64, i64>,
    before: i64,
    after: i64,
}

impl Default for Paragraph {
    fn default() -> Self {
        Self {
            text: String::new(),
            size: None,
            level: 0,
            margin: 0,
            spacing: Ok(100_000),
            before: 0,
            after: 0,
        }
    }
}

pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<i64> {
    attribute(element, name)?.parse().ok()
}

impl Typed {
    /// The text of the shape that is this XML; `None` where it cannot be measured.
    pub(super) fn of(shape: &str) -> Option<Self> {
        let mut typed = Self { insets: INSETS, scale: 100_000, ..Self::default() };
        let mut within: Vec<String> = Vec::new();
        walk(shape, |event, _| match event {
            Event::Start(e) => {
                typed.element(e, &within);
                within.push(e.local_name().as_ref().to_owned());
            }
            Event::Empty(e) => typed.element(e, &within),
            Event::End(_) => drop(within.pop()),
            Event::Text(e) => typed.words(&within, e),
            Event::CData(e) => typed.words(&within, e),
            Event::GeneralRef(e) => typed.words(&within, &resolved(e)),
            _ => {}
        })?;
        (!typed.is_odd && !typed.paragraphs.is_empty()).then_some(typed)
    }

    fn words(&mut self, within: &[String], text: &str) {
        if let (Some("t"), Some(paragraph)) = (within.last().map(String::as_str), self.paragraphs.last_mut())
        {
            paragraph.text.push_str(text);
        }
    }

    fn element(&mut self, e: &BytesStart<'_>, within: &[String]) {
        let is_in = |name: &str| within.iter().any(|other| other == name);
        let parent = within.last().map_or("", String::as_str);
        match e.local_name().as_ref() {
            "off" | "ext" if is_in("spPr") => Frame::note(&mut self.frame, e),
            "xfrm" => self.is_odd |= number(e, "rot").is_some_and(|turned| turned != 0),
            "solidFill" | "gradFill" | "blipFill" | "pattFill" if parent == "spPr" || parent == "ln" => {
                self.is_boxed |= is_in("spPr");
            }
            "bodyPr" => self.body(e),
            "normAutofit" => self.scale = number(e, "fontScale").unwrap_or(100_000).clamp(1_000, 100_000),
            "defRPr" if is_in("lstStyle") => {
                let level = parent.strip_prefix("lvl").and_then(|rest| rest.strip_suffix("pPr"));
                let level: usize = level.and_then(|level| level.parse().ok()).unwrap_or(0);
                if let (1..=9, Some(size)) = (level, number(e, "sz")) {
                    self.levels.resize(self.levels.len().max(level), USUAL);
                    self.levels.iter_mut().skip(level - 1).for_each(|known| *known = size);
                }
            }
            "p" if parent == "txBody" => self.paragraphs.push(Paragraph::default()),
            name if !is_in("lstStyle") => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.element(name, e, parent);
                }
            }
            _ => {}
        }
    }

    fn body(&mut self, e: &BytesStart<'_>) {
        for (inset, name) in self.insets.iter_mut().zip(["lIns", "tIns", "rIns", "bIns"]) {
            *inset = number(e, name).unwrap_or(*inset);
        }
        let is = |name, usual: &str| attribute(e, name).is_none_or(|value| value == usual);
        self.is_boxed |= !is("anchor", "t");
        self.is_odd |= !is("vert", "horz") || !is("wrap", "square") || !is("numCol", "1");
    }

    /// What the insets above and below take, in EMU.
    pub(super) fn insets(&self) -> i64 {
        let [_, top, _, bottom] = self.insets;
        top.saturating_add(bottom)
    }

    /// How high the text becomes, in EMU.
    pub(super) fn height(&self) -> i64 {
        let [left, _, right, _] = self.insets;
        let width = self.frame.map_or(0, |frame| frame.width).saturating_sub(left).saturating_sub(right);
        let heights = self.paragraphs.iter().enumerate().map(|(number, paragraph)| {
            let usual = self.levels.get(paragraph.level).copied().unwrap_or(USUAL);
            let size = paragraph.size.unwrap_or(usual).clamp(100, 400_000) * self.scale / 100_000;
            let height = paragraph.height(size.max(1), width);
            if number == 0 { height } else { height.saturating_add(paragraph.before) }
        });
        heights.fold(0, i64::saturating_add)
    }
}

impl Paragraph {
    fn element(&mut self, name: &str, e: &BytesStart<'_>, parent: &str) {
        match name {
            "pPr" => {
                self.margin = number(e, "marL").unwrap_or(0);
                self.level = number(e, "lvl").and_then(|level| usize::try_from(level).ok()).unwrap_or(0);
            }
            "spcPct" if parent == "lnSpc" => self.spacing = Ok(number(e, "val").unwrap_or(100_000)),
            "spcPts" => {
                let points = number(e, "val").unwrap_or(0).clamp(0, 1_000_000) * EMU / 100;
                match parent {
                    "lnSpc" => self.spacing = Err(points),
                    "spcBef" => self.before = points,
                    "spcAft" => self.after = points,
                    _ => {}
                }
            }
            "rPr" if parent == "r" => self.size = self.size.max(number(e, "sz")),
            "br" => self.text.push('\n'),
            _ => {}
        }
    }

    /// Its height at this size on lines of `width` EMU, without what stands above it.
    fn height(&self, size: i64, width: i64) -> i64 {
        let width = width.saturating_sub(self.margin).max(EMU);
        let room = u32::try_from(width.saturating_mul(100_000) / EMU / size).unwrap_or(u32::MAX);
        let line = match self.spacing {
            Ok(part) => size * EMU / 100 * LEADING / 100 * part.clamp(10_000, 1_000_000) / 100_000,
            Err(exact) => exact,
        };
        i64::from(lines(&self.text, room)).saturating_mul(line).saturating_add(self.after)
    }
}
