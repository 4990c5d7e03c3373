//! "Did you mean": the nearest of the names there are.

use super::fold;

/// The name among `known` that `typed` most likely meant, or `None` when nothing is near.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = fold(typed).into_owned();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&typed, &fold(name)), name))
        .filter(|(likeness, _)| *likeness > 0.78)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_finds_its_word_and_nonsense_finds_none() {
        assert_eq!(nearest("vertouwen", ["wachten", "vertrouwen"]), Some("vertrouwen"));
        assert_eq!(nearest("xyzzy", ["wachten", "vertrouwen"]), None);
    }
}
