//! A whole transcript as a Word document, each coding a comment on exactly its words.
//!
//! One paragraph a line of the text and nothing else in the body, so that the text and every position in it
//! read back as they were. Format: ECMA-376 part 1, 17.13.4 (comments); [MS-DOCX] 2.5.4 (answers).

use std::borrow::Cow;

use super::Trouble;
use super::package::{Package, Relation, THEME, THEME_KIND};
use super::properties::add_properties;
use super::words::locale;
use super::xml::{HEAD, escape, is_right_to_left, runs, unholdable};
use crate::text::{Language, Span};
use crate::transcript::Transcript;

const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const DOCUMENT: &str = "word/document.xml";
const COMMENTS: &str = "word/comments.xml";
const ANSWERS: &str = "word/commentsExtended.xml";
const ANSWERS_RELATION: &str = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended";
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
     xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
     xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" mc:Ignorable=\"w14 w15\"";
/// What a memo begins with, by which it is known where it is no answer any more.
const MEMO: &str = "Memo: ";
const SETTINGS: &str = "<w:defaultTabStop w:val=\"708\"/><w:compat><w:compatSetting \
     w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>";
/// A4 upright, in twentieths of a point.
const PAGE: &str = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1701\" \
     w:bottom=\"1418\" w:left=\"1701\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr>";

/// A transcript and the comments on it.
#[derive(Debug, Clone)]
pub struct Commented<'a> {
    /// The title in the properties of the document.
    pub title: &'a str,
    /// The language of the text.
    pub language: Language,
    /// The transcript.
    pub transcript: &'a Transcript,
    /// The comments, in their order.
    pub notes: Vec<Note>,
}

/// A comment to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about, in bytes of the text.
    pub span: Span,
    /// Who makes it.
    pub author: String,
    /// When, in ISO 8601.
    pub date: Option<String>,
    /// What it says: the code.
    pub text: String,
    /// What is noted with it; becomes an answer to the comment, after `Memo:`.
    pub memo: Option<String>,
}

/// One comment of the file: the note it shows, and the comment it answers.
struct Entry<'a> {
    note: &'a Note,
    text: Cow<'a, str>,
    answers: Option<usize>,
}

impl Commented<'_> {
    /// The bytes of the document. The same content gives the same bytes.
    ///
    /// # Errors
    /// When the text holds characters that no document can hold.
    pub fn write(&self) -> Result<Vec<u8>, Trouble> {
        let text = &self.transcript.text;
        if unholdable(text) > 0 {
            let message =
                format!("the text holds {} control characters no document can hold", unholdable(text));
            return Err(
                Trouble::new(message).hint("take them out of the source, or export the quotes as .csv")
            );
        }
        let mut entries: Vec<Entry<'_>> = Vec::new();
        for note in self.notes.iter().filter(|note| !note.span.of(text).is_empty()) {
            let first = entries.len();
            entries.push(Entry { note, text: note.text.as_str().into(), answers: None });
            if let Some(memo) = &note.memo {
                // Programs that know no answers make comments of their own of them.
                let text = format!("{MEMO}{memo}").into();
                entries.push(Entry { note, text, answers: Some(first) });
            }
        }
        let locale = locale(self.language);
        let mut package = Package::default();
        let mut add =
            |name: &str, kind: &str, xml: String| package.add(name, &format!("{KIND}.{kind}+xml"), xml);
        let body = body(text, &labels(self.transcript), &entries);
        let document = format!("{HEAD}<w:document {NAMESPACES}><w:body>{body}{PAGE}</w:body></w:document>");
        add(DOCUMENT, "document.main", document);
        add("word/styles.xml", "styles", include_str!("docx/parts/styles.xml").replace("{lang}", &locale));
        add(
            "word/settings.xml",
            "settings",
            format!("{HEAD}<w:settings {NAMESPACES}>{SETTINGS}</w:settings>"),
        );
        add("word/fontTable.xml", "fontTable", include_str!("docx/parts/fontTable.xml").to_owned());
        add(COMMENTS, "comments", comments(&entries));
        add(ANSWERS, "commentsExtended", answers(&entries));
        package.add("word/theme/theme1.xml", THEME_KIND, THEME);
        let answers = Relation { kind: ANSWERS_RELATION.to_owned(), ..Relation::new("rId6", "", ANSWERS) };
        let relations = vec![
            Relation::new("rId1", "styles", "word/styles.xml"),
            Relation::new("rId2", "settings", "word/settings.xml"),
            Relation::new("rId3", "fontTable", "word/fontTable.xml"),
            Relation::new("rId4", "comments", COMMENTS),
            Relation::new("rId5", "theme", "word/theme/theme1.xml"),
            answers,
        ];
        package.relate(DOCUMENT, relations);
        add_properties(&mut package, DOCUMENT, self.title, &locale);
        package.finish()
    }
}

