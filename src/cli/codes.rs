//! `verbatim codes`: list, show, check, export, schema.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, Subcommand};
use verbatim::codebook::{Code, schema};
use verbatim::diag::Severity;
use verbatim::export::codebook::table;
use verbatim::index::{Ask, Field, Filter, Index, Order};
use verbatim::ingest::{check_codebook, load_codebook};
use verbatim::query::{self, QueryError, Request, Unknown};

use super::context::{Context, open_study};
use super::exit::{Exit, Failure};
use super::export::Permit;
use super::table::Table;
use super::ui::{Ui, count, grouped, in_colour, quiet, safe};
use super::wrap::wrap;

/// Look at and check the codebook
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim codes list             the tree of codes, with counts by role
  verbatim codes check            every mistake, and every failing rule test

Exit codes: 0 done, 2 unknown code, 4 the codebook has mistakes.")]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The tree of codes, with the number of quotes by role
    #[command(after_help = "\
Examples:
  verbatim codes list
  verbatim codes list --json")]
    List {
        /// JSON Lines, one object a code
        #[arg(long)]
        json: bool,
    },
    /// Everything about one code
    #[command(after_help = "\
Examples:
  verbatim codes show trust
  verbatim codes show relationship/trust")]
    Show {
        /// A code: its path, a unique trailing part of it, or its name
        code: String,
    },
    /// Report every mistake in the codebook and run the tests of its rules
    #[command(after_help = "\
Examples:
  verbatim codes check
  verbatim codes check --study ~/studies/wachttijden")]
    Check,
    /// Write the codebook as a table, to read, discuss and change in a spreadsheet
    #[command(after_help = "\
Rules are written without their tests. `verbatim import` takes the table back.

Examples:
  verbatim codes export -o codeboek.xlsx
  verbatim codes export -o codeboek.csv --overwrite

Exit codes: 0 written, 1 there are no codes, 2 wrong use or refusal to overwrite, 4 a real name of
`verbatim names` stands in it (no file is written).")]
    Export {
        /// The file, ending in .csv or .xlsx
        #[arg(long, short = 'o', value_name = "FILE")]
        output: PathBuf,
        #[command(flatten)]
        permit: Permit,
    },
    /// Print the JSON Schema of the codebook language, for editors that complete and check it
    #[command(after_help = "\
Examples:
  verbatim codes schema > codebook.schema.json
  # then, as the first line of the codebook:
  # yaml-language-server: $schema=../codebook.schema.json")]
    Schema,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    match &args.command {
        Command::List { json } => list(*json, folder, ui),
        Command::Show { code } => show(code, folder, ui),
        Command::Check => check(folder, ui),
        Command::Export { output, permit } => export(output, *permit, folder, ui),
        Command::Schema => {
            ui.line(&serde_json::to_string_pretty(&schema()).unwrap_or_default())?;
            Ok(Exit::Done)
        }
    }
}

fn list(json: bool, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let context = Context::open(folder, ui)?.with_rules()?;
    let roles = answering_roles(&context);
    let codes = &context.loaded.codebook.codes;
    if codes.is_empty() {
        ui.message("There are no codes yet: write them in codebooks/*.yaml.");
        return Ok(Exit::Nothing);
    }
    let heads: Vec<String> = roles.iter().map(|role| context.role_name(role).to_owned()).collect();
    let mut head = vec!["code", "quotes"];
    head.extend(heads.iter().map(String::as_str));
    let mut table = Table::new(&head);
    for code in codes {
        let path = code.path.as_str();
        let total = quotes_with(&context, path, None)?;
        let by_role: Vec<usize> =
            roles.iter().map(|role| quotes_with(&context, path, Some(role))).collect::<Result<_, _>>()?;
        if json {
            let counts: serde_json::Map<String, serde_json::Value> =
                roles.iter().cloned().zip(by_role.iter().map(|n| (*n).into())).collect();
            let line = serde_json::json!({
                "v": 1, "code": path, "name": code.name, "names": code.names, "color": code.color,
                "definition": code.definition, "rules": code.rules.len(), "quotes": total, "roles": counts,
            });
            ui.line(&line.to_string())?;
            continue;
        }
        let name = format!("{}{}  {}", "  ".repeat(code.path.depth()), code.path.id(), code.name);
        table.row([name, grouped(total)].into_iter().chain(by_role.into_iter().map(grouped)).collect());
    }
    if !json {
        for line in table.lines(ui.width()) {
            ui.line(&line)?;
        }
    }
    Ok(Exit::Done)
}

