//! The hostile files: more than three hundred, each made from a sound one or built to do harm.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::samples::{self, docx, html, odt, pack, pdf_of, tei, txt, xlsx};

/// A hostile file.
pub(crate) struct Hostile {
    /// What it is called in `corpus/`.
    pub(crate) name: String,
    /// Makes its bytes; large ones exist one at a time.
    pub(crate) bytes: Box<dyn Fn() -> Vec<u8>>,
    /// What must come of it.
    pub(crate) fate: Fate,
}

/// What must come of a hostile file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is read: strange, but sound.
    Read,
    /// It is refused with a message.
    Refused,
    /// Either is right: what is left of it decides.
    Either,
}

/// All of them.
pub(crate) fn all() -> Vec<Hostile> {
    let mut made = Vec::new();
    damaged(&mut made);
    wrong_endings(&mut made);
    encodings(&mut made);
    nothing_or_noise(&mut made);
    long_lines(&mut made);
    deep(&mut made);
    bombs(&mut made);
    entities(&mut made);
    pdfs(&mut made);
    packages(&mut made);
    names(&mut made);
    made
}

/// A hostile file.
pub(crate) fn hostile(name: &str, fate: Fate, bytes: impl Fn() -> Vec<u8> + 'static) -> Hostile {
    Hostile { name: name.to_owned(), bytes: Box::new(bytes), fate }
}

fn add(made: &mut Vec<Hostile>, name: impl AsRef<str>, fate: Fate, bytes: impl Fn() -> Vec<u8> + 'static) {
    made.push(hostile(name.as_ref(), fate, bytes));
}

/// Stem and ending of a name.
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').expect("an ending")
}

/// Each format cut short at several places, with NUL bytes, with a byte turned, and doubled.
fn damaged(made: &mut Vec<Hostile>) {
    for (name, sound) in samples::all() {
        let ending = split(name).1;
        for percent in [10, 35, 60, 85, 98] {
            let cut = sound[..sound.len() * percent / 100].to_vec();
            add(made, format!("afgekapt-{percent}.{ending}"), Fate::Either, move || cut.clone());
        }
        let zeros: Vec<u8> =
            sound.iter().enumerate().map(|(at, byte)| if at % 37 == 36 { 0 } else { *byte }).collect();
        add(made, format!("nullen.{ending}"), Fate::Either, move || zeros.clone());
        let mut turned = sound.clone();
        for at in (20..turned.len()).step_by(101) {
            turned[at] ^= 0x55;
        }
        add(made, format!("omgekeerd.{ending}"), Fate::Either, move || turned.clone());
        let doubled = [sound.clone(), sound.clone()].concat();
        add(made, format!("dubbel.{ending}"), Fate::Either, move || doubled.clone());
    }
}

/// Each format under the endings of two others: read by its content.
fn wrong_endings(made: &mut Vec<Hostile>) {
    let samples = samples::all();
    for (at, (name, sound)) in samples.iter().enumerate() {
        for step in [3, 7] {
            let (_, other) = split(samples[(at + step) % samples.len()].0);
            let bytes = sound.clone();
            let name = format!("{}-als.{other}", split(name).1);
            add(made, name, Fate::Either, move || bytes.clone());
        }
    }
}

