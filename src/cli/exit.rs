//! Exit codes, and failures with the code they end in.

use std::fmt;

use verbatim::changes::ChangeError;
use verbatim::diag::Diagnostic;
use verbatim::index::IndexError;
use verbatim::ingest::IngestError;
use verbatim::query::QueryError;
use verbatim::store::{FileError, StudyError};

/// How a command ended. Documented in the README; scripts rely on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// Nothing found, or nothing to export.
    Nothing = 1,
    /// Wrong use, unknown code, source or role, refusal to overwrite.
    Usage = 2,
    /// Done in part: some inputs could not be read.
    Part = 3,
    /// A check failed.
    Check = 4,
    /// Needs a decision of a person.
    Decision = 5,
    /// No study here.
    NoStudy = 10,
    /// The study is newer than the program.
    Newer = 11,
    /// Could not write.
    Unwritten = 12,
    /// Our fault.
    Ours = 70,
}

/// Why a command failed: what, how to mend it, and the exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
    broken_pipe: bool,
}

impl Failure {
    pub(crate) fn new(exit: Exit, message: impl fmt::Display) -> Self {
        Self { exit, message: message.to_string(), hint: None, broken_pipe: false }
    }

    pub(crate) fn usage(message: impl fmt::Display) -> Self {
        Self::new(Exit::Usage, message)
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With another way out beside the one that is told.
    pub(crate) fn and(mut self, further: &str) -> Self {
        let hint = self.hint.map_or_else(String::new, |hint| format!("{hint}; "));
        self.hint = Some(format!("{hint}{further}"));
        self
    }

    pub(crate) fn is_broken_pipe(&self) -> bool {
        self.broken_pipe
    }

    /// Output that could not be written.
    pub(crate) fn output(error: &std::io::Error) -> Self {
        let broken_pipe = error.kind() == std::io::ErrorKind::BrokenPipe;
        Self { broken_pipe, ..Self::new(Exit::Unwritten, format!("cannot write the output: {error}")) }
    }
}

impl From<StudyError> for Failure {
    fn from(error: StudyError) -> Self {
        match error {
            StudyError::None(_) => Self::new(Exit::NoStudy, &error)
                .hint("`verbatim init` makes one here; `--study DIR` names one elsewhere"),
            StudyError::Newer(_) => Self::new(Exit::Newer, &error).hint("install the newest verbatim"),
            StudyError::Config(diagnostic) => from_diagnostic(&diagnostic),
            StudyError::File(error) => error.into(),
        }
    }
}

fn from_diagnostic(diagnostic: &Diagnostic) -> Failure {
    let shown = diagnostic.to_string();
    let message = shown.strip_prefix("error: ").unwrap_or(&shown).to_owned();
    Failure::usage(message)
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        if error.is_write() {
            let hint = mend_of(error.source.kind());
            Self::new(Exit::Unwritten, error).hint(hint)
        } else {
            Self::usage(error).hint("make the file readable (chmod u+r) and run it again")
        }
    }
}

/// How a file becomes one that can be written.
fn mend_of(why: std::io::ErrorKind) -> &'static str {
    use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem, StorageFull};
    match why {
        PermissionDenied => {
            "you may not write there: ask its owner to let you (chmod g+w, or share the folder with you), or work on a copy \
             of the study; find, show, verify, status and export go without"
        }
        ReadOnlyFilesystem => {
            "it is on a disk that can only be read: work on a copy of the study; find, show, verify, status and export \
             go without"
        }
        StorageFull => "free some space, and run it again",
        _ => "free some space, or make the folder writable (chmod u+w), and run it again",
    }
}

impl From<ChangeError> for Failure {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::File(error) => error.into(),
            ChangeError::Elsewhere(_) => Self::new(Exit::Decision, &error)
                .hint("nothing was touched: keep what is there now, or put the file back by hand"),
            ChangeError::Lost(_) => Self::new(Exit::Check, &error)
                .hint("codings/study/files/ keeps them; restore that folder from a backup"),
        }
    }
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Self {
        match error {
            IndexError::Busy => {
                Self::new(Exit::Unwritten, &error).hint("wait for it to finish, then run this again")
            }
            IndexError::Missing => Self::usage(&error).hint("run `verbatim ingest`"),
            IndexError::File { ref source, .. } if source.kind() == std::io::ErrorKind::PermissionDenied => {
                Self::new(Exit::Unwritten, &error).hint(
                    "it is somebody else's: set VERBATIM_INDEX to a folder of your own; the index is made anew there",
                )
            }
            IndexError::File { .. } => Self::new(Exit::Unwritten, &error).hint(
                "the index is derived: delete its folder and run `verbatim ingest`, or set VERBATIM_INDEX",
            ),
            IndexError::Engine(_) => Self::new(Exit::Ours, &error)
                .hint("the index is derived: delete its folder and run `verbatim ingest`"),
        }
    }
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Index(error) => error.into(),
            QueryError::Unknown(ref unknown) if unknown.candidates.is_empty() => {
                let list = match unknown.kind {
                    "code" => "`verbatim codes list` shows all codes",
                    "source" => "`verbatim status --sources` shows all sources",
                    _ => "`verbatim participants` shows speakers and roles",
                };
                Self::usage(&error).hint(list)
            }
            QueryError::Words(_) => {
                Self::usage(&error).hint("`verbatim help find` explains the query language")
            }
            error => Self::usage(error),
        }
    }
}

impl From<IngestError> for Failure {
    fn from(error: IngestError) -> Self {
        match error {
            IngestError::File(error) => error.into(),
            IngestError::Index(error) => error.into(),
            IngestError::Codebook(diagnostics) => {
                let shown: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
                Self::new(
                    Exit::Check,
                    format!("the codebook has mistakes; nothing was changed\n{}", shown.join("\n")),
                )
                .hint("mend them, or code with what can be used: `verbatim ingest --force`")
            }
        }
    }
}
