//! A study of any size from the words of the sample study. The same size gives the same bytes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use verbatim::text::words;

/// Turns in one source.
const TURNS: usize = 540;

/// A small generator of numbers (PCG), so that studies stay the same from year to year.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

/// Makes a study of about `bytes` of transcripts in `folder`; how many bytes they came to.
pub(crate) fn study(folder: &Path, bytes: usize) -> std::io::Result<usize> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(folder.join("corpus"))?;
    fs::create_dir_all(folder.join("codebooks"))?;
    fs::write(
        folder.join("verbatim.toml"),
        "name = \"bench\"\n[roles.client]\n[roles.volunteer]\n[roles.coordinator]\n",
    )?;
    fs::copy(root.join("codebooks/blended.yaml"), folder.join("codebooks/blended.yaml"))?;
    let sample = fs::read_to_string(root.join("corpus/focusgroepen/fg2.txt"))?;
    let vocabulary: Vec<&str> = words(&sample).map(|span| span.of(&sample)).collect();
    let mut participants = String::from("source,speaker,participant,role,organisation\n");
    let (mut written, mut number, mut numbers) = (0, 0, Numbers(7));
    while written < bytes {
        number += 1;
        let text = transcript(&vocabulary, &mut numbers);
        written += text.len();
        fs::write(folder.join(format!("corpus/i{number}.txt")), text)?;
        writeln!(participants, "i{number},R1,P{number},client,Org {}", number % 7).ok();
        writeln!(participants, "i{number},R2,C{number},coordinator,Org {}", number % 7).ok();
    }
    fs::write(folder.join("participants.csv"), participants)?;
    Ok(written)
}

fn transcript(vocabulary: &[&str], numbers: &mut Numbers) -> String {
    let mut text = String::new();
    for turn in 0..TURNS {
        write!(text, "R{}:", 1 + turn % 2).ok();
        for sentence in 0..1 + numbers.below(3) {
            let from = numbers.below(vocabulary.len());
            let length = 3 + numbers.below(14);
            for at in 0..length {
                // Stretches of real speech, broken now and then, keep its phrases and its frequencies.
                let from = if numbers.below(6) == 0 { numbers.below(vocabulary.len()) } else { from };
                text.push(' ');
                text.push_str(vocabulary[(from + at) % vocabulary.len()]);
            }
            text.push_str(if sentence % 3 == 2 { "?" } else { "." });
        }
        text.push_str("\n\n");
    }
    text
}
