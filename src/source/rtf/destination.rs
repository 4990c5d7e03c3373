//! Where the text of a group goes.

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// The document.
    Body,
    /// A footnote or endnote.
    Note,
    /// A text box.
    Box,
    /// A header or footer: left out, and said.
    Margin,
    /// A shape, whose text stands in a text box inside it.
    Shape,
    /// The table of fonts.
    Fonts,
    /// The style sheet.
    Styles,
    /// Nowhere.
    Nowhere,
}

/// Destinations without `\*` whose text is not part of the document.
const NOWHERE: &[&str] = &[
    "info",
    "colortbl",
    "filetbl",
    "pict",
    "nonshppict",
    "object",
    "fldinst",
    "fldtype",
    "datafield",
    "pntext",
    "pntxta",
    "pntxtb",
    "listtext",
    "listtable",
    "listoverridetable",
    "nonesttables",
    "xe",
    "tc",
    "tcn",
    "rxe",
    "txe",
    "revtbl",
    "rsidtbl",
    "generator",
    "bkmkstart",
    "bkmkend",
    "annotation",
    "atnid",
    "atnauthor",
    "atntime",
    "atnref",
    "atnicn",
    "atndate",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "mmathPr",
    "themedata",
    "datastore",
    "shprslt",
    "sp",
    "private",
    "template",
    "formfield",
];

/// The destination that `word` opens; `None` if it is no destination known here.
pub(super) fn of(word: &str) -> Option<Destination> {
    let found = match word {
        "footnote" => Destination::Note,
        "shptxt" | "dptxbxtext" => Destination::Box,
        "shp" | "shpinst" | "do" => Destination::Shape,
        "fonttbl" => Destination::Fonts,
        "stylesheet" => Destination::Styles,
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
            Destination::Margin
        }
        _ if NOWHERE.contains(&word) => Destination::Nowhere,
        _ => return None,
    };
    Some(found)
}
