//! Several files to one tree of codes.

use super::fields::Reader;
use super::read::{self, Reference};
use super::yaml::{self, File, Kind, Node, Spot};
use super::{Code, Codebook, check};
use crate::diag::Diagnostic;

/// What has been read so far.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    pub(super) codes: Vec<Code>,
    pub(super) references: Vec<Reference>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Codebook {
    /// Reads codebooks, given as (name of the file, its contents); their codes stand side by side.
    ///
    /// Every mistake is told, in the order of the files. What is sound is returned also when there
    /// are errors; a rule of which a part had to be left out that would make it find more is left out.
    pub fn load(files: &[(String, String)]) -> (Self, Vec<Diagnostic>) {
        let mut loaded = Loaded::default();
        let mut titles: Vec<String> = Vec::new();
        for (name, contents) in files {
            titles.extend(load_file(name, contents, &mut loaded));
        }
        let Loaded { codes, references, mut diagnostics } = loaded;
        titles.dedup();
        let mut codebook = Self { title: titles.join(", "), codes: Vec::new(), index: Default::default() };
        for code in codes {
            codebook.add(code, &mut diagnostics);
        }
        check::references(&codebook, &references, &mut diagnostics);
        check::grounds(&codebook, &references, &mut diagnostics);
        in_reading_order(files, &mut diagnostics);
        (codebook, diagnostics)
    }

    /// Adds `code` unless its path is taken.
    fn add(&mut self, code: Code, diagnostics: &mut Vec<Diagnostic>) {
        if let Some(first) = self.get(code.path.as_str()) {
            let Code { path, place, .. } = &code;
            let message =
                format!("the code `{path}` exists already, at {}:{}", first.place.file, first.place.line);
            let hint = "give one of the two another id, or put their rules together";
            diagnostics.push(Diagnostic::error(message).at(place.clone()).hint(hint));
            return;
        }
        self.index.insert(code.path.as_str().to_owned(), self.codes.len());
        self.codes.push(code);
    }
}

/// Reads one file; returns its title.
fn load_file(name: &str, contents: &str, loaded: &mut Loaded) -> Option<String> {
    let contents = contents.strip_prefix('\u{feff}').unwrap_or(contents);
    let contents = contents.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = Reader { file: File::new(name, &contents), diagnostics: Vec::new() };
    let mut diagnostics = Vec::new();
    let root = yaml::parse(&reader.file, &contents, &mut diagnostics);
    reader.diagnostics = diagnostics;
    let title = match root {
        Some(root) if !is_nothing(&root) => read::file(&root, &mut reader, loaded),
        _ => {
            if reader.diagnostics.is_empty() {
                let hint = "begin with `codebook: ...`, `language: nl` and `codes:`";
                reader.warning(Spot { line: 1, column: 1, width: 1 }, "this codebook is empty", hint);
            }
            None
        }
    };
    loaded.diagnostics.append(&mut reader.diagnostics);
    title
}

fn is_nothing(root: &Node) -> bool {
    matches!(&root.kind, Kind::Text { value, .. } if value.is_empty())
}

/// By file, line and column.
fn in_reading_order(files: &[(String, String)], diagnostics: &mut [Diagnostic]) {
    let order: std::collections::HashMap<&str, usize> =
        files.iter().enumerate().rev().map(|(number, (name, _))| (name.as_str(), number)).collect();
    diagnostics.sort_by_key(|diagnostic| {
        let place = diagnostic.place.as_ref();
        place.map(|place| (order.get(place.file.as_str()).copied(), place.line, place.column))
    });
}