/// Plain text in every encoding people still meet, and in some that contradict themselves.
fn encodings(made: &mut Vec<Hostile>) {
    let text = txt();
    let wide = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    let little: Vec<u8> = wide(&text).into_iter().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = wide(&text).into_iter().flat_map(u16::to_be_bytes).collect();
    let quad: Vec<u8> = text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    let single = |e: u8| text.chars().map(|c| if c == 'é' { e } else { c as u8 }).collect::<Vec<u8>>();
    let with = |head: &[u8], body: &[u8]| [head, body].concat();
    let odd = little[..little.len() - 1].to_vec();
    let list: Vec<(&str, Fate, Vec<u8>)> = vec![
        ("utf8-bom", Fate::Read, with(b"\xEF\xBB\xBF", text.as_bytes())),
        ("utf16le-bom", Fate::Read, with(b"\xFF\xFE", &little)),
        ("utf16be-bom", Fate::Read, with(b"\xFE\xFF", &big)),
        ("utf16le", Fate::Read, little.clone()),
        ("utf16be", Fate::Read, big.clone()),
        ("utf16-oneven", Fate::Either, with(b"\xFF\xFE", &odd)),
        ("utf16-half-paar", Fate::Either, with(b"\xFF\xFE\x3D\xD8", &little)),
        ("utf32le", Fate::Either, with(b"\xFF\xFE\0\0", &quad)),
        ("windows-1252", Fate::Read, single(0xE9)),
        ("macroman", Fate::Read, single(0x8E)),
        ("cp850", Fate::Read, single(0x82)),
        (
            "te-lang-utf8",
            Fate::Either,
            text.replace('é', "?").into_bytes().into_iter().chain(*b"\xC0\xAF\xE0\x80\xAF").collect(),
        ),
        ("surrogaat-in-utf8", Fate::Either, with(text.as_bytes(), b"\xED\xA0\x80")),
        ("bom-in-het-midden", Fate::Read, text.replacen('\n', "\n\u{feff}", 2).into_bytes()),
        ("regeleinden", Fate::Read, text.replace('\n', "\r").into_bytes()),
        (
            "regeleinden-gemengd",
            Fate::Read,
            text.replacen('\n', "\r\n", 2).replacen(' ', "\u{2028}", 3).into_bytes(),
        ),
        ("rechts-naar-links", Fate::Read, text.replace("Gerda", "\u{202e}Gerda\u{202c}").into_bytes()),
        (
            "tekens-op-tekens",
            Fate::Read,
            text.replace('e', &format!("e{}", "\u{301}".repeat(500))).into_bytes(),
        ),
        ("nul-breedte", Fate::Read, text.replace(' ', "\u{200b} \u{200d}").into_bytes()),
        ("stuurtekens", Fate::Either, text.replace(' ', "\u{7}\u{8}\u{1b}[2J ").into_bytes()),
    ];
    for (name, fate, bytes) in list {
        for ending in ["txt", "srt"] {
            let (bytes, fate) = (bytes.clone(), if ending == "txt" { fate } else { Fate::Either });
            add(made, format!("{name}.{ending}"), fate, move || bytes.clone());
        }
    }
}

/// Files with nothing in them, and files of noise, under every ending.
fn nothing_or_noise(made: &mut Vec<Hostile>) {
    for (name, _) in samples::all() {
        let ending = split(name).1;
        add(made, format!("leeg.{ending}"), Fate::Refused, Vec::new);
        add(made, format!("wit.{ending}"), Fate::Refused, || b"\xEF\xBB\xBF \r\n\t\n".to_vec());
        add(made, format!("ruis.{ending}"), Fate::Refused, || noise(20_000));
        add(made, format!("nul.{ending}"), Fate::Refused, || vec![0; 100_000]);
    }
    add(made, "opname.txt", Fate::Either, || [&b"ID3\x04\0\0"[..], &noise(5_000)].concat());
}

/// Bytes without any order, the same every time, that begin like no format.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    let bytes: Vec<u8> = (0..length).map(next).collect();
    [&b"\x01\x02\x03\x04\x05\x06\x07\x08"[..], &bytes].concat()
}

const TEN_MB: usize = 10 << 20;