/// Where the labels of the speakers stand, their colon included.
fn labels(transcript: &Transcript) -> Vec<Span> {
    let text = &transcript.text;
    let mut end = 0;
    let mut found = Vec::new();
    for turn in &transcript.turns {
        let between = Span::new(end, turn.span.start);
        end = turn.span.end;
        let Some(speaker) = transcript.speaker_of(turn).filter(|s| !s.label.is_empty()) else { continue };
        let Some(at) = between.of(text).rfind(&speaker.label).map(|at| between.start + at) else { continue };
        let to = at + speaker.label.len();
        let colon = usize::from(text.get(to..).is_some_and(|rest| rest.starts_with(':')));
        found.push(Span::new(at, to + colon));
    }
    found
}

/// What happens at a place of the text. The order of the variants is the order at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    End(usize),
    Start(usize),
    Bold(bool),
}

fn body(text: &str, labels: &[Span], entries: &[Entry<'_>]) -> String {
    let mut events: Vec<(usize, Event)> = Vec::new();
    for (id, entry) in entries.iter().enumerate() {
        events.push((entry.note.span.start, Event::Start(id)));
        events.push((entry.note.span.end, Event::End(id)));
    }
    for label in labels {
        events.push((label.start, Event::Bold(true)));
        events.push((label.end, Event::Bold(false)));
    }
    events.sort_unstable();
    let mut events = events.into_iter().peekable();
    let (mut xml, mut bold, mut at) = (String::new(), false, 0);
    for line in text.split('\n') {
        let end = at + line.len();
        let rtl = is_right_to_left(line);
        xml.push_str(if rtl { "<w:p><w:pPr><w:bidi/></w:pPr>" } else { "<w:p>" });
        while let Some((place, event)) = events.next_if(|(place, _)| *place <= end) {
            run(&mut xml, Span::new(at, place).of(text), bold, rtl);
            at = place;
            match event {
                Event::Bold(on) => bold = on,
                Event::Start(id) => xml.push_str(&format!("<w:commentRangeStart w:id=\"{id}\"/>")),
                Event::End(id) => xml.push_str(&format!(
                    "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
                )),
            }
        }
        run(&mut xml, Span::new(at, end).of(text), bold, rtl);
        xml.push_str("</w:p>");
        at = end + 1;
    }
    xml
}

/// Words of one paragraph; tabs as Word has them.
fn run(xml: &mut String, text: &str, bold: bool, rtl: bool) {
    let properties = match (bold, rtl) {
        (false, false) => "",
        (true, false) => "<w:rPr><w:b/></w:rPr>",
        (false, true) => "<w:rPr><w:rtl/></w:rPr>",
        (true, true) => "<w:rPr><w:b/><w:rtl/></w:rPr>",
    };
    for (number, piece) in text.split('\t').enumerate() {
        if number > 0 {
            xml.push_str(&format!("<w:r>{properties}<w:tab/></w:r>"));
        }
        for words in runs(piece) {
            let words = escape(words);
            xml.push_str(&format!("<w:r>{properties}<w:t xml:space=\"preserve\">{words}</w:t></w:r>"));
        }
    }
}

/// The id by which answers name a comment: that of its last paragraph.
fn paragraph_id(comment: usize) -> String {
    format!("{:08X}", comment + 1)
}

fn comments(entries: &[Entry<'_>]) -> String {
    let mut xml = format!("{HEAD}<w:comments {NAMESPACES}>");
    for (id, entry) in entries.iter().enumerate() {
        let Note { author, date, .. } = entry.note;
        let initials: String =
            author.split_whitespace().filter_map(|name| name.chars().next()).take(4).collect();
        let date = date.as_deref().filter(|date| is_date(date));
        let date = date.map(|date| format!(" w:date=\"{date}\"")).unwrap_or_default();
        let (author, initials) = (escape(author), escape(&initials));
        xml.push_str(&format!(
            "<w:comment w:id=\"{id}\" w:author=\"{author}\"{date} w:initials=\"{initials}\">"
        ));
        let last = entry.text.split('\n').count() - 1;
        for (number, line) in entry.text.split('\n').enumerate() {
            let name =
                if number == last { format!(" w14:paraId=\"{}\"", paragraph_id(id)) } else { String::new() };
            xml.push_str(&format!("<w:p{name}>"));
            run(&mut xml, line, false, false);
            xml.push_str("</w:p>");
        }
        xml.push_str("</w:comment>");
    }
    xml + "</w:comments>"
}

fn answers(entries: &[Entry<'_>]) -> String {
    let mut xml = format!("{HEAD}<w15:commentsEx {NAMESPACES}>");
    for (id, entry) in entries.iter().enumerate() {
        let parent = entry.answers.map(|to| format!(" w15:paraIdParent=\"{}\"", paragraph_id(to)));
        let (own, parent) = (paragraph_id(id), parent.unwrap_or_default());
        xml.push_str(&format!("<w15:commentEx w15:paraId=\"{own}\"{parent} w15:done=\"0\"/>"));
    }
    xml + "</w15:commentsEx>"
}

/// Whether it is a date and time as XML Schema has them: `2026-03-01T10:00:00Z`.
fn is_date(date: &str) -> bool {
    let shape: String = date.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    matches!(shape.trim_end_matches('Z'), "0000-00-00T00:00:00")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::{Speaker, Turn};

    fn note(span: Span, text: &str, memo: Option<&str>) -> Note {
        let date = Some("2026-03-01T10:00:00Z".to_owned());
        Note { span, author: "An Maes".into(), date, text: text.into(), memo: memo.map(str::to_owned) }
    }

    #[test]
    fn ranges_nest_overlap_and_cross_paragraphs() {
        let text = "An: Dag.\nBo: Ja.".to_owned();
        let turn = |a, b, speaker| Turn { speaker: Some(speaker), ..Turn::new(Span::new(a, b)) };
        let transcript = Transcript {
            text,
            turns: vec![turn(4, 8, 0), turn(13, 16, 1)],
            speakers: vec![Speaker::named("An"), Speaker::named("Bo")],
            ..Transcript::default()
        };
        let (a, b) = (note(Span::new(4, 11), "trust", None), note(Span::new(6, 8), "wait", Some("toon")));
        let entries = [
            Entry { note: &a, text: "trust".into(), answers: None },
            Entry { note: &b, text: "wait".into(), answers: None },
        ];
        let xml = body(&transcript.text, &labels(&transcript), &entries);
        let xml = xml.replace(" xml:space=\"preserve\"", "").replace("w:", "");
        insta::assert_snapshot!(xml, @r#"<p><r><rPr><b/></rPr><t>An:</t></r><r><t> </t></r><commentRangeStart id="0"/><r><t>Da</t></r><commentRangeStart id="1"/><r><t>g.</t></r><commentRangeEnd id="1"/><r><commentReference id="1"/></r></p><p><r><rPr><b/></rPr><t>Bo</t></r><commentRangeEnd id="0"/><r><commentReference id="0"/></r><r><rPr><b/></rPr><t>:</t></r><r><t> Ja.</t></r></p>"#);
    }

    #[test]
    fn control_characters_are_refused_rather_than_changed() {
        let transcript = Transcript { text: "a\u{1}b".into(), ..Transcript::default() };
        let commented =
            Commented { title: "t", language: Language::DUTCH, transcript: &transcript, notes: vec![] };
        assert!(commented.write().is_err());
    }
}
