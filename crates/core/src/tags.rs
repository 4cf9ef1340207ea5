//! Reads what a piece of content speaks to: `data-motivo="belonging:0.8 security"`.
//! Never fails: a word outside the vocabulary is no tag.

use crate::motivator::Motivators;

/// Reads a tag list: motivators with a weight from 0 to 1 (default 1), separated by spaces.
#[must_use]
pub fn parse_tags(text: &str, motivators: &Motivators) -> Vec<(u8, f32)> {
    let mut tags = Vec::new();
    for word in text.split(|c: char| c.is_ascii_whitespace()) {
        let mut parts = word.split(|c| c == ':');
        let motivator = parts.next().and_then(|id| motivators.index(id));
        let weight = parts.next().map_or(Some(1_000), permille).filter(|weight| *weight > 0);
        if let (Some(motivator), Some(weight)) = (motivator, weight) {
            tags.push((motivator, f32::from(weight) / 1_000.0));
        }
    }
    tags
}

/// A weight from 0 to 1 in thousandths; digits after the third are dropped.
///
/// By hand, because the standard library's float parser is heavy in the shopper's bytes.
fn permille(text: &str) -> Option<u16> {
    let mut parts = text.split(|c| c == '.');
    let (whole, fraction) = (parts.next()?, parts.next().unwrap_or_default());
    let mut weight = match whole {
        "" if !fraction.is_empty() => 0,
        "0" => 0,
        "1" => 1_000,
        _ => return None,
    };
    let mut unit = 100;
    for byte in fraction.bytes() {
        weight += u16::from(byte.checked_sub(b'0').filter(|digit| *digit < 10)?) * unit;
        unit /= 10;
    }
    (weight <= 1_000 && parts.next().is_none()).then_some(weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_weights_from_zero_to_one() {
        let ten = Motivators::default();
        assert_eq!(parse_tags("belonging:0.8 security", &ten), [(5, 0.8), (8, 1.0)]);
        assert_eq!(parse_tags("  thrill:.25\n freedom:1.0 ", &ten), [(4, 0.25), (3, 1.0)]);
    }

    #[test]
    fn what_is_not_a_tag_is_left_out() {
        let ten = Motivators::default();
        for text in ["", "joy", "thrill:", "thrill:2", "thrill:-1", "thrill:1.5", "thrill:0", "thrill:x"] {
            assert_eq!(parse_tags(text, &ten), [], "{text}");
        }
    }
}