/// Ten megabytes on one line, in every text format.
fn long_lines(made: &mut Vec<Hostile>) {
    let words = || "woord ".repeat(TEN_MB / 6);
    add(made, "lang.txt", Fate::Read, move || format!("Gerda: {}", words()).into_bytes());
    add(made, "lang-een-woord.txt", Fate::Read, || vec![b'a'; TEN_MB]);
    add(made, "lang-haken.txt", Fate::Read, || vec![b'['; TEN_MB]);
    add(made, "lang-dubbelepunten.txt", Fate::Read, || "a: ".repeat(TEN_MB / 3).into_bytes());
    add(made, "lang-tijden.txt", Fate::Either, || "[00:00:01] ".repeat(TEN_MB / 11).into_bytes());
    add(made, "lang-regels.txt", Fate::Either, || vec![b'\n'; TEN_MB]);
    add(made, "lang-korte-regels.txt", Fate::Read, || "A: b\n".repeat(100_000).into_bytes());
    add(made, "lang-namen.txt", Fate::Either, || {
        (0..50_000).map(|n| format!("Naam{n}: ja\n")).collect::<String>().into()
    });
    add(made, "lang.md", Fate::Either, || "**".repeat(TEN_MB / 2).into_bytes());
    add(made, "lang-sterren.md", Fate::Either, || "**a:** ".repeat(TEN_MB / 7).into_bytes());
    add(made, "lang.csv", Fate::Either, || "a;".repeat(TEN_MB / 2).into_bytes());
    add(made, "lang-aanhaling.csv", Fate::Either, || {
        [&b"spreker;tekst\nan;"[..], &vec![b'"'; TEN_MB]].concat()
    });
    add(made, "lang-open-aanhaling.csv", Fate::Either, || {
        format!("spreker;tekst\nan;\"{}", "ja;nee\n".repeat(TEN_MB / 7)).into_bytes()
    });
    add(made, "lang.vtt", Fate::Either, || {
        format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}", "<v ".repeat(TEN_MB / 3)).into_bytes()
    });
    add(made, "lang-pijlen.vtt", Fate::Either, || {
        format!("WEBVTT\n\n{}", "00:01.000 --> ".repeat(TEN_MB / 14)).into_bytes()
    });
    add(made, "lang.srt", Fate::Either, || {
        format!("1\n00:00:01,000 --> 00:00:02,000\n{}", "<i>".repeat(TEN_MB / 3)).into_bytes()
    });
    add(made, "lang.rtf", Fate::Either, || {
        format!("{{\\rtf1 {}}}", "\\b a\\b0 ".repeat(TEN_MB / 9)).into_bytes()
    });
    add(made, "lang-hex.rtf", Fate::Either, || {
        format!("{{\\rtf1 {}}}", "\\'e9".repeat(TEN_MB / 4)).into_bytes()
    });
    add(made, "lang-bin.rtf", Fate::Either, || b"{\\rtf1 dag \\bin2147483647 x}".to_vec());
    add(made, "lang.html", Fate::Either, move || html(&words()).into_bytes());
    add(made, "lang-kenmerk.html", Fate::Either, || {
        html(&format!("<p title=\"{}\">dag</p>", "x".repeat(TEN_MB))).into_bytes()
    });
    add(made, "lang.json", Fate::Either, move || {
        format!("{{\"segments\":[{{\"start\":0,\"end\":1,\"text\":\"{}\"}}]}}", words()).into_bytes()
    });
    add(made, "lang.cha", Fate::Either, move || {
        format!("@UTF8\n@Begin\n*AN:\t{}\n@End\n", words()).into_bytes()
    });
    add(made, "lang.TextGrid", Fate::Either, || {
        format!("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\"{}\"", "\"\"".repeat(TEN_MB / 2))
            .into_bytes()
    });
    add(made, "lang.eaf", Fate::Either, || {
        format!("<ANNOTATION_DOCUMENT a=\"{}\"/>", "x".repeat(TEN_MB)).into_bytes()
    });
    add(made, "lang.xml", Fate::Either, move || tei(&format!("<u>{}</u>", words())).into_bytes());
}

/// Elements, brackets and groups nested a hundred thousand deep.
fn deep(made: &mut Vec<Hostile>) {
    const DEEP: usize = 100_000;
    let nested = |open: &str, close: &str| format!("{}dag{}", open.repeat(DEEP), close.repeat(DEEP));
    let tables = nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    add(made, "diep.docx", Fate::Refused, move || docx(&tables));
    let spans = nested("<text:span>", "</text:span>");
    add(made, "diep.odt", Fate::Refused, move || odt(&format!("<text:p>{spans}</text:p>")));
    let cells = nested("<is>", "</is>");
    add(made, "diep.xlsx", Fate::Either, move || xlsx(&format!("<row><c t=\"inlineStr\">{cells}</c></row>")));
    for tag in ["div", "b", "table", "ul", "font", "a"] {
        let body = nested(&format!("<{tag}>"), &format!("</{tag}>"));
        add(made, format!("diep-{tag}.html"), Fate::Either, move || html(&body).into_bytes());
    }
    add(made, "diep-open.html", Fate::Either, || html(&"<p><b><i><font>a".repeat(DEEP)).into_bytes());
    let groups = nested("{", "}");
    add(made, "diep.rtf", Fate::Either, move || format!("{{\\rtf1 {groups}}}").into_bytes());
    add(made, "diep-open.rtf", Fate::Either, || format!("{{\\rtf1 {}", "{\\b ".repeat(DEEP)).into_bytes());
    let arrays = nested("[", "]").replace("dag", "1");
    add(made, "diep.json", Fate::Refused, move || arrays.clone().into_bytes());
    let objects = format!("{}1{}", "{\"segments\":".repeat(DEEP), "}".repeat(DEEP));
    add(made, "diep-objecten.json", Fate::Refused, move || objects.clone().into_bytes());
    let u = nested("<u>", "</u>");
    add(made, "diep.xml", Fate::Refused, move || tei(&u).into_bytes());
    let tiers = nested("<TIER>", "</TIER>");
    add(made, "diep.eaf", Fate::Refused, move || {
        format!("<ANNOTATION_DOCUMENT>{tiers}</ANNOTATION_DOCUMENT>").into_bytes()
    });
    add(made, "diep.vtt", Fate::Either, || {
        format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}dag", "<b>".repeat(DEEP)).into_bytes()
    });
    add(made, "diep.md", Fate::Either, || format!("{}dag", "> ".repeat(DEEP)).into_bytes());
}

