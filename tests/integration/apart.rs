//! Files that code of others unpacks: read in a process of their own, whatever is in them.

use std::io::Write as _;
use std::time::{Duration, Instant};

use crate::study::Study;

/// A PDF of these objects, the first one its catalog.
pub(crate) fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = String::new();
    for (number, object) in (1..).zip(objects) {
        places.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (count, at) = (objects.len() + 1, file.len());
    file.extend(format!("xref\n0 {count}\n0000000000 65535 f \n{places}").bytes());
    file.extend(format!("trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n").bytes());
    file
}

pub(crate) fn stream(keys: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<<{keys}/Length {}>>stream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

/// One page whose contents are these objects, with further objects from number 5 on.
pub(crate) fn one_page(contents: &str, further: Vec<Vec<u8>>) -> Vec<u8> {
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents}\
         /Resources<</Font<</F 4 0 R>>/XObject<</X5 5 0 R>>>>>>"
    );
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
        page.into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>".to_vec(),
    ];
    objects.extend(further);
    pdf(&objects)
}

/// Two pages with a running header, a page number and a line each.
fn conversation() -> Vec<u8> {
    let page = |number: u32, words: &str| {
        let put = |x: u32, y: u32, words: &str| format!("BT /F 10 Tf {x} {y} Td ({words}) Tj ET\n");
        let all =
            put(60, 800, "Huis Brug, gesprek") + &put(60, 700, words) + &put(500, 30, &number.to_string());
        stream("", all.as_bytes())
    };
    let leaf = |contents: u32| {
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R/Resources<</Font<</F 3 0 R>>>>>>"
        )
    };
    pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 2/Kids[4 0 R 6 0 R]>>".to_vec(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>".to_vec(),
        leaf(5).into_bytes(),
        page(1, "Greet: Ik vertrouw dat loket niet meer."),
        leaf(7).into_bytes(),
        page(2, "Noor: En ik wacht nog altijd."),
    ])
}

/// `bytes` deflated, by way of a zip.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let mut packer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    packer.start_file("x", options).unwrap();
    packer.write_all(bytes).unwrap();
    let packed = packer.finish().unwrap().into_inner();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(packed.clone())).unwrap();
    let (start, length) = {
        let file = archive.by_index(0).unwrap();
        (file.data_start().unwrap() as usize, file.compressed_size() as usize)
    };
    [&[0x78, 0x9c], &packed[start..start + length]].concat()
}

/// Files made to hang, crash or fill a program.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let zeros = stream("/Filter/FlateDecode", &deflated(&b"0 0 m\n".repeat(8 << 20)));
    let references = format!("[{}]", "5 0 R ".repeat(60));
    // Forms that paint the next one twice: two to the power of thirty of them.
    let form = |next: usize| {
        let keys = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 4 0 R>>/XObject<</X{next} {next} 0 R>>>>"
        );
        stream(&keys, format!("/X{next} Do /X{next} Do BT /F 9 Tf (ja) Tj ET").as_bytes())
    };
    let forms: Vec<Vec<u8>> = (5..35).map(|number| form(number + 1)).collect();
    let start = stream("", b"/X5 Do");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let loops = pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]/Parent 2 0 R>>".to_vec(),
    ]);
    vec![
        ("bom.pdf", one_page(&references, vec![zeros])),
        ("vormen.pdf", one_page("36 0 R", [forms, vec![stream("", b""), start]].concat())),
        ("diep.pdf", one_page(&deep, vec![stream("", b"")])),
        ("dieper.pdf", one_page("5 0 R", vec![stream("", deep.as_bytes())])),
        ("lus.pdf", loops),
    ]
}

#[test]
fn a_pdf_is_read_apart_as_any_other_source() {
    let study = Study::new().with("corpus/fg9.pdf", conversation());
    study.run("ingest").ok().shows(&["fg9", "pdf, \"Name:\" labels", "1 source read and coded"]);
    assert_eq!(
        study.run("show fg9 --text").ok().stdout.trim_end(),
        "Greet: Ik vertrouw dat loket niet meer.\nNoor: En ik wacht nog altijd."
    );
    study.run("find vertrouw").ok().shows(&["Ik vertrouw dat loket niet meer."]);
    study.edit("verbatim.toml", "language", "[source.\"fg9.pdf\"]\nspeakers = \"none\"\n#");
    assert!(study.run("show fg9 --json").ok().json().iter().all(|turn| turn["speaker"].is_null()));
}

#[test]
fn hostile_files_stop_neither_the_program_nor_the_batch() {
    for (name, bytes) in hostile() {
        let study = Study::new().with("corpus/fg9.pdf", conversation());
        study.write(&format!("corpus/{name}"), &bytes);
        let begun = Instant::now();
        let output = study.run("ingest").exits(3);
        // A second or two, on a machine that is not busy.
        assert!(begun.elapsed() < Duration::from_secs(12), "{name}: {:?}", begun.elapsed());
        let output = output.shows(&[&format!("not read: {name}: "), "fg9", "1 source read and coded"]);
        let all = format!("{}{}", output.stdout, output.stderr);
        assert!(!all.contains("panicked") && !all.contains("overflow"), "{name}: {all}");
        println!("{name} ({} bytes, {:?}): {}", bytes.len(), begun.elapsed(), output.stdout);
    }
}

#[test]
fn the_command_behind_it_is_nowhere_to_be_seen() {
    let study = Study::empty();
    for line in ["--help", "man", "completions bash", "completions zsh", "completions fish"] {
        assert!(!study.run(line).ok().stdout.contains("read-apart"), "{line}");
    }
    study.run("read-apart").exits(2);
}
