//! Boxes of slides, cells of tables and paragraphs without quotation marks: taken as quotations where their words were
//! said.

use std::ops::Range;

use verbatim::manuscript::{Manuscript, Mark, Quotation, Reading, Unmarked, unmarked};
use verbatim::verify::{Against, Attributed, Finding, Piece, Tier, together};

/// So many words that stand together in a transcript are no chance.
const TOGETHER: usize = 5;

/// So many of a paragraph, which hardly ever quotes.
const TOGETHER_PLAIN: usize = 8;
/// Where so many do not, so much of it must be alike.
const ALIKE: f64 = 0.8;
/// And so much of it must stand in runs of five.
const SHARE: f64 = 0.4;

/// What of a text may quote without marks: of paragraphs, those with words enough that were said together.
pub(super) fn passages(text: &Manuscript, against: Against<'_>) -> Vec<Unmarked> {
    let mut passages = unmarked(text);
    let readings = |one: &'_ Unmarked| {
        one.wholes.iter().chain(&one.parts).map(|r| r.quotation.text.clone()).collect::<Vec<_>>()
    };
    let plain: Vec<String> = passages.iter().filter(|one| one.is_plain()).flat_map(readings).collect();
    let plain: Vec<&str> = plain.iter().map(String::as_str).collect();
    let mut shares = together(&plain, against).into_iter();
    for one in passages.iter_mut().filter(|one| one.is_plain()) {
        let mut is_said = |reading: &Reading| {
            let is_short = reading.quotation.words() < TOGETHER_PLAIN;
            shares.next().is_some_and(|share| share >= SHARE) || is_short
        };
        one.wholes.retain(&mut is_said);
        one.parts.retain(&mut is_said);
    }
    passages
}

/// A reading of a passage, and what was found out about it.
type Read = (Reading, Finding);

/// The readings of all passages, in the order in which [`choose`] wants what was found out about them.
pub(super) fn readings(passages: &[Unmarked]) -> impl Iterator<Item = &Quotation> {
    passages.iter().flat_map(|one| one.wholes.iter().chain(&one.parts)).map(|reading| &reading.quotation)
}

/// Adds to quotations those of passages whose words were said, in order, and gives back the passages of which words are
/// left.
pub(super) fn choose<'p>(
    quotations: &mut Vec<Quotation>,
    findings: &mut Vec<Finding>,
    passages: &'p [Unmarked],
    found: Vec<Finding>,
) -> Vec<&'p Unmarked> {
    let mut found = found.into_iter();
    let mut left = Vec::new();
    let mut taken: Vec<Read> = Vec::new();
    for passage in passages {
        let mut said = |readings: &[Reading]| -> Vec<Read> {
            let all: Vec<Read> = readings.iter().cloned().zip(&mut found).collect();
            // What stands between marks in it, less than half, does not make so much of it alike.
            let is_its_own = |finding: &Finding| {
                !passage.has_marks || finding.tier <= Tier::Translation || finding.likeness >= ALIKE
            };
            let is_said =
                |(reading, finding): &Read| was_said(&reading.quotation, finding) && is_its_own(finding);
            all.into_iter().filter(is_said).collect()
        };
        let (wholes, parts) = (said(&passage.wholes), said(&passage.parts));
        let here = best(wholes, parts, passage.is_several);
        let ranges: Vec<Range<usize>> = here.iter().map(|(reading, _)| reading.blocks.clone()).collect();
        if passage.is_left(&ranges) {
            left.push(passage);
        }
        taken.extend(here);
    }
    put(quotations, findings, taken);
    left
}

/// Whether enough of a reading stands in a transcript for it to quote.
fn was_said(quotation: &Quotation, finding: &Finding) -> bool {
    let together = if quotation.mark == Mark::Plain { TOGETHER_PLAIN } else { TOGETHER };
    let words =
        |text: &str| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    match finding.tier {
        Tier::Exact | Tier::Typography | Tier::Edited | Tier::Translation => true,
        // Who is said to have said it says that it quotes.
        Tier::Altered if is_credited(quotation, finding) => finding.likeness >= ALIKE,
        Tier::Altered => {
            let run = finding.diff.iter().map(|piece| match piece {
                Piece::Same(same) => words(same),
                _ => 0,
            });
            let run = run.max().unwrap_or(0);
            run >= together || run >= TOGETHER && finding.likeness >= ALIKE
        }
        // A sentence of small words can be put together from anything.
        Tier::Spliced => quotation.words() >= together * finding.places.len(),
        Tier::NotFound => false,
    }
}

/// Whether somebody of the study is named where nothing else stands.
fn is_credited(quotation: &Quotation, finding: &Finding) -> bool {
    quotation.is_credit && matches!(finding.attributed, Attributed::Right | Attributed::Wrong { .. })
}

/// The one reading of all that holds, or else those of the paragraphs: several that were said make no splice.
fn best(wholes: Vec<Read>, parts: Vec<Read>, is_several: bool) -> Vec<Read> {
    let is_sound = |(_, finding): &Read| finding.tier <= Tier::Translation;
    let whole = wholes.into_iter().reduce(better);
    let mut each: Vec<Read> = Vec::new();
    let has_sound_part = parts.iter().any(is_sound);
    for part in parts {
        match each.pop() {
            Some(last) if last.0.blocks == part.0.blocks => each.push(better(last, part)),
            last => each.extend(last.into_iter().chain([part])),
        }
    }
    match whole {
        Some(whole) if is_sound(&whole) || !has_sound_part && (!is_several || each.is_empty()) => vec![whole],
        _ => each,
    }
}

/// The first one, unless the other is nearer to what was said.
fn better(one: Read, other: Read) -> Read {
    let is_nearer = other.1.tier == one.1.tier && other.1.likeness > one.1.likeness;
    if other.1.tier < one.1.tier || is_nearer { other } else { one }
}

/// Puts what was taken among the quotations, in place of what stands between marks in it.
fn put(quotations: &mut Vec<Quotation>, findings: &mut Vec<Finding>, taken: Vec<Read>) {
    let is_within = |block: usize| {
        let before = taken.partition_point(|(reading, _)| reading.blocks.start <= block);
        before
            .checked_sub(1)
            .and_then(|last| taken.get(last))
            .is_some_and(|(reading, _)| reading.blocks.contains(&block))
    };
    let marked = std::mem::take(quotations).into_iter().zip(std::mem::take(findings));
    let marked: Vec<(Quotation, Finding)> = marked.filter(|(one, _)| !is_within(one.block)).collect();
    let taken = taken.into_iter().map(|(reading, finding)| (reading.quotation, finding));
    let mut all: Vec<(Quotation, Finding)> = marked.into_iter().chain(taken).collect();
    all.sort_by_key(|(quotation, _)| quotation.block);
    (*quotations, *findings) = all.into_iter().unzip();
}
