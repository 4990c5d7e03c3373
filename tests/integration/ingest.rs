//! Ingesting: what is new or changed is read, coded and indexed; the rest is left alone; whatever was
//! interrupted or damaged is completed by the next run.

use crate::buurt::{FOCUS_GROUP, buurt, fresh};
use crate::study::{Study, differing};

const UNCHANGED: &str = "Nothing has changed. The study has 3 sources, 13 turns and 17 codings.\n";

#[test]
fn it_ends_with_a_table_a_researcher_understands() {
    insta::assert_snapshot!(fresh().run("ingest").all(), @r#"
    exit 0
    --- stdout
    source   format                                 turns  speakers                              codings
    enquete  csv, one respondent a row, 1 open qu…      2  1 cliënt, 1 vrijwilliger                    2
    fg1      txt, "Name:" labels                        8  2 cliënt, 1 moderator, 1 vrijwillig…       11
    i1       vtt, voices                                3  1 coördinator, 1 interviewer                4

    3 sources read and coded. The study has 3 sources, 13 turns and 17 codings.
    "#);
}

#[test]
fn what_is_unchanged_is_not_read_again() {
    let study = buurt();
    assert_eq!(study.run("ingest").ok().stdout, UNCHANGED);
    assert_eq!(study.run("ingest --full").ok().stdout, UNCHANGED, "the same bytes are no change");
    // A newer time alone is no change either.
    study.write("corpus/groepen/fg1.txt", FOCUS_GROUP);
    assert_eq!(study.run("ingest").ok().stdout, UNCHANGED);
}

#[test]
fn a_changed_source_renews_itself_alone() {
    let study = buurt();
    study.edit("corpus/groepen/fg1.txt", "Nee. Online wacht", "Neen. Thuis wacht");
    let output = study.run("ingest").ok();
    output.shows(&["fg1 ", "1 source read and coded. The study has 3 sources, 13 turns and 16 codings."]);
    let again = study.run("ingest").ok();
    assert!(!again.stdout.contains("fg1"), "{}", again.stdout);
    study.run("find thuis").ok().shows(&["fg1:6"]);
    study.run("find neen --count").ok().shows(&["1"]);
    study.run("find 'online AND balie'").exits(1);
}

#[test]
fn find_needs_no_ingest_before_it() {
    let study = fresh();
    study.run("find --code trust --role client").ok().shows(&["Dat vertrouw ik niet meer."]);
    study.edit("corpus/enquete.csv", "ik wil een mens zien", "ik wil een buur zien");
    study.run("find buur").ok().shows(&["enquete:1"]);
}

#[test]
fn a_source_that_is_gone_disappears() {
    let study = buurt();
    study.remove("corpus/i1.vtt");
    study.run("ingest").ok().shows(&["1 gone", "2 sources, 10 turns and 13 codings"]);
    study.run("find opneemt").exits(1);
    study.run("show i1").exits(2).says(&["unknown source `i1`"]);
    assert!(!study.exists("codings/i1"), "what rules did there is gone, too");
    study.run("ingest").ok().shows(&["Nothing has changed. The study has 2 sources"]);
}

#[test]
fn short_names_stay_with_their_source() {
    let study = buurt();
    study.write("corpus/anders/FG1.md", "**Lies:** Ik ben een naamgenoot.\n");
    study.run("ingest").ok().shows(&["FG1-2"]);
    study.run("show fg1-2").ok().shows(&["Ik ben een naamgenoot."]);
    study.remove("corpus/groepen/fg1.txt");
    study.run("ingest").ok();
    study.run("show FG1-2").ok().shows(&["Ik ben een naamgenoot."]);
    study.run("show fg1").exits(2);
}

#[test]
fn what_cannot_be_read_is_named_skipped_and_explained() {
    let study = fresh();
    // The head of an encrypted Word document, with the names of its two streams.
    let mut locked = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    locked.resize(1024, 0);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    study.write("corpus/geheim.docx", &locked);
    study.write("corpus/leeg.txt", "");
    study.write(
        "corpus/scan.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Page/Resources<</XObject<</I 2 0 R>>>>>>\nendobj\n%%EOF\n",
    );
    study.write("corpus/opname.mp3", b"ID3\x04\0\0\0\0\0\0");
    study.write("corpus/~$fg1.docx", b"\x05Sofie");
    let output = study.run("ingest").exits(3);
    let output = output.shows(&[
        "not read: geheim.docx: a Word or Office file with a password: it is encrypted",
        "remove it",
        "not read: leeg.txt: the file is empty",
        "not read: scan.pdf: a PDF",
        "not read: opname.mp3: a recording (mp3), no transcript",
        "not read: ~$fg1.docx: a lock file",
        "3 sources read and coded.",
    ]);
    assert!(!output.stdout.contains("FAILED"));
    study.run("ingest").exits(3).shows(&["Nothing has changed.", "geheim.docx"]);
    // Finding answers by its own result, and only warns.
    study
        .run("find --code trust --count")
        .ok()
        .says(&["3 sources could not be read", "`verbatim status` says why"]);
    for path in ["corpus/geheim.docx", "corpus/leeg.txt", "corpus/scan.pdf"] {
        study.remove(path);
    }
    // A recording and a lock file are listed, but were never meant to be transcripts.
    study.run("ingest").ok().shows(&["opname.mp3", "~$fg1.docx"]);
    study.edit("verbatim.toml", "language = \"nl\"", "language = \"nl\"\nignore = [\"*.mp3\", \"i1*\"]");
    study.run("ingest").ok().shows(&["left out by `ignore`", "2 sources"]);
}

#[test]
fn a_source_that_can_be_read_again_is_back() {
    let study = buurt();
    study.write("corpus/i1.vtt", b"\0\x01\x02\x03\0\0\0\xff\xfe\0binary");
    study.run("ingest").exits(3).shows(&["not read: i1.vtt", "2 sources"]);
    study.run("find opneemt").exits(1);
    study.write("corpus/i1.vtt", crate::buurt::INTERVIEW);
    study.run("ingest").ok().shows(&["3 sources, 13 turns and 17 codings"]);
    study.run("find opneemt").ok().shows(&["i1:2"]);
}

#[test]
fn a_broken_codebook_refuses_and_touches_nothing() {
    let study = buurt();
    let before = study.truth();
    let breaks = [
        ("id: wait\n", "id: wait\n            anny: [traag]\n", "unknown key `anny`"),
        ("any: [online]", "any: [\"/(open/\"]", "regex"),
        ("match: [\"Ik vertrouw hem.\"]", "match: [\"Ik ken hem.\"]", "should code this"),
    ];
    for (old, new, why) in breaks {
        study.edit("codebooks/buurt.yaml", old, new);
        study.edit("corpus/groepen/fg1.txt", "zegt mijn zus", "zegt mijn broer");
        let refused = study.run("ingest").exits(4);
        refused.says(&["nothing was changed", why, "codebooks/buurt.yaml:", "--force"]);
        let changed = differing(&study.truth(), &before);
        assert!(changed.iter().all(|name| !name.starts_with("codings/")), "{why}: {changed:?}");
        // The last complete index still answers, and says what it is.
        study.run("find zus").ok().shows(&["fg1:3"]).says(&["the codebook has mistakes"]);
        study.run("ingest --force").ok().says(&[why]);
        study.run("find broer").ok().shows(&["fg1:3"]);
        // Nothing is new now, but the codebook is as broken as before.
        study.run("ingest").exits(4).says(&[why]);
        for (path, bytes) in &before {
            study.write(path, bytes);
        }
        study.run("ingest").ok();
    }
}

#[test]
fn a_dry_run_shows_what_a_codebook_would_change_and_changes_nothing() {
    let study = buurt();
    study.edit("codebooks/buurt.yaml", "any: [wachten]", "any: [\"wachten ze\", balie]");
    let before = study.files("");
    let output = study.run("ingest --dry-run").ok();
    insta::assert_snapshot!(output.stdout, @r"
    access/waiting  +1 −2
      + fg1        Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen.
      − enquete    Het wachten valt mee.
      − fg1        Ik wacht al drie weken op een antwoord.
    The rules would add 1 coding, remove 2 and keep 15. Nothing was changed.
    ");
    assert_eq!(differing(&study.files(""), &before), [""; 0]);
    study.run("ingest").ok();
    study.run("ingest --dry-run").ok().shows(&["add 0 codings, remove 0 and keep"]);
}

#[test]
fn an_interrupted_run_is_completed_by_the_next() {
    let study = buurt();
    let whole = study.truth();
    let found = |study: &Study| study.run("find --coded --json").ok().stdout;
    let answers = found(&study);
    let rules = "codings/fg1/rules.jsonl";
    let half = |study: &Study| {
        let bytes = study.read(rules);
        study.write(rules, &bytes[..bytes.len() / 2]);
    };
    let conflict = |study: &Study| {
        let text = study.text(rules);
        study.write(rules, format!("<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> ann\n"));
    };
    let kept_text = |study: &Study| {
        for name in study.files("codings/fg1").into_keys().filter(|name| name.ends_with(".txt")) {
            study.remove(&name);
        }
    };
    let one_of = |study: &Study, start: &str| {
        let name = study.files("index").into_keys().find(|name| name.starts_with(start));
        study.remove(&name.unwrap_or_else(|| panic!("no {start}")));
    };
    type Accident<'a> = (&'a str, &'a dyn Fn(&Study));
    let accidents: &[Accident<'_>] = &[
        ("rules.jsonl cut in half", &half),
        ("rules.jsonl with conflict markers", &conflict),
        ("rules.jsonl gone", &|s| s.remove(rules)),
        ("kept text gone", &kept_text),
        ("all codings of a source gone", &|s| s.remove("codings/fg1")),
        ("all codings gone", &|s| {
            // The record of what was accepted tells the day, too.
            let record = s.read("codings/study/ingested.jsonl");
            s.remove("codings");
            s.write("codings/study/ingested.jsonl", record);
        }),
        ("state gone", &|s| s.remove("index/state.json")),
        ("state damaged", &|s| s.write("index/state.json", "{\"recorded")),
        ("catalog gone", &|s| one_of(s, "index/catalog-")),
        ("engine gone", &|s| s.remove("index/tantivy")),
        ("engine damaged", &|s| s.write("index/tantivy/meta.json", "{")),
        ("kept texts of the index gone", &|s| s.remove("index/sources")),
        ("one text of the index gone", &|s| one_of(s, "index/sources/fg1")),
        ("a segment of the engine gone", &|s| {
            let name = s.files("index/tantivy").into_keys().find(|name| name.ends_with(".store"));
            s.remove(&name.expect("a segment"));
        }),
        ("a leftover temporary file", &|s| s.write("codings/fg1/.~abc", "half a fi")),
        ("index gone", &|s| s.remove("index")),
    ];
    for (what, accident) in accidents {
        accident(&study);
        study.run("ingest").ok();
        let mut truth = study.truth();
        truth.retain(|name, _| !name.contains(".~"));
        assert_eq!(differing(&truth, &whole), [""; 0], "{what}");
        assert_eq!(found(&study), answers, "{what}");
    }
}

#[test]
fn two_ingests_of_a_clone_leave_every_file_of_truth_alone() {
    let study = buurt();
    let truth = study.truth();
    let clone = Study::empty();
    for (path, bytes) in &truth {
        clone.write(path, bytes);
    }
    clone.run("find --code trust").ok();
    for line in ["ingest", "ingest --full", "status", "codes list", "show fg1", "participants"] {
        clone.run(line).ok();
        assert_eq!(differing(&clone.truth(), &truth), [""; 0], "after {line}");
    }
    assert_eq!(clone.text("index/.gitignore"), "*\n");
    assert!(clone.text("index/CACHEDIR.TAG").starts_with("Signature: 8a477f597d28d172789f06886806bc55"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(clone.root().join("index")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "the index holds interviews in clear: nobody else looks");
    }
}

#[test]
fn the_index_can_stand_elsewhere() {
    let study = fresh();
    study.edit("verbatim.toml", "[roles.client]", "[index]\ndir = \"elders\"\n\n[roles.client]");
    study.run("find vertrouw").ok();
    assert!(study.exists("elders/state.json") && !study.exists("index"));
    let place = study.root().join("weer-elders");
    let output = study.run_in("", &["ingest".to_owned()], &[("VERBATIM_INDEX", place.to_str().unwrap())]);
    output.ok();
    assert!(study.exists("weer-elders/state.json"));
}

#[test]
fn a_synced_folder_keeps_its_index_in_the_cache() {
    let study = Study::empty();
    for (path, bytes) in fresh().truth() {
        study.write(&format!("Dropbox/buurt/{path}"), bytes);
    }
    study.run("ingest --study Dropbox/buurt").ok();
    assert!(!study.exists("Dropbox/buurt/index"));
    study.run("status --study Dropbox/buurt").ok().shows(&["outside the study"]);
}
