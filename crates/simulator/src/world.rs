//! Who comes to the shop: hidden motives, ways of reading, and responses to content.
//! Never tells the visit what it hides.
//!
//! The reference world: a hidden (primary, secondary) pair with tastes .5 and .25, the rest shared;
//! content with one to three tags; responses by a cumulative logit.

use motivo_core::random::{Draw, below, uniform};
use motivo_core::symbols::Response;

/// How common each of the default ten is as a primary motive.
const PRIOR: [f32; 10] = [0.16, 0.14, 0.12, 0.11, 0.10, 0.09, 0.08, 0.08, 0.07, 0.05];
/// How much a shopper responds at all, and how many are like that.
const HABITS: [(f32, f32); 5] = [(-1.2, 0.1), (-0.6, 0.2), (0.0, 0.4), (0.6, 0.2), (1.2, 0.1)];
/// How strongly content that matches is responded to, each a third.
const STRENGTHS: [f32; 3] = [0.75, 1.5, 3.0];
/// Number of tags on a piece of content.
const TAGS: [f32; 3] = [0.5, 0.35, 0.15];
/// Between skip and glance, glance and read, read and act.
const CUTS: [f32; 3] = [-0.4, 0.9, 2.2];

/// What a shopper hides.
#[derive(Clone, Debug, PartialEq)]
pub struct Mind {
    /// What moves the shopper most, by index.
    pub primary: u8,
    /// What moves the shopper next.
    pub secondary: u8,
    motivators: usize,
    habit: f32,
    strength: f32,
}

impl Mind {
    /// A shopper of this world, with 2 or more motivators.
    #[must_use]
    pub fn draw(motivators: usize, draw: Draw<'_>) -> Self {
        let even = vec![1.0; motivators];
        let prior = if motivators == PRIOR.len() { &PRIOR[..] } else { &even };
        let primary = pick(prior, draw);
        let mut others = prior.to_vec();
        others[primary] = 0.0;
        let secondary = pick(&others, draw);
        Self {
            primary: primary as u8,
            secondary: secondary as u8,
            motivators,
            habit: HABITS[pick(&HABITS.map(|(_, share)| share), draw)].0,
            strength: STRENGTHS[pick(&[1.0; 3], draw)],
        }
    }

    /// How much the shopper likes what speaks to this motivator; sums to 1 over all.
    fn taste(&self, motivator: u8) -> f32 {
        let rest = if self.motivators > 2 { 0.25 / (self.motivators - 2) as f32 } else { 0.0 };
        let sum = if self.motivators > 2 { 1.0 } else { 0.75 };
        let taste = match motivator {
            m if m == self.primary => 0.5,
            m if m == self.secondary => 0.25,
            _ => rest,
        };
        taste / sum
    }

    /// How the shopper meets a piece of content.
    pub fn respond(&self, tags: &[(u8, f32)], draw: Draw<'_>) -> Response {
        let total: f32 = tags.iter().map(|(_, weight)| weight).sum();
        let liked: f32 = tags.iter().map(|(m, weight)| self.taste(*m) * weight / total).sum();
        let pull = 4.0 * self.strength * (liked - 1.0 / self.motivators as f32) + self.habit;
        let chance = uniform(draw);
        let above = CUTS.iter().filter(|cut| chance > 1.0 / (1.0 + (pull - **cut).exp())).count();
        Response::ALL[above]
    }
}

/// A piece of content with one to three tags.
pub fn content(motivators: usize, draw: Draw<'_>) -> Vec<(u8, f32)> {
    let number = (pick(&TAGS, draw) + 1).min(motivators);
    let mut tags: Vec<(u8, f32)> = Vec::with_capacity(number);
    while tags.len() < number {
        let motivator = below(motivators as u32, draw) as u8;
        if tags.iter().all(|(other, _)| *other != motivator) {
            tags.push((motivator, 1.0));
        }
    }
    tags
}

/// An index, each as often as its weight says.
pub(crate) fn pick(weights: &[f32], draw: Draw<'_>) -> usize {
    let mut left = uniform(draw) * weights.iter().sum::<f32>();
    for (index, weight) in weights.iter().enumerate() {
        left -= weight;
        if left < 0.0 && *weight > 0.0 {
            return index;
        }
    }
    // Rounding can leave a crumb: it belongs to the last that can be drawn.
    weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use motivo_core::random::SplitMix;

    #[test]
    fn what_speaks_to_the_primary_motive_is_acted_on_more() {
        let mut random = SplitMix::new(3);
        let mut acts = [0, 0];
        for _ in 0..4_000 {
            let mind = Mind::draw(10, &mut || random.next());
            let other = (0..10).find(|m| *m != mind.primary && *m != mind.secondary);
            for (side, tag) in [mind.primary, other.expect("ten are enough")].iter().enumerate() {
                let response = mind.respond(&[(*tag, 1.0)], &mut || random.next());
                acts[side] += i32::from(response >= Response::Read);
            }
        }
        assert!(acts[0] > 2 * acts[1], "{acts:?}");
    }

    #[test]
    fn motives_differ_and_tastes_sum_to_one_for_any_number_of_motivators() {
        let mut random = SplitMix::new(4);
        for motivators in 2..=12 {
            let mind = Mind::draw(motivators, &mut || random.next());
            assert_ne!(mind.primary, mind.secondary);
            let sum: f32 = (0..motivators as u8).map(|m| mind.taste(m)).sum();
            assert!((sum - 1.0).abs() < 1e-5, "{motivators}: {sum}");
        }
    }
}
