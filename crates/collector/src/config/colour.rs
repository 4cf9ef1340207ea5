//! Which text is read best on the accent, and an accent that is read on dark surfaces.
//! Relative luminance and contrast ratio after WCAG 2.2, <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
//! Never changes the accent the owner wrote.

/// The cards' dark surface.
const DARK: Colour = Colour([0x1f, 0x1d, 0x1a]);
const WHITE: Colour = Colour([0xff; 3]);
const BLACK: Colour = Colour([0; 3]);

/// The least contrast of text, WCAG 2.2 success criterion 1.4.3.
const READABLE: f64 = 4.5;

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Colour([u8; 3]);

impl Colour {
    /// Reads `#rrggbb`.
    fn new(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    fn text(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// From 0 (black) to 1 (white).
    fn luminance(self) -> f64 {
        let linear = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// From 1 (the same) to 21 (black on white).
    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if a > b { a / b } else { b / a }
    }

    /// A mix with white: 0 is the colour itself, 100 is white.
    fn lighter(self, percent: u16) -> Self {
        Self(self.0.map(|part| {
            let part = u16::from(part);
            (part + ((255 - part) * percent + 50) / 100) as u8
        }))
    }
}

/// White or black, whichever is read better on the accent; the same for an accent that is no
/// colour, which a checked config does not have.
pub(super) fn on(accent: &str) -> &'static str {
    let accent = Colour::new(accent).unwrap_or(BLACK);
    if accent.contrast(WHITE) >= accent.contrast(BLACK) { "#ffffff" } else { "#000000" }
}

/// The accent, lightened as little as makes it readable on a dark surface.
pub(super) fn dark(accent: &str) -> String {
    let accent = Colour::new(accent).unwrap_or(BLACK);
    let shades = (0..=100).map(|percent| accent.lighter(percent));
    let readable = shades.into_iter().find(|shade| shade.contrast(DARK) >= READABLE);
    readable.unwrap_or(WHITE).text()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::new(text).expect("a colour")
    }

    /// Reference values: the definition's own ends, and the greys that designers know from
    /// WebAIM's contrast checker (#767676 just passes on white, #777777 just fails).
    #[test]
    fn contrast_is_as_the_standard_has_it() {
        let near = |got: f64, wanted: f64| assert!((got - wanted).abs() < 0.005, "{got} {wanted}");
        near(colour("#000000").luminance(), 0.0);
        near(colour("#ffffff").luminance(), 1.0);
        near(colour("#ff0000").luminance(), 0.2126);
        near(colour("#808080").luminance(), 0.2159);
        near(WHITE.contrast(BLACK), 21.0);
        near(WHITE.contrast(colour("#767676")), 4.54);
        near(WHITE.contrast(colour("#777777")), 4.48);
        near(colour("#777777").contrast(WHITE), 4.48);
    }

    #[test]
    fn text_on_the_accent_is_black_or_white_whichever_reads_better() {
        for (accent, text) in [
            ("#1f6f54", "#ffffff"),
            ("#17567a", "#ffffff"),
            ("#ffd400", "#000000"),
            ("#ff0000", "#000000"),
            ("#757575", "#ffffff"),
            ("#767676", "#000000"),
        ] {
            assert_eq!(on(accent), text, "{accent}");
        }
    }

    #[test]
    fn every_accent_becomes_readable_on_dark_and_no_lighter_than_that() {
        for accent in ["#000000", "#1f6f54", "#17567a", "#0000ff", "#7a1717", "#1f1d1a"] {
            let contrast = colour(&dark(accent)).contrast(DARK);
            assert!((READABLE..READABLE + 0.4).contains(&contrast), "{accent}: {contrast}");
        }
        assert_eq!(dark("#ffd400"), "#ffd400", "what is readable stays");
        assert_eq!(dark("#ffffff"), "#ffffff");
    }
}
