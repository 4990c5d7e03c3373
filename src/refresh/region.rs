//! A stretch of runs in the XML of a part: its words, and other words in its place.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::text::Span;

/// The two dialects of runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// DrawingML: `a:r`, `a:t`, `a:br` beside the runs.
    Drawing,
    /// WordprocessingML: `w:r`, `w:t`, `w:br` inside them.
    Word,
}

/// Runs of one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    /// Bytes of the part, from the first run to the end of the last.
    pub(super) span: Span,
    pub(super) dialect: Dialect,
    /// The words; a line break is LF.
    pub(super) words: String,
    /// What the first run says of its look, as it stands: `<a:rPr lang="nl"/>`.
    properties: String,
}

/// The runs in the bytes of `span`; `None` where there are none.
pub(super) fn region(text: &str, span: Span, dialect: Dialect) -> Option<Region> {
    let inner = span.of(text);
    let mut reader = Reader::from_str(inner);
    let mut words = String::new();
    let mut look: Option<Span> = None;
    let (mut first, mut last) = (None, 0);
    let (mut in_text, mut depth_of_look) = (false, 0usize);
    let mut before = 0;
    loop {
        let event = reader.read_event().ok()?;
        let after = usize::try_from(reader.buffer_position()).ok()?;
        match &event {
            Event::Eof => break,
            Event::Start(e) | Event::Empty(e) => {
                let is_empty = matches!(event, Event::Empty(_));
                let name = e.local_name();
                match name.as_ref() {
                    "r" | "fld" if !is_empty => first = first.or(Some(before)),
                    "t" => in_text = !is_empty,
                    "br" => {
                        first = first.or(Some(before));
                        words.push('\n');
                    }
                    "tab" if dialect == Dialect::Word => words.push('\t'),
                    "rPr" if look.is_none() => {
                        look = Some(Span::new(before, after));
                        depth_of_look = usize::from(!is_empty);
                    }
                    _ => {}
                }
                if is_empty && name.as_ref() == "br" {
                    last = after;
                }
            }
            Event::End(e) => match e.local_name().as_ref() {
                "t" => in_text = false,
                "r" | "fld" | "br" => last = after,
                "rPr" if depth_of_look == 1 => {
                    look = look.map(|look| Span::new(look.start, after));
                    depth_of_look = 0;
                }
                _ => {}
            },
            Event::Text(e) if in_text => words.push_str(e),
            Event::CData(e) if in_text => words.push_str(e),
            Event::GeneralRef(e) if in_text => words.push_str(&resolved(e)),
            _ => {}
        }
        before = after;
    }
    let span = Span::new(first?, last).shift(span.start);
    let properties = look.map_or(String::new(), |look| look.of(inner).to_owned());
    (!span.is_empty()).then_some(Region { span, dialect, words, properties })
}

fn resolved(reference: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(reference).unwrap_or_default().to_owned()
}

impl Region {
    /// The part with `words` in place of those in this region, in the look of its first run.
    pub(super) fn with_words(&self, text: &str, words: &str) -> String {
        let before = text.get(..self.span.start).unwrap_or("");
        let after = text.get(self.span.end..).unwrap_or("");
        format!("{before}{}{after}", self.runs(words))
    }

    fn runs(&self, words: &str) -> String {
        let mut xml = String::new();
        for (number, line) in words.split('\n').enumerate() {
            let (look, line) = (&self.properties, escaped(line));
            xml.push_str(&match (self.dialect, number) {
                (Dialect::Drawing, 0) => format!("<a:r>{look}<a:t>{line}</a:t></a:r>"),
                (Dialect::Drawing, _) => format!("<a:br>{look}</a:br><a:r>{look}<a:t>{line}</a:t></a:r>"),
                (Dialect::Word, 0) => {
                    format!("<w:r>{look}<w:t xml:space=\"preserve\">{line}</w:t></w:r>")
                }
                (Dialect::Word, _) => {
                    format!("<w:r>{look}<w:br/><w:t xml:space=\"preserve\">{line}</w:t></w:r>")
                }
            });
        }
        xml
    }
}

fn escaped(text: &str) -> String {
    let is_held = |c: char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let held: String = text.chars().map(|c| if is_held(c) || c == '\t' { c } else { '\u{fffd}' }).collect();
    quick_xml::escape::escape(&held).into_owned()
}
