//! Eight processes that code one source under one name at once: each acknowledged operation is there once.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use verbatim::changes::Desk;

use crate::work::{code, lines, make, open, operations, scratch};

const PROCESSES: usize = 8;
const EACH: usize = 1_000;
/// Tells a process of this test where to work.
const WORKER: &str = "VERBATIM_TEST_WORKER";

#[test]
fn eight_processes_at_once_lose_nothing() {
    if let Some(root) = std::env::var_os(WORKER) {
        return work(Path::new(&root));
    }
    let folder = scratch();
    let root = make(folder.path());
    let start = |_| {
        Command::new(std::env::current_exe().unwrap())
            .args(["together::eight_processes_at_once_lose_nothing", "--exact", "--nocapture"])
            .env(WORKER, &root)
            .env("VERBATIM_CONFIG_DIR", folder.path().join("home"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let all: Vec<_> = (0..PROCESSES).map(start).collect();
    let mut acknowledged = Vec::new();
    let mut by_process: BTreeMap<String, usize> = BTreeMap::new();
    for (number, process) in all.into_iter().enumerate() {
        let output = process.wait_with_output().unwrap();
        assert!(output.status.success());
        let said = String::from_utf8(output.stdout).unwrap();
        for id in said.lines().filter_map(|line| line.strip_prefix("id ")) {
            acknowledged.push(id.to_owned());
            by_process.insert(id.to_owned(), number);
        }
    }
    assert_eq!(acknowledged.len(), PROCESSES * EACH);
    let (there, damage) = operations(&root);
    assert_eq!((there.len(), damage), (PROCESSES * EACH, 0));
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let all = lines(&root);
    let switches = all.windows(2).filter(|two| by_process.get(&two[0]) != by_process.get(&two[1])).count();
    assert!(switches > PROCESSES * 5, "they worked one after the other: {switches} switches");
    all.into_iter().for_each(|id| *times.entry(id).or_default() += 1);
    assert!(acknowledged.iter().all(|id| there.contains(id) && times.get(id) == Some(&1)));
    println!(
        "together: {PROCESSES} processes, {} operations, each there once, {switches} switches",
        acknowledged.len()
    );
}

fn work(root: &Path) {
    let study = open(root);
    let mut desk = Desk::open(&study, "An").unwrap();
    println!();
    for number in 0..EACH {
        println!("id {}", code(&mut desk, number).unwrap());
        // Whoever lets the lock go is the first to ask for it again: a pause gives the others their turn.
        std::thread::sleep(Duration::from_micros(200));
    }
}
