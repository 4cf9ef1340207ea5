//! What could be known of a visit at best: the exact posterior over motives, by enumeration.
//! Never shares code with the belief: it enumerates the world's own hypotheses, in 64 bits.
//!
//! Where tags are noisy, what a page tells is a clue to what the content truly speaks to: every set
//! of one to three tags is a possibility, weighed by how likely it would be told like this.

use crate::world::{CUTS, HABITS, Quirk, TAGS, Walk, World};

/// The hypotheses of one world, with everything that does not depend on a visit.
#[derive(Clone, Debug)]
pub struct Ceiling {
    world: World,
    /// Primary motive and prior of each hypothesis; the last one is the bot.
    prior: Vec<(usize, f64)>,
    /// The sets of tags that content may have, and how common each is.
    sets: Vec<(Vec<u8>, f64)>,
    /// By set and response: its chance under each hypothesis.
    responses: Vec<[Vec<f64>; 4]>,
}

impl Ceiling {
    /// The hypotheses of a world without quirks, other than a bot or noisy tags.
    ///
    /// # Panics
    /// The world has a quirk: its ceiling would be another one.
    #[must_use]
    pub fn new(world: &World) -> Self {
        assert_eq!(world.quirk, Quirk::None, "the ceiling of a quirk is not enumerated");
        let k = world.prior.len();
        let chance = |m: usize| f64::from(world.prior[m]);
        let (mut prior, mut people) = (Vec::new(), Vec::new());
        for p in 0..k {
            for s in (0..k).filter(|s| *s != p) {
                for (habit, common) in HABITS {
                    for strength in &world.strengths {
                        let pair = chance(p) * chance(s) / (1.0 - chance(p));
                        let of = f64::from(common) / world.strengths.len() as f64;
                        prior.push((p, pair * of * (1.0 - f64::from(world.bots))));
                        people.push((p, s, f64::from(habit), f64::from(*strength)));
                    }
                }
            }
        }
        let sets = sets(k);
        let by_response = |set: &[u8]| {
            [0, 1, 2, 3].map(|r| people.iter().map(|person| respond(k, set, *person)[r]).collect())
        };
        let responses = sets.iter().map(|(set, _)| by_response(set)).collect();
        Self { world: world.clone(), prior, sets, responses }
    }

    /// After each event, the chance of each primary motive; of a bot, the motives are the prior's.
    #[must_use]
    pub fn posteriors(&self, walk: &Walk) -> Vec<Vec<f64>> {
        let mut weights: Vec<f64> = self.prior.iter().map(|(_, prior)| *prior).collect();
        let mut bot = f64::from(self.world.bots);
        let mut likelihoods = vec![0.0; weights.len()];
        let mut posteriors = Vec::with_capacity(walk.events.len());
        for (told, response) in &walk.events {
            let level = *response as usize;
            let truths = self.truths(told);
            likelihoods.fill(0.0);
            for (set, share) in truths {
                let under = &self.responses[set][level];
                likelihoods.iter_mut().zip(under).for_each(|(sum, chance)| *sum += share * chance);
            }
            weights.iter_mut().zip(&likelihoods).for_each(|(weight, chance)| *weight *= chance);
            bot *= 0.25;
            let sum = weights.iter().sum::<f64>() + bot;
            weights.iter_mut().for_each(|weight| *weight /= sum);
            bot /= sum;
            posteriors.push(self.motives(&weights, bot));
        }
        posteriors
    }

    /// The chance of each primary motive.
    fn motives(&self, weights: &[f64], bot: f64) -> Vec<f64> {
        let mut motives: Vec<f64> =
            self.world.prior.iter().map(|prior| bot * f64::from(*prior)).collect();
        for ((primary, _), weight) in self.prior.iter().zip(weights) {
            motives[*primary] += weight;
        }
        motives
    }

