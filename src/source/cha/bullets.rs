//! Media bullets: `\u{15}1200_2350\u{15}`, in old files `\u{15}%snd:"band"_1200_2350\u{15}`.

/// What encloses a bullet.
const BULLET: char = '\u{15}';

/// `line` without its bullets, and their times in milliseconds.
pub(super) fn taken_out(line: &str) -> (String, Vec<(u64, u64)>) {
    let mut pieces = Vec::new();
    let mut times = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(BULLET) {
        pieces.push(before);
        rest = match after.split_once(BULLET) {
            Some((bullet, behind)) if bullet.starts_with('%') || range(bullet).is_some() => {
                times.extend(range(bullet));
                behind
            }
            // A file cut off inside a bullet.
            None if after.chars().all(|c| c.is_ascii_digit() || c == '_') => "",
            // A stray mark; what follows is words.
            _ => after,
        };
    }
    pieces.push(rest);
    let words = pieces.iter().map(|piece| piece.trim()).filter(|piece| !piece.is_empty());
    (words.collect::<Vec<_>>().join(" "), times)
}

/// The two times at the end of a bullet, of which the first is not after the second.
fn range(bullet: &str) -> Option<(u64, u64)> {
    let (start, end) = bullet.trim_end_matches('-').rsplit_once('_')?;
    let start = start.rsplit_once('_').map_or(start, |(_, start)| start);
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start <= end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_are_times_and_stray_marks_are_nothing() {
        let taken = |line: &str| taken_out(line);
        assert_eq!(taken("dag . \u{15}10_20\u{15}").0, "dag .");
        assert_eq!(taken("een \u{15}10_20\u{15} twee \u{15}20_30\u{15}").0, "een twee");
        assert_eq!(taken("\u{15}%snd:\"band\"_10_20\u{15} dag").1, [(10, 20)]);
        assert_eq!(taken("een \u{15} twee"), ("een twee".to_owned(), Vec::new()));
        assert_eq!(taken("dag \u{15}10_2"), ("dag".to_owned(), Vec::new()));
        assert_eq!(taken("dag \u{15}20_10\u{15}").1, []);
    }
}
