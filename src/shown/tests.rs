use proptest::prelude::*;

use super::*;
use crate::text::{Language, Span};

fn whole(said: &str, shown: &str) -> Result<String, String> {
    how(said, shown, Ends::Whole)
}

fn how(said: &str, shown: &str, ends: Ends) -> Result<String, String> {
    match fit(said, &tokens(said), shown, &Dispensable::default(), ends) {
        Ok(fit) => Ok(told(&fit.edits, Language::ENGLISH)),
        Err(misfit) => Err(format!("{}|{}", misfit.shown.of(shown), misfit.said.of(said))),
    }
}

const SAID: &str = "Euh, ja, ik vertrouw (lacht) die mensen niet meer, sinds ze alles per mail doen.";

#[test]
fn what_the_grammar_allows() {
    assert_eq!(whole(SAID, SAID).unwrap(), "");
    assert_eq!(whole("dat is \"niet\" - echt... waar", "dat is “niet” – echt… waar").unwrap(), "typography");
    assert_eq!(
        whole(SAID, "Ja, ik vertrouw die mensen [...] doen.").unwrap(),
        "1 omission, leaves out “niet”, “Euh” left out, laughter or pause left out, capital"
    );
    assert_eq!(
        whole("ik vertrouw hen niet", "Ik vertrouw hen [het loket] niet").unwrap(),
        "[het loket] added, capital"
    );
    assert_eq!(whole("En dat is, euh, moeilijk.", "En dat is moeilijk.").unwrap(), "“euh” left out");
    assert_eq!(whole("dat is waar", "[D]at is waar").unwrap(), "capital");
    assert_eq!(whole("Over Mijn buren", "Over [m]ijn buren").unwrap(), "small letter");
    assert_eq!(whole("Mijn buren. Zij", "mijn buren [...]").unwrap(), "1 omission, small letter");
    assert_eq!(whole("Ja. Euh, ik kom.", "Ja. Ik kom.").unwrap(), "“Euh” left out, capital");
    assert_eq!(whole("ja... (2.5) nee", "ja nee").unwrap(), "laughter or pause left out (2×)");
}

#[test]
fn what_it_does_not() {
    assert_eq!(whole("ik vertrouw hen niet", "ik vertrouw hen wel"), Err("wel|niet".into()));
    assert_eq!(whole("ik vertrouw hen niet meer", "ik vertrouw hen meer"), Err("meer|niet".into()));
    assert_eq!(whole("ik vertrouw hen niet", "ik vertrouw hen"), Err("|niet".into()));
    assert_eq!(whole("ik kom uit Gent", "ik kom uit gent"), Err("gent|Gent".into()));
    assert_eq!(whole("ja, nee", "ja nee"), Err("nee|,".into()));
    assert_eq!(whole("samen werken", "samenwerken"), Err("samenwerken|samen".into()));
    // What is put in does not take the place of what was said, and an omission leaves something out.
    assert_eq!(whole("ik vertrouw niet", "ik vertrouw [hen]"), Err("|niet".into()));
    assert!(whole("ik vertrouw hen", "ik vertrouw [...] hen").is_err());
}

#[test]
fn a_misfit_is_told_where_it_is_also_where_its_words_come_again() {
    let said = "Ik heb eenenveertig lange minuten gewacht. Ja. Eenenveertig. En dan nog eens.";
    assert_eq!(whole(said, "[...] eenenveertig minuten [...]"), Err("minuten|lange".into()));
    assert_eq!(whole(said, "[...] eenenveertig lange minuten [...] nog zo"), Err("zo|eens".into()));
    assert_eq!(whole("ik vertrouw, euh, hen", "ik vertrouw wel"), Err("wel|hen".into()));
    assert_eq!(whole(said, "Ik heb [...] gewacht [ja] nee [...]"), Err("[ja] nee|.".into()));
}

