//! Whether people are called by their names, whatever is said of them.

use super::beside::words;
use super::{People, Spoken};

impl People {
    /// Whether `attribution` holds the name by which a transcript knows who said it. A code is no name.
    pub fn call_by_name(&self, attribution: &str, spoken: &Spoken) -> bool {
        let words = words(attribution);
        let found = self.names.found(&words, &self.roles);
        found.named.iter().any(|name| name.is_name() && name.written == spoken.label)
    }
}
