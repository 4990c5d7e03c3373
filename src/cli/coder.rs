//! Who codes: `--coder`, then `VERBATIM_CODER`, then the user's own settings; never the study's.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args as ClapArgs;
use verbatim::coding::is_reserved;
use verbatim::store::log::config_dir;
use verbatim::store::write_atomically;

use super::exit::Failure;
use super::ui::Ui;

/// The option that names the coder.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct CoderArg {
    /// Who codes; else VERBATIM_CODER, else the name you gave before
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
}

impl CoderArg {
    /// As if it had been given on the command line.
    pub(crate) fn given(coder: Option<String>) -> Self {
        Self { coder }
    }

    /// The coder's name; asked for, and remembered, at a terminal.
    pub(crate) fn name(&self, ui: &mut Ui) -> Result<String, Failure> {
        let from_environment = || std::env::var("VERBATIM_CODER").ok();
        if let Some(name) = self.coder.clone().or_else(from_environment).or_else(remembered) {
            return checked(&name);
        }
        if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
            return Err(Failure::usage("nobody is named as coder").hint(
                "give --coder NAME, or set VERBATIM_CODER; at a terminal you are asked once and it is remembered",
            ));
        }
        let name = checked(&ask(ui))?;
        if let Some(path) = file() {
            write_atomically(&path, format!("{name}\n").as_bytes())?;
            ui.message(&format!("Remembered in {}", path.display()));
        }
        Ok(name)
    }
}

/// The coder's name where it is known without asking.
pub(crate) fn known_coder() -> Option<String> {
    std::env::var("VERBATIM_CODER").ok().or_else(remembered).and_then(|name| checked(&name).ok())
}

fn ask(ui: &mut Ui) -> String {
    ui.message("Your name as a coder (it stands beside your codings):");
    std::io::stderr().flush().ok();
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).ok();
    line
}

fn checked(name: &str) -> Result<String, Failure> {
    let name = name.trim();
    if name.is_empty() || name.chars().any(char::is_control) || is_reserved(name) {
        return Err(Failure::usage(format!("nobody can code under the name `{name}`"))
            .hint("give the coder's own name; `rules` and `consensus` are taken"));
    }
    Ok(name.to_owned())
}

fn remembered() -> Option<String> {
    let name = std::fs::read_to_string(file()?).ok()?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

fn file() -> Option<PathBuf> {
    Some(config_dir()?.join("coder"))
}
