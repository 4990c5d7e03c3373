//! How much room words take: an estimate of widths and line breaks, on the generous side.
//!
//! Nobody lays out a slide before it is opened, so what fits must be known beforehand. The widths are
//! those of Arial and its metric twins, in thousandths of the type size.

/// How wide a character is, in thousandths of the type size.
fn width(c: char) -> u32 {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        'i' | 'j' | 'l' | '\'' | '’' | '‘' => 222,
        ' ' | '.' | ',' | ':' | ';' | '!' | '/' | '|' | 'f' | 't' | 'I' | '[' | ']' | '\u{a0}' => 278,
        'r' | '-' | '(' | ')' | '“' | '”' | '"' | '`' => 345,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500,
        'm' | 'M' | '%' => 850,
        'w' => 722,
        'W' | '@' | '…' | '—' => 1000,
        'A'..='Z' => 700,
        '\t' => 2000,
        c if c.is_ascii() => 560,
        '\u{80}'..='\u{24f}' => {
            if c.is_uppercase() {
                720
            } else {
                570
            }
        }
        // Scripts of square characters, and emoji.
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}' => 1000,
        c if u32::from(c) >= 0x1_f000 => 1300,
        _ => 650,
    }
}

/// Where each line of `text` ends, in bytes, when it is set in lines of `room` thousandths of the type
/// size. Lines break after blanks and hyphens, and inside a word only when it fills a line by itself.
pub(crate) fn line_ends(text: &str, room: u32) -> impl Iterator<Item = usize> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        start += line(rest, room);
        Some(start)
    })
}

/// How many bytes of `text` stand on its first line; at least one character.
fn line(text: &str, room: u32) -> usize {
    let mut used = 0;
    let mut break_at = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c == '\n' {
            return end;
        }
        used += width(c);
        // Blanks may hang over the end of a line.
        if used > room && at > 0 && !c.is_whitespace() {
            return if break_at > 0 { break_at } else { at };
        }
        if (c.is_whitespace() && c != '\u{a0}') || c == '-' {
            break_at = end;
        }
    }
    text.len()
}

/// How many lines `text` takes; at least one.
pub(crate) fn lines(text: &str, room: u32) -> u32 {
    let after_break = u32::from(text.ends_with('\n'));
    let count = u32::try_from(line_ends(text, room).count()).unwrap_or(u32::MAX);
    count.saturating_add(after_break).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_stay_whole_while_they_fit() {
        let text = "Ge belt, ge wacht, en dan valt het weg.";
        let shown: Vec<usize> = line_ends(text, 6000).collect();
        assert_eq!(shown, [12, 22, 35, 39]);
        assert_eq!(lines("", 6000), 1);
        assert_eq!(lines("a\n\nb\n", 6000), 4);
    }

    proptest! {
        #[test]
        fn lines_cover_the_text_and_every_room_makes_progress(text in "\\PC{0,80}", room in 0u32..9000) {
            let ends: Vec<usize> = line_ends(&text, room).collect();
            prop_assert!(ends.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(ends.iter().all(|&end| text.is_char_boundary(end)));
            prop_assert_eq!(ends.last().copied().unwrap_or(0), text.len());
        }
    }
}
