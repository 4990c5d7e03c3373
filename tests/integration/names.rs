//! Real names: a list that only its owner can read, and no export in which one of them stands.
//!
//! The names are made of syllables; nobody bears them.

use std::collections::BTreeSet;
use std::io::Read;

use crate::study::{Output, Study, field};

/// Every format of quotes.
const FORMATS: [&str; 9] = ["pptx", "docx", "odt", "xlsx", "html", "tex", "md", "csv", "json"];

/// The `number`th name of Dutch shape; different numbers give different first names and surnames.
fn name(number: usize) -> String {
    const BEGIN: [&str; 10] =
        ["Bren", "Dorl", "Fenz", "Gwin", "Hesk", "Jorm", "Kévr", "Lönt", "Mirk", "Zaïd"];
    const END: [&str; 20] = [
        "ant", "ebo", "ico", "olf", "une", "ars", "eka", "ijn", "oen", "ulia", "ad", "efke", "ilde", "ost",
        "uut", "awi", "erd", "iska", "ond", "ube",
    ];
    const ROOT: [&str; 10] =
        ["Plen", "Vorst", "Quak", "Drev", "Snoy", "Trem", "Glab", "Kwes", "Brøn", "Wuyl"];
    const TAIL: [&str; 20] = [
        "ackers", "egem", "inckx", "oort", "ulders", "aerts", "eels", "ijsen", "oons", "uyten", "am",
        "endriks", "issen", "ovaal", "urink", "antse", "erman", "ingh", "olders", "umans",
    ];
    let first = format!("{}{}", BEGIN[number % 10], END[number / 10 % 20]);
    let last = format!("{}{}", ROOT[number % 10], TAIL[number / 10 % 20]);
    match number % 6 {
        0 => format!("{first} Van den {last}"),
        1 => format!("{first} De {last}"),
        2 => format!("{first} D’{last}"),
        3 => format!("{first}-Nelvo {last}"),
        _ => format!("{first} {last}"),
    }
}

/// A name as somebody may write it.
fn written(number: usize) -> String {
    let name = name(number);
    let (first, last) = name.split_once(' ').unwrap();
    match number % 11 {
        0 => first.to_owned(),
        1 => last.to_owned(),
        2 => format!("{first}s"),
        3 => format!("{first}’s"),
        4 => name.to_uppercase(),
        5 => format!("{last}, {first}"),
        6 => format!("{}. {last}", &first[..1]),
        7 => format!("{}.{}@voorbeeld.be", first.to_lowercase(), last.to_lowercase().replace(' ', "")),
        8 => format!("{first}\u{a0}{last}"),
        9 => format!("{first}-achtig"),
        _ => name,
    }
}

/// The list of these names, each replaced by its number.
fn list(numbers: impl Iterator<Item = usize>) -> String {
    let rows = numbers.map(|number| format!("{},N{number:03}\n", name(number)));
    "real,replacement\n".to_owned() + &rows.collect::<String>()
}

/// The replacements that a search of `file` tells.
fn told(study: &Study, file: &str) -> BTreeSet<String> {
    let output = study.run(&format!("names search --json {file}"));
    assert!(output.code == 0 || output.code == 4, "{output:?}");
    output.json().iter().map(|line| field(line, "replacement").to_owned()).collect()
}

fn silent(output: &Output, numbers: impl Iterator<Item = usize>) {
    let all = format!("{}{}", output.stdout, output.stderr);
    for number in numbers {
        let name = name(number);
        let first = name.split(' ').next().unwrap();
        assert!(!all.contains(first), "{first} is told:\n{all}");
    }
}

