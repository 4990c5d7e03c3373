//! The colours of text that a presentation means for its slides, and what can be told from their ground.
//!
//! A quote stands in a box of its own, which would take its colour from the defaults of the file, not from the text
//! of its layout: on the dark slides of many templates that is black. So the colour of the layout's text is looked for
//! where a program looks for it, in the layout, its master and the styles of that master, and the ground likewise.

use super::super::contrast::{READ, Rgb, seen};
use super::super::package::Package;
use super::super::xml::escape;
use super::design::Placeholder;
use super::hue::{Hue, Scheme, Where, hues};
use crate::xml::elements;

/// What makes text quiet: grey on white; light on dark stays as it is.
const QUIETER: [(&str, &str); 2] = [("lumMod", "65000"), ("lumOff", "35000")];
/// A text that has less contrast than this with what is said to be its ground stands on something else: a picture.
const ELSEWHERE: f64 = 2.0;

/// The colours of a layout.
#[derive(Debug, Clone, Default)]
pub(super) struct Ink {
    /// The fill of text, and that of what is less important.
    pub(super) loud: String,
    pub(super) quiet: String,
    /// The fill of what is less important beside a title; empty for the colour of the title.
    pub(super) beside_title: String,
    /// How a slide of this layout maps the colours of the theme, as it stands in the slide.
    pub(super) mapping: String,
    /// What the text stands on.
    grounds: Vec<Rgb>,
}

impl Ink {
    /// The colours of the layout in the part `layout` of this master, for text in `body`.
    pub(super) fn of(package: &Package, layout: &str, master: &str, body: &Placeholder) -> Self {
        let (own, above) = (package.text(layout).unwrap_or(""), package.text(master).unwrap_or(""));
        let theme = package.related(master, "theme").and_then(|theme| package.text(theme)).unwrap_or("");
        let scheme = Scheme::of(theme, above, own);
        let usual = |found: Option<Hue>, name: &str| found.unwrap_or_else(|| Hue::of_theme(name));
        let is_body =
            |place: &Where<'_>| place.placeholder.is_some_and(|(kind, at)| body.is(kind, at.as_deref()));
        let in_layout = first(own, |place| place.is_first_of("lstStyle") && is_body(place));
        let is_body = |place: &Where<'_>| place.placeholder.is_some_and(|(kind, _)| kind == "body");
        let in_master = || first(above, |place| place.is_first_of("lstStyle") && is_body(place));
        let in_style = || first(above, |place| place.is_first_of("bodyStyle"));
        let text = usual(in_layout.or_else(in_master).or_else(in_style), "tx1");
        let title = usual(first(above, |place| place.is_first_of("titleStyle")), "tx1");
        let grounds = ground(own).or_else(|| ground(above)).unwrap_or_else(|| vec![Hue::of_theme("bg1")]);
        let mut grounds: Vec<Rgb> = grounds.iter().filter_map(|hue| scheme.color(hue)).collect();
        let color = scheme.color(&text);
        if let Some(color) = color.filter(|color| grounds.is_empty() || color.on(&grounds) < ELSEWHERE) {
            grounds = vec![color.opposite()];
        }
        let quieter = text.changed(&QUIETER);
        let is_read = scheme.color(&quieter).is_some_and(|color| color.on(&grounds) >= READ);
        let quiet = if is_read { quieter.fill() } else { text.fill() };
        let beside_title = if title == text { quiet.clone() } else { String::new() };
        Self { loud: text.fill(), quiet, beside_title, mapping: scheme.of_slide(), grounds }
    }

    /// The six hexadecimal digits of a colour of a code, so that it is seen here.
    pub(super) fn seen(&self, digits: &str) -> String {
        Rgb::of(digits).map_or_else(|| escape(digits), |color| seen(color, &self.grounds).digits())
    }
}

