//! Values as services write them and as damage leaves them: of whatever type, they never stop the
//! reading. What is of no use counts as absent.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::source::time;

/// Methods of a visitor for types that count as absent.
macro_rules! absent {
    ($($kind:ident)*) => { $(absent!(@ $kind);)* };
    (@ flag) => {
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
    };
    (@ number) => {
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
    };
    (@ string) => {
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
    };
    (@ list) => {
        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(Self::Value::default())
        }
    };
    (@ object) => {
        fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
            while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            Ok(Self::Value::default())
        }
    };
    (@ expecting) => {
        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("any value")
        }
    };
}

/// Words: a string, or a number as it is written.
#[derive(Debug, Default, Clone)]
pub(super) struct Text<'t>(Option<Cow<'t, str>>);

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

/// Who speaks: a string as it stands; a bare number becomes `Speaker 1`; an object gives its name.
#[derive(Debug, Default, Clone)]
pub(super) struct Label<'t>(Option<Cow<'t, str>>);

impl<'t> Label<'t> {
    /// The label; `None` where nobody is named.
    pub(super) fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }

    fn numbered(number: impl fmt::Display) -> Self {
        Self(Some(Cow::Owned(format!("Speaker {number}"))))
    }

    fn written(label: Cow<'t, str>) -> Self {
        match label.trim() {
            "" => Self(None),
            digits if digits.bytes().all(|b| b.is_ascii_digit()) => Self::numbered(digits),
            _ => Self(Some(label)),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Named<'t> {
    #[serde(borrow)]
    name: Text<'t>,
    #[serde(borrow)]
    id: Text<'t>,
}

struct LabelVisitor;

impl<'de> Visitor<'de> for LabelVisitor {
    type Value = Label<'de>;
    absent!(expecting flag list);

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Label::numbered(number))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Label::numbered(number))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Label::numbered(number))
    }
    fn visit_str<E>(self, label: &str) -> Result<Self::Value, E> {
        Ok(Label::written(Cow::Owned(label.to_owned())))
    }
    fn visit_borrowed_str<E>(self, label: &'de str) -> Result<Self::Value, E> {
        Ok(Label::written(Cow::Borrowed(label)))
    }
    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
        let named = Named::deserialize(MapAccessDeserializer::new(object))?;
        let id = named.id.0.filter(|id| id != "unknown");
        Ok(named.name.0.or(id).map_or(Label(None), Label::written))
    }
}

impl<'de: 't, 't> Deserialize<'de> for Label<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LabelVisitor)
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
