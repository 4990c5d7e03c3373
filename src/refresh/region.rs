//! A stretch of runs in the XML of a part: its words, and other words in its place.

use quick_xml::events::Event;

use super::own::own;
use crate::text::Span;
use crate::xml::walk;

/// The two dialects of runs.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// DrawingML: `a:r`, `a:t`, `a:br` beside the runs.
    #[default]
    Drawing,
    /// WordprocessingML: `w:r`, `w:t`, `w:br` inside them.
    Word,
}

/// Runs of one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    /// Bytes of the part, from the first run, or what wraps it, to the end of the last.
    pub(super) span: Span,
    pub(super) dialect: Dialect,
    /// The words; a line break is LF.
    pub(super) words: String,
    /// What the first run says of its look, as it stands: `<a:rPr lang="nl"/>`.
    properties: String,
    /// What its author put between the words, for people.
    pub(super) own: Vec<&'static str>,
}

/// Runs that hold nothing else than these have no words: at an edge they are left where they are.
const REFERENCES: &[&str] = &["footnoteReference", "endnoteReference", "commentReference"];

/// The runs in the bytes of `span`, with what is wrapped around them (links, tracked changes); `None` where there
/// are none, or where a wrapper begins or ends elsewhere and would be torn.
pub(super) fn region(text: &str, span: Span, dialect: Dialect) -> Option<Region> {
    let inner = span.of(text);
    let mut runs = Runs { dialect, ..Runs::default() };
    walk(inner, |event, here| match event {
        Event::Start(e) => runs.start(e.local_name().as_ref(), here.start),
        Event::Empty(e) => {
            runs.start(e.local_name().as_ref(), here.start);
            runs.end(e.local_name().as_ref(), here.end);
        }
        Event::End(e) => runs.end(e.local_name().as_ref(), here.end),
        Event::Text(e) => runs.text(e),
        Event::CData(e) => runs.text(e),
        Event::GeneralRef(e) => runs.text(&resolved(e)),
        _ => {}
    })?;
    let held = Span::new(runs.first?, runs.last);
    let properties = runs.look.map_or(String::new(), |look| look.of(inner).to_owned());
    let (words, own) = (runs.words, own(inner.get(held.start..held.end)?));
    let span = held.shift(span.start);
    (runs.depth == 0 && !span.is_empty()).then_some(Region { span, dialect, words, properties, own })
}

/// Runs being read.
#[derive(Default)]
struct Runs {
    dialect: Dialect,
    words: String,
    /// The properties of the first run that has some.
    look: Option<Span>,
    /// How many properties are open: those from before a tracked change stand in the present ones.
    depth_of_look: usize,
    in_text: bool,
    /// How many elements are open, where the outermost began, whether a run began in it, and whether one that has more
    /// than references to notes.
    depth: usize,
    outermost: usize,
    in_run: bool,
    holds_run: bool,
    /// From the first outermost element that holds a run to the end of the last.
    first: Option<usize>,
    last: usize,
}

impl Runs {
    fn start(&mut self, name: &str, at: usize) {
        if self.depth == 0 {
            (self.outermost, self.in_run, self.holds_run) = (at, false, false);
        }
        self.depth += 1;
        let is_reference = REFERENCES.contains(&name) || name == "rPr" || self.depth_of_look > 0;
        self.holds_run |= self.in_run && !is_reference;
        match name {
            "rPr" => {
                if self.depth_of_look == 0 && self.look.is_none() {
                    self.look = Some(Span::new(at, at));
                }
                self.depth_of_look += 1;
            }
            // A look has no words.
            _ if self.depth_of_look > 0 => {}
            "r" | "fld" => self.in_run = true,
            // Only runs have words.
            "t" => self.in_text = self.in_run,
            "br" => {
                self.holds_run = true;
                self.words.push('\n');
            }
            "tab" if self.dialect == Dialect::Word && self.holds_run => self.words.push('\t'),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, at: usize) {
        self.depth = self.depth.saturating_sub(1);
        match name {
            "t" => self.in_text = false,
            "rPr" => {
                self.depth_of_look = self.depth_of_look.saturating_sub(1);
                if let Some(look) = self.look.as_mut().filter(|look| look.is_empty()) {
                    look.end = if self.depth_of_look == 0 { at } else { look.end };
                }
            }
            _ => {}
        }
        if self.depth == 0 && self.holds_run {
            self.first = self.first.or(Some(self.outermost));
            self.last = at;
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.depth_of_look == 0 {
            self.words.push_str(text);
        }
    }
}

pub(super) fn resolved(reference: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(reference).unwrap_or_default().to_owned()
}

impl Region {
    /// Runs of other words, in the look of its first run.
    pub(super) fn runs(&self, words: &str) -> String {
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

pub(super) fn escaped(text: &str) -> String {
    let is_held = |c: char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let held: String = text.chars().map(|c| if is_held(c) || c == '\t' { c } else { '\u{fffd}' }).collect();
    quick_xml::escape::escape(&held).into_owned()
}
