//! `verbatim review`: deciding on rule codings one by one.

mod keys;
mod queue;
mod round;
mod screen;
mod tally;

use std::path::Path;

use clap::Args as ClapArgs;

use super::code::open_desk;
use super::coder::CoderArg;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::ui::{Ui, count};
use round::Round;

/// Go through what rules coded, one by one: accept it, reject it or put it right
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim review                                   everything you have not decided on yet
  verbatim review --code trust --source 'fg*'       one code, in the focus groups
  verbatim review --rule no-eyes --again            all that this rule coded, decided or not

Keys, each followed by Enter:
  a accept   r reject   j adjust: other words   c another code   s skip   b back   q quit

Each decision is on the disk before the next passage is shown: quit whenever you like, and go on
later. `b` goes one back and takes back what you decided there.

Exit codes: 0 reviewed, 1 nothing to review, 2 unknown code, source or rule, 12 could not write.")]
pub(crate) struct Args {
    /// Only this code and those below it
    #[arg(long, short = 'c', value_name = "CODE")]
    code: Option<String>,
    /// Only in this source: short name, path, folder or pattern (`fg*`); repeated: in one of them
    #[arg(long, short = 's', value_name = "SOURCE")]
    source: Vec<String>,
    /// Only what this rule coded: `no-eyes`, or `relationship/trust#no-eyes`
    #[arg(long, value_name = "RULE")]
    rule: Option<String>,
    /// Also what you decided on already
    #[arg(long)]
    again: bool,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let mut context = Context::open(folder, ui)?;
    if args.rule.is_some() {
        context = context.with_rules()?;
    }
    let mut desk = open_desk(&context, &coder, ui)?;
    let found = queue::collect(args, &context, &desk)?;
    if found.tasks.is_empty() {
        let failure = Failure::new(Exit::Nothing, "nothing to review");
        return Err(if found.decided == 0 {
            failure.hint("rules coded nothing there; `verbatim codes list` shows what each code has")
        } else {
            let all = count(found.decided, "rule coding", "rule codings");
            failure.hint(format!("you decided on all there is, {all}; --again shows what was decided, too"))
        });
    }
    let mut round = Round::new(&context, &mut desk, found.tasks, args.again);
    round.run(&mut std::io::stdin().lock(), ui)?;
    let summary = round.summary();
    ui.line(&summary)?;
    Ok(Exit::Done)
}
