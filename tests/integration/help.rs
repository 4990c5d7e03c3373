//! Help: two examples for every command, the four things one does first, typos in commands.

use crate::study::Study;

/// Every command and sub-command, as the help itself lists them.
fn commands(study: &Study, above: &str) -> Vec<String> {
    let help = study.run(&format!("{above} --help")).ok().stdout;
    let listed = help.split("Commands:\n").nth(1).unwrap_or_default();
    let names = listed.lines().take_while(|line| line.starts_with("  ")).filter_map(|line| {
        let name = line.strip_prefix("  ")?.split_whitespace().next()?;
        (!line.starts_with("   ") && name != "help").then(|| format!("{above} {name}").trim().to_owned())
    });
    names.collect()
}

#[test]
fn every_command_has_two_examples_that_could_be_typed() {
    let study = Study::empty();
    let mut all = commands(&study, "");
    assert!(all.len() >= 11, "{all:?}");
    let below: Vec<String> = all.iter().flat_map(|command| commands(&study, command)).collect();
    assert!(below.contains(&"codes check".to_owned()), "{below:?}");
    all.extend(below);
    for command in all {
        let help = study.run(&format!("{command} --help")).ok().stdout;
        let (_, examples) =
            help.split_once("Examples:\n").unwrap_or_else(|| panic!("{command}: no examples"));
        let lines = examples.lines().take_while(|line| line.starts_with("  "));
        let own = format!("verbatim {command}");
        let typed = lines.filter(|line| line.trim_start().starts_with(&own)).count();
        // The second step with a schema is a line in the codebook.
        let least = if command == "codes schema" { 1 } else { 2 };
        assert!(typed >= least, "{command}: {typed} examples\n{help}");
        let short = study.run(&format!("{command} -h")).ok().stdout;
        assert!(short.contains("Examples:"), "{command} -h");
    }
}

#[test]
fn alone_it_shows_the_four_things_one_does_first() {
    let output = Study::empty().run("").ok();
    insta::assert_snapshot!(output.all(), @r"
    exit 0
    --- stdout
    verbatim: every quote was said, by someone in that role, and still stands in the transcript.

    The four things one does first:
      verbatim init my-study                        make a study: a plain folder
      verbatim add interviews/                      copy transcripts into it, read, code and index them
      verbatim find --code trust --role client      look for quotes: what do clients say about trust?
      verbatim export --code trust -o trust.pptx    put them on slides, with who said it

    `verbatim help` lists every command; `verbatim help find` explains one, with examples.
    ");
}

#[test]
fn a_typo_in_a_command_gets_the_right_suggestion() {
    let study = Study::empty();
    study.run("igest").exits(2).says(&["ingest"]);
    study.run("find --rol client").exits(2).says(&["--role"]);
    study.run("codes chek").exits(2).says(&["check"]);
}

#[test]
fn completions_and_man_pages_name_the_commands() {
    let study = Study::empty();
    for shell in ["bash", "zsh", "fish"] {
        study.run(&format!("completions {shell}")).ok().shows(&["participants", "with-interviewers"]);
    }
    study.run("man").ok().shows(&[".TH", "participants"]);
    study.run("man find").ok().shows(&["with\\-interviewers", "Examples"]);
    study.run("man fnid").exits(2).says(&["fnid"]);
}

#[test]
fn narrow_terminals_get_narrow_lines() {
    let study = crate::buurt::buurt();
    for line in
        ["find --coded", "codes list", "participants", "show fg1", "status --sources", "codes show trust"]
    {
        let output = study.run_in("", &crate::study::words(line), &[("COLUMNS", "56")]).ok();
        assert!(output.stdout.lines().count() > 5, "{line}");
        // Sentences and paths are left to the terminal to break.
        let is_free = |l: &str| l.contains("index:") || l.starts_with("Nothing is missing");
        let long: Vec<&str> =
            output.stdout.lines().filter(|l| l.chars().count() > 56 && !is_free(l)).collect();
        assert_eq!(long, [""; 0], "{line}");
    }
}
