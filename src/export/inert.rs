//! What was said stays words in every format, in whatever field it stands.

use std::io::{Cursor, Read};

use super::package::Package;
use super::{EXPORTERS, Options, payloads, sample};

/// Every text file in an archive, by name.
fn files(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// The names of the elements in all parts of an office document, with how often each stands there.
fn elements(bytes: &[u8]) -> std::collections::BTreeMap<String, usize> {
    let mut counts = std::collections::BTreeMap::new();
    for (name, text) in files(bytes) {
        if name != "mimetype" {
            sample::check_xml(&name, &text);
            crate::xml::elements(&text, |element| {
                *counts.entry(element.name().as_ref().to_owned()).or_insert(0) += 1;
            });
        }
    }
    counts
}

#[test]
fn no_office_document_points_outside_calculates_or_has_fields_but_ours() {
    for exporter in EXPORTERS.iter().filter(|e| ["pptx", "docx", "odt", "xlsx"].contains(&e.ending())) {
        let plain = elements(&exporter.write(&sample::filled_with("woord"), &Options::default()).unwrap());
        let ours = |name: &str| plain.get(name).copied().unwrap_or(0);
        for payload in payloads::all() {
            let bytes = exporter.write(&sample::filled_with(payload), &Options::default()).unwrap();
            let found = elements(&bytes);
            let none = ["f", "oleObject", "script:event-listener", "text:a", "w:hyperlink", "a:hlinkClick"];
            assert!(none.iter().all(|name| !found.contains_key(*name)), "{}: {payload}", exporter.name());
            for name in ["w:instrText", "w:fldSimple", "w:fldChar", "a:fld", "text:page-number"] {
                let count = found.get(name).copied().unwrap_or(0);
                assert_eq!(count, ours(name), "{}: {name} with {payload}", exporter.name());
            }
            for (name, text) in files(&bytes) {
                assert!(
                    !text.contains("TargetMode=\"External\""),
                    "{name} of {}: {payload}",
                    exporter.name()
                );
                assert!(!name.to_lowercase().contains("vba"), "{name}");
            }
        }
    }
}

#[test]
fn pages_have_the_same_elements_whatever_was_said() {
    let html = super::exporter_for("html").unwrap();
    let shape = |payload: &str| {
        let page = html.write(&sample::filled_with(payload), &Options::default()).unwrap();
        let page = scraper::Html::parse_document(&String::from_utf8(page).unwrap());
        let all = scraper::Selector::parse("*").unwrap();
        let names: Vec<String> = page
            .select(&all)
            .map(|element| {
                let attributes: Vec<&str> = element.value().attrs().map(|(name, _)| name).collect();
                format!("{} {}", element.value().name(), attributes.join(" "))
            })
            .collect();
        names
    };
    let plain = shape("woord");
    for payload in payloads::all() {
        assert_eq!(shape(payload), plain, "{payload}");
    }
}

#[test]
fn no_command_of_latex_is_said() {
    let tex = super::exporter_for("tex").unwrap();
    let command = regex::Regex::new(r"\\[a-zA-Z]+").unwrap();
    let ours = "textbackslash|textasciicircum|textasciitilde|textquotedbl|textasciigrave|textquotesingle|\
                leavevmode|newline|quad";
    for dialect in tex.dialects() {
        let commands = |payload: &str| {
            let options = Options { dialect: Some((*dialect).to_owned()), ..Options::default() };
            let page =
                String::from_utf8(tex.write(&sample::filled_with(payload), &options).unwrap()).unwrap();
            let body = page[page.find("\\begin{document}").unwrap()..].to_owned();
            let found = command.find_iter(&body).map(|found| found.as_str()[1..].to_owned());
            found.filter(|name| !ours.split('|').any(|known| known == name)).collect::<Vec<_>>()
        };
        let plain = commands("woord");
        for payload in payloads::all() {
            assert_eq!(commands(payload).len(), plain.len(), "{dialect}: {payload}");
        }
    }
}

#[test]
fn slides_stay_as_many_and_comments_closed() {
    let md = super::exporter_for("md").unwrap();
    for dialect in ["marp", "quarto"] {
        let options = Options { dialect: Some(dialect.to_owned()), ..Options::default() };
        for payload in payloads::all() {
            let page = md.write(&sample::filled_with(payload), &options).unwrap();
            let page = String::from_utf8(page).unwrap();
            let lines = |wanted: &str| page.lines().filter(|line| *line == wanted).count();
            let expected = if dialect == "marp" { (3, 1, 0) } else { (2, 0, 2) };
            let fences = page.lines().filter(|line| line.starts_with(":::")).count();
            assert_eq!((lines("---"), lines("-->"), fences), expected, "{dialect}: {payload}\n{page}");
        }
    }
}

#[test]
fn templates_in_what_was_said_are_not_run() {
    for ending in ["md", "html", "tex"] {
        let exporter = super::exporter_for(ending).unwrap();
        for payload in ["{{ 7*7 }}", "{% for x in y %}", "<< 7*7 >>", "<% if %>"] {
            let page = exporter.write(&sample::filled_with(payload), &Options::default()).unwrap();
            let page = String::from_utf8(page).unwrap();
            assert!(!page.contains("\u{201c}49\u{201d}"), "{ending}");
        }
    }
}

#[test]
fn packages_read_back_after_every_payload() {
    for ending in ["pptx", "docx"] {
        let exporter = super::exporter_for(ending).unwrap();
        let bytes = exporter.write(&sample::nasty(), &Options::default()).unwrap();
        sample::check_package(&Package::read(&bytes).unwrap());
    }
}
