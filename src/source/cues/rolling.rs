//! Captions that roll, as YouTube makes them by itself: each cue holds the line before it once more, and short cues
//! between them hold nothing else.

use super::Cue;

/// So many cues at least tell that captions roll.
const FEWEST: usize = 4;

/// The cues without what the one before them holds, where captions roll; else as they are.
pub(super) fn unrolled(cues: Vec<Cue>) -> Vec<Cue> {
    // What is new in each cue: most captions do not roll, and are not copied for those that do.
    let mut new: Vec<(&Cue, &str)> = Vec::new();
    let mut again = 0;
    for cue in &cues {
        let more = new.last().and_then(|(_, former)| cue.words.strip_prefix(former));
        match more.filter(|more| more.is_empty() || more.starts_with(char::is_whitespace)).map(str::trim) {
            Some(words) => {
                again += 1;
                new.extend(Some((cue, words)).filter(|_| !words.is_empty()));
            }
            None => new.push((cue, &cue.words)),
        }
    }
    // Somebody may say `ja` twice, or all the time; that nearly every cue goes on from the one before is no accident.
    let is_moving = new.len() * 4 >= cues.len();
    let is_rolling = is_moving && cues.len() >= FEWEST && again * 10 >= (cues.len() - 1) * 8;
    if !is_rolling {
        return cues;
    }
    new.into_iter().map(|(cue, words)| Cue { words: words.to_owned(), ..cue.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unrolled_words(words: &[&str]) -> Vec<String> {
        let cue =
            |(at, words): (u64, &&str)| Cue { start_ms: at, words: (*words).to_owned(), ..Cue::default() };
        let cues = (0..).zip(words).map(cue).collect();
        unrolled(cues).into_iter().map(|cue| format!("{} {}", cue.start_ms, cue.words)).collect()
    }

    #[test]
    fn every_line_of_captions_that_roll_stands_once() {
        let words = [
            "dag allemaal",
            "dag allemaal",
            "dag allemaal we gaan",
            "we gaan",
            "we gaan beginnen",
            "beginnen",
        ];
        assert_eq!(unrolled_words(&words), ["0 dag allemaal", "2 we gaan", "4 beginnen"]);
    }

    #[test]
    fn what_is_said_again_stays_where_captions_do_not_roll() {
        let words = ["ja", "ja", "ja dat is zo", "nee", "nee hoor", "dag"];
        assert_eq!(
            unrolled_words(&words),
            ["0 ja", "1 ja", "2 ja dat is zo", "3 nee", "4 nee hoor", "5 dag"]
        );
        assert_eq!(unrolled_words(&["ja"; 6]).len(), 6);
        assert_eq!(unrolled_words(&["ja", "ja", "jawel"]), ["0 ja", "1 ja", "2 jawel"]);
    }
}
