//! The documents and the engine without anything around them, to measure what the rest costs.

use std::path::Path;

use tantivy::TantivyDocument;

use super::documents::Documents;
use super::fields::schema;
use super::folder::open_engine;
use super::tokens::stem_languages;
use super::{IndexError, SourceDocs};
use crate::text::Language;

/// The documents of a source.
pub fn documents(source: &SourceDocs<'_>) -> Vec<TantivyDocument> {
    let (_, fields) = schema();
    let mut all = Vec::new();
    let added: Result<(), std::convert::Infallible> = Documents::new(fields, source).each(|document| {
        all.push(document);
        Ok(())
    });
    added.map_or_else(|never| match never {}, |()| all)
}

/// An empty engine in the folder `dir`, which cuts text as the index does.
///
/// # Errors
/// When it cannot be made.
pub fn engine(dir: &Path, languages: &[Language]) -> Result<tantivy::Index, IndexError> {
    open_engine(dir, &stem_languages(languages))
}
