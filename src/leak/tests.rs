use proptest::prelude::*;

use super::{Names, Place, Searched, Searcher};

fn searcher(list: &[(&str, &str)]) -> Searcher {
    let mut names = Names::default();
    list.iter().for_each(|(real, replacement)| _ = names.add(real, replacement, false));
    Searcher::new(&names)
}

fn search(real: &str, text: &str) -> Searched {
    searcher(&[(real, "P07")]).search(None, text.as_bytes())
}

#[track_caller]
fn found(real: &str, texts: &[&str]) {
    for text in texts {
        assert!(!search(real, text).leaks.is_empty(), "{real} is not found in {text:?}");
    }
}

#[track_caller]
fn not_found(real: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(search(real, text).leaks, [], "{real} in {text:?}");
    }
}

#[test]
fn a_name_is_found_in_every_form() {
    found(
        "Katrien Peeters",
        &[
            "Katrien Peeters",
            "KATRIEN PEETERS",
            "peeters, katrien",
            "Peeters, K.",
            "K. Peeters",
            "K.P. zei",
            "K. P. zei",
            "Katriens fiets",
            "Katrien's fiets",
            "Katrien’s fiets",
            "Katrientje",
            "een Katrien-achtig antwoord",
            "Katrieneke",
            "katrien.peeters@voorbeeld.be",
            "katrienpeeters",
            "@kpeeters",
            "katrien_peeters_1986.docx",
            "interviewKatrien",
            "bij Peeters'",
            "Katrien\u{a0}Peeters",
            "Kat\u{200b}rien",
            "Kat\u{ad}rien",
            "Kat-\nrien",
            "K\u{301}atrien",
            "Ｋatrien",
        ],
    );
    not_found("Katrien Peeters", &["Katrijn", "Peetersen", "K.P.N.", "N.K.P.", "KP", "k.p.", "Peter"]);
}

#[test]
fn what_a_person_reads_is_found_however_it_is_disguised() {
    found(
        "Fatima Goossens",
        &[
            "[F]atima zei",
            "F[atima] zei",
            "F a t i m a",
            "F.A.T.I.M.A.",
            "F\u{2009}a\u{2009}t\u{2009}i\u{2009}m\u{2009}a",
            "F\u{430}tima",
            "Fᴀᴛɪᴍᴀ",
            "<w:t>F </w:t><w:t>a </w:t><w:t>t </w:t><w:t>i </w:t><w:t>m </w:t><w:t>a</w:t>",
            "<t><![CDATA[Fat]]>ima</t>",
        ],
    );
    not_found("Fatima Goossens", &["f a t i s m a", "[F] atima", "a b c d e f"]);
}

#[test]
fn borders_hold_and_short_names_are_exact() {
    not_found("Jan", &["januari", "Janssens", "Marjan", "Japan", "Jansen"]);
    found("Jan", &["jan zei", "Jantje", "Jans fiets", "Jan's", "met Jan.", "Jan-Piet", "(Jan)"]);
    not_found("Jo", &["jo", "JO", "Joost", "Jos"]);
    found("Jo", &["Jo zei", "Jo's"]);
    not_found("Jan", &["id 7f3jan9c", "x2Jan4"]);
    found("Jan", &["jan2", "Jan_07"]);
    found("Li Wu", &["Li Wu", "Wu Li", "Li\nWu", "liwu@x.be li-wu Li Wu"]);
    not_found("Li Wu", &["Li", "Wu"]);
}

#[test]
fn names_that_are_words_need_a_capital() {
    not_found("Roos Maesen", &["een roos in de tuin", "rooskleurig"]);
    found("Roos Maesen", &["Roos zei", "roos maesen", "met Roosje"]);
    not_found("Tom De Wit", &["de wit geverfde muur", "een wit blad"]);
    found("Tom De Wit", &["De heer De Wit", "tom dewit", "Tommeke", "T. De Wit", "dewit@x"]);
    not_found("Tin Wouters", &["{\"a\": \"Bart:\\tIn\"}"]);
    not_found("Mark Tuyls", &["de markt"]);
    not_found("Huis De Kanteling", &["dit huis", "Huis Noord", "de"]);
}

#[test]
fn particles_hyphens_apostrophes_and_foreign_letters_are_known() {
    found("Bart Van den Berghe", &["mevrouw Van den Berghe", "vandenberghe", "Berghe", "B.V.D.B."]);
    not_found("Bart Van den Berghe", &["van den", "B.V."]);
    found("Anne-Marie D’Hondt", &["Annemarie", "Anne Marie", "D'hondt", "dhondt@x", "Hondt"]);
    not_found("Anne-Marie D’Hondt", &["Marie", "d'r"]);
    found("Jürgen Müller", &["Muller", "Mueller", "MÜLLER", "Mu\u{308}ller"]);
    found("李伟", &["昨天李伟说"]);
    found("Øyvind Łuczak", &["Oyvind", "Luczak", "Oeyvind"]);
}

