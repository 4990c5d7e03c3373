use super::*;

pub(super) fn people() -> People {
    let roles = [
        ("client", "cliënt"),
        ("client", "client"),
        ("volunteer", "vrijwilliger"),
        ("coordinator", "coördinator"),
        ("interviewer", "interviewer"),
    ];
    let one = |name: &str, who: &str| (name.to_owned(), vec![who.to_owned()]);
    let names = [
        one("Samira", "P03"),
        one("An", "P04"),
        one("Mevrouw Jansen", "P05"),
        one("R1", "P06"),
        one("Interviewer", "I01"),
        one("vrouw", "P08"),
        one("A", "P09"),
        one("Vrijwilliger", "V01"),
    ];
    let ids = ["P03", "P04", "P05", "P06", "P07", "V01"].map(|id| one(id, id));
    People::new(
        roles.map(|(id, name)| (id.to_owned(), name.to_owned())).into(),
        vec!["De Kade".into(), "Buurtpunt".into()],
        names.into_iter().chain(ids),
    )
}

pub(super) fn said_by(label: &str, participant: &str, role: &str) -> Spoken {
    Spoken {
        label: label.into(),
        participants: vec![participant.into()],
        role: Some(role.into()),
        organisation: Some("De Kade".into()),
        ..Spoken::default()
    }
}

/// What is said of `beside` where Samira, a client of De Kade, said the words.
pub(super) fn of_samira(beside: &str) -> Attributed {
    people().check(Some(beside), false, &[&said_by("Samira", "P03", "client")])
}

pub(super) fn is_wrong(found: &Attributed) -> bool {
    matches!(found, Attributed::Wrong { .. })
}

#[test]
fn another_speaker_or_participant_is_told() {
    for beside in [
        "P07",
        "[P07, De Kade]",
        "cliënt P07",
        "P07 vertelt:",
        "Zo zegt P07:",
        "An",
        "An, cliënt",
        "Ook An, cliënt:",
        "En An (een cliënt van De Kade) zei:",
        "As An, a client, put it,",
        "Daarop zei cliënt An:",
        "(client An)",
        "En P07 (cliënt):",
        "An zegt:",
        "zei An",
        "volgens An",
        "according to An",
        "An said",
        "Mevrouw Jansen",
        "mevrouw Jansen legt uit:",
        "cliënt, R1",
        "respondent R1, fg2",
    ] {
        assert!(is_wrong(&of_samira(beside)), "{beside}");
    }
    let wrong = Attributed::Wrong { named: "P07".into(), said_by: "P03, cliënt, De Kade".into() };
    assert_eq!(of_samira("[P07]"), wrong);
}

#[test]
fn who_said_it_is_right_under_every_name() {
    for beside in ["P03", "Samira", "Samira, cliënt", "zegt Samira over An", "P03 tegen R1"] {
        assert_eq!(of_samira(beside), Attributed::Right, "{beside}");
    }
    // A label with two people behind it.
    let both = said_by("R1 + R2", "P10", "client");
    assert_eq!(people().check(Some("R1"), false, &[&both]), Attributed::Right);
    // Of several who said it, one is enough.
    let (one, other) = (said_by("Samira", "P03", "client"), said_by("An", "P04", "client"));
    assert_eq!(people().check(Some("[An]"), false, &[&one, &other]), Attributed::Right);
}

#[test]
fn who_is_only_spoken_of_or_may_be_no_name_accuses_nobody() {
    for beside in [
        "An older woman said",
        "over An zegt ze:",
        "zei ze tegen An",
        "zij vertelt dit aan An",
        "she told this to An",
        "De buurvrouw van mevrouw Jansen zegt:",
        "het gesprek met P07",
        "vertaald door An",
        "vertaling door An",
        "An's dochter zegt",
        "de vrouw zegt",
        "vrouw",
        "A",
        "hij (A) zegt",
        "(Jansen, 2019)",
        "zie ook P07",
        "toen An binnenkwam",
        "over R1",
        "",
    ] {
        assert_eq!(of_samira(beside), Attributed::Unchecked, "{beside}");
    }
    // A label that is the name of a role is the role.
    let volunteer = said_by("Luc", "V02", "volunteer");
    assert_eq!(people().check(Some("vrijwilliger"), false, &[&volunteer]), Attributed::Right);
}

#[test]
fn forms_of_roles_for_women_and_for_many_count() {
    for beside in
        ["een vrijwilligster", "[coördinatrice]", "coordinatrice", "twee vrijwilligsters", "coördinatoren"]
    {
        assert!(is_wrong(&of_samira(beside)), "{beside}");
    }
    for beside in ["cliënte", "een cliënte van De Kade", "cliëntes", "clients"] {
        assert_eq!(of_samira(beside), Attributed::Right, "{beside}");
    }
}

