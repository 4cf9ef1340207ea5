//! The numbers the belief is made of, with their source. Never learned from a single shopper.
//!
//! Reference world: `docs/model.md`; parameters were not fitted to any person's data.

mod file;
mod learn;

pub use file::{ModelError, ModelFile, write};
pub use learn::{Learned, told_strengths};

use crate::math::exp;
use crate::symbols::Response;

/// Parameters of the response model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Model<'a> {
    /// How common each motivator is as a primary motive; sums to 1. Where there are more or fewer
    /// motivators, all are equally common.
    pub prior: &'a [f32],
    /// Share of a shopper's taste that the primary motive holds, 0..=1.
    pub primary: f32,
    /// Share of taste that the secondary motive holds, 0..=1.
    pub secondary: f32,
    /// Reading habits, in logits, and how common each is.
    pub habits: [(f32, f32); HABITS],
    /// How strongly content moves the shopper by its tags (0: not at all), and how common each is.
    ///
    /// Level 0 keeps a shop where content moves nobody from believing things.
    pub strengths: [(f32, f32); STRENGTHS],
    /// Cut points between skip, glance, read and act, in logits, ascending.
    pub cuts: [f32; 3],
    /// Chance that the motive changed before an event; .01 costs too much when it did not.
    pub hazard: f32,
    /// Odds before any evidence that the first responses are about something else: few responses
    /// prove little, however clear they look.
    pub doubt: f32,
    /// What a piece of evidence leaves of these odds, 0..1.
    pub doubt_left: f32,
    /// How common bots are.
    pub bot: f32,
    /// Share of a bot's responses that are acts; the three others are equally common.
    pub bot_acts: f32,
    /// Days after which half of what was believed is forgotten between visits.
    pub half_life_days: f32,
}

/// Number of reading habits.
pub const HABITS: usize = 5;
/// Number of response strengths.
pub const STRENGTHS: usize = 4;

/// Hypotheses per pair of motives: each habit with each strength.
pub(crate) const GRID: usize = HABITS * STRENGTHS;

/// What is believed of people before any of them came.
pub static BUILT_IN: Model<'static> = Model {
    prior: &[0.16, 0.14, 0.12, 0.11, 0.10, 0.09, 0.08, 0.08, 0.07, 0.05],
    primary: 0.5,
    secondary: 0.25,
    habits: [(-1.2, 0.1), (-0.6, 0.2), (0.0, 0.4), (0.6, 0.2), (1.2, 0.1)],
    strengths: [(0.0, 0.044), (0.575, 0.322), (1.23, 0.297), (2.42, 0.337)],
    cuts: [-0.4, 0.9, 2.2],
    hazard: 0.003,
    doubt: 1.34,
    doubt_left: 0.735,
    bot: 0.05,
    bot_acts: 0.3,
    half_life_days: 30.0,
};

/// How common the built-in strengths are, in thousandths.
pub const COMMON: [u16; STRENGTHS] = [44, 322, 297, 337];

impl Model<'_> {
    /// For each habit, exp(cut - habit) of the cut points under and over a response.
    ///
    /// Cumulative logit: P(response >= j) = 1 / (1 + exp(cut j - habit) exp(-pull)).
    pub(crate) fn bounds(&self, response: Response) -> [(f32, f32); HABITS] {
        let level = response as usize;
        self.habits.map(|(habit, _)| {
            let at = |cut: Option<&f32>, none: f32| cut.map_or(none, |cut| exp(cut - habit));
            let under = level.checked_sub(1).and_then(|level| self.cuts.get(level));
            (at(under, 0.0), at(self.cuts.get(level), f32::INFINITY))
        })
    }

    /// For each habit and strength, the chance of a response between these bounds, of a shopper
    /// whose primary and secondary motive have these shares of the content.
    ///
    /// pull = 4 strength (match - 1/K), in logits; 0 where every share is equal.
    pub(crate) fn chances(
        &self,
        k: f32,
        (primary, secondary): (f32, f32),
        bounds: &[(f32, f32); HABITS],
    ) -> [f32; GRID] {
        // With two motives nothing is left for others: their two shares are normalised.
        let others = (1.0 - self.primary - self.secondary) / (k - 2.0).max(1.0);
        let whole = self.primary + self.secondary + others * (k - 2.0);
        let wanted = (self.primary - others) * primary + (self.secondary - others) * secondary;
        let pull = 4.0 * ((others + wanted) / whole - 1.0 / k);
        let pulls = self.strengths.map(|(strength, _)| exp(-strength * pull));
        let mut chances = [0.0; GRID];
        for (index, chance) in chances.iter_mut().enumerate() {
            let (low, high) = bounds[index / STRENGTHS];
            let pull = pulls[index % STRENGTHS];
            // Nothing is impossible, so that some hypothesis is always left.
            *chance = (1.0 / (1.0 + low * pull) - 1.0 / (1.0 + high * pull)).max(1e-6);
        }
        chances
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_strengths_are_as_common_as_a_plan_says() {
        assert_eq!(
            COMMON.map(|common| f32::from(common) / 1000.0),
            BUILT_IN.strengths.map(|(_, common)| common)
        );
    }
}
