//! Updates the belief about what moves a shopper.
//! Pure: no DOM, clock, storage or network; time and randomness are arguments.
//!
//! A Bayes filter over every ordered pair of (primary, secondary) motives, five reading habits and
//! four response strengths, plus one hypothesis that no person is there:
//! `10 * 9 * 5 * 4 + 1 = 1,801` hypotheses for ten motivators, 7 kB of `f32`.

use crate::digits::{Digits, push};
use crate::math::{exp, ln};
use crate::model::{HABITS, Model, STRENGTHS};
use crate::motivator::MAX;
use crate::symbols::Response;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Hypotheses per pair of motives.
const GRID: usize = HABITS * STRENGTHS;

/// A content's tags: motivator and weight, weights above 0; normalised when used.
pub type Tags<'a> = &'a [(u8, f32)];

/// The posterior over what moves a shopper.
#[derive(Clone, Debug, PartialEq)]
pub struct Belief {
    model: Model,
    motivators: usize,
    /// Pairs in order (primary, secondary), each with its grid of habit x strength; bot last.
    /// Sums to 1.
    weights: Vec<f32>,
}

impl Belief {
    /// The prior for 2 to 12 motivators: each equally likely.
    #[must_use]
    pub fn new(motivators: usize, model: Model) -> Self {
        let motivators = motivators.clamp(2, MAX);
        let pairs = (motivators * (motivators - 1)) as f32;
        let mut weights = vec![0.0; motivators * (motivators - 1) * GRID + 1];
        for (index, weight) in weights.iter_mut().enumerate() {
            let (_, habit) = model.habits[index / STRENGTHS % HABITS];
            let (_, strength) = model.strengths[index % STRENGTHS];
            *weight = (1.0 - model.bot) * habit * strength / pairs;
        }
        if let Some(bot) = weights.last_mut() {
            *bot = model.bot;
        }
        Self { model, motivators, weights }
    }

    /// Takes one exposure's response as evidence; a skip is evidence against.
    ///
    /// Tags outside the motivators and weights that are not positive numbers are no evidence.
    pub fn update(&mut self, tags: Tags<'_>, response: Response) {
        self.drift();
        let shares = self.shares(tags);
        let shares = shares.get(..self.motivators).unwrap_or_default();
        let bounds = self.bounds(response);
        let mut cells = self.weights.chunks_exact_mut(GRID);
        for (p, primary) in shares.iter().enumerate() {
            for (s, secondary) in shares.iter().enumerate() {
                if p != s
                    && let Some(cell) = cells.next()
                {
                    let pulls = self.model.pulls(shares.len(), *primary, *secondary);
                    for (levels, (low, high)) in cell.chunks_exact_mut(STRENGTHS).zip(&bounds) {
                        for (weight, pull) in levels.iter_mut().zip(&pulls) {
                            *weight *= 1.0 / (1.0 + low * pull) - 1.0 / (1.0 + high * pull);
                        }
                    }
                }
            }
        }
        if let Some(bot) = self.weights.last_mut() {
            *bot *= 1.0 / Response::ALL.len() as f32;
        }
        self.normalise();
    }

    /// Forgets toward the prior for the time since the last visit.
    pub fn forget(&mut self, days: f32) {
        let kept = exp(-core::f32::consts::LN_2 * days.max(0.0) / self.model.half_life_days);
        let prior = Self::new(self.motivators, self.model);
        for (weight, prior) in self.weights.iter_mut().zip(prior.weights) {
            *weight = kept * *weight + (1.0 - kept) * prior;
        }
    }

    /// The chance of each motivator to be the primary motive, given a person; sums to 1 within 1e-5.
    #[must_use]
    pub fn motivators(&self) -> Vec<f32> {
        let person = (1.0 - self.bot()).max(f32::MIN_POSITIVE);
        self.weights
            .chunks_exact((self.motivators - 1) * GRID)
            .map(|primary| primary.iter().sum::<f32>() / person)
            .collect()
    }

