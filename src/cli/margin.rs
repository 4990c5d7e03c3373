//! A turn with its codings in the margin.

use unicode_width::UnicodeWidthStr;
use verbatim::text::Span;

use super::ui::{in_colour, safe};
use super::wrap::wrap;

/// A coding beside the text.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    /// Code points of the transcript.
    pub(crate) points: (usize, usize),
    /// Bytes of the turn's words.
    pub(crate) span: Span,
    pub(crate) label: String,
    pub(crate) colour: Option<String>,
}

/// Columns before the text.
const INDENT: usize = 6;
/// Bars beside each other; more are told by their labels only.
const MOST_BARS: usize = 4;

/// The lines of a turn: a bar beside each line that a coding covers, its code at the right where it begins.
pub(crate) fn margin(text: &str, bars: &[Bar], width: usize) -> Vec<String> {
    let label_width = bars.iter().map(|bar| bar.label.width() + 3).max().unwrap_or(0).min(width / 3);
    let text_width = width.saturating_sub(INDENT + MOST_BARS + 2 + label_width).max(20);
    let lines = wrap(text, text_width, &[]);
    let mut told = vec![false; bars.len()];
    let mut shown = Vec::new();
    for line in &lines {
        let covers = |bar: &Bar| bar.span.overlaps(line.span);
        let mut marks = String::new();
        let mut used = 0;
        for bar in bars.iter().filter(|bar| covers(bar)).take(MOST_BARS) {
            marks.push_str(&in_colour("▌", bar.colour.as_deref()));
            used += 1;
        }
        let blanks = " ".repeat(MOST_BARS - used);
        let gap = " ".repeat(text_width.saturating_sub(line.width) + 2);
        let begins: Vec<usize> = (0..bars.len())
            .filter(|&at| bars.get(at).is_some_and(covers) && told.get(at) == Some(&false))
            .collect();
        let mut labels = begins.iter().filter_map(|&at| bars.get(at)).map(|bar| label(bar, label_width));
        let first = labels.next().unwrap_or_default();
        let row = format!("{}{blanks}{marks} {}{gap}{first}", " ".repeat(INDENT - 1), line.painted);
        shown.push(row.trim_end().to_owned());
        for more in labels {
            shown.push(format!("{}{more}", " ".repeat(INDENT + MOST_BARS + text_width + 2)));
        }
        for at in begins {
            if let Some(told) = told.get_mut(at) {
                *told = true;
            }
        }
    }
    shown
}

/// The code of a bar in at most `room` columns: its end says most.
fn label(bar: &Bar, room: usize) -> String {
    let mut shown = safe(&bar.label);
    let surplus = shown.width().saturating_sub(room.saturating_sub(2));
    if surplus > 0 {
        shown = format!("…{}", shown.chars().skip(surplus + 1).collect::<String>());
    }
    in_colour(&format!("‹ {shown}"), bar.colour.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_told_once_beside_its_first_line() {
        let text = "Ik wacht al weken op een antwoord en niemand belt terug.";
        let bar = |start, end, label: &str| Bar {
            points: (0, 0),
            span: Span::new(start, end),
            label: label.to_owned(),
            colour: None,
        };
        let lines = margin(text, &[bar(0, text.len(), "waiting"), bar(34, text.len(), "trust")], 50);
        insta::assert_snapshot!(lines.join("\n"), @r"
             ▌ Ik wacht al weken op een      ‹ waiting
            ▌▌ antwoord en niemand belt      ‹ trust
            ▌▌ terug.
        ");
    }
}
