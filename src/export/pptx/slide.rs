//! The XML of one slide: words in the placeholders of a layout, and the colour of the code.

use super::super::Quote;
use super::super::plan::{CREDIT_GAP, CREDIT_SIZE, GAP, HANG, Item, Piece, Room};
use super::super::words::{Words, clipped, locale};
use super::super::xml::{HEAD, escape, is_right_to_left, runs};
use super::design::{Frame, Layout, Placeholder};
use crate::text::{Language, inner_marks};

/// The namespaces of a slide.
pub(super) const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
/// Every shape tree begins so.
pub(super) const TREE: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
     <p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/>\
     <a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";
/// A point in EMU.
const EMU: i64 = 12_700;
/// The most white space that is added between quotes, in EMU.
const MOST_AIR: i64 = 24 * EMU;
/// The number of the first box of a quote among the shapes of a slide.
const FIRST_BOX: usize = 10;
/// Longer names are cut on the slide; the notes have them whole.
const LONGEST_TITLE: usize = 140;

/// The words of a paragraph as runs; line breaks stay inside it. `properties` are attributes of
/// `a:rPr`, `fill` is what stands in it.
pub(super) fn text_runs(text: &str, properties: &str, fill: &str) -> String {
    let mut xml = String::new();
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            xml.push_str(&format!("<a:br><a:rPr {properties}>{fill}</a:rPr></a:br>"));
        }
        for run in runs(line) {
            xml.push_str(&format!("<a:r><a:rPr {properties}>{fill}</a:rPr><a:t>{}</a:t></a:r>", escape(run)));
        }
    }
    xml
}

/// The attribute that names a language.
pub(super) fn lang(language: Language) -> String {
    format!("lang=\"{}\"", escape(&locale(language)))
}

/// A shape that fills a placeholder.
fn shape(id: usize, name: &str, placeholder: &Placeholder, body: &str, paragraphs: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
         <p:nvPr>{}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody>{body}<a:lstStyle/>{paragraphs}</p:txBody></p:sp>",
        placeholder.xml()
    )
}

const SHRINK: &str = "<a:bodyPr><a:normAutofit/></a:bodyPr>";

fn slide(layout: &Layout, shapes: &str) -> String {
    let mapping = &layout.ink.mapping;
    format!("{HEAD}<p:sld {NAMESPACES}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld>{mapping}</p:sld>")
}

/// The first slide: title, and lines of facts below it.
pub(super) fn title_slide(layout: &Layout, language: Language, title: &str, facts: &[String]) -> String {
    let lang = lang(language);
    let title = clipped(title, LONGEST_TITLE);
    let size = if title.chars().count() > 70 { " sz=\"2800\"" } else { "" };
    let heading = format!("<a:p>{}</a:p>", text_runs(&title, &format!("{lang}{size}"), ""));
    let facts = facts.iter().filter(|fact| !fact.is_empty()).enumerate().map(|(number, fact)| {
        let weight = if number == 0 { " sz=\"2000\"" } else { " sz=\"1600\"" };
        let plain = "<a:pPr marL=\"0\" indent=\"0\"><a:buNone/></a:pPr>";
        format!(
            "<a:p>{plain}{}</a:p>",
            text_runs(&clipped(fact, 300), &format!("{lang}{weight}"), &layout.ink.quiet)
        )
    });
    let facts = facts.collect::<String>();
    let shapes = shape(2, "Title", &layout.title, SHRINK, &heading);
    slide(layout, &(shapes + &shape(3, "Facts", &layout.body, SHRINK, &facts)))
}

/// The footer and the number of a slide, where the layout has room for them.
fn foot(layout: &Layout, language: Language, text: &str) -> String {
    let mut shapes = String::new();
    if let Some(footer) = &layout.footer {
        let text = text_runs(&clipped(text, 90), &lang(language), "");
        shapes.push_str(&shape(5, "Footer", footer, "<a:bodyPr/>", &format!("<a:p>{text}</a:p>")));
    }
    if let Some(number) = &layout.number {
        let field = format!(
            "<a:p><a:fld id=\"{{6B5A1C3E-2F4D-4E8A-9C10-7D2B8E5F3A61}}\" type=\"slidenum\"><a:rPr {}/>\
             <a:t>‹#›</a:t></a:fld></a:p>",
            lang(language)
        );
        shapes.push_str(&shape(6, "Slide number", number, "<a:bodyPr/>", &field));
    }
    shapes
}

