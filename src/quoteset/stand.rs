//! Where a quote of a set stands in the present transcript.

use super::Picked;
use crate::anchor::{Carrier, Fate};
use crate::text::{CodePoints, Span, fingerprint};
use crate::transcript::Transcript;

/// Where a quote stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Its words still stand there, in bytes of the text.
    Same(Span),
    /// They were corrected: other words stand there now.
    Changed(Span),
    /// It cannot be placed for certain.
    Lost,
}

/// Where `quote` stands in `transcript`, of which `points` are the code points. `old` gives the transcript it was
/// picked from.
pub fn place(
    quote: &Picked,
    transcript: &Transcript,
    points: &CodePoints,
    old: &dyn Fn(&str) -> Option<Transcript>,
) -> Place {
    let anchor = &quote.anchor;
    if anchor.text == fingerprint(transcript.text.as_bytes()) {
        return anchor.span_in(&transcript.text, points).map_or(Place::Lost, Place::Same);
    }
    if let Some(old) = old(&anchor.text)
        && let Some(span) = anchor.span_in(&old.text, &CodePoints::new(&old.text))
    {
        return match Carrier::new(&old, transcript).fate(span) {
            Fate::Same(span) => Place::Same(span),
            Fate::Changed(span) => Place::Changed(span),
            Fate::Waits(_) => Place::Lost,
        };
    }
    only_place(anchor.quote.as_str(), &anchor.before, &anchor.after, &transcript.text)
}

/// The one place where these words stand between these others; without the text it was picked from, that is
/// all that can be known.
fn only_place(words: &str, before: &str, after: &str, text: &str) -> Place {
    let whole = format!("{before}{words}{after}");
    let mut places = text.match_indices(whole.as_str()).map(|(at, _)| at + before.len());
    match (places.next(), places.next()) {
        (Some(at), None) if !words.is_empty() => Place::Same(Span::new(at, at + words.len())),
        _ => Place::Lost,
    }
}
