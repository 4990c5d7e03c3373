//! Opening a study for a command, with an index that is up to date.

use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use verbatim::changes::{Desk, is_unfinished};
use verbatim::coding::{Ledger, Recodes, Standing, stand};
use verbatim::index::{Index, IndexError, SourceEntry};
use verbatim::ingest::{
    IngestError, LoadedCodebook, Options, Outcome, Skipped, Step, load_codebook, refresh, unchanged,
};
use verbatim::leak::{Names as RealNames, Searcher, Whereabouts, whereabouts};
use verbatim::query::{Names, RoleNames};
use verbatim::shown::{Dispensable, Named};
use verbatim::store::{Study, kept_transcript};
use verbatim::text::CodePoints;
use verbatim::transcript::Transcript;

use super::exit::Failure;
use super::ui::Ui;

/// A study that can be searched.
pub(crate) struct Context {
    pub(crate) study: Study,
    /// The codes; their rules only where the study had changed. See [`Context::with_rules`].
    pub(crate) loaded: LoadedCodebook,
    pub(crate) index: Index,
    roles: Vec<RoleNames>,
}

impl Context {
    /// Opens the study and brings its index up to date, saying what could not be.
    pub(crate) fn open(folder: Option<&Path>, ui: &mut Ui) -> Result<Self, Failure> {
        let study = open_study(folder)?;
        if is_unfinished(&study) {
            finish(&study, ui)?;
        }
        let roles = role_names(&study);
        if let Some((loaded, skipped)) = unchanged(&study)
            && let Ok(index) = Index::open(&study.index_dir())
        {
            warn_of_skipped(&skipped, ui);
            return Ok(Self { study, loaded, index, roles });
        }
        let mut loaded = load_codebook(&study)?;
        // With an older index at hand, that one answers while another process builds.
        let no_wait = Index::open(&study.index_dir()).is_ok();
        let only_index = !study.can_be_written();
        match refresh_with_bar(&study, &mut loaded, Options { no_wait, only_index, ..Options::default() }) {
            Ok(outcome) => warn_of_skipped(&outcome.skipped, ui),
            Err(error) => stale(error, &study, ui)?,
        }
        let index = Index::open(&study.index_dir())?;
        Ok(Self { study, loaded, index, roles })
    }

    /// The same with the rules of every code.
    pub(crate) fn with_rules(mut self) -> Result<Self, Failure> {
        self.loaded = load_codebook(&self.study)?;
        Ok(self)
    }

    pub(crate) fn names(&self) -> Names<'_> {
        Names {
            codebook: &self.loaded.codebook,
            roles: &self.roles,
            languages: &self.study.config.language,
            catalog: self.index.catalog(),
        }
    }

    /// The colour of a code: its own, or the nearest above it that has one.
    pub(crate) fn colour(&self, path: &str) -> Option<&str> {
        let mut path = path;
        loop {
            if let Some(colour) = self.loaded.codebook.get(path).and_then(|c| c.color.as_deref()) {
                return Some(colour);
            }
            path = path.rsplit_once('/')?.0;
        }
    }

    /// What a shown form may leave out or replace: the fillers of the study, and the names on its list where that is on
    /// this machine. Without it a bracket in place of a name is a misquotation.
    pub(crate) fn dispensable(&self) -> Dispensable {
        dispensable(&self.study)
    }

    /// What people did in a source, on its present transcript.
    pub(crate) fn standing<'d>(
        &self,
        desk: &'d Desk<'_>,
        entry: &SourceEntry,
        transcript: &Transcript,
    ) -> Standing<'d> {
        self.standing_of(desk.ledger(&entry.short), &desk.recodes(), entry, transcript)
    }

    /// The same of what `ledger`, that of the source, holds.
    pub(crate) fn standing_of<'d>(
        &self,
        ledger: &'d Ledger,
        recodes: &Recodes,
        entry: &SourceEntry,
        transcript: &Transcript,
    ) -> Standing<'d> {
        let folder = self.study.codings().join(&entry.short);
        let points = CodePoints::new(&transcript.text);
        stand(ledger, recodes, transcript, &points, &|hash| kept_transcript(&folder, hash))
    }

    /// The name of a role in the study's language.
    pub(crate) fn role_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.study.config.role_name(id, self.study.config.label_language())
    }
}

