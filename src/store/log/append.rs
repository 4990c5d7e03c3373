//! Writing logs: whole lines in one append, on the disk before anybody is told that it is done.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::super::FileError;
use crate::coding::{Header, Line, Operation, Torn};

/// A coder's log on a device, of one source, open for more.
#[derive(Debug)]
pub struct Appender {
    folder: PathBuf,
    header: Header,
    open: Option<File>,
    /// The first file is 1; after a write that failed the next one is written, for nobody knows what became of
    /// the end of the one before.
    segment: u32,
}

impl Appender {
    /// The log of `header`'s coder and device in the source `short` below `codings`. Touches nothing yet.
    pub fn new(codings: &Path, short: &str, header: Header) -> Self {
        Self { folder: codings.join(short), header, open: None, segment: 1 }
    }

    /// Appends `operations`. When this returns they are on the disk.
    ///
    /// # Errors
    /// When they cannot be written; then none of them counts as done.
    pub fn append(&mut self, operations: &[Operation]) -> Result<(), FileError> {
        let mut lines = String::new();
        for operation in operations {
            lines.push_str(&Line::Operation(Box::new(operation.clone())).sealed());
            lines.push('\n');
        }
        self.write(&lines).or_else(|_| {
            // What was written of it may stand in the old file and again in the new one: it counts once.
            (self.open, self.segment) = (None, self.segment + 1);
            self.write(&lines).map_err(|source| FileError::writing(&self.path(), source))
        })
    }

    /// Where it writes.
    pub fn path(&self) -> PathBuf {
        let Header { coder, device, .. } = &self.header;
        let more = if self.segment > 1 { format!("-{}", self.segment) } else { String::new() };
        self.folder.join(format!("{}-{device}{more}.jsonl", file_name(coder)))
    }

    fn write(&mut self, lines: &str) -> std::io::Result<()> {
        let mut file = match self.open.take() {
            Some(file) => file,
            None => return self.begin(lines),
        };
        file.write_all(lines.as_bytes())?;
        file.sync_data()?;
        self.open = Some(file);
        Ok(())
    }

    /// Opens the log, and writes what it needs before `lines` with them.
    fn begin(&mut self, lines: &str) -> std::io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let path = self.path();
        let there = match fs::read(&path) {
            Ok(there) => there,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        let mut all = String::new();
        // What was half written before stays apart from what is written now, and is known for what it is.
        if let Some(half) = unended(&there) {
            all.push('\n');
            if std::str::from_utf8(half).ok().and_then(Line::parse).is_none() {
                all.push_str(&Line::Torn(Torn::of(half)).sealed());
                all.push('\n');
            }
        }
        if last_header(&there).as_ref() != Some(&self.header) {
            all.push_str(&Line::Header(self.header.clone()).sealed());
            all.push('\n');
        }
        all.push_str(lines);
        let mut file = OpenOptions::new().append(true).create(true).open(&path)?;
        file.write_all(all.as_bytes())?;
        file.sync_data()?;
        if there.is_empty() {
            sync_folder(&self.folder)?;
            if let Some(above) = self.folder.parent() {
                sync_folder(above)?;
            }
        }
        self.open = Some(file);
        Ok(())
    }
}

/// A new file is there for certain only when its folder is on the disk, too.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Appends `operations` to one log, once. Returns the file.
///
/// # Errors
/// As [`Appender::append`].
pub fn append(
    codings: &Path,
    short: &str,
    header: &Header,
    operations: &[Operation],
) -> Result<PathBuf, FileError> {
    let mut log = Appender::new(codings, short, header.clone());
    log.append(operations)?;
    Ok(log.path())
}

/// What stands after the last line break, if anything.
fn unended(log: &[u8]) -> Option<&[u8]> {
    log.rsplit(|byte| *byte == b'\n').next().filter(|rest| !rest.is_empty())
}

/// The header that holds at the end of a log.
fn last_header(log: &[u8]) -> Option<Header> {
    let lines = log.split(|byte| *byte == b'\n').rev();
    lines.filter_map(|line| Line::parse(std::str::from_utf8(line).ok()?.trim())).find_map(|line| match line {
        Line::Header(header) => Some(header),
        Line::Operation(_) | Line::Torn(_) => None,
    })
}

