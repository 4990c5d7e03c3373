use super::*;

fn read(types: &str, tiers: &str) -> Reading {
    let xml = format!(
        "<?xml version=\"1.0\"?><ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID=\"t1\" TIME_VALUE=\"500\"/>\
         <TIME_SLOT TIME_SLOT_ID=\"t2\"/><TIME_SLOT TIME_SLOT_ID=\"t3\" TIME_VALUE=\"2500\"/>\
         </TIME_ORDER>{tiers}{types}</ANNOTATION_DOCUMENT>"
    );
    assert!(Elan.recognises(xml.as_bytes()));
    Elan.read(xml.as_bytes(), &Settings::default()).unwrap()
}

fn timed(id: &str, slots: (&str, &str), words: &str) -> String {
    format!(
        "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"{id}\" TIME_SLOT_REF1=\"{}\" TIME_SLOT_REF2=\"{}\">\
         <ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>",
        slots.0, slots.1
    )
}

fn on(id: &str, parent: &str, previous: &str, words: &str) -> String {
    format!(
        "<ANNOTATION><REF_ANNOTATION ANNOTATION_ID=\"{id}\" ANNOTATION_REF=\"{parent}\"{previous}>\
         <ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
    )
}

#[test]
fn a_tier_of_numbers_gives_way_to_the_words_on_it() {
    let tiers = format!(
        "<TIER TIER_ID=\"ref\" PARTICIPANT=\"An\" LINGUISTIC_TYPE_REF=\"r\">{}</TIER>\
         <TIER TIER_ID=\"vertaling\" PARENT_REF=\"ref\" LINGUISTIC_TYPE_REF=\"r\">{}</TIER>\
         <TIER TIER_ID=\"tx\" PARENT_REF=\"ref\" LINGUISTIC_TYPE_REF=\"r\">{}{}</TIER>",
        timed("a1", ("t1", "t3"), "utt.001"),
        on("a2", "a1", "", "I was waiting"),
        on("a4", "a1", " PREVIOUS_ANNOTATION=\"a3\"", "wachtte"),
        on("a3", "a1", "", "Ik &amp; hij"),
    );
    let reading = read("", &tiers);
    let turn = &reading.transcript.turns[0];
    assert_eq!(reading.transcript.text, "Ik & hij wachtte");
    assert_eq!((turn.start_ms, turn.end_ms), (Some(500), Some(2_500)));
    assert_eq!(reading.transcript.speakers[0].label, "An");
    assert!(reading.diagnostics[0].message.contains("vertaling"), "{:?}", reading.diagnostics);
}

#[test]
fn codes_and_notes_are_no_speech_and_a_missing_time_is_none() {
    let tiers = format!(
        "<TIER TIER_ID=\"An\" LINGUISTIC_TYPE_REF=\"s\">{}{}</TIER>\
         <TIER TIER_ID=\"handen\" LINGUISTIC_TYPE_REF=\"g\">{}</TIER>\
         <TIER TIER_ID=\"Opmerkingen\" LINGUISTIC_TYPE_REF=\"s\">{}</TIER>",
        timed("a1", ("t3", "t2"), "daarna"),
        timed("a2", ("t2", "t3"), "zonder begin"),
        timed("a3", ("t1", "t3"), "wijst"),
        timed("a4", ("t1", "t3"), "deur gaat open"),
    );
    let types = "<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"g\" CONTROLLED_VOCABULARY_REF=\"c\"/>";
    let reading = read(types, &tiers);
    assert_eq!(reading.transcript.text, "daarna\nzonder begin");
    assert_eq!((reading.transcript.turns[0].end_ms, reading.transcript.turns[1].start_ms), (None, None));
    let note = &reading.diagnostics[0].message;
    assert!(note.contains("handen") && note.contains("Opmerkingen"), "{note}");
}

#[test]
fn references_in_a_circle_end() {
    let tiers = format!(
        "<TIER TIER_ID=\"An\" PARENT_REF=\"An\">{}{}</TIER>",
        on("a1", "a2", " PREVIOUS_ANNOTATION=\"a2\"", "een"),
        on("a2", "a1", " PREVIOUS_ANNOTATION=\"a1\"", "twee"),
    );
    assert_eq!(read("", &tiers).transcript.text, "een\ntwee");
}