#[test]
fn particles_may_stand_apart_or_together() {
    let spelled = [
        "Vandekerkhove",
        "Van de Kerkhove",
        "Van De Kerkhove",
        "van de kerkhove",
        "Vande Kerkhove",
        "Van-de-Kerkhove",
        "VandeKerkhove",
        "VANDE KERKHOVE",
        "Kerkhove-Van de Kerkhove",
        "Van de Kerkhoves",
    ];
    for listed in ["Roswitha Vandekerkhove", "Roswitha Van de Kerkhove", "Vandekerkhove", "Van De Kerkhove"] {
        found(listed, &spelled);
    }
    let mut names = Names::default();
    names.add("Roswitha Vandekerkhove", "P07", true);
    let whole = Searcher::new(&names);
    let hits = |text: &str| whole.search(None, text.as_bytes()).leaks.len();
    assert_eq!((hits("Roswitha van de Kerkhove"), hits("Van de Kerkhove")), (1, 0));
    found("Bert Dhondt", &["D’Hondt", "d'hondt", "B. D'Hondt"]);
    found("Marie Le Roy", &["Leroy"]);
    not_found("Tom Dewit", &["de wit geverfde muur"]);
    not_found("Laura Dennis", &["la ura", "den nis", "de man"]);
}

#[test]
fn names_broken_over_lines_paragraphs_and_runs_are_found() {
    for broken in [
        "<a:p><a:r><a:t>Roswitha</a:t></a:r></a:p><a:p><a:r><a:t>Peeters</a:t></a:r></a:p>",
        "<a:t>Roswitha</a:t></a:r><a:br/><a:r><a:t>Peeters</a:t>",
        "<a:t>Ros</a:t></a:r><a:br/><a:r><a:t>witha Peeters</a:t>",
        "<w:t>Roswitha Pee-</w:t></w:r><w:r><w:br/><w:t>ters</w:t>",
        "<w:t>Roswitha Pee</w:t></w:r></w:p>\n<w:p><w:r><w:t>ters</w:t>",
        "<w:t>Ros</w:t></w:r><w:r><w:t xml:space=\"preserve\">witha Pee</w:t></w:r><w:r><w:t>ters</w:t>",
    ] {
        let mut names = Names::default();
        names.add("Roswitha Peeters", "P07", true);
        let searched = Searcher::new(&names).search(None, broken.as_bytes());
        assert_eq!(searched.leaks.len(), 1, "{broken}");
    }
    not_found("Ann Bosmans", &["<p>Dat is de bos</p><p>mans genoeg</p>", "<td>Bos</td><td>Mans</td>"]);
}

#[test]
fn codes_for_characters_hide_no_name() {
    found(
        "René Maes",
        &[
            "{\"text\": \"Ren\\u00e9 zei\"}",
            "Ren&eacute;",
            "Ren&#233;",
            "<p>Ren&#xE9;</p>",
            "Ren\\'{e}",
            "Ren\\'e",
            "Ren%C3%A9",
            "Ren_x00E9_",
            "<b>Re</b>né",
            "Re**n**é",
            "\\textbf{Re}né",
            "<img alt=\"René\">",
            "<!-- René -->",
            "<a href=\"x/ren%C3%A9\">",
            "<script>{\"q\": \"Ren\\u00e9\"}</script>",
            "&lt;b&gt;Re&lt;/b&gt;n&amp;eacute;",
            "UmVuw6kgemVpIGRhdA==",
            "<w:t>Re</w:t></w:r><w:r><w:t>né</w:t>",
        ],
    );
    let searcher = searcher(&[("René Maes", "P07")]);
    let utf16: Vec<u8> = "\u{feff}Dat zei René".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(searcher.search(None, &utf16).leaks.len(), 1);
    assert_eq!(searcher.search(None, b"Dat zei Ren\xe9 toen").leaks.len(), 1);
    assert_eq!(searcher.search(Some("gesprek-René.pptx"), b"").leaks[0].place, Place::FileName);
}

#[test]
fn words_of_machines_are_no_names() {
    not_found(
        "Max Roman",
        &["<p style=\"max-width:3em\" type=\"max\"><a:latin typeface=\"Times New Roman\"/>"],
    );
    not_found("Georgia Maes", &["<style>p { font-family: Georgia }</style>"]);
    found("Max Roman", &["<p>Max</p>", "<x who=\"Max\"/>"]);
}

#[test]
fn a_place_is_the_first_line_and_how_often() {
    let leaks = search("Katrien Peeters", "ja\nnee <b>Katrien</b> en\nKatrien Peeters").leaks;
    assert_eq!(leaks.len(), 1);
    assert_eq!(
        (&leaks[0].place, leaks[0].times, leaks[0].found.as_str()),
        (&Place::Text(Some(2)), 2, "Katrien")
    );
}

