//! Colours that can be told from their ground: contrast as WCAG 2 reckons it, 1 for the same colour, 21 for black on
//! white.

/// What a shape needs to be seen, and a text to be read.
pub(super) const SEEN: f64 = 3.0;
pub(super) const READ: f64 = 4.5;
/// Steps on the way to black or white.
const STEPS: u32 = 20;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rgb(pub(super) [u8; 3]);

pub(super) const BLACK: Rgb = Rgb([0; 3]);
pub(super) const WHITE: Rgb = Rgb([255; 3]);

impl Rgb {
    /// The colour of six hexadecimal digits.
    pub(super) fn of(digits: &str) -> Option<Self> {
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        let is_color = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        is_color.then_some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// Its six hexadecimal digits.
    pub(super) fn digits(self) -> String {
        self.0.map(|part| format!("{part:02X}")).concat()
    }

    /// Each part, 0 to 1, made another.
    pub(super) fn map(self, of: impl Fn(f64) -> f64) -> Self {
        // A part stays within its bounds, so nothing is cut off.
        Self(self.0.map(|part| (of(f64::from(part) / 255.0).clamp(0.0, 1.0) * 255.0).round() as u8))
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Its least contrast with any of these grounds.
    pub(super) fn on(self, grounds: &[Self]) -> f64 {
        grounds.iter().map(|ground| self.contrast(*ground)).fold(f64::INFINITY, f64::min)
    }

    /// Black or white, whichever can be told better from it.
    pub(super) fn opposite(self) -> Self {
        if self.contrast(BLACK) > self.contrast(WHITE) { BLACK } else { WHITE }
    }
}

/// `color` as it is where it is seen on these grounds; else darker or lighter, no more than it takes.
pub(super) fn seen(color: Rgb, grounds: &[Rgb]) -> Rgb {
    if color.on(grounds) >= SEEN {
        return color;
    }
    let first = if BLACK.on(grounds) >= WHITE.on(grounds) { 0.0 } else { 1.0 };
    let step = |number: u32, end: f64| {
        let way = f64::from(number) / f64::from(STEPS);
        color.map(|part| part + (end - part) * way)
    };
    let mut steps = (1..=STEPS).flat_map(|number| [first, 1.0 - first].map(|end| step(number, end)));
    steps.find(|color| color.on(grounds) >= SEEN).unwrap_or_else(|| step(STEPS, first))
}

/// The six hexadecimal digits of a colour of a code, so that it is seen on white paper.
pub(super) fn on_paper(digits: &str) -> String {
    Rgb::of(digits).map_or_else(|| digits.to_owned(), |color| seen(color, &[WHITE]).digits())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        let of = |a: &str, b: &str| (Rgb::of(a).unwrap().contrast(Rgb::of(b).unwrap()) * 100.0).round();
        assert_eq!(of("000000", "FFFFFF"), 2100.0);
        assert_eq!(of("777777", "FFFFFF"), 448.0);
        assert_eq!(Rgb::of("12345"), None);
        assert_eq!(Rgb::of("2A7FB8").unwrap().digits(), "2A7FB8");
    }

    #[test]
    fn only_what_is_not_seen_becomes_another_colour() {
        let dark = Rgb::of("1F2428").unwrap();
        for (color, ground) in [
            ("FFFFFF", WHITE),
            ("FFF200", WHITE),
            ("000000", dark),
            ("000000", BLACK),
            ("808080", Rgb([128; 3])),
        ] {
            let shown = seen(Rgb::of(color).unwrap(), &[ground]);
            assert!(shown.contrast(ground) >= SEEN, "{color}");
        }
        let blue = Rgb::of("2A7FB8").unwrap();
        assert_eq!((seen(blue, &[WHITE]), seen(blue, &[dark])), (blue, blue));
    }
}
