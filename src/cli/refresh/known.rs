//! What is known of the quotes of a study: those of its sets, and what the ledger has of them.

use std::collections::{BTreeMap, BTreeSet};

use verbatim::changes::Desk;
use verbatim::coding::{ExportedQuote, Manner};
use verbatim::present::Stood;
use verbatim::shown::Dispensable;
use verbatim::store::{read_set, set_names};
use verbatim::text::{Language, fingerprint};
use verbatim::verify::People;

use super::super::context::Context;
use super::super::exit::Failure;
use super::super::ledger;
use super::super::ui::{Ui, safe};
use super::copied;

/// What is known of the quotes of the study.
pub(super) struct Known {
    /// Quotes of all sets, by id: as the set of this file has them, then as others do.
    picked: BTreeMap<String, Vec<Stood>>,
    /// The set whose quotes this file holds, as the ledger tells.
    pub(super) set: Option<String>,
    /// The quotes that belong in this file: of its set, else of its last export; each with where people find it.
    pub(super) own: Vec<(String, String)>,
    noted: BTreeMap<String, Vec<Noted>>,
    /// Quotes of this file as somebody unnamed exported it.
    unnamed: Vec<ExportedQuote>,
    /// How the ledger says that this file says who said them.
    pub(super) manner: Manner,
    pub(super) dispensable: Dispensable,
    pub(super) people: People,
}

/// A quote as the ledger has it.
pub(super) struct Noted {
    /// Whether it went into the file at hand.
    is_here: bool,
    pub(super) manner: Manner,
    pub(super) quote: ExportedQuote,
}

impl Known {
    /// `file` is the one at hand, as the ledger names it, and `ids` are those of the quotes in it. A copy under another
    /// name is known by them as the export that it was made of.
    pub(super) fn of(
        file: &str,
        ids: &BTreeSet<&str>,
        context: &Context,
        ui: &mut Ui,
    ) -> Result<Self, Failure> {
        let desk = Desk::open(&context.study, "")?;
        let copied = copied::origin(file, ids, &desk, context);
        if let Some(origin) = &copied {
            ui.message(&format!(
                "{} is not in the ledger under this name; its quotes are those of {}, so it is held against that.",
                safe(file),
                safe(origin)
            ));
        }
        let file = copied.as_deref().unwrap_or(file);
        let (mut noted, mut manner) = (BTreeMap::<String, Vec<Noted>>::new(), Manner::default());
        let (mut set, mut own) = (None, Vec::new());
        for entry in ledger::entries(&desk) {
            let is_here = ledger::clean_path(&entry.file) == file;
            if is_here {
                manner.clone_from(&entry.manner);
                set = entry.set.clone().or(set);
            }
            // What was refreshed may be less: an author took something away.
            if is_here && (!entry.refreshed || own.is_empty()) {
                own = entry.quotes.iter().map(|quote| (quote.id.clone(), quote.at.clone())).collect();
            }
            for quote in &entry.quotes {
                let manner = quote.manner.as_ref().unwrap_or(&entry.manner).clone();
                let known = Noted { is_here, manner, quote: quote.clone() };
                noted.entry(quote.id.clone()).or_default().push(known);
            }
        }
        let people = super::super::verify::people(context);
        let dispensable = context.dispensable();
        let picked = picked(set.as_deref(), manner.translation, context, ui)?;
        if let Some(set) = set.as_deref().and_then(|set| read_set(&context.study, set).ok()) {
            own = set.quotes().map(|(_, quote)| (quote.id.clone(), quote.at.clone())).collect();
        }
        let unnamed = ledger::unnamed(&context.study).remove(file).map(|entry| entry.quotes);
        let unnamed = unnamed.unwrap_or_default();
        Ok(Self { picked, set, own, noted, unnamed, manner, dispensable, people })
    }

    /// The quote as a set has it: the one that shows these words, else that of this file, else any.
    pub(super) fn picked(&self, id: &str, words: &str) -> Option<&Stood> {
        let all = self.picked.get(id)?;
        let shows = |stood: &&Stood| {
            let same = |text: &str| text.split_whitespace().eq(words.split_whitespace());
            match stood.quote() {
                Some(quote) => same(quote.shown()) || same(&quote.within_marks()),
                None => same(stood.picked.shown()),
            }
        };
        // What the set of this file has counts, also where another happens to show what it no longer does.
        let own = if self.set.is_some() { all.first() } else { None };
        own.or_else(|| all.iter().find(shows)).or(all.first())
    }

