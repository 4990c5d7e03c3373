use super::*;
use crate::shown::Dispensable;

fn corpus() -> Corpus {
    let turn = |address: &str, role: &str, text: &str| Spoken {
        address: address.into(),
        text: text.into(),
        label: address.into(),
        participants: vec![format!("P{}", address.replace(':', ""))],
        role: Some(role.into()),
        organisation: Some("De Kade".into()),
        asks: role == "interviewer",
    };
    Corpus {
        turns: vec![
            turn("a:1", "interviewer", "Wat gebeurt er als iemand geen computer heeft thuis?"),
            turn("a:2", "client", "Dan sta je daar, euh, met je brief - en niemand die helpt."),
            turn("a:3", "volunteer", "Wij proberen altijd eerst te bellen, want dan hoor je een stem."),
            turn("a:4", "client", "En toen mocht ik het zonder die foto's, of zo leek het."),
            turn(
                "a:5",
                "client",
                "Eerst moest ik naar dat loket aan de overkant om een stempel op twee bladen, daarna weer terug \
                 want de handtekening ontbrak, en toen was het vrijdag en dicht.",
            ),
            turn("b:1", "client", "Ja, dat is zo."),
            turn("b:2", "volunteer", "Ja, dat is zo."),
        ],
    }
}

fn checked(text: &str, attribution: Option<&str>) -> (Tier, Vec<String>, Attributed) {
    let found = found(text, attribution);
    let corpus = corpus();
    let places = found.places.iter().map(|at| corpus.turns[*at].address.clone()).collect();
    (found.tier, places, found.attributed)
}

fn found(text: &str, attribution: Option<&str>) -> Finding {
    let corpus = corpus();
    let roles = [("client", "cliënt"), ("volunteer", "vrijwilliger"), ("interviewer", "interviewer")];
    let people = People::new(
        roles.map(|(id, name)| (id.to_owned(), name.to_owned())).into(),
        vec!["De Kade".into(), "Buurtpunt".into()],
        [],
    );
    let translations = [Translated {
        text: "Then you stand there with your letter.".into(),
        address: "a:2".into(),
        said: "Dan sta je daar".into(),
        is_outdated: false,
    }];
    let dispensable = Dispensable::default();
    let against =
        Against { corpus: &corpus, dispensable: &dispensable, translations: &translations, people: &people };
    let attribution = attribution.map(str::to_owned);
    let claim = Claim { text: text.into(), attribution, ..Claim::default() };
    verify(&[claim], against, &|| {}).remove(0)
}

fn tier(text: &str) -> Tier {
    checked(text, None).0
}

