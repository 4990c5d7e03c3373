//! The integration tests: one file a feature, through the binary as people run it.
//!
//! `study` makes scratch studies and runs commands in them; `buurt` is the small study most tests know.

// A test that meets what it does not expect should stop right there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod anchor;
#[path = "../anchoring/mod.rs"]
mod anchoring;
mod apart;
mod attributions;
mod buurt;
mod check;
mod codes;
mod consent;
mod copies;
mod decide;
mod disclosure;
mod docs;
mod erase;
mod exit_codes;
mod export;
mod export_formats;
mod find;
mod formats;
mod hand;
mod help;
mod history;
mod import_codebook;
mod import_codings;
mod import_rivals;
mod import_tables;
mod ingest;
mod init_add;
mod layers;
mod library;
mod marks;
mod mended;
mod names;
mod originals;
mod participants;
#[path = "../quoting/mod.rs"]
mod quoting;
#[cfg(unix)]
mod read_only;
mod recode;
mod replace;
mod reread;
mod review;
mod sample;
mod sets;
mod show;
mod slides;
mod status;
mod study;
mod told;
mod verify;
mod verify_beside;
mod verify_documents;
mod verify_places;
mod verify_slides;
