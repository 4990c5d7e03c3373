//! What people type to a code: a path, the end of one, or a name.

use super::{Code, Codebook};
use crate::text::{fold, nearest};

/// Why no single code was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unresolved {
    /// The paths that fit, when there are several.
    pub candidates: Vec<String>,
    /// The path of the code with the nearest path or name, when none fits.
    pub nearest: Option<String>,
}

impl Codebook {
    /// The code that `typed` means: its full path, any unique trailing part of it, or a name in any
    /// language; case and accents do not count. The first of these three that fits decides.
    pub fn resolve(&self, typed: &str) -> Result<&Code, Unresolved> {
        let typed = typed.trim().trim_matches('/');
        if let Some(code) = self.get(typed) {
            return Ok(code);
        }
        let wanted = fold(typed);
        for fits in [is_path, is_trailing_part, is_name] {
            let fitting: Vec<&Code> = self.codes.iter().filter(|code| fits(code, &wanted)).collect();
            match fitting.as_slice() {
                [] => {}
                [code] => return Ok(code),
                several => {
                    let candidates = several.iter().map(|code| code.path.to_string()).collect();
                    return Err(Unresolved { candidates, nearest: None });
                }
            }
        }
        Err(Unresolved { candidates: Vec::new(), nearest: self.nearest(typed) })
    }

    fn nearest(&self, typed: &str) -> Option<String> {
        let near = nearest(typed, self.codes.iter().flat_map(spellings))?;
        let code = self.codes.iter().find(|code| spellings(code).any(|spelling| spelling == near))?;
        Some(code.path.to_string())
    }
}

/// Everything a code is called.
fn spellings(code: &Code) -> impl Iterator<Item = &str> {
    [code.path.as_str(), code.path.id(), &code.name]
        .into_iter()
        .chain(code.names.values().map(String::as_str))
}

fn is_path(code: &Code, wanted: &str) -> bool {
    fold(code.path.as_str()) == wanted
}

fn is_trailing_part(code: &Code, wanted: &str) -> bool {
    !wanted.is_empty()
        && fold(code.path.as_str()).strip_suffix(wanted).is_some_and(|rest| rest.ends_with('/'))
}

fn is_name(code: &Code, wanted: &str) -> bool {
    fold(&code.name) == wanted || code.names.values().any(|name| fold(name) == wanted)
}
