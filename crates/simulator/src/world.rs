//! Who comes to the shop: hidden motives, ways of reading, and responses to content.
//! Never tells the visit what it hides, and shares no code with the belief.
//!
//! The reference world: a hidden (primary, secondary) pair with tastes .5 and .25, the rest shared;
//! content with one to three tags; responses by a cumulative logit. Other worlds break what the
//! belief takes for granted, one thing each.

use motivo_core::random::{Draw, below, uniform};
use motivo_core::symbols::Response;

/// How common each of the default ten is as a primary motive.
const PRIOR: [f32; 10] = [0.16, 0.14, 0.12, 0.11, 0.10, 0.09, 0.08, 0.08, 0.07, 0.05];
/// How much a shopper responds at all, and how many are like that.
pub const HABITS: [(f32, f32); 5] = [(-1.2, 0.1), (-0.6, 0.2), (0.0, 0.4), (0.6, 0.2), (1.2, 0.1)];
/// How strongly content that matches is responded to, each a third.
pub const STRENGTHS: [f32; 3] = [0.75, 1.5, 3.0];
/// Number of tags on a piece of content.
pub const TAGS: [f32; 3] = [0.5, 0.35, 0.15];
/// Between skip and glance, glance and read, read and act.
pub const CUTS: [f32; 3] = [-0.4, 0.9, 2.2];

/// A kind of shop and of people who come to it.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// How common each motivator is as a primary motive; sums to 1.
    pub prior: Vec<f32>,
    /// How strongly content that matches is responded to, each equally often.
    pub strengths: Vec<f32>,
    /// Share of visits by something that responds at random, 0..=1.
    pub bots: f32,
    /// The chance that a tag is missing, and that a wrong one was added, for each motivator.
    pub tag_noise: (f32, f32),
    /// What else is unlike the reference world.
    pub quirk: Quirk,
}

/// What a belief takes for granted and a world may break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quirk {
    /// Nothing.
    None,
    /// After this many pieces of content the shopper comes for something else.
    Switch(usize),
    /// Only the first four motivators are spoken to.
    Four,
    /// Each fifth piece of content in a row is seen less and less.
    Position,
    /// One piece of content in four carries the tag of the motivator that is farthest from its own.
    Inverted,
    /// All content carries the same two tags.
    Identical,
    /// A tag is never alone: its neighbour comes with it.
    Correlated,
    /// A script that does the same with everything.
    Script(Response),
    /// A keyboard or a screen reader is used: only acts are evidence.
    Keyboard,
}

/// A visit as the world knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// What moves the shopper at the end of the visit.
    pub primary: u8,
    /// Tags as the page tells them, and how the content was met.
    pub events: Vec<(Vec<u8>, Response)>,
    /// Whether more than acts is evidence.
    pub understood: bool,
}

impl World {
    /// The reference world with 2 to 12 motivators and the three strengths.
    #[must_use]
    pub fn reference(motivators: usize) -> Self {
        let even = vec![1.0 / motivators as f32; motivators];
        Self {
            prior: if motivators == PRIOR.len() { PRIOR.to_vec() } else { even },
            strengths: STRENGTHS.to_vec(),
            bots: 0.0,
            tag_noise: (0.0, 0.0),
            quirk: Quirk::None,
        }
    }

    /// With one strength for everybody.
    #[must_use]
    pub fn with_strength(self, strength: f32) -> Self {
        Self { strengths: vec![strength], ..self }
    }

    /// With one visit in ten by a bot, and tags of which one in three is wrong.
    #[must_use]
    pub fn noisy(self) -> Self {
        Self { bots: 0.1, tag_noise: (0.3, 0.045), ..self }
    }

    /// Unlike the reference world in one thing more.
    #[must_use]
    pub fn but(self, quirk: Quirk) -> Self {
        Self { quirk, ..self }
    }

    /// A shopper of this world.
    #[must_use]
    pub fn mind(&self, draw: Draw<'_>) -> Mind {
        let primary = pick(&self.prior, draw);
        let mut others = self.prior.clone();
        others[primary] = 0.0;
        let secondary = pick(&others, draw);
        Mind {
            primary: primary as u8,
            secondary: secondary as u8,
            motivators: self.prior.len(),
            habit: HABITS[pick(&HABITS.map(|(_, share)| share), draw)].0,
            strength: self.strengths[below(self.strengths.len() as u32, draw) as usize],
        }
    }

    /// A visit of this many pieces of content.
    #[must_use]
    pub fn walk(&self, events: usize, draw: Draw<'_>) -> Walk {
        let bot = uniform(draw) < self.bots;
        let mut mind = self.mind(draw);
        let mut met = Vec::with_capacity(events);
        for index in 0..events {
            if self.quirk == Quirk::Switch(index) {
                let Mind { primary, secondary, .. } = mind;
                while [primary, secondary].contains(&mind.primary) {
                    Mind { primary: mind.primary, secondary: mind.secondary, .. } = self.mind(draw);
                }
            }
            let tags = self.tags(draw);
            let response = if let Quirk::Script(always) = self.quirk {
                always
            } else if bot {
                Response::ALL[below(4, draw) as usize]
            } else {
                let unseen =
                    if self.quirk == Quirk::Position { (index % 5) as f32 * 0.3 } else { 0.0 };
                let seen = Mind { habit: mind.habit - unseen, ..mind.clone() };
                seen.respond(&tags.iter().map(|tag| (*tag, 1.0)).collect::<Vec<_>>(), draw)
            };
            met.push((self.told(tags, draw), response));
        }
        let understood = self.quirk != Quirk::Keyboard;
        met.retain(|(_, response)| understood || *response == Response::Act);
        Walk { primary: mind.primary, events: met, understood }
    }

    /// What a piece of content truly speaks to.
    fn tags(&self, draw: Draw<'_>) -> Vec<u8> {
        let motivators = self.prior.len();
        match self.quirk {
            Quirk::Identical => vec![0, 1],
            Quirk::Four => content(motivators.min(4), draw).iter().map(|(tag, _)| *tag).collect(),
            Quirk::Correlated => {
                let first = below(motivators as u32, draw) as u8;
                vec![first, (first ^ 1).min(motivators as u8 - 1)]
            }
            _ => content(motivators, draw).iter().map(|(tag, _)| *tag).collect(),
        }
    }

    /// What the page tells of it.
    fn told(&self, tags: Vec<u8>, draw: Draw<'_>) -> Vec<u8> {
        let motivators = self.prior.len() as u8;
        if self.quirk == Quirk::Inverted && below(4, draw) == 0 {
            return tags.iter().map(|tag| (tag + motivators / 2) % motivators).collect();
        }
        let (missing, added) = self.tag_noise;
        if missing + added == 0.0 {
            return tags;
        }
        let told = |tag: &u8| {
            let chance = uniform(draw);
            if tags.contains(tag) { chance >= missing } else { chance < added }
        };
        (0..motivators).filter(told).collect()
    }
}

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
            let mind = World::reference(10).mind(&mut || random.next());
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
            let mind = World::reference(motivators).mind(&mut || random.next());
            assert_ne!(mind.primary, mind.secondary);
            let sum: f32 = (0..motivators as u8).map(|m| mind.taste(m)).sum();
            assert!((sum - 1.0).abs() < 1e-5, "{motivators}: {sum}");
        }
    }
}
