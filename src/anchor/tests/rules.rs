use super::{place, told, transcript};
use crate::anchor::Carrier;
use crate::text::Span;

const OLD: &str = "\
# Gesprek in het buurthuis
Greet: Hoe was het om alles ineens online te moeten regelen?
Wim: Ik stond daar met mijn papieren, en niemand die mij kon helpen.
Greet: Ja.
Wim: Toen heeft Fatma van de balie mij getoond hoe dat werkt, stap voor stap.
Greet: Ja.
Wim: Sindsdien vertruow ik het wel, maar alleen als zij erbij is (lacht).
Greet: En de andere bezoekers, hoe doen die dat?
Wim: De meesten laten het gewoon liggen tot het te laat is.";

fn fate(old: &str, new: &str, span: Span) -> String {
    let (old, new) = (transcript(old), transcript(new));
    told(&Carrier::new(&old, &new).fate(span), &new.text)
}

/// What becomes of `words` when `from` is replaced by `to` throughout.
fn after(from: &str, to: &str, words: &str) -> String {
    assert!(OLD.contains(from), "{from}");
    fate(OLD, &OLD.replace(from, to), place(OLD, words))
}

#[test]
fn what_did_not_change_is_the_same() {
    assert_eq!(after("laten", "laten", "stap voor stap"), "same: stap voor stap");
}

#[test]
fn labels_times_and_line_ends_are_no_words() {
    assert_eq!(
        after("gewoon liggen", "gewoon\u{2028}liggen", "gewoon liggen tot"),
        "same: gewoon\u{2028}liggen tot"
    );
    assert_eq!(after("Greet: Ja.", "Greet: Ja!", "maar alleen als"), "same: maar alleen als");
}

#[test]
fn a_mended_word_shows_old_and_new() {
    assert_eq!(after("vertruow", "vertrouw", "Sindsdien vertruow ik"), "changed: Sindsdien vertrouw ik");
    assert_eq!(after("vertruow", "vertrouw", "vertruow ik het"), "changed: vertrouw ik het");
    assert_eq!(after("vertruow", "vertrouw", "vertruow"), "changed: vertrouw");
}

#[test]
fn a_pseudonym_stands_for_the_name_at_the_edge() {
    assert_eq!(after("Fatma", "P4", "Fatma van de balie"), "changed: P4 van de balie");
    assert_eq!(after("Fatma", "mevrouw K", "Toen heeft Fatma"), "changed: Toen heeft mevrouw K");
}

#[test]
fn signs_at_the_edges_go_along() {
    assert_eq!(after("Fatma", "P4", "als zij erbij is (lacht)."), "same: als zij erbij is (lacht).");
    assert_eq!(after("papieren,", "papieren;", "met mijn papieren,"), "same: met mijn papieren;");
    assert_eq!(after("het wel,", "het wel.", "ik het wel"), "same: ik het wel");
}

#[test]
fn a_passage_may_begin_inside_a_word() {
    assert_eq!(after("Fatma", "P4", "dien vertruow"), "same: dien vertruow");
    assert_eq!(after("vertruow", "vertrouw", "Sindsdien ver"), "changed: Sindsdien ver");
}

#[test]
fn deleted_words_wait() {
    let turn = "Wim: De meesten laten het gewoon liggen tot het te laat is.";
    assert_eq!(after(turn, "", "gewoon liggen tot het"), "deleted");
    assert_eq!(after("en niemand die mij kon helpen", "", "niemand die mij kon"), "deleted");
}

#[test]
fn moved_words_wait_with_their_new_place() {
    let turn = "\nWim: De meesten laten het gewoon liggen tot het te laat is.";
    let new = OLD.replace(turn, "").replace("\nGreet: Hoe was", &format!("{turn}\nGreet: Hoe was"));
    let was = place(OLD, "gewoon liggen tot het");
    assert_eq!(fate(OLD, &new, was), "ambiguous: gewoon liggen tot het");
}

#[test]
fn one_of_two_equal_turns_side_by_side_is_nobodys_guess() {
    let old = OLD.replace("Greet: Ja.\nWim: Toen", "Greet: Ja.\nGreet: Ja.\nWim: Toen");
    let ja = old.find("Ja.").unwrap();
    assert_eq!(fate(&old, OLD, Span::new(ja, ja + 2)), "ambiguous: Ja");
    assert_eq!(fate(&old, &old.replace("Fatma", "P4"), Span::new(ja, ja + 2)), "same: Ja");
}

#[test]
fn a_turn_between_changes_on_both_sides_is_not_taken_for_another() {
    let old = OLD.replace(
        "Wim: Toen heeft Fatma van de balie mij getoond hoe dat werkt, stap voor stap.\nGreet: Ja.\n",
        "",
    );
    let ja = old.find("Ja.").unwrap();
    let new = old
        .replace("Greet: Ja.\n", "Wim: Zo was dat toen, echt waar.\nGreet: Ja.\n")
        .replace("Wim: Sindsdien vertruow ik het wel, maar alleen als zij erbij is (lacht).\n", "");
    assert!(fate(&old, &new, Span::new(ja, ja + 2)).starts_with("ambiguous"));
}

