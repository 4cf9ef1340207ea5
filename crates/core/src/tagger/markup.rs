//! What a text speaks to as an owner would write it in the markup: `belonging:0.412 well_being:0.15`.
//! Never surer than the model: what is quiet in all ten is quiet here, and what speaks mostly to
//! motivators that the storefront does not have speaks to none.

use super::Tagged;
use crate::motivator::DEFAULT;
use crate::record::push_number;
use alloc::string::String;

/// A weight under this share of the highest is left out. 0: all ten are always there, and a clear
/// text counts for little. 1: the highest alone, and a guess counts like an owner's word.
/// Of 0, .2, .33, .5 and 1 it gave our held-out sentences the best log score.
const LEAST: f32 = 0.2;

impl Tagged {
    /// The tags for a storefront with these motivators, separated by tabs; empty for an abstention
    /// and for a storefront with motivators of its own, which the model does not know.
    #[must_use]
    pub fn markup(&self, motivators: &str) -> String {
        let mut tags = String::new();
        let Ok(scores) = self.tags else { return tags };
        if motivators.split('\t').any(|id| !DEFAULT.contains(&id)) {
            return tags;
        }
        let highest = scores.iter().copied().fold(0.0, f32::max);
        let (mut known, mut all) = (0, 0);
        for (id, score) in DEFAULT.iter().zip(scores) {
            let weight = (score * 1000.0 + 0.5) as u32;
            if score < LEAST * highest {
                continue;
            }
            all += weight;
            if weight > 0 && motivators.split('\t').any(|known| known == *id) {
                known += weight;
                push(&mut tags, id, weight);
            }
        }
        if 2 * known < all { String::new() } else { tags }
    }
}

/// Adds a tag with a weight in thousandths.
fn push(tags: &mut String, id: &str, weight: u32) {
    if !tags.is_empty() {
        tags.push(' ');
    }
    tags.push_str(id);
    tags.push_str(if weight >= 1000 { ":1." } else { ":0." });
    let digits = weight % 1000;
    tags.push_str(if digits < 10 {
        "00"
    } else if digits < 100 {
        "0"
    } else {
        ""
    });
    push_number(tags, digits);
}

#[cfg(test)]
mod tests {
    use super::super::{Abstention, Scores};
    use super::*;
    use crate::motivator::Motivators;
    use crate::tags::parse_tags;

    const ALL: &str = "stand_out\tconfidence\twell_being\tfreedom\tthrill\tbelonging\tenvironment\tideal_self\tsecurity\tsuccess";

    fn tagged(tags: Scores) -> Tagged {
        Tagged { language: None, tags: Ok(tags) }
    }

    #[test]
    fn the_loud_ones_are_written_as_an_owner_would_and_read_back_the_same() {
        let scores = [1.0, 0.25, 0.0, 0.0, 0.199, 0.5, 0.0, 0.0, 0.204, 0.2];
        let tags = tagged(scores).markup(ALL);
        assert_eq!(
            tags,
            "stand_out:1.000 confidence:0.250 belonging:0.500 security:0.204 success:0.200"
        );
        let read = parse_tags(&tags, &Motivators::default());
        assert_eq!(read, [(0, 1.0), (1, 0.25), (5, 0.5), (8, 0.204), (9, 0.2)]);
    }

    #[test]
    fn a_text_that_says_nothing_loudly_says_all_ten_quietly() {
        assert_eq!(tagged([0.062; 10]).markup(ALL).matches(":0.062").count(), 10);
        assert_eq!(tagged([0.0; 10]).markup(ALL), "");
    }

    #[test]
    fn what_speaks_mostly_to_motivators_that_a_shop_does_not_have_speaks_to_none() {
        let two = "belonging\tsecurity";
        let with = |thrill| {
            let mut scores = [0.01; 10];
            (scores[4], scores[5]) = (thrill, 0.3);
            tagged(scores).markup(two)
        };
        assert_eq!(with(0.9), "", "a little belonging beside much thrill is no belonging");
        assert_eq!(with(0.25), "belonging:0.300");
    }

    #[test]
    fn an_abstention_and_a_shop_with_motivators_of_its_own_get_no_tags() {
        let unsure = Tagged { language: None, tags: Err(Abstention::Unsure) };
        assert_eq!(unsure.markup(ALL), "");
        assert_eq!(tagged([0.5; 10]).markup("belonging\torder"), "");
    }
}
