//! The promises of what reads finished texts: what they quote, sets of quotes, and files whose quotes are renewed.

use std::collections::BTreeMap;

use verbatim::manuscript::{self, quotations};
use verbatim::refresh::{Refreshed, Renewal};

/// So many quotations or spots of one input are looked at closely, for speed.
const MOST: usize = 32;
/// Words with everything that XML, or a line, would trip over.
const NEW: &str = "Nieuwe <woorden> & meer,\nop twee regels";

/// Reads a finished text; each quotation consists of words of its block and those after it.
pub(crate) fn manuscript(name: &str, bytes: &[u8]) -> bool {
    let Ok(text) = manuscript::read(name, bytes, verbatim::source::read) else { return false };
    assert!(text.blocks.iter().all(|block| !block.text.trim().is_empty()), "a block without words");
    assert_eq!(text.unread.is_empty(), text.unread_told().is_empty(), "what is not read is told");
    let found = quotations(&text);
    for quotation in found.iter().take(MOST) {
        let rest = text.blocks.get(quotation.block..).expect("a block of the text");
        let words = rest.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");
        assert!(quotation.text.lines().all(|line| words.contains(line.trim())), "words that stand nowhere");
    }
    !found.is_empty()
}

/// Reads a quote set; what it holds is written so that it reads back the same.
pub(crate) fn quote_set(yaml: &str) -> bool {
    let Ok(set) = verbatim::quoteset::read("fuzz.yaml", yaml) else { return false };
    let again = verbatim::quoteset::read("fuzz.yaml", &set.to_yaml()).expect("what was written is read");
    assert_eq!(again, set, "it reads back the same");
    true
}

/// Finds the quotes of a package whose words stand in `part`, and gives them other words: all, and each alone.
pub(crate) fn refreshed(part: &str, package: &[u8]) -> bool {
    let Ok(file) = Refreshed::read(package) else { return false };
    assert!(file.with(&Renewal::default()).is_ok_and(|same| same == package), "no words, the same bytes");
    for spot in file.spots.iter().take(MOST) {
        // References stand for other characters than those they are written with.
        assert!(part.contains('&') || stands_in(&spot.words, part), "words that do not stand in the file");
    }
    let all: Vec<usize> = (0..file.spots.len()).collect();
    renew(&file, &all);
    all.iter().take(MOST).for_each(|number| renew(&file, &[*number]));
    !all.is_empty()
}

/// Whether the letters of `words` follow one another in `part`, with markup between them.
fn stands_in(words: &str, part: &str) -> bool {
    let mut letters = part.chars();
    words.chars().filter(|c| !c.is_whitespace()).all(|c| letters.any(|letter| letter == c))
}

/// New words in these spots read back as those words, and nothing else moves.
fn renew(file: &Refreshed, numbers: &[usize]) {
    let words: BTreeMap<usize, String> = numbers.iter().map(|n| (*n, format!("{NEW} {n}"))).collect();
    let renewal = Renewal { words: words.clone(), ..Renewal::default() };
    // Where the marks of quotes are tangled, nothing is written.
    let Ok(again) = file.with(&renewal) else { return };
    let again = Refreshed::read(&again).expect("it is read again");
    assert_eq!(again.spots.len(), file.spots.len(), "as many quotes as before");
    for (number, (old, new)) in file.spots.iter().zip(&again.spots).enumerate() {
        assert_eq!((&old.id, old.part), (&new.id, new.part), "a quote stays itself");
        assert_eq!(&new.words, words.get(&number).unwrap_or(&old.words), "the words that were given");
    }
}
