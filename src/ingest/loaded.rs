//! The codebook as a refresh needs it: read, and tested before it codes.

use crate::codebook::Codebook;
use crate::coding::{Matcher, check_rules};
use crate::diag::{Diagnostic, Severity};
use crate::store::{FileError, Study};

/// A codebook that was read, with everything noticed.
#[derive(Debug, Clone, Default)]
pub struct LoadedCodebook {
    /// The codes.
    pub codebook: Codebook,
    /// The files it was read from: path in the study, and text.
    pub(super) files: Vec<(String, String)>,
    /// Mistakes and warnings, those of failing rule tests last.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the tests of its rules were run.
    pub tested: bool,
}

impl LoadedCodebook {
    /// Whether something in it must be mended before it codes.
    pub fn is_broken(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether the files of `study` still say what was read.
    pub(super) fn is_that_of(&self, study: &Study) -> bool {
        study.codebook_files().is_ok_and(|files| files == self.files)
    }

    pub(super) fn is_clean(&self) -> bool {
        self.diagnostics.iter().all(|d| d.severity == Severity::Note)
    }
}

/// Reads the codebooks of `study`, without running the tests of their rules.
///
/// # Errors
/// When a file cannot be read.
pub fn load_codebook(study: &Study) -> Result<LoadedCodebook, FileError> {
    let files = study.codebook_files()?;
    let (codebook, diagnostics) = Codebook::load(&files);
    Ok(LoadedCodebook { codebook, files, diagnostics, tested: false })
}

/// Runs the tests of the rules, too, unless that was done.
pub fn check_codebook(study: &Study, loaded: &mut LoadedCodebook) {
    if std::mem::replace(&mut loaded.tested, true) {
        return;
    }
    let matcher = Matcher::new(&loaded.codebook);
    let mut roles: Vec<String> = study.config.roles.keys().cloned().collect();
    roles.extend(study.config.interviewers.iter().cloned());
    loaded.diagnostics.extend(check_rules(&loaded.codebook, &matcher, &roles));
}
