//! Reads what a piece of content speaks to: `data-motivo="belonging:0.8 security"`.
//! Never fails: a word outside the vocabulary is no tag.

use crate::decode::take_until;
use crate::motivator::Motivators;
use alloc::vec::Vec;

/// Reads a tag list: motivators with a weight from 0 to 1 (default 1), separated by spaces.
#[must_use]
pub fn parse_tags(text: &str, motivators: &Motivators) -> Vec<(u8, f32)> {
    let mut tags = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_ascii_start();
        if rest.is_empty() {
            return tags;
        }
        let motivator = motivators.index(take_until(&mut rest, b": \t\n\r\x0c"));
        let weight = take_until(&mut rest, b" \t\n\r\x0c");
        let weight = weight.strip_prefix(':').map_or(Some(1_000), permille);
        if let (Some(motivator), Some(weight @ 1..)) = (motivator, weight) {
            tags.push((motivator, f32::from(weight) / 1_000.0));
        }
    }
}

/// A weight from 0 to 1 in thousandths; digits after the third are dropped.
///
/// By hand, because the standard library's float parser is heavy in the shopper's bytes.
fn permille(text: &str) -> Option<u16> {
    let mut fraction = text;
    let whole = take_until(&mut fraction, b".");
    let fraction = fraction.strip_prefix('.').unwrap_or_default();
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
    (weight <= 1_000).then_some(weight)
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
        for text in
            ["", "joy", "thrill:", "thrill:2", "thrill:-1", "thrill:1.5", "thrill:0", "thrill:x"]
        {
            assert_eq!(parse_tags(text, &ten), [], "{text}");
        }
    }
}
