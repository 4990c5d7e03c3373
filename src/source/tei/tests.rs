use super::*;

fn read(header: &str, body: &str) -> Reading {
    let xml = format!(
        "<?xml version=\"1.0\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader>{header}</teiHeader>\
         <text>{body}</text></TEI>"
    );
    assert!(Tei.recognises(xml.as_bytes()));
    Tei.read(xml.as_bytes(), &Settings::default()).unwrap()
}

fn words(body: &str) -> String {
    read("", body).transcript.text
}

#[test]
fn blanks_between_tokens_are_built_again() {
    let tokens = "<u who=\"#A\"><seg><w>Ja</w><pc>,</pc><w>ik</w> <w>zei</w>\n<pc>“</pc>\n<w>nee</w><pc>”</pc>\n<pc>.</pc></seg></u>";
    assert_eq!(words(tokens), "Ja, ik zei “nee”.");
    let joined = "<u><w join=\"right\">zo</w> <w>'n</w> <w>is</w> <w join=\"left\">-ie</w> <w>daar</w></u>";
    assert_eq!(words(joined), "zo'n is-ie daar");
    assert_eq!(words("<u>een <emph>twee</emph>drie\n <pause/>vier<gap/></u>"), "een tweedrie vier");
    assert_eq!(words("<u><choice><orig>goeiedag</orig><reg>goedendag</reg></choice></u>"), "goeiedag");
}

#[test]
fn laughs_show_in_blocks_and_notes_on_others_do_not() {
    let block = "<annotationBlock who=\"#A\"><u><seg>dag <vocal><desc>lacht</desc></vocal> ja</seg></u><spanGrp>X</spanGrp></annotationBlock>";
    assert_eq!(words(block), "dag (lacht) ja");
    let reading = read(
        "",
        "<u who=\"#A\"><seg>Dag.</seg><vocal><desc>Hear!</desc></vocal><note>(Applaus)</note><seg>Ja.</seg></u>",
    );
    assert_eq!(reading.transcript.text, "Dag.\nJa.");
    assert!(reading.diagnostics[0].message.starts_with("2 note"), "{:?}", reading.diagnostics);
}

#[test]
fn persons_give_labels_and_attributes() {
    let header = "<listPerson><person xml:id=\"p1\" role=\"voorzitter\"><persName><surname>Maes</surname>\
                  <forename>An</forename></persName><sex value=\"F\"/></person>\
                  <person xml:id=\"p2\" n=\"BO\"><persName>Bo Claes</persName></person></listPerson>";
    let body = "<u who=\"#p1\">een</u><u who=\"#p2\" ana=\"#chair\">twee</u><u who=\"#p3\">drie</u>\
                <note type=\"speaker\">De griffier</note><u who=\" \">vier</u><u>vijf</u><u who=\"#p1 #p2\">zes</u>";
    let transcript = read(header, body).transcript;
    let labels: Vec<_> = transcript.speakers.iter().map(|s| s.label.as_str()).collect();
    assert_eq!(labels, ["An Maes", "BO", "p3", "De griffier", "An Maes & BO"]);
    assert_eq!(transcript.turns[4].speaker, None);
    assert_eq!(transcript.speakers[4].joint, ["An Maes", "BO"]);
    let told = |at: usize| format!("{:?}", transcript.speakers[at].attributes);
    assert_eq!(told(0), r#"{"role": "voorzitter", "sex": "F"}"#);
    assert_eq!(told(1), r#"{"name": "Bo Claes", "role": "chair"}"#);
}

#[test]
fn points_of_the_timeline_become_times() {
    let times = |whens: &str| {
        let body = format!(
            "<timeline unit=\"s\">{whens}</timeline><u>voor <anchor synch=\"#T1\"/>een<anchor synch=\"#T2\"/></u>"
        );
        let turn = read("", &body).transcript.turns.remove(0);
        (turn.start_ms, turn.end_ms)
    };
    let chain = "<when xml:id=\"T0\"/><when xml:id=\"T1\" interval=\"1.5\" since=\"#T0\"/><when xml:id=\"T2\" interval=\"2\" since=\"T1\"/>";
    assert_eq!(times(chain), (Some(1_500), Some(3_500)));
    let clock = "<when xml:id=\"T0\" absolute=\"10:00:00\"/><when xml:id=\"T1\" absolute=\"10:00:02\"/><when xml:id=\"T2\" interval=\"-1\"/>";
    assert_eq!(times(clock), (Some(2_000), None));
}

#[test]
fn speeches_are_turns_and_other_xml_is_refused() {
    let body = "<sp><speaker>An.</speaker><p>Dag <stage>af</stage>.</p><p>Ja.</p></sp>";
    let transcript = read("", body).transcript;
    assert_eq!((transcript.text.as_str(), transcript.speakers[0].label.as_str()), ("Dag .\nJa.", "An."));
    let other = Tei.read(b"<boek><u>dag</u></boek>", &Settings::default()).unwrap_err();
    assert!(other.reason.contains("not known"), "{other}");
}
