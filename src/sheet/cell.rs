//! A cell as people see it.

use calamine::{Data, DataRef, ExcelDateTime};

const DAY_MS: f64 = 86_400_000.0;

/// The text of a cell; `clock` says whether its format shows a time without seconds.
pub(super) fn text(value: &DataRef<'_>, clock: bool) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => self::number(*number),
        DataRef::Bool(yes) => truth(*yes),
        DataRef::DateTime(moment) => self::moment(moment, clock),
        DataRef::DateTimeIso(iso) => date(iso),
        DataRef::DurationIso(iso) => duration(iso),
        DataRef::Error(error) => error.to_string(),
    }
}

/// The same for a cell of an OpenDocument sheet.
pub(super) fn owned(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => self::number(*number),
        Data::Bool(yes) => truth(*yes),
        Data::DateTime(moment) => self::moment(moment, false),
        Data::DateTimeIso(iso) => date(iso),
        Data::DurationIso(iso) => duration(iso),
        Data::Error(error) => error.to_string(),
    }
}

/// Fifteen digits, as spreadsheets keep them: 0.1 + 0.2 is 0.3, and 3 is no 3.0.
fn number(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded != 0.0 && !(1e-9..1e15).contains(&rounded.abs()) {
        return format!("{rounded:e}");
    }
    rounded.to_string()
}

fn truth(yes: bool) -> String {
    if yes { "TRUE" } else { "FALSE" }.to_owned()
}

/// `2026-11-23`, `2026-11-23 14:05:00`, or a time alone (`0:01:02`, `0:01:02.5`).
fn moment(moment: &ExcelDateTime, clock: bool) -> String {
    let days = moment.as_f64();
    if !(0.0..3_000_000.0).contains(&days) {
        return number(days);
    }
    if moment.is_duration() || days < 1.0 {
        return time((days * DAY_MS).round(), clock);
    }
    let (year, month, day, hour, minute, second, ms) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second, ms) {
        (0, 0, 0, 0) => date,
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    }
}

/// Milliseconds as `h:mm:ss`, with decimals where there are any.
fn time(ms: f64, clock: bool) -> String {
    let seconds = (ms / 1000.0).floor();
    let ms = ms - seconds * 1000.0;
    let (hours, minutes) = ((seconds / 3600.0).floor(), (seconds / 60.0).floor() % 60.0);
    let seconds = seconds % 60.0;
    if clock && seconds == 0.0 && ms == 0.0 {
        return format!("{hours}:{minutes:02}");
    }
    if ms == 0.0 {
        return format!("{hours}:{minutes:02}:{seconds:02}");
    }
    let decimals = format!("{ms:03}");
    format!("{hours}:{minutes:02}:{seconds:02}.{}", decimals.trim_end_matches('0'))
}

/// `2026-11-23T14:05:00` with a blank for the T, and without a midnight that says nothing.
fn date(iso: &str) -> String {
    let plain = iso.replacen('T', " ", 1);
    plain.strip_suffix(" 00:00:00").map(str::to_owned).unwrap_or(plain)
}

/// `PT00H01M02.5S` as `0:01:02.5`; what is no such time stays as written.
fn duration(iso: &str) -> String {
    let parse = || {
        let rest = iso.strip_prefix("PT")?;
        let (hours, rest) = rest.split_once('H').unwrap_or(("0", rest));
        let (minutes, rest) = rest.split_once('M').unwrap_or(("0", rest));
        let seconds = rest.strip_suffix('S').unwrap_or("0");
        let part = |text: &str| text.replace(',', ".").parse::<f64>().ok().filter(|n| (0.0..1e9).contains(n));
        Some(((part(hours)? * 60.0 + part(minutes)?) * 60.0 + part(seconds)?) * 1000.0)
    };
    parse().map_or_else(|| iso.to_owned(), |ms| time(ms.round(), false))
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    use super::*;

    #[test]
    fn numbers_are_as_people_see_them() {
        let shown = [3.0, 0.1 + 0.2, -2.50, 1e-12, 123_456_789.0, 1e20, 0.0, f64::NAN].map(number);
        assert_eq!(shown, ["3", "0.3", "-2.5", "1e-12", "123456789", "1e20", "0", "NaN"]);
    }

    #[test]
    fn moments_are_dates_times_or_both() {
        let shown = |days: f64, kind, clock| moment(&ExcelDateTime::new(days, kind, false), clock);
        assert_eq!(shown(46349.0, DateTime, false), "2026-11-23");
        assert_eq!(shown(46349.5, DateTime, false), "2026-11-23 12:00:00");
        assert_eq!(shown(62.0 / 86400.0, DateTime, false), "0:01:02");
        assert_eq!(shown(62.25 / 86400.0, DateTime, false), "0:01:02.25");
        assert_eq!(shown(754.0 / 1440.0, DateTime, true), "12:34");
        assert_eq!(shown(1.5, TimeDelta, false), "36:00:00");
        assert_eq!(shown(-1.0, TimeDelta, false), "-1");
    }

    #[test]
    fn iso_times_read_like_the_others() {
        assert_eq!(duration("PT00H01M02S"), "0:01:02");
        assert_eq!(duration("PT26H00M00.5S"), "26:00:00.5");
        assert_eq!(duration("P1D"), "P1D");
        assert_eq!([date("2026-11-23"), date("2026-11-23T14:05:00")], ["2026-11-23", "2026-11-23 14:05:00"]);
    }
}