#[test]
fn a_role_that_is_denied_or_spoken_of_is_not_named() {
    for beside in [
        "niet door een coördinator",
        "geen vrijwilliger",
        "not by a volunteer",
        "nicht von einem Coordinator",
        "niet van de vrijwilligers",
        "over de vrijwilligers zegt ze:",
        "zei ze tegen een vrijwilliger",
        "zie het gesprek met de coördinator",
        "over Buurtpunt vertelt ze:",
    ] {
        assert_eq!(of_samira(beside), Attributed::Unchecked, "{beside}");
    }
    assert_eq!(of_samira("niet door een coördinator, maar door een cliënt"), Attributed::Right);
    assert_eq!(of_samira("een cliënt over de vrijwilligers"), Attributed::Right);
    assert!(is_wrong(&of_samira("geen cliënt maar een vrijwilliger")));
    assert!(is_wrong(&of_samira("dat kan niet, zegt een coördinator")));
    assert!(is_wrong(&of_samira("dat kan niet zegt een coördinator")));
    assert!(is_wrong(&of_samira("een niet nader genoemde vrijwilliger")));
    assert!(is_wrong(&of_samira("niet alleen vrijwilligers")));
    let coordinator = said_by("Els", "C01", "coordinator");
    let beside = "niet door een coördinator maar door een cliënt";
    assert!(is_wrong(&people().check(Some(beside), false, &[&coordinator])));
}

#[test]
fn of_two_roles_the_one_that_does_not_speak_makes_nothing_right() {
    for beside in [
        "Een coördinator over haar cliënten:",
        "Een coördinator over haar oude cliënten:",
        "vrijwilliger over een cliënt",
        "De begeleider van een cliënt zei:",
        "De begeleider van een oude cliënt zei:",
        "een moeder van een cliënt",
        "een moeder van een cliënt van De Kade",
        "the mother of a client said",
        "the client's mother said",
        "De cliënt hoorde een coördinator zeggen:",
        "een cliënt en een vrijwilliger",
    ] {
        assert_eq!(of_samira(beside), Attributed::Unchecked, "{beside}");
    }
    for beside in [
        "in de woorden van een cliënt",
        "Een van de cliënten zei:",
        "Zo zei een van de cliënten:",
        "one of the clients said",
        "in a client's words",
        "according to a young client",
        "tegen een vrijwilliger zei een cliënt",
        "Over haar werk vertelt een cliënt:",
    ] {
        assert_eq!(of_samira(beside), Attributed::Right, "{beside}");
    }
    let of_an = |beside| people().check(Some(beside), false, &[&said_by("An", "P04", "client")]);
    assert!(is_wrong(&of_an("zegt Samira over An")));
    assert_eq!(of_samira("Een cliënt van Buurtpunt over De Kade:"), Attributed::Unchecked);
    // Both said it.
    let both = [said_by("Samira", "P03", "client"), said_by("Luc", "V02", "volunteer")];
    let found = people().check(Some("een cliënt en een vrijwilliger"), false, &[&both[0], &both[1]]);
    assert_eq!(found, Attributed::Right);
}

#[test]
fn a_role_whose_name_stands_in_that_of_another_is_not_named_by_it() {
    let roles = [("client", "cliënt"), ("former", "ex-cliënt")];
    let people = People::new(roles.map(|(id, name)| (id.into(), name.into())).into(), Vec::new(), []);
    assert!(is_wrong(&people.check(Some("ex-cliënt"), false, &[&said_by("Samira", "P03", "client")])));
    assert_eq!(
        people.check(Some("ex-cliënt"), false, &[&said_by("Luc", "P09", "former")]),
        Attributed::Right
    );
}

#[test]
fn a_label_names_somebody_and_says_nothing_else() {
    let people = people();
    for label in [
        "R1",
        "P07",
        "R14",
        "Samira",
        "Mevrouw Jansen",
        "Cliënt",
        "Een vrijwilligster",
        "Cliënt 3",
        "Respondent 12",
    ] {
        assert!(people.are_labelled(label), "{label}");
    }
    for label in
        ["Ja", "Ja maar", "Zij", "Samira zegt", "Mijn cliënt zei", "An zijn", "In 2019", "Over cliënten"]
    {
        assert!(!people.are_labelled(label), "{label}");
    }
}

#[test]
fn a_name_of_the_speaker_is_told_from_a_code() {
    let samira = said_by("Samira", "P03", "client");
    assert!(people().call_by_name("Samira, cliënt", &samira));
    for beside in ["P03", "cliënt", "An"] {
        assert!(!people().call_by_name(beside, &samira), "{beside}");
    }
    assert!(!people().call_by_name("R1", &said_by("R1", "P06", "client")));
}
