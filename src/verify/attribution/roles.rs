//! The name of a role in its plural and for women: `vrijwilligsters`, `coördinatrice`, `Klientinnen`.

/// What Dutch, English, French and German put behind the name of a role; folded.
const ENDINGS: &[&str] = &["s", "e", "en", "es", "n", "r", "in", "innen", "ten", "ren", "nen"];

/// An ending of a name, and what stands in its place for women or for many, folded.
const REPLACED: &[(&str, &[&str])] = &[
    ("er", &["ster", "sters", "ere", "eres"]),
    ("aar", &["ares", "aressen", "aarster", "aarsters", "aren"]),
    ("tor", &["trice", "trices", "torin", "torinnen"]),
    ("teur", &["trice", "trices", "teuse", "teuses"]),
    ("eur", &["euse", "euses", "euze", "euzes", "rice", "rices"]),
    ("ien", &["ienne", "iennes"]),
    ("man", &["vrouw", "vrouwen", "mannen", "lui", "lieden", "woman", "women", "men"]),
    ("y", &["ies"]),
    ("soon", &["sonen"]),
    ("e", &["er", "en", "es", "r", "n"]),
];

/// Shorter names take no endings.
const SHORTEST: usize = 4;

/// Whether `word` is `name`, both folded, or a form of it.
pub(super) fn is_form(word: &str, name: &str) -> bool {
    if word == name {
        return true;
    }
    if name.chars().count() < SHORTEST {
        return false;
    }
    if word.strip_prefix(name).is_some_and(|rest| ENDINGS.contains(&rest)) {
        return true;
    }
    REPLACED.iter().any(|(ending, others)| {
        let Some(stem) = name.strip_suffix(ending).filter(|stem| stem.len() >= 2) else { return false };
        let is_of = |stem: &str| word.strip_prefix(stem).is_some_and(|rest| others.contains(&rest));
        is_of(stem) || *ending == "er" && respelt(stem).is_some_and(|stem| is_ster(word, &stem))
    })
}

/// Whether `word` is the stem with `-ster`.
fn is_ster(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem).is_some_and(|rest| matches!(rest, "ster" | "sters"))
}

/// The stem of a name in `-er` as Dutch spells it before another consonant: `deelneem` of `deelnem`, `vertel` of
/// `vertell`.
fn respelt(stem: &str) -> Option<String> {
    let letters: Vec<char> = stem.chars().collect();
    let is_vowel = |c: &char| "aeou".contains(*c);
    match letters.as_slice() {
        [rest @ .., one, other] if one == other && !is_vowel(one) => Some(rest.iter().chain([one]).collect()),
        [rest @ .., vowel, last] if is_vowel(vowel) && !is_vowel(last) && *last != 'i' => {
            // One that is double already, or two that sound together, stay.
            let is_alone = rest.last().is_some_and(|before| !"aeiou".contains(*before));
            is_alone.then(|| rest.iter().chain([vowel, vowel, last]).collect())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_has_forms_for_women_and_for_many() {
        for (name, forms) in [
            ("vrijwilliger", "vrijwilligers vrijwilligster vrijwilligsters"),
            ("coordinator", "coordinatoren coordinators coordinatrice coordinatrices"),
            ("client", "clienten cliente clientes clients"),
            ("deelnemer", "deelnemers deelneemster deelneemsters"),
            ("hulpverlener", "hulpverleenster"),
            ("bewoner", "bewoonster bewoners"),
            ("verteller", "vertelster"),
            ("begeleider", "begeleidster"),
            ("ambtenaar", "ambtenaren ambtenares"),
            ("directeur", "directeurs directeuren directrice"),
            ("animateur", "animatrice animateurs"),
            ("klient", "klientin klientinnen klienten"),
            ("koordinator", "koordinatorin koordinatorinnen koordinatoren"),
            ("freiwillige", "freiwilliger freiwilligen"),
            ("benevole", "benevoles"),
            ("conseiller", "conseillere conseilleres conseillers"),
            ("contactpersoon", "contactpersonen"),
            ("tussenpersoon", "tussenpersonen"),
            ("brugman", "brugvrouw"),
            ("deputy", "deputies"),
        ] {
            for form in forms.split(' ') {
                assert!(is_form(form, name), "{form} of {name}");
            }
        }
    }

    #[test]
    fn other_words_are_no_forms() {
        for (word, name) in [
            ("vrijwillig", "vrijwilliger"),
            ("vrijwilligerscoordinator", "vrijwilliger"),
            ("coordinatie", "coordinator"),
            ("clientele", "client"),
            ("leidster", "begeleider"),
            ("deelname", "deelnemer"),
            ("arts", "ar"),
            ("menster", "mens"),
        ] {
            assert!(!is_form(word, name), "{word} of {name}");
        }
    }
}
