//! What stands within the words of a quote and is its author's: notes, comments, emphasis. New words in place of the
//! old would take it away.

use quick_xml::events::{BytesStart, Event};

use crate::xml::{attribute, walk};

/// What Word and PowerPoint say of runs that nobody chose: languages, spelling, which way letters go. Runs that differ
/// in these alone look alike.
const INDIFFERENT: &[&str] =
    &["lang", "altLang", "dirty", "err", "noProof", "smtClean", "smtId", "bmk", "hint", "rtl", "cs"];
/// Bookmarks that Word sets by itself.
const WORDS_OWN: &str = "_GoBack";

/// What of `xml`, the runs of a quote, would be lost with its words, for people: `a footnote`.
pub(super) fn own(xml: &str) -> Vec<&'static str> {
    let mut runs = Runs::default();
    walk(xml, |event, _| match event {
        Event::Start(e) => {
            runs.start(e);
            runs.within_look += usize::from(runs.is_look(e));
        }
        Event::Empty(e) => runs.start(e),
        Event::End(e) => runs.end(e.local_name().as_ref()),
        Event::Text(e) => runs.text(e),
        Event::CData(e) => runs.text(e),
        Event::GeneralRef(_) => runs.text("&"),
        _ => {}
    });
    runs.told()
}

/// Runs being read.
#[derive(Default)]
struct Runs {
    found: Vec<&'static str>,
    /// Whether something stands there that has no name here.
    has_other: bool,
    /// Numbers of bookmarks that are nobody's.
    nobodys: Vec<String>,
    /// How many elements that say the look are open.
    within_look: usize,
    /// The look of the run at hand, and whether it has words.
    look: Vec<String>,
    has_words: bool,
    in_text: bool,
    /// The look of the first run with words, and whether another differs.
    first: Option<Vec<String>>,
    differs: bool,
}

impl Runs {
    fn is_look(&self, e: &BytesStart<'_>) -> bool {
        self.within_look > 0 || e.local_name().as_ref() == "rPr"
    }

    fn start(&mut self, e: &BytesStart<'_>) {
        if self.is_look(e) {
            self.look.extend(said_of_look(e));
            return;
        }
        match e.local_name().as_ref() {
            "r" => (self.look, self.has_words) = (Vec::new(), false),
            "t" => self.in_text = true,
            "bookmarkStart" => self.bookmark(e),
            "bookmarkEnd" => {
                let number = attribute(e, "w:id").unwrap_or_default();
                if !self.nobodys.contains(&number) {
                    self.found.push("a bookmark");
                }
            }
            name => match what(name) {
                Some("") => {}
                Some(what) => self.found.push(what),
                None => self.has_other = true,
            },
        }
    }

    fn bookmark(&mut self, e: &BytesStart<'_>) {
        if attribute(e, "w:name").is_some_and(|name| name == WORDS_OWN) {
            self.nobodys.extend(attribute(e, "w:id"));
        } else {
            self.found.push("a bookmark");
        }
    }

    fn end(&mut self, name: &str) {
        if self.within_look > 0 {
            self.within_look -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "r" if self.has_words => {
                let mut look = std::mem::take(&mut self.look);
                look.sort_unstable();
                self.differs |= *self.first.get_or_insert_with(|| look.clone()) != look;
            }
            _ => {}
        }
    }

    /// The look of a blank shows nowhere.
    fn text(&mut self, text: &str) {
        self.has_words |= self.in_text && !text.trim().is_empty();
    }

    fn told(self) -> Vec<&'static str> {
        let mut told: Vec<&'static str> = Vec::new();
        let emphasis = self.differs.then_some("emphasis on some of its words");
        for what in self.found.into_iter().chain(emphasis) {
            if !told.contains(&what) {
                told.push(what);
            }
        }
        if told.is_empty() && self.has_other {
            told.push("something else than words");
        }
        told
    }
}

