//! Where a name stands, in words that do not say the name.

use std::fmt;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The name of the file itself.
    FileName,
    /// The text of a plain file, from this line on (from 1; `None` where it is written in code).
    Text(Option<usize>),
    /// A part of a package, by its name.
    Part(String),
    /// The name of a part of a package, by the number of the part from 1.
    PartName(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FileName => f.write_str("the name of the file"),
            Self::Text(Some(line)) => write!(f, "line {line}"),
            Self::Text(None) => f.write_str("the text, written in code"),
            Self::Part(name) => f.write_str(&part(name)),
            Self::PartName(number) => write!(f, "the name of part {number}"),
        }
    }
}

/// What people call a part.
fn part(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.split('.').next().unwrap_or(file);
    let number =
        |before: &str| stem.strip_prefix(before).filter(|n| !n.is_empty() && n.parse::<u32>().is_ok());
    if name.contains(" in ") {
        return name.to_owned();
    }
    for (before, called) in [("slide", "slide"), ("notesSlide", "notes of slide"), ("sheet", "sheet")] {
        if let Some(number) = number(before).filter(|_| file.ends_with(".xml")) {
            return format!("{called} {number}");
        }
    }
    match name {
        "word/document.xml" | "content.xml" => "the text".to_owned(),
        "word/comments.xml" => "comments".to_owned(),
        "word/footnotes.xml" | "word/endnotes.xml" => "footnotes".to_owned(),
        "xl/sharedStrings.xml" => "cells".to_owned(),
        "meta.xml" => "properties".to_owned(),
        "styles.xml" => "headers, footers and styles".to_owned(),
        _ if name.starts_with("docProps/") => "properties".to_owned(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_names_that_people_know() {
        let shown = |name: &str| Place::Part(name.to_owned()).to_string();
        assert_eq!(shown("ppt/slides/slide3.xml"), "slide 3");
        assert_eq!(shown("ppt/notesSlides/notesSlide3.xml"), "notes of slide 3");
        assert_eq!(shown("docProps/core.xml"), "properties");
        assert_eq!(shown("ppt/slides/_rels/slide3.xml.rels"), "ppt/slides/_rels/slide3.xml.rels");
    }
}
