//! Exports: quotes to files that people open. One file, or folder, per format.
//!
//! The same input gives the same bytes: no clock and no random number goes into an export.

mod attribution;
pub mod codebook;
mod columns;
mod comments;
mod contrast;
mod csv;
mod docx;
mod groups;
mod html;
#[cfg(test)]
mod inert;
pub mod json;
mod markdown;
mod odt;
mod package;
mod page;
#[cfg(test)]
mod payloads;
mod plan;
mod pptx;
mod properties;
mod provenance;
#[cfg(test)]
mod sample;
mod template;
mod tex;
mod words;
mod xlsx;
mod xml;

use std::collections::BTreeMap;

pub use attribution::{attribution, attribution_fields, attribution_value, credit, on_slide};
pub use comments::{Commented, Note};
pub use provenance::{ToldRole, renewed as renewed_provenance, role_fact, told_address};

use crate::quote::Quote;
use crate::text::Language;

/// What is exported: quotes and everything needed to present them.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The title of the deck or document, as the user put it or made from the filters.
    pub title: String,
    /// The name of the study.
    pub study: String,
    /// The language of labels.
    pub language: Language,
    /// The quotes, each once, in their order.
    pub quotes: Vec<Quote>,
    /// Which quotes stand under which code, in the order of the codebook; empty without codes.
    pub themes: Vec<Theme>,
    /// Every code that occurs, by path.
    pub codes: BTreeMap<String, CodeLabel>,
    /// Names of roles in the language of labels, by id.
    pub roles: BTreeMap<String, String>,
    /// How a quote is attributed: `[{role}, {organisation}]`.
    pub attribution: String,
}

impl Selection {
    /// Leaves out the quotes for which `keep`, one for each, is false.
    pub fn keep_only(&mut self, keep: &[bool]) {
        let mut number = 0;
        let new: Vec<Option<usize>> = (0..self.quotes.len())
            .map(|at| {
                let kept = keep.get(at).copied().unwrap_or(true);
                number += usize::from(kept);
                kept.then(|| number - 1)
            })
            .collect();
        let mut at = 0;
        self.quotes.retain(|_| {
            at += 1;
            keep.get(at - 1).copied().unwrap_or(true)
        });
        for theme in &mut self.themes {
            theme.quotes = theme.quotes.iter().filter_map(|old| new.get(*old).copied().flatten()).collect();
        }
    }
}

/// One code and the quotes under it.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Path of the code; empty where it is about none.
    pub code: String,
    /// The heading an author gave it, in place of the name of the code.
    pub title: Option<String>,
    /// Indices into [`Selection::quotes`].
    pub quotes: Vec<usize>,
}

/// How a code is shown.
#[derive(Debug, Clone, Default)]
pub struct CodeLabel {
    /// Its name in the language of labels.
    pub name: String,
    /// Its definition, if any.
    pub definition: String,
    /// `#rrggbb`, always valid.
    pub color: String,
}

/// What the user may ask of an exporter.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Leave text cells as they are, without the guard against spreadsheet formulas (csv).
    pub raw: bool,
    /// The author's own template, where the exporter takes one.
    pub template: Option<Template>,
    /// Which of the [dialects](Exporter::dialects) of the format; the first when none is said.
    pub dialect: Option<String>,
    /// An overview, codes by role, and bars beside the quotes (pptx).
    pub charts: bool,
    /// Light on dark (pptx).
    pub dark: bool,
    /// One sheet a code instead of one for all (xlsx).
    pub sheet_per_code: bool,
}

/// An author's own template.
#[derive(Debug, Clone, Default)]
pub struct Template {
    /// The name of its file, for messages.
    pub name: String,
    /// What stands in the file.
    pub bytes: Vec<u8>,
}

/// Why nothing could be exported, and what to try.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Trouble {
    /// What is the matter, one sentence without a full stop.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
}

impl Trouble {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A format quotes can be exported to.
pub trait Exporter: Sync {
    /// What people call it: `PowerPoint`.
    fn name(&self) -> &'static str;

    /// The ending of its files, without the dot: `pptx`.
    fn ending(&self) -> &'static str;

    /// The kinds of file with this ending, the usual one first; none where there is but one.
    fn dialects(&self) -> &'static [&'static str] {
        &[]
    }

    /// The endings that a template of this format may have, without the dot; none where it takes none.
    fn template_endings(&self) -> &'static [&'static str] {
        &[]
    }

    /// The template of a dialect that is there when the author gives none, to start from.
    fn built_in_template(&self, _dialect: Option<&str>) -> Option<&'static str> {
        None
    }

    /// Whether every attribute of a speaker has a column or field of its own.
    fn has_columns(&self) -> bool {
        false
    }

    /// Whether quotes may stand on several sheets.
    fn has_sheets(&self) -> bool {
        false
    }

    /// The bytes of the file. The same selection and options give the same bytes.
    ///
    /// # Errors
    /// When an option cannot be used, such as a template that is no `.pptx`.
    fn write(&self, selection: &Selection, options: &Options) -> Result<Vec<u8>, Trouble>;

    /// The same, and what an author should know of the file: what was left out, what has no room.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    fn write_telling(
        &self,
        selection: &Selection,
        options: &Options,
    ) -> Result<(Vec<u8>, Vec<String>), Trouble> {
        Ok((self.write(selection, options)?, Vec::new()))
    }
}

/// Every format, in the order in which help lists them.
pub static EXPORTERS: &[&dyn Exporter] = &[
    &pptx::PowerPoint,
    &docx::Word,
    &odt::OpenDocument,
    &xlsx::Excel,
    &csv::Csv,
    &html::Html,
    &markdown::Markdown,
    &tex::Latex,
    &json::JsonLines,
];

/// The exporter whose files end in `ending`; the dot is optional and case does not matter.
pub fn exporter_for(ending: &str) -> Option<&'static dyn Exporter> {
    let ending = ending.trim_start_matches('.');
    EXPORTERS.iter().find(|exporter| exporter.ending().eq_ignore_ascii_case(ending)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_found_by_their_ending() {
        assert_eq!(exporter_for(".PPTX").map(|e| e.name()), Some("PowerPoint"));
        assert_eq!(exporter_for("json").map(|e| e.name()), Some("JSON Lines"));
        assert!(exporter_for("pdf").is_none());
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        for exporter in EXPORTERS {
            let write = || exporter.write(&sample::nasty(), &Options::default()).unwrap();
            assert_eq!(write(), write(), "{}", exporter.name());
        }
    }
}