/// What an element beside words is, for people; nothing to tell of where it is part of plain words, and `None` where
/// it is not known.
fn what(name: &str) -> Option<&'static str> {
    Some(match name {
        "br"
        | "cr"
        | "tab"
        | "noBreakHyphen"
        | "softHyphen"
        | "proofErr"
        | "lastRenderedPageBreak"
        | "smartTag"
        | "smartTagPr" => "",
        "footnoteReference" => "a footnote",
        "endnoteReference" => "an endnote",
        "commentRangeStart" | "commentRangeEnd" | "commentReference" => "a comment",
        "fld" | "fldChar" | "fldSimple" | "instrText" => "a field",
        "ins" | "del" | "delText" | "moveFrom" | "moveTo" => "a tracked change",
        "hyperlink" => "a link",
        "drawing" | "pict" | "object" => "a picture",
        "sdt" => "a content control",
        _ => return None,
    })
}

/// What an element of a look says of it; `None` where that is nothing an author chose.
fn said_of_look(e: &BytesStart<'_>) -> Option<String> {
    let is_indifferent = |name: &str| INDIFFERENT.contains(&name);
    let name = e.local_name();
    let name = name.as_ref();
    if is_indifferent(name) {
        return None;
    }
    // Who changed a look, and when, is no look.
    let is_change = name == "rPrChange";
    let mut said: Vec<String> = e
        .attributes()
        .with_checks(false)
        .flatten()
        .filter(|attribute| !is_change && !is_indifferent(attribute.key.local_name().as_ref()))
        .map(|attribute| format!(" {}={}", attribute.key.as_ref(), attribute.value))
        .collect();
    said.sort_unstable();
    let is_container = matches!(name, "rPr" | "rFonts");
    (!is_container || !said.is_empty()).then(|| format!("{name}{}", said.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(look: &str, words: &str) -> String {
        format!("<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>")
    }

    #[test]
    fn runs_that_a_program_split_are_nobodys() {
        let plain = r#"<w:lang w:val="nl-BE"/>"#;
        for second in [
            run(plain, "b"),
            run("", "b"),
            format!("<w:proofErr w:type=\"spellStart\"/>{}", run(r#"<w:lang w:val="en"/><w:noProof/>"#, "b")),
            format!("{}{}", run("<w:b/>", " "), run(r#"<w:rFonts w:hint="cs"/>"#, "b")),
            format!(
                r#"<w:bookmarkStart w:id="9" w:name="_GoBack"/><w:bookmarkEnd w:id="9"/>{}"#,
                run("", "b")
            ),
            "<w:r><w:br/></w:r>".to_owned(),
        ] {
            assert_eq!(own(&format!("{}{second}", run(plain, "a"))), [""; 0], "{second}");
        }
        let slide = r#"<a:r><a:rPr lang="nl" sz="2000"><a:solidFill/></a:rPr><a:t>a</a:t></a:r><a:br><a:rPr b="1"/></a:br><a:r><a:rPr sz="2000" lang="en" dirty="0" err="1"><a:solidFill/></a:rPr><a:t>b</a:t></a:r>"#;
        assert_eq!(own(slide), [""; 0]);
    }

    #[test]
    fn what_an_author_put_there_is_named() {
        let note = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
        let comment = "<w:commentRangeStart w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>";
        for (second, found) in [
            (note.to_owned(), vec!["a footnote"]),
            (format!("{comment}{note}"), vec!["a comment", "a footnote"]),
            (run("<w:i/>", "b"), vec!["emphasis on some of its words"]),
            (run("<w:sz w:val=\"30\"/>", "b"), vec!["emphasis on some of its words"]),
            (format!("<w:ins w:id=\"1\">{}</w:ins>", run("", "b")), vec!["a tracked change"]),
            ("<w:bookmarkStart w:id=\"4\" w:name=\"x\"/>".to_owned(), vec!["a bookmark"]),
            ("<w:bookmarkEnd w:id=\"4\"/>".to_owned(), vec!["a bookmark"]),
            ("<w:r><w:fldChar/></w:r><w:r><w:instrText>X</w:instrText></w:r>".to_owned(), vec!["a field"]),
            ("<w:r><w:sym w:char=\"F04A\"/></w:r>".to_owned(), vec!["something else than words"]),
        ] {
            assert_eq!(own(&format!("{}{second}{}", run("", "a"), run("", "c"))), found, "{second}");
        }
        let bold =
            r#"<a:r><a:rPr lang="nl"/><a:t>a</a:t></a:r><a:r><a:rPr lang="nl" b="1"/><a:t>b</a:t></a:r>"#;
        assert_eq!(own(bold), ["emphasis on some of its words"]);
    }
}
