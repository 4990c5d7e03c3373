//! The identity of a code: the path of its ids.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The path of a code in the tree: `relationship/trust`. Compared by segments, never as a string
/// prefix, so that `client` does not take in `clientele`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CodePath(String);

impl CodePath {
    /// The path whose ids are joined by `/` in `path`.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The path of the code `id` below this one.
    pub fn child(&self, id: &str) -> Self {
        Self(format!("{}/{id}", self.0))
    }

    /// The path as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ids from the root down.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/')
    }

    /// The last id.
    pub fn id(&self) -> &str {
        self.segments().next_back().unwrap_or("")
    }

    /// How many codes stand above it.
    pub fn depth(&self) -> usize {
        self.segments().count().saturating_sub(1)
    }

    /// Whether this is `other` or one of its descendants.
    pub fn is_within(&self, other: &Self) -> bool {
        is_within(&self.0, &other.0)
    }

    /// This path and those above it, from the root down.
    pub fn with_ancestors(&self) -> impl Iterator<Item = &str> {
        ancestors(&self.0)
    }
}

/// Whether the code at `path` is the one at `other` or one of its descendants.
pub fn is_within(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// `path` and those above it, from the root down.
pub fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| at).chain([path.len()]).filter_map(|end| path.get(..end))
}

impl fmt::Display for CodePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_decide_not_prefixes() {
        let client = CodePath::new("client");
        assert!(CodePath::new("client/needs").is_within(&client));
        assert!(client.is_within(&client));
        assert!(!CodePath::new("clientele").is_within(&client));
    }

    #[test]
    fn ancestors_from_the_root_down() {
        let path = CodePath::new("a/b/c");
        assert_eq!(path.with_ancestors().collect::<Vec<_>>(), ["a", "a/b", "a/b/c"]);
        assert_eq!((path.id(), path.depth()), ("c", 2));
    }
}
