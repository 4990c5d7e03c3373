//! Colours as DrawingML writes them, and what they are in the theme of a presentation.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::super::contrast::{BLACK, Rgb, WHITE};
use super::super::xml::escape;
use crate::xml::{attribute, elements, walk};

/// A colour of the theme or of its own, with what changes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hue {
    /// `schemeClr`, `srgbClr`, `sysClr` or `prstClr`.
    kind: String,
    value: String,
    /// What a colour of the system last was.
    last: Option<String>,
    /// `lumMod` and the like, in order, each with its value.
    changes: Vec<(String, String)>,
}

impl Hue {
    /// A colour of the theme: `tx1`.
    pub(super) fn of_theme(name: &str) -> Self {
        Self { kind: "schemeClr".to_owned(), value: name.to_owned(), last: None, changes: Vec::new() }
    }

    fn of(element: &BytesStart<'_>) -> Option<Self> {
        let kind = element.local_name().as_ref().to_owned();
        let is_known = matches!(kind.as_str(), "schemeClr" | "srgbClr" | "sysClr" | "prstClr");
        let value = attribute(element, "val").filter(|_| is_known)?;
        Some(Self { kind, value, last: attribute(element, "lastClr"), changes: Vec::new() })
    }

    /// With further changes.
    pub(super) fn changed(&self, by: &[(&str, &str)]) -> Self {
        let by = by.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self { changes: self.changes.iter().cloned().chain(by).collect(), ..self.clone() }
    }

    /// As what fills text.
    pub(super) fn fill(&self) -> String {
        let value = escape(&self.value);
        let last = self.last.as_ref().map_or(String::new(), |last| format!(" lastClr=\"{}\"", escape(last)));
        let changes =
            self.changes.iter().map(|(name, value)| format!("<a:{name} val=\"{}\"/>", escape(value)));
        let changes: String = changes.collect();
        let color = match changes.as_str() {
            "" => format!("<a:{} val=\"{value}\"{last}/>", self.kind),
            _ => format!("<a:{} val=\"{value}\"{last}>{changes}</a:{}>", self.kind, self.kind),
        };
        format!("<a:solidFill>{color}</a:solidFill>")
    }
}

/// Where a colour stands: the elements it stands in, and the kind and number of the placeholder.
pub(super) struct Where<'a> {
    pub(super) within: &'a [String],
    pub(super) placeholder: Option<&'a (String, Option<String>)>,
}

impl Where<'_> {
    pub(super) fn is_in(&self, name: &str) -> bool {
        self.within.iter().any(|other| other == name)
    }

    /// Whether it fills the text of the first level in a style of this name.
    pub(super) fn is_first_of(&self, style: &str) -> bool {
        let ends = |names: &[&str]| self.within.iter().rev().zip(names).all(|(a, b)| a == b);
        self.is_in(style) && ends(&["solidFill", "defRPr", "lvl1pPr"])
    }
}

/// Gives every colour of a part to `found`, in order.
pub(super) fn hues(text: &str, mut found: impl FnMut(&Where<'_>, Hue)) {
    let mut within: Vec<String> = Vec::new();
    let mut placeholder = None;
    let mut open: Option<(usize, Hue)> = None;
    walk(text, |event, _| {
        match event {
            Event::Start(e) | Event::Empty(e) => {
                let name = e.local_name().as_ref().to_owned();
                match name.as_str() {
                    "sp" => placeholder = None,
                    "ph" => {
                        let kind = attribute(e, "type").unwrap_or_default();
                        placeholder = Some((kind, attribute(e, "idx")));
                    }
                    _ => {}
                }
                if let Some((_, hue)) = &mut open {
                    let is_plain = name.bytes().all(|b| b.is_ascii_alphanumeric());
                    hue.changes
                        .extend(attribute(e, "val").filter(|_| is_plain).map(|value| (name.clone(), value)));
                } else if let Some(hue) = Hue::of(e) {
                    open = Some((within.len(), hue));
                }
                if matches!(event, Event::Start(_)) {
                    within.push(name);
                }
            }
            Event::End(_) => drop(within.pop()),
            _ => {}
        }
        if let Some((depth, hue)) = open.take_if(|(depth, _)| *depth == within.len()) {
            let within = within.get(..depth).unwrap_or_default();
            found(&Where { within, placeholder: placeholder.as_ref() }, hue);
        }
    });
}

/// What the names of colours mean on the slides of a layout.
pub(super) struct Scheme {
    /// By the names of the theme: `dk1`.
    colors: BTreeMap<String, Rgb>,
    /// From the names that slides use to those of the theme: `tx1` to `dk1`.
    names: BTreeMap<String, String>,
    /// Whether the layout has a map of its own, which its slides repeat.
    is_own: bool,
}

impl Scheme {
    pub(super) fn of(theme: &str, master: &str, layout: &str) -> Self {
        let mut colors = BTreeMap::new();
        hues(theme, |place, hue| {
            let [.., scheme, slot] = place.within else { return };
            if scheme == "clrScheme"
                && let Some(color) = hue.plain()
            {
                colors.entry(slot.clone()).or_insert(color);
            }
        });
        let own = map(layout, "overrideClrMapping");
        let is_own = !own.is_empty();
        Self { colors, names: if is_own { own } else { map(master, "clrMap") }, is_own }
    }

    /// A colour as it is seen, changes by about what they are.
    pub(super) fn color(&self, hue: &Hue) -> Option<Rgb> {
        let mut color = match hue.kind.as_str() {
            "schemeClr" => {
                let name = self.names.get(&hue.value).unwrap_or(&hue.value);
                *self.colors.get(name)?
            }
            _ => hue.plain()?,
        };
        for (name, value) in &hue.changes {
            let Ok(value) = value.trim_end_matches('%').parse::<f64>() else { continue };
            let part = value / 100_000.0;
            color = match name.as_str() {
                "lumMod" | "shade" => color.map(|c| c * part),
                "lumOff" => color.map(|c| c + part),
                "tint" => color.map(|c| c * part + 1.0 - part),
                _ => color,
            };
        }
        Some(color)
    }

    /// What a slide says of the map of colours.
    pub(super) fn of_slide(&self) -> String {
        let names = self.names.iter().map(|(name, to)| format!(" {name}=\"{}\"", escape(to)));
        let map = match self.is_own {
            true => format!("<a:overrideClrMapping{}/>", names.collect::<String>()),
            false => "<a:masterClrMapping/>".to_owned(),
        };
        format!("<p:clrMapOvr>{map}</p:clrMapOvr>")
    }
}

impl Hue {
    /// A colour that needs no theme.
    fn plain(&self) -> Option<Rgb> {
        match (self.kind.as_str(), self.value.as_str()) {
            ("srgbClr", digits) => Rgb::of(digits),
            ("sysClr", "window") => self.last.as_deref().and_then(Rgb::of).or(Some(WHITE)),
            ("sysClr", "windowText") => self.last.as_deref().and_then(Rgb::of).or(Some(BLACK)),
            ("sysClr", _) => Rgb::of(self.last.as_deref()?),
            ("prstClr", "black") => Some(BLACK),
            ("prstClr", "white") => Some(WHITE),
            _ => None,
        }
    }
}

/// The names that an element of a map of colours gives.
fn map(text: &str, element: &str) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    elements(text, |each| {
        if each.local_name().as_ref() != element {
            return;
        }
        for name in each.attributes().flatten() {
            let name = name.key.as_ref().to_owned();
            if name.bytes().all(|b| b.is_ascii_alphanumeric())
                && let Some(to) = attribute(each, &name)
            {
                names.insert(name, to);
            }
        }
    });
    names
}
