//! Finished texts that quote: one of every format, with the quotation marks of four languages.

use super::Known;
use super::office::{deck, document};

/// A finished text.
pub(crate) struct Manuscript {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// Marks of English, Dutch, French, German, German books, typewriters, and English again.
const MARKS: [(&str, &str); 7] =
    [("“", "”"), ("„", "”"), ("«\u{a0}", "\u{a0}»"), ("„", "“"), ("»", "«"), ("\"", "\""), ("‘", "’")];

/// Whether an author would set `text` between these marks: none of them stands in it.
fn suit(open: &str, text: &str) -> bool {
    let own = |marks: &[char]| text.contains(marks);
    match open {
        "“" | "„" => !own(&['“', '”', '„']),
        "\"" => !own(&['“', '”', '„', '"']),
        "‘" => !own(&['‘', '’', '\'', '"']),
        _ => !own(&['«', '»']),
    }
}

/// A quotation between marks, another pair for each number.
pub(super) fn marked(known: &Known, number: usize) -> String {
    let (open, close) = (0..MARKS.len())
        .map(|skip| MARKS[(number + skip) % MARKS.len()])
        .find(|(open, _)| suit(open, &known.text))
        .unwrap_or(MARKS[2]);
    format!("{open}{}{close}", known.text)
}

/// Who said it, behind it.
pub(super) fn behind(known: &Known) -> String {
    known.role.as_ref().map_or(String::new(), |role| format!(" ({role})"))
}

/// Marks in running text, who said it behind, before, or below.
pub(super) fn sentence(known: &Known, number: usize, marked: &str) -> String {
    match (&known.role, number % 4) {
        (Some(role), 1) => format!("Een {role} vertelt: {marked}."),
        (Some(role), 2) => format!("Dat klinkt zo: {marked} [{role}]."),
        (Some(role), 3) => format!("{marked}, zegt een {role} in het gesprek."),
        _ => format!("{marked}{}", behind(known)),
    }
}

/// Every quotation in a paragraph of its own, as plainly as can be.
pub(crate) fn plain(all: &[Known]) -> Manuscript {
    let text: String = all.iter().map(|known| format!("{}{}\n\n", marked(known, 0), behind(known))).collect();
    Manuscript { name: "paper.txt", bytes: text.into_bytes() }
}

/// Whether a quotation is one without marks around it, too: what was said, and words enough.
fn is_plain(known: &Known) -> bool {
    let words = known.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    // Edits cut the runs of words by which a paragraph is known.
    let fewest = if known.tier == "edited" { 16 } else { 8 };
    matches!(known.tier, "exact" | "typography" | "edited") && words >= fewest && !known.text.contains(":")
}

/// The words of a cell, with marks or without.
fn cell(known: &Known, number: usize) -> String {
    if is_plain(known) && number.is_multiple_of(2) { known.text.clone() } else { marked(known, number) }
}

/// Every quotation behind `>`, indented, or a paragraph of its own without marks.
fn set_off(known: &Known, number: usize) -> String {
    let behind = behind(known);
    match number % 3 {
        1 if is_plain(known) => format!("    {}{behind}\n\n", known.text),
        2 if is_plain(known) => format!("{}{behind}\n\n", known.text),
        _ => format!("> {}{behind}\n\n", known.text),
    }
}

/// The same quotations in every format.
pub(crate) fn others(all: &[Known]) -> Vec<Manuscript> {
    // Lines are wrapped in plain text only.
    let all: Vec<Known> =
        all.iter().map(|known| Known { text: known.text.replace('\n', " "), ..known.clone() }).collect();
    let text = |name, text: String| Manuscript { name, bytes: text.into_bytes() };
    let of = |one: fn(&Known, usize) -> String| -> String {
        all.iter().enumerate().map(|(number, known)| one(known, number)).collect()
    };
    vec![
        text("running.txt", of(|known, number| sentence(known, number, &marked(known, number)) + "\n\n")),
        text("set-off.txt", of(set_off)),
        text("paper.md", of(markdown)),
        text(
            "paper.tex",
            format!("\\documentclass{{article}}\n\\begin{{document}}\n{}\\end{{document}}\n", of(latex)),
        ),
        text("paper.html", format!("<!doctype html><html><body>\n{}</body></html>\n", of(html))),
        Manuscript { name: "paper.docx", bytes: document(&of(word)) },
        Manuscript {
            name: "deck.pptx",
            bytes: deck(all.iter().enumerate().map(|(n, known)| shape(known, n))),
        },
    ]
}

fn escaped(text: &str, special: &[char]) -> String {
    text.chars().flat_map(|c| special.contains(&c).then_some('\\').into_iter().chain([c])).collect()
}

fn markdown(known: &Known, number: usize) -> String {
    // `[...]` and `[words]` are plain text in Markdown, unless something follows that makes them a link.
    // A transcript may hold `&quot;` as such: a writer of Markdown escapes what would be read as a mark.
    let special = ['\\', '*', '_', '`', '#', '<', '>', '&', '~'];
    let safe = Known { text: escaped(&known.text, &special), ..known.clone() };
    match (number % 3, &known.role) {
        (_, Some(role)) if number % 5 == 4 => {
            format!("| {role} | {} |\n\n", cell(&safe, number).replace('|', "\\|"))
        }
        (0, Some(role)) => format!("> {}\n>\n> — {role}\n\n", safe.text),
        (1, _) => format!("> {}{}\n\n", safe.text, behind(known)),
        _ => format!("{}\n\n", sentence(&safe, number, &marked(&safe, number))),
    }
}

fn latex(known: &Known, number: usize) -> String {
    let text = escaped(&known.text, &['%', '&', '$', '#', '_', '{', '}']).replace('\u{a0}', "~");
    match number % 3 {
        0 => format!("\\begin{{quote}}\n{text}{}\n\\end{{quote}}\n\n", behind(known)),
        1 => format!("{}\n\n", sentence(known, number, &format!("\\enquote{{{text}}}"))),
        _ => format!("{}\n\n", sentence(known, number, &format!("``{text}''"))),
    }
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn html(known: &Known, number: usize) -> String {
    let text = xml(&known.text);
    match number % 3 {
        _ if number % 5 == 4 && known.role.is_some() => {
            let role = known.role.as_deref().unwrap_or("");
            format!("<table><tr><td>{role}</td><td>{}</td></tr></table>\n", xml(&cell(known, number)))
        }
        0 => format!("<blockquote><p>{text}{}</p></blockquote>\n", behind(known)),
        1 => format!("<p>{}</p>\n", sentence(known, number, &format!("<q>{text}</q>"))),
        _ => format!("<p>{}</p>\n", xml(&sentence(known, number, &marked(known, number)))),
    }
}

/// A paragraph of a Word document, in a style for quotations or with marks.
fn word(known: &Known, number: usize) -> String {
    let (style, text) = match number % 3 {
        0 => ("Quote", format!("{}{}", known.text, behind(known))),
        1 => ("IntenseQuote", format!("{}{}", marked(known, number), behind(known))),
        _ => ("BodyText", sentence(known, number, &marked(known, number))),
    };
    // A word processor cuts its runs where it likes.
    let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", xml(text));
    if let Some(role) = known.role.as_ref().filter(|_| number % 5 == 4) {
        let cell = |words: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", run(words));
        return format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(role), cell(&self::cell(known, number)));
    }
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}{}</w:p>",
        run(&text[..middle]),
        run(&text[middle..])
    )
}

/// The paragraphs of a box on a slide.
fn shape(known: &Known, number: usize) -> Vec<String> {
    let quoted = xml(&marked(known, number));
    match (number % 3, &known.role) {
        (_, Some(role)) if number % 5 == 4 && is_plain(known) => vec![xml(&known.text), role.clone()],
        (0, Some(role)) => vec![xml(&known.text), format!("— {role}")],
        (1, Some(role)) => vec![quoted, format!("[{role}]")],
        _ => vec![format!("{quoted}{}", behind(known))],
    }
}
