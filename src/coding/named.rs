//! The codes that people name in a comment or a cell.
//!
//! Codes stand between line breaks and `;`; between commas only where every part is a known code. What
//! follows a known code and a colon or dash is a memo, and goes on until the next known code. `#code` is a
//! code, whatever follows it a memo.

use crate::codebook::{Codebook, Unresolved};

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
            let found = piece_codes(piece.trim(), codebook);
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

fn piece_codes(piece: &str, codebook: &Codebook) -> Vec<Named> {
    if piece.is_empty() {
        return Vec::new();
    }
    if piece.starts_with('#') {
        return hashtags(piece, codebook);
    }
    match known(piece, codebook) {
        Ok(code) => vec![Named { code: Ok(code), memo: None }],
        Err(why) => with_memo(piece, codebook)
            .or_else(|| list(piece, codebook))
            .unwrap_or_else(|| vec![unknown(piece, why)]),
    }
}

fn known(name: &str, codebook: &Codebook) -> Result<String, Unresolved> {
    codebook.resolve(name).map(|code| code.path.as_str().to_owned())
}

fn unknown(name: &str, why: Unresolved) -> Named {
    Named { code: Err(Unknown { name: name.to_owned(), candidates: why.candidates }), memo: None }
}

/// `code: memo`, `code - memo`.
fn with_memo(piece: &str, codebook: &Codebook) -> Option<Vec<Named>> {
    [":", " - ", " – ", " — "].into_iter().find_map(|mark| {
        let (name, memo) = piece.split_once(mark)?;
        let code = known(name.trim(), codebook).ok().filter(|_| !name.trim().is_empty())?;
        let memo = Some(memo.trim().to_owned()).filter(|memo| !memo.is_empty());
        Some(vec![Named { code: Ok(code), memo }])
    })
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
    fn hashtags_are_codes() {
        assert_eq!(read("#trust #waiting en hoe"), ["trust", "access/waiting [en hoe]"]);
        assert_eq!(read("#nieuw"), ["?nieuw"]);
    }
}
