//! The tables that Whisper writes: tabs, `start`, `end`, `text`, and times in whole milliseconds.

use crate::source::columns::Layout;

use super::Sheet;

/// Nothing that is said by itself takes fewer milliseconds on average; in seconds it would be minutes.
const SHORTEST: u64 = 100;

/// Whether the times of `sheet` are such.
pub(super) fn counts_millis(sheet: &Sheet, layout: &Layout) -> bool {
    let (Some(start), Some(end)) = (layout.start, layout.end) else { return false };
    let named =
        sheet.format == "tsv" && sheet.headers.iter().map(String::as_str).eq(["start", "end", "text"]);
    let whole = |time: &str| time.trim().parse::<u64>().ok();
    let lasts = sheet.rows.iter().map(|row| whole(row.cell(end))?.checked_sub(whole(row.cell(start))?));
    let lasts: Option<Vec<u64>> = lasts.collect();
    named && lasts.is_some_and(|all| all.iter().sum::<u64>() >= SHORTEST * all.len() as u64)
}

/// A time in milliseconds, as seconds.
pub(super) fn seconds(time: &str) -> String {
    let millis: u64 = time.trim().parse().unwrap_or(0);
    format!("{}.{:03}", millis / 1_000, millis % 1_000)
}

#[cfg(test)]
mod tests {
    use crate::source::table::Table;
    use crate::source::{Reader, Settings};

    fn starts(text: &str) -> Vec<Option<u64>> {
        let transcript = Table.read(text.as_bytes(), &Settings::default()).unwrap().transcript;
        transcript.turns.iter().map(|turn| turn.start_ms).collect()
    }

    #[test]
    fn whisper_writes_milliseconds() {
        let text = "start\tend\ttext\n0\t2400\tDag.\n2400\t4100\tZeg het maar.\n";
        assert_eq!(starts(text), [Some(0), Some(2_400)]);
        let own = "start\tend\ttext\n0\t24\tDag.\n24\t41\tZeg het maar.\n";
        assert_eq!(starts(own), [Some(0), Some(24_000)]);
        let decimals = "start\tend\ttext\n0.0\t240.5\tDag.\n240.5\t410.5\tZeg het maar.\n";
        assert_eq!(starts(decimals), [Some(0), Some(240_500)]);
    }
}
