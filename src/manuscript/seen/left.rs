//! What is left of a part of a Word or OpenDocument text when what nobody sees and the numbers of notes are taken out;
//! words that are struck out, or deleted while changes were tracked, leave a mark.

use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};

use super::office::look_of;
use super::raised::{has_words, is_note_markup, is_raised};
use super::struck::{Look, STRUCK};
use crate::xml::{attribute, walk};

/// Names of styles that do something to the words in them.
#[derive(Debug, Default)]
pub(super) struct Styles {
    pub(super) struck: HashSet<String>,
    pub(super) hidden: HashSet<String>,
    pub(super) raised: HashSet<String>,
}

impl Styles {
    fn look(&self, style: &str) -> Look {
        match style {
            _ if self.hidden.contains(style) => Look::Hidden,
            _ if self.struck.contains(style) => Look::Struck,
            _ => Look::Seen,
        }
    }
}

/// What is left of a part; `None` where nothing is taken out.
pub(super) fn left(xml: &str, styles: &Styles) -> Option<String> {
    let mut pass = Pass {
        styles,
        out: String::with_capacity(xml.len()),
        open: Vec::new(),
        former: 0,
        is_changed: false,
    };
    walk(xml, |event, span| {
        match event {
            Event::Start(e) => pass.begin(e),
            Event::Empty(e) => pass.look(e),
            _ => {}
        }
        pass.out.push_str(span.of(xml));
        if let Event::Empty(e) = event {
            pass.stands_empty(e);
        }
        if let Event::End(e) = event {
            pass.end(e.name().as_ref());
        }
    })?;
    pass.is_changed.then_some(pass.out)
}

struct Pass<'s> {
    styles: &'s Styles,
    out: String,
    open: Vec<Open>,
    /// So many elements are open that tell how words looked before a change.
    former: usize,
    is_changed: bool,
}

/// An element whose words may be taken out.
struct Open {
    /// Where it begins in what is left.
    start: usize,
    kind: Kind,
    look: Look,
    is_raised: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Run,
    /// A span of OpenDocument.
    Span,
    /// A paragraph of OpenDocument.
    Paragraph,
    /// A paragraph of Word: its runs are taken out, and it stays.
    Runs,
    /// What was deleted, or moved elsewhere, while changes of Word were tracked.
    Former,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        match name {
            "w:r" => Some(Self::Run),
            "text:span" => Some(Self::Span),
            "text:p" | "text:h" => Some(Self::Paragraph),
            "w:p" => Some(Self::Runs),
            "w:del" | "w:moveFrom" => Some(Self::Former),
            _ => None,
        }
    }

    /// What stands for one that is struck out.
    fn struck(self) -> String {
        match self {
            Self::Run | Self::Former => format!("<w:r><w:t>{STRUCK}</w:t></w:r>"),
            Self::Paragraph => format!("<text:p>{STRUCK}</text:p>"),
            Self::Span | Self::Runs => STRUCK.to_string(),
        }
    }
}

