//! Codes that got other paths since a coding was made.

use std::borrow::Cow;

use super::ledger::Ledger;
use super::operation::{Deed, Operation};

/// The renamings that hold in a study, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recodes(Vec<Renaming>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Renaming {
    order: (u64, String),
    paths: Vec<(String, String)>,
}

impl Recodes {
    /// Those that the log of the study holds.
    pub fn of(study: &Ledger) -> Self {
        let renaming = |operation: &Operation| match &operation.deed {
            Deed::Recode(recode) => Some(Renaming {
                order: (operation.counter, operation.id.clone()),
                paths: recode.paths.clone(),
            }),
            _ => None,
        };
        Self(study.holding().into_iter().filter_map(renaming).collect())
    }

    /// What the code that `operation` named is called now. Only renamings made after the operation count: a
    /// later code may have taken over the old path.
    pub fn code<'a>(&self, operation: &Operation, code: &'a str) -> Cow<'a, str> {
        let made = (operation.counter, operation.id.as_str());
        let later = self.0.iter().filter(|r| (r.order.0, r.order.1.as_str()) > made);
        later.fold(Cow::Borrowed(code), |code, renaming| {
            match renaming.paths.iter().find(|(old, _)| *old == code) {
                Some((_, new)) => Cow::Owned(new.clone()),
                None => code,
            }
        })
    }

    /// A fingerprint for what depends on them.
    pub fn fingerprint(&self) -> String {
        if self.0.is_empty() {
            String::new()
        } else {
            crate::text::fingerprint(format!("{self:?}").as_bytes())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::Recode;

    fn operation(id: &str, counter: u64, supersedes: &[&str], deed: Deed) -> Operation {
        Operation {
            id: id.into(),
            counter,
            change: id.into(),
            supersedes: supersedes.iter().map(|id| (*id).to_owned()).collect(),
            time: None,
            coder: "An".into(),
            deed,
        }
    }

    fn recode(id: &str, counter: u64, old: &str, new: &str) -> Operation {
        let paths = vec![(old.to_owned(), new.to_owned())];
        operation(id, counter, &[], Deed::Recode(Recode { paths, files: vec![] }))
    }

    #[test]
    fn renamings_made_later_apply_in_order() {
        let mut study = Ledger::default();
        study.add(recode("a", 2, "trust", "relation/trust"));
        study.add(recode("b", 5, "relation/trust", "bond"));
        let at = |counter, recodes: &Recodes| {
            recodes.code(&operation("x", counter, &[], Deed::Remove {}), "trust").into_owned()
        };
        let recodes = Recodes::of(&study);
        assert_eq!([1, 3].map(|counter| at(counter, &recodes)), ["bond", "trust"]);
        study.add(operation("c", 6, &["b"], Deed::Undo { of: "b".into() }));
        assert_eq!(at(1, &Recodes::of(&study)), "relation/trust");
    }
}
