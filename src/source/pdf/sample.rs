//! Small PDFs made by hand, for tests.

/// Words at a place of a page: left end and height in points, and the font: `R`egular, `B`old or `S`mall.
#[derive(Debug, Clone, Copy)]
pub(in crate::source) struct Put(
    pub(in crate::source) f32,
    pub(in crate::source) f32,
    pub(in crate::source) char,
    pub(in crate::source) &'static str,
);

/// A PDF with these words on each page, in Courier of 10 points (a letter is 6 points wide), or 6 where small.
pub(in crate::source) fn pdf(pages: &[Vec<Put>]) -> Vec<u8> {
    let streams: Vec<String> = pages.iter().map(|page| stream(page)).collect();
    let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 5 + 2 * n)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" ")),
        font("Courier"),
        font("Courier-Bold"),
    ];
    for (number, stream) in streams.iter().enumerate() {
        let fonts = "<</Font<</R 3 0 R/B 4 0 R>>>>";
        let contents = 6 + 2 * number;
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{fonts}/Contents {contents} 0 R>>"
        ));
        objects.push(format!("<</Length {}>>stream\n{stream}\nendstream", stream.len()));
    }
    file(&objects)
}

/// A PDF of these objects, the first one its catalog.
pub(in crate::source) fn file(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut places = String::new();
    for (number, object) in (1..).zip(objects) {
        places.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (count, at) = (objects.len() + 1, file.len());
    file.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n{places}"));
    file.push_str(&format!("trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"));
    file.into_bytes()
}

fn font(name: &str) -> String {
    format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
}

fn stream(page: &[Put]) -> String {
    let put = |Put(x, y, font, words): &Put| {
        let words = words.replace('(', "\\(").replace(')', "\\)");
        let (font, size) = if *font == 'S' { ('R', 6) } else { (*font, 10) };
        format!("BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET")
    };
    page.iter().map(put).collect::<Vec<_>>().join("\n")
}
