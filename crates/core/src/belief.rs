//! Updates the belief about what moves a shopper.
//! Pure: no DOM, clock, storage or network; time and randomness are arguments.
//!
//! A Bayes filter over every ordered pair of (primary, secondary) motives, five reading habits and
//! four response strengths, plus one hypothesis that no person is there:
//! `10 * 9 * 5 * 4 + 1 = 1,801` hypotheses for ten motivators, 7 kB of `f32`.

use crate::digits::{Digits, push};
use crate::math::{exp, ln};
use crate::model::{GRID, HABITS, Model, STRENGTHS};
use crate::motivator::MAX;
use crate::symbols::Response;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// A content's tags: motivator and weight, weights above 0; normalised when used.
pub type Tags<'a> = &'a [(u8, f32)];

/// The posterior over what moves a shopper.
#[derive(Clone, Debug, PartialEq)]
pub struct Belief<'a> {
    model: &'a Model<'a>,
    motivators: usize,
    /// Pairs in order (primary, secondary), each with its grid of habit x strength, then the bot:
    /// they sum to 1. Last the odds that nothing so far was about motives.
    weights: Vec<f32>,
    /// How common each response strength is; they sum to 1.
    strengths: [f32; STRENGTHS],
}

impl<'a> Belief<'a> {
    /// The model's prior for 2 to 12 motivators.
    #[must_use]
    pub fn new(motivators: usize, model: &'a Model<'a>) -> Self {
        Self::expecting(model.strengths.map(|(_, common)| common), motivators, model)
    }

    /// The same where response strengths are as common as this, summing to 1.
    #[must_use]
    pub fn expecting(strengths: [f32; STRENGTHS], motivators: usize, model: &'a Model<'a>) -> Self {
        let motivators = motivators.clamp(2, MAX);
        let mut belief = Self { model, motivators, weights: Vec::new(), strengths };
        let mut weights = vec![0.0; motivators * (motivators - 1) * GRID + 2];
        for (index, weight) in weights.iter_mut().enumerate() {
            let (_, _, pair) = belief.pair(index / GRID);
            let (_, habit) = model.habits[index / STRENGTHS % HABITS];
            *weight = (1.0 - model.bot) * pair * habit * strengths[index % STRENGTHS];
        }
        if let [.., bot, doubt] = &mut weights[..] {
            (*bot, *doubt) = (model.bot, model.doubt);
        }
        belief.weights = weights;
        belief
    }

    /// Takes one exposure's response as evidence; a skip is evidence against.
    ///
    /// Before that, the motive may have changed: the prior over pairs is mixed in, keeping habit
    /// and strength. Tags outside the motivators and weights that are not positive numbers are no
    /// evidence.
    pub fn update(&mut self, tags: Tags<'_>, response: Response) {
        let acts = self.model.bot_acts;
        let by_bot = if response == Response::Act { acts } else { (1.0 - acts) / 3.0 };
        self.take(tags, response, by_bot);
    }

    /// Takes an act of somebody whose skips are not seen, who uses a keyboard or a screen reader:
    /// nothing but acts makes them no bot.
    pub fn act(&mut self, tags: Tags<'_>) {
        self.take(tags, Response::Act, 0.25);
    }

    /// `by_bot`: the chance of this response where no person is there.
    fn take(&mut self, tags: Tags<'_>, response: Response, by_bot: f32) {
        let shares = self.shares(tags);
        let bounds = self.model.bounds(response);
        let grid = self.grid();
        let mut weights = core::mem::take(&mut self.weights);
        let mut known = [((-1.0, 0.0), [0.0; GRID]); 8];
        for (index, cell) in weights.chunks_exact_mut(GRID).enumerate() {
            let (p, s, pair) = self.pair(index);
            // Most pairs are met like one before; the place only has to be the same for the same shares.
            let met = (shares[p], shares[s]);
            let (known, chances) = &mut known[(met.0 * 5.0 + met.1 * 9.0) as usize % 8];
            if *known != met {
                *known = met;
                *chances = self.model.chances(self.motivators as f32, met, &bounds);
            }
            for ((weight, sum), chance) in cell.iter_mut().zip(&grid).zip(&*chances) {
                let changed = self.model.hazard * (pair * sum - *weight);
                let next = (*weight + changed) * chance;
                // The smallest numbers of 32 bits are computed a hundred times slower.
                *weight = if next < 1e-30 { 0.0 } else { next };
            }
        }
        self.weights = weights;
        if let [.., bot, doubt] = &mut self.weights[..] {
            *bot *= by_bot;
            *doubt *= self.model.doubt_left;
        }
        self.normalise();
    }

    /// Forgets toward the prior for the time since the last visit.
    pub fn forget(&mut self, days: f32) {
        let kept = exp(-core::f32::consts::LN_2 * days.max(0.0) / self.model.half_life_days);
        let prior = Self::expecting(self.strengths, self.motivators, self.model);
        for (weight, prior) in self.weights.iter_mut().zip(prior.weights) {
            *weight = prior + kept * (*weight - prior);
        }
    }

    /// The chance of each motivator to be the primary motive; sums to 1 within 1e-5.
    ///
    /// It is the prior's where nothing was about motives, and where no person is there.
    #[must_use]
    pub fn motivators(&self) -> Vec<f32> {
        let [.., bot, doubt] = self.weights[..] else { return Vec::new() };
        let clear = 1.0 / (1.0 + doubt);
        let unmoved = clear * (bot + doubt);
        let primaries = self.weights.chunks_exact((self.motivators - 1) * GRID);
        let sum = |(motivator, primary): (usize, &[f32])| {
            let moved = primary.iter().sum::<f32>();
            (clear * moved + unmoved * self.prior(motivator)).min(1.0)
        };
        primaries.enumerate().map(sum).collect()
    }

