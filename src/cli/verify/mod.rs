//! `verbatim verify`.

mod labelled;
mod named;
mod page;
mod report;
mod study;
mod unmarked;

use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use verbatim::manuscript::{self, Quotation};
use verbatim::shown::turned_around;
use verbatim::verify::{Against, Attributed, Claim, Finding, TIERS, Tier, verify};

use super::context::Context;
use super::exit::{Exit, Failure};
use super::ledger::{self, Export};
use super::ui::{Ui, count, safe};
use study::Whole;
pub(super) use study::people;

/// Check what a finished paper, report or deck quotes against everything that was said
///
/// Reads .pptx, .docx, .odt, .pdf, .md, .tex, .html and .txt; finds what is quoted, by quotation marks, block quotes
/// and text boxes; and says of each how far it was said: exact, same but for typography, edited within the grammar,
/// a translation on file, altered, spliced, or not found. Also whether who is named beside it said it.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim verify paper.docx
  verbatim verify deck.pptx paper.tex --html report.html     a report to send along
  verbatim verify paper.md --json | jq 'select(.tier != \"exact\")'

Quotations of fewer than three words are left out without --short. With --json a file of which something was not
checked has a last line of its own, with `unread`, `short` and `warnings`.
Exit codes: 0 nothing is the matter with what was found, 1 no quotations, 2 not a text that can be checked,
4 something is altered, spliced, misattributed, a translation of words that were corrected since, or may not be
quoted, or a real name of `verbatim names` stands in the report (which is not written). What was NOT FOUND ends with 0 as well, since a paper quotes books, too:
it is counted at the end, and nothing says that it was said.")]
pub(crate) struct Args {
    /// Finished texts
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// JSON Lines, one object a quotation
    #[arg(long)]
    json: bool,
    /// Write a report as a web page
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    #[command(flatten)]
    permit: super::export::Permit,
    /// Also quotations of one or two words
    #[arg(long)]
    short: bool,
}

/// How many were not found, in a table.
const NOT_FOUND: &str = "not found in any transcript: look at each, no exit code tells";
/// How many are said by somebody whom the study does not have.
const UNKNOWN: &str = "said, but who is named beside it is nobody of the study: look at each";
/// How many are said by nobody in particular.
const NOBODY: &str =
    "said, with nobody of the study, or nobody for certain, named beside it: who said it was not checked";
/// How many may say the opposite of what was said.
const TURNED: &str = "edited in a way that may say the opposite of what was said: look at each";
/// How many are hints that an interviewer speaks.
const ASKED: &str = "said by an interviewer, nobody named beside it";

/// Quotations of fewer words are mostly words used with distance.
const FEWEST_WORDS: usize = 3;

/// A text, what it quotes, and what was found out.
struct Checked {
    file: String,
    quotations: Vec<Quotation>,
    findings: Vec<Finding>,
    /// Why a quotation may not be printed, by its number.
    refusals: Vec<Option<String>>,
    /// What could not be looked into, a line a kind.
    unread: Vec<String>,
    /// What its reader warns of.
    warnings: Vec<String>,
    short: usize,
}

impl Checked {
    fn all(&self) -> impl Iterator<Item = (&Quotation, &Finding, Option<&String>)> {
        let refusals = self.refusals.iter().map(Option::as_ref);
        self.quotations.iter().zip(&self.findings).zip(refusals).map(|((q, f), r)| (q, f, r))
    }

    fn is_wrong(&self) -> bool {
        self.all().any(|(_, finding, refusal)| {
            finding.is_wrong() || matches!(finding.attributed, Attributed::Wrong { .. }) || refusal.is_some()
        })
    }
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let mut texts = Vec::new();
    for path in &args.files {
        let bytes = std::fs::read(path)
            .map_err(|e| Failure::usage(format!("cannot read `{}`: {e}", path.display())))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let read = manuscript::read(&name, &bytes, super::apart::read).map_err(|e| {
            Failure::usage(format!("`{}` cannot be checked: {}", path.display(), e.reason)).hint(e.hint)
        })?;
        texts.push((path.display().to_string(), read));
    }
    let context = Context::open(folder, ui)?;
    let whole = Whole::of(&context, ui)?;
    let mut checked = Vec::new();
    for (file, text) in texts {
        checked.push(check(file, &text, args.short, &whole, &context)?);
    }
    let found: usize = checked.iter().map(|one| one.quotations.len()).sum();
    if let Some(path) = &args.html {
        let page = page::page(&checked, &whole, &context.study.config.name);
        super::export::write(path, page.as_bytes(), args.permit, &context.study, ui)?;
        let export = Export { people: whole.people_in(&checked), ..Export::default() };
        ledger::note(&context.study, path, page.as_bytes(), export, ui)?;
    }
    for one in &checked {
        report::tell(one, &whole, args.json, ui)?;
    }
    if !args.json {
        summary(&checked, &whole, ui)?;
    }
    left_out(&checked, ui);
    if found == 0 {
        ui.message("Nothing is quoted there.");
        return Ok(Exit::Nothing);
    }
    Ok(if checked.iter().any(Checked::is_wrong) { Exit::Check } else { Exit::Done })
}