    /// The sets of tags the content may truly have, and how likely each is.
    fn truths(&self, told: &[u8]) -> Vec<(usize, f64)> {
        let (missing, added) = self.world.tag_noise;
        let (missing, added) = (f64::from(missing), f64::from(added));
        let mut truths: Vec<(usize, f64)> = Vec::new();
        for (index, (set, common)) in self.sets.iter().enumerate() {
            let kept = set.iter().filter(|tag| told.contains(tag)).count() as i32;
            let wrong = told.len() as i32 - kept;
            let left = self.world.prior.len() as i32 - set.len() as i32 - wrong;
            let lost = set.len() as i32 - kept;
            let chance = (1.0 - missing).powi(kept)
                * missing.powi(lost)
                * added.powi(wrong)
                * (1.0 - added).powi(left);
            if chance > 0.0 {
                truths.push((index, common * chance));
            }
        }
        let sum: f64 = truths.iter().map(|(_, chance)| chance).sum();
        truths.iter_mut().for_each(|(_, chance)| *chance /= sum);
        truths
    }
}

/// Every set of one to three tags, with how common it is.
fn sets(k: usize) -> Vec<(Vec<u8>, f64)> {
    let k = k as u8;
    let mut by_size: [Vec<Vec<u8>>; 3] = Default::default();
    for a in 0..k {
        by_size[0].push(vec![a]);
        for b in a + 1..k {
            by_size[1].push(vec![a, b]);
            by_size[2].extend((b + 1..k).map(|c| vec![a, b, c]));
        }
    }
    // A shop with two motivators has no content with three tags: it has two then.
    let mut common = TAGS.map(f64::from);
    if by_size[2].is_empty() {
        common = [common[0], common[1] + common[2], 0.0];
    }
    let mut sets = Vec::new();
    for (of_size, common) in by_size.into_iter().zip(common) {
        let each = common / of_size.len().max(1) as f64;
        sets.extend(of_size.into_iter().map(|set| (set, each)));
    }
    sets
}

/// The chance of skip, glance, read and act.
fn respond(
    k: usize,
    set: &[u8],
    (primary, secondary, habit, strength): (usize, usize, f64, f64),
) -> [f64; 4] {
    let rest = if k > 2 { 0.25 / (k - 2) as f64 } else { 0.0 };
    let whole = if k > 2 { 1.0 } else { 0.75 };
    let taste = |tag: u8| match usize::from(tag) {
        tag if tag == primary => 0.5 / whole,
        tag if tag == secondary => 0.25 / whole,
        _ => rest / whole,
    };
    let liked = set.iter().map(|tag| taste(*tag)).sum::<f64>() / set.len() as f64;
    let pull = 4.0 * strength * (liked - 1.0 / k as f64) + habit;
    let above = CUTS.map(|cut| 1.0 / (1.0 + (f64::from(cut) - pull).exp()));
    [1.0 - above[0], above[0] - above[1], above[1] - above[2], above[2]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use motivo_core::random::SplitMix;

    #[test]
    fn with_all_hypotheses_equal_the_posterior_is_the_prior() {
        let world = World::reference(10).with_strength(0.0).noisy();
        let mut random = SplitMix::new(1);
        let walk = world.walk(5, &mut || random.next());
        for posterior in Ceiling::new(&world).posteriors(&walk) {
            for (motive, prior) in posterior.iter().zip(&world.prior) {
                assert!((motive - f64::from(*prior)).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn the_ceiling_is_as_often_right_as_it_says_and_knows_more_with_each_event() {
        const VISITS: usize = 400;
        let world = World::reference(10).with_strength(1.5);
        let ceiling = Ceiling::new(&world);
        let (mut random, mut right, mut sure) = (SplitMix::new(2), [0.0; 2], [0.0; 2]);
        for _ in 0..VISITS {
            let walk = world.walk(40, &mut || random.next());
            let posteriors = ceiling.posteriors(&walk);
            for (side, after) in [10, 40].iter().enumerate() {
                let posterior = &posteriors[after - 1];
                let best = (0..10).max_by(|a, b| posterior[*a].total_cmp(&posterior[*b]));
                let is_right = best == Some(usize::from(walk.primary));
                right[side] += f64::from(u8::from(is_right)) / VISITS as f64;
                sure[side] += posterior.iter().copied().fold(0.0, f64::max) / VISITS as f64;
            }
        }
        // 3 standard errors of a binomial of 400.
        assert!(right.iter().zip(sure).all(|(a, b)| (a - b).abs() < 0.075), "{right:?} {sure:?}");
        assert!(sure[1] > sure[0] + 0.2, "{sure:?}");
    }
}
