//! Which elements are bold: by their name, by a style sheet in the page, by their own style.

use std::collections::HashMap;

use scraper::node::Element;

/// What the style sheets of a page say of bold, by selector (`b1`: a class `.b1`; `p.b1`; `p`).
#[derive(Debug, Default)]
pub(super) struct Sheet {
    bold: HashMap<String, bool>,
}

impl Sheet {
    /// Adds the rules of a style sheet; only plain selectors count.
    pub(super) fn add(&mut self, css: &str) {
        for rule in css.split('}') {
            let Some((selectors, properties)) = rule.rsplit_once('{') else { continue };
            let Some(bold) = weight(properties) else { continue };
            for selector in selectors.split(',').map(str::trim) {
                let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
                if !selector.is_empty() && selector.len() <= 100 && selector.chars().all(plain) {
                    self.bold.insert(selector.to_ascii_lowercase(), bold);
                }
            }
        }
    }

    /// Whether `element` makes its text bold; `None` where it leaves that to what is around.
    pub(super) fn of(&self, element: &Element) -> Option<bool> {
        if let Some(bold) = element.attr("style").and_then(weight) {
            return Some(bold);
        }
        let name = element.name();
        let by_class = element.classes().take(20).find_map(|class| {
            let class = class.to_ascii_lowercase();
            let known =
                self.bold.get(&format!("{name}.{class}")).or_else(|| self.bold.get(&format!(".{class}")));
            // A class for speakers marks them, whatever it looks like.
            known.copied().or_else(|| (name == "span" && is_speaker(&class)).then_some(true))
        });
        by_class
            .or_else(|| matches!(name, "b" | "strong").then_some(true))
            .or_else(|| self.bold.get(name).copied().filter(|_| !is_heading(name)))
    }
}

/// Whether `name` is that of a heading (`h1` to `h6`).
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_speaker(class: &str) -> bool {
    ["speaker", "spreker", "sprecher"].iter().any(|word| class.contains(word)) && !class.contains("text")
}

/// What a list of properties says of bold.
fn weight(properties: &str) -> Option<bool> {
    let value = properties.split(';').rev().find_map(|property| {
        let (name, value) = property.split_once(':')?;
        name.trim().eq_ignore_ascii_case("font-weight").then(|| value.trim().to_ascii_lowercase())
    })?;
    let value = value.trim_end_matches("!important").trim();
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        _ => value.parse::<u32>().ok().map(|weight| weight >= 600),
    }
}