fn check(
    file: String,
    text: &manuscript::Manuscript,
    short: bool,
    whole: &Whole,
    context: &Context,
) -> Result<Checked, Failure> {
    let quotations = manuscript::quotations(text);
    let leads = manuscript::leads(text, &quotations);
    let all = quotations.len();
    let is_long = |quotation: &Quotation| quotation.words() >= if short { 1 } else { FEWEST_WORDS };
    let (mut quotations, leads): (Vec<Quotation>, Vec<Option<String>>) =
        quotations.into_iter().zip(leads).filter(|(quotation, _)| is_long(quotation)).unzip();
    let all_short = all - quotations.len();
    let claim = |q: &Quotation| Claim {
        text: q.text.clone(),
        attribution: q.attribution.clone(),
        is_credit: q.is_credit,
        lead: None,
    };
    let led = |(q, lead): (&Quotation, Option<String>)| Claim { lead, ..claim(q) };
    let claims: Vec<Claim> = quotations.iter().zip(leads).map(led).collect();
    let against = Against {
        corpus: &whole.corpus,
        dispensable: &whole.dispensable,
        translations: &whole.translations,
        people: &whole.people,
    };
    let unlabelled = labelled::unlabelled(&quotations, &whole.people);
    let passages = unmarked::passages(text, against);
    let more = unlabelled.iter().map(|without| without.claim.clone());
    let more = more.chain(unmarked::readings(&passages).map(claim));
    let claims: Vec<Claim> = claims.into_iter().chain(more).collect();
    let mut findings = verify(&claims, against, &|| {});
    let mut without = findings.split_off(quotations.len());
    let of_passages = without.split_off(unlabelled.len());
    labelled::choose(&mut quotations, &mut findings, unlabelled.into_iter().zip(without).collect());
    labelled::drop_credits(&mut quotations, &mut findings);
    let left = unmarked::choose(&mut quotations, &mut findings, &passages, of_passages);
    let refusal = |(quotation, finding): (&Quotation, &Finding)| {
        whole.refusal(finding, quotation.attribution.as_deref(), context)
    };
    let refusals: Result<Vec<Option<String>>, Failure> =
        quotations.iter().zip(&findings).map(refusal).collect();
    Ok(Checked {
        file,
        short: all_short,
        quotations,
        findings,
        refusals: refusals?,
        unread: text.unread_told_with(&left),
        warnings: text.warnings.clone(),
    })
}

/// A table of tiers, never one rate.
fn summary(checked: &[Checked], whole: &Whole, ui: &mut Ui) -> Result<(), Failure> {
    let findings: Vec<&Finding> = checked.iter().flat_map(|one| &one.findings).collect();
    if findings.is_empty() {
        return Ok(());
    }
    for tier in TIERS {
        let here = findings.iter().filter(|finding| finding.tier == tier).count();
        let is_open = tier == Tier::NotFound && here > 0;
        let line = format!("{here:>5}  {}", if is_open { NOT_FOUND } else { tier.name() });
        ui.line(&if is_open { ui.strong(&line) } else { line })?;
    }
    for (here, what) in turned(&findings).into_iter().chain(attributions(&findings)) {
        ui.line(&format!("{here:>5}  {what}"))?;
    }
    let asked = findings.iter().filter(|finding| whole.is_asked(finding)).count();
    if asked > 0 {
        ui.line(&format!("{asked:>5}  {ASKED}"))?;
    }
    let refused: usize = checked.iter().map(|one| one.refusals.iter().flatten().count()).sum();
    if refused > 0 {
        ui.line(&format!("{refused:>5}  without consent"))?;
    }
    Ok(())
}

/// How many are edited so that they may say the opposite of what was said, if any are.
fn turned(findings: &[&Finding]) -> Option<(usize, &'static str)> {
    let here = findings.iter().filter(|finding| !turned_around(&finding.edits).is_empty()).count();
    (here > 0).then_some((here, TURNED))
}

/// How many are attributed to whom, a line a kind; what is wrong is told where nothing is, too.
fn attributions(findings: &[&Finding]) -> Vec<(usize, &'static str)> {
    let of = |is: fn(&Attributed) -> bool| {
        findings.iter().filter(|f| f.tier != Tier::NotFound && is(&f.attributed)).count()
    };
    let wrong = of(|attributed| matches!(attributed, Attributed::Wrong { .. }));
    let unknown = of(|attributed| matches!(attributed, Attributed::Unknown { .. }));
    let nobody = of(|attributed| *attributed == Attributed::Unchecked);
    let others = [(unknown, UNKNOWN), (nobody, NOBODY)].into_iter().filter(|(here, _)| *here > 0);
    [(wrong, "misattributed: somebody else is named beside it")].into_iter().chain(others).collect()
}

/// Says what was not checked, also where nothing else is to be said.
fn left_out(checked: &[Checked], ui: &mut Ui) {
    for one in checked {
        let file = safe(&one.file);
        if one.short > 0 {
            let what = count(one.short, "quotation", "quotations");
            ui.message(&format!("{file}: {what} of one or two words left out (--short checks them)"));
        }
        let open = one.findings.iter().filter(|finding| finding.tier == Tier::NotFound).count();
        if open > 0 {
            let what = count(open, "quotation was", "quotations were");
            ui.warning(&format!("{file}: {what} not found in any transcript"));
        }
        for what in &one.unread {
            ui.message(&format!("{file}: not looked into: {}", safe(what)));
        }
        for warning in &one.warnings {
            ui.message(&format!("{file}: {}", safe(warning)));
        }
    }
}
