//! The colour of a code: written as a number or a name, or that of a cell.

use crate::sheet::{Look, Looks, Row};
use crate::text::fold;

use super::header::{Column, Header};

/// Names of colours in Dutch, English, French and German, folded.
const NAMES: &[(&str, [u8; 3])] = &[
    ("rood red rouge rot", [0xe0, 0x20, 0x20]),
    ("oranje orange", [0xf2, 0x8c, 0x1e]),
    ("geel yellow jaune gelb", [0xf5, 0xd0, 0x1e]),
    ("groen green vert grun gruen", [0x2e, 0x9e, 0x3f]),
    ("lime limoen citronvert", [0x9c, 0xcc, 0x2e]),
    ("olijf olijfgroen olive", [0x80, 0x80, 0x20]),
    ("turkoois turquoise turkis tuerkis cyaan cyan", [0x1f, 0xb5, 0xb5]),
    ("blauw blue bleu blau", [0x2a, 0x5f, 0xd0]),
    ("marine marineblauw navy marinebleu bleumarine marineblau", [0x1b, 0x2a, 0x6b]),
    ("paars purper purple violet violett lila mauve", [0x80, 0x3f, 0xb0]),
    ("magenta fuchsia", [0xd0, 0x30, 0xb0]),
    ("roze pink rose rosa", [0xf0, 0x80, 0xb0]),
    ("bruin brown brun marron braun", [0x8b, 0x5a, 0x2b]),
    ("beige", [0xe0, 0xcf, 0xa8]),
    ("grijs grey gray gris grau", [0x80, 0x80, 0x80]),
    ("zwart black noir schwarz", [0, 0, 0]),
    ("wit white blanc weiss", [0xff, 0xff, 0xff]),
    ("goud gold or", [0xd4, 0xaf, 0x37]),
];
const LIGHT: &[&str] = &["licht", "light", "hell", "clair", "claire", "lichte"];
const DARK: &[&str] = &["donker", "dark", "dunkel", "fonce", "foncee", "donkere"];

/// How a table is painted.
pub(super) struct Painted<'a> {
    pub(super) looks: &'a Looks,
    /// The column of colours.
    column: Option<usize>,
    /// The column of the names, where their cells have several colours.
    names: Option<usize>,
    /// Whether the groups of ATLAS.ti are the codes above.
    pub(super) groups_are_parents: bool,
}

impl<'a> Painted<'a> {
    /// How `rows` below `header` are painted, with names in the column `name`. Every second row grey is no colour of a code.
    pub(super) fn of(looks: &'a Looks, header: &Header, rows: &[&Row], name: usize) -> Self {
        let fills: std::collections::BTreeSet<[u8; 3]> =
            rows.iter().filter_map(|row| looks.of(row.number, name).fill).collect();
        let names = (header.find(Column::Color).is_none() && fills.len() > 1).then_some(name);
        Self { looks, column: header.find(Column::Color), names, groups_are_parents: false }
    }

    /// The colour of the cells of a row.
    pub(super) fn color(&self, row: &Row) -> Option<String> {
        let look = |at: usize| -> Look { self.looks.of(row.number, at) };
        // MAXQDA writes a dot in the colour.
        let is_sign =
            |at: usize| !row.cell(at).trim().is_empty() && !row.cell(at).contains(char::is_alphanumeric);
        let column = self.column.and_then(|at| look(at).fill.or(look(at).ink.filter(|_| is_sign(at))));
        column.or_else(|| self.names.and_then(|at| look(at).fill)).map(hex)
    }

    /// Whether cells say the colours.
    pub(super) fn is_used(&self, rows: &[&Row]) -> bool {
        rows.iter().any(|row| self.color(row).is_some())
    }
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// `#2A7FB8`, `2a7fb8`, `#abc`, `42, 127, 184`, `blauw` or `light blue` as `#2a7fb8`.
pub(super) fn read(written: &str) -> Option<String> {
    let hex = written.strip_prefix('#').unwrap_or(written).to_ascii_lowercase();
    if hex.chars().all(|c| c.is_ascii_hexdigit()) && matches!(hex.len(), 3 | 6 | 8) {
        return Some(match hex.len() {
            3 => format!("#{}", hex.chars().flat_map(|c| [c, c]).collect::<String>()),
            // Excel writes the opacity before the colour.
            _ => format!("#{}", hex.get(hex.len() - 6..)?),
        });
    }
    named(written).or_else(|| {
        let numbers = written.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_end_matches(')');
        let parts: Option<Vec<u8>> = numbers.split([',', ';']).map(|part| part.trim().parse().ok()).collect();
        match parts?.as_slice() {
            [red, green, blue] => Some(self::hex([*red, *green, *blue])),
            _ => None,
        }
    })
}

fn named(written: &str) -> Option<String> {
    let folded = fold(written);
    let mut words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let mut shade = 0i8;
    words.retain(|word| {
        shade += i8::from(LIGHT.contains(word)) - i8::from(DARK.contains(word));
        !LIGHT.contains(word) && !DARK.contains(word)
    });
    let name = words.concat();
    let known = |name: &str| {
        NAMES.iter().find(|(names, _)| names.split_whitespace().any(|n| n == name)).map(|(_, color)| *color)
    };
    let prefixed = |list: &[&str]| list.iter().find_map(|lead| known(name.strip_prefix(lead)?));
    let (color, shade) = known(&name)
        .map(|color| (color, shade))
        .or_else(|| prefixed(LIGHT).map(|color| (color, 1)))
        .or_else(|| prefixed(DARK).map(|color| (color, -1)))?;
    Some(hex(color.map(|part| match shade {
        0 => part,
        1.. => part + (255 - part) / 2,
        _ => part / 2,
    })))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn colours_are_written_in_many_ways() {
        for (written, hex) in [
            ("#2A7FB8", "#2a7fb8"),
            ("ff2a7fb8", "#2a7fb8"),
            ("rgb(42, 127, 184)", "#2a7fb8"),
            ("Rood", "#e02020"),
            ("Grün", "#2e9e3f"),
            ("lichtblauw", "#94afe7"),
            ("light blue", "#94afe7"),
            ("bleu clair", "#94afe7"),
            ("dunkelrot", "#701010"),
            ("abc", "#aabbcc"),
        ] {
            assert_eq!(read(written).as_deref(), Some(hex), "{written}");
        }
        assert_eq!(["kleurig", "blauwgroenig", "", "licht"].map(read), [const { None }; 4]);
    }
}
