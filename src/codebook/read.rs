//! One codebook file to codes.

use super::fields::{Fields, Reader};
use super::load::Loaded;
use super::yaml::{Kind, Node, Spot};
use super::{Code, CodePath, Unit, rule};
use crate::diag::Place;
use crate::text::{Language, nearest};

/// The keys of a file.
pub(super) const FILE_KEYS: &[&str] = &["codebook", "language", "codes"];
/// The keys of a code.
pub(super) const CODE_KEYS: &[&str] = &[
    "id",
    "name",
    "names",
    "definition",
    "include",
    "exclude",
    "example",
    "color",
    "opposite",
    "guid",
    "unit",
    "rules",
    "codes",
];

/// A path that one code says of another, to be checked when all are known.
#[derive(Debug)]
pub(super) struct Reference {
    /// The code that says it.
    pub(super) from: CodePath,
    /// The id of the rule that says it in `in`; `None` for `opposite`.
    pub(super) rule: Option<String>,
    /// The path it says.
    pub(super) target: CodePath,
    /// Where.
    pub(super) place: Place,
}

/// Adds the codes of a file to `loaded`; returns the title of the codebook.
pub(super) fn file(root: &Node, reader: &mut Reader<'_>, loaded: &mut Loaded) -> Option<String> {
    let fields = reader.fields(root, "a codebook", FILE_KEYS)?;
    let language = match fields.get("language") {
        Some((_, node)) => reader.language(node, "language"),
        None => {
            if !fields.broken {
                reader.warning(
                    fields.at,
                    "this codebook does not say its language",
                    "add `language: nl` on top; nl is assumed",
                );
            }
            None
        }
    };
    let language = language.unwrap_or(Language::DUTCH);
    codes(&fields, None, language, reader, loaded);
    if fields.get("codes").is_none() && !fields.broken {
        reader.error(
            fields.at,
            "this codebook has no `codes`",
            "add `codes:` and below it `- id: ...` with `name: ...`",
        );
    }
    fields.prose("codebook", reader)
}

/// Adds the codes in the list `codes` of `fields`, and those below them.
fn codes(
    fields: &Fields<'_>,
    parent: Option<&CodePath>,
    language: Language,
    reader: &mut Reader<'_>,
    loaded: &mut Loaded,
) {
    let Some((_, list)) = fields.get("codes") else { return };
    for node in reader.list(list, "codes") {
        let Some(fields) = reader.fields(node, "a code", CODE_KEYS) else { continue };
        let Some((id, spot)) = id(&fields, reader) else { continue };
        let path = parent.map_or_else(|| CodePath::new(id), |parent| parent.child(id));
        let code = code(&fields, path.clone(), spot, language, reader, loaded);
        loaded.codes.push(code);
        codes(&fields, Some(&path), language, reader, loaded);
    }
}

/// The id, checked; a bad one still serves, so that what stands below it is read.
fn id<'n>(fields: &Fields<'n>, reader: &mut Reader<'_>) -> Option<(&'n str, Spot)> {
    const HINT: &str = "an id is made of letters, digits, - and _, such as waiting-times";
    let found = fields.text("id", reader).filter(|(_, id)| !id.is_empty());
    let Some((spot, id)) = found else {
        if !fields.broken {
            reader.error(fields.at, "this code has no id", HINT);
        }
        return None;
    };
    let is_good = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if let Some(bad) = id.chars().find(|c| !is_good(*c)) {
        reader.error(spot, format!("`{}` may not stand in an id", bad.escape_debug()), HINT);
        if bad == '/' || bad.is_control() {
            return None;
        }
    }
    Some((id, spot))
}

fn code(
    fields: &Fields<'_>,
    path: CodePath,
    spot: Spot,
    language: Language,
    reader: &mut Reader<'_>,
    loaded: &mut Loaded,
) -> Code {
    let name = fields.prose("name", reader).unwrap_or_else(|| {
        let is_told = fields.get("name").is_some_and(|(_, node)| !matches!(node.kind, Kind::Text { .. }));
        if !fields.broken && !is_told {
            reader.error(
                spot,
                format!("the code `{path}` has no name"),
                "add `name: ...`, as people should read it",
            );
        }
        path.id().to_owned()
    });
    Code {
        name,
        names: names(fields, reader),
        definition: fields.prose("definition", reader),
        include: fields.prose("include", reader),
        exclude: fields.prose("exclude", reader),
        example: fields.prose("example", reader),
        color: color(fields, reader),
        opposite: opposite(fields, &path, reader, loaded),
        guid: fields.prose("guid", reader),
        unit: unit(fields, reader),
        rules: rule::rules(fields, &path, reader, loaded),
        language,
        place: reader.place(spot),
        path,
    }
}

fn names(fields: &Fields<'_>, reader: &mut Reader<'_>) -> std::collections::BTreeMap<Language, String> {
    let mut names = std::collections::BTreeMap::new();
    let Some((_, node)) = fields.get("names") else { return names };
    let Kind::Map(entries) = &node.kind else {
        reader.error(node.at, "`names` is written with languages as keys", "such as `names: {en: Trust}`");
        return names;
    };
    for (key, node) in entries {
        let language = reader.language_code(&key.name, key.at);
        let name = reader.text(node, &key.name).map(str::trim).filter(|name| !name.is_empty());
        if let (Some(language), Some(name)) = (language, name) {
            names.insert(language, name.to_owned());
        }
    }
    names
}

fn color(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let (key, node) = fields.get("color")?;
    let Some(color) = reader.text(node, "color") else {
        if matches!(node.kind, Kind::Text { .. }) && !node.broken {
            reader.error(
                key,
                "`color` is empty",
                "put it in quotes (\"#2a7fb8\"): without them, # begins a comment",
            );
        }
        return None;
    };
    let digits = color.strip_prefix('#').unwrap_or("");
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(color.to_ascii_lowercase());
    }
    reader.error(
        node.at,
        format!("`{color}` is no colour"),
        "write # and six hexadecimal digits: \"#2a7fb8\"",
    );
    None
}

fn opposite(
    fields: &Fields<'_>,
    from: &CodePath,
    reader: &mut Reader<'_>,
    loaded: &mut Loaded,
) -> Vec<CodePath> {
    let mut paths = Vec::new();
    for (spot, target) in fields.texts("opposite", reader) {
        let target = CodePath::new(target.trim());
        let place = reader.place(spot);
        loaded.references.push(Reference { from: from.clone(), rule: None, target: target.clone(), place });
        paths.push(target);
    }
    paths
}

fn unit(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Unit {
    const UNITS: [Unit; 3] = [Unit::Sentence, Unit::Match, Unit::Turn];
    let Some((spot, written)) = fields.text("unit", reader) else { return Unit::default() };
    if let Some(unit) = UNITS.into_iter().find(|unit| unit.as_str() == written) {
        return unit;
    }
    let hint = match nearest(written, UNITS.map(Unit::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "a unit is sentence, match or turn".to_owned(),
    };
    reader.error(spot, format!("unknown unit `{written}`"), hint);
    Unit::default()
}