#[test]
fn each_tier_has_its_own() {
    assert_eq!(tier("Wij proberen altijd eerst te bellen"), Tier::Exact);
    assert_eq!(tier("met je brief – en niemand die helpt."), Tier::Typography);
    assert_eq!(tier("Wij proberen altijd eerst te bellen."), Tier::Typography);
    assert_eq!(tier("Dan sta je daar met je brief [...] niemand"), Tier::Edited);
    assert_eq!(tier("Then you stand there with your letter."), Tier::Translation);
    assert_eq!(tier("Wij proberen nooit eerst te bellen, want dan hoor je een stem."), Tier::Altered);
    assert_eq!(tier("niemand die helpt. Wij proberen altijd eerst te bellen"), Tier::Spliced);
    let far = "Eerst moest ik naar dat loket aan de overkant";
    assert_eq!(tier(&format!("{far} en toen was het vrijdag en dicht")), Tier::Spliced);
    assert_eq!(tier(&format!("Toen was het vrijdag en dicht, {far}")), Tier::Spliced);
    assert_eq!(tier(&format!("{far} voor een stempel op twee bladen")), Tier::Altered);
    // Whatever one turn explains, `[...]` joins no two of them.
    let long = "Eerst moest ik naar dat loket aan de overkant om een stempel op twee bladen, daarna weer terug want de \
                handtekening ontbrak, en toen was het vrijdag";
    assert_eq!(tier(&format!("{long} [...] dan hoor je een stem.")), Tier::Spliced);
    assert_eq!(tier(&format!("Wij proberen altijd [...] {}", long.to_lowercase())), Tier::Spliced);
    assert_eq!(tier(&format!("{long} [...] en ook dicht.")), Tier::Altered);
    assert_eq!(
        tier("Eerst moest ik naar dat loket [...] daarna weer terug want de handtekening"),
        Tier::Edited
    );
    assert_eq!(
        tier("Eerst moest jij naar dat loket [...] daarna weer terug want de handtekening"),
        Tier::Altered
    );
    let (_, pieces) = diff("Eerst moest jij naar dat loket [...] daarna weer terug");
    let words = |piece: &Piece| matches!(piece, Piece::Same(words) if words == "naar dat loket [...] daarna weer terug");
    assert!(pieces.len() == 4 && words(&pieces[3]), "{pieces:?}");
    assert_eq!(tier("Het weer was die dag bijzonder mooi voor de tijd van het jaar"), Tier::NotFound);
    // A capital in brackets, of a word that no other quotation has.
    assert_eq!(tier("[P]roberen altijd eerst te bellen"), Tier::Edited);
    // A piece of a word was not said.
    assert_ne!(tier("proberen altijd eerst te bel"), Tier::Exact);
    assert_eq!(tier("toen mocht ik het zonder die foto"), Tier::Altered);
    assert_eq!(tier("toen mocht ik het zonder die foto."), Tier::Altered);
    assert_eq!(tier("Then you stand there with your let"), Tier::Altered);
}

#[test]
fn the_words_beside_it_must_fit_one_who_said_it() {
    let (_, places, said) = checked("Ja, dat is zo.", Some("[vrijwilliger, De Kade]"));
    assert_eq!((places, said), (vec!["b:1".to_owned(), "b:2".to_owned()], Attributed::Right));
    let (_, _, said) = checked("iemand geen computer heeft thuis", Some("(cliënt)"));
    let wrong = Attributed::Wrong { named: "cliënt".into(), said_by: "interviewer, De Kade".into() };
    assert_eq!(said, wrong);
    let (_, _, said) = checked("Wij proberen altijd eerst te bellen", Some("[vrijwilliger, Buurtpunt]"));
    assert!(matches!(said, Attributed::Wrong { .. }));
    // Altered, and equally near to what two people said.
    assert_eq!(checked("Ja, dat was zo.", Some("vrijwilliger")).2, Attributed::Right);
    assert_eq!(checked("Ja, dat was zo.", Some("cliënt")).2, Attributed::Right);
    assert_eq!(checked("Ja, dat is zo.", Some("zei iemand")).2, Attributed::Unchecked);
    assert_eq!(checked("Ja, dat is zo.", Some("twee vrijwilligers")).2, Attributed::Right);
}

#[test]
fn a_rare_word_that_is_wrong_does_not_lead_a_short_quotation_astray() {
    let turn = |text: &str| Spoken { text: text.into(), ..Spoken::default() };
    let common = ["Oh zo.", "Zo dat."].map(|text| std::iter::repeat_n(turn(text), 250));
    let turns = common.into_iter().flatten().chain(std::iter::repeat_n(turn("Een papegaai."), 30));
    let corpus = Corpus { turns: turns.chain([turn("Oh dus dat.")]).collect() };
    let (dispensable, people) = (Dispensable::default(), People::default());
    let against = Against { corpus: &corpus, dispensable: &dispensable, translations: &[], people: &people };
    let claim = Claim { text: "Oh papegaai dat.".into(), ..Claim::default() };
    let found = verify(&[claim], against, &|| {}).remove(0);
    assert_eq!((found.tier, found.places), (Tier::Altered, vec![530]));
}

fn diff(text: &str) -> (Tier, Vec<Piece>) {
    let corpus = corpus();
    let (dispensable, people) = (Dispensable::default(), People::default());
    let against = Against { corpus: &corpus, dispensable: &dispensable, translations: &[], people: &people };
    let found = verify(&[Claim { text: text.into(), ..Claim::default() }], against, &|| {}).remove(0);
    (found.tier, found.diff)
}

