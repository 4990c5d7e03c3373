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
fn both_of_two_who_are_named_together_must_have_said_it() {
    let samira = said_by("Samira", "P03", "client");
    let an = said_by("An", "P04", "client");
    let of = |beside: &str, is_credit: bool, spoken: &[&super::Spoken]| {
        people().check(Some(beside), is_credit, spoken)
    };
    for credit in ["Samira en An", "P03 en P04", "P04 and P03", "P07, Samira en P04", "Samira en An, De Kade"]
    {
        assert!(is_wrong(&of(credit, true, &[&samira])), "{credit}");
    }
    for beside in
        ["Samira en An zeggen:", "An en Samira zeiden:", "volgens An en Samira", "P03 en P04 zeiden:"]
    {
        assert_eq!(of(beside, false, &[&samira]), Attributed::Unchecked, "{beside}");
        assert_eq!(of(beside, false, &[&samira, &an]), Attributed::Right, "{beside}");
    }
    assert_eq!(of("Samira en An", true, &[&samira, &an]), Attributed::Right);
    for beside in ["zegt Samira en An knikt", "Samira zegt over An en P07:", "P03 tegen An en P07"] {
        assert_eq!(of(beside, false, &[&samira]), Attributed::Right, "{beside}");
    }
    assert!(is_wrong(&of("An en P07 zeggen:", false, &[&samira])));
    let coordinator = said_by("Els", "C01", "coordinator");
    assert!(!is_wrong(&of("Een coördinator en een cliënt zeiden:", false, &[&coordinator])));
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

#[test]
fn who_leads_in_counts_where_a_remark_follows() {
    let samira = said_by("Samira", "P03", "client");
    let of = |lead: &str, remark: &str| people().check_led(Some(lead), Some(remark), true, &[&samira]);
    for remark in ["eigen vertaling", "Rapport Wonen 2021"] {
        assert_eq!(of("P03:", remark), Attributed::Right);
        assert_eq!(of("Er is gewacht:", remark), Attributed::Unchecked);
        assert!(is_wrong(&of("De vrijwilliger, De Kade:", remark)));
    }
}
