//! What a participant agreed to: the column `consent` of `participants.csv`.

use super::Participants;
use crate::text::{fold, nearest};

/// How far consent goes. Each includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Nothing, or taken back.
    Nothing,
    /// To be analysed, not quoted.
    Analysis,
    /// To be quoted without a name.
    AnonymousQuote,
    /// To be quoted by name.
    NamedQuote,
}

/// The consent of a participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// How far it goes.
    pub scope: Scope,
    /// The last day on which it holds, as `2027-01-31`.
    pub until: Option<String>,
    /// The day on which it was taken back, or nothing where that is not said.
    pub withdrawn: Option<String>,
}

/// The words for each scope, folded, in Dutch, English, French and German.
const WORDS: &[(Scope, &[&str])] = &[
    (Scope::Nothing, &["none", "no", "geen", "neen", "nee", "aucun", "keine", "withdrawn", "ingetrokken"]),
    (
        Scope::Analysis,
        &["analysis", "analyse", "analyse only", "enkel analyse", "alleen analyse", "analysis only"],
    ),
    (
        Scope::AnonymousQuote,
        &["anonymous quote", "anoniem citaat", "anoniem", "anonymous", "citation anonyme", "anonymes zitat"],
    ),
    (
        Scope::NamedQuote,
        &["named quote", "citaat met naam", "met naam", "named", "citation nominative", "zitat mit namen"],
    ),
];

impl Consent {
    /// What `written` says: `anonymous-quote until 2027-01-31`, `geen`, `withdrawn 2026-11-24`.
    ///
    /// # Errors
    /// The nearest known words, where it says nothing that is known.
    pub fn parse(written: &str) -> Result<Self, String> {
        let plain: String =
            fold(written.trim()).chars().map(|c| if matches!(c, '_' | '-') { ' ' } else { c }).collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let border =
            words.iter().position(|word| matches!(*word, "until" | "till" | "tot" | "jusqu" | "bis"));
        let (scope, end) = words.split_at(border.unwrap_or(words.len()));
        let until = date(end.get(1..).unwrap_or(&[]));
        if border.is_some() && until.is_none() {
            return Err("a date is written 2027-01-31".to_owned());
        }
        let is_withdrawn = scope.first().is_some_and(|word| matches!(*word, "withdrawn" | "ingetrokken"));
        if is_withdrawn {
            let day = date(scope.get(1..).unwrap_or(&[]));
            return Ok(Self { scope: Scope::Nothing, until: None, withdrawn: Some(day.unwrap_or_default()) });
        }
        let scope = scope.join(" ");
        match WORDS.iter().find(|(_, names)| names.contains(&scope.as_str())) {
            Some((scope, _)) => Ok(Self { scope: *scope, until, withdrawn: None }),
            None => {
                let known = ["none", "analysis", "anonymous-quote", "named-quote"];
                let near = nearest(&scope.replace(' ', "-"), known);
                Err(near.map_or_else(
                    || format!("write one of: {}", known.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                ))
            }
        }
    }

    /// Why somebody with this consent may not be quoted on the day `today` (`2026-11-24`), if so; `who` is how the
    /// person is called.
    pub fn refusal(&self, who: &str, today: &str, by_name: bool) -> Option<String> {
        if let Some(day) = &self.withdrawn {
            let on = if day.is_empty() { String::new() } else { format!(" on {day}") };
            return Some(format!("{who} took consent back{on}"));
        }
        match &self.until {
            Some(until) if until.as_str() < today => {
                return Some(format!("the consent of {who} ended on {until}"));
            }
            _ => {}
        }
        match self.scope {
            Scope::Nothing => Some(format!("{who} gave no consent")),
            Scope::Analysis => Some(format!("{who} agreed to analysis only")),
            Scope::AnonymousQuote if by_name => {
                Some(format!("{who} agreed to be quoted without a name only"))
            }
            Scope::AnonymousQuote | Scope::NamedQuote => None,
        }
    }
}

/// `2027 01 31` or `31/1/2027` as `2027-01-31`.
fn date(words: &[&str]) -> Option<String> {
    let joined = words.join(" ");
    let numbers: Option<Vec<u32>> =
        joined.split([' ', '/', '.']).filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect();
    let (year, month, day) = match numbers?.as_slice() {
        [year, month, day] if *year > 31 => (*year, *month, *day),
        [day, month, year] if *year > 31 => (*year, *month, *day),
        _ => return None,
    };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

impl Participants {
    /// Why `participant` may not be quoted, by the strictest of what stands there. What is not understood counts as
    /// no consent; where nothing stands, nothing is refused.
    pub fn refusal(&self, participant: &str, today: &str, by_name: bool) -> Option<String> {
        let is_theirs = |person: &super::Person| person.participant.as_deref() == Some(participant);
        let rows = self.rows().iter().filter(|row| is_theirs(&row.person));
        rows.filter_map(|row| row.person.attributes.get("consent"))
            .find_map(|written| refusal(participant, written, today, by_name))
    }
}

/// Why `who` may not be quoted, by what stands in the column.
pub fn refusal(who: &str, written: &str, today: &str, by_name: bool) -> Option<String> {
    match Consent::parse(written) {
        Ok(consent) => consent.refusal(who, today, by_name),
        Err(_) => Some(format!("the consent of {who} is not understood: `{written}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(written: &str, by_name: bool) -> Option<String> {
        refusal("P7", written, "2026-11-24", by_name)
    }

    #[test]
    fn what_may_be_quoted() {
        assert_eq!(refused("anonymous-quote", false), None);
        assert_eq!(refused("Anoniem citaat tot 31/12/2026", false), None);
        assert_eq!(refused("named quote", true), None);
        let why = |written, by_name| refused(written, by_name).unwrap_or_default();
        assert_eq!(why("anoniem_citaat", true), "P7 agreed to be quoted without a name only");
        assert_eq!(why("analyse", false), "P7 agreed to analysis only");
        assert_eq!(why("geen", false), "P7 gave no consent");
        assert_eq!(why("named-quote until 2026-11-23", false), "the consent of P7 ended on 2026-11-23");
        assert_eq!(why("withdrawn 2026-11-01", false), "P7 took consent back on 2026-11-01");
        assert_eq!(why("anonymus quote", false), "the consent of P7 is not understood: `anonymus quote`");
        assert_eq!(Consent::parse("anonymus quote").unwrap_err(), "did you mean `anonymous-quote`?");
    }
}
