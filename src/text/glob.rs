//! Patterns over paths and names, as file managers know them.

use regex::Regex;

/// `*` (anything but a slash), `**` (anything) and `?` (one character but a slash) as a regular expression
/// over a whole path or name, without case. `None` for one that is too large.
pub fn glob(pattern_of_names: &str) -> Option<Regex> {
    let mut pattern = String::from("(?i)^");
    let mut rest = pattern_of_names.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '*' if rest.peek() == Some(&'*') => {
                rest.next();
                pattern.push_str(".*");
            }
            '*' => pattern.push_str("[^/]*"),
            '?' => pattern.push_str("[^/]"),
            c => pattern.push_str(&regex::escape(&c.to_string())),
        }
    }
    pattern.push('$');
    Regex::new(&pattern).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stays_within_its_folder() {
        let is = |pattern: &str, path: &str| glob(pattern).unwrap().is_match(path);
        assert!(is("fg*", "FG1") && !is("fg*", "groepen/fg1"));
        assert!(is("groepen/*", "groepen/fg1.txt") && !is("groepen/*", "groepen/oud/fg1.txt"));
        assert!(is("groepen/**", "groepen/oud/fg1.txt") && is("fg?.txt", "fg1.txt"));
        assert!(!is("a.c", "abc"));
    }
}
