//! Other spellings of a name: surnames that begin with particles, which people write apart, together or half together;
//! `ü` as `ue`.

use unicode_normalization::UnicodeNormalization;

/// Particles that grow together with the name after them (Dutch, French, German), folded.
const PARTICLES: &[&str] = &[
    "d", "de", "den", "der", "du", "la", "le", "op", "t", "te", "ten", "ter", "van", "vande", "vanden",
    "vander", "vom", "von", "zum", "zur",
];
/// What is left is no name with fewer letters.
const FEWEST: usize = 3;
/// After a particle of one letter, with fewer.
const FEWEST_AFTER_ONE: usize = 4;
/// No surname has more particles.
const MOST: usize = 3;

/// Every way to write the surname `glued`, folded and in one piece, with its particles apart; the first is `glued`
/// itself. Which letters are particles cannot be known, so some ways are nobody's.
pub(super) fn with_particles(glued: &str) -> Vec<Vec<String>> {
    let mut all = vec![vec![glued.to_owned()]];
    apart(glued, &mut Vec::new(), &mut all);
    if all.len() == 1 { Vec::new() } else { all }
}

fn apart(rest: &str, before: &mut Vec<String>, all: &mut Vec<Vec<String>>) {
    if before.len() == MOST {
        return;
    }
    for particle in PARTICLES {
        let Some(name) = rest.strip_prefix(particle) else { continue };
        let fewest = if particle.len() == 1 { FEWEST_AFTER_ONE } else { FEWEST };
        if name.chars().count() < fewest || !name.chars().all(char::is_alphabetic) {
            continue;
        }
        before.push((*particle).to_owned());
        all.push(before.iter().cloned().chain([name.to_owned()]).collect());
        apart(name, before, all);
        before.pop();
    }
}

/// `Müller` as `Mueller`, for those who have no such keys.
pub(super) fn spelled_out(real: &str) -> String {
    let spelled = real.nfc().map(|c| match c {
        'ä' => "ae".to_owned(),
        'Ä' => "Ae".to_owned(),
        'ö' | 'ø' => "oe".to_owned(),
        'Ö' | 'Ø' => "Oe".to_owned(),
        'ü' => "ue".to_owned(),
        'Ü' => "Ue".to_owned(),
        'å' => "aa".to_owned(),
        'Å' => "Aa".to_owned(),
        c => c.to_string(),
    });
    let spelled: String = spelled.collect();
    if spelled == real.nfc().collect::<String>() { real.to_owned() } else { spelled }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_stand_apart_and_together() {
        let all: Vec<String> = with_particles("vandekerkhove").iter().map(|way| way.join(" ")).collect();
        for way in ["vandekerkhove", "van dekerkhove", "van de kerkhove", "vande kerkhove"] {
            assert!(all.contains(&way.to_owned()), "{way} is not among {all:?}");
        }
        assert!(with_particles("dhondt").contains(&vec!["d".to_owned(), "hondt".to_owned()]));
        assert_eq!(with_particles("peeters"), Vec::<Vec<String>>::new());
        assert_eq!(with_particles("vandaal").len(), 2, "`van d aal` leaves too little");
    }
}
