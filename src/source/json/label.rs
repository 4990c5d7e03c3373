//! Who speaks, as services name them.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::absent::absent;
use super::values::Text;

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
    #[serde(borrow, alias = "@id")]
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
