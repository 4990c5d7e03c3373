//! Who the speakers are, by `@Participants` and `@ID`.

use crate::source::spoken::People;

/// What the fields of `@ID` behind the code are called (language and corpus stand before it).
const FIELDS: [&str; 7] = ["age", "sex", "group", "ses", "role", "education", "custom"];

/// What the headers tell of each speaker, by code; where two headers differ, the later one counts.
pub(super) fn people(headers: &[(String, String)]) -> People {
    let mut people = People::new();
    let mut tell = |code: &str, name: &'static str, value: &str| {
        if !value.is_empty() {
            let known = people.entry(code.to_owned()).or_default();
            known.retain(|(known, _)| *known != name);
            known.push((name, value.to_owned()));
        }
    };
    for (name, value) in headers {
        match name.as_str() {
            "Participants" => {
                for participant in value.split(',') {
                    let words: Vec<&str> = participant.split_whitespace().collect();
                    if let [code, names @ .., role] = words.as_slice() {
                        tell(code, "name", &names.join(" "));
                        tell(code, "role", role);
                    }
                }
            }
            "ID" => {
                let mut fields = value.split('|').map(str::trim).skip(2);
                let code = fields.next().unwrap_or_default();
                for (field, value) in FIELDS.into_iter().zip(fields) {
                    tell(code, field, value);
                }
            }
            _ => {}
        }
    }
    people
}
