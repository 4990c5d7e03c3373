//! The list of a study, opened.

use std::path::PathBuf;

use verbatim::leak::{Names, Whereabouts, others_may_read, remember, whereabouts};
use verbatim::store::Study;

use super::super::exit::Failure;
use super::super::leaks;
use super::super::ui::{Ui, count, safe};

/// The list, and the study that it is of.
pub(super) struct Kept<'s> {
    study: &'s Study,
    pub(super) names: Names,
}

impl<'s> Kept<'s> {
    /// The list of the study; an empty one where it never had any.
    ///
    /// # Errors
    /// When it is not on this machine, or cannot be read.
    pub(super) fn open(study: &'s Study, ui: &mut Ui) -> Result<Self, Failure> {
        let path = match whereabouts(study) {
            Whereabouts::At(path) => path,
            Whereabouts::Lost(path) => {
                return Err(leaks::lost(study, path.as_deref(), "nothing was changed or searched"));
            }
            Whereabouts::Promised(path) => {
                leaks::warn_if_inside(study, &path, ui);
                return Ok(Self { study, names: Names::default() });
            }
            Whereabouts::Never => {
                leaks::warn_of_namesakes(study, ui);
                return Ok(Self { study, names: Names::default() });
            }
        };
        leaks::warn_if_inside(study, &path, ui);
        let names = Names::read(&path).map_err(leaks::misread)?.unwrap_or_default();
        if others_may_read(&path) {
            ui.warning("others on this machine may read the list of real names");
            ui.hint(&format!("chmod 600 '{}'", path.display()));
        }
        // A list from before studies remembered theirs; one that cannot be written to still has it.
        remember(study).ok();
        Ok(Self { study, names })
    }

    /// A list of the study from elsewhere, in place of one that is not here.
    pub(super) fn from_elsewhere(study: &'s Study, names: Names) -> Self {
        Self { study, names }
    }

    pub(super) fn write(&self, ui: &mut Ui) -> Result<(), Failure> {
        let path: PathBuf = remember(self.study)?.ok_or_else(|| {
            Failure::usage("there is no folder for the list")
                .hint("set VERBATIM_CONFIG_DIR to a folder of your own")
        })?;
        self.names.write(&path)?;
        let names = count(self.names.entries.len(), "name", "names");
        ui.line(&format!("{names} in {}", safe(&path.display().to_string())))
    }
}