#[test]
fn a_long_bracket_is_no_insertion() {
    let said = "ik vertrouw hen niet";
    let with = |length: usize| format!("ik vertrouw hen [{}] niet", "x".repeat(length));
    assert!(whole(said, &with(LONGEST_BRACKET)).is_ok() && overlong(&with(LONGEST_BRACKET)).is_none());
    let long = with(LONGEST_BRACKET + 1);
    assert!(whole(said, &long).is_err());
    assert_eq!(overlong(&long).unwrap().of(&long), &long[16..long.len() - 5]);
    assert_eq!(overlong("[ik [...] vertrouw] hen ["), None);
}

#[test]
fn each_line_of_edits_is_of_one_language() {
    let edits =
        |shown: &str| fit(SAID, &tokens(SAID), shown, &Dispensable::default(), Ends::Whole).unwrap().edits;
    let all = edits("Ja, ik vertrouw die mensen [zegt hij] [...] doen.");
    assert_eq!(
        told(&all, Language::DUTCH),
        "1 weglating, laat “niet” weg, [zegt hij] toegevoegd, “Euh” weggelaten, lach of pauze weggelaten, hoofdletter"
    );
}

#[test]
fn brackets_alone_quote_nobody() {
    for shown in ["[...]", "[...] [...]", "[so] [...]", "..."] {
        assert!(whole("ik vertrouw hen niet", shown).is_err(), "{shown}");
        assert!(how("ik vertrouw hen niet", shown, Ends::Free).is_err(), "{shown}");
    }
}

#[test]
fn a_negation_that_goes_or_comes_is_told() {
    assert_eq!(
        whole("ik vertrouw hen niet meer", "ik vertrouw hen [...]").unwrap(),
        "1 omission, leaves out “niet”"
    );
    assert_eq!(whole("I don't trust them", "I [...] trust them").unwrap(), "1 omission, leaves out “don't”");
    for (said, word) in [("bij mij hebben ze niks gevraagd", "niks"), ("dat heeft mij kaum gevraagd", "kaum")]
    {
        let shown = said.replace(word, "[...]");
        assert_eq!(whole(said, &shown).unwrap(), format!("1 omission, leaves out “{word}”"));
    }
    assert_eq!(whole("dat is waar, zegt ze", "dat is waar [...]").unwrap(), "1 omission");
    let found =
        fit("ik kom", &tokens("ik kom"), "ik kom [niet]", &Dispensable::default(), Ends::Whole).unwrap();
    assert_eq!(
        how("ik vertrouw hen niet meer. Nooit.", "vertrouw hen [...]", Ends::Free).unwrap(),
        "1 omission, leaves out “niet”"
    );
    assert_eq!(turned_around(&found.edits), ["puts in [niet]"]);
}

#[test]
fn a_stretch_is_found_wherever_it_stands() {
    let found =
        fit(SAID, &tokens(SAID), "die mensen [...] alles", &Dispensable::default(), Ends::Free).unwrap();
    assert_eq!(found.span.of(SAID), "die mensen niet meer, sinds ze alles");
    assert_eq!(how(SAID, "[...] die mensen niet meer [...]", Ends::Free).unwrap(), "2 omissions");
    assert!(how(SAID, "die mensen wel", Ends::Free).is_err());
}

#[test]
fn fillers_are_those_of_the_study() {
    let said = "dat is, weet je, niks";
    let own = Dispensable::new(["weet je"]);
    assert!(fit(said, &tokens(said), "dat is niks", &own, Ends::Whole).is_ok());
    assert!(fit(said, &tokens(said), "dat is niks", &Dispensable::default(), Ends::Whole).is_err());
}

