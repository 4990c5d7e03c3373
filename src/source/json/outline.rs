//! Which keys a JSON file has, and where: enough to tell the services apart.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Keys are looked at this deep.
const DEEPEST: usize = 7;
/// Of each list this many items are looked at.
const FIRST_ITEMS: usize = 8;
/// No more paths than this, and none longer, are kept.
const MOST_PATHS: usize = 1_000;
const LONGEST_PATH: usize = 200;

/// The paths of the keys of a file (`segments[].words[].word`). A list of documents, or one after the
/// other, counts as one document.
#[derive(Debug, Default)]
pub(super) struct Outline {
    paths: BTreeSet<String>,
    /// Why the file ends before its JSON does.
    pub(super) broken: Option<serde_json::Error>,
}

impl Outline {
    /// The outline of `text`, up to where it stops being JSON.
    pub(super) fn of(text: &str) -> Self {
        let mut outline = Self::default();
        let mut deserializer = serde_json::Deserializer::from_str(text);
        while outline.broken.is_none() && deserializer.end().is_err() {
            let look = Look { outline: &mut outline, path: String::new(), depth: 0 };
            outline.broken = look.deserialize(&mut deserializer).err();
        }
        outline
    }

    /// Whether there is a key at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Whether there are any keys.
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }
}

struct Look<'o> {
    outline: &'o mut Outline,
    path: String,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Look<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.depth > DEEPEST || self.path.len() > LONGEST_PATH {
            return deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ());
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Look<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any value")
    }
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let path = if self.path.is_empty() { self.path } else { self.path + "[]" };
        let depth = self.depth + 1;
        for _ in 0..FIRST_ITEMS {
            let look = Look { outline: &mut *self.outline, path: path.clone(), depth };
            if list.next_element_seed(look)?.is_none() {
                return Ok(());
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key::<String>()? {
            let dot = if self.path.is_empty() { "" } else { "." };
            let path = format!("{}{dot}{key}", self.path);
            let full = self.outline.paths.len() >= MOST_PATHS;
            if !full && path.len() <= LONGEST_PATH {
                self.outline.paths.insert(path.clone());
            }
            let look = Look { outline: &mut *self.outline, path, depth: self.depth + 1 };
            object.next_value_seed(look)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_names_keys_up_to_where_the_file_breaks_off() {
        let outline = Outline::of(r#"[{"a": [{"b": 1}, {"c": {"d": null}}]}, {"e": "x"#);
        for path in ["a", "a[].b", "a[].c.d", "e"] {
            assert!(outline.has(path), "{path}");
        }
        assert!(!outline.has("b"));
        assert!(outline.broken.is_some_and(|error| error.is_eof()));
        assert!(Outline::of(&"[".repeat(100_000)).is_empty());
    }
}
