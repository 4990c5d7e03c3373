//! `verbatim init`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use verbatim::store::{FileError, write_atomically};
use verbatim::text::Language;

use super::exit::{Exit, Failure};
use super::ui::{Ui, safe};

/// Make a study: a plain folder with everything in it
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim init                          in the folder you stand in
  verbatim init wachttijden --name \"Wachttijden in de buurt\"

Exit codes: 0 done, 2 there is a study already, 12 the folder cannot be written.")]
pub(crate) struct Args {
    /// The folder
    #[arg(default_value = ".", value_name = "DIR")]
    dir: PathBuf,
    /// The study's name; by default that of the folder
    #[arg(long)]
    name: Option<String>,
    /// The language spoken
    #[arg(long, default_value = "nl", value_name = "LANGUAGE")]
    language: Language,
}

pub(crate) fn run(args: &Args, study: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let dir = study.unwrap_or(&args.dir);
    if dir.join("verbatim.toml").exists() {
        return Err(Failure::usage(format!("there is a study in `{}` already", dir.display())));
    }
    let make = |folder: &Path| {
        fs::create_dir_all(folder).map_err(|source| FileError {
            doing: "write",
            path: folder.display().to_string(),
            source,
        })
    };
    for folder in ["corpus", "codebooks", "codings", "quotes"] {
        make(&dir.join(folder))?;
    }
    let name = args.name.clone().unwrap_or_else(|| folder_name(dir));
    for (file, text) in [
        ("verbatim.toml", config(&name, args.language)),
        ("participants.csv", "source,speaker,participant,role,organisation\n".to_owned()),
        ("codebooks/codebook.yaml", codebook(&name, args.language)),
        (".gitattributes", "codings/**/*.jsonl merge=union\ncodings/**/rules.jsonl -merge\ncodings/study/ingested.jsonl -merge\n".to_owned()),
    ] {
        let path = dir.join(file);
        if !path.exists() {
            write_atomically(&path, text.as_bytes())?;
        }
    }
    ui.line(&format!("Made the study \"{}\" in {}.", safe(&name), safe(&dir.display().to_string())))?;
    ui.line("")?;
    ui.line("Next: put transcripts into it with `verbatim add FILE|FOLDER`,")?;
    ui.line("say who is who in participants.csv (`verbatim participants --add` fills in the labels),")?;
    ui.line("and write codes and rules in codebooks/codebook.yaml (`verbatim codes check` tests them).")?;
    Ok(Exit::Done)
}

fn folder_name(dir: &Path) -> String {
    let full = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    full.file_name().map_or_else(|| "study".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn config(name: &str, language: Language) -> String {
    let (client, volunteer, coordinator) = if language == Language::DUTCH {
        ("cliënt", "vrijwilliger", "coördinator")
    } else {
        ("client", "volunteer", "coordinator")
    };
    let name = toml_string(name);
    format!(
        "\
name = {name}
language = \"{language}\"                  # or several, the main one first: [\"nl\", \"en\"]
interviewers = [\"interviewer\", \"moderator\"]   # roles or labels that ask: kept, but left out of quotes
k = 3                            # an export warns when what it tells of somebody fits fewer people of the study

[roles.client]
name = \"{client}\"
names.en = \"client\"

[roles.volunteer]
name = \"{volunteer}\"
names.en = \"volunteer\"

[roles.coordinator]
name = \"{coordinator}\"
names.en = \"coordinator\"

[export]
attribution = \"[{{role}}, {{organisation}}]\"

# Only where the defaults do not do:
# [source.\"fg1.docx\"]
# speakers = \"bold\"          # auto | bold | colon | brackets | columns | none | a pattern with (?P<speaker>...)
# ignore = [\"Pauze\"]         # labels that are no speakers
# language = \"nl\"
"
    )
}

fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn codebook(name: &str, language: Language) -> String {
    let title = serde_json::Value::String(name.to_owned());
    format!(
        "\
codebook: {title}
language: {language}
codes: []

# A code has an id, a name, what it means, and rules that propose it. For example:
#
# codes:
#   - id: waiting-times
#     name: Wachttijden
#     definition: Hoe lang mensen op hulp of antwoord wachten.
#     color: \"#b3541e\"
#     rules:
#       - any: [\"wacht*\", \"weken aan een stuk\"]     # words by stem, beginnings, phrases, /regex/, =exact
#         not: [\"wachtwoord\"]
#         match: [\"We wachten al drie maanden.\"]
#         no_match: [\"Mijn wachtwoord werkt niet.\"]
"
    )
}
