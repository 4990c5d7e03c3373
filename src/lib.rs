//! verbatim: qualitative coding and quote management.
//!
//! Every quote that leaves verbatim was said, by someone in that role, and still stands in the
//! transcript. The flow:
//!
//! ```text
//! file --source--> Transcript --coding--> Coding --> Quote --index--> ids --query--> Quotes --export--> file
//!                     Codebook --^                      store keeps the plain files
//! ```
//!
//! Modules are listed from the lowest layer up; each uses modules of lower layers only.

// Layer 0
pub mod diag;
pub mod sheet;
pub mod text;
mod xml;
// Layer 1
pub mod codebook;
pub mod transcript;
// Layer 2
pub mod anchor;
pub mod coding;
pub mod quote;
pub mod quoteset;
pub mod shown;
pub mod source;
// Layer 3
pub mod index;
pub mod store;
// Layer 4
pub mod changes;
pub mod check;
pub mod erase;
pub mod export;
pub mod ingest;
pub mod leak;
pub mod manuscript;
pub mod present;
pub mod query;
pub mod refresh;
pub mod verify;
