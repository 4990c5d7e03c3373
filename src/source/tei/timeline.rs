//! The timeline: `when` elements, each so long after another, or at a time of the clock.

use std::collections::HashMap;

use crate::source::time;
use crate::source::tree::Element;

/// Points in time by id, in milliseconds since the first.
#[derive(Debug, Default)]
pub(super) struct Timeline(HashMap<String, u64>);

impl Timeline {
    /// All timelines of a document.
    pub(super) fn of(document: &Element<'_>) -> Self {
        let mut times = HashMap::new();
        for timeline in document.all("timeline") {
            let unit = timeline.attribute("unit");
            let mut origin = None;
            let mut last = 0;
            for when in timeline.elements().filter(|e| e.name() == "when") {
                let since = when.attribute("since").and_then(|id| times.get(bare(&id)).copied());
                let own_unit = when.attribute("unit").or(unit.clone());
                let interval = when.attribute("interval").and_then(|i| length(&i, own_unit.as_deref()));
                let clock = when.attribute("absolute").and_then(|clock| clock_time(&clock));
                let time = match (interval, clock) {
                    (Some(interval), _) => Some(since.unwrap_or(last) + interval),
                    (None, Some(clock)) => clock.checked_sub(*origin.get_or_insert(clock)),
                    (None, None) => times.is_empty().then_some(0),
                };
                let Some(time) = time else { continue };
                last = time;
                if let Some(id) = when.attribute("id") {
                    times.insert(id, time);
                }
            }
        }
        Self(times)
    }

    /// The time of the point an attribute refers to (`#T12`).
    pub(super) fn at(&self, reference: &str) -> Option<u64> {
        self.0.get(bare(reference)).copied()
    }
}

fn bare(reference: &str) -> &str {
    reference.trim().trim_start_matches('#')
}

/// `10:02:03`, `2021-03-04T10:02:03`, as milliseconds since midnight.
fn clock_time(text: &str) -> Option<u64> {
    let clock = text.rsplit('T').next().unwrap_or(text).trim_end_matches('Z');
    time::parse(clock)
}

/// A length of time in milliseconds; the unit is the second unless named. Unknown ones are `-1`.
fn length(text: &str, unit: Option<&str>) -> Option<u64> {
    let text = text.trim();
    let number: Option<f64> = text.parse().ok();
    let factor = match unit.unwrap_or("s") {
        "ms" => 1.0,
        "min" => 60_000.0,
        "h" => 3_600_000.0,
        _ => 1_000.0,
    };
    match number {
        Some(number) => {
            let millis = (number * factor).round();
            (0.0..1.0e12).contains(&millis).then_some(millis as u64)
        }
        None => time::parse_or_seconds(text),
    }
}
