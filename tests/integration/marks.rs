//! Best quotes and notes.

use crate::buurt::buurt;

#[test]
fn a_best_quote_has_a_star_until_it_is_taken_off() {
    let study = buurt();
    study.run("star fg1:4 --words 'in de ogen' --coder An").ok().shows(&["fg1:4  ★  in de ogen"]);
    study.run("star fg1:4 --words 'in de ogen' --coder An").ok().shows(&["★ already"]);
    study.run("star fg1:7-8 --coder Bo").ok();
    let shown = study.run("show fg1").ok();
    shown.shows(&[
        "   4  Samira · cliënt  ★\n",
        "   7  Fons · vrijwilliger  ★\n",
        "   8  Samira · cliënt  ★\n",
    ]);
    study.run("star fg1:7 --off --coder An").exits(1).says(&["An marked nothing in fg1:7"]);
    study.run("star fg1:4 --off --coder An").ok().shows(&["fg1:4  no longer ★  in de ogen"]);
    study.run("star fg1:8 --off --coder Bo").ok();
    assert!(!study.run("show fg1").ok().stdout.contains('★'));
    study.run("undo --coder Bo").ok();
    assert_eq!(study.run("show fg1").ok().stdout.matches('★').count(), 2);
    study.run("star fg1:2 --words antwoord").exits(2).says(&["nobody is named as coder"]);
    study.run("star fg1:6-8 --words van --coder An").exits(2).says(&["2 places match"]);
    study.run("star fg1 --coder An").exits(2).says(&["names a whole source"]);
}

#[test]
fn notes_are_on_passages_codes_and_sources() {
    let study = buurt();
    study.run("memo fg1:4 'keert terug in i1' --coder An").ok().shows(&["fg1:4  noted  keert terug in i1"]);
    study.run("memo fg1:4 --words 'in de ogen' 'letterlijk' --coder Bo").ok();
    study.run("memo --code trust 'ook wantrouwen' --coder An").ok().shows(&["relationship/trust  noted"]);
    study.run("memo --source i1 'slechte opname' --coder An").ok().shows(&["i1  noted"]);
    study.run("memo fg1 'in De Kade' --coder An").ok();
    study.run("code fg1:3 trust --memo 'twijfel' --coder Bo").ok();
    insta::assert_snapshot!(study.run("memo").ok().stdout, @r"
    relationship/trust
      An: ook wantrouwen
    fg1
      An: in De Kade
    fg1:3  relationship/trust  Bij ons in de buurt wachten ze nog langer, zegt mijn zus.
      Bo: twijfel
    fg1:4  Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen.
      An: keert terug in i1
    fg1:4  in de ogen
      Bo: letterlijk
    i1
      An: slechte opname
    ");
    study.run("memo --code trust").ok().shows(&["An: ook wantrouwen"]);
    assert_eq!(study.run("memo fg1:4 --show").ok().stdout.lines().count(), 4);
    study.run("show fg1:4").ok().shows(&["(An: keert terug in i1)", "(Bo: letterlijk)"]);
    study.run("memo fg1:4 --off --coder An").ok().shows(&["taken off  keert terug in i1"]);
    study.run("memo fg1:4 --off --coder An").exits(1).says(&["An has no note on fg1:4"]);
    study.run("memo fg1 --off --coder An").ok().shows(&["taken off  in De Kade"]);
    assert_eq!(study.run("memo fg1").ok().stdout.lines().count(), 4, "those on passages stay");
    study.run("undo --coder An -n 2").ok();
    assert_eq!(study.run("memo fg1").ok().stdout.lines().count(), 8);
}

#[test]
fn a_note_without_a_place_or_a_text_is_refused() {
    let study = buurt();
    study.run("memo").exits(1).says(&["there is no note"]);
    study.run("memo fg1:4 ' ' --coder An").exits(2).says(&["the note is empty"]);
    study
        .run("memo --code trst iets --coder An")
        .exits(2)
        .says(&["unknown code `trst`", "relationship/trust"]);
    study.run("memo --code trust fg1:4 iets --coder An").exits(2).says(&["one too many"]);
    study.run("memo --source fg1:4 iets --coder An").exits(2).says(&["names turns, not a source"]);
    study.run("memo fg1:4 iets --off --coder An").exits(2).says(&["neither --show nor --off"]);
    study.run("memo --off --coder An").exits(2).says(&["nothing is named"]);
    study.run("memo fg1:4 iets").exits(2).says(&["nobody is named as coder"]);
    study.run("memo fg1:99").exits(2).says(&["its turns are numbered 1 to 8"]);
}
