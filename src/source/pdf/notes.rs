//! Small print at the foot of a page: notes, which nobody said.

use std::collections::HashMap;

use super::line::Line;

/// Small is this part of the size of the body.
const SMALL: f32 = 0.87;

/// The lines of the body, and those of the notes.
pub(super) fn apart(lines: Vec<Line>) -> (Vec<Line>, Vec<Line>) {
    let most = SMALL * size_of_body(&lines);
    let mut last_of_body: HashMap<usize, usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.size > most) {
        last_of_body.insert(line.page, at);
    }
    let mut at = 0;
    lines.into_iter().partition(|line| {
        let is_body = line.size > most || last_of_body.get(&line.page).is_none_or(|last| at < *last);
        at += 1;
        is_body
    })
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

    #[test]
    fn small_print_below_the_text_is_a_note() {
        let line = |text: &str, size, page| Line { text: text.into(), size, page, ..Line::default() };
        let lines = vec![
            line("klein opschrift", 8.0, 0),
            line("Greet: Ik wacht al drie weken op een antwoord.", 11.0, 0),
            line("1 De naam is veranderd.", 8.0, 0),
            line("Noor: Ja.", 11.0, 1),
        ];
        let (body, notes) = apart(lines);
        assert_eq!(body.len(), 3);
        assert_eq!(notes[0].text, "1 De naam is veranderd.");
    }
}
