//! `participants.csv`: who is behind a label in a source, in which role, with which attributes.

mod written;

use std::collections::{BTreeMap, HashMap};

use crate::diag::{Diagnostic, Place};
use crate::text::{decode, fold, nearest};
use written::Format;

/// The file's columns that have a meaning of their own, with the headers that name them.
const KNOWN: &[(&str, &[&str])] = &[
    ("source", &["source", "bron", "file", "bestand", "document"]),
    ("speaker", &["speaker", "spreker", "label"]),
    ("participant", &["participant", "deelnemer", "id", "pseudonym", "pseudoniem"]),
    ("role", &["role", "rol"]),
    ("organisation", &["organisation", "organization", "organisatie"]),
    ("consent", &["consent", "toestemming"]),
    ("language", &["language", "taal"]),
];

/// The participants of a study.
#[derive(Debug, Clone, Default)]
pub struct Participants {
    rows: Vec<Row>,
    /// From folded (source, speaker) to the row; an empty source stands for every source.
    by_label: HashMap<(String, String), usize>,
    /// The rows that name a source.
    by_source: HashMap<String, Vec<usize>>,
    format: Format,
}

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Path below `corpus/`, file name or short name; empty for every source.
    pub source: String,
    /// The label in the transcript.
    pub speaker: String,
    /// What is known of the person.
    pub person: Person,
    /// Line in the file, from 1.
    pub line: u64,
}

/// Who is behind a label in a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The participant's id.
    pub participant: Option<String>,
    /// The role as written in the file.
    pub role: Option<String>,
    /// All further columns that are filled, by canonical name or header.
    pub attributes: BTreeMap<String, String>,
}

impl Participants {
    /// Reads the contents of `participants.csv`: comma, semicolon or tab, in any encoding.
    ///
    /// What is wrong comes with its line; rows that can be used are.
    pub fn parse(file: &str, bytes: &[u8]) -> (Self, Vec<Diagnostic>) {
        let decoded = decode(bytes);
        let text = decoded.text;
        let mut diagnostics = Vec::new();
        let delimiter = delimiter_of(text.lines().next().unwrap_or(""));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let columns: Vec<String> = match reader.headers() {
            Ok(headers) => headers.iter().map(canonical).collect(),
            Err(_) => Vec::new(),
        };
        let crlf = bytes.windows(2).any(|pair| pair == b"\r\n");
        let format = Format {
            columns: columns.clone(),
            delimiter,
            encoding: decoded.encoding,
            crlf,
            bytes: bytes.to_vec(),
        };
        let mut participants = Self { format, ..Self::default() };
        if !columns.iter().any(|c| c == "speaker") {
            if text.trim().is_empty() {
                participants.format = Format::default();
            } else {
                diagnostics.push(no_speaker_column(file, &text));
            }
            return (participants, diagnostics);
        }
        if !columns.iter().any(|c| c == "role" || c == "participant") {
            let message = "no column `role` or `participant`: these rows say nothing about anybody";
            let hint =
                "its first line names the columns: source, speaker, participant, role, organisation ...";
            diagnostics.push(Diagnostic::warning(message).at(Place::at_line(file, &text, 1, 1)).hint(hint));
        }
        for record in reader.records() {
            match record {
                Ok(record) => participants.add_record(file, &text, &columns, &record, &mut diagnostics),
                Err(error) => diagnostics.push(Diagnostic::error(format!("{file}: {error}"))),
            }
        }
        (participants, diagnostics)
    }

    fn add_record(
        &mut self,
        file: &str,
        text: &str,
        columns: &[String],
        record: &csv::StringRecord,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let line = record.position().map_or(0, csv::Position::line);
        let row = row_of(columns, record, line);
        if row.speaker.is_empty() {
            return;
        }
        if let Some(written) = row.person.attributes.get("consent")
            && let Err(hint) = super::Consent::parse(written)
        {
            let message = format!("the consent `{written}` is not understood, and counts as none");
            let place = Place::at_line(file, text, line as usize, 1);
            diagnostics.push(Diagnostic::warning(message).at(place).hint(hint));
        }
        let key = (source_key(&row.source), label_key(&row.speaker));
        let earlier = self.by_label.get(&key).and_then(|&at| self.rows.get(at));
        if let Some(earlier) = earlier {
            if earlier.person != row.person {
                let place = Place::at_line(file, text, line as usize, 1);
                diagnostics.push(
                    Diagnostic::warning(format!(
                        "`{}` in `{}` stands twice with different facts; line {} counts",
                        row.speaker, row.source, earlier.line
                    ))
                    .at(place)
                    .hint("remove one of the two rows"),
                );
            }
            return;
        }
        self.by_source.entry(key.0.clone()).or_default().push(self.rows.len());
        self.by_label.insert(key, self.rows.len());
        self.rows.push(row);
    }

    /// The rows, in the order of the file.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row for `label` in the source at `path` with short name `short`; a row that names the source
    /// goes before one for every source.
    pub fn find(&self, path: &str, short: &str, label: &str) -> Option<&Row> {
        let file = path.rsplit('/').next().unwrap_or(path);
        let label = label_key(label);
        [path, file, short, ""]
            .into_iter()
            .find_map(|source| self.by_label.get(&(source_key(source), label.clone())))
            .and_then(|&at| self.rows.get(at))
    }

