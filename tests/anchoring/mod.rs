//! Passages of real transcripts, edited with a known truth: whether each is carried to the right words.
//!
//! Nothing that is printed holds words of a transcript.

// What was tried is told; and a test that meets what it does not expect should stop right there.
#![allow(clippy::print_stdout)]

mod dice;
mod edits;
mod script;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use dice::Dice;
use edits::{EDITS, Edit};
use script::{Rendered, Said, Script};
use verbatim::anchor::{Carrier, Fate};
use verbatim::text::Span;
use verbatim::transcript::Transcript;

/// How many passages came to what, for one edit.
#[derive(Default, Clone)]
struct Row {
    quotes: usize,
    same: usize,
    changed: usize,
    /// It survives, and waits.
    lost: usize,
    /// Of these, those that nobody could place: equal turns of one speaker in a row, of which some went.
    unknowable: usize,
    /// It does not survive, and waits.
    gone: usize,
    wrong: usize,
}

/// The rows by edit.
#[derive(Default)]
pub(crate) struct Table {
    rows: BTreeMap<usize, Row>,
    pub(crate) wrongs: Vec<String>,
}

impl Table {
    /// Tries all edits on `transcript` with `quotes` passages each.
    /// Each `round` makes other edits, and chooses other passages.
    pub(crate) fn study(&mut self, file: &str, transcript: &Transcript, quotes: usize, round: u64) {
        let round = (round + other_rounds()) * 1_000_003;
        for (number, edit) in EDITS.iter().enumerate() {
            let mut dice = Dice(number as u64 + 1 + transcript.text.len() as u64 + round);
            let mut script = Script::of(transcript);
            (edit.prepare)(&mut script, &mut dice);
            let old = script.render();
            let passages = passages(&script, quotes, &mut dice);
            let mut edited = script.clone();
            (edit.apply)(&mut edited, &mut dice);
            let trial = Trial { file, edit, script: &script, old, new: edited.render() };
            trial.run(&passages, self.rows.entry(number).or_default(), &mut self.wrongs);
        }
    }

    /// Fails unless nothing is wrong, and nearly all of what survives is kept.
    pub(crate) fn check(&self) {
        assert!(
            self.wrongs.is_empty(),
            "{} wrong, first: {:?}",
            self.wrongs.len(),
            &self.wrongs[..self.wrongs.len().min(20)]
        );
        for (edit, row) in &self.rows {
            let lost = row.lost - row.unknowable;
            let survive = row.same + row.changed + lost;
            // Everything at once is no edit that anybody makes; it is there for the passages that go wrong.
            let most = if EDITS[*edit].name.starts_with("all of it") { 10 } else { 5 };
            assert!(lost * 1000 <= survive * most, "{}: {lost} of {survive} lost", EDITS[*edit].name);
        }
    }
}

/// `ANCHORING_ROUND=7` begins at another round: with edits that the rules were never tried on.
fn other_rounds() -> u64 {
    std::env::var("ANCHORING_ROUND").ok().and_then(|round| round.parse().ok()).unwrap_or(0)
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| edit | passages | same | changed | waits, survives | of these unknowable | waits, gone | wrong |"
        )?;
        writeln!(f, "|---|---:|---:|---:|---:|---:|---:|---:|")?;
        for (edit, row) in &self.rows {
            let Row { quotes, same, changed, lost, unknowable, gone, wrong } = row;
            let name = EDITS[*edit].name;
            writeln!(
                f,
                "| {name} | {quotes} | {same} | {changed} | {lost} | {unknowable} | {gone} | {wrong} |"
            )?;
        }
        Ok(())
    }
}

/// Words of one turn: its number, the first word and how many.
struct Passage {
    turn: usize,
    first: usize,
    len: usize,
}

/// Nine in ten of 3 to 45 words, one in ten a turn of one word, where there are such.
fn passages(script: &Script, count: usize, dice: &mut Dice) -> Vec<Passage> {
    let turns_of = |least: usize, most: usize| -> Vec<usize> {
        let fits = |turn: &usize| (least..=most).contains(&script.turns[*turn].words.len());
        (0..script.turns.len()).filter(fits).collect()
    };
    let (short, long) = (turns_of(1, 1), turns_of(3, usize::MAX));
    let mut passages = Vec::new();
    for number in 0..count {
        if number % 10 == 0 && !short.is_empty() {
            passages.push(Passage { turn: *dice.pick(&short), first: 0, len: 1 });
        } else if !long.is_empty() {
            let turn = *dice.pick(&long);
            let words = script.turns[turn].words.len();
            let len = (3 + dice.below(43)).min(words);
            passages.push(Passage { turn, first: dice.below(words - len + 1), len });
        }
    }
    passages
}

struct Trial<'a> {
    file: &'a str,
    edit: &'a Edit,
    script: &'a Script,
    old: Rendered,
    new: Rendered,
}

