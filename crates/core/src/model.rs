//! The numbers the belief is made of, with their source. Never learned from a single shopper.
//!
//! Reference world: `docs/model.md`; parameters were not fitted to any person's data.

use crate::math::exp;

/// Parameters of the response model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Model {
    /// Share of a shopper's taste that the primary motive holds, 0..=1.
    pub primary: f32,
    /// Share of taste that the secondary motive holds, 0..=1.
    pub secondary: f32,
    /// Reading habits, in logits, and how common each is.
    pub habits: [(f32, f32); HABITS],
    /// How strongly content moves the shopper (0: not at all), and how common each is.
    ///
    /// Level 0 keeps a shop where content moves nobody from believing things.
    pub strengths: [(f32, f32); STRENGTHS],
    /// Cut points between skip, glance, read and act, in logits, ascending.
    pub cuts: [f32; 3],
    /// How wrong tags are, 0..=1: 0 trusts every tag, 1 learns nothing from any.
    pub tag_noise: f32,
    /// Chance that the motive changed before an event; .01 costs too much when it did not.
    pub hazard: f32,
    /// How common bots are.
    pub bot: f32,
    /// Days after which half of what was believed is forgotten between visits.
    pub half_life_days: f32,
}

/// Number of reading habits.
pub const HABITS: usize = 5;
/// Number of response strengths.
pub const STRENGTHS: usize = 4;

static DEFAULT: Model = Model {
    primary: 0.5,
    secondary: 0.25,
    habits: [(-1.2, 0.1), (-0.6, 0.2), (0.0, 0.4), (0.6, 0.2), (1.2, 0.1)],
    strengths: [(0.0, 0.1), (0.75, 0.3), (1.5, 0.3), (3.0, 0.3)],
    cuts: [-0.4, 0.9, 2.2],
    tag_noise: 0.3,
    hazard: 0.002,
    bot: 0.03,
    half_life_days: 30.0,
};

impl Default for Model {
    // Otherwise each of its numbers is an instruction in the page, at each use.
    #[inline(never)]
    fn default() -> Self {
        DEFAULT
    }
}

impl Model {
    /// For each strength, exp(-pull) of content on a shopper with these shares of their motives.
    ///
    /// pull = 4 strength (1 - tag noise) (match - 1/K), in logits; 0 where every share is equal.
    pub(crate) fn pulls(
        &self,
        motivators: usize,
        primary: f32,
        secondary: f32,
    ) -> [f32; STRENGTHS] {
        let k = motivators as f32;
        // With two motives nothing is left for others: their two shares are normalised.
        let others = (1.0 - self.primary - self.secondary) / (k - 2.0).max(1.0);
        let whole = self.primary + self.secondary + others * (k - 2.0);
        let wanted = (self.primary - others) * primary + (self.secondary - others) * secondary;
        let pull = 4.0 * (1.0 - self.tag_noise) * ((others + wanted) / whole - 1.0 / k);
        self.strengths.map(|(strength, _)| exp(-strength * pull))
    }
}