#[test]
fn words_of_the_replacement_and_marked_parts_are_not_searched() {
    let searcher_of = |replacement, whole| {
        let mut names = Names::default();
        names.add("Katrien Peeters", replacement, whole);
        Searcher::new(&names)
    };
    let hits = |searcher: &Searcher, text: &str| searcher.search(None, text.as_bytes()).leaks.len();
    let first_kept = searcher_of("Katrien", false);
    assert_eq!((hits(&first_kept, "Katrien"), hits(&first_kept, "Peeters")), (0, 1));
    let whole = searcher_of("P07", true);
    assert_eq!((hits(&whole, "Katrien of Peeters"), hits(&whole, "Peeters, Katrien")), (0, 1));
}

#[test]
fn lists_read_back_and_forgive_headers() {
    let mut names = Names::default();
    assert!(names.add("  Katrien   Peeters ", "P07", true) && names.add("Jan, \"de lange\"", "P08", false));
    assert!(!names.add("12", "P09", false) && !names.add("Katrien Peeters", "P07", true));
    assert_eq!(Names::parse("x", &names.bytes()).unwrap(), names);
    let other = Names::parse("x", "Pseudoniem;Naam\nP07;Katrien Peeters\n".as_bytes()).unwrap();
    assert_eq!((other.entries[0].real.as_str(), other.shown(0).as_str()), ("Katrien Peeters", "P07"));
    let error = Names::parse("x.csv", b"Katrien Peeters,P07\nJan,P08\n").unwrap_err().to_string();
    assert!(error.contains("no column `real`") && !error.contains("Katrien"), "{error}");
    assert_eq!((names.remove("p07"), names.remove("P07"), names.entries.len()), (1, 0, 1));
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, bytes).unwrap();
    }
    zip.set_comment("van Katrien").unwrap();
    zip.finish().unwrap().into_inner()
}

fn package() -> Vec<u8> {
    let run = b"<p:sp><a:p><a:r><a:t>Kat</a:t></a:r><a:r><a:t>rien</a:t></a:r></a:p></p:sp>";
    let inner = zipped(&[("xl/sharedStrings.xml", b"<si><t>Peeters</t></si>")]);
    zipped(&[
        ("docProps/core.xml", b"<dc:creator>Katrien</dc:creator>"),
        ("ppt/embeddings/a.xlsx", &inner),
        ("ppt/media/foto-katrien.png", b"\x89PNG\0\0"),
        ("ppt/notesSlides/notesSlide2.xml", run),
        ("ppt/slides/slide2.xml", b"<p:cNvPr descr=\"Foto van Katrien\"/>"),
    ])
}

#[test]
fn every_part_of_a_package_is_searched_and_packages_inside_it() {
    let searched = searcher(&[("Katrien Peeters", "P07")]).search(None, &package());
    let mut places: Vec<String> = searched.leaks.iter().map(|leak| leak.place.to_string()).collect();
    places.sort();
    insta::assert_snapshot!(places.join("\n"), @r"
    notes of slide 2
    properties
    slide 2
    the name of part 3
    the remark of the package
    the remark of the package in ppt/embeddings/a.xlsx
    xl/sharedStrings.xml in ppt/embeddings/a.xlsx
    ");
    assert_eq!(searched.unsearched, Vec::<String>::new());
}

#[test]
fn what_never_ends_is_read_once() {
    let searcher = searcher(&[("Jan Maes", "P07")]);
    for part in
        ["<!--", "<a \"", "<a '>", "<style>", "<", "&", "\\", "%C3", "_x00", "K.", "aB", "Jan-\n", "{*"]
    {
        searcher.search(None, part.repeat(30_000).as_bytes());
    }
}

#[test]
fn what_cannot_be_looked_into_is_told() {
    let searcher = searcher(&[("Katrien Peeters", "P07")]);
    for bytes in [&b"%PDF-1.7"[..], b"{\\rtf1", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0"] {
        assert_eq!(searcher.search(None, bytes).unsearched.len(), 1);
    }
}

proptest! {
    #[test]
    fn any_broken_package_is_searched(at in 0usize..1500, byte in any::<u8>()) {
        let mut bytes = package();
        let at = at % bytes.len();
        bytes[at] = byte;
        searcher(&[("Katrien Peeters", "P07")]).search(None, &bytes);
    }

    #[test]
    fn any_bytes_are_searched(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        searcher(&[("Katrien Peeters", "P07"), ("Jo", "P08")]).search(Some("x"), &bytes);
    }

    #[test]
    fn any_markup_is_searched(text in "(<|>|&|;|\\\\|u00e9|\\{|\\}|%C3|_x00E9_|<!--|-->|\"|'|Jan |a=|é|PK\x03\x04|[A-Za-z+/]{3}){0,80}") {
        searcher(&[("Jan Maes", "P07")]).search(None, text.as_bytes());
    }

    #[test]
    fn a_name_between_borders_is_always_found(before in "\\PC{0,20}", after in "\\PC{0,20}") {
        let text = format!("{} Katrien Peeters {}", before.replace(['<', '>'], ""), after.replace(['<', '>'], ""));
        prop_assert!(!search("Katrien Peeters", &text).leaks.is_empty());
    }
}
