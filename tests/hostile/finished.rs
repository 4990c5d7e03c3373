//! Hostile finished texts for `verify`: every one that `ingest` gets and that could be a paper, and some that quote.

use crate::made::{self, Hostile, hostile};
use crate::run::{Outcome, Scratch};
use crate::samples::{self, docx, html, pack, styled_odt};
use crate::{MOST_MEMORY, made::Fate, report};

/// Endings of texts that `verify` reads.
const ENDINGS: [&str; 8] = [".docx", ".odt", ".pdf", ".md", ".tex", ".html", ".txt", ".pptx"];
const TEN_MB: usize = 10 << 20;
const DEEP: usize = 20_000;

/// All of them.
fn all() -> Vec<Hostile> {
    let mut texts = made::all();
    texts.retain(|text| ENDINGS.iter().any(|ending| text.name.ends_with(ending)));
    // What is no transcript may be a text.
    texts.iter_mut().for_each(|text| text.fate = Fate::Either);
    texts.extend(raised());
    texts.extend(marks());
    texts.extend(nested());
    texts.extend(open_among_closed());
    texts.extend(unmarked());
    texts.extend(decks());
    texts
}

/// Numbers of notes without end, beside and in each other.
fn raised() -> Vec<Hostile> {
    const UP: &str = "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>";
    vec![
        hostile("verheven-in-elkaar.odt", Fate::Either, || {
            let spans = "<text:span text:style-name=\"T1\">1".repeat(DEEP) + &"</text:span>".repeat(DEEP);
            styled_odt(
                "style:text-position=\"super 58%\"",
                &format!("<text:p>\u{201c}dag{spans}\u{201d}</text:p>"),
            )
        }),
        hostile("verheven-in-elkaar.docx", Fate::Either, || {
            let runs = format!("<w:r>{UP}<w:t>1</w:t>").repeat(DEEP) + &"</w:r>".repeat(DEEP);
            docx(&format!("<w:p>{runs}</w:p>"))
        }),
        hostile("verheven-achter-elkaar.docx", Fate::Read, || {
            let run = format!("<w:r><w:t>dag</w:t></w:r><w:r>{UP}<w:t>1</w:t></w:r>");
            docx(&format!("<w:p>{}</w:p>", run.repeat(DEEP)))
        }),
        hostile("verheven.html", Fate::Either, || {
            html(&("<sup>1".repeat(DEEP) + &"</sup>".repeat(DEEP))).into_bytes()
        }),
        hostile("verheven.txt", Fate::Read, || "dag¹²³ ".repeat(TEN_MB / 11).into_bytes()),
    ]
}

/// Quotation marks that nothing closes, that close each other, and quotations that are very long.
fn marks() -> Vec<Hostile> {
    let mut texts = Vec::new();
    for (name, mark) in
        [("dubbel", "\u{201c}"), ("laag", "\u{201e}a\u{201d} "), ("recht", "\" "), ("enkel", "\u{2018}a ")]
    {
        let text = move || mark.repeat(TEN_MB / 10 / mark.len());
        texts.push(hostile(&format!("aanhaling-{name}.txt"), Fate::Read, move || text().into_bytes()));
        texts.push(hostile(&format!("aanhaling-{name}.md"), Fate::Read, move || text().into_bytes()));
    }
    texts.push(hostile("aanhaling-lang.txt", Fate::Read, || {
        format!("\u{201c}{}\u{201d}", "die kende daar iemand ".repeat(20_000)).into_bytes()
    }));
    texts.push(hostile("aanhaling-weglatingen.txt", Fate::Read, || {
        format!("\u{201c}{}\u{201d}", "die kende [...] ".repeat(5_000)).into_bytes()
    }));
    texts.push(hostile("aanhaling-veel.txt", Fate::Read, || {
        "\u{201c}die kende daar niemand anders\u{201d}, zei Gerda.\n".repeat(2_000).into_bytes()
    }));
    texts
}

/// Environments, commands and block quotes in each other.
fn nested() -> Vec<Hostile> {
    let deep = |name: &str, open: &'static str, close: &'static str| {
        hostile(name, Fate::Either, move || {
            format!("{}dag{}", open.repeat(DEEP), close.repeat(DEEP)).into_bytes()
        })
    };
    let mut texts = vec![
        deep("diep-enquote.tex", "\\enquote{", "}"),
        deep("diep-footnote.tex", "a\\footnote{", "}"),
        deep("diep-sout.tex", "\\sout{", "}"),
        deep("diep-quote.tex", "\\begin{quote}\n", "\\end{quote}\n"),
        deep("diep-open.tex", "\\begin{comment}\n\\textelp{", ""),
        deep("diep-super.tex", "\\textsuperscript{1", "}"),
        deep("diep-accolades.tex", "{", "}"),
        deep("diep-opmerking.md", "<!-- ", " -->"),
        deep("diep-citaat.md", "> ", ""),
        deep("diep-doorgehaald.md", "~~a ", "~~"),
        deep("diep-hekken.md", "```\n", ""),
    ];
    for tag in ["blockquote", "q", "del", "s", "li"] {
        texts.push(hostile(&format!("diep-{tag}.html"), Fate::Either, move || {
            html(&(format!("<{tag}>a").repeat(DEEP) + &format!("</{tag}>").repeat(DEEP))).into_bytes()
        }));
    }
    texts
}

/// What nothing closes between others that something closes.
fn open_among_closed() -> Vec<Hostile> {
    [
        ("open-enquote.tex", "\\enquote[a \\enquote{b} "),
        ("open-cite.tex", "\\cite[a \\cite{b} "),
        ("open-footnote.tex", "a\\footnote[a \\footnote{b} "),
        ("open-sout.tex", "\\sout[a \\sout{b} "),
        ("open-link.md", "[a [b](c "),
        ("open-opmerking.md", "<!-- <b>a</b> "),
    ]
    .map(|(name, text)| {
        hostile(name, Fate::Either, move || text.repeat(TEN_MB / 20 / text.len()).into_bytes())
    })
    .into()
}

