//! Bars beside quotes: a chart of the program, with its numbers in a workbook inside the deck, so that an author can
//! edit both. Nothing in it calculates or points outside the deck.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::super::package::{Package, Relation};
use super::super::words::{clipped, locale};
use super::super::xlsx::properties;
use super::super::xml::{HEAD, escape};
use super::super::{Selection, Trouble};
use super::design::Frame;
use super::ink::Ink;
use super::numbered_name;

/// The relation of a slide to its chart.
pub(super) const RELATION: &str = "rId2";
/// The name of its shape, by which `verify` knows that it quotes nobody.
const NAME: &str = "verbatim chart";
/// The number of its shape on the slide.
const SHAPE: usize = 40;
const KIND: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const WORKBOOK_KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEET: &str = "Sheet1";
/// Characters of the name of a bar.
const LONGEST_NAME: usize = 40;

/// Named numbers, and what they count.
pub(super) struct Bars<'a> {
    pub(super) selection: &'a Selection,
    pub(super) counted: &'a str,
    pub(super) bars: Vec<(String, usize)>,
    /// Six hexadecimal digits.
    pub(super) color: &'a str,
    /// The colours of the slide.
    pub(super) ink: &'a Ink,
}

impl Bars<'_> {
    /// The shape on the slide, in the room of `place`; the slide is related to the chart by [`RELATION`].
    pub(super) fn shape(&self, place: Frame) -> String {
        let Frame { x, y, width, height } = place;
        let told: Vec<String> = self.bars.iter().map(|(name, count)| format!("{name} {count}")).collect();
        let told = escape(&format!("{}: {}", self.counted, told.join(", ")));
        format!(
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{SHAPE}\" name=\"{NAME}\" descr=\"{told}\"/>\
             <p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>\
             <p:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></p:xfrm><a:graphic>\
             <a:graphicData uri=\"{CHART}\"><c:chart xmlns:c=\"{CHART}\" r:id=\"{RELATION}\"/></a:graphicData></a:graphic>\
             </p:graphicFrame>"
        )
    }

    /// Adds the chart and its workbook; `number` is that of the slide. Gives the name of the part.
    pub(super) fn add(&self, package: &mut Package, number: usize) -> Result<String, Trouble> {
        let failed =
            |error: XlsxError| Trouble::new(format!("the numbers of a chart could not be written: {error}"));
        let workbook = numbered_name("ppt/embeddings/chart", number, "xlsx", package);
        package.add(&workbook, WORKBOOK_KIND, self.workbook().map_err(failed)?);
        let chart = numbered_name("ppt/charts/chart", number, "xml", package);
        package.add(&chart, KIND, self.xml());
        package.relate(&chart, vec![Relation::new("rId1", "package", workbook)]);
        Ok(chart)
    }

    fn name(name: &str) -> String {
        clipped(name, LONGEST_NAME)
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties(self.selection)?);
        let sheet = workbook.add_worksheet();
        sheet.set_name(SHEET)?;
        sheet.write_string(0, 1, self.counted)?;
        for (row, (name, count)) in (1..).zip(&self.bars) {
            sheet.write_string(row, 0, Self::name(name))?;
            sheet.write_number(row, 1, u32::try_from(*count).unwrap_or(u32::MAX))?;
        }
        workbook.save_to_buffer()
    }

    fn xml(&self) -> String {
        let language = escape(&locale(self.selection.language));
        let text = format!(
            "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1200\">{}</a:defRPr></a:pPr>\
             <a:endParaRPr lang=\"{language}\"/></a:p></c:txPr>",
            self.ink.quiet,
        );
        let none = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>";
        format!(
            "{HEAD}<c:chartSpace xmlns:c=\"{CHART}\" xmlns:a=\"{DRAWING}\" xmlns:r=\"{OFFICE}\"><c:date1904 val=\"0\"/>\
             <c:lang val=\"{language}\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea>\
             <c:layout/><c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>{}\
             <c:gapWidth val=\"70\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>{}{none}</c:plotArea>\
             <c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>{none}{text}\
             <c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
            self.series(&text),
            axes(&text),
        )
    }

    fn series(&self, text: &str) -> String {
        let last = self.bars.len() + 1;
        let point =
            |(number, value): (usize, String)| format!("<c:pt idx=\"{number}\"><c:v>{value}</c:v></c:pt>");
        let names = self.bars.iter().map(|(name, _)| escape(&Self::name(name)));
        let names: String = names.enumerate().map(point).collect();
        let counts: String =
            self.bars.iter().map(|(_, count)| count.to_string()).enumerate().map(point).collect();
        let many = format!("<c:ptCount val=\"{}\"/>", self.bars.len());
        format!(
            "<c:ser><c:idx val=\"0\"/><c:order val=\"0\"/><c:tx><c:strRef><c:f>{SHEET}!$B$1</c:f><c:strCache>\
             <c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr>\
             <a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>\
             <c:invertIfNegative val=\"0\"/><c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text}\
             <c:dLblPos val=\"outEnd\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>\
             <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls><c:cat><c:strRef>\
             <c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>{many}{names}</c:strCache></c:strRef></c:cat><c:val><c:numRef>\
             <c:f>{SHEET}!$B$2:$B${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>{many}{counts}\
             </c:numCache></c:numRef></c:val></c:ser>",
            escape(self.counted),
            self.ink.seen(self.color),
        )
    }
}

/// Names at the left, the first on top; the numbers stand at the bars, so their axis is left out.
fn axes(text: &str) -> String {
    let no_marks =
        "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>";
    format!(
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"l\"/>{no_marks}<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{text}<c:crossAx val=\"2\"/>\
         <c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/>\
         <c:noMultiLvlLbl val=\"1\"/></c:catAx><c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/>\
         <c:min val=\"0\"/></c:scaling><c:delete val=\"1\"/><c:axPos val=\"t\"/><c:numFmt formatCode=\"General\" \
         sourceLinked=\"1\"/>{no_marks}<c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/></c:valAx>"
    )
}
