//! A log whose end is cut off at any byte: whole lines count, and what is written next is whole.

use std::fs;

use verbatim::changes::Desk;
use verbatim::store::log::list_logs;

use crate::work::{code, copy, make, open, operations, scratch};

#[test]
fn a_log_cut_off_anywhere_keeps_its_whole_lines() {
    let start = scratch();
    let root = make(start.path());
    let ids: Vec<String> = {
        let study = open(&root);
        let mut desk = Desk::open(&study, "An").unwrap();
        (0..5).map(|number| code(&mut desk, number).unwrap()).collect()
    };
    let log = list_logs(&root.join("codings")).unwrap().remove(0).path();
    let whole = fs::read(root.join("codings").join(&log)).unwrap();
    let ends: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] == b'\n').collect();
    for cut in 0..whole.len() {
        let folder = scratch();
        let all = folder.path().join("all");
        copy(start.path(), &all);
        let root = all.join("study");
        fs::write(root.join("codings").join(&log), &whole[..cut]).unwrap();
        // The header is the first line; a line without its line break is whole, too.
        let there = ends.iter().skip(1).filter(|end| **end <= cut).count();
        let expected: Vec<&String> = ids.iter().take(there).collect();
        let found = operations(&root).0;
        assert!(found.len() == there && expected.iter().all(|id| found.contains(*id)), "cut at {cut}");
        let study = open(&root);
        let mut desk = Desk::open(&study, "An").unwrap();
        let id = code(&mut desk, 7).unwrap();
        let found = operations(&root).0;
        assert!(found.len() == there + 1 && found.contains(&id), "cut at {cut}");
        assert!(expected.iter().all(|id| found.contains(*id)), "cut at {cut}");
    }
    println!("torn: cut at each of {} bytes", whole.len());
}
