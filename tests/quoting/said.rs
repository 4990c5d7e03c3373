//! What was said in a study, searched as plainly as can be: the oracle of the measurement.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use crate::study::Study;

/// A turn.
pub(crate) struct Turn {
    pub(crate) address: String,
    pub(crate) source: String,
    pub(crate) speaker: String,
    pub(crate) role: Option<String>,
    pub(crate) text: String,
}

/// Every turn of a study.
pub(crate) struct Said {
    pub(crate) turns: Vec<Turn>,
    /// Words, folded, of each turn: all of them; without what stands in brackets; without fillers as well.
    forms: Vec<[String; 3]>,
    /// The text of each turn, lines that only wrap joined.
    flat: Vec<String>,
    /// The turns that hold a word.
    with: HashMap<String, Vec<usize>>,
}

/// What the study of a test calls fillers; the program's own list is not asked.
const FILLERS: [&str; 13] =
    ["euh", "euhm", "eh", "ehm", "uh", "uhm", "hm", "hmm", "mhm", "mm", "hum", "äh", "ähm"];

pub(crate) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

/// Every turn of a study.
pub(crate) fn said_in(study: &Study) -> Said {
    let mut all = Vec::new();
    for path in study.files("corpus").into_keys() {
        // What cannot be read was told by `ingest`, and holds no turns.
        all.extend(turns(&study.an(&["show", path.trim_start_matches("corpus/"), "--json"]).stdout));
    }
    Said::of(all)
}

/// The turns in what `show --json` writes.
fn turns(shown: &str) -> impl Iterator<Item = Turn> + '_ {
    shown.lines().map(|line| {
        let value: Value = serde_json::from_str(line).expect("a JSON object a line");
        let text = |key: &str| value[key].as_str().unwrap_or("").to_owned();
        Turn {
            address: text("address"),
            source: text("source"),
            speaker: text("speaker"),
            role: value["role"].as_str().map(str::to_owned),
            text: text("text"),
        }
    })
}

/// Whether the character between two others is part of a word: `foto's`, `non-profit`, `2,5`.
fn joins(before: Option<char>, c: char, after: Option<char>) -> bool {
    let (Some(a), Some(b)) = (before, after) else { return false };
    let digits = a.is_ascii_digit() && b.is_ascii_digit();
    match c {
        '\'' | '’' | '-' | '‐' | '‑' => a.is_alphanumeric() && b.is_alphanumeric(),
        '.' | ',' | ':' | '/' => digits,
        _ => false,
    }
}

/// The words of a text, folded, as people count them.
pub(crate) fn words(text: &str) -> Vec<String> {
    unfolded(text).iter().map(|word| word.to_lowercase()).collect()
}

