//! What holds whichever code is edited.

use proptest::prelude::*;
use proptest::sample::Index;

use super::super::super::fingerprint::whole_code;
use super::*;

const SAMPLE: &str = include_str!("../../../../codebooks/blended.yaml");

/// Everything the codes say, in any order.
fn content(files: &[(String, String)]) -> Vec<String> {
    let (codebook, diagnostics) = Codebook::load(files);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let mut codes: Vec<_> = codebook.codes.iter().map(|code| whole_code(code).to_string()).collect();
    codes.sort();
    codes
}

fn sample() -> Vec<(String, String)> {
    vec![("blended.yaml".to_owned(), SAMPLE.to_owned()), ("b.yaml".to_owned(), HELP.to_owned())]
}

fn paths(files: &[(String, String)]) -> Vec<String> {
    Codebook::load(files).0.codes.into_iter().map(|code| code.path.to_string()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn renaming_there_and_back_gives_the_same_bytes(which: Index, id in "[a-z]{6,9}(-[a-z0-9_é]{1,9})?") {
        for files in [study(), sample()] {
            let old = which.get(&paths(&files)).clone();
            let parent = old.rsplit_once('/').map_or("", |(parent, _)| parent);
            let new = format!("{parent}/{id}").trim_matches('/').to_owned();
            prop_assume!(!paths(&files).contains(&new));
            let there = after(&files, &rename(&files, &old, &new).unwrap());
            prop_assert!(there != files);
            prop_assert_eq!(after(&there, &rename(&there, &new, &old).unwrap()), files);
        }
    }

    #[test]
    fn moving_there_and_back_gives_the_same_codes(which: Index, below: Index) {
        for files in [study(), sample()] {
            let all = paths(&files);
            let (old, above) = (which.get(&all), below.get(&all));
            let new = format!("{above}/moved");
            let Ok(edited) = rename(&files, old, &new) else {
                // Not below itself, not out of brackets or into braces.
                let braces = ["help", "neighbours/borrowing"].iter().any(|at| old.starts_with("help/") || above.starts_with(at));
                let below_itself = crate::codebook::is_within(above, old);
                prop_assert!(braces || below_itself, "{} to {}", old, new);
                continue;
            };
            let there = after(&files, &edited);
            let back = after(&there, &rename(&there, &new, old).unwrap());
            prop_assert_eq!(content(&back), content(&files));
            let comments = |files: &[(String, String)]| {
                let mut lines: Vec<String> = files.iter().flat_map(|(_, text)| text.lines()).map(|line| line.trim().to_owned()).collect();
                lines.retain(|line| !line.is_empty() && line != "codes:");
                lines.sort();
                lines
            };
            prop_assert_eq!(comments(&back), comments(&files));
        }
    }

    #[test]
    fn merging_loses_no_line(which: Index, into: Index) {
        for files in [study(), sample()] {
            let all = paths(&files);
            let (old, into) = (which.get(&all), into.get(&all));
            let Ok(edited) = merge(&files, old, into) else { continue };
            let there = after(&files, &edited).iter().map(|(_, text)| text.as_str()).collect::<String>();
            let (codebook, _) = Codebook::load(&files);
            let code = codebook.get(old).unwrap();
            let header = format!("# merged from {old}:");
            prop_assert!(there.contains(&header));
            for said in [&code.definition, &code.include, &code.exclude, &code.example].into_iter().flatten() {
                for word in said.split_whitespace() {
                    prop_assert!(there.contains(word), "{}", said);
                }
            }
        }
    }
}
