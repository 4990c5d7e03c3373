//! What is known of the quotes of a study: those of its sets, and what the ledger has of them.

use std::collections::{BTreeMap, BTreeSet};

use verbatim::changes::Desk;
use verbatim::coding::{ExportedQuote, Manner};
use verbatim::present::Stood;
use verbatim::shown::Fillers;
use verbatim::store::{read_set, set_names};
use verbatim::verify::People;

use super::super::context::Context;
use super::super::exit::Failure;
use super::super::ledger;
use super::super::ui::Ui;

/// What is known of the quotes of the study.
pub(super) struct Known {
    /// Quotes of all sets, by id.
    pub(super) picked: BTreeMap<String, Stood>,
    noted: BTreeMap<String, Vec<Noted>>,
    /// How the ledger says that this file says who said them.
    pub(super) manner: Manner,
    pub(super) fillers: Fillers,
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
    /// `file` is the one at hand, as the ledger names it.
    pub(super) fn of(file: &str, context: &Context, ui: &mut Ui) -> Result<Self, Failure> {
        let desk = Desk::open(&context.study, "")?;
        let (mut noted, mut manner) = (BTreeMap::<String, Vec<Noted>>::new(), Manner::default());
        for entry in ledger::entries(&desk) {
            let is_here = entry.file == file;
            if is_here {
                manner.clone_from(&entry.manner);
            }
            for quote in &entry.quotes {
                let manner = quote.manner.as_ref().unwrap_or(&entry.manner).clone();
                let known = Noted { is_here, manner, quote: quote.clone() };
                noted.entry(quote.id.clone()).or_default().push(known);
            }
        }
        let people = super::super::verify::people(context);
        let fillers = context.study.config.fillers();
        Ok(Self { picked: picked(context, ui)?, noted, manner, fillers, people })
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
        let picked = self.picked.get(id).map(|stood| stood.picked.at.as_str());
        self.noted(id).map(|noted| noted.quote.at.as_str()).chain(picked).collect()
    }

    /// Who said it, as the ledger tells.
    pub(super) fn participants(&self, id: &str) -> &[String] {
        self.noted(id).next_back().map_or(&[], |noted| &noted.quote.participants)
    }
}

fn picked(context: &Context, ui: &mut Ui) -> Result<BTreeMap<String, Stood>, Failure> {
    let mut picked = BTreeMap::new();
    for name in set_names(&context.study) {
        match read_set(&context.study, &name) {
            Ok(set) => {
                for stood in super::super::set::stood(context, &set, None)? {
                    picked.entry(stood.picked.id.clone()).or_insert(stood);
                }
            }
            Err(error) => ui.warning(&error.to_string()),
        }
    }
    Ok(picked)
}