/// Words without marks: in tables that are deep or wide, and in paragraphs without end.
fn unmarked() -> Vec<Hostile> {
    const SAID: &str = "die kende daar iemand die daar iemand kende ";
    vec![
        hostile("diep-tabel.html", Fate::Either, || {
            html(&("<table><tr><td>a".repeat(DEEP) + &"</td></tr></table>".repeat(DEEP))).into_bytes()
        }),
        hostile("breed-tabel.html", Fate::Either, || {
            html(&format!("<table><tr>{}</tr></table>", format!("<td>{SAID}</td>").repeat(5_000)))
                .into_bytes()
        }),
        hostile("diep-tabel.docx", Fate::Either, || {
            docx(&("<w:tbl><w:tr><w:tc>".repeat(DEEP) + &"</w:tc></w:tr></w:tbl>".repeat(DEEP)))
        }),
        hostile("breed-tabel.md", Fate::Read, || {
            format!("|{}\n", format!("{SAID}|").repeat(5_000)).into_bytes()
        }),
        hostile("alinea-lang.txt", Fate::Read, || SAID.repeat(TEN_MB / 10 / SAID.len()).into_bytes()),
        hostile("alinea-veel.txt", Fate::Read, || format!("{SAID}\n\n").repeat(1_000).into_bytes()),
        hostile("alinea-regels.txt", Fate::Read, || format!("{SAID}\n").repeat(2_000).into_bytes()),
    ]
}

/// Presentations that are cut, deep, long, or that lead astray.
fn decks() -> Vec<Hostile> {
    let sound = samples::pptx(1, "<a:p><a:r><a:t>die kende daar iemand</a:t></a:r></a:p>");
    let mut texts: Vec<Hostile> = [10, 35, 60, 85, 98]
        .map(|percent| {
            let cut = sound[..sound.len() * percent / 100].to_vec();
            hostile(&format!("afgekapt-{percent}.pptx"), Fate::Either, move || cut.clone())
        })
        .into();
    texts.push(hostile("goed.pptx", Fate::Read, move || sound.clone()));
    texts.push(hostile("diep.pptx", Fate::Either, || {
        samples::pptx(1, &("<a:p>".repeat(DEEP) + &"</a:p>".repeat(DEEP)))
    }));
    texts.push(hostile("diep-fallback.pptx", Fate::Either, || {
        samples::pptx(1, &"<mc:Fallback>".repeat(DEEP))
    }));
    texts.push(hostile("veel.pptx", Fate::Read, || {
        samples::pptx(2_000, "<a:p><a:r><a:t>die kende daar</a:t></a:r></a:p>")
    }));
    texts.push(hostile("lang.pptx", Fate::Read, || {
        samples::pptx(1, &format!("<a:p><a:r><a:t>{}</a:t></a:r></a:p>", "woord ".repeat(TEN_MB / 6)))
    }));
    texts.push(hostile("leeg.pptx", Fate::Refused, || {
        pack(&[("ppt/presentation.xml", b"<p:presentation/>")])
    }));
    texts
}

#[test]
fn every_hostile_finished_text_gets_an_answer() {
    let scratch = Scratch::with("goed.txt", samples::txt().as_bytes());
    assert!(scratch.outcome().was_read());
    let mut wrong = Vec::new();
    let mut answers: Vec<(String, Outcome)> = Vec::new();
    for text in all() {
        let path = scratch.give(&text.name, &(text.bytes)());
        let outcome = scratch.run(&["verify", "--short", &path]);
        if let Some(why) = complaint(text.fate, &outcome) {
            let said: String = outcome.said().chars().take(2_000).collect();
            wrong.push(format!("{:?}: {why}\n{said}", text.name));
        }
        answers.push((text.name, outcome));
    }
    report(&answers);
    assert_eq!(scratch.strays(), None);
    assert!(answers.len() > 150, "only {} hostile texts", answers.len());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), answers.len(), wrong.join("\n"));
}

#[test]
fn what_could_not_be_read_for_damage_is_told() {
    let scratch = Scratch::with("goed.txt", samples::txt().as_bytes());
    assert!(scratch.outcome().was_read());
    let deck = samples::pptx(2, "<a:p><a:r><a:t>“die kende daar iemand”</a:t></a:r></a:p></a:x>");
    let outcome = scratch.run(&["verify", &scratch.give("kapot.pptx", &deck)]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.said());
    assert!(outcome.said().contains("damaged parts on slides 1–2"), "{}", outcome.said());
}

/// What is wrong with the answer to a hostile text, if anything.
fn complaint(fate: Fate, outcome: &Outcome) -> Option<String> {
    let is_refused = outcome.code == Some(2);
    let said = outcome.said();
    if !matches!(outcome.code, Some(0 | 1 | 2 | 4)) {
        Some(format!("exit {:?}", outcome.code))
    } else if is_refused && !said.contains("hint:") {
        Some("refused without saying how to mend it".to_owned())
    } else if said.chars().any(|c| c.is_control() && c != '\n') {
        Some("control characters reach the terminal".to_owned())
    } else if (fate == Fate::Read && is_refused) || (fate == Fate::Refused && !is_refused) {
        Some(format!("should have been {fate:?}"))
    } else if outcome.peak_mib > MOST_MEMORY {
        Some(format!("took {} MiB", outcome.peak_mib))
    } else {
        None
    }
}