/// A slide with a heading and whatever `shapes` are.
pub(super) fn framed(layout: &Layout, language: Language, title: &str, shapes: &str, footer: &str) -> String {
    let heading = format!("<a:p>{}</a:p>", text_runs(&clipped(title, LONGEST_TITLE), &lang(language), ""));
    let heading = shape(3, "Title", &layout.title, SHRINK, &heading);
    slide(layout, &format!("{heading}{shapes}{}", foot(layout, language, footer)))
}

/// What stands on a slide of quotes.
pub(super) struct QuoteSlide<'a> {
    pub(super) layout: &'a Layout,
    pub(super) language: Language,
    pub(super) words: &'static Words,
    pub(super) title: &'a str,
    /// Which slide of how many of this theme.
    pub(super) part: (usize, usize),
    /// Six hexadecimal digits.
    pub(super) color: &'a str,
    /// Type size of the quotes in points.
    pub(super) size: u32,
    /// Pieces with their quote and its attribution.
    pub(super) quotes: Vec<(&'a Piece, &'a Quote, &'a str)>,
    pub(super) footer: &'a str,
    /// The room for quotes.
    pub(super) frame: Frame,
    /// Shapes beside the quotes.
    pub(super) aside: String,
}

impl QuoteSlide<'_> {
    /// The XML of the slide.
    pub(super) fn xml(&self) -> String {
        let layout = self.layout;
        let mut shapes = bar(layout.title.frame(), &layout.ink.seen(self.color));
        shapes.push_str(&shape(3, "Title", &layout.title, SHRINK, &self.heading()));
        shapes.push_str(&self.quote_boxes());
        shapes.push_str(&self.aside);
        shapes.push_str(&foot(layout, self.language, self.footer));
        slide(layout, &shapes)
    }

    fn heading(&self) -> String {
        let title = clipped(self.title, LONGEST_TITLE);
        let size = match title.chars().count() {
            0..=48 => "",
            49..=80 => " sz=\"2400\"",
            _ => " sz=\"2000\"",
        };
        let lang = lang(self.language);
        let mut runs = text_runs(&title, &format!("{lang}{size}"), "");
        if let (part, of @ 2..) = self.part {
            runs.push_str(&text_runs(
                &format!("  ({part}/{of})"),
                &format!("{lang} sz=\"1600\" b=\"0\""),
                &self.layout.ink.beside_title,
            ));
        }
        format!("<a:p>{runs}</a:p>")
    }

    /// How high the box of each quote is, in EMU, and how much room they leave; less than none where they have not
    /// enough.
    fn heights(&self) -> (Vec<i64>, i64) {
        let frame = self.frame;
        let room = Room::inside(frame.width, frame.height);
        let height = |(piece, quote, credit): &(&Piece, &Quote, &str)| {
            let text = quote.shown().get(piece.span.clone()).unwrap_or("");
            let points = Item { text, credit }.height(room, self.size);
            // A mark of continuation stands above or below.
            let marks = if piece.part.1 > 1 { 2 * CREDIT_SIZE } else { 0 };
            i64::from(points + marks) * EMU
        };
        let heights: Vec<i64> = self.quotes.iter().map(height).collect();
        let gaps = i64::try_from(heights.len()).unwrap_or(1) - 1;
        let rest = frame.height - heights.iter().sum::<i64>() - gaps * i64::from(GAP) * EMU;
        (heights, rest)
    }

    /// Whether the quotes take more room than the layout gives to text.
    pub(super) fn is_crowded(&self) -> bool {
        self.heights().1 < 0
    }

    /// A text box for each quote, one below the other in the room that the layout gives to text.
    fn quote_boxes(&self) -> String {
        let frame = self.frame;
        let (heights, rest) = self.heights();
        let gaps = i64::try_from(heights.len()).unwrap_or(1) - 1;
        // What is left over goes between the quotes, a little of it above a single one.
        let air = if gaps > 0 { (rest / (gaps + 1)).clamp(0, MOST_AIR) } else { 0 };
        let mut top = frame.y + if gaps == 0 { (rest / 4).clamp(0, 2 * MOST_AIR) } else { 0 };
        let mut xml = String::new();
        for (number, (shown, height)) in self.quotes.iter().zip(heights).enumerate() {
            let place = Frame { y: top, height, ..frame };
            xml.push_str(&quote_box(FIRST_BOX + number, shown.0, shown.1, place, &self.paragraphs(*shown)));
            top += height + i64::from(GAP) * EMU + air;
        }
        xml
    }

    /// The words of a quote and its attribution, or marks that it goes on.
    fn paragraphs(&self, (piece, quote, credit): (&Piece, &Quote, &str)) -> String {
        let mut xml = String::new();
        let (part, of) = piece.part;
        let words = quote.shown().get(piece.span.clone()).unwrap_or("");
        let words = inner_marks(words, quote.shown_language());
        let right_to_left = is_right_to_left(quote.shown());
        if part > 1 {
            let mark = format!("… {}", self.words.continued);
            xml.push_str(&self.quiet(&mark, false, right_to_left));
        }
        let open = if part == 1 { "“" } else { "" };
        let close = if part == of { "”" } else { "" };
        let gap = if part > 1 { CREDIT_GAP } else { 0 };
        xml.push_str(&self.quote(&format!("{open}{words}{close}"), quote, gap, right_to_left));
        let below = if part < of { format!("{} …", self.words.continues) } else { credit.to_owned() };
        if !below.is_empty() {
            xml.push_str(&self.quiet(&below, true, right_to_left));
        }
        xml
    }

    /// The words of a quote, on the first level; the opening mark hangs out of the text.
    fn quote(&self, marked: &str, quote: &Quote, gap: u32, right_to_left: bool) -> String {
        let margin = hang(self.size);
        let indent = if marked.starts_with('“') { -i64::from(margin) } else { 0 };
        let direction = direction(right_to_left);
        let language = quote.shown_language().unwrap_or(self.language);
        let properties = format!("{} sz=\"{}\"", lang(language), self.size * 100);
        format!(
            "<a:p><a:pPr marL=\"{margin}\" indent=\"{indent}\"{direction}><a:lnSpc><a:spcPct val=\"108000\"/></a:lnSpc>\
             <a:spcBef><a:spcPts val=\"{}\"/></a:spcBef><a:spcAft><a:spcPts val=\"0\"/></a:spcAft><a:buNone/></a:pPr>{}</a:p>",
            gap * 100,
            text_runs(marked, &properties, &self.layout.ink.loud),
        )
    }

    /// An attribution or a mark of continuation, on the second level.
    fn quiet(&self, text: &str, below: bool, right_to_left: bool) -> String {
        let gap = if below { CREDIT_GAP * 100 } else { 0 };
        let properties = format!("{} sz=\"{}\"", lang(self.language), CREDIT_SIZE * 100);
        format!(
            "<a:p><a:pPr marL=\"{}\" lvl=\"1\" indent=\"0\"{}><a:lnSpc><a:spcPct val=\"100000\"/></a:lnSpc>\
             <a:spcBef><a:spcPts val=\"{gap}\"/></a:spcBef><a:spcAft><a:spcPts val=\"0\"/></a:spcAft><a:buNone/></a:pPr>{}</a:p>",
            hang(self.size),
            direction(right_to_left),
            text_runs(text, &properties, &self.layout.ink.quiet),
        )
    }
}