/// A zip whose part of this name is `mb` megabytes of one letter, a few kilobytes packed.
fn bomb(name: &str, head: &str, mb: usize, others: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in others {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(head.as_bytes()).unwrap();
    let block = vec![b'a'; 1 << 20];
    for _ in 0..mb {
        zip.write_all(&block).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Small files that inflate without end.
fn bombs(made: &mut Vec<Hostile>) {
    const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    const ODT: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");
    add(made, "bom.docx", Fate::Refused, || {
        bomb("word/document.xml", "<w:document><w:body><w:p><w:r><w:t>", 300, &[TYPES])
    });
    add(made, "bom-stijlen.docx", Fate::Either, || {
        bomb("word/styles.xml", "<w:styles>", 300, &[TYPES, ("word/document.xml", b"<w:document/>")])
    });
    add(made, "bom-plaatje.docx", Fate::Either, || {
        let document: &[u8] =
            b"<w:document><w:body><w:p><w:r><w:t>An: dag</w:t></w:r></w:p></w:body></w:document>";
        bomb("word/media/image1.png", "", 300, &[TYPES, ("word/document.xml", document)])
    });
    add(made, "bom.odt", Fate::Refused, || {
        bomb("content.xml", "<office:document-content><office:body>", 300, &[ODT])
    });
    add(made, "bom.xlsx", Fate::Refused, || {
        bomb(
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData>",
            300,
            &[("xl/workbook.xml", b"<workbook/>")],
        )
    });
    add(made, "bom-teksten.xlsx", Fate::Refused, || {
        bomb("xl/sharedStrings.xml", "<sst><si><t>", 300, &[("xl/workbook.xml", b"<workbook/>")])
    });
    add(made, "bom.ods", Fate::Refused, || {
        bomb(
            "content.xml",
            "<office:document-content>",
            300,
            &[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")],
        )
    });
    add(made, "duizend-keer-duizend.docx", Fate::Refused, || {
        let inner = bomb("a", "", 50, &[]);
        let names: Vec<String> = (0..500).map(|n| format!("word/{n}.zip")).collect();
        pack(&names.iter().map(|name| (name.as_str(), inner.as_slice())).chain([TYPES]).collect::<Vec<_>>())
    });
    add(made, "leeg-blad.xlsx", Fate::Either, || {
        xlsx(
            "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>ver weg</t></is></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
        )
    });
    add(made, "veel-rijen.xlsx", Fate::Either, || xlsx(&"<row><c><v>1</v></c></row>".repeat(400_000)));
    add(made, "herhaald.ods", Fate::Either, || {
        let space = "urn:oasis:names:tc:opendocument:xmlns";
        let content = format!(
            "<office:document-content xmlns:office=\"{space}:office:1.0\" xmlns:text=\"{space}:text:1.0\" \
             xmlns:table=\"{space}:table:1.0\"><office:body><office:spreadsheet><table:table table:name=\"a\">\
             <table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
             table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>\
             </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
        );
        pack(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content.as_bytes()),
        ])
    });
    add(made, "spaties.odt", Fate::Either, || {
        odt("<text:p>An: dag<text:s text:c=\"2147483647\"/>tot</text:p>")
    });
    add(made, "samengevoegd.docx", Fate::Either, || {
        docx(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2147483647\"/></w:tcPr><w:p><w:r><w:t>dag</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        )
    });
}

/// Entities that multiply, or that fetch files.
fn entities(made: &mut Vec<Hostile>) {
    let laughs = |root: &str, inside: &str| {
        let mut types = "<!ENTITY l0 \"lach\">".to_owned();
        for n in 1..10 {
            types += &format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10));
        }
        format!("<?xml version=\"1.0\"?><!DOCTYPE {root} [{types}]>{}", inside.replace('@', "&l9;"))
    };
    let outside = |root: &str, inside: &str| {
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE {root} [<!ENTITY l SYSTEM \"file:///etc/passwd\">]>{}",
            inside.replace('@', "&l;")
        )
    };
    let wide = |root: &str, inside: &str| {
        let long = "x".repeat(100_000);
        let doctype = format!("<?xml version=\"1.0\"?><!DOCTYPE {root} [<!ENTITY l \"{long}\">]>");
        doctype + &inside.replace('@', &"&l;".repeat(20_000))
    };
    let document =
        "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>An: @</w:t></w:r></w:p></w:body></w:document>";
    let content = "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text><text:p>An: @</text:p></office:text></office:body></office:document-content>";
    type Make = Box<dyn Fn(&str, &str) -> String>;
    let kinds: [(&str, Make); 3] =
        [("lachbui", Box::new(laughs)), ("van-buiten", Box::new(outside)), ("breed", Box::new(wide))];
    for (kind, make) in kinds {
        let word = make("w:document", document);
        add(made, format!("{kind}.docx"), Fate::Either, move || {
            pack(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", word.as_bytes())])
        });
        let text = make("office:document-content", content);
        add(made, format!("{kind}.odt"), Fate::Either, move || {
            pack(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("content.xml", text.as_bytes()),
            ])
        });
        let spoken = make(
            "TEI",
            "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><u who=\"#An\">@</u></body></text></TEI>",
        );
        add(made, format!("{kind}.xml"), Fate::Either, move || spoken.clone().into_bytes());
        let tier = make(
            "ANNOTATION_DOCUMENT",
            "<ANNOTATION_DOCUMENT><TIER TIER_ID=\"An\"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a\"><ANNOTATION_VALUE>@</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>",
        );
        add(made, format!("{kind}.eaf"), Fate::Either, move || tier.clone().into_bytes());
        let page = make("html", "<html><body><p>An: @</p></body></html>");
        add(made, format!("{kind}.html"), Fate::Either, move || page.clone().into_bytes());
    }
}

/// PDFs that loop, nest, lie and inflate.
fn pdfs(made: &mut Vec<Hostile>) {
    const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";
    let list: Vec<(&str, Vec<u8>)> = vec![
        ("kring", pdf_of(&[CATALOG, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"])),
        (
            "ouder-kring",
            pdf_of(&[
                CATALOG,
                "<< /Type /Pages /Parent 3 0 R /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
            ]),
        ),
        ("miljard-bladzijden", pdf_of(&[CATALOG, "<< /Type /Pages /Kids [] /Count 1000000000 >>"])),
        (
            "lengte-kring",
            pdf_of(&[
                CATALOG,
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
                "<< /Length 4 0 R >>\nstream\nBT (dag) Tj ET\nendstream",
            ]),
        ),
        (
            "lange-lengte",
            pdf_of(&[
                CATALOG,
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
                "<< /Length 9999999999 >>\nstream\nBT (dag) Tj ET\nendstream",
            ]),
        ),
        ("zonder-bladzijden", pdf_of(&["<< /Type /Catalog >>"])),
        ("alleen-kop", b"%PDF-1.7\n".to_vec()),
        ("wachtwoord", pdf_with_password()),
        (
            "gescand",
            pdf_of(&[
                CATALOG,
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R >>",
                "<< /Subtype /Image /Filter /DCTDecode /Length 2 >>\nstream\n\u{1}\u{2}\nendstream",
            ]),
        ),
    ];
    for (name, bytes) in list {
        // A wrong length is mended by looking for the end of the stream.
        let fate = if name.contains("lengte") { Fate::Either } else { Fate::Refused };
        add(made, format!("{name}.pdf"), fate, move || bytes.clone());
    }
    for (name, open, close) in [("rijen", "[", "]"), ("woordenboeken", "<< /a ", " >>")] {
        let nested = format!("{}1{}", open.repeat(200_000), close.repeat(200_000));
        add(made, format!("diepe-{name}.pdf"), Fate::Refused, move || {
            pdf_of(&[CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", &nested])
        });
    }
    add(made, "veel-bladzijden.pdf", Fate::Refused, || {
        let kids = "3 0 R ".repeat(300_000);
        pdf_of(&[
            CATALOG,
            &format!("<< /Type /Pages /Kids [{kids}] /Count 300000 >>"),
            "<< /Type /Page /Parent 2 0 R >>",
        ])
    });
    add(made, "stroombom.pdf", Fate::Refused, stream_bomb);
    add(made, "vorm-kring.pdf", Fate::Either, || {
        pdf_of(&[
            CATALOG,
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
            "<< /Length 5 >>\nstream\n/X Do\nendstream",
            "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 5 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream",
        ])
    });
}

fn pdf_with_password() -> Vec<u8> {
    let text = String::from_utf8(pdf_of(&["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>", "<< /Filter /Standard /V 1 /R 2 /O (00000000000000000000000000000000) /U (00000000000000000000000000000000) /P -4 >>"])).unwrap();
    text.replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 3 0 R /ID [(a) (a)]").into_bytes()
}

/// A page whose contents inflate to two gigabytes.
fn stream_bomb() -> Vec<u8> {
    let zip = bomb("a", "BT ", 2_000, &[]);
    // The deflated bytes stand in the zip after its local header (30 bytes and the name).
    let name = usize::from(u16::from_le_bytes([zip[26], zip[27]]));
    let extra = usize::from(u16::from_le_bytes([zip[28], zip[29]]));
    let start = 30 + name + extra;
    let end = zip.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    let deflated = &zip[start..end];
    let mut file = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>\nendobj\n4 0 obj\n".to_vec();
    file.extend(format!("<< /Filter /FlateDecode /Length {} >>\nstream\n", deflated.len() + 2).bytes());
    file.extend([0x78, 0x9C]);
    file.extend(deflated);
    file.extend(b"\nendstream\nendobj\ntrailer << /Size 5 /Root 1 0 R >>\n%%EOF\n");
    file
}

/// Zips that lie about their parts, or whose parts would like to be written elsewhere.
fn packages(made: &mut Vec<Hostile>) {
    add(made, "uitweg.docx", Fate::Either, || {
        pack(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("../../../uitweg.txt", b"weg"),
            ("/tmp/uitweg.txt", b"weg"),
            ("word/document.xml", b"<w:document/>"),
        ])
    });
    add(made, "veel-delen.docx", Fate::Refused, || {
        let names: Vec<String> = (0..60_000).map(|n| format!("word/{n}")).collect();
        pack(
            &names
                .iter()
                .map(|name| (name.as_str(), &b""[..]))
                .chain([("[Content_Types].xml", &b"<Types/>"[..])])
                .collect::<Vec<_>>(),
        )
    });
    add(made, "zonder-document.docx", Fate::Refused, || {
        pack(&[("[Content_Types].xml", b"<Types/>"), ("word/styles.xml", b"<w:styles/>")])
    });
    add(made, "zonder-inhoud.odt", Fate::Refused, || {
        pack(&[("mimetype", b"application/vnd.oasis.opendocument.text")])
    });
    add(made, "verwijst-naar-buiten.docx", Fate::Either, || {
        let relations = b"<Relationships><Relationship Type=\"x/officeDocument\" Target=\"file:///etc/passwd\"/></Relationships>";
        pack(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", relations),
            ("word/styles.xml", b"<a/>"),
        ])
    });
    add(made, "verkeerde-lengtes.docx", Fate::Either, || {
        let mut bytes = docx("<w:p><w:r><w:t>An: dag</w:t></w:r></w:p>");
        let directory = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
        bytes[directory + 20..directory + 28].fill(0xFF);
        bytes
    });
    add(made, "presentatie.docx", Fate::Refused, || pack(&[("ppt/presentation.xml", b"<p/>")]));
    add(made, "archief.txt", Fate::Refused, || pack(&[("a.txt", b"An: dag")]));
}

/// Names that are hard to show or to open.
fn names(made: &mut Vec<Hostile>) {
    for name in [
        "met spatie en ' en \".txt",
        "\u{202e}txt.exe.txt",
        "-rf.txt",
        "--help.txt",
        "%2e%2e%2f.txt",
        "CON.txt",
        "naam\u{7}met\u{1b}[31mkleur.txt",
        "emoji-👩‍👩‍👧.txt",
        "e\u{301}e\u{301}n.txt",
        "a=b;c|d&e$(f)`g`.txt",
        "punt..punt.txt",
    ] {
        add(made, name, Fate::Read, || txt().into_bytes());
    }
    add(made, format!("{}.txt", "n".repeat(250)), Fate::Read, || txt().into_bytes());
    add(made, "geen-ending", Fate::Read, || txt().into_bytes());
    add(made, "onbekend.xyz", Fate::Refused, || txt().into_bytes());
}