#[test]
fn words_given_to_another_speaker_wait() {
    let new = OLD.replace("Wim: Toen", "Greet: Toen");
    assert_eq!(fate(OLD, &new, place(OLD, "stap voor stap")), "other speaker: stap voor stap");
    assert_eq!(fate(OLD, &new, place(OLD, "niemand die mij")), "same: niemand die mij");
}

#[test]
fn two_labels_swapped_is_other_speakers_everywhere() {
    let new = OLD.replace("Wim: ", "X: ").replace("Greet: ", "Wim: ").replace("X: ", "Greet: ");
    let (old, new) = (transcript(OLD), transcript(&new));
    let carrier = Carrier::new(&old, &new);
    for turn in &old.turns {
        assert!(told(&carrier.fate(turn.span), &new.text).starts_with("other speaker"));
    }
    assert!(carrier.renamed().is_empty());
}

#[test]
fn another_label_for_one_person_is_told_and_carried() {
    let new = OLD.replace("Wim: ", "R1: ").replace("vertruow", "vertrouw");
    let (old, new) = (transcript(OLD), transcript(&new));
    let carrier = Carrier::new(&old, &new);
    assert_eq!(carrier.renamed(), [("Wim".to_owned(), "R1".to_owned())]);
    let fate = carrier.fate(place(OLD, "stap voor stap"));
    assert_eq!(told(&fate, &new.text), "same: stap voor stap");
}

#[test]
fn one_label_for_two_people_is_no_renaming() {
    let new = OLD.replace("Wim: ", "Allen: ").replace("Greet: ", "Allen: ");
    assert!(fate(OLD, &new, place(OLD, "stap voor stap")).starts_with("other speaker"));
}

#[test]
fn a_passage_over_several_turns_goes_as_one() {
    let span = Span::new(place(OLD, "stap voor").start, place(OLD, "ik het wel").end);
    assert!(fate(OLD, &OLD.replace("Fatma", "P4"), span).starts_with("same: stap voor stap."));
    let new = OLD.replace("Wim: Sindsdien", "Greet: Sindsdien");
    assert!(fate(OLD, &new, span).starts_with("other speaker"));
}

#[test]
fn a_turn_cut_in_two_by_someone_else_waits() {
    let new = OLD.replace("van de balie mij", "van de balie.\nGreet: Aha.\nWim: Mij");
    assert!(fate(OLD, &new, place(OLD, "Fatma van de balie mij getoond")).starts_with("other speaker"));
    let new = OLD.replace("van de balie mij", "van de balie\nWim: mij");
    assert!(fate(OLD, &new, place(OLD, "Fatma van de balie mij getoond")).starts_with("changed"));
}

#[test]
fn signs_alone_are_carried_between_the_same_words() {
    let old = OLD.replace("(lacht)", "(...)");
    assert_eq!(fate(&old, &old.replace("Fatma", "P4"), place(&old, "(...)")), "same: (...)");
    assert_eq!(fate(&old, &old.replace(" (...)", ""), place(&old, "(...)")), "ambiguous: ");
}

#[test]
fn a_heading_is_carried_as_a_line() {
    assert_eq!(after("Fatma", "P4", "in het buurthuis"), "same: in het buurthuis");
    assert_eq!(after("# Gesprek", "# Interview", "in het buurthuis"), "ambiguous: ");
}

#[test]
fn nobody_stays_nobody() {
    let strip = |text: &str| text.replace("Wim: ", "").replace("Greet: ", "");
    let (old, new) = (strip(OLD), strip(&OLD.replace("Fatma", "P4")));
    assert_eq!(fate(&old, &new, place(&old, "stap voor stap")), "same: stap voor stap");
    assert!(fate(OLD, &new, place(OLD, "stap voor stap")).starts_with("other speaker"));
}

#[test]
fn a_rewritten_conversation_lets_everything_wait() {
    let new = "Greet: Vertel eens over de tuin.\nWim: De tuin ligt achter het huis, met veel groen.";
    let (old, new) = (transcript(OLD), transcript(new));
    let carrier = Carrier::new(&old, &new);
    for turn in &old.turns {
        let told = told(&carrier.fate(turn.span), &new.text);
        assert!(told == "deleted" || told.starts_with("ambiguous"), "{told}");
    }
}

#[test]
fn a_row_of_equal_turns_takes_no_time_and_waits() {
    let row = |turns: usize| transcript(&"A: Ja.\n".repeat(turns));
    let (old, new) = (row(20_000), row(19_999));
    let carrier = Carrier::new(&old, &new);
    for turn in old.turns.iter().step_by(20) {
        assert!(told(&carrier.fate(turn.span), &new.text).starts_with("ambiguous"));
    }
}
