//! Words and times as services write them and as damage leaves them: of whatever type, they never stop the
//! reading. What is of no use counts as absent.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};

use crate::source::time;

use super::absent::absent;

/// Words: a string, or a number as it is written.
#[derive(Debug, Default, Clone)]
pub(super) struct Text<'t>(pub(super) Option<Cow<'t, str>>);

impl Text<'_> {
    /// The words; `None` where there is no such value.
    pub(super) fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// Whether it is exactly `known`.
    pub(super) fn is(&self, known: &str) -> bool {
        self.get() == Some(known)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;
    absent!(expecting flag list object);

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Owned(number.to_string()))))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Owned(number.to_string()))))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Owned(number.to_string()))))
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Owned(text.to_owned()))))
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Borrowed(text))))
    }
}

impl<'de: 't, 't> Deserialize<'de> for Text<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

/// A time as it is written; what a number counts (seconds, milliseconds) depends on the service.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) enum Time {
    /// No time is given.
    #[default]
    Absent,
    /// A number, also one in a string (`"1.4"`, `"1.4s"`).
    Number(f64),
    /// A clock (`00:00:01,400`), in milliseconds.
    Clock(u64),
    /// Something that is no time.
    Odd,
}

struct TimeVisitor;

impl<'de> Visitor<'de> for TimeVisitor {
    type Value = Time;
    absent!(expecting flag list object);

    fn visit_u64<E>(self, number: u64) -> Result<Time, E> {
        Ok(Time::Number(number as f64))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Time, E> {
        Ok(Time::Number(number as f64))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Time, E> {
        Ok(Time::Number(number))
    }
    fn visit_str<E>(self, text: &str) -> Result<Time, E> {
        let text = text.trim();
        let number = text.strip_suffix('s').unwrap_or(text).parse().ok().map(Time::Number);
        Ok(number.or_else(|| time::parse(text).map(Time::Clock)).unwrap_or(Time::Odd))
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TimeVisitor)
    }
}

/// A pair of times, `[0.0, 2.5]`.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Range(pub(super) Time, pub(super) Time);

struct RangeVisitor;

impl<'de> Visitor<'de> for RangeVisitor {
    type Value = Range;
    absent!(expecting flag number string object);

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Range, A::Error> {
        let start = list.next_element()?.unwrap_or_default();
        let end = list.next_element()?.unwrap_or_default();
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Range(start, end))
    }
}

impl<'de> Deserialize<'de> for Range {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RangeVisitor)
    }
}
