//! What is synced when: folders only once what stands in them does.

use std::fs;

use crate::strace::traced;
use crate::work::{make, scratch};

#[test]
fn the_folder_of_a_source_is_synced_once() {
    let folder = scratch();
    let root = make(folder.path());
    for made in ["index", "codings"] {
        fs::remove_dir_all(root.join(made)).unwrap();
    }
    let calls = traced(&root, &["ingest"], None).calls;
    let opened: Vec<usize> = calls
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains("codings/fg1\", O_RDONLY|O_CLOEXEC)"))
        .map(|(at, _)| at)
        .collect();
    assert_eq!(opened.len(), 1, "{calls}");
    let synced = calls.lines().nth(opened[0] + 1).unwrap();
    assert!(synced.contains("fsync("), "{synced}");
}
