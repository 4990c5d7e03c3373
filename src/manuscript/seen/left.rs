//! What is left of a part of a Word or OpenDocument text when what nobody sees and the numbers of notes are taken out.

use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};

use super::office::is_unseen;
use super::raised::{is_note_markup, is_raised};
use crate::xml::{attribute, walk};

/// Names of styles that do something to the words in them.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// They strike out or hide.
    pub(super) unseen: HashSet<String>,
    pub(super) raised: HashSet<String>,
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
    is_unseen: bool,
    is_raised: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A run or a span.
    Run,
    /// A paragraph of OpenDocument.
    Paragraph,
    /// A paragraph of Word: its runs are taken out, and it stays.
    Runs,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        match name {
            "w:r" | "text:span" => Some(Self::Run),
            "text:p" | "text:h" => Some(Self::Paragraph),
            "w:p" => Some(Self::Runs),
            _ => None,
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
            // Runs go with their paragraph.
            let is_around = name.as_ref() == "w:r" && self.open.last().is_some_and(|around| around.is_unseen);
            self.open.push(Open {
                start: self.out.len(),
                kind,
                is_unseen: is_around || self.styles.unseen.contains(&style),
                is_raised: self.styles.raised.contains(&style),
            });
        }
        self.look(e);
    }

    /// Takes from a property how the words look that it stands in.
    fn look(&mut self, e: &BytesStart<'_>) {
        let (0, Some(last)) = (self.former, self.open.last_mut()) else { return };
        if matches!(e.name().as_ref(), "w:rStyle" | "w:pStyle") {
            let style = attribute(e, "w:val").unwrap_or_default();
            last.is_unseen |= self.styles.unseen.contains(&style);
            last.is_raised |= self.styles.raised.contains(&style);
        } else if last.kind != Kind::Runs {
            // How the mark at the end of a paragraph of Word looks says nothing of its words.
            last.is_unseen |= is_unseen(e);
            last.is_raised |= is_raised(e);
        }
    }

    fn end(&mut self, name: &str) {
        if name == "w:rPrChange" {
            self.former = self.former.saturating_sub(1);
        }
        let Some(last) = Kind::of(name).and_then(|_| self.open.pop()) else { return };
        let is_gone = match last.kind {
            Kind::Run => last.is_unseen || last.is_raised && self.is_sign(last.start),
            Kind::Paragraph => last.is_unseen,
            Kind::Runs => false,
        };
        if is_gone {
            self.out.truncate(last.start);
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

    fn left_of(xml: &str, unseen: &[&str], raised: &[&str]) -> String {
        let names = |styles: &[&str]| styles.iter().map(|style| (*style).to_owned()).collect();
        let styles = Styles { unseen: names(unseen), raised: names(raised) };
        left(xml, &styles).unwrap_or_else(|| xml.to_owned())
    }

    fn run(look: &str, text: &str) -> String {
        format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>")
    }

    const UP: &str = "<w:vertAlign w:val=\"superscript\"/>";

    #[test]
    fn runs_that_are_struck_out_or_hidden_are_gone() {
        for look in [
            "<w:strike/>",
            "<w:dstrike/>",
            "<w:vanish/>",
            "<w:strike w:val=\"1\"/>",
            "<w:rStyle w:val=\"Weg\"/>",
        ] {
            let xml = format!("<w:p>{}{}</w:p>", run("", "daar"), run(look, "niet"));
            assert_eq!(left_of(&xml, &["Weg"], &[]), format!("<w:p>{}</w:p>", run("", "daar")), "{look}");
        }
        let seen = format!(
            "<w:p><w:pPr><w:rPr><w:strike/>{UP}</w:rPr></w:pPr>{}{}</w:p>",
            run("<w:strike w:val=\"0\"/>", "1"),
            run("<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>", "niet")
        );
        assert_eq!(left_of(&seen, &[], &[]), seen);
        let whole = format!("<w:p><w:pPr><w:pStyle w:val=\"Weg\"/></w:pPr>{}</w:p>", run("", "niet"));
        assert_eq!(left_of(&whole, &["Weg"], &[]), "<w:p><w:pPr><w:pStyle w:val=\"Weg\"/></w:pPr></w:p>");
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
        assert_eq!(left, format!("<w:p>{}</w:p>", run("", "daar")));
    }

    #[test]
    fn spans_and_paragraphs_of_opendocument_go_by_their_style() {
        let span =
            |style: &str, words: &str| format!("<text:span text:style-name=\"{style}\">{words}</text:span>");
        let xml = format!("<text:p>daar {}binnen{}</text:p>", span("T1", "niet"), span("T2", "1"));
        assert_eq!(left_of(&xml, &["T1"], &["T2"]), "<text:p>daar binnen</text:p>");
        let xml = "<office:text><text:p text:style-name=\"P1\">niet</text:p></office:text>";
        assert_eq!(left_of(xml, &["P1"], &[]), "<office:text></office:text>");
    }
}