#[test]
fn a_question_made_a_statement_is_altered_and_shown() {
    let same = Piece::Same("Wat gebeurt er als iemand geen computer heeft thuis".into());
    let pieces = |said: &str, quoted: &str| vec![Piece::Said(said.into()), Piece::Quoted(quoted.into())];
    let (tier, found) = diff("Wat gebeurt er als iemand geen computer heeft thuis.");
    assert_eq!((tier, found), (Tier::Altered, [vec![same], pieces("?", ".")].concat()));
    let (tier, found) = diff("Dan sta je daar, euh, met je brief - en niemand die helpt?");
    assert_eq!((tier, &found[1..]), (Tier::Altered, &pieces(".", "?")[..]));
    assert_eq!(self::tier("Wat gebeurt [...] thuis."), Tier::Altered);
    // Where it breaks off, the mark is the author's.
    assert_eq!(self::tier("Wat gebeurt er als iemand [...]."), Tier::Edited);
    assert_eq!(self::tier("Wat gebeurt er als iemand."), Tier::Typography);
}

#[test]
fn a_piece_of_common_words_is_found_where_it_stands() {
    let turn = |text: &str| Spoken { text: text.into(), ..Spoken::default() };
    let common = ["Ja en dan heb ik dus ja.", "Dus dan heb ik ja en."].map(turn);
    let others =
        (0..60).flat_map(|_| ["Ik heb dan dus ja en nog en nog.", "En dan ja dus ik heb."].map(turn));
    let rare =
        ["Bij het loket stond een papegaai te wachten.", "Elke morgen zestig keer goeiemorgen zeggen."]
            .map(turn);
    let corpus = Corpus { turns: others.chain(common).chain(rare).collect() };
    let (dispensable, people) = (Dispensable::default(), People::default());
    let against = Against { corpus: &corpus, dispensable: &dispensable, translations: &[], people: &people };
    let tier = |text: &str| {
        verify(&[Claim { text: text.into(), ..Claim::default() }], against, &|| {}).remove(0).tier
    };
    assert_eq!(
        tier("stond een papegaai te wachten, ja en dan heb ik dus elke morgen zestig keer goeiemorgen"),
        Tier::Spliced
    );
    assert_eq!(
        tier("stond een papegaai te wachten, en dus dan ik heb ja elke morgen zestig keer goeiemorgen"),
        Tier::NotFound
    );
}

#[test]
fn an_accent_or_a_capital_that_differs_is_shown() {
    let (tier, found) = diff("Wij proberen áltijd eerst te Bellen, want dan hoor je een stem.");
    assert_eq!(tier, Tier::Altered);
    let changed: Vec<&Piece> = found.iter().filter(|piece| !matches!(piece, Piece::Same(_))).collect();
    let (said, quoted) = (|w: &str| Piece::Said(w.into()), |w: &str| Piece::Quoted(w.into()));
    let all = [said("altijd"), quoted("áltijd"), said("bellen"), quoted("Bellen")];
    assert_eq!(changed, all.iter().collect::<Vec<_>>());
    let (_, found) = diff("wij proberen nooit eerst te bellen");
    assert_eq!(found[0], Piece::Same("wij proberen".into()));
}

#[test]
fn a_translation_on_file_with_another_word_in_it_is_altered() {
    let (tier, places, attributed) = checked("Then you stand here with your letter.", Some("vrijwilliger"));
    assert_eq!((tier, places), (Tier::Altered, vec!["a:2".to_owned()]));
    assert!(matches!(attributed, Attributed::Wrong { .. }));
    assert_eq!(checked("Then you stand there with your letter.", None).0, Tier::Translation);
    assert_eq!(checked("Then they went away without a word.", None).0, Tier::NotFound);
    let found = found("Then you stand here with your letter.", None);
    let here = Piece::Quoted("here".into());
    assert!(found.diff.contains(&Piece::Said("there".into())) && found.diff.contains(&here), "{found:?}");
}
