//! What stands under one heading: the quotes of a theme, with the theme's name and colour.

use super::words::{label, words};
use super::{Quote, Selection};

/// The colour of what has no code.
const NO_CODE: &str = "5B6770";

/// A heading and the quotes under it.
pub(super) struct Group<'a> {
    /// The name of the code, or the title of the selection; one line, never empty.
    pub(super) title: String,
    /// What the code means; may be empty.
    pub(super) definition: String,
    /// Six hexadecimal digits.
    pub(super) color: String,
    /// The quotes with their numbers in the selection, from 1.
    pub(super) quotes: Vec<(usize, &'a Quote)>,
}

/// The groups of a selection, none of them empty. Every quote stands in at least one: what no theme
/// names comes last.
pub(super) fn groups(selection: &Selection) -> Vec<Group<'_>> {
    let mut listed = vec![false; selection.quotes.len()];
    let mut groups = Vec::new();
    for theme in &selection.themes {
        for &index in &theme.quotes {
            if let Some(seen) = listed.get_mut(index) {
                *seen = true;
            }
        }
        let shown = selection.codes.get(&theme.code);
        let own = theme.title.as_deref().map(label).filter(|title| !title.is_empty());
        let name = own.or_else(|| shown.map(|code| label(&code.name)).filter(|name| !name.is_empty()));
        groups.push(Group {
            title: name.unwrap_or_else(|| label(&theme.code)),
            definition: shown.map(|code| label(&code.definition)).unwrap_or_default(),
            color: color(shown.map_or("", |code| code.color.as_str())),
            quotes: numbered(selection, theme.quotes.iter().copied()),
        });
    }
    let rest = (0..selection.quotes.len()).filter(|&index| listed.get(index) == Some(&false));
    groups.push(Group {
        title: if selection.themes.is_empty() {
            label(&selection.title)
        } else {
            words(selection.language).other.to_owned()
        },
        definition: String::new(),
        color: NO_CODE.to_owned(),
        quotes: numbered(selection, rest),
    });
    groups.retain(|group| !group.quotes.is_empty());
    // A section without a title goes by that of the whole.
    let whole = Some(label(&selection.title)).filter(|title| !title.is_empty());
    let untitled = whole.unwrap_or_else(|| "—".to_owned());
    for group in groups.iter_mut().filter(|group| group.title.is_empty()) {
        group.title.clone_from(&untitled);
    }
    groups
}

fn numbered(selection: &Selection, indices: impl Iterator<Item = usize>) -> Vec<(usize, &Quote)> {
    indices.filter_map(|index| selection.quotes.get(index).map(|quote| (index + 1, quote))).collect()
}

/// The digits of `#rrggbb`, or of a neutral grey when it is none.
pub(super) fn color(written: &str) -> String {
    let digits = written.strip_prefix('#').unwrap_or(written);
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        digits.to_ascii_uppercase()
    } else {
        NO_CODE.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Theme, sample};

    #[test]
    fn what_no_theme_names_comes_last() {
        let mut selection = sample::study();
        selection.themes =
            vec![Theme { code: "relationship/trust".into(), title: None, quotes: vec![1, 99] }];
        let groups = groups(&selection);
        let titles: Vec<&str> = groups.iter().map(|group| group.title.as_str()).collect();
        assert_eq!(titles, ["Vertrouwen", "Overige citaten"]);
        assert_eq!(groups[0].quotes[0].0, 2);
        assert_eq!(groups[1].quotes.len(), selection.quotes.len() - 1);
    }

    #[test]
    fn a_section_without_a_title_goes_by_that_of_the_whole() {
        let mut selection = sample::study();
        selection.title = "Toegang".to_owned();
        selection.themes = vec![Theme { code: String::new(), title: None, quotes: vec![0] }];
        assert_eq!(groups(&selection)[0].title, "Toegang");
        selection.title.clear();
        assert_eq!(groups(&selection)[0].title, "—");
    }

    #[test]
    fn only_colours_are_colours() {
        assert_eq!(color("#2a7fb8"), "2A7FB8");
        assert_eq!(color("\"/><x"), NO_CODE);
    }
}
