//! `verbatim completions` and `verbatim man`.

use clap::Args as ClapArgs;
use clap_complete::Shell;

use super::exit::{Exit, Failure};
use super::ui::Ui;

/// Print completions for your shell
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim completions bash > ~/.local/share/bash-completion/completions/verbatim
  verbatim completions zsh > ~/.zfunc/_verbatim")]
pub(crate) struct CompletionsArgs {
    /// Which shell
    shell: Shell,
}

/// Print the manual page, of verbatim or of one command
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim man > ~/.local/share/man/man1/verbatim.1
  verbatim man find | man -l -")]
pub(crate) struct ManArgs {
    /// One command
    command: Option<String>,
}

pub(crate) fn completions(
    args: &CompletionsArgs,
    mut command: clap::Command,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "verbatim", &mut script);
    ui.bytes(&script)?;
    Ok(Exit::Done)
}

pub(crate) fn man(args: &ManArgs, mut command: clap::Command, ui: &mut Ui) -> Result<Exit, Failure> {
    command.build();
    let chosen = match &args.command {
        None => command,
        Some(name) => command.find_subcommand(name).cloned().ok_or_else(|| {
            Failure::usage(format!("there is no command `{name}`")).hint("`verbatim help` lists them")
        })?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(chosen).render(&mut page).map_err(|error| Failure::output(&error))?;
    ui.bytes(&page)?;
    Ok(Exit::Done)
}