/// The first colour of a part in a place.
fn first(text: &str, is: impl Fn(&Where<'_>) -> bool) -> Option<Hue> {
    let mut found = None;
    hues(text, |place, hue| {
        if found.is_none() && is(place) {
            found = Some(hue);
        }
    });
    found
}

/// The colours of the ground of a layout or master: none where it is a picture, nothing where it has none of its own.
fn ground(text: &str) -> Option<Vec<Hue>> {
    let mut has_own = false;
    elements(text, |element| has_own |= element.local_name().as_ref() == "bg");
    let mut found = Vec::new();
    hues(text, |place, hue| {
        if place.is_in("bg") && !place.is_in("blipFill") && !place.is_in("pattFill") {
            found.push(hue);
        }
    });
    has_own.then_some(found)
}

#[cfg(test)]
mod tests {
    use super::super::base;
    use super::*;

    const LAYOUT: &str = "ppt/slideLayouts/slideLayout2.xml";
    const MASTER: &str = "ppt/slideMasters/slideMaster1.xml";

    /// The ink of our own design, its master and layout changed.
    fn ink(master: &[(&str, &str)], layout: &[(&str, &str)]) -> Ink {
        let mut package = base::base(false);
        for (part, changes) in [(MASTER, master), (LAYOUT, layout)] {
            let mut text = package.text(part).unwrap().to_owned();
            for (old, new) in changes {
                assert!(text.contains(old), "{old}");
                text = text.replace(old, new);
            }
            package.rewrite(part, "x", text);
        }
        super::super::design::Design::of(&package, "ppt/presentation.xml", "").unwrap().quotes.ink
    }

    const GROUND: &str = "<p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill>";
    const BODY: &str = "<a:defRPr sz=\"2200\" kern=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/>";

    #[test]
    fn our_own_text_is_that_of_the_theme_with_grey_beside_it() {
        let own = ink(&[], &[]);
        assert_eq!(own.loud, "<a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>");
        assert!(own.quiet.contains("<a:lumMod val=\"65000\"/><a:lumOff val=\"35000\"/>"));
        assert_eq!((own.seen("FFFFFF").as_str(), own.seen("2A7FB8").as_str()), ("8C8C8C", "2A7FB8"));
    }

    #[test]
    fn text_has_the_colour_that_the_master_means_for_it() {
        let dark = (GROUND, "<p:bgPr><a:solidFill><a:srgbClr val=\"101820\"/></a:solidFill>");
        let light = (BODY, "<a:defRPr sz=\"2200\"><a:solidFill><a:schemeClr val=\"bg1\"/>");
        let own = ink(&[dark, light], &[]);
        assert_eq!(own.loud, "<a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill>");
        assert!(own.seen("000000") != "000000" && own.beside_title.is_empty());
        // The ground may be a picture, of which only the text tells whether it is dark.
        let picture = ink(&[(GROUND, "<p:bgPr><a:blipFill/>"), light], &[]);
        assert!(picture.seen("000000") != "000000" && picture.seen("FFFFFF") == "FFFFFF");
    }

    #[test]
    fn a_layout_may_turn_the_colours_around() {
        let map = "bg1=\"dk1\" tx1=\"lt1\" bg2=\"dk2\" tx2=\"lt2\" accent1=\"accent1\"";
        let own = format!("<a:overrideClrMapping {map}/>");
        let turned = ink(&[], &[("<a:masterClrMapping/>", &own)]);
        assert!(turned.mapping.contains("tx1=\"lt1\"") && turned.mapping.contains("a:overrideClrMapping"));
        assert!(turned.seen("000000") != "000000");
    }

    #[test]
    fn grey_that_would_not_be_read_is_as_loud_as_the_rest() {
        let blue = (BODY, "<a:defRPr sz=\"2200\"><a:solidFill><a:srgbClr val=\"44546A\"/>");
        let own = ink(&[blue], &[]);
        assert_eq!(own.quiet, own.loud);
    }
}
