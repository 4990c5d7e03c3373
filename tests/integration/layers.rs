//! The layers of the library, read from the order and the comments of `src/lib.rs`.
//!
//! It reads text, so a macro or a renamed import could slip by; it is there so that nobody crosses a
//! layer unawares.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

use crate::study::walk;

/// What each module may use besides `text`, `xml` and `diag`.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("diag", &[]),
    ("sheet", &[]),
    ("xml", &[]),
    ("transcript", &[]),
    ("codebook", &["sheet"]),
    ("anchor", &["transcript"]),
    ("source", &["transcript", "sheet"]),
    ("coding", &["transcript", "codebook", "anchor"]),
    ("agreement", &["transcript", "coding"]),
    ("quote", &["transcript", "coding"]),
    ("shown", &[]),
    ("quoteset", &["transcript", "codebook", "coding", "anchor"]),
    ("store", &["transcript", "codebook", "source", "coding", "quote", "quoteset", "shown"]),
    ("index", &["codebook", "transcript", "quote"]),
    ("verify", &["shown"]),
    ("refresh", &[]),
    ("manuscript", &["source"]),
    ("present", &["transcript", "quote", "quoteset", "shown", "store", "index"]),
    ("query", &["transcript", "codebook", "quote", "index"]),
    ("export", &["sheet", "transcript", "codebook", "quote"]),
    ("erase", &["transcript", "codebook", "source", "coding", "quoteset", "store"]),
    ("leak", &["sheet", "store"]),
    ("ingest", &["transcript", "codebook", "source", "coding", "quote", "store", "index"]),
    ("check", &["transcript", "codebook", "source", "coding", "quoteset", "shown", "store"]),
    ("changes", &["transcript", "codebook", "source", "coding", "anchor", "store", "index"]),
];

/// Side by side, and yet one knows the other.
const SIDEWAYS: &[(&str, &str)] = &[
    ("agreement", "coding"),
    ("coding", "anchor"),
    ("quote", "coding"),
    ("quoteset", "coding"),
    ("quoteset", "anchor"),
    ("sheet", "text"),
    ("xml", "text"),
];

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The layer of each module, by the comments above the lines that name them.
fn layers() -> BTreeMap<String, u32> {
    let lib = fs::read_to_string(src().join("lib.rs")).unwrap();
    let (mut layers, mut layer) = (BTreeMap::new(), None);
    for line in lib.lines() {
        if let Some(number) = line.strip_prefix("// Layer ") {
            let number: u32 = number.trim().parse().expect("a number of a layer");
            assert!(layer.is_none_or(|before| before < number), "layers are listed from the lowest up");
            layer = Some(number);
        }
        if let Some(module) = line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod ")) {
            let layer = layer.expect("every module stands below the comment of its layer");
            layers.insert(module.trim_end_matches(';').to_owned(), layer);
        }
    }
    assert!(layers.len() > 8, "lib.rs lists the modules");
    layers
}

/// The files of a module, as (name, lines without comments).
fn files(module: &str) -> Vec<(String, String)> {
    let mut paths = vec![src().join(format!("{module}.rs"))];
    walk(&src().join(module), &mut |path| paths.push(path.to_owned()));
    let code = |text: String| -> String {
        text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|l| format!("{l}\n")).collect()
    };
    let read = |path: PathBuf| {
        let name = path.strip_prefix(src()).unwrap().display().to_string();
        fs::read_to_string(&path).ok().filter(|_| name.ends_with(".rs")).map(|text| (name, code(text)))
    };
    let files: Vec<_> = paths.into_iter().filter_map(read).collect();
    assert!(!files.is_empty(), "{module} has files");
    files
}

/// The modules that a file of `module` names by path.
fn used(name: &str, code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let single = Regex::new(r"\b(?:crate|verbatim)::([a-z_]+)").unwrap();
    used.extend(single.captures_iter(code).map(|found| found[1].to_owned()));
    let group = Regex::new(r"\bcrate::\{([^;]*)\}").unwrap();
    let heads = Regex::new(r"(?:^|,)\s*([a-z_]+)").unwrap();
    for found in group.captures_iter(code) {
        used.extend(heads.captures_iter(&found[1]).map(|head| head[1].to_owned()));
    }
    // In the file at the top of a module, `super` is the crate.
    if !name.contains('/') || name.ends_with("/mod.rs") && name.matches('/').count() == 1 {
        let above = Regex::new(r"\bsuper::([a-z_]+)").unwrap();
        let outside_tests = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or(code);
        used.extend(above.captures_iter(outside_tests).map(|found| found[1].to_owned()));
    }
    used
}

#[test]
fn modules_use_lower_layers_only() {
    let layers = layers();
    let mut wrong = Vec::new();
    for (module, layer) in &layers {
        let may = MAY_USE.iter().find(|(name, _)| name == module).map(|(_, may)| *may);
        let may = may.unwrap_or_else(|| panic!("MAY_USE says nothing of `{module}`"));
        for (file, code) in files(module) {
            for other in used(&file, &code).iter().filter(|other| *other != module) {
                let Some(below) = layers.get(other) else { continue };
                let sideways = SIDEWAYS.contains(&(module.as_str(), other.as_str()));
                if below >= layer && !sideways {
                    wrong.push(format!("{file} (layer {layer}) uses {other} (layer {below})"));
                } else if !may.contains(&other.as_str()) && !matches!(other.as_str(), "text" | "xml" | "diag")
                {
                    wrong.push(format!("{file}: {module} must not know {other}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_reading_of_imports_sees_what_is_there() {
    let seen = |code: &str| used("export/csv.rs", code).into_iter().collect::<Vec<_>>();
    assert_eq!(seen("use crate::query::Found;"), ["query"]);
    assert_eq!(seen("use crate::{index::{self, Ask}, store};"), ["index", "store"]);
    assert_eq!(seen("let x = crate::ingest::refresh();"), ["ingest"]);
    assert_eq!(used("quote.rs", "use super::export;").into_iter().collect::<Vec<_>>(), ["export"]);
    let all: BTreeSet<String> = files("ingest").iter().flat_map(|(name, code)| used(name, code)).collect();
    assert!(all.contains("store") && all.contains("coding"), "{all:?}");
}

#[test]
fn coding_and_source_open_no_files() {
    let opens =
        Regex::new(r"\b(fs::|File::open|File::create|OpenOptions|std::net|std::env|io::stdin)").unwrap();
    for module in
        ["coding", "source", "codebook", "transcript", "text", "diag", "sheet", "quote", "anchor", "export"]
    {
        for (file, code) in files(module) {
            let code = code.split("#[cfg(test)]").next().unwrap_or_default();
            assert!(!opens.is_match(code), "{file} touches the disk or the environment");
        }
    }
    assert!(files("store").iter().any(|(_, code)| opens.is_match(code)), "the pattern sees what it should");
}

#[test]
fn the_library_never_prints_and_never_exits() {
    let speaks = Regex::new(r"\be?print(ln)?!|\bdbg!|process::(exit|abort)|io::(stdout|stderr)").unwrap();
    for module in layers().keys() {
        for (file, code) in files(module) {
            assert!(!speaks.is_match(&code), "{file} prints or exits");
        }
    }
    assert!(files("cli").iter().any(|(_, code)| speaks.is_match(code)), "the pattern sees what it should");
}
