//! Notes at the foot of a page, which nobody said: small print, and what begins with a number that is raised in the text
//! of the page.

use std::collections::{HashMap, HashSet};

use super::line::Line;
use super::paragraphs;

/// Small is this part of the size of the body.
const SMALL: f32 = 0.87;
/// What bears the number of a note is small as soon as it is this part of that size.
const SMALLER: f32 = 0.96;

/// The lines of the body, and those of the notes. `marks` are the numbers of notes raised in the text, with their pages.
pub(super) fn apart(lines: Vec<Line>, marks: &HashSet<(usize, usize)>) -> (Vec<Line>, Vec<Line>) {
    let body = size_of_body(&lines);
    let most = SMALL * body;
    let mut last_of_body: HashMap<usize, usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.size > most) {
        last_of_body.insert(line.page, at);
    }
    let heads = heads(&lines, marks);
    let starts = starts(&lines, &heads, body);
    let (mut large, mut notes) = (Vec::new(), Vec::new());
    for (at, line) in lines.into_iter().enumerate() {
        let is_numbered = starts.get(&line.region).is_some_and(|start| at >= *start);
        let is_large = line.size > most || last_of_body.get(&line.page).is_none_or(|last| at < *last);
        if is_numbered {
            notes.push(Line { begins: heads.contains(&at).then_some(true), ..line });
        } else if is_large {
            large.push(line);
        } else {
            notes.push(line);
        }
    }
    (large, notes)
}

/// The lines that begin with the number of a note: the last ones of their page, for words that begin with it stand above
/// the note.
fn heads(lines: &[Line], marks: &HashSet<(usize, usize)>) -> HashSet<usize> {
    let mut heads: HashMap<(usize, usize), usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let key = number(&line.text).map(|number| (line.page, number));
        if let Some(key) = key.filter(|key| marks.contains(key)) {
            heads.insert(key, at);
        }
    }
    heads.into_values().collect()
}

/// Where the notes with numbers begin, by the stretches of pages that they end.
fn starts(lines: &[Line], heads: &HashSet<usize>, body: f32) -> HashMap<usize, usize> {
    let pitch = paragraphs::pitch(lines);
    let mut of_page: HashMap<usize, usize> = HashMap::new();
    let mut ends: HashMap<usize, usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        *of_page.entry(line.page).or_default() += 1;
        ends.insert(line.region, at + 1);
    }
    let count = |known: &HashMap<usize, usize>, key: usize| known.get(&key).copied().unwrap_or(0);
    let mut starts: HashMap<usize, usize> = HashMap::new();
    for at in heads.iter().copied() {
        let Some(line) = lines.get(at) else { continue };
        let last =
            at.checked_sub(1).and_then(|last| lines.get(last)).filter(|last| last.region == line.region);
        let is_close = last.is_some_and(|last| paragraphs::are_close(last, line, pitch));
        // In the size of the body it may be a heading, too, and then most of a page follows.
        let is_foot = (count(&ends, line.region) - at) * 2 <= count(&of_page, line.page);
        let is_apart = !is_close && is_foot && !line.is_bold() && line.size <= body;
        if line.size <= SMALLER * body || is_apart {
            let start = starts.entry(line.region).or_insert(at);
            *start = at.min(*start);
        }
    }
    starts
}

/// The number a line begins with.
fn number(text: &str) -> Option<usize> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).next()?;
    let rest = text.get(digits.len()..)?;
    let is_fraction = rest.starts_with(['.', ',']) && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    digits.parse().ok().filter(|_| !is_fraction)
}

/// The size in which most is written.
fn size_of_body(lines: &[Line]) -> f32 {
    let mut written: HashMap<u32, (f32, f32)> = HashMap::new();
    for line in lines {
        let (chars, _) = written.entry(line.size.to_bits()).or_insert((0.0, line.size));
        *chars += line.chars();
    }
    let most = written.into_values().max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    most.map_or(0.0, |(_, size)| size)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of pages, each with its size, its page, its stretch and its height.
    fn lines(all: &[(&str, f32, usize, usize, f32)]) -> Vec<Line> {
        let line = |(text, size, page, region, y): &(&str, f32, usize, usize, f32)| Line {
            text: (*text).into(),
            size: *size,
            page: *page,
            region: *region,
            y: *y,
            ..Line::default()
        };
        all.iter().map(line).collect()
    }

    fn noted(all: &[(&str, f32, usize, usize, f32)], marks: &[(usize, usize)]) -> Vec<String> {
        let (_, notes) = apart(lines(all), &marks.iter().copied().collect());
        notes.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn small_print_below_the_text_is_a_note() {
        let all = [
            ("klein opschrift", 8.0, 0, 1, 90.0),
            ("Greet: Ik wacht al drie weken op een antwoord.", 11.0, 0, 1, 80.0),
            ("1 De naam is veranderd.", 8.0, 0, 1, 70.0),
            ("Noor: Ja.", 11.0, 1, 2, 90.0),
        ];
        assert_eq!(noted(&all, &[]), ["1 De naam is veranderd."]);
    }

    #[test]
    fn notes_above_the_words_of_the_next_column_are_notes_by_their_numbers() {
        let all = [
            ("Greet: Ik wacht al drie weken op een antwoord.", 11.0, 0, 1, 90.0),
            ("3 weken is lang, zei ik nog.", 11.0, 0, 1, 78.0),
            ("3 De naam is veranderd,", 10.0, 0, 1, 60.0),
            ("op haar vraag.", 10.0, 0, 1, 48.0),
            ("4 Een dorp.", 10.0, 0, 1, 36.0),
            ("Noor: Ja, zo gaat dat hier.", 11.0, 0, 2, 90.0),
            ("4 weken is ook al gebeurd.", 10.0, 1, 3, 90.0),
        ];
        assert_eq!(
            noted(&all, &[(0, 3), (0, 4)]),
            ["3 De naam is veranderd,", "op haar vraag.", "4 Een dorp."]
        );
        assert!(noted(&all, &[]).is_empty(), "nothing points to them");
    }

    #[test]
    fn notes_as_large_as_the_text_are_set_apart_from_it() {
        let all = [
            ("Greet: Ik wacht al lang.", 11.0, 0, 1, 90.0),
            ("Noor: Hoe lang dan?", 11.0, 0, 1, 78.0),
            ("Greet: Al", 11.0, 0, 1, 66.0),
            ("2 weken of zo.", 11.0, 0, 1, 54.0),
            ("2 Een maand.", 11.0, 0, 1, 32.0),
        ];
        assert_eq!(noted(&all, &[(0, 2)]), ["2 Een maand."]);
        assert!(noted(&all[..4], &[(0, 2)]).is_empty(), "words that begin with a number");
        let heading = [("2 Methode", 11.0, 0, 1, 90.0), all[0], all[1], all[2]]
            .map(|line| (line.0, 11.0, 0, 1, line.4));
        assert!(noted(&heading, &[(0, 2)]).is_empty(), "a heading");
    }
}
