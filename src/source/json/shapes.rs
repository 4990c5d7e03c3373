//! Objects and lists of objects as services write them and as damage leaves them.

use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::absent::absent;
use super::scribe::Said;
use super::values::{Text, Time};

/// An object of a known shape, or nothing.
#[derive(Debug)]
pub(super) struct Object<T>(pub(super) Option<T>);

impl<T> Default for Object<T> {
    fn default() -> Self {
        Self(None)
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;
    absent!(expecting flag number string list);

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(object)).map(|value| Object(Some(value)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ObjectVisitor(PhantomData))
    }
}

/// A list of objects of a known shape; empty where something else stands.
#[derive(Debug)]
pub(super) struct List<T> {
    /// The objects, in order.
    pub(super) items: Vec<T>,
    /// How many items are no objects.
    pub(super) odd: usize,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: Vec::new(), odd: 0 }
    }
}

impl<T> List<T> {
    /// The first; of guesses at the same words, the best.
    pub(super) fn first(&self) -> Option<&T> {
        self.items.first()
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;
    absent!(expecting flag number string object);

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut found = List::default();
        while let Some(Object(item)) = list.next_element()? {
            match item {
                Some(item) => found.items.push(item),
                None => found.odd += 1,
            }
        }
        Ok(found)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor(PhantomData))
    }
}

/// Words with when they were said, as several services write them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TimedText<'t> {
    start: Time,
    end: Time,
    #[serde(borrow)]
    text: Text<'t>,
}

impl TimedText<'_> {
    /// The words, said by `speaker`.
    pub(super) fn by<'a>(&'a self, speaker: Option<&'a str>) -> Said<'a> {
        Said { words: self.text.get(), speaker, start: self.start, end: self.end }
    }
}

/// When the first of `words` begins and the last ends, where `times` gives both of one.
pub(super) fn around<W>(words: &[W], times: impl Fn(&W) -> (Time, Time)) -> (Time, Time) {
    let (first, last) = (words.first().map(&times), words.last().map(&times));
    (first.unwrap_or_default().0, last.unwrap_or_default().1)
}
