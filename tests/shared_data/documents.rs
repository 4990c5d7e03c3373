//! What follows from the files themselves for odt, rtf and html.

use verbatim::source::Settings;
use verbatim::transcript::Transcript;

use super::{Case, Sheet};

/// Checks the facts that only `case` has.
pub(crate) fn check(case: &Case<'_>, sheet: &mut Sheet) {
    let reading = case.read(&Settings::default());
    let transcript = &reading.transcript;
    let times = |turn: usize| transcript.turns.get(turn).map(|turn| (turn.start_ms, turn.end_ms));
    match case.name {
        "rtf/nl_DVA6H_f4.rtf" => {
            sheet.fact("stamps (derived)", stamps(&case.bytes), ends(transcript));
        }
        "rtf/pandoc_formatting.rtf" => {
            let told =
                reading.diagnostics.iter().any(|diagnostic| diagnostic.message.contains("hidden text"));
            sheet.fact("hidden text is told (derived)", true, told);
            sheet.fact("`secret` is hidden (derived)", false, transcript.text.contains("secret"));
        }
        "html/nl_DVA9M_trint.html" => {
            // By hand: 2018 + 199, and 899786 + 213.
            sheet.fact("first turn (by hand)", "Some((Some(227), Some(2217)))", format!("{:?}", times(0)));
            let last = transcript.turns.last().and_then(|turn| turn.end_ms);
            sheet.fact("last end (by hand)", "Some(899999)", format!("{last:?}"));
        }
        _ => {}
    }
}

/// The stamps `#00:00:12-5#` in a file, in milliseconds.
fn stamps(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let pattern = regex::Regex::new(r"#(\d\d):(\d\d):(\d\d)-(\d)#").expect("a pattern");
    let number = |digits: &str| digits.parse::<u64>().expect("digits");
    let times = pattern.captures_iter(&text).map(|found| {
        let (_, [hours, minutes, seconds, tenths]) = found.extract();
        ((number(hours) * 60 + number(minutes)) * 60 + number(seconds)) * 1000 + number(tenths) * 100
    });
    format!("{:?}", times.collect::<Vec<_>>())
}

fn ends(transcript: &Transcript) -> String {
    format!("{:?}", transcript.turns.iter().filter_map(|turn| turn.end_ms).collect::<Vec<_>>())
}