    /// How many motivators it is about.
    #[must_use]
    pub(crate) fn count(&self) -> usize {
        self.motivators
    }

    /// The chance that no person is there, 0..=1.
    #[must_use]
    pub fn bot(&self) -> f32 {
        if let [.., bot, _] = self.weights[..] { bot } else { 0.0 }
    }

    /// The likeliest motivator, or `None` below a posterior of max(.35, 1.5/K) or for a likely bot.
    #[must_use]
    pub fn top(&self) -> Option<u8> {
        self.top_of(&self.motivators())
    }

    /// The likeliest of these chances of the motivators, by the same rule.
    pub(crate) fn top_of(&self, chances: &[f32]) -> Option<u8> {
        let (best, chance) = likeliest(chances);
        let threshold = (1.5 / self.motivators as f32).max(0.35);
        (self.bot() <= 0.5 && chance >= threshold).then_some(best as u8)
    }

    /// The response-strength level, 0..=3, up to which this share of the chances lies: see [`level`].
    #[must_use]
    pub fn strength(&self, share: f32) -> u8 {
        level(self.strengths(), share)
    }

    /// The chance of each response-strength level; they sum to the chance that a person is there.
    #[must_use]
    pub fn strengths(&self) -> [f32; STRENGTHS] {
        let mut sums = [0.0; STRENGTHS];
        for levels in self.weights.chunks_exact(STRENGTHS) {
            sums.iter_mut().zip(levels).for_each(|(sum, weight)| *sum += weight);
        }
        sums
    }

    /// Appends 2 characters a weight: how far its logarithm is below that of 2, in 1/128 nat.
    pub(crate) fn encode(&self, text: &mut String) {
        for weight in &self.weights {
            push(text, (-ln(weight / HIGHEST) * STEPS).min(MOST) as u32, 2);
        }
    }

    /// Goes on with what [`Belief::encode`] wrote; after `None`, for anything else, it is of no use.
    pub(crate) fn decode(&mut self, digits: &mut Digits<'_>) -> Option<()> {
        for weight in &mut self.weights {
            *weight = HIGHEST * exp(-(digits.next(2)? as f32) / STEPS);
        }
        self.normalise();
        Some(())
    }

    /// How likely each habit with each strength is, whatever the motives.
    fn grid(&self) -> [f32; GRID] {
        let mut grid = [0.0; GRID];
        for cell in self.weights.chunks_exact(GRID) {
            cell.iter().zip(&mut grid).for_each(|(weight, sum)| *sum += weight);
        }
        grid
    }

    /// Each motivator's share of the content, summing to 1; without tags an equal share.
    fn shares(&self, tags: Tags<'_>) -> [f32; MAX] {
        let mut shares = [0.0; MAX];
        for (motivator, weight) in tags {
            let motivator = usize::from(*motivator);
            if let Some(share) = shares.get_mut(motivator)
                && motivator < self.motivators
                && *weight > 0.0
            {
                *share += weight;
            }
        }
        let sum: f32 = shares.iter().sum();
        let equal = 1.0 / self.motivators as f32;
        let usable = sum > 0.0 && sum.is_finite();
        shares.iter_mut().for_each(|share| *share = if usable { *share / sum } else { equal });
        shares
    }

    /// The primary and the secondary motive of a pair, and how common it is: the secondary is drawn
    /// like the primary, among the others.
    #[inline(never)]
    fn pair(&self, index: usize) -> (usize, usize, f32) {
        let others = self.motivators - 1;
        let (p, s) = (index / others, index % others);
        let s = s + usize::from(s >= p);
        let primary = self.prior(p);
        (p, s, primary * self.prior(s) / (1.0 - primary))
    }

    /// How common a motivator is as a primary motive.
    fn prior(&self, motivator: usize) -> f32 {
        match self.model.prior.get(motivator) {
            Some(prior) if self.model.prior.len() == self.motivators => *prior,
            _ => 1.0 / self.motivators as f32,
        }
    }

    fn normalise(&mut self) {
        let Some((_, hypotheses)) = self.weights.split_last_mut() else { return };
        let scale = 1.0 / hypotheses.iter().sum::<f32>();
        hypotheses.iter_mut().for_each(|weight| *weight *= scale);
    }
}

/// The level up to which at least this share of the chances lies: the median at .5, one drawn by its
/// chance where the share is uniform in 0..1.
#[must_use]
pub fn level(chances: [f32; STRENGTHS], share: f32) -> u8 {
    let [none, weak, usual, strong] = chances;
    let wanted = share * (none + weak + usual + strong);
    let over = |sum: f32| u8::from(wanted > sum);
    over(none) + over(none + weak) + over(none + weak + usual)
}

/// The first of the largest, with its value; 0 for none.
pub(crate) fn likeliest(chances: &[f32]) -> (usize, f32) {
    let larger = |best: (usize, f32), next: (usize, &f32)| {
        if *next.1 > best.1 { (next.0, *next.1) } else { best }
    };
    chances.iter().enumerate().fold((0, 0.0), larger)
}

/// Above every weight and every odds.
const HIGHEST: f32 = 2.0;
const STEPS: f32 = 128.0;
const MOST: f32 = 4095.0;

#[cfg(test)]
mod tests;
