//! The ledger: which quotes went into which file, and who took their consent back.

use serde::{Deserialize, Serialize};

use crate::text::Language;

/// Quotes that went into a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// Path of the file: in the study, or where it was written.
    pub file: String,
    /// The quote set, if they came from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<String>,
    /// Whether they stood in it already and were brought up to date.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refreshed: bool,
    /// Fingerprint of the bytes of the file.
    pub bytes: String,
    /// How the file says who said them.
    #[serde(flatten)]
    pub manner: Manner,
    /// The quotes.
    pub quotes: Vec<ExportedQuote>,
    /// Short names of the sources that stand in it as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Whose words stand in it otherwise than as quotes of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
}

impl Exported {
    /// How many quotes of a participant it holds.
    pub fn quotes_of(&self, participant: &str) -> usize {
        self.quotes.iter().filter(|quote| quote.participants.iter().any(|who| who == participant)).count()
    }
}

/// How a file says who said a quote, where that was asked for; what was not follows the settings of the study.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manner {
    /// The pattern of attributions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    /// The language of labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Language>,
    /// Whether labels of speakers are left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unlabelled: bool,
    /// The language of the translations that stand in place of what was said, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<Language>,
    /// Whether the words as they were said are left out of quotes that are shown in another form.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_originals: bool,
}

/// A quote that went into a file; its words are not repeated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedQuote {
    /// Its id, as it stands in the file.
    pub id: String,
    /// Where people find it.
    pub at: String,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<String>,
    /// Fingerprint of the words that were shown.
    pub shown: String,
    /// Fingerprint of the words that were said, where others were shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// Fingerprint of its attribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Fingerprint of what its provenance says of the role: `role client`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Its own manner, where that is not the one of the file: it was copied from another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manner: Option<Manner>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_older_program_noted_is_read_and_stays_as_it_is() {
        let old = r#"{"file":"d.pptx","set":"s","bytes":"00","quotes":[{"id":"1","at":"a:1","shown":"22"}]}"#;
        let read: Exported = serde_json::from_str(old).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), old);
        let pattern = Manner {
            translation: None,
            attribution: Some("[{role}]".into()),
            labels: Some(Language::ENGLISH),
            unlabelled: true,
            ..Manner::default()
        };
        let new = Exported { manner: pattern, ..read };
        let json = serde_json::to_string(&new).unwrap();
        assert!(json.contains(r#""attribution":"[{role}]","labels":"en","unlabelled":true"#), "{json}");
        assert_eq!(serde_json::from_str::<Exported>(&json).unwrap(), new);
        let whole = Exported { sources: vec!["fg1".into()], people: vec!["P1".into()], ..new };
        let json = serde_json::to_string(&whole).unwrap();
        assert!(
            json.contains(r#""quotes":[{"#) && json.contains(r#""sources":["fg1"],"people":["P1"]"#),
            "{json}"
        );
        assert_eq!(serde_json::from_str::<Exported>(&json).unwrap(), whole);
    }
}