/// The box of a quote, or of a part of one. Its name is how `refresh` finds it, wherever it is moved.
fn quote_box(number: usize, piece: &Piece, quote: &Quote, place: Frame, paragraphs: &str) -> String {
    let part = match piece.part {
        (part, of @ 2..) => format!(" {part}/{of}"),
        _ => String::new(),
    };
    let Frame { x, y, width, height } = place;
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{number}\" name=\"verbatim {}{part}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/>\
         </p:nvSpPr><p:spPr><a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" \
         lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" rtlCol=\"0\"><a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>",
        escape(&quote.id),
    )
}

fn direction(right_to_left: bool) -> &'static str {
    if right_to_left { " algn=\"r\" rtl=\"1\"" } else { "" }
}

/// The width of an opening quotation mark of `size` points, in EMU.
fn hang(size: u32) -> u32 {
    size * HANG * 127 / 10
}

/// A thin bar in the colour of the code, left of the title.
fn bar(title: Frame, color: &str) -> String {
    const WIDTH: i64 = 82_296;
    let x = (title.x - 301_752).max(0);
    let (y, height) = (title.y, title.height.max(WIDTH));
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Code colour\" descr=\"\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>\
         <a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{WIDTH}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill>\
         <a:ln><a:noFill/></a:ln></p:spPr>\
         <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )
}
