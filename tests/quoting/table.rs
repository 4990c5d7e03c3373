//! What came out for what went in.

use std::collections::BTreeMap;
use std::fmt;

pub(crate) const TIERS: [&str; 7] =
    ["exact", "typography", "edited", "translation", "altered", "spliced", "not-found"];

/// How many quotations of which tier and kind came out as which tier.
#[derive(Default)]
pub(crate) struct Table {
    counts: BTreeMap<(&'static str, &'static str, String), usize>,
    /// Called exact, with a place where it does not stand.
    pub(crate) misplaced: usize,
    /// Attributed to somebody else: how many, and how many of them were told.
    pub(crate) misattributed: (usize, usize),
    /// Rightly attributed: how many, and how many were accused all the same.
    pub(crate) accused: (usize, usize),
}

/// Of one tier.
pub(crate) struct Score {
    pub(crate) known: usize,
    found: usize,
    right: usize,
}

impl Score {
    pub(crate) fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    pub(crate) fn recall(&self) -> f64 {
        self.right as f64 / self.known.max(1) as f64
    }
}

impl Table {
    pub(crate) fn count(&mut self, tier: &'static str, kind: &'static str, found: &str) {
        *self.counts.entry((tier, kind, found.to_owned())).or_default() += 1;
    }

    fn sum(&self, is: impl Fn(&str, &str) -> bool) -> usize {
        self.counts.iter().filter(|((tier, _, found), _)| is(tier, found)).map(|(_, count)| count).sum()
    }

    pub(crate) fn score(&self, of: &str) -> Score {
        Score {
            known: self.sum(|tier, _| tier == of),
            found: self.sum(|_, found| found == of),
            right: self.sum(|tier, found| tier == of && found == of),
        }
    }

    /// Quotations that are called exact and are not.
    pub(crate) fn false_exact(&self) -> usize {
        self.sum(|tier, found| found == "exact" && tier != "exact")
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "tier        known  found  right  precision  recall")?;
        for tier in TIERS {
            let Score { known, found, right } = self.score(tier);
            let (precision, recall) = (self.score(tier).precision(), self.score(tier).recall());
            writeln!(f, "{tier:<11} {known:>5} {found:>6} {right:>6} {precision:>10.3} {recall:>7.3}")?;
        }
        writeln!(f, "\nkind, and what came out")?;
        let mut kinds: BTreeMap<(usize, &str), Vec<(&str, usize)>> = BTreeMap::new();
        for ((tier, kind, found), count) in &self.counts {
            let order = TIERS.iter().position(|known| known == tier).unwrap_or(0);
            kinds.entry((order, kind)).or_default().push((found, *count));
        }
        for ((tier, kind), found) in kinds {
            let found: Vec<String> = found.iter().map(|(found, count)| format!("{found} {count}")).collect();
            writeln!(f, "{:<11} {kind:<38} {}", TIERS[tier], found.join(", "))?;
        }
        let ((wrong, told), (right, accused)) = (self.misattributed, self.accused);
        writeln!(
            f,
            "\nmisattributed: {told} of {wrong} told; {accused} of {right} rightly attributed accused"
        )
    }
}