/// The roles that occur and do not ask, in the order of their ids.
fn answering_roles(context: &Context) -> Vec<String> {
    let speakers = context.index.catalog().sources.values().flat_map(|s| &s.speakers);
    let roles: std::collections::BTreeSet<String> =
        speakers.filter(|s| !s.asks).filter_map(|s| s.role.clone()).collect();
    roles.into_iter().collect()
}

fn quotes_with(context: &Context, path: &str, role: Option<&str>) -> Result<usize, Failure> {
    let mut filters = vec![Filter::AnyOf(Field::Code, vec![path.to_owned()])];
    if let Some(role) = role {
        filters.push(Filter::AnyOf(Field::Role, vec![role.to_owned()]));
    }
    Ok(context.index.count(&Ask { quotes: true, filters, ..Ask::default() })?)
}

fn show(typed: &str, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let context = Context::open(folder, ui)?.with_rules()?;
    let code = context.loaded.codebook.resolve(typed).map_err(|unresolved| {
        QueryError::Unknown(Unknown {
            kind: "code",
            typed: typed.to_owned(),
            candidates: unresolved.candidates,
            nearest: unresolved.nearest,
        })
    })?;
    let path = code.path.as_str();
    let colour = context.colour(path).map(str::to_owned);
    ui.line(&format!("{}  {}", in_colour("██", colour.as_deref()), ui.strong(&safe(path))))?;
    let names: Vec<String> = code.names.iter().map(|(l, n)| format!("{n} ({l})")).collect();
    ui.line(&safe(&std::iter::once(code.name.clone()).chain(names).collect::<Vec<_>>().join(" · ")))?;
    ui.line("")?;
    describe(code, ui)?;
    rules(code, ui)?;
    let total = quotes_with(&context, path, None)?;
    let mut counts = Vec::new();
    for role in answering_roles(&context) {
        counts.push(format!("{} {}", quotes_with(&context, path, Some(&role))?, context.role_name(&role)));
    }
    ui.line(&format!("{}: {}", count(total, "quote", "quotes"), counts.join(", ")))?;
    let request = Request {
        codes: vec![path.to_owned()],
        order: Some(Order::Source),
        limit: Some(3),
        ..Request::default()
    };
    for quote in query::find(&context.index, context.names(), &request)?.quotes {
        ui.line("")?;
        for line in wrap(&format!("“{}”", quote.text), ui.width().saturating_sub(4), &[]) {
            ui.line(&format!("  {}", line.painted))?;
        }
        let role = quote.role.as_deref().map(|r| context.role_name(r).to_owned()).unwrap_or_default();
        ui.line(&quiet(&format!("  {}  {}", safe(&quote.address), safe(&role))))?;
    }
    Ok(Exit::Done)
}

fn describe(code: &Code, ui: &mut Ui) -> Result<(), Failure> {
    let opposite: Vec<&str> = code.opposite.iter().map(|c| c.as_str()).collect();
    let opposite = (!opposite.is_empty()).then(|| opposite.join(", "));
    let parts = [
        ("definition", &code.definition),
        ("include", &code.include),
        ("exclude", &code.exclude),
        ("example", &code.example),
        ("opposite", &opposite),
        ("colour", &code.color),
    ];
    for (label, text) in parts {
        let Some(text) = text else { continue };
        for (at, line) in wrap(text, ui.width().saturating_sub(14), &[]).iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            ui.line(&format!("{}  {}", quiet(&format!("{label:<10}")), line.painted))?;
        }
    }
    ui.line("")
}

