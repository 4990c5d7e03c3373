//! Columns of codes that are headed by the coder whose codes they hold: `Code AB`, `Coded by Lies`, `Coder 1`.

use verbatim::text::fold;

const CODE: &[&str] = &[
    "code",
    "codes",
    "codering",
    "coderingen",
    "coding",
    "codings",
    "kode",
    "kodes",
    "codierung",
    "codierungen",
    "kodierung",
    "kodierungen",
    "codage",
];
const CODED: &[&str] = &["coded", "gecodeerd", "codiert", "kodiert", "code", "codes", "codee", "codees"];
const BY: &[&str] = &["by", "door", "von", "durch", "par"];
const CODER: &[&str] = &[
    "coder",
    "codeur",
    "codeuse",
    "kodierer",
    "codierer",
    "kodiererin",
    "codiererin",
    "rater",
    "beoordelaar",
];
/// What a header of coders may say of them: no name.
const NOBODY: &[&str] = &[
    "id",
    "name",
    "naam",
    "nom",
    "memo",
    "initials",
    "initialen",
    "initiales",
    "initialien",
    "user",
    "wie",
    "whom",
    "who",
    "wem",
    "qui",
    "coder",
    "codeur",
    "kodierer",
];
/// Capitals beside a word for codes that are no initials: languages, numbers, and what has codes of its own.
const NO_INITIALS: &[&str] = &[
    "NL", "EN", "FR", "DE", "ID", "NR", "NO", "VN", "II", "III", "IV", "VI", "NVT", "ZIP", "PIN", "QR",
    "ICD", "ISO", "SQL", "HTML", "SBI", "NACE", "ISCO", "CBS", "BIC", "IBAN", "DSM", "RGB", "HEX",
];

/// The coder whose codes a column with this header holds.
pub(super) fn of_codes(header: &str) -> Option<String> {
    let words = words(header);
    match words.as_slice() {
        [coded, by, who @ ..] if is(coded, CODED) && is(by, BY) && who.iter().any(|who| !is(who, NOBODY)) => {
            Some(who.join(" "))
        }
        [code, who] if is(code, CODE) => initials(who),
        [who, code] if is(code, CODE) => initials(who),
        _ => None,
    }
}

/// The coder that a header such as `Coder 1` or `Codeur Lies` names; codes stand below it only where there are several.
pub(super) fn numbered(header: &str) -> Option<String> {
    let words = words(header);
    let [coder, who] = words.as_slice() else { return None };
    if !is(coder, CODER) || is(who, NOBODY) {
        return None;
    }
    let is_name = who.chars().filter(|c| c.is_alphabetic()).count() > 1;
    Some(if is_name { (*who).to_owned() } else { words.join(" ") })
}

fn words(header: &str) -> Vec<&str> {
    let is_part = |c: char| !(c.is_alphanumeric() || c == '.');
    header.split(is_part).map(|word| word.trim_end_matches(':')).filter(|word| !word.is_empty()).collect()
}

fn is(word: &str, list: &[&str]) -> bool {
    list.contains(&fold(word).as_ref())
}

/// `AB`, `A.B.`: two to four capitals. One letter may number a column.
fn initials(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().filter(|c| *c != '.').collect();
    let bare: String = letters.iter().collect();
    let is_short = (2..=4).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase());
    (is_short && !NO_INITIALS.contains(&bare.as_str())).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_of_codes_may_name_their_coder() {
        let of = |header: &str| of_codes(header).unwrap_or_default();
        for header in [
            "Code AB",
            "codes A.B.",
            "Code (AB)",
            "codering_AB",
            "AB codes",
            "Coded by AB",
            "Gecodeerd door AB",
        ] {
            assert_eq!(of(header), "AB", "{header}");
        }
        assert_eq!(of("Kodiert von Lies Daems"), "Lies Daems");
        for header in [
            "Code",
            "Code 1",
            "Code A",
            "Code (NL)",
            "Code naam",
            "Code Wachten",
            "ICD code",
            "Coded by",
            "Codeur",
        ] {
            assert_eq!(of(header), "", "{header}");
        }
    }

    #[test]
    fn coders_may_be_numbered() {
        let of = |header: &str| numbered(header).unwrap_or_default();
        assert_eq!(["Coder 1", "codeur Lies", "Kodierer/in A", "Coder"].map(of), ["Coder 1", "Lies", "", ""]);
        assert_eq!(["Coder ID", "Beoordelaar 2"].map(of), ["", "Beoordelaar 2"]);
    }
}
