//! Sentences that say who speaks.

use super::Attributed;
use super::tests::{is_wrong, of_samira, people, said_by};

/// Where Samira, a client, said it, and is named behind it.
fn led(lead: &str) -> Attributed {
    let samira = said_by("Samira", "P03", "client");
    people().check_led(Some(lead), Some("P03"), true, &[&samira])
}

#[test]
fn who_leads_in_must_have_said_it_whoever_is_named_behind() {
    for lead in [
        "Een coördinator zei:",
        "Een oudere vrijwilliger zei:",
        "Een vrijwilliger van het buurthuis zei:",
        "Zoals een coördinator al zei:",
        "Volgens een coördinator:",
        "Volgens An:",
        "An vertelt:",
        "Een coördinator:",
        "A coordinator said:",
        "An older coordinator explains:",
        "According to a coordinator,",
        "As one coordinator said:",
    ] {
        assert!(is_wrong(&led(lead)), "{lead}");
    }
    assert!(is_wrong(&of_samira("Volgens An (P03):")));
}

#[test]
fn a_lead_that_says_of_nobody_else_that_they_speak_accuses_nobody() {
    for lead in [
        "Een cliënt zei:",
        "Samira zegt:",
        "Over de coördinatoren is men het eens:",
        "Een coördinator vertelt dat cliënten klagen:",
        "Een coördinator zegt wat een cliënt haar vertelde:",
        "Een coördinator zei en een cliënt zei:",
        "Over vrijwilligers zei een cliënt:",
        "Bij de coördinatoren leeft trots:",
        "Volgens An Peeters:",
        "Zoals An (2019) zegt:",
        "A coordinator describes how a client felt:",
        "A coordinator told us of this:",
        "",
    ] {
        let found = led(lead);
        assert_eq!(found, Attributed::Right, "{lead}");
    }
}

#[test]
fn the_subject_of_the_verb_of_saying_speaks_whoever_else_is_named() {
    for beside in [
        "Een coördinator zei tegen een cliënt:",
        "Een coördinator zegt over haar cliënten:",
        "Terwijl cliënten de chat prijzen, zegt een coördinator:",
        "In tegenstelling tot de cliënten klaagt een coördinator:",
        "zei een vrijwilliger tegen een cliënt",
        "A coordinator said to a client:",
        "A coordinator told a client:",
        "said a coordinator to a client",
    ] {
        assert!(is_wrong(&of_samira(beside)), "{beside}");
    }
    for beside in ["zegt een coördinator, terwijl de cliënt knikt", "A coordinator over her clients:"] {
        assert!(!is_wrong(&of_samira(beside)), "{beside}");
    }
}

#[test]
fn who_said_it_and_is_named_is_not_accused_for_others_in_the_sentence() {
    for beside in [
        "Samira herinnert zich een gesprek met een vrijwilliger in Buurtpunt:",
        "zegt Samira, terwijl de vrijwilligster knikt",
        "Samira zegt het over An, coördinator van Buurtpunt:",
        "Coördinatoren moeten volgens Samira weten:",
        "P03 herinnert zich een gesprek met een vrijwilliger:",
        "Samira recalls a talk with a coordinator:",
        "says Samira, while the coordinator nods",
        "Coordinators must know, according to Samira:",
        "vertrouwen in de coördinator",
        "trust in the coordinator",
        "Een jonge bezoeker vertrouwde de coördinator iets toe:",
    ] {
        assert!(!is_wrong(&of_samira(beside)), "{beside}");
    }
    for beside in [
        "zegt Samira, vrijwilligster",
        "zegt Samira, een vrijwilligster",
        "Vrijwilligster Samira zegt:",
        "Samira, coördinator, zegt:",
        "zegt Samira van Buurtpunt",
    ] {
        assert!(is_wrong(&of_samira(beside)), "{beside}");
    }
}

#[test]
fn every_verb_of_saying_counts_before_and_behind_who_speaks() {
    for beside in ["riep An", "reageert An", "legt An uit", "voegt P07 daaraan toe", "An riep:"] {
        assert!(is_wrong(&of_samira(beside)), "{beside}");
    }
    for beside in ["P99 riep:", "P99 reageerde:"] {
        assert!(matches!(of_samira(beside), Attributed::Unknown { .. }), "{beside}");
    }
    for beside in ["Samira vertelt An:", "wat An dit jaar deed"] {
        assert!(!is_wrong(&of_samira(beside)), "{beside}");
    }
}

#[test]
fn french_and_german_subjects_speak() {
    let roles = [
        ("client", "cliente"),
        ("client", "client"),
        ("client", "Klient"),
        ("volunteer", "bénévole"),
        ("volunteer", "Freiwillige"),
        ("coordinator", "coordinateur"),
        ("coordinator", "Koordinatorin"),
    ];
    let roles = roles.map(|(id, name)| (id.to_owned(), name.to_owned()));
    let names = [("An".to_owned(), vec!["P04".to_owned()]), ("Samira".to_owned(), vec!["P03".to_owned()])];
    let people = super::People::new(roles.into(), vec!["De Kade".into()], names);
    let samira = said_by("Samira", "P03", "client");
    let of = |lead: &str| people.check_led(Some(lead), Some("Samira"), true, &[&samira]);
    for lead in [
        "Un coordinateur dit :",
        "Une coordinatrice de De Kade dit :",
        "Un coordinateur dit à une cliente :",
        "Un coordinateur nous a dit :",
        "Comme le dit une bénévole :",
        "Selon une bénévole,",
        "D’après une bénévole,",
        "An dit :",
        "Eine Koordinatorin betont:",
        "Laut einer Freiwilligen:",
        "Dazu sagten die Freiwilligen:",
    ] {
        assert!(is_wrong(&of(lead)), "{lead}");
    }
    for lead in [
        "Un coordinateur dit qu’une cliente attend :",
        "Selon une cliente,",
        "Selon l’avis d’une cliente,",
        "Une cliente dit à une bénévole :",
        "dit une cliente à un coordinateur",
        "La mère d’un coordinateur dit :",
        "Eine Klientin erklärt:",
        "",
    ] {
        assert_eq!(of(lead), Attributed::Right, "{lead}");
    }
    let beside = |beside: &str| people.check(Some(beside), false, &[&samira]);
    for words in ["dit un coordinateur à une cliente", "explique An", "selon une bénévole"] {
        assert!(is_wrong(&beside(words)), "{words}");
    }
    for words in ["la mère d’un coordinateur", "pas d’un coordinateur", "au sujet d’un coordinateur"] {
        assert!(!is_wrong(&beside(words)), "{words}");
    }
}