fn rules(code: &Code, ui: &mut Ui) -> Result<(), Failure> {
    for rule in &code.rules {
        let mut parts = Vec::new();
        for (key, patterns) in [("any", &rule.any), ("all", &rule.all), ("not", &rule.not)] {
            if !patterns.is_empty() {
                let list: Vec<String> = patterns.iter().map(|p| safe(&p.written)).collect();
                parts.push(format!("{key}: {}", list.join(" | ")));
            }
        }
        parts.extend(rule.within.map(|n| format!("within: {n} words")));
        if !rule.inside.is_empty() {
            parts.push(format!(
                "in: {}",
                rule.inside.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(", ")
            ));
        }
        parts.extend(rule.roles.as_ref().map(|roles| format!("roles: {}", roles.join(", "))));
        parts.push(count(rule.matches.len() + rule.no_match.len(), "test", "tests"));
        ui.line(&format!("{}  {}", quiet("rule"), ui.strong(&format!("#{}", safe(&rule.id)))))?;
        for part in parts {
            for line in wrap(&part, ui.width().saturating_sub(6), &[]) {
                ui.line(&format!("      {}", line.painted))?;
            }
        }
    }
    if !code.rules.is_empty() {
        ui.line("")?;
    }
    Ok(())
}

fn check(folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let study = open_study(folder)?;
    let mut loaded = load_codebook(&study)?;
    check_codebook(&study, &mut loaded);
    for diagnostic in &loaded.diagnostics {
        ui.diagnostic(diagnostic);
    }
    let rules = loaded.codebook.codes.iter().flat_map(|c| &c.rules);
    let tests: usize = rules.clone().map(|r| r.matches.len() + r.no_match.len()).sum();
    let errors = loaded.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    let sum = format!(
        "{}, {}, {}",
        count(loaded.codebook.codes.len(), "code", "codes"),
        count(rules.count(), "rule", "rules"),
        count(tests, "rule test", "rule tests"),
    );
    if errors > 0 {
        ui.line(&format!("{sum}: {}", count(errors, "mistake", "mistakes")))?;
        return Ok(Exit::Check);
    }
    ui.line(&format!("{sum}: no mistakes"))?;
    Ok(Exit::Done)
}

fn export(output: &Path, permit: Permit, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let study = open_study(folder)?;
    let loaded = load_codebook(&study)?;
    let codes = &loaded.codebook.codes;
    if codes.is_empty() {
        ui.message("There are no codes to export: write them in codebooks/*.yaml.");
        return Ok(Exit::Nothing);
    }
    if loaded.is_broken() {
        ui.warning("the codebook has mistakes; what they spoil is not exported");
        ui.hint("`verbatim codes check` shows them");
    }
    let counts: Option<BTreeMap<String, usize>> = match Index::open(&study.index_dir()) {
        Ok(index) => Some(codes.iter().map(|code| counted(&index, code)).collect::<Result<_, _>>()?),
        Err(_) => None,
    };
    let table = table(&loaded.codebook, counts.as_ref());
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let bytes = match ending.as_deref() {
        Some("csv") => table.csv(),
        Some("xlsx") => table.xlsx(&loaded.codebook.title),
        _ => {
            return Err(
                Failure::usage("a codebook is exported as .csv or .xlsx").hint("such as -o codeboek.xlsx")
            );
        }
    };
    super::export::write(output, &bytes.map_err(Failure::usage)?, permit, &study, ui)?;
    let shown = output.display().to_string();
    ui.line(&format!("{} written to {}.", count(codes.len(), "code", "codes"), safe(&shown)))?;
    if codes.iter().flat_map(|code| &code.rules).any(|rule| rule.matches.len() + rule.no_match.len() > 0) {
        ui.message("The tests of rules have no place in a table and stay in codebooks/*.yaml.");
    }
    Ok(Exit::Done)
}

/// The path of a code with the number of its quotes.
fn counted(index: &Index, code: &Code) -> Result<(String, usize), Failure> {
    let path = code.path.as_str().to_owned();
    let filters = vec![Filter::AnyOf(Field::Code, vec![path.clone()])];
    Ok((path, index.count(&Ask { quotes: true, filters, ..Ask::default() })?))
}