/// A coder's name as part of a file name: letters and digits, `-` for anything else. The name itself stands
/// in the log.
fn file_name(coder: &str) -> String {
    let clean = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let name: String = coder.trim().chars().map(clean).take(60).collect();
    let name = name.trim_matches('-').to_owned();
    if name.is_empty() { "coder".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::super::read::read;
    use super::*;
    use crate::coding::{Anchor, Coding, Deed, LOG_VERSION};
    use crate::text::{CodePoints, Span};

    const TEXT: &str = "Dat loopt goed.";

    fn header(coder: &str) -> Header {
        Header {
            v: LOG_VERSION,
            kind: "log".into(),
            study: "Proef".into(),
            source: "fg1.txt".into(),
            coder: coder.into(),
            device: "aa11".into(),
        }
    }

    fn operation(counter: u64) -> Operation {
        let anchor = Anchor::on(TEXT, &CodePoints::new(TEXT), "h", Span::new(0, 3));
        let coding = Coding::new("trust", anchor);
        let id = format!("id{counter}");
        Operation {
            id,
            counter,
            change: String::new(),
            supersedes: vec![],
            time: None,
            coder: "An".into(),
            deed: Deed::Code(coding),
        }
    }

    #[test]
    fn what_is_appended_is_read_and_the_header_stands_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = append(folder.path(), "fg1", &header("An Maes"), &[operation(1)]).unwrap();
        append(folder.path(), "fg1", &header("An Maes"), &[operation(2), operation(3)]).unwrap();
        assert_eq!(path.file_name().unwrap(), "An-Maes-aa11.jsonl");
        assert_eq!(fs::read_to_string(&path).unwrap().matches("\"kind\":\"log\"").count(), 1);
        let (ledger, notes) = read(folder.path(), "fg1").unwrap();
        assert_eq!((ledger.operations().count(), notes.len()), (3, 0));
    }

    #[test]
    fn a_half_line_is_set_aside_and_what_follows_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = append(folder.path(), "fg1", &header("An"), &[operation(1), operation(2)]).unwrap();
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() - 20]).unwrap();
        let (ledger, notes) = read(folder.path(), "fg1").unwrap();
        assert_eq!(ledger.operations().count(), 1);
        assert!(notes[0].message.contains("half written"), "{notes:?}");
        append(folder.path(), "fg1", &header("An"), &[operation(3)]).unwrap();
        let (ledger, notes) = read(folder.path(), "fg1").unwrap();
        assert_eq!(ledger.operations().map(|o| o.counter).collect::<Vec<_>>(), [1, 3]);
        assert!(notes.is_empty(), "it is known that it was only half written: {notes:?}");
        let rotten = fs::read_to_string(&path).unwrap().replacen("\"id2\"", "\"id9\"", 1);
        fs::write(&path, rotten).unwrap();
        let (_, notes) = read(folder.path(), "fg1").unwrap();
        assert!(notes[0].to_string().contains("codings/fg1/An-aa11.jsonl:3:1"), "{}", notes[0]);
    }

    #[test]
    fn a_last_line_without_line_break_counts() {
        let folder = tempfile::tempdir().unwrap();
        let path = append(folder.path(), "fg1", &header("An"), &[operation(1)]).unwrap();
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        let (ledger, notes) = read(folder.path(), "fg1").unwrap();
        assert_eq!((ledger.operations().count(), notes.len()), (1, 0));
    }

    #[test]
    fn copies_of_any_name_merge_and_damaged_lines_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = append(folder.path(), "fg1", &header("An"), &[operation(1), operation(2)]).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let copy = folder.path().join("fg1/An-aa11 (conflict van Piet).jsonl");
        append(folder.path(), "fg1", &header("An"), &[operation(3)]).unwrap();
        let (first, rest) = text.split_once('\n').unwrap();
        let other = text.replace("\"id1\"", "\"id9\"");
        let other = other.lines().nth(1).unwrap();
        fs::write(&copy, format!("<<<<<<< hier\n{rest}{first}\r\n{other}\n")).unwrap();
        fs::write(folder.path().join("fg1/rules (1).jsonl"), "{\"v\":1,\"kind\":\"rules\"}\nx\n").unwrap();
        let (ledger, notes) = read(folder.path(), "fg1").unwrap();
        assert_eq!(ledger.operations().map(|o| o.counter).collect::<Vec<_>>(), [1, 2, 3]);
        let lines: Vec<usize> = notes.iter().map(|note| note.place.as_ref().unwrap().line).collect();
        assert_eq!(lines, [1, 5], "{notes:?}");
    }
}
