//! The outline of a codebook: its codes without their rules, for commands that only need names.

use serde::{Deserialize, Serialize};

use super::{Code, Codebook};

#[derive(Serialize, Deserialize)]
struct Outline {
    title: String,
    codes: Vec<Code>,
}

impl Codebook {
    /// The codes without their rules, as bytes that [`Codebook::from_outline`] reads.
    pub fn outline(&self) -> Vec<u8> {
        serde_json::to_vec(&Outline { title: self.title.clone(), codes: self.codes.clone() })
            .unwrap_or_default()
    }

    /// A codebook from its outline: every code, no rule. `None` for anything else.
    pub fn from_outline(bytes: &[u8]) -> Option<Self> {
        let Outline { title, codes } = serde_json::from_slice(bytes).ok()?;
        let index = codes.iter().enumerate().map(|(at, code)| (code.path.as_str().to_owned(), at)).collect();
        Some(Self { title, codes, index })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_keeps_every_code_and_no_rule() {
        let yaml = "codebook: x\nlanguage: nl\ncodes:\n  - id: a\n    name: Een\n    codes:\n      - id: b\n        name: Twee\n        color: \"#112233\"\n        rules:\n          - any: [ja]\n";
        let (codebook, diagnostics) = Codebook::load(&[("a.yaml".to_owned(), yaml.to_owned())]);
        assert_eq!(diagnostics, []);
        let outline = Codebook::from_outline(&codebook.outline()).unwrap();
        assert_eq!(outline.resolve("twee").unwrap().color.as_deref(), Some("#112233"));
        assert_eq!(outline.codes.iter().map(|c| c.rules.len()).sum::<usize>(), 0);
        assert!(Codebook::from_outline(b"{}").is_none());
    }
}
