//! A PDF as a word processor would print it, with as little as it takes: Courier of 10 points, every letter 6 wide.

use super::Known;
use super::manuscripts::{Manuscript, behind, marked, sentence};

/// Letters to a line of the text, and of what is set off.
const WIDTH: usize = 78;
const NARROW: usize = 68;
/// Where they begin, in points.
const LEFT: f32 = 60.0;
const INDENTED: f32 = 90.0;
const TOP: f32 = 780.0;
const BOTTOM: f32 = 60.0;

/// What stands between quotations, so that they are set off from something; never twice the same, since lines that come
/// back at the top of pages are running headers.
const BETWEEN: &str = "In de gesprekken kwam dat onderwerp vaker terug dan wij hadden verwacht, en het klonk in \
    elke groep weer anders. Wie er werkt legt andere klemtonen dan wie er wacht.";

/// The letters of `WinAnsiEncoding` that are no Latin-1, and their codes.
const WINDOWS: [(char, u8); 11] = [
    ('€', 0x80),
    ('„', 0x84),
    ('…', 0x85),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('–', 0x96),
    ('—', 0x97),
    ('œ', 0x9c),
    ('Œ', 0x8c),
];

fn code(c: char) -> Option<u8> {
    let is_latin = matches!(c, ' '..='~' | '¡'..='ÿ') && c != '\u{ad}';
    let latin = u8::try_from(u32::from(c)).ok().filter(|_| is_latin);
    latin.or_else(|| WINDOWS.iter().find(|(known, _)| *known == c).map(|(_, code)| *code))
}

/// Whether a PDF keeps `known` as it is: several blanks may stand for a tab, as in the row of a table, and its letters are those of the font.
pub(super) fn keeps(known: &Known) -> bool {
    known.text.chars().all(|c| code(c).is_some()) && known.kind != "several blanks as one"
}

/// Every second quotation is a block without marks, the others stand between marks.
pub(super) fn paper(all: &[Known]) -> Manuscript {
    let mut pages = Pages { pages: vec![Vec::new()], y: TOP };
    for (number, known) in all.iter().enumerate() {
        let block = format!("{}{}", known.text, behind(known));
        pages.paragraph(&between(number), LEFT, WIDTH);
        // What ends as no sentence does could be a heading.
        if number % 2 == 0 && (block.ends_with(['.', '?', '!', ')']) || block.chars().count() > NARROW) {
            pages.paragraph(&block, INDENTED, NARROW);
        } else {
            pages.paragraph(&sentence(known, number, &marked(known, number)), LEFT, WIDTH);
        }
    }
    Manuscript { name: "paper.pdf", bytes: pages.file() }
}

fn between(number: usize) -> String {
    let mut words: Vec<&str> = BETWEEN.split_whitespace().collect();
    let turned = number % words.len();
    words.rotate_left(turned);
    words.join(" ") + "."
}

/// The drawing of each page, and how far down the last one is written.
struct Pages {
    pages: Vec<Vec<u8>>,
    y: f32,
}

impl Pages {
    fn paragraph(&mut self, text: &str, x: f32, width: usize) {
        for line in wrapped(text, width) {
            if self.y < BOTTOM {
                self.pages.push(Vec::new());
                self.y = TOP;
            }
            let page = self.pages.last_mut().expect("a page");
            page.extend(format!("BT /F 10 Tf {x} {} Td (", self.y).bytes());
            for c in line.chars() {
                page.extend(matches!(c, '(' | ')' | '\\').then_some(b'\\'));
                page.extend(code(c));
            }
            page.extend(b") Tj ET\n");
            self.y -= 12.0;
        }
        self.y -= 8.0;
    }

    fn file(&self) -> Vec<u8> {
        let kids: String = (0..self.pages.len()).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
        let font = "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>";
        let mut objects: Vec<Vec<u8>> = vec![
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            format!("<</Type/Pages/Count {}/Kids[{kids}]>>", self.pages.len()).into_bytes(),
            font.into(),
        ];
        for (number, page) in self.pages.iter().enumerate() {
            let contents = 5 + 2 * number;
            let resources = "<</Font<</F 3 0 R>>>>";
            objects.push(
                format!(
                    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{resources}/Contents {contents} 0 R>>"
                )
                .into_bytes(),
            );
            let head = format!("<</Length {}>>stream\n", page.len()).into_bytes();
            objects.push([head, page.clone(), b"\nendstream".to_vec()].concat());
        }
        let mut file = b"%PDF-1.4\n".to_vec();
        let mut places = String::new();
        for (number, object) in (1..).zip(&objects) {
            places.push_str(&format!("{:010} 00000 n \n", file.len()));
            file.extend(
                format!("{number} 0 obj\n").bytes().chain(object.iter().copied()).chain(*b"\nendobj\n"),
            );
        }
        let (count, at) = (objects.len() + 1, file.len());
        file.extend(format!("xref\n0 {count}\n0000000000 65535 f \n{places}").bytes());
        file.extend(format!("trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n").bytes());
        file
    }
}

/// The lines of `text`. Behind a hyphen no line ends: whether it is a part of the word would be anybody's guess.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("a line");
        let is_full = line.chars().count() + 1 + word.chars().count() > width;
        if line.is_empty() {
            line.push_str(word);
        } else if is_full && !line.ends_with('-') {
            lines.push(word.to_owned());
        } else {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines
}
