//! `verify` says where in a finished text a quotation stands.

use crate::apart::{pdf, stream};
use crate::study::{Study, field};

/// A study in which three people say one thing each.
fn study() -> Study {
    Study::new()
        .with("verbatim.toml", "name = \"Proef\"\nlanguage = \"nl\"\n")
        .with("participants.csv", "source,speaker,participant,role\na,An,P1,client\na,Bo,P2,client\n")
        .with(
            "corpus/a.txt",
            "An: Ik vertrouw dat loket niet meer sinds vorig jaar.\nBo: Wij wachten hier al drie weken op antwoord.\n",
        )
}

/// A PDF with these lines on each page, 12 points apart; an empty one makes a gap.
fn pages(pages: &[&[&str]]) -> Vec<u8> {
    let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), Vec::new()];
    objects.push(b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>".to_vec());
    let mut kids = Vec::new();
    for lines in pages {
        let put =
            |(row, line): (usize, &&str)| format!("BT /F 10 Tf 60 {} Td ({line}) Tj ET\n", 760 - 12 * row);
        let drawn: String = lines.iter().enumerate().map(put).collect();
        kids.push(format!("{} 0 R", objects.len() + 1));
        let contents = objects.len() + 2;
        objects.push(
            format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R/Resources<</Font<</F 3 0 R>>>>>>")
                .into_bytes(),
        );
        objects.push(stream("", drawn.as_bytes()));
    }
    objects[1] = format!("<</Type/Pages/Count {}/Kids[{}]>>", kids.len(), kids.join(" ")).into_bytes();
    pdf(&objects)
}

/// A paper of three pages; the second quotation stands in a paragraph that began on the page before.
fn paper() -> Vec<u8> {
    pages(&[
        &[
            "Een van hen zei: \"Ik vertrouw dat loket niet meer sinds vorig jaar.\"",
            "",
            "Over het wachten waren de gesprekken het eens, en dat bleek ook uit",
            "wat een tweede vertelde toen het over de vele brieven ging, want de",
            "vraag was daar telkens dezelfde, en ook de toon was er dezelfde als",
        ],
        &["altijd, namelijk: \"Wij wachten hier al drie weken op antwoord.\"", "", "Daarmee was het gezegd."],
        &["Tot slot, nog eens: \"Ik vertrouw dat loket niet meer.\""],
    ])
}

#[test]
fn quotations_in_a_pdf_stand_on_pages() {
    let study = study();
    study.write("paper.pdf", paper());
    let output = study.run("verify paper.pdf --json").ok();
    let places: Vec<String> = output.json().iter().map(|line| field(line, "place").to_owned()).collect();
    assert_eq!(places, ["page 1", "page 2", "page 3"], "{}", output.stdout);
    let output = study.run("verify paper.pdf --html report.html").ok();
    output.shows(&["paper.pdf, page 1", "paper.pdf, page 2", "paper.pdf, page 3"]);
    let page = study.text("report.html");
    assert!(page.contains("page 2 · <b>exact</b>") && !page.contains("paragraph"), "{page}");
}

#[test]
fn formats_without_pages_keep_their_own_places() {
    let study = study();
    let quoted = "“Ik vertrouw dat loket niet meer sinds vorig jaar.”";
    study.write("paper.html", format!("<h1>Wachten</h1><p>Zij zei: {quoted}</p>"));
    study.run("verify paper.html").ok().shows(&["paper.html, paragraph 2"]);
    study.write("paper.md", format!("# Wachten\n\nZij zei: {quoted}\n"));
    study.run("verify paper.md").ok().shows(&["paper.md, line 3"]);
}