impl Trial<'_> {
    fn run(&self, passages: &[Passage], row: &mut Row, wrongs: &mut Vec<String>) {
        let carrier = Carrier::new(&self.old.transcript, &self.new.transcript);
        for passage in passages {
            let said = &self.script.turns[passage.turn].words[passage.first..passage.first + passage.len];
            let ids: BTreeSet<usize> = said.iter().filter_map(|word| word.id).collect();
            let edges = (ids.first().unwrap(), ids.last().unwrap());
            let span = Span::new(self.old.words[*edges.0].0.start, self.old.words[*edges.1].0.end);
            let person = self.script.turns[passage.turn].person;
            let alive = ids.iter().filter(|id| self.new.alive.get(id) == Some(&person)).count();
            row.quotes += 1;
            let (place, same) = match carrier.fate(span) {
                Fate::Same(place) => (place, true),
                Fate::Changed(place) => (place, false),
                Fate::Waits(_) if !self.survives(said, person) => {
                    row.gone += 1;
                    continue;
                }
                Fate::Waits(why) => {
                    row.lost += 1;
                    let unknowable = self.is_unknowable(passage.turn);
                    row.unknowable += usize::from(unknowable);
                    if std::env::var_os("ANCHORING_LOST").is_some() && !unknowable {
                        let why = format!("{why:?}");
                        println!(
                            "lost: {} {} turn {} {}+{} {why}",
                            self.file,
                            self.edit.name,
                            passage.turn + 1,
                            passage.first,
                            passage.len
                        );
                    }
                    continue;
                }
            };
            if same {
                row.same += 1
            } else {
                row.changed += 1
            }
            if let Some(fault) = self.fault(place, span, same, &ids, person, alive) {
                row.wrong += 1;
                wrongs.push(format!(
                    "{}, {}, turn {} ({}+{}): {fault}",
                    self.file,
                    self.edit.name,
                    passage.turn + 1,
                    passage.first,
                    passage.len
                ));
            }
        }
    }

    /// Whether half of the words, and half of their letters, are still there.
    fn survives(&self, said: &[script::Word], person: Option<usize>) -> bool {
        let is_alive =
            |word: &&script::Word| word.id.is_some_and(|id| self.new.alive.get(&id) == Some(&person));
        let letters = |word: &script::Word| word.said.chars().count();
        let left: Vec<&script::Word> = said.iter().filter(is_alive).collect();
        let (left_letters, all_letters) =
            (left.iter().map(|word| letters(word)).sum::<usize>(), said.iter().map(letters).sum::<usize>());
        left.len() * 2 >= said.len() && left_letters * 2 >= all_letters
    }

    /// What is wrong with attaching the words `ids` of `person` to `place`.
    fn fault(
        &self,
        place: Span,
        span: Span,
        same: bool,
        ids: &BTreeSet<usize>,
        person: Option<usize>,
        alive: usize,
    ) -> Option<&'static str> {
        let there: Vec<_> = self.new.within(place).iter().collect();
        let own = there.iter().filter(|word| word.1.is_some_and(|id| ids.contains(&id))).count();
        let foreign = there.iter().filter(|word| word.1.is_some_and(|id| !ids.contains(&id))).count();
        let words = |rendered: &Rendered, span: Span| -> Vec<String> {
            rendered.within(span).iter().map(|word| word.0.of(&rendered.transcript.text).to_owned()).collect()
        };
        if there.iter().any(|word| word.2 != person) {
            Some("words of another speaker")
        } else if own == 0 && words(&self.old, span) == words(&self.new, place) && self.is_there(place, ids) {
            // It went, and the same words were made up in its place: the two texts are those of nothing happened.
            None
        } else if own == 0 {
            Some("no word of it")
        } else if own * 2 < alive || foreign * 2 > ids.len() {
            Some("another place")
        } else if same && words(&self.old, span) != words(&self.new, place) {
            Some("other words as the same")
        } else {
            None
        }
    }

    /// Whether `place` lies between the same words as those that are gone did, their likes left aside.
    fn is_there(&self, place: Span, ids: &BTreeSet<usize>) -> bool {
        let (first, last) = (*ids.first().unwrap(), *ids.last().unwrap());
        let said = |id: usize| self.old.words[id].0.of(&self.old.transcript.text).to_lowercase();
        let is_like = |id: usize| ids.iter().any(|own| said(*own) == said(id));
        let tells = |id: &usize| self.new.alive.contains_key(id) && !is_like(*id);
        let was = ((0..first).rev().find(tells), (last + 1..self.old.words.len()).find(tells));
        let new = &self.new.words;
        let id = |word: &(Span, Option<usize>, Option<usize>)| word.1.filter(|id| !is_like(*id));
        let before = new.iter().rev().filter(|word| word.0.end <= place.start).find_map(id);
        let after = new.iter().filter(|word| word.0.start >= place.end).find_map(id);
        was == (before, after)
    }

    /// Whether another truth would have led to the same two texts, so that no program could know: a turn
    /// with the same words by the same person stands next to it, and one of the two was taken away or made
    /// up. Turns that are gone do not stand between them: the new text does not show where they were.
    fn is_unknowable(&self, turn: usize) -> bool {
        let turns = &self.script.turns;
        let said =
            |turn: usize| -> Vec<&str> { turns[turn].words.iter().map(|word| word.said.as_str()).collect() };
        let equal = |other: usize| said(other) == said(turn) && turns[other].person == turns[turn].person;
        let is_gone = |turn: usize| {
            !turns[turn].words.iter().any(|word| word.id.is_some_and(|id| self.new.alive.contains_key(&id)))
        };
        let passes = |other: &usize| equal(*other) || is_gone(*other);
        let before = (0..turn).rev().take_while(passes);
        let after = (turn + 1..turns.len()).take_while(passes);
        before.chain(after).any(|turn| equal(turn) && is_gone(turn)) || self.is_beside_its_like(turn)
    }

    /// Whether a turn made up with the same words by the same person stands next to it.
    fn is_beside_its_like(&self, turn: usize) -> bool {
        let turn = &self.script.turns[turn];
        let new = &self.new.turns;
        let id = turn.words[0].id;
        let Some(at) = new.iter().position(|turn| turn.words.iter().any(|word| word.id == id)) else {
            return false;
        };
        let equal = |other: &&Said| {
            other.person == turn.person
                && other.words.iter().map(|word| &word.said).eq(turn.words.iter().map(|word| &word.said))
        };
        let mut beside =
            new[..at].iter().rev().take_while(equal).chain(new[at + 1..].iter().take_while(equal));
        beside.any(|other| other.words.iter().all(|word| word.id.is_none()))
    }
}
