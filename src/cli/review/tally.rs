//! What became of the rule codings that were gone through.

use super::super::ui::grouped;

/// What became of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Accepted,
    Rejected,
    Adjusted,
    Recoded,
    /// Decided together with one that it overlaps.
    Along,
}

/// `12 accepted, 3 rejected, 1 adjusted; 25 left`; `None` is left.
pub(super) fn summary(outcomes: &[Option<Outcome>]) -> String {
    let of = |outcome: Option<Outcome>| outcomes.iter().filter(|became| **became == outcome).count();
    let with_another_code = match of(Some(Outcome::Recoded)) {
        0 => String::new(),
        recoded => format!(", {} with another code", grouped(recoded)),
    };
    format!(
        "{} accepted, {} rejected, {} adjusted{with_another_code}; {} left",
        grouped(of(Some(Outcome::Accepted))),
        grouped(of(Some(Outcome::Rejected))),
        grouped(of(Some(Outcome::Adjusted))),
        grouped(of(None))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_decided_along_is_neither_counted_nor_left() {
        let mut outcomes = vec![Some(Outcome::Accepted), Some(Outcome::Along), None, Some(Outcome::Rejected)];
        assert_eq!(summary(&outcomes), "1 accepted, 1 rejected, 0 adjusted; 1 left");
        outcomes.push(Some(Outcome::Recoded));
        assert_eq!(summary(&outcomes), "1 accepted, 1 rejected, 0 adjusted, 1 with another code; 1 left");
    }
}