/// The list of real names of a study, where it is on this machine and can be read.
pub(crate) fn real_names(study: &Study) -> Option<RealNames> {
    let Whereabouts::At(path) = whereabouts(study) else { return None };
    RealNames::read(&path).ok().flatten().filter(|list| !list.entries.is_empty())
}

/// [`Context::dispensable`] of a study.
pub(crate) fn dispensable(study: &Study) -> Dispensable {
    let fillers = study.config.fillers();
    let Some(list) = real_names(study) else { return fillers };
    let searcher = Searcher::new(&list);
    let replacements: Vec<String> = list.entries.into_iter().map(|entry| entry.replacement).collect();
    let own = replacements.clone();
    let named = move |(entry, span): (usize, _)| Named {
        span,
        replacement: own.get(entry).cloned().unwrap_or_default(),
    };
    let find = move |text: &str| searcher.places(text).into_iter().map(&named).collect();
    fillers.with_names(find, replacements.iter().map(String::as_str))
}

/// Finishes a change that was cut short (a crash, a full disk).
fn finish(study: &Study, ui: &mut Ui) -> Result<(), Failure> {
    match Desk::open(study, "") {
        Ok(_) => ui.message("A change that was cut short is finished now."),
        Err(error) => ui.warning(&format!("a change that was cut short cannot be finished yet: {error}")),
    }
    Ok(())
}

/// The study in `folder`, or the one we stand in.
pub(crate) fn open_study(folder: Option<&Path>) -> Result<Study, Failure> {
    let root = match folder {
        Some(folder) => folder.to_owned(),
        None => Study::find(Path::new("."))?,
    };
    Ok(Study::open(&root)?)
}

fn role_names(study: &Study) -> Vec<RoleNames> {
    let of = |(id, role): (&String, &verbatim::store::RoleConfig)| RoleNames {
        id: id.clone(),
        names: role.name.iter().chain(role.names.values()).cloned().collect(),
    };
    study.config.roles.iter().map(of).collect()
}

/// The last complete index answers when a new one cannot be made, and the user is told.
fn stale(error: IngestError, study: &Study, ui: &mut Ui) -> Result<(), Failure> {
    let why = match &error {
        IngestError::Codebook(_) => {
            "the codebook has mistakes (`verbatim codes check` shows them)".to_owned()
        }
        IngestError::Index(IndexError::Busy) => "another verbatim is building the index".to_owned(),
        other => other.to_string(),
    };
    if Index::open(&study.index_dir()).is_err() {
        return Err(error.into());
    }
    ui.warning(&format!("{why}; this answer is from before the last changes"));
    Ok(())
}

fn warn_of_skipped(skipped: &[Skipped], ui: &mut Ui) {
    let unread: Vec<&str> = skipped.iter().filter(|s| !s.expected).map(|s| s.path.as_str()).collect();
    if !unread.is_empty() {
        let shown = unread.iter().take(3).copied().collect::<Vec<_>>().join(", ");
        let more = if unread.len() > 3 { ", ..." } else { "" };
        ui.warning(&format!(
            "{} could not be read: {shown}{more}",
            super::ui::count(unread.len(), "source", "sources")
        ));
        ui.hint("`verbatim status` says why");
    }
}

/// Ingests with a progress bar on stderr, where there is a terminal; what code of others unpacks is read
/// apart.
pub(crate) fn refresh_with_bar(
    study: &Study,
    loaded: &mut LoadedCodebook,
    options: Options,
) -> Result<Outcome, IngestError> {
    let bar: Mutex<Option<ProgressBar>> = Mutex::new(None);
    let progress = |step: Step<'_>| {
        let Ok(mut bar) = bar.lock() else { return };
        match step {
            Step::Begin(sources) => *bar = Some(progress_bar(sources as u64)),
            Step::Done(path) => {
                if let Some(bar) = bar.as_ref() {
                    bar.set_message(super::ui::safe(path));
                    bar.inc(1);
                }
            }
            Step::Completing => {
                if let Some(bar) = bar.as_ref() {
                    bar.set_message("completing the index");
                }
            }
        }
    };
    let options = Options { apart: Some(super::apart::read), ..options };
    let result = refresh(study, loaded, options, &progress);
    if let Ok(Some(bar)) = bar.into_inner() {
        bar.finish_and_clear();
    }
    result
}

fn progress_bar(length: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:30.cyan/blue} {pos}/{len} sources  {wide_msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style);
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