impl Pass<'_> {
    fn begin(&mut self, e: &BytesStart<'_>) {
        let name = e.name();
        if name.as_ref() == "w:rPrChange" {
            self.former += 1;
            return;
        }
        if let Some(kind) = Kind::of(name.as_ref()) {
            let style = attribute(e, "text:style-name").unwrap_or_default();
            let look = match (name.as_ref(), self.open.last()) {
                ("w:del", _) => Look::Struck,
                // Its words stand elsewhere.
                ("w:moveFrom", _) => Look::Hidden,
                // Runs go with what is around them.
                ("w:r", Some(around)) => around.look,
                _ => self.styles.look(&style),
            };
            let is_raised = self.styles.raised.contains(&style);
            self.open.push(Open { start: self.out.len(), kind, look, is_raised });
        }
        self.look(e);
    }

    /// Takes from a property how the words look that it stands in.
    fn look(&mut self, e: &BytesStart<'_>) {
        let (0, Some(last)) = (self.former, self.open.last_mut()) else { return };
        if matches!(e.name().as_ref(), "w:rStyle" | "w:pStyle") {
            let style = attribute(e, "w:val").unwrap_or_default();
            last.look = last.look.max(self.styles.look(&style));
            last.is_raised |= self.styles.raised.contains(&style);
        } else if last.kind != Kind::Runs {
            // How the mark at the end of a paragraph of Word looks says nothing of its words.
            last.look = last.look.max(look_of(e));
            last.is_raised |= is_raised(e);
        }
    }

    fn end(&mut self, name: &str) {
        if name == "w:rPrChange" {
            self.former = self.former.saturating_sub(1);
        }
        let Some(last) = Kind::of(name).and_then(|_| self.open.pop()) else { return };
        let is_gone = match last.kind {
            Kind::Run | Kind::Span => last.look != Look::Seen || last.is_raised && self.is_sign(last.start),
            Kind::Paragraph | Kind::Former => last.look != Look::Seen,
            Kind::Runs => false,
        };
        if is_gone {
            let is_told = last.look == Look::Struck && self.out.get(last.start..).is_some_and(has_words);
            self.out.truncate(last.start);
            self.out.extend(is_told.then(|| last.kind.struck()));
            self.is_changed = true;
        }
    }

    /// Where something of OpenDocument was deleted while changes were tracked; its words stand apart.
    fn stands_empty(&mut self, e: &BytesStart<'_>) {
        if e.name().as_ref() == "text:change" && !self.open.is_empty() {
            self.out.push(STRUCK);
            self.is_changed = true;
        }
    }

    /// Whether what is raised and begins at `start` is the number of a note.
    fn is_sign(&self, start: usize) -> bool {
        let parts = self.out.split_at_checked(start);
        parts.is_some_and(|(before, inside)| is_note_markup(before, inside, || false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_of(xml: &str, struck: &[&str], raised: &[&str]) -> String {
        let names = |styles: &[&str]| styles.iter().map(|style| (*style).to_owned()).collect();
        let styles = Styles { struck: names(struck), hidden: names(&["Hidden"]), raised: names(raised) };
        left(xml, &styles).unwrap_or_else(|| xml.to_owned())
    }

    fn run(look: &str, text: &str) -> String {
        format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>")
    }

    const MARK: &str = "<w:r><w:t>\u{fdd0}</w:t></w:r>";
    const UP: &str = "<w:vertAlign w:val=\"superscript\"/>";

    #[test]
    fn runs_that_are_struck_out_or_hidden_are_gone() {
        for (look, mark) in [
            ("<w:strike/>", MARK),
            ("<w:dstrike/>", MARK),
            ("<w:vanish/>", ""),
            ("<w:vanish/><w:strike/>", ""),
            ("<w:strike w:val=\"1\"/>", MARK),
            ("<w:rStyle w:val=\"Weg\"/>", MARK),
            ("<w:rStyle w:val=\"Hidden\"/>", ""),
        ] {
            let xml = format!("<w:p>{}{}</w:p>", run("", "daar"), run(look, "niet"));
            let left = format!("<w:p>{}{mark}</w:p>", run("", "daar"));
            assert_eq!(left_of(&xml, &["Weg"], &[]), left, "{look}");
        }
        // A blank that is struck out is none of the words.
        let blank = format!("<w:p>{}</w:p>", run("<w:strike/>", " "));
        assert_eq!(left_of(&blank, &[], &[]), "<w:p></w:p>");
        let seen = format!(
            "<w:p><w:pPr><w:rPr><w:strike/>{UP}</w:rPr></w:pPr>{}{}</w:p>",
            run("<w:strike w:val=\"0\"/>", "1"),
            run("<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>", "niet")
        );
        assert_eq!(left_of(&seen, &[], &[]), seen);
        let whole = format!("<w:p><w:pPr><w:pStyle w:val=\"Weg\"/></w:pPr>{}</w:p>", run("", "niet"));
        let left = format!("<w:p><w:pPr><w:pStyle w:val=\"Weg\"/></w:pPr>{MARK}</w:p>");
        assert_eq!(left_of(&whole, &["Weg"], &[]), left);
    }

    #[test]
    fn what_was_deleted_or_moved_while_changes_were_tracked_is_gone() {
        let deleted = "<w:r><w:delText>niet</w:delText></w:r>";
        let xml = format!("<w:p><w:del w:id=\"1\">{deleted}{deleted}</w:del>{}</w:p>", run("", "daar"));
        assert_eq!(left_of(&xml, &[], &[]), format!("<w:p>{MARK}{}</w:p>", run("", "daar")));
        let xml = format!("<w:p><w:moveFrom w:id=\"1\">{}</w:moveFrom></w:p>", run("", "daar"));
        assert_eq!(left_of(&xml, &[], &[]), "<w:p></w:p>");
        // The end of a paragraph that was deleted deletes none of the words.
        let xml = format!("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>{}</w:p>", run("", "daar"));
        assert_eq!(left_of(&xml, &[], &[]), xml);
        let xml = "<text:p>daar <text:change text:change-id=\"c1\"/>binnen</text:p>";
        let left = "<text:p>daar <text:change text:change-id=\"c1\"/>\u{fdd0}binnen</text:p>";
        assert_eq!(left_of(xml, &[], &[]), left);
    }

    #[test]
    fn raised_runs_that_are_numbers_of_notes_are_gone() {
        for sign in [run(UP, "12"), run("<w:rStyle w:val=\"Noot\"/>", "3")] {
            let xml = format!("<w:p>{}{sign}{}</w:p>", run("", "daar"), run("", " binnen"));
            let plain = format!("<w:p>{}{}</w:p>", run("", "daar"), run("", " binnen"));
            assert_eq!(left_of(&xml, &[], &["Noot"]), plain);
        }
        let power = format!("<w:p>{}{}</w:p>", run("", "20 m"), run(UP, "2"));
        assert_eq!(left_of(&power, &[], &[]), power);
    }

    #[test]
    fn what_stands_before_a_number_is_what_is_seen() {
        let struck = run("<w:strike/>", " in 2019");
        let xml = |sign: &str| format!("<w:p>{}{struck}{sign}</w:p>", run("", "daar"));
        let left = left_of(&xml(&run(UP, "3")), &[], &[]);
        assert_eq!(left, format!("<w:p>{}{MARK}</w:p>", run("", "daar")));
    }

    #[test]
    fn spans_and_paragraphs_of_opendocument_go_by_their_style() {
        let span =
            |style: &str, words: &str| format!("<text:span text:style-name=\"{style}\">{words}</text:span>");
        let xml = format!("<text:p>daar {}binnen{}</text:p>", span("T1", "niet"), span("T2", "1"));
        assert_eq!(left_of(&xml, &["T1"], &["T2"]), "<text:p>daar \u{fdd0}binnen</text:p>");
        let xml = "<office:text><text:p text:style-name=\"P1\">niet</text:p></office:text>";
        assert_eq!(left_of(xml, &["P1"], &[]), "<office:text><text:p>\u{fdd0}</text:p></office:text>");
    }
}
