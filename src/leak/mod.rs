//! Leaks: real names that stand in a file that is about to leave, or has left.
//!
//! A list of names says who is behind which replacement. A file is searched for every name of it, in every form
//! in which people write it, in every part of the file: what is read, notes, properties, names of parts and of
//! the file, packages inside packages. Words are compared folded, so that case, accents and their encoding play
//! no role; endings, initials, handles and the escapes of the formats are known. What a name is in a picture or
//! in a sound is not seen, nor a nickname or a name with a spelling of its own: they are entries of the list.

mod bare;
mod blobs;
mod disguised;
mod endings;
mod escapes;
mod forms;
mod markup;
mod matcher;
mod names;
mod place;
mod search;
mod spellings;
#[cfg(test)]
mod tests;
mod tokens;
mod whereabouts;
mod words;
mod zipped;

pub use names::{Entry, Misread, Names, others_may_read};
pub use place::Place;
pub use search::{Leak, Searched, Searcher};
pub use whereabouts::{Whereabouts, forget, namesakes, remember, whereabouts};
