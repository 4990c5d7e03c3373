//! What people did survives: crashes at every system call, disks that fail, torn writes, many processes at once,
//! copies in any order, everything undone, and offsets that another program counts the same.
//!
//! `cargo test --test durability -- --nocapture` prints how much was tried. With `VERBATIM_DURABILITY=quick` nothing is
//! killed where it opens a file for reading, which is most of what could be tried and the least telling.

// A test that meets what it does not expect should stop right there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout)]

#[path = "../integration/buurt.rs"]
#[allow(dead_code)]
mod buurt;
mod crash;
mod dice;
mod faults;
mod merge;
mod strace;
#[path = "../integration/study.rs"]
#[allow(dead_code)]
mod study;
mod synced;
mod together;
mod torn;
mod undo;
mod units;
mod work;
