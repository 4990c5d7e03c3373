//! Finding: filters, the query language, limits and counts, JSON that others rely on, and an explanation
//! when nothing is found.

use serde_json::{Value, json};

use crate::buurt::buurt;
use crate::study::{Study, field};

/// What `find --json` answers, each as `address: words`.
#[track_caller]
fn found(study: &Study, line: &str) -> Vec<String> {
    let output = study.run(&format!("find {line} --json --sort source"));
    assert!(output.code == 0 || output.code == 1, "{line}: {}", output.stderr);
    let said = |line: &Value| {
        let words = if line.get("quote").is_some() { field(line, "quote") } else { field(line, "text") };
        format!("{}: {words}", field(line, "address"))
    };
    output.json().iter().map(said).collect()
}

/// The addresses of what `find --json` answers.
#[track_caller]
fn places(study: &Study, line: &str) -> String {
    let cut = |found: String| found.split(": ").next().unwrap_or_default().to_owned();
    found(study, line).into_iter().map(cut).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_filter_filters() {
    let study = buurt();
    for (line, expected) in [
        ("--code trust", "enquete:1 fg1:2 fg1:4 fg1:7"),
        ("--code relationship/trust", "enquete:1 fg1:2 fg1:4 fg1:7"),
        ("--code Vertrouwen --role client", "enquete:1 fg1:2 fg1:4"),
        ("--code trust --role CLIËNT", "enquete:1 fg1:2 fg1:4"),
        ("--code trust --role vrijwilliger", "fg1:7"),
        ("--code relationship", "enquete:1 fg1:2 fg1:4 fg1:7 fg1:7 i1:3"),
        ("--any-code trust --any-code access/online", "enquete:1 fg1:2 fg1:4 fg1:6 fg1:7 i1:3"),
        ("--coded --not-code access", "enquete:1 fg1:2 fg1:4 fg1:7 fg1:7 fg1:8"),
        ("--not-code access --not-code trust", "fg1:8"),
        ("--coded --speaker marleen", "fg1:2 fg1:2 fg1:6"),
        ("--coded --participant P2", "fg1:3 fg1:7 fg1:7 i1:2 i1:3 i1:3"),
        ("--source fg1 --code access", "fg1:2 fg1:3 fg1:6"),
        ("--source 'groepen/*' --code access", "fg1:2 fg1:3 fg1:6"),
        ("--source '*1' --code waiting", "fg1:2 fg1:3 fg1:6 i1:2"),
        ("--source I1.VTT --code waiting", "i1:2"),
        ("--attr 'organisation=Huis Noord' --code waiting", "enquete:2 fg1:3 i1:2"),
        ("--lang nl --code clientele", "fg1:8"),
        ("--coder rules --code clientele", "fg1:8"),
        ("--coder rules --role coordinator", "i1:2 i1:3 i1:3"),
        ("--coder ann", ""),
        ("--role coordinator", "i1:2 i1:3"),
        ("--source i1 --with-interviewers", "i1:1 i1:2 i1:3"),
        ("--role interviewer", "i1:1"),
        ("--role moderator", "fg1:1 fg1:5"),
    ] {
        assert_eq!(places(&study, line), expected, "find {line}");
    }
}

#[test]
fn a_code_includes_what_lies_below_it_and_never_what_only_begins_alike() {
    let study = buurt();
    let client = found(&study, "--code client");
    assert_eq!(
        client,
        [
            "fg1:3: Bij ons in de buurt wachten ze nog langer, zegt mijn zus.",
            "fg1:8: De cliënten van hier zijn geen clientèle van een winkel.",
            "i1:3: Een cliënt die online iets aanvraagt, ziet nooit een gezicht.",
        ]
    );
    // The clientele stands alone here; it must not count as client.
    study.edit("corpus/groepen/fg1.txt", "De cliënten van hier zijn geen", "Wij zijn geen");
    assert_eq!(places(&study, "--code client"), "fg1:3 i1:3");
    assert_eq!(places(&study, "--code clientele"), "fg1:8");
    assert_eq!(places(&study, "--code client/voice"), "fg1:3");
    assert_eq!(places(&study, "--code clientele --code client"), "");
    assert_eq!(
        places(&study, "--coded --source fg1 --not-code client --not-code access --not-code relationship"),
        "fg1:8"
    );
}

#[test]
fn repeated_filters_mean_or_for_people_and_places_and_and_for_codes_and_attributes() {
    let study = buurt();
    let with_column = "source,speaker,participant,role,organisation,age\n\
        fg1,Marleen,P1,client,De Kade,60\nfg1,Samira,P3,client,De Kade,30\nfg1,Fons,P2,volunteer,Huis Noord,60\ni1,Nele,,interviewer,,\n";
    study.write("participants.csv", with_column);
    for (line, expected) in [
        ("--coded --role client --role volunteer --source fg1 --code waiting", "fg1:2 fg1:3 fg1:6"),
        ("--speaker Marleen --speaker Samira", "fg1:2 fg1:4 fg1:6 fg1:8"),
        ("--source enquete --source i1", "enquete:1 enquete:2 i1:2 i1:3"),
        ("--participant P1 --participant P3 --code trust", "fg1:2 fg1:4"),
        ("--coder rules --coder ann --code clientele", "fg1:8"),
        ("--attr 'organisation=De Kade' --attr age=30", "fg1:4 fg1:8"),
        ("--attr age=60 --attr 'organisation=Huis Noord'", "fg1:3 fg1:7"),
    ] {
        assert_eq!(places(&study, line), expected, "find {line}");
    }
}

#[test]
fn several_codes_must_each_be_on_the_quote_or_overlap_it_in_the_turn() {
    let study = buurt();
    // In fg1:7 the words "geen gezicht" lie inside the sentence on trust; in fg1:2 waiting and trust
    // stand in two sentences side by side.
    assert_eq!(
        found(&study, "--code trust --code relationship/online"),
        ["fg1:7: Op het scherm zie ik geen gezicht, dus vertrouw ik het niet.", "fg1:7: geen gezicht"]
    );
    assert_eq!(places(&study, "--code trust --code waiting"), "");
    assert_eq!(places(&study, "--code client --code access/online"), "i1:3");
    assert_eq!(places(&study, "--code access --any-code client/voice --any-code clientele"), "fg1:3");
    assert_eq!(
        found(&study, "--code trust --not-code relationship/online --source fg1"),
        [
            "fg1:2: Dat vertrouw ik niet meer.",
            "fg1:4: Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen."
        ]
    );
}

#[test]
fn the_query_language() {
    let study = buurt();
    study.write(
        "corpus/i2.txt",
        "An: We were waiting for the keys.\nAn: Eén idee, hé.\nAn: Het is wat het is.\n",
    );
    for (line, expected) in [
        ("wacht", "enquete:2 fg1:2 fg1:3 fg1:6 i1:2"),
        ("WACHTEN", "enquete:2 fg1:2 fg1:3 fg1:6 i1:2"),
        ("wait", "i2:1"),
        ("key", "i2:1"),
        ("een idee", "i2:2"),
        ("clientele", "fg1:8"),
        ("het is wat", "i2:3"),
        ("'\"aan de balie\"'", "fg1:4 fg1:6"),
        ("'\"de aan balie\"'", ""),
        ("'\"wachten ze\"'", "fg1:3 i1:2"),
        ("'\"wacht ze\"'", ""),
        ("antw*", "fg1:2"),
        ("vertrouv~1", "enquete:1 fg1:2 fg1:4 fg1:7"),
        ("vertrxxw~1", ""),
        ("balie AND wacht", "fg1:6"),
        ("balie wacht", "fg1:6"),
        ("winkel OR mevrouw", "fg1:4 fg1:8"),
        ("balie NOT wacht", "fg1:4"),
        ("'(winkel OR balie) NOT mevrouw'", "fg1:6 fg1:8"),
        ("'winkel OR balie NOT mevrouw'", "fg1:6 fg1:8"),
        ("'NOT wacht' --source fg1", "fg1:4 fg1:7 fg1:8"),
    ] {
        assert_eq!(places(&study, line), expected, "find {line}");
    }
    for (line, why) in [
        ("'\"open'", "never closed"),
        ("'(open'", "never closed"),
        ("'wacht OR'", "a word is missing"),
        ("'*'", "beginning of a word"),
    ] {
        study.run(&format!("find {line}")).exits(2).says(&[why, "^", "verbatim help find"]);
    }
}

#[test]
fn the_query_must_match_inside_the_quote() {
    let study = buurt();
    assert_eq!(found(&study, "weken --code waiting"), ["fg1:2: Ik wacht al drie weken op een antwoord."]);
    assert_eq!(found(&study, "weken --code trust"), [""; 0]);
    assert_eq!(places(&study, "weken vertrouw"), "fg1:2", "in a whole turn they stand together");
}

#[test]
fn interviewers_are_left_out_and_counted() {
    let study = buurt();
    study.run("find vertrouw").ok().says(&["4 turns; 1 of interviewers left out (--with-interviewers)"]);
    let all = study.run("find vertrouw --with-interviewers").ok();
    assert!(!all.stderr.contains("left out"));
    all.says(&["5 turns"]).shows(&["fg1:5  Moderator · moderator"]);
    study.run("find vertrouw --count").ok().shows(&["4\n"]);
    study.run("find --role moderator vertrouw").ok().says(&["1 turn"]);
}

#[test]
fn limits_and_orders() {
    let study = buurt();
    study.run("find wacht -n 2").ok().says(&["2 of 5 turns (--all shows the rest)"]);
    assert_eq!(found(&study, "wacht --limit 2").len(), 2);
    assert_eq!(study.run("find wacht --json --all").ok().stdout.lines().count(), 5);
    study.run("find wacht --all --limit 3").exits(2);
    let order = |line: &str| -> Vec<String> {
        study.run(line).ok().json().iter().map(|l| field(l, "address").to_owned()).collect()
    };
    let ranked = order("find 'wacht balie OR wacht' --json");
    assert_eq!(ranked.first().map(String::as_str), Some("fg1:6"), "both words first: {ranked:?}");
    assert_eq!(ranked, order("find 'wacht balie OR wacht' --json --sort rank"));
    assert_eq!(
        order("find 'wacht balie OR wacht' --json --sort source"),
        ["enquete:2", "fg1:2", "fg1:3", "fg1:6", "i1:2"]
    );
    assert_eq!(order("find --code waiting --json"), ["enquete:2", "fg1:2", "fg1:3", "fg1:6", "i1:2"]);
    // Twenty are for a terminal; a pipe gets all.
    let many: String = (1..=30).map(|n| format!("An: Dit is zin {n} met een appel.\n")).collect();
    study.write("corpus/veel.txt", many);
    assert_eq!(study.run("find appel --plain").ok().stdout.lines().count(), 30);
}

#[test]
fn what_people_see() {
    let study = buurt();
    insta::assert_snapshot!(study.run("find --code waiting --source 'i1' --source fg1 --context 1").all(), @r"
    exit 0
    --- stdout
    fg1:2  Marleen · cliënt · De Kade
      Moderator: Hoe lang wacht je op een antwoord?
      “Ik wacht al drie weken op een antwoord.”
      Fons: Bij ons in de buurt wachten ze nog langer, zegt mijn zus.
      access/waiting

    fg1:3  Fons · vrijwilliger · Huis Noord
      Marleen: Ik wacht al drie weken op een antwoord. Dat vertrouw ik niet meer.
      “Bij ons in de buurt wachten ze nog langer, zegt mijn zus.”
      Samira: Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen.
      access/waiting  client/voice

    fg1:6  Marleen · cliënt · De Kade
      Moderator: En online, vertrouwen jullie dat?
      “Online wacht ik nog langer dan aan de balie.”
      Fons: Op het scherm zie ik geen gezicht, dus vertrouw ik het niet.
      access/waiting  access/online

    i1:2  00:05  Fons · coördinator · Huis Noord
      Nele: Hoe vinden mensen jullie?
      “Ze bellen, en dan wachten ze tot iemand opneemt.”
      Fons: Een cliënt die online iets aanvraagt, ziet nooit een gezicht.
      access/waiting

    --- stderr
    4 quotes
    ");
    insta::assert_snapshot!(study.run("find --coded --plain --source i1").stdout.replace('\t', " | "), @r"
    i1:2 | 00:05 | coordinator | Fons | access/waiting | Ze bellen, en dan wachten ze tot iemand opneemt.
    i1:3 | 12:03 | coordinator | Fons | access/online; client | Een cliënt die online iets aanvraagt, ziet nooit een gezicht.
    i1:3 | 12:03 | coordinator | Fons | relationship/online | nooit een gezicht
    ");
}

#[test]
fn matches_and_codes_have_their_colours() {
    let study = buurt();
    let args = crate::study::words("find 'wacht*' --code waiting --source i1");
    let shown = study.run_in("", &args, &[("NO_COLOR", ""), ("CLICOLOR_FORCE", "1")]).ok().stdout;
    assert!(shown.contains("\u{1b}[1m\u{1b}[33mwachten\u{1b}[0m"), "{shown:?}");
    assert!(shown.contains("\u{1b}[38;2;200;93;33maccess/waiting"), "{shown:?}");
    assert!(!study.run("find 'wacht*' --code waiting").stdout.contains('\u{1b}'), "NO_COLOR");
}

#[test]
fn counts_by_anything() {
    let study = buurt();
    assert_eq!(study.run("find --code trust --count").ok().stdout, "4\n");
    insta::assert_snapshot!(study.run("find --coded --count --by role").ok().stdout, @r"
    role         quotes  codings  turns  participants
    client            6        8      5             3
    volunteer         4        5      3             2
    coordinator       3        4      2             1
    ");
    let by = |what: &str, more: &str| -> Vec<(Value, Value)> {
        let lines = study.run(&format!("find {more} --count --by {what} --json")).ok().json();
        lines.iter().map(|l| (l["value"].clone(), l["quotes"].clone())).collect()
    };
    assert_eq!(
        by("source", "--coded"),
        [(json!("fg1"), json!(8)), (json!("i1"), json!(3)), (json!("enquete"), json!(2))]
    );
    assert_eq!(by("speaker", "--code trust").len(), 4);
    assert_eq!(
        by("participant", "--code access"),
        [(json!("P2"), json!(3)), (json!("P1"), json!(2)), (json!("enquete:2"), json!(1))]
    );
    assert_eq!(
        by("organisation", "--code trust"),
        [(json!("De Kade"), json!(3)), (json!("Huis Noord"), json!(1))]
    );
    assert_eq!(
        by("code", "--code relationship"),
        [(json!("relationship/trust"), json!(4)), (json!("relationship/online"), json!(2))]
    );
    study.run("find --count --by organization").exits(2).says(&["did you mean `organisation`?"]);
}

#[test]
fn counts_have_their_documented_shape() {
    let study = buurt();
    let lines = study.run("find --code relationship --role volunteer --count --by role --json").ok();
    // Two quotes, one inside the other, in one turn of one person.
    assert_eq!(
        lines.stdout,
        "{\"v\":1,\"by\":\"role\",\"value\":\"volunteer\",\"quotes\":2,\"codings\":2,\"turns\":1,\"participants\":1}\n"
    );
    // Without a code filter turns are counted, with the quotes in them.
    let lines = study.run("find gezicht --count --by role --json").ok().json();
    let volunteer = lines.iter().find(|l| l["value"] == "volunteer").unwrap();
    assert_eq!([&volunteer["turns"], &volunteer["quotes"]], [&json!(1), &json!(2)], "{volunteer}");
    // What has no value is counted, too.
    study.write("corpus/i2.txt", "An: Wij wachten.\nAn: Nog altijd.\n");
    let lines = study.run("find --source i2 --count --by role --json").ok().json();
    assert_eq!([&lines[0]["value"], &lines[0]["turns"]], [&Value::Null, &json!(2)]);
}

#[test]
fn a_quote_has_its_documented_shape() {
    let study = buurt();
    insta::assert_snapshot!(study.run("find --code relationship/online --source i1 --json").ok().stdout, @r#"{"v":1,"id":"bb8d0feeb7bf36e8","coding":["f160a80209626c98"],"address":"i1:3","source":"i1.vtt","turn":3,"start":118,"end":135,"start_ms":723000,"end_ms":729250,"speaker":"Fons","participant":"P2","participants":["P2"],"role":"coordinator","attributes":{"organisation":"Huis Noord"},"lang":"nl","quote":"nooit een gezicht","codes":[{"code":"relationship/online","coder":"rules","rule":"relationship/online#faceless"}],"before":"die online iets aanvraagt, ziet ","after":"."}"#);
    let turn = study.run("find gezicht --source i1 --json").ok().json().remove(0);
    let keys: Vec<&str> = turn.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = vec![
        "v",
        "id",
        "address",
        "source",
        "turn",
        "start",
        "end",
        "start_ms",
        "end_ms",
        "speaker",
        "participant",
        "participants",
        "role",
        "attributes",
        "lang",
        "text",
        "codes",
    ];
    expected.sort_unstable();
    assert_eq!(
        keys.into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>(),
        expected
    );
    // What is unknown is null, and there.
    study.write("corpus/i2.srt", "1\n00:00:01,000 --> 00:00:02,000\nIk wacht op niemand.\n");
    let unknown = study.run("find --source i2 --coded --json").ok().json().remove(0);
    for name in ["speaker", "participant", "role"] {
        assert_eq!(unknown.get(name), Some(&Value::Null), "{name}");
    }
    assert_eq!([&unknown["participants"], &unknown["attributes"]], [&json!([]), &json!({})]);
    let untimed = study.run("find --source fg1 --coded --json -n 1").ok().json().remove(0);
    assert_eq!([untimed.get("start_ms"), untimed.get("end_ms")], [Some(&Value::Null); 2]);
}

#[test]
fn ids_are_stable_across_rebuilds() {
    let study = buurt();
    let ids = || -> Vec<(Value, Value)> {
        let lines = study.run("find --coded --json").ok().json();
        lines.iter().map(|l| (l["id"].clone(), l["coding"].clone())).collect()
    };
    let before = ids();
    assert_eq!(
        before.iter().map(|(id, _)| id.to_string()).collect::<std::collections::BTreeSet<_>>().len(),
        13
    );
    study.remove("index");
    study.remove("codings");
    assert_eq!(ids(), before);
}

#[test]
fn nothing_found_is_explained() {
    let study = buurt();
    let explain = |line: &str| study.run(line).exits(1);
    insta::assert_snapshot!(explain("find --code trust --role coordinator").all(), @r"
    exit 1
    --- stderr
    Nothing found: no quote answers, of 10 turns searched.
      Without --code trust there would be 3.
      Without --role coordinator there would be 4.
    ");
    explain("find vertrowen").says(&[
        "of 10 turns searched",
        "Nobody said `vertrowen`; the nearest word that was said is `vertrouwen`",
    ]);
    explain("find weken --code trust")
        .says(&["Without --code trust there would be", "Without the words there would be 4"]);
    explain("find hoe").says(&["Among what interviewers said: 2 (--with-interviewers)"]);
    // Words are found by stem, so a form that nobody used may well have been said.
    let output = explain("find wachtte zebra");
    assert!(!output.stderr.contains("`wachtte`"), "{}", output.stderr);
    output.says(&["Nobody said `zebra`"]);
    // What is told of whole turns holds for those the other filters leave.
    let output = explain("find balie --code trust --role volunteer");
    assert!(!output.stderr.contains("Outside coded quotes"), "{}", output.stderr);
    explain("find weken --code trust --role client").says(&["Outside coded quotes, 1 turn has said it"]);
    explain("find --code clientele --count --role coordinator").shows(&["0"]);
    explain("find --code clientele --role coordinator --count --by role")
        .says(&["Without --role coordinator"]);
}

#[test]
fn unknown_names_get_the_right_suggestion() {
    let study = buurt();
    for (line, says) in [
        ("--code trsut", "unknown code `trsut`; did you mean `relationship/trust`?"),
        ("--code Vertrowen", "did you mean `relationship/trust`?"),
        ("--any-code waitng", "did you mean `access/waiting`?"),
        ("--not-code clientle", "did you mean `client"),
        ("--code online", "`online` stands for several codes: relationship/online, access/online"),
        ("--role clien", "unknown role `clien`; did you mean `client`?"),
        ("--role vrijwiliger", "unknown role `vrijwiliger`; did you mean `vrijwilliger`?"),
        ("--source fgg1", "unknown source `fgg1`; did you mean `fg1`?"),
        ("--speaker Marlene", "did you mean `Marleen`?"),
        ("--participant P33", "did you mean `P3`?"),
        ("--attr organisatie=x", "did you mean `organisation`?"),
        ("--attr 'organisation=De Kaade'", "did you mean `De Kade`?"),
        ("--attr organisation", "name=value"),
        ("--code zzzzzz", "`verbatim codes list` shows all codes"),
        ("--sort best", "rank"),
    ] {
        study.run(&format!("find {line}")).exits(2).says(&[says]);
    }
}

#[test]
fn control_and_bidi_characters_are_shown_and_not_obeyed() {
    let said = "Ik zei \u{1b}[31mrood\u{1b}[0m en \u{202e}averechts\u{202c}, met een bel\u{7}.";
    let study = Study::new()
        .with("corpus/i1.txt", format!("An\u{200f}: {said}\nBo: Ja.\nAn\u{200f}: Ja.\nBo: Nee.\n"));
    for line in ["find averechts", "show i1", "participants", "find averechts --context 1"] {
        let output = study.run(line).ok();
        let tricky = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!output.stdout.contains(tricky), "{line}: {:?}", output.stdout);
    }
    study.run("find averechts").ok().shows(&["\\u{1b}[31mrood", "\\u{202e}averechts\\u{202c}", "bel\\u{7}"]);
    // Data keeps every character.
    let line = study.run("find averechts --json").ok().json().remove(0);
    assert_eq!(field(&line, "text"), said);
}