    /// Everything the file says of the people in one source, as one text: changes when they do.
    pub fn facts_of(&self, path: &str, short: &str) -> String {
        let file = path.rsplit('/').next().unwrap_or(path);
        let mut rows: Vec<usize> = [path, file, short, ""]
            .into_iter()
            .filter_map(|source| self.by_source.get(&source_key(source)))
            .flatten()
            .copied()
            .collect();
        rows.sort_unstable();
        rows.dedup();
        let said = rows.iter().filter_map(|&at| self.rows.get(at)).map(|row| {
            let Row { source, speaker, person, .. } = row;
            format!("{source:?} {speaker:?} {person:?}\n")
        });
        said.collect()
    }

    /// Roles of the file that `is_role` does not know, each once, at its line.
    pub fn unknown_roles(
        &self,
        file: &str,
        known: &[&str],
        is_role: impl Fn(&str) -> bool,
    ) -> Vec<Diagnostic> {
        let text = decode(&self.format.bytes).text;
        let mut seen = std::collections::HashSet::new();
        let mut found = Vec::new();
        for row in &self.rows {
            let Some(role) = row.person.role.as_deref() else { continue };
            if is_role(role) || !seen.insert(fold(role).into_owned()) {
                continue;
            }
            let place = Place::at_line(file, &text, row.line as usize, 1);
            let hint = match nearest(role, known.iter().copied()) {
                Some(near) => format!("the nearest role in verbatim.toml is `{near}`"),
                None => format!("add [roles.{}] to verbatim.toml", fold(role).replace(' ', "-")),
            };
            found.push(Diagnostic::warning(format!("unknown role `{role}`")).at(place).hint(hint));
        }
        found
    }

    /// Every column that says something further of people, filled or not, by canonical name or header; also that of
    /// consent.
    pub fn attribute_names(&self) -> impl Iterator<Item = &str> {
        let others = ["source", "speaker", "participant", "role"];
        let columns = self.format.columns.iter().map(String::as_str);
        columns.filter(move |name| !name.is_empty() && !others.contains(name))
    }
}

fn row_of(columns: &[String], record: &csv::StringRecord, line: u64) -> Row {
    let mut row = Row { source: String::new(), speaker: String::new(), person: Person::default(), line };
    for (column, value) in columns.iter().zip(record) {
        if value.is_empty() {
            continue;
        }
        match column.as_str() {
            "source" => row.source = if value == "*" { String::new() } else { value.to_owned() },
            "speaker" => row.speaker = value.to_owned(),
            "participant" => row.person.participant = Some(value.to_owned()),
            "role" => row.person.role = Some(value.to_owned()),
            other => {
                row.person.attributes.insert(other.to_owned(), value.to_owned());
            }
        }
    }
    row
}

fn canonical(header: &str) -> String {
    let folded = fold(header).into_owned();
    let known = KNOWN.iter().find(|(_, names)| names.contains(&folded.as_str()));
    known.map_or_else(|| header.to_owned(), |(name, _)| (*name).to_owned())
}

fn delimiter_of(header: &str) -> u8 {
    let count = |c: char| header.matches(c).count();
    [(b';', count(';')), (b'\t', count('\t')), (b',', count(','))]
        .into_iter()
        .max_by_key(|(_, n)| *n)
        .map_or(b',', |(delimiter, _)| delimiter)
}

fn source_key(source: &str) -> String {
    source.trim().replace('\\', "/").to_lowercase()
}

/// Labels are compared without case, accents and surplus blanks.
fn label_key(label: &str) -> String {
    fold(&label.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

fn no_speaker_column(file: &str, text: &str) -> Diagnostic {
    Diagnostic::error("this file has no column `speaker`")
        .at(Place::at_line(file, text, 1, 1))
        .hint("its first line names the columns: source, speaker, participant, role, organisation ...")
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUTCH: &[u8] =
        b"bron;spreker;deelnemer;rol;organisatie\r\nfg1.docx;R1;P07;vrijwilliger;Caf\xe9 Zuid\r\n;Tibo;;interviewer;\r\n";

    #[test]
    fn dutch_headers_semicolons_and_windows_1252() {
        let (participants, diagnostics) = Participants::parse("participants.csv", DUTCH);
        assert_eq!(diagnostics, []);
        let person = &participants.find("groepen/fg1.docx", "fg1", " r1").unwrap().person;
        assert_eq!(person.participant.as_deref(), Some("P07"));
        assert_eq!(person.attributes.get("organisation").map(String::as_str), Some("Café Zuid"));
        assert!(participants.find("i9.txt", "i9", "TIBO").is_some());
        assert!(participants.find("i9.txt", "i9", "R1").is_none());
    }

    #[test]
    fn added_rows_leave_every_other_byte_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("participants.csv");
        let (participants, _) = Participants::parse("participants.csv", DUTCH);
        participants.append(&path, &[("fg2.txt".into(), "Zoë; 2".into(), None)]).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(bytes.strip_prefix(DUTCH), Some(&b"fg2.txt;\"Zo\xeb; 2\";;;\r\n"[..]));
        assert!(participants.append(&path, &[("a".into(), "Ж".into(), None)]).is_err());
    }

    #[test]
    fn two_rows_that_disagree_are_named() {
        let text = b"source,speaker,role\nfg1,R1,client\nfg1,R1,volunteer\n";
        let (participants, diagnostics) = Participants::parse("participants.csv", text);
        assert_eq!(participants.rows().len(), 1);
        assert_eq!(diagnostics.first().and_then(|d| d.place.as_ref()).map(|p| p.line), Some(3));
    }
}