#[test]
fn two_hundred_of_two_hundred_names_are_found_in_the_words_of_every_format() {
    let mut text = String::from("Moderator: Wie ken je?\n");
    for number in 0..200 {
        text += &format!("Deelnemer: Ik vertrouw {} daar wel in, dat zeg ik eerlijk.\n", written(number));
    }
    let study = crate::buurt::buurt().with("corpus/lang.txt", text);
    study.write("../key.csv", list(0..200));
    study.run("names import ../key.csv").ok();
    for format in FORMATS {
        let refused = study.run(&format!("export --source lang -o x.{format}")).exits(4);
        assert!(!study.exists(&format!("x.{format}")), "{format} was written");
        refused.says(&["nothing was written", "the name behind N0", "--despite-names"]);
        study.run(&format!("export --source lang -o x.{format} --despite-names")).ok();
        assert_eq!(told(&study, &format!("x.{format}")).len(), 200, "{format}");
    }
    let output = study.run("export --source lang -o - --format md").exits(4);
    silent(&output, 0..200);
    assert_eq!(output.stdout, "");
}

/// The 25 names that are planted in a place.
fn planted(place: usize) -> Vec<String> {
    (place * 25..place * 25 + 25).map(name).collect()
}

/// A study with names everywhere but in what is said: as speakers, organisations, codes, definitions, in the name
/// of the study, as roles, as sources; the last 25 are for titles.
fn beside_the_words() -> Study {
    let mut people = String::from("source,speaker,participant,role,organisation\n");
    let mut codebook = String::from("language: nl\ncodes:\n");
    let mut toml = format!("name = \"{}\"\nlanguage = \"nl\"\n", planted(4).join(", "));
    for (at, role) in planted(5).iter().enumerate() {
        toml += &format!("\n[roles.r{at}]\nname = \"{role}\"\n");
    }
    let study = Study::empty().with("verbatim.toml", toml);
    for at in 0..25 {
        let [speaker, organisation, code, definition] = [0, 1, 2, 3].map(|place| planted(place)[at].clone());
        people += &format!(",{speaker},Q{at},r{at},\"Steunpunt {organisation}\"\n");
        codebook += &format!(
            "  - id: code-{at}\n    name: \"Over {code}\"\n    definition: \"{definition} zei het\"\n"
        );
        codebook += &format!("    rules:\n      - id: rule-{at}\n        any: [\"woord{at}x\"]\n");
        let text = format!("Moderator: En?\n{speaker}: Dit gaat over woord{at}x en niets anders, zeg ik.\n");
        study.write(&format!("corpus/Gesprek_{}.txt", planted(6)[at].replace(' ', "_")), text);
    }
    study.with("participants.csv", people).with("codebooks/c.yaml", codebook).ingested()
}

/// The file as one plain text, got at in another way than the search does: parts unpacked, tags cut out.
fn plain(bytes: &[u8]) -> String {
    let mut text = String::new();
    match zip::ZipArchive::new(std::io::Cursor::new(bytes)) {
        Ok(mut zip) => {
            for index in 0..zip.len() {
                let mut part = Vec::new();
                zip.by_index(index).unwrap().read_to_end(&mut part).unwrap();
                text += &String::from_utf8_lossy(&part);
            }
        }
        Err(_) => text += &String::from_utf8_lossy(bytes),
    }
    regex::Regex::new("<[^>]*>").unwrap().replace_all(&text, "").into_owned()
}

#[test]
fn names_beside_the_words_are_found_in_every_format() {
    let study = beside_the_words();
    study.write("../key.csv", list(0..200));
    study.run("names import ../key.csv").ok();
    let attribution = "{speaker}, {role}, {organisation}";
    let mut anywhere = BTreeSet::new();
    for format in FORMATS {
        let file = format!("x.{format}");
        let line = format!("export --coded -o {file} --despite-names --attribution '{attribution}' --title");
        let mut words = crate::study::words(&line);
        words.push(planted(7).join(", "));
        study.run_in("", &words, &[]).ok();
        let (told, text) = (told(&study, &file), plain(&study.read(&file)));
        let holds = |number: &usize| text.contains(name(*number).split(' ').next().unwrap());
        let there: BTreeSet<String> = (0..200).filter(holds).map(|number| format!("N{number:03}")).collect();
        assert!(there.len() >= 75, "{format} holds {}", there.len());
        assert_eq!(told, there, "{format}");
        anywhere.extend(there);
    }
    assert_eq!(anywhere.len(), 200, "every name stands in some format");
}

