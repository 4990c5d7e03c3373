//! Exports: every quote as it was said, the same bytes twice, and nobody's file overwritten.

use std::collections::BTreeMap;
use std::io::Read as _;

use crate::buurt::buurt;
use crate::study::{Study, cut, field, number};

const FORMATS: [&str; 9] = ["pptx", "docx", "odt", "xlsx", "csv", "html", "md", "tex", "json"];

/// The text of a part of a zip archive.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip archive");
    let mut text = String::new();
    archive.by_name(name).unwrap_or_else(|e| panic!("{name}: {e}")).read_to_string(&mut text).expect("UTF-8");
    text
}

pub(crate) fn parts(bytes: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip archive");
    archive.file_names().map(|name| name.expect("a name").into_owned()).collect()
}

/// The words of a part, without its markup; breaks and tabs as blanks.
pub(crate) fn words_of(xml: &str) -> String {
    let xml = &*regex::Regex::new(r"<[aw]:(br|tab)\b[^>]*>").unwrap().replace_all(xml, " ");
    let text = regex::Regex::new("<[^>]*>").unwrap().replace_all(xml, "").into_owned();
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

#[test]
fn each_format_is_written_and_the_same_bytes_twice() {
    let study = buurt();
    for format in FORMATS {
        let line = |name: &str| format!("export --coded -o {name}.{format}");
        study.run(&line("een")).ok().shows(&["13 quotes written to een."]);
        let first = study.read(&format!("een.{format}"));
        // Into its own file again, and into another after everything derived was made anew.
        study.run(&line("een")).ok();
        assert_eq!(study.read(&format!("een.{format}")), first, "{format}");
        study.remove("index");
        study.remove("codings");
        study.run(&line("twee")).ok();
        assert!(study.read(&format!("twee.{format}")) == first, "{format} differs after a rebuild");
    }
}

#[test]
fn slides_carry_quotes_attributions_and_provenance() {
    let study = buurt();
    study.run("export --code trust --role client -o vertrouwen.pptx").ok();
    let bytes = study.read("vertrouwen.pptx");
    let slides: Vec<String> = parts(&bytes)
        .into_iter()
        .filter(|name| name.starts_with("ppt/slides/slide") && name.ends_with(".xml"))
        .collect();
    assert_eq!(slides.len(), 2, "a title slide and one theme: {slides:?}");
    let theme = words_of(&part(&bytes, "ppt/slides/slide2.xml"));
    for expected in ["Vertrouwen", "“Dat vertrouw ik niet meer.”", "[cliënt, De Kade]"] {
        assert!(theme.contains(expected), "{expected}: {theme}");
    }
    assert!(!theme.contains("geen gezicht"), "Fons is no client");
    let notes: String = parts(&bytes)
        .iter()
        .filter(|name| name.starts_with("ppt/notesSlides/") && name.ends_with(".xml"))
        .map(|name| words_of(&part(&bytes, name)))
        .collect();
    for expected in ["fg1:2", "fg1:4", "enquete:1", "relationship/trust"] {
        assert!(notes.contains(expected), "{expected}: {notes}");
    }
}

#[test]
fn documents_carry_the_same() {
    let study = buurt();
    study.run("export --code trust -o v.docx --title 'Over vertrouwen'").ok();
    let bytes = study.read("v.docx");
    let body = words_of(&part(&bytes, "word/document.xml"));
    let notes = words_of(&part(&bytes, "word/footnotes.xml"));
    for expected in ["Over vertrouwen", "Dat vertrouw ik niet meer.", "[vrijwilliger, Huis Noord]"] {
        assert!(body.contains(expected), "{expected}: {body}");
    }
    assert!(notes.contains("fg1:7") && notes.contains("relationship/trust"), "{notes}");
    study.run("export --code online -o v.md").exits(2);
    study.run("export --code relationship/online -o v.md").ok();
    insta::assert_snapshot!(study.text("v.md"), @r"
    # Relatie op afstand

    Buurtwerk\
    2 citaten van 1 deelnemer uit 2 bronnen\
    coördinator 1 · vrijwilliger 1

    ## Relatie op afstand

    > “geen gezicht”[^1]
    >
    > \[vrijwilliger, Huis Noord\]

    > “nooit een gezicht”[^2]
    >
    > \[coördinator, Huis Noord\]

    [^1]: fg1:7 · groepen/fg1.txt 437–449 · spreker Fons · deelnemer P2 · rol vrijwilliger · code relationship/online (rules)

    [^2]: i1:3 · i1.vtt 118–135 · 12:03 · spreker Fons · deelnemer P2 · rol coördinator · code relationship/online (rules)
    ");
}

/// The rows of a csv by column, read by another program's rules: RFC 4180 with LF.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    reader
        .records()
        .map(|row| head.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect())
        .collect()
}

#[test]
fn every_exported_quote_is_the_slice_of_the_text() {
    let study = buurt();
    let said = "Moderator: 👩‍👧 Ja?\nAn: Een lijst:\n- ik vertrouw, \"soms\"; wel\u{2028}daar\nBo: =1+1 vertrouw ik niet.\n\
        An: cafe\u{301} 𝔘 vertrouw\tik.\nBo: Goed.\n";
    study.write("corpus/vreemd.txt", said);
    study.run("export --coded -o alles.json").ok();
    study.run("export --coded -o alles.csv").ok();
    study.run("export --coded --raw -o rauw.csv").ok();
    let quotes = study.text("alles.json");
    let quotes: Vec<serde_json::Value> =
        quotes.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(quotes.len(), 16);
    let text = |source: &str| study.run(&format!("show {source} --text")).ok().stdout;
    let texts: BTreeMap<&str, String> = quotes
        .iter()
        .map(|quote| field(quote, "source"))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .map(|source| (source, text(source)))
        .collect();
    let (guarded, raw) = (rows(&study.text("alles.csv")), rows(&study.text("rauw.csv")));
    assert_eq!((guarded.len(), raw.len()), (16, 16));
    for ((quote, guarded), raw) in quotes.iter().zip(&guarded).zip(&raw) {
        let slice = cut(&texts[field(quote, "source")], number(quote, "start"), number(quote, "end"));
        assert_eq!(field(quote, "quote"), slice);
        assert_eq!(raw["quote"], slice);
        let is_guarded = guarded["guarded"].split("; ").any(|column| column == "quote");
        assert_eq!(
            guarded["quote"].strip_prefix('\'').filter(|_| is_guarded).unwrap_or(&guarded["quote"]),
            slice
        );
        assert_eq!(guarded["start"], number(quote, "start").to_string());
        assert!(!raw.contains_key("guarded"));
    }
    assert_eq!(guarded.iter().filter(|row| row["quote"].starts_with("'=")).count(), 1);
    assert!(guarded.iter().all(|row| !row["quote"].starts_with(['=', '+', '-', '@'])));
}

#[test]
fn a_table_has_its_documented_columns() {
    let study = buurt();
    study.run("export --code client -o c.csv").ok();
    let text = study.text("c.csv");
    insta::assert_snapshot!(text, @r#"
    id,address,source,turn,start,end,start_ms,end_ms,speaker,participant,role,codes,coders,quote,before,after,attr.organisation,guarded
    30aab9661c13c734,fg1:3,groepen/fg1.txt,3,172,229,,,Fons,P2,volunteer,access/waiting; client/voice,rules,"Bij ons in de buurt wachten ze nog langer, zegt mijn zus.","at vertrouw ik niet meer.
    Fons: ","
    Samira: Ik vertrouw die mevrouw",Huis Noord,
    90598f3fd9661555,fg1:8,groepen/fg1.txt,8,485,541,,,Samira,P3,client,client; clientele,rules,De cliënten van hier zijn geen clientèle van een winkel.,"s vertrouw ik het niet.
    Samira: ","
    ",De Kade,
    420f3f9777cf62fe,i1:3,i1.vtt,3,75,136,723000,729250,Fons,P2,coordinator,access/online; client,rules,"Een cliënt die online iets aanvraagt, ziet nooit een gezicht."," wachten ze tot iemand opneemt.
    ",,Huis Noord,
    "#);
    assert!(!text.contains('\r') && !text.starts_with('\u{feff}'));
}

#[test]
fn its_own_file_is_replaced_and_a_changed_one_is_not() {
    let study = buurt();
    study.run("export --code trust -o uit.md").ok();
    study.run("export --code waiting -o uit.md").ok();
    let own = study.text("uit.md");
    assert!(own.contains("Ze bellen"), "its own file is replaced");
    study.write("uit.md", format!("{own}\nMijn eigen zin.\n"));
    let refused = study.run("export --code trust -o uit.md").exits(2);
    refused.says(&["uit.md", "it was left alone", "--overwrite"]);
    assert!(study.text("uit.md").ends_with("Mijn eigen zin.\n"));
    study.run("export --code trust -o uit.md --overwrite").ok();
    assert!(!study.text("uit.md").contains("Mijn eigen zin"));
    study.write("vreemd.csv", "van iemand anders\n");
    study.run("export --code trust -o vreemd.csv").exits(2).says(&["--overwrite"]);
    assert_eq!(study.text("vreemd.csv"), "van iemand anders\n");
}

#[test]
fn nothing_to_export_writes_no_file() {
    let study = buurt();
    for format in FORMATS {
        let name = format!("niets.{format}");
        study
            .run(&format!("export --code trust --role coordinator -o {name}"))
            .exits(1)
            .says(&["no file was written"]);
        assert!(!study.exists(&name));
    }
    study.run("export --code trsut -o niets.csv").exits(2).says(&["relationship/trust"]);
    study
        .run("export --code trust -o niets.pttx")
        .exits(2)
        .says(&["no format `.pttx`", "did you mean `.pptx`?"]);
    study.run("export --code trust -o niets").exits(2).says(&["ending"]);
    study.run("export --code trust").exits(2).says(&["--output"]);
    study
        .run("export --code trust -o niets.pptx --template corpus/i1.vtt")
        .exits(2)
        .says(&["the template is no PowerPoint file"]);
    assert!(!study.exists("niets.csv") && !study.exists("niets.pttx") && !study.exists("niets.pptx"));
}

#[test]
fn a_pipe_gets_exactly_the_bytes_of_the_file() {
    let study = buurt();
    for format in ["csv", "html", "md", "tex", "json"] {
        study.run(&format!("export --coded -o x.{format}")).ok();
        let piped = study.run(&format!("export --coded -o - --format {format}")).ok();
        assert_eq!(piped.bytes, study.read(&format!("x.{format}")), "{format}");
    }
    study.run("find --coded --json").ok();
    assert_eq!(study.run("find --coded --json").stdout, study.text("x.json"), "find and export agree");
}

#[test]
fn nothing_that_was_said_breaks_out_into_markup() {
    let said = "Moderator: Zeg.\nAn: </a:t><script>vertrouw & <w:p> ]]> [link](http://x.y) *vet* | cel `code` \u{b}\u{0}einde.\nModerator: Ja.\nAn: Goed.\n";
    let study = Study::new()
        .with("verbatim.toml", crate::buurt::TOML)
        .with("codebooks/buurt.yaml", crate::buurt::CODEBOOK)
        .with("corpus/i1.txt", said.replace('\u{0}', ""))
        .with(
            "participants.csv",
            "source,speaker,role,organisation\ni1,An,client,\"<b>De & \"\"Kade\"\"</b>\"\n",
        );
    for format in FORMATS {
        study.run(&format!("export --code trust -o x.{format}")).ok();
    }
    let slide = part(&study.read("x.pptx"), "ppt/slides/slide2.xml");
    let document = part(&study.read("x.docx"), "word/document.xml");
    for xml in [&slide, &document] {
        assert!(!xml.contains("<script>") && words_of(xml).contains("<script>vertrouw & <w:p> ]]>"), "{xml}");
        let mut reader = quick_xml::Reader::from_str(xml);
        loop {
            match reader.read_event().expect("well-formed XML") {
                quick_xml::events::Event::Eof => break,
                _ => continue,
            }
        }
    }
    assert!(!study.text("x.md").contains("<script>"));
}

#[test]
fn labels_and_attributions_can_be_chosen() {
    let study = buurt();
    study.run("export --code trust -o x.md --labels en --attribution '{role} ({participant})'").ok();
    let text = study.text("x.md");
    assert!(text.contains("Trust") && text.contains("client (P1)"), "{text}");
}