fn unfolded(text: &str) -> Vec<String> {
    let all: Vec<char> = text.chars().collect();
    let mut words = vec![String::new()];
    for (at, &c) in all.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| all[at]);
        if c.is_alphanumeric() || joins(before, c, all.get(at + 1).copied()) {
            let c = match c {
                '’' => '\'',
                '‐' | '‑' => '-',
                c => c,
            };
            words.last_mut().expect("one").push(c);
        } else if !words.last().expect("one").is_empty() {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A text with its lines joined by blanks, but where a blank line parts them.
fn flat(text: &str) -> String {
    let mut flat = String::new();
    for (number, line) in text.split('\n').enumerate() {
        let wraps = number > 0 && !flat.ends_with('\n') && !flat.is_empty() && !line.trim().is_empty();
        if wraps {
            flat.truncate(flat.trim_end_matches([' ', '\t', '\r']).len());
            flat.push(' ');
            flat.push_str(line.trim_start_matches([' ', '\t']));
        } else {
            flat.push_str(if number > 0 { "\n" } else { "" });
            flat.push_str(line);
        }
    }
    flat
}

fn row(words: impl Iterator<Item = String>) -> String {
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

/// A text without what stands in brackets.
fn unbracketed(text: &str) -> String {
    let mut depth = 0usize;
    let mut plain = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' | '<' => depth += 1,
            ')' | ']' | '>' => depth = depth.saturating_sub(1),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

fn forms(text: &str) -> [String; 3] {
    let open = words(&unbracketed(text));
    let without = open.iter().filter(|word| !is_filler(word)).cloned();
    [row(words(text).into_iter()), row(open.iter().cloned()), row(without)]
}

impl Said {
    pub(crate) fn of(turns: Vec<Turn>) -> Self {
        let forms: Vec<[String; 3]> = turns.iter().map(|turn| forms(&turn.text)).collect();
        let mut with: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, [all, ..]) in forms.iter().enumerate() {
            let distinct: BTreeSet<&str> = all.split_whitespace().collect();
            for word in distinct {
                with.entry(word.to_owned()).or_default().push(at);
            }
        }
        let flat = turns.iter().map(|turn| flat(&turn.text)).collect();
        Self { turns, forms, flat, with }
    }

    /// The turns that hold the rarest of some words.
    fn likely<'a>(&self, words: impl Iterator<Item = &'a str>) -> &[usize] {
        let lists = words.map(|word| self.with.get(word).map_or(&[][..], Vec::as_slice));
        lists.min_by_key(|list| list.len()).unwrap_or(&[])
    }

    /// The turns in which `text` stands character for character, whatever lines either is wrapped in, and its words
    /// as words.
    pub(crate) fn standing(&self, text: &str) -> Vec<usize> {
        let wanted = row(words(text).into_iter());
        let text = flat(text);
        let here = |at: &&usize| self.flat[**at].contains(&text) && self.forms[**at][0].contains(&wanted);
        self.likely(wanted.split_whitespace()).iter().filter(here).copied().collect()
    }

    /// Whether `text` stands somewhere character for character, be it in the middle of a word.
    pub(crate) fn stands_at_all(&self, text: &str) -> bool {
        let text = flat(text);
        self.flat.iter().any(|said| said.contains(&text))
    }

    /// The same within a line of it.
    pub(crate) fn stands_in_a_line(&self, text: &str) -> bool {
        self.turns.iter().any(|turn| turn.text.contains(text))
    }

    /// The turns in which these words were said together, whatever their capitals and marks.
    pub(crate) fn saying(&self, text: &str) -> Vec<usize> {
        let [all, _, without] = forms(text);
        let here = |at: &&usize| {
            let [said, open, plain] = &self.forms[**at];
            said.contains(&all) || open.contains(&all) || (without.len() > 2 && plain.contains(&without))
        };
        self.likely(without.split_whitespace()).iter().filter(here).copied().collect()
    }

    /// Whether these words were said together with the same capitals, whatever their marks.
    pub(crate) fn says_as_written(&self, text: &str) -> bool {
        let wanted = row(unfolded(text).into_iter());
        let said = |at: &usize| row(unfolded(&self.turns[*at].text).into_iter());
        self.saying(text).iter().any(|at| said(at).contains(&wanted))
    }

    /// Whether more than half of the words were said together, in one turn.
    pub(crate) fn half_was_said(&self, text: &str) -> bool {
        let words = words(text);
        let half = words.len() / 2 + 1;
        words.windows(half.min(words.len())).any(|some| !self.saying(&some.join(" ")).is_empty())
    }

    /// The turns in which half of the words, or more, were said together.
    pub(crate) fn saying_half(&self, text: &str) -> Vec<usize> {
        let words = words(text);
        let half = words.len().div_ceil(2);
        words.windows(half).flat_map(|some| self.saying(&some.join(" "))).collect()
    }

    /// The roles of turns.
    pub(crate) fn roles(&self, turns: &[usize]) -> BTreeSet<&str> {
        turns.iter().filter_map(|at| self.turns[*at].role.as_deref()).collect()
    }

    /// The turns in an order that mixes sources, another one for each `salt`, the same every time.
    pub(crate) fn shuffled(&self, salt: u64) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.turns.len()).collect();
        order.sort_by_cached_key(|at| number(&self.turns[*at].address, salt));
        order
    }
}

/// A number that a text and a salt make, the same every time.
pub(crate) fn number(text: &str, salt: u64) -> u64 {
    let mixed = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325 ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15), mixed);
    (sum ^ (sum >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 11
}