#[test]
fn two_hundred_names_that_are_not_there_are_not_found() {
    // Names of the kind that misleads: words with a small letter, of machines, of fonts, parts of other words.
    const FIRST: [&str; 20] = [
        "Roos", "Wil", "Mark", "Max", "Georgia", "Roman", "Bas", "Mees", "Job", "Jan", "Lena", "Will", "Ivo",
        "Odile", "Tin", "Ans", "Lea", "Leen", "Auto", "Mina",
    ];
    const LAST: [&str; 20] = [
        "De Wit",
        "De Jong",
        "Visser",
        "Bakker",
        "Bloem",
        "Van den Berg",
        "Van de Velde",
        "Maes",
        "Roelants",
        "Page",
        "Bosmans",
        "Peers",
        "Van Loo",
        "Engelen",
        "D’Haen",
        "Sterk",
        "Raes",
        "De Groot",
        "Vos-Stam",
        "Quist",
    ];
    let rows = (0..200).map(|n| format!("{} {},Q{n:03}\n", FIRST[n % 20], LAST[(n / 20 + n) % 20]));
    let study = sample();
    study.write("../key.csv", "real,replacement\n".to_owned() + &rows.collect::<String>());
    study.run("names import ../key.csv").ok().shows(&["200 names"]);
    for format in FORMATS {
        study.run(&format!("export --coded -o x.{format}")).ok();
    }
    study.run("codes export -o codes.xlsx").ok();
}

fn sample() -> Study {
    let study = Study::empty();
    let repository = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["corpus", "codebooks", "participants.csv", "verbatim.toml"] {
        study.copy_in(&repository.join(part), part);
    }
    study.ingested()
}

#[test]
fn every_way_out_is_watched() {
    let study = crate::buurt::buurt();
    study.run("export --code trust -o free.docx").ok();
    study.run("names add 'Marleen Wouters' P1").ok();
    for line in [
        "export --code trust -o a.md",
        "export --code trust -o - --format json",
        "export --comments fg1 -o a.docx",
        "export --code trust --participant P3 -o bij-marleen.csv",
    ] {
        let refused = study.run(line).exits(4).says(&["the name behind P1", "nothing was written"]);
        assert!(!refused.stderr.to_lowercase().contains("marleen"), "{}", refused.stderr);
        assert_eq!(refused.stdout, "");
    }
    study.run("export --code trust --participant P3 -o bij-marleen.csv").says(&["the name of the file"]);
    for file in ["a.md", "a.docx", "bij-marleen.csv"] {
        assert!(!study.exists(file), "{file}");
    }
    study.run("export --code trust --participant P3 -o samira.csv --attribution '{role}'").ok();
    study
        .run("export --code trust -o a.md --despite-names")
        .ok()
        .says(&["written all the same", "behind P1"]);
    study.run("names add 'Of de ander' P9 --whole").ok();
    study.run("codes export -o codes.csv").exits(4).says(&["line 3: the name behind P9"]);
    study.run("codes export -o codes.csv --despite-names").ok();
}

