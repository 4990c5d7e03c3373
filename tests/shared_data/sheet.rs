//! The table of file by fact.

use std::fmt;

/// A fact of a file.
struct Row {
    file: String,
    fact: String,
    expected: String,
    found: String,
    met: bool,
    /// Whether it comes from FACTS.json (or from there by derivation), not from what holds of every file.
    known: bool,
    argued: Option<String>,
}

/// All facts.
#[derive(Default)]
pub(crate) struct Sheet {
    rows: Vec<Row>,
    files: Vec<String>,
}

impl Sheet {
    /// The facts that follow are of `file`.
    pub(crate) fn begin(&mut self, file: &str) {
        self.files.push(file.to_owned());
    }

    /// A fact with its expected and found value.
    pub(crate) fn fact(&mut self, fact: &str, expected: impl fmt::Display, found: impl fmt::Display) {
        let (expected, found) = (expected.to_string(), found.to_string());
        let met = expected == found;
        self.push(fact, expected, found, met, true);
    }

    /// A fact of which only whether it holds can be said.
    pub(crate) fn holds(
        &mut self,
        fact: &str,
        expected: impl fmt::Display,
        found: impl fmt::Display,
        met: bool,
    ) {
        self.push(fact, expected.to_string(), found.to_string(), met, true);
    }

    /// Something that holds of every file.
    pub(crate) fn invariant(&mut self, fact: &str, met: bool) {
        self.push(fact, "yes".into(), if met { "yes" } else { "no" }.into(), met, false);
    }

    fn push(&mut self, fact: &str, expected: String, found: String, met: bool, known: bool) {
        let file = self.files.last().cloned().unwrap_or_default();
        self.rows.push(Row { file, fact: fact.to_owned(), expected, found, met, known, argued: None });
    }

    /// Holds a fact to be wrong.
    pub(crate) fn argue(&mut self, file: &str, fact: &str, why: &str) {
        for row in self.rows.iter_mut().filter(|row| row.file == file && row.fact == fact) {
            assert!(!row.met, "{file}, {fact} is met: nothing to argue");
            row.argued = Some(why.to_owned());
        }
    }

    /// How many files there are.
    pub(crate) fn files(&self) -> usize {
        self.files.len()
    }

    /// Files without any checked fact.
    fn unchecked(&self) -> Vec<&String> {
        self.files
            .iter()
            .filter(|file| !self.rows.iter().any(|row| row.known && &&row.file == file))
            .collect()
    }

    /// Whether every fact is met or argued, and every file has one.
    pub(crate) fn met(&self) -> bool {
        self.rows.iter().all(|row| row.met || row.argued.is_some()) && self.unchecked().is_empty()
    }

    /// What is not met.
    pub(crate) fn failures(&self) -> String {
        let failed = self.rows.iter().filter(|row| !row.met && row.argued.is_none());
        let mut text: Vec<String> = failed
            .map(|row| {
                format!("{}: {}\n  expected {}\n  found    {}", row.file, row.fact, row.expected, row.found)
            })
            .collect();
        text.extend(self.unchecked().iter().map(|file| format!("{file}: no fact is checked")));
        text.join("\n")
    }
}

fn cut(text: &str, width: usize) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.chars().count() <= width {
        clean
    } else {
        clean.chars().take(width - 1).chain(['…']).collect()
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<46} {:<26} {:<34} {:<34} met", "file", "fact", "expected", "found")?;
        for row in &self.rows {
            let met = match (&row.argued, row.met) {
                (Some(why), _) => format!("argued: {why}"),
                (None, true) => "yes".to_owned(),
                (None, false) => "NO".to_owned(),
            };
            let cells = (cut(&row.file, 46), cut(&row.fact, 26), cut(&row.expected, 34), cut(&row.found, 34));
            writeln!(f, "{:<46} {:<26} {:<34} {:<34} {met}", cells.0, cells.1, cells.2, cells.3)?;
        }
        write!(f, "{} facts of {} files", self.rows.len(), self.files.len())
    }
}