    /// The chance that no person is there, 0..=1.
    #[must_use]
    pub fn bot(&self) -> f32 {
        self.weights.last().copied().unwrap_or(0.0)
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

    /// The likeliest response-strength level, 0..=3.
    #[must_use]
    pub fn strength(&self) -> u8 {
        let mut sums = [0.0; STRENGTHS];
        for levels in self.weights.chunks_exact(STRENGTHS) {
            sums.iter_mut().zip(levels).for_each(|(sum, weight)| *sum += weight);
        }
        likeliest(&sums).0 as u8
    }

    /// Appends 2 characters a hypothesis: its log weight below the largest, in 1/128 nat.
    pub(crate) fn encode(&self, text: &mut String) {
        let largest = self.weights.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        for weight in &self.weights {
            push(text, (-ln(weight / largest) * STEPS).min(MOST) as u32, 2);
        }
    }

    /// Reads what [`Belief::encode`] wrote; `None` for anything else.
    pub(crate) fn decode(digits: &mut Digits<'_>, motivators: usize, model: Model) -> Option<Self> {
        let mut belief = Self::new(motivators, model);
        for weight in &mut belief.weights {
            *weight = exp(-(digits.next(2)? as f32) / STEPS);
        }
        belief.normalise();
        Some(belief)
    }

    /// The motive may have changed: mixes in the prior over pairs, keeping habit and strength.
    fn drift(&mut self) {
        let hazard = self.model.hazard;
        let mut grid = [0.0; GRID];
        for cell in self.weights.chunks_exact(GRID) {
            cell.iter().zip(&mut grid).for_each(|(weight, sum)| *sum += weight);
        }
        let pairs = (self.motivators * (self.motivators - 1)) as f32;
        for cell in self.weights.chunks_exact_mut(GRID) {
            for (weight, sum) in cell.iter_mut().zip(&grid) {
                *weight = (1.0 - hazard) * *weight + hazard * sum / pairs;
            }
        }
    }

    /// Each motivator's share of the content, summing to 1; without tags an equal share.
    fn shares(&self, tags: Tags<'_>) -> [f32; MAX] {
        let mut shares = [0.0; MAX];
        for (motivator, weight) in tags {
            let motivator = usize::from(*motivator);
            if let Some(share) = shares.get_mut(motivator)
                && motivator < self.motivators
                && *weight > 0.0
                && weight.is_finite()
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

    /// For each habit, exp(cut - habit) of the cut points under and over the response.
    ///
    /// Cumulative logit: P(response >= j) = 1 / (1 + exp(cut j - habit) exp(-pull)).
    fn bounds(&self, response: Response) -> [(f32, f32); HABITS] {
        let level = response as usize;
        self.model.habits.map(|(habit, _)| {
            let at = |cut: Option<&f32>, none: f32| cut.map_or(none, |cut| exp(cut - habit));
            let under = level.checked_sub(1).and_then(|level| self.model.cuts.get(level));
            (at(under, 0.0), at(self.model.cuts.get(level), f32::INFINITY))
        })
    }

    fn normalise(&mut self) {
        let sum: f32 = self.weights.iter().sum();
        if sum > 0.0 && sum.is_finite() {
            self.weights.iter_mut().for_each(|weight| *weight /= sum);
        } else {
            *self = Self::new(self.motivators, self.model);
        }
    }
}

/// The first of the largest, with its value; 0 for none.
pub(crate) fn likeliest(chances: &[f32]) -> (usize, f32) {
    let larger = |best: (usize, f32), next: (usize, &f32)| {
        if *next.1 > best.1 { (next.0, *next.1) } else { best }
    };
    chances.iter().enumerate().fold((0, 0.0), larger)
}

const STEPS: f32 = 128.0;
const MOST: f32 = 4095.0;

#[cfg(test)]
mod tests;
