//! What people change: from something meant to whole lines in their logs, on the disk before it is confirmed.
//!
//! A [`Desk`] holds what everybody did so far; what is put on it is written by [`Desk::commit`], as one change
//! that is undone as one. Files of the study that change with it (a codebook, a source) go through a journal, so
//! that a crash leaves the old state or the new one.

mod desk;
mod files;
mod history;
mod imported;
mod journal;

pub use desk::{ChangeError, Desk};
pub use files::NewFile;
pub use history::{Change, Undoing, changes, redo, take_back, undo, undoable};
pub use imported::{Intended, Made, make_codings};
pub use journal::is_unfinished;
