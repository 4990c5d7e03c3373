//! What holds of every reader and any bytes: no panic, and sound spans.

use proptest::prelude::*;

use crate::diag::Severity;

use super::fixtures::FIXTURES;
use super::{READERS, Reading, Settings, Speakers, read};

/// Every span lies on character borders, is trimmed and not empty, and they follow one another.
fn assert_sound(reading: &Reading) {
    let transcript = &reading.transcript;
    let mut end = 0;
    for turn in &transcript.turns {
        assert!(turn.span.start >= end, "turns overlap: {turn:?}");
        end = turn.span.end;
        let words = transcript.text.get(turn.span.start..turn.span.end).expect("on character borders");
        assert!(
            !words.is_empty() && turn.span.trimmed(&transcript.text) == turn.span,
            "not trimmed: {words:?}"
        );
        assert!(turn.speaker.is_none_or(|at| at < transcript.speakers.len()));
    }
    let labels: std::collections::HashSet<_> = transcript.speakers.iter().map(|s| &s.label).collect();
    assert_eq!(labels.len(), transcript.speakers.len(), "one speaker under two entries");
}

/// Text such as transcripts are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("An: "),
        Just("Bo:"),
        Just("An & Bo: "),
        Just("**An:** "),
        Just("__Bo__: "),
        Just("\n"),
        Just("\n\n"),
        Just("[00:01] "),
        Just("00:00:02 "),
        Just("0:03"),
        Just(" --> "),
        Just("00:01.000 --> 00:02.000\n"),
        Just("WEBVTT\n\n"),
        Just("NOTE "),
        Just("<v An>"),
        Just("</v>"),
        Just("&amp;"),
        Just("{\\an8}"),
        Just("\t"),
        Just(";"),
        Just(","),
        Just("\""),
        Just("naam;tekst\n"),
        Just("spreker,tekst,start\n"),
        Just("Wat mist u?"),
        Just("[id1] "),
        Just("[lacht]"),
        Just("INTERVIEWER"),
        Just("# kop"),
        Just("---\n"),
        Just("Datum: "),
        Just("é"),
        Just("ﬁ\u{301}"),
        Just("\u{a0}"),
        Just("\u{feff}"),
        Just("\r"),
        Just("woord en nog een woord. "),
        Just("#00:00:02-5#"),
        Just("sd A.1 utt1: "),
        Just("Spreker 1  0:00"),
        Just("\\[12:18\\]"),
        Just("1\n"),
        Just(r#"{"segments": ["#),
        Just(r#"{"start": 1.5, "end": "2", "text": "dag.", "speaker": "An"},"#),
        Just(r#"{"results": {"items": [{"alternatives": [{"content": "ja"}]}"#),
        Just(r#"{"transcript": [{"speaker": 1, "words": [{"text": "zo "}]}]}"#),
        Just(r#"{"result": [{"word": "nee", "start": NaN}], "text": null}"#),
        Just("]"),
        Just("}"),
        Just("{\\rtf1\\ansi "),
        Just("{\\b An:} "),
        Just("\\par "),
        Just("\\cell\\row "),
        Just("\\u-10179?\\'e9"),
        Just("{\\footnote "),
        Just("<p><b>An:</b> "),
        Just("<table><tr><td>"),
        Just("</table>"),
        Just("<dt>Bo</dt><dd>"),
        Just("<br>"),
        Just("<office:document opendocument.text><text:p>"),
        Just("<text:span><text:s text:c=\"3\"/></text:span>"),
        Just("</text:p></office:document>"),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Documents of annotation formats with their parts in any order.
fn annotated() -> impl Strategy<Value = String> {
    let within = |before: &'static str, after: &'static str, parts: &'static [&'static str]| {
        let parts = proptest::collection::vec(proptest::sample::select(parts), 0..40);
        parts.prop_map(move |parts| format!("{before}{}{after}", parts.concat()))
    };
    prop_oneof![
        within(
            "<ANNOTATION_DOCUMENT>",
            "</ANNOTATION_DOCUMENT>",
            &[
                "<TIME_ORDER><TIME_SLOT TIME_SLOT_ID='t1' TIME_VALUE='9'/><TIME_SLOT TIME_SLOT_ID='t2'/></TIME_ORDER>",
                "<TIER TIER_ID='An' PARTICIPANT='An'><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID='a1' \
             TIME_SLOT_REF1='t1' TIME_SLOT_REF2='t2'><ANNOTATION_VALUE> dag\n&amp;&x; </ANNOTATION_VALUE>\
             </ALIGNABLE_ANNOTATION></ANNOTATION></TIER>",
                "<TIER TIER_ID='b' PARENT_REF='An'><ANNOTATION><REF_ANNOTATION ANNOTATION_ID='a2' ANNOTATION_REF='a1' \
             PREVIOUS_ANNOTATION='a2'><ANNOTATION_VALUE>utt1</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>",
                "<TIER TIER_ID='b'/>",
                "<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID='' CONTROLLED_VOCABULARY_REF='c'/>",
            ]
        ),
        within(
            "@UTF8\n@Begin\n",
            "",
            &[
                "*AN:\t",
                "*",
                "@",
                "%",
                ":",
                "\t",
                "\n",
                "dag ",
                "\u{15}",
                "10_20",
                "\u{15}30_40\u{15}",
                "\u{15}%pic:\u{15}",
                "@Participants:\tAN An Adult,",
                "@ID:\tnl|x|AN|1|||",
                "@End",
                "\u{a0}",
            ]
        ),
        within(
            "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n",
            "",
            &[
                "0 1 <exists> 2\n",
                "\"IntervalTier\" \"An\" 0 1 2\n",
                "0.1 0.5 \"dag \"\"An\"\"\n\u{a0}\"\n",
                "0 1 \"\"\n",
                "\"TextTier\" \"p\" 0 1 1\n",
                "0.5 \"x\"\n",
                "\"",
                " ",
                "-1 ",
                "1e300 ",
                "NaN ",
                "! dag \"\n",
                "xmin = ",
            ]
        ),
        within(
            "<TEI xmlns='http://www.tei-c.org/ns/1.0'>",
            "</TEI>",
            &[
                "<teiHeader><person xml:id='A' n=' '><persName>An</persName></person></teiHeader>",
                "<timeline><when xml:id='T1' interval='1e9'/><when xml:id='T2' absolute='1:02:03' since='T1'/></timeline>",
                "<annotationBlock who='#A' start='#T1'><u><vocal><desc>lacht</desc></vocal></u></annotationBlock>",
                "<u who='#A #B'><seg> dag <w>An</w><pc>.</pc><pc>(</pc><w join='both'>ja</w></seg>\u{a0}<seg/></u>",
                "<note type='speaker'>De griffier</note>",
                "<u who=' '>x<note>y</note>z<lb/> </u>",
                "<sp><speaker/><p>dag</p></sp>",
                "woord &#x0; &b; ",
            ]
        ),
        within(
            "<officiele-publicatie>",
            "</officiele-publicatie>",
            &[
                "<spreekbeurt><spreker> De <naam> voorzitter </naam> : </spreker><al> dag <b> ( </b> x ) . </al></spreekbeurt>",
                "<al>.</al>",
                "<motie><al>x</al></motie>",
                "<spreekbeurt><al>.</al><al/></spreekbeurt>",
            ]
        ),
    ]
}

fn settings() -> impl Strategy<Value = Settings> {
    let speakers = prop_oneof![
        4 => Just(Speakers::Auto),
        1 => Just(Speakers::Bold),
        1 => Just(Speakers::Colon),
        1 => Just(Speakers::Brackets),
        1 => Just(Speakers::None),
        1 => Just(Speakers::Pattern(r"(?P<speaker>\S+)\s".to_owned())),
    ];
    let join = prop_oneof![Just(None), Just(Some(true)), Just(Some(false))];
    (speakers, join, any::<bool>()).prop_map(|(speakers, join, ignore)| Settings {
        speakers,
        join,
        ignore: if ignore { vec!["Bo".to_owned()] } else { Vec::new() },
        ..Settings::default()
    })
}

proptest! {
    #[test]
    fn no_reader_stumbles_over_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for reader in READERS {
            if let Ok(reading) = reader.read(&bytes, &Settings::default()) {
                assert_sound(&reading);
            }
        }
    }

    #[test]
    fn what_looks_like_a_transcript_gives_sound_turns(text in pieces(), settings in settings()) {
        for reader in READERS {
            if let Ok(reading) = reader.read(text.as_bytes(), &settings) {
                assert_sound(&reading);
            }
        }
    }

    #[test]
    fn what_looks_annotated_gives_sound_turns(text in annotated(), cut in 0.0..1.5f64, settings in settings()) {
        let end = (text.len() as f64 * cut) as usize;
        let text = text.get(..end).unwrap_or(&text);
        for reader in READERS {
            if let Ok(reading) = reader.read(text.as_bytes(), &settings) {
                assert_sound(&reading);
            }
        }
    }

    #[test]
    fn txt_and_md_keep_every_character(text in pieces()) {
        let expected = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n");
        for name in ["x.txt", "x.md"] {
            if let Ok(reading) = read(name, text.as_bytes(), &Settings::default())
                && ["txt", "md"].iter().any(|format| reading.transcript.format.starts_with(format))
            {
                prop_assert_eq!(&reading.transcript.text, &expected);
            }
        }
    }
}

/// Formats that cannot be read in part say so: the message, or a warning beside what was read.
#[test]
fn annotated_files_that_are_damaged_say_so() {
    let annotated = ["gesprek.eaf", "gesprek.cha", "gesprek.textgrid", "gesprek.tei", "handelingen.xml"];
    for (name, bytes) in FIXTURES.iter().filter(|(name, _)| annotated.contains(name)) {
        let whole = bytes.trim_ascii_end().len();
        for part in 1..50 {
            let end = whole * part / 50;
            let mut zeros = bytes.to_vec();
            zeros[end..(end + 4).min(whole)].fill(0);
            for damaged in [&bytes[..end], &zeros] {
                match read(name, damaged, &Settings::default()) {
                    Ok(reading) => assert_sound(&reading),
                    Err(error) => assert!(!error.hint.is_empty(), "{name}: {error}"),
                }
            }
            let cut = read(name, &bytes[..end], &Settings::default());
            let told = cut.is_err_and(|error| !error.reason.is_empty())
                || read(name, &bytes[..end], &Settings::default())
                    .is_ok_and(|reading| reading.diagnostics.iter().any(|d| d.severity == Severity::Warning));
            assert!(told, "{name} cut at {end} is read as if whole");
        }
    }
}

#[test]
fn names_and_contents_decide_together() {
    let whatever = Settings::default();
    let refused = |name: &str, bytes: &[u8]| read(name, bytes, &whatever).unwrap_err();
    for (name, media) in [("~$fg1.docx", true), (".DS_Store", true), ("fg1.mp3", true), ("foto.JPG", true)] {
        assert_eq!(refused(name, b"x").not_a_transcript, media, "{name}");
    }
    for (name, bytes, what) in [
        ("fg1.pdf", &b"%PDF-1.4"[..], "PDF"),
        ("fg1.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old binary"),
        ("fg1.docx", b"PK\x03\x04zip", "not a Word document"),
        ("fg1.txt", b"", "empty"),
        ("fg1.xyz", b"dag", ".xyz"),
        ("fg1.txt", b"\x00\x01\x02\x03\x04\x05\x06\x07", "binary"),
    ] {
        let error = refused(name, bytes);
        assert!(error.reason.contains(what) && !error.hint.is_empty(), "{name}: {error:?}");
        assert!(!error.not_a_transcript, "{name}");
    }
    let reading = read("map/fg1.txt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v An>Dag", &whatever).unwrap();
    assert!(reading.transcript.format.starts_with("vtt"));
    assert!(reading.diagnostics[0].message.contains(".txt"), "{:?}", reading.diagnostics);
    let reading = read("fg1.docx", b"An: dag\nBo: ja\n", &whatever).unwrap();
    assert!(reading.transcript.format.starts_with("txt"));
    assert_eq!(reading.diagnostics.len(), 1);
}