#[test]
fn the_list_lies_outside_the_study_and_is_told_to_nobody() {
    let study = crate::buurt::buurt();
    study.run("names").exits(1).says(&["no list of names yet"]);
    study.run("names search corpus/i1.vtt").exits(1);
    study.run("names add 'Katrien Peeters' P07").ok().shows(&["1 name in"]);
    study.run_typing("names add - P08", "Bram Vercauter\n").ok();
    let path = std::path::PathBuf::from(study.run("names path").ok().stdout.trim());
    assert!(!path.starts_with(study.root()) && path.starts_with(study.root().parent().unwrap()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        study.run("names").ok().says(&["others on this machine may read", "chmod 600"]);
    }
    let listed = study.run("names").ok().shows(&["P07", "P08"]);
    assert!(!listed.all().contains("Katrien"), "{}", listed.all());
    study.run("names --show-names").ok().shows(&["Katrien Peeters", "Bram Vercauter"]);
    study.run("names remove P09").exits(1);
    study.run("names remove P08").ok().shows(&["1 name in"]);
    study.run("names add 12 P08").exits(2);
    assert!(!study.truth().values().any(|bytes| bytes.windows(7).any(|part| part == b"Katrien")));
}

#[test]
fn a_search_tells_the_place_and_not_the_name() {
    let study = crate::buurt::buurt().with("brief.txt", "Beste,\n\nhet was Katriens idee.\n");
    study.run("names add 'Katrien Peeters' P07").ok();
    let output = study.run("names search brief.txt corpus/i1.vtt").exits(4);
    assert_eq!(output.stdout, "brief.txt: line 3: the name behind P07\n");
    study.run("names search brief.txt --show-names").exits(4).shows(&["P07: Katriens"]);
    study.write("katrien.txt", "niets");
    let output = study.run("names search katrien.txt").exits(4);
    assert_eq!(output.stdout, "file 1: the name of the file: the name behind P07\n");
    study.run("names search corpus/i1.vtt").ok().says(&["No listed name in 1 file"]);
    study.run("names search missing.txt").exits(2);
}

#[test]
fn a_list_that_does_not_protect_is_told() {
    let study = crate::buurt::buurt();
    study.edit("verbatim.toml", "[roles.client]", "[export]\nnames = \"key.csv\"\n\n[roles.client]");
    study.run("export --code trust -o b.md").exits(4).says(&["there is no list of names", "--despite-names"]);
    study.run("names add Marleen P1").ok().says(&["lies inside the study"]);
    assert!(study.exists("key.csv"));
    study.run("export --code trust -o b.md").exits(4).says(&["lies inside the study", "behind P1"]);
    study.write("key.csv", "Marleen,P1\n");
    study.run("export --code trust -o b.md").exits(2).says(&["real,replacement"]);
    study.remove("key.csv");
    // Somebody else's machine: a list that begins anew would let every other name pass.
    study.run("names add Bo P2").exits(4).says(&["not on this machine", "verbatim names use"]);
    study.write("../elsewhere.csv", "real,replacement\nMarleen,P1\n");
    study.run("names use ../elsewhere.csv").ok();
    assert!(study.text("key.csv").contains("Marleen,P1"));
}

/// The study under another name, in the same place.
fn renamed(study: &Study, line: &str) -> Output {
    let moved = study.root().parent().unwrap().join("elders");
    std::fs::rename(study.root(), &moved).unwrap();
    std::fs::create_dir(study.root()).unwrap();
    let output = study.run(&format!("{line} --study ../elders"));
    std::fs::remove_dir_all(study.root()).unwrap();
    std::fs::rename(&moved, study.root()).unwrap();
    output
}

#[test]
fn a_study_that_was_renamed_or_copied_finds_its_list() {
    let study = crate::buurt::buurt();
    study.run("names add 'Marleen Wouters' P1").ok();
    let path = study.run("names path").ok().stdout;
    renamed(&study, "export --code trust -o ../a.md").exits(4).says(&["the name behind P1"]);
    assert_eq!(renamed(&study, "names path").ok().stdout, path);
    let copy = crate::buurt::fresh();
    study.edit("verbatim.toml", "name = \"", "name = \"Anders genoemd: ");
    study.run("export --code trust -o a.md").exits(4).says(&["the name behind P1"]);
    assert_eq!(study.run("names path").ok().stdout, path);
    copy.run("export --code trust -o a.md").ok();
}

#[test]
fn without_the_list_nothing_leaves_and_there_is_a_way_out() {
    let study = crate::buurt::buurt();
    study.an(&["pick", "--set", "s", "fg1:1-3"]);
    study.an(&["export", "--set", "s", "-o", "d.pptx"]).ok();
    study.run("names add 'Marleen Wouters' P1").ok();
    let here = study.run("names path").ok().stdout.trim().to_owned();
    let key = study.root().parent().unwrap().join("usb.csv");
    std::fs::rename(here, &key).unwrap();
    let refused = study.run("export --code trust -o a.md").exits(4);
    refused.says(&["not on this machine", "verbatim names use FILE", "names forget", "--despite-names"]);
    assert!(!study.exists("a.md"));
    for line in [
        "export --code trust -o - --format json",
        "export --comments fg1 -o a.docx",
        "codes export -o codes.csv",
        "refresh d.pptx -o e.pptx",
        "names",
        "names search d.pptx",
        "names add Bo P2",
        "names path",
    ] {
        let refused = study.run(line).exits(4).says(&["not on this machine", "verbatim names use"]);
        assert_eq!(refused.stdout, "", "{line}");
    }
    study.run("export --code trust -o a.md --despite-names").ok().says(&["not searched for real names"]);
    study.run("names use ../usb.csv").ok().shows(&["1 name in"]);
    study.run("names use ../usb.csv").exits(2).says(&["has its list here"]);
    study.run("export --code trust -o b.md").exits(4).says(&["the name behind P1"]);
    let here = study.run("names path").ok().stdout.trim().to_owned();
    study.run("names forget").exits(2).says(&["the list is here"]);
    std::fs::remove_file(here).unwrap();
    study.run("names forget").ok().says(&["not searched"]);
    study.run("export --code trust -o b.md").ok();
    study.run("names forget").exits(1);
    // What a merge left half done protects as well.
    study.write("codings/study/names.json", "<<<<<<< HEAD\n");
    study.run("export --code trust -o c.md").exits(4).says(&["not on this machine"]);
    study.run("names use ../usb.csv").ok();
    study.run("export --code trust -o c.md").exits(4).says(&["the name behind P1"]);
}

/// A PDF with these words, whose bytes do not show them.
fn in_code(words: &str) -> Vec<u8> {
    let hex: String = words.bytes().map(|byte| format!("{byte:02x}")).collect();
    let page = format!("BT /F 10 Tf 60 700 Td <{hex}> Tj ET");
    crate::apart::one_page("5 0 R", vec![crate::apart::stream("", page.as_bytes())])
}

#[test]
fn the_words_of_a_pdf_are_searched_and_what_cannot_be_is_no_success() {
    let study = crate::buurt::buurt();
    study.run("names add 'Sara Claes' P1").ok();
    study.write("a.pdf", in_code("Deelnemer: Greet zei dat ook."));
    study
        .run("names search a.pdf")
        .ok()
        .says(&["not searched for names: running headers", "No listed name in 1 file"]);
    study.run("names add 'Greet Wouters' P2").ok();
    study.run("names search a.pdf").exits(4).shows(&["a.pdf: the text: the name behind P2"]);
    study.write("b.pdf", "%PDF-1.7\nniets\n");
    study.run("names search b.pdf").exits(2).says(&["cannot be searched for names", "1 file of 1 could not"]);
    study.write("c.rtf", "{\\rtf1\\ansi S\\'e1ra Claes}");
    study.run("names search b.pdf c.rtf").exits(4).shows(&["c.rtf: ", "the name behind P1"]);
}

#[test]
fn where_a_name_comes_from_is_found_in_a_quote_set_too() {
    let study = crate::buurt::buurt();
    study.an(&["pick", "--set", "s", "fg1:1"]);
    study.an(&["set", "edit", "s", "1", "--translation", "en=Sara Claes said so."]).ok();
    study.run("names add 'Sara Claes' P1").ok();
    let refused = study.run("export --set s --translation en -o a.md").exits(4);
    refused.says(&[
        "names search corpus codebooks quotes participants.csv verbatim.toml",
        "`verbatim set edit`",
    ]);
    let places = study.run("names search corpus codebooks quotes participants.csv verbatim.toml").exits(4);
    places.shows(&["quotes/s.yaml: line"]);
}