    /// The quote as the first set has it.
    pub(super) fn first_picked(&self, id: &str) -> Option<&Stood> {
        self.picked.get(id)?.first()
    }

    /// Every quote of a set, as the first set has it.
    pub(super) fn all_picked(&self) -> impl Iterator<Item = (&String, &Stood)> {
        self.picked.iter().filter_map(|(id, all)| Some((id, all.first()?)))
    }

    /// Whether these words were ever picked, shown or said as this quote.
    pub(super) fn was_said(&self, id: &str, words: &str) -> bool {
        let fingerprint = fingerprint(words.as_bytes());
        let picked = self.picked.get(id).into_iter().flatten();
        let noted = |noted: &Noted| {
            noted.quote.shown == fingerprint || noted.quote.said.as_ref() == Some(&fingerprint)
        };
        picked.into_iter().any(|stood| stood.picked.anchor.quote == words) || self.noted(id).any(noted)
    }

    /// What the ledger has of a quote: what went into other files first, then what went into this one; the newest
    /// last.
    pub(super) fn noted(&self, id: &str) -> impl DoubleEndedIterator<Item = &Noted> {
        let all = self.noted.get(id).map_or(&[][..], Vec::as_slice);
        all.iter().filter(|noted| !noted.is_here).chain(all.iter().filter(|noted| noted.is_here))
    }

    /// How this file says who said the quote.
    pub(super) fn manner_of(&self, id: &str) -> &Manner {
        self.noted(id).rfind(|noted| noted.is_here).map_or(&self.manner, |noted| &noted.manner)
    }

    /// Whether these words of the quote were ever exported.
    pub(super) fn was_shown(&self, id: &str, fingerprint: &str) -> bool {
        self.noted(id).any(|noted| noted.quote.shown == fingerprint)
    }

    /// Where people found the quote: in its set, and when it was exported.
    pub(super) fn addresses(&self, id: &str) -> BTreeSet<&str> {
        let picked = self.picked.get(id).into_iter().flatten().map(|stood| stood.picked.at.as_str());
        self.noted(id).map(|noted| noted.quote.at.as_str()).chain(picked).collect()
    }

    /// Who said it, as the ledger tells.
    pub(super) fn participants(&self, id: &str) -> &[String] {
        match self.noted(id).next_back() {
            Some(noted) => &noted.quote.participants,
            None => self.unnamed(id).map_or(&[], |quote| &quote.participants),
        }
    }

    fn unnamed(&self, id: &str) -> Option<&ExportedQuote> {
        self.unnamed.iter().find(|quote| quote.id == id)
    }

    /// A quote that still stands in this file, and of which nothing can be said anew, for the ledger: as it was noted
    /// last, else as a set has it. `file` is the manner of the file.
    pub(super) fn still(&self, id: &str, file: &Manner) -> Option<ExportedQuote> {
        if let Some(noted) = self.noted(id).next_back() {
            let manner = Some(self.manner_of(id).clone()).filter(|own| own != file);
            return Some(ExportedQuote { manner, ..noted.quote.clone() });
        }
        let picked = self.first_picked(id).map(|stood| ExportedQuote {
            id: id.to_owned(),
            at: stood.picked.at.clone(),
            participants: stood.participants().to_vec(),
            shown: fingerprint(stood.picked.shown().as_bytes()),
            ..ExportedQuote::default()
        });
        self.unnamed(id).cloned().or(picked)
    }
}

/// The quotes of all sets, those of the set `own` first; with translations where the file has them.
fn picked(
    own: Option<&str>,
    translation: Option<Language>,
    context: &Context,
    ui: &mut Ui,
) -> Result<BTreeMap<String, Vec<Stood>>, Failure> {
    let mut picked: BTreeMap<String, Vec<Stood>> = BTreeMap::new();
    let mut names = set_names(&context.study);
    names.sort_by_key(|name| Some(name.as_str()) != own);
    for name in names {
        match read_set(&context.study, &name) {
            Ok(set) => {
                for stood in super::super::set::stood(context, &set, translation)? {
                    picked.entry(stood.picked.id.clone()).or_default().push(stood);
                }
            }
            Err(error) => ui.warning(&error.to_string()),
        }
    }
    Ok(picked)
}