fn with_list(said: &str, shown: &str) -> Result<String, String> {
    let find = |text: &str| {
        let of = |name: &str, replacement: &str| {
            let all = text.match_indices(name).map(|(at, name)| Named {
                span: Span::new(at, at + name.len()),
                replacement: replacement.to_owned(),
            });
            all.collect::<Vec<_>>()
        };
        [of("Roswitha", "Fatima"), of("Roswitha Claes", "Fatima"), of("Bert", "Karim")].concat()
    };
    let dispensable = Dispensable::default().with_names(find, ["Fatima", "Karim"]);
    match fit(said, &tokens(said), shown, &dispensable, Ends::Whole) {
        Ok(fit) => Ok(told(&fit.edits, Language::ENGLISH)),
        Err(misfit) => Err(format!("{}|{}", misfit.shown.of(shown), misfit.said.of(said))),
    }
}

#[test]
fn a_bracket_may_stand_in_place_of_a_listed_name_and_of_nothing_else() {
    let said = "Ik vertrouw Roswitha Claes niet, en Bert ook niet.";
    assert_eq!(
        with_list(said, "Ik vertrouw [Fatima] niet, en [naam] ook niet.").unwrap(),
        "name replaced by [Fatima], name replaced by [naam]"
    );
    assert_eq!(
        with_list(said, "Ik vertrouw [Fatima] Claes niet, en Bert ook niet.").unwrap(),
        "name replaced by [Fatima]"
    );
    // What stands for somebody else would say it of that person.
    assert!(with_list(said, "Ik vertrouw [Karim] niet, en Bert ook niet.").is_err());
    // Any other word still goes with a mark only, and a listed name cannot just go.
    assert!(with_list(said, "Ik [Fatima] Roswitha Claes niet, en Bert ook niet.").is_err());
    assert!(with_list(said, "Ik vertrouw [Fatima], en Bert ook niet.").is_err());
    assert!(with_list(said, "Ik vertrouw niet, en Bert ook niet.").is_err());
    assert_eq!(
        with_list(said, "Ik [geloof] Roswitha Claes niet, en Bert ook niet."),
        Err("[geloof] Roswitha|vertrouw".into())
    );
    // Without a list nothing changes, and what is put in beside a name is put in.
    assert!(whole(said, "Ik vertrouw [Fatima] niet, en Bert ook niet.").is_err());
    assert_eq!(
        with_list(said, "Ik vertrouw Roswitha Claes [mijn buur] niet, en Bert ook niet.").unwrap(),
        "[mijn buur] added"
    );
    let turned = Edit::Name("[niet Bert]".to_owned());
    assert_eq!(turned_around(&[turned]), ["puts in [niet Bert]"]);
}

proptest! {
    #[test]
    fn nothing_but_its_own_words_is_ever_shown(
        said in "[a-d ,.]{1,40}", shown in "[a-d ,.\\[\\]]{0,40}"
    ) {
        // Without brackets and fillers the letters must be the same, in order.
        if let Ok(fit) = fit(&said, &tokens(&said), &shown, &Dispensable::new([]), Ends::Free)
            && !shown.contains('[')
        {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(fit.span.of(&said)).to_lowercase(), letters(&shown).to_lowercase());
        }
    }

    #[test]
    fn any_two_texts_are_compared_without_harm(said in ".{0,60}", shown in ".{0,60}") {
        let tokens = tokens(&said);
        fit(&said, &tokens, &shown, &Dispensable::default(), Ends::Whole).ok();
        fit(&said, &tokens, &shown, &Dispensable::default(), Ends::Free).ok();
        prop_assert!(fit(&said, &tokens, &said, &Dispensable::default(), Ends::Whole).is_ok()
            || said.trim() != said);
    }

    #[test]
    fn a_word_left_out_in_silence_is_seen(words in proptest::collection::vec("[b-d]{1,5}", 3..12), at in 1usize..11) {
        let at = at.min(words.len() - 2);
        let said = words.join(" ");
        let mut fewer = words.clone();
        let gone = fewer.remove(at);
        prop_assume!(fewer.get(at) != Some(&gone) && fewer.get(at - 1) != Some(&gone));
        prop_assert!(fit(&said, &tokens(&said), &fewer.join(" "), &Dispensable::default(), Ends::Whole).is_err());
    }
}
