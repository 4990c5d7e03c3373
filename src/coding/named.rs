//! The codes that people name in a comment or a cell.
//!
//! Codes stand between line breaks and `;`; between commas only where every part is a known code. What
//! follows a known code and a colon or dash is a memo, and goes on until the next known code. `#code` is a
//! code, whatever follows it a memo.

use crate::codebook::{Codebook, Unresolved};
use crate::text::fold;

/// A code as somebody named it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Path of the code, or why it is none.
    pub code: Result<String, Unknown>,
    /// What was noted with it.
    pub memo: Option<String>,
}

/// A name that stands for no code, or for several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// As written.
    pub name: String,
    /// Paths of the codes it could stand for.
    pub candidates: Vec<String>,
}

/// The codes that `text` names, in its order.
pub fn named_codes(text: &str, codebook: &Codebook) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        for (part, piece) in line.split(';').enumerate() {
            let joint = if part > 0 { ";" } else { "\n" };
            // In a memo `- code` may be one of its own lines.
            let in_memo = all.last().is_some_and(|last| last.memo.is_some());
            let found = piece_codes(piece.trim(), codebook, in_memo);
            let is_new = found.iter().any(|named| named.code.is_err());
            match all.last_mut().and_then(|last| last.memo.as_mut()) {
                Some(memo) if is_new && (number, part) != (0, 0) => {
                    memo.push_str(joint);
                    memo.push_str(piece.trim_end());
                }
                _ => all.extend(found),
            }
        }
    }
    all
}

fn piece_codes(piece: &str, codebook: &Codebook, in_memo: bool) -> Vec<Named> {
    if piece.is_empty() {
        return Vec::new();
    }
    if piece.starts_with('#') {
        return hashtags(piece, codebook);
    }
    match known(piece, codebook) {
        Ok(code) => vec![Named { code: Ok(code), memo: None }],
        Err(why) => recognised(piece, codebook)
            .or_else(|| if in_memo { None } else { recognised(bare(piece), codebook) })
            .unwrap_or_else(|| vec![unknown(piece, why)]),
    }
}

fn recognised(piece: &str, codebook: &Codebook) -> Option<Vec<Named>> {
    let whole = || known(piece, codebook).ok().map(|code| vec![Named { code: Ok(code), memo: None }]);
    whole().or_else(|| with_memo(piece, codebook)).or_else(|| list(piece, codebook))
}

/// A piece without what sets it off as one of a list: `- code`, `1. code`, `Code: code`.
fn bare(piece: &str) -> &str {
    let piece = piece.trim_start_matches(|c: char| "-–—•*·●○◯".contains(c) || c.is_whitespace());
    let counted = piece.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = counted
        .strip_prefix(['.', ')'])
        .filter(|_| counted.len() < piece.len())
        .unwrap_or(piece)
        .trim_start();
    match counted.split_once(':') {
        Some((before, after)) if matches!(fold(before.trim()).as_ref(), "code" | "codes") => after.trim(),
        _ => counted,
    }
}

/// By id, path or name; above a code others may stand before `>`, a backslash or `::`, too.
fn known(name: &str, codebook: &Codebook) -> Result<String, Unresolved> {
    let path = |name: &str| codebook.resolve(name).map(|code| code.path.as_str().to_owned());
    path(name).or_else(|why| {
        let name = name.replace("::", ">");
        let parts: Vec<&str> =
            name.split(['>', '\\', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let is_root = |part: &str| matches!(fold(part).as_ref(), "codes" | "nodes");
        let found = match parts.as_slice() {
            // What NVivo writes for a code at the top: `Codes\\trust`.
            [root, last] if name.contains('\\') && is_root(root) => path(last).ok(),
            [.., above, last] => below(above, last, codebook),
            // What ATLAS.ti writes for a code in a category: `Access: Waiting`.
            _ => name.split_once(": ").and_then(|(above, last)| below(above.trim(), last.trim(), codebook)),
        };
        found.ok_or(why)
    })
}

/// The code called `last` somewhere below one called `above`, where there is one such code.
fn below(above: &str, last: &str, codebook: &Codebook) -> Option<String> {
    let called = |name: &str| match codebook.resolve(name) {
        Ok(code) => vec![code.path.as_str().to_owned()],
        Err(why) => why.candidates,
    };
    let above: Vec<String> = called(above).into_iter().map(|path| path + "/").collect();
    let mut found = called(last);
    found.retain(|path| above.iter().any(|above| path.starts_with(above.as_str())));
    found.pop().filter(|_| found.is_empty())
}

fn unknown(name: &str, why: Unresolved) -> Named {
    Named { code: Err(Unknown { name: name.to_owned(), candidates: why.candidates }), memo: None }
}

/// `code: memo`, `code - memo`, `code (memo)`.
fn with_memo(piece: &str, codebook: &Codebook) -> Option<Vec<Named>> {
    let bracketed = || {
        let (name, memo) = piece.strip_suffix(')')?.split_once('(')?;
        let code = known(name.trim(), codebook).ok().filter(|_| !name.trim().is_empty())?;
        Some(vec![Named { code: Ok(code), memo: Some(memo.trim().to_owned()) }])
    };
    [":", " - ", " – ", " — "]
        .into_iter()
        .find_map(|mark| {
            let (name, memo) = piece.split_once(mark).filter(|(_, memo)| !memo.starts_with(':'))?;
            let code = known(name.trim(), codebook).ok().filter(|_| !name.trim().is_empty())?;
            let memo = Some(memo.trim().to_owned()).filter(|memo| !memo.is_empty());
            Some(vec![Named { code: Ok(code), memo }])
        })
        .or_else(bracketed)
}

/// `a, b` where both are known.
fn list(piece: &str, codebook: &Codebook) -> Option<Vec<Named>> {
    let names = || piece.split(',').map(str::trim).filter(|name| !name.is_empty());
    let codes: Vec<Named> = names()
        .map(|name| known(name, codebook).map(|code| Named { code: Ok(code), memo: None }))
        .collect::<Result<_, _>>()
        .ok()?;
    (codes.len() > 1).then_some(codes)
}

/// `#code #other`, `#code and what there is to say`.
fn hashtags(piece: &str, codebook: &Codebook) -> Vec<Named> {
    let one = |tag: &str| {
        let tag = tag.trim();
        if let Ok(code) = known(tag, codebook) {
            return Named { code: Ok(code), memo: None };
        }
        let (name, memo) = tag.split_once([' ', ':']).unwrap_or((tag, ""));
        match known(name, codebook) {
            Ok(code) => {
                Named { code: Ok(code), memo: Some(memo.trim().to_owned()).filter(|m| !m.is_empty()) }
            }
            Err(why) => unknown(tag, why),
        }
    };
    piece.split('#').filter(|tag| !tag.trim().is_empty()).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODEBOOK: &str = "codebook: x\nlanguage: nl\ncodes:\n  - id: trust\n    name: Vertrouwen\n    names: {en: Trust}\n  - id: access\n    name: Toegang\n    codes:\n      - id: waiting\n        name: Lang wachten\n";

    fn read(text: &str) -> Vec<String> {
        let (codebook, _) = Codebook::load(&[("a.yaml".to_owned(), CODEBOOK.to_owned())]);
        let show = |named: Named| {
            let code = named.code.unwrap_or_else(|unknown| format!("?{}", unknown.name));
            named.memo.map_or(code.clone(), |memo| format!("{code} [{memo}]"))
        };
        named_codes(text, &codebook).into_iter().map(show).collect()
    }

    #[test]
    fn codes_stand_between_semicolons_and_line_breaks() {
        assert_eq!(
            read("vertrouwen; LANG WACHTEN\naccess/waiting"),
            ["trust", "access/waiting", "access/waiting"]
        );
        assert_eq!(read(" ;\n"), Vec::<String>::new());
    }

    #[test]
    fn commas_part_known_codes_only() {
        assert_eq!(read("Trust, waiting"), ["trust", "access/waiting"]);
        assert_eq!(read("Trust, en nog iets"), ["?Trust, en nog iets"]);
    }

    #[test]
    fn a_memo_follows_a_known_code() {
        assert_eq!(
            read("trust: zij zegt het; tweemaal\nook later"),
            ["trust [zij zegt het; tweemaal\nook later]"]
        );
        assert_eq!(read("Lang wachten – drie weken\ntrust"), ["access/waiting [drie weken]", "trust"]);
        assert_eq!(read("iets: nieuw"), ["?iets: nieuw"]);
    }

    #[test]
    fn a_code_may_stand_in_a_list_with_its_path_or_with_brackets() {
        assert_eq!(read("- trust\n- Lang wachten"), ["trust", "access/waiting"]);
        assert_eq!(read("1. trust; Code: waiting; codes: trust"), ["trust", "access/waiting", "trust"]);
        assert_eq!(read("Toegang > Lang wachten; access\\waiting"), ["access/waiting", "access/waiting"]);
        assert_eq!(read("trust (mooi gezegd)"), ["trust [mooi gezegd]"]);
        assert_eq!(read("trust: zij zegt\n- waiting"), ["trust [zij zegt\n- waiting]"]);
        assert_eq!(read("- iets"), ["?- iets"]);
    }

    #[test]
    fn a_path_is_read_as_other_programs_write_it() {
        assert_eq!(read("○ Toegang: Lang wachten\n○ trust"), ["access/waiting", "trust"]);
        assert_eq!(read("Codes\\\\Toegang\\Lang wachten; Codes\\\\trust"), ["access/waiting", "trust"]);
        assert_eq!(
            read("Toegang: duurt lang; trust: Lang wachten"),
            ["access [duurt lang]", "trust [Lang wachten]"]
        );
        assert_eq!(read("Toegang::Lang wachten; Toegang::Balie"), ["access/waiting", "?Toegang::Balie"]);
        let yaml = "codes:\n  - {id: a, codes: [{id: online}]}\n  - {id: b, codes: [{id: online}]}\n";
        let (codebook, _) = Codebook::load(&[("a.yaml".to_owned(), yaml.to_owned())]);
        let codes: Vec<_> =
            named_codes("b > online; online", &codebook).into_iter().map(|n| n.code.ok()).collect();
        assert_eq!(codes, [Some("b/online".to_owned()), None]);
    }

    #[test]
    fn hashtags_are_codes() {
        assert_eq!(read("#trust #waiting en hoe"), ["trust", "access/waiting [en hoe]"]);
        assert_eq!(read("#nieuw"), ["?nieuw"]);
    }
}
