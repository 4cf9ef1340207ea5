//! What the shopper sees of their visit, and what they say about it.
//! Never tells the collector: a shopper's word is kept on the device.

use super::{About, Visit};
use crate::manners::Manners;
use crate::symbols::{Correction, Phase, Returning};
use alloc::vec::Vec;

/// The least chance of a motivator of which the shopper says that it matters. Not certainty: people
/// change their minds, and others may matter too.
const SAID_MORE: f32 = 0.7;

impl Visit {
    /// What the shopper asked for.
    #[must_use]
    pub fn manners(&self) -> &Manners {
        &self.manners
    }

    /// What the shopper asks for from now on.
    pub fn manners_mut(&mut self) -> &mut Manners {
        &mut self.manners
    }

    /// What is known of each motivator beside the belief, in the plan's order.
    #[must_use]
    pub fn about(&self) -> &[About] {
        let motivators = self.belief.motivators().len();
        self.about.get(..motivators).unwrap_or_default()
    }

    /// Takes the shopper's own word on a motivator; it holds for the very next decision.
    ///
    /// The word is kept beside the belief, so that taking it back leaves the belief to the evidence.
    pub fn correct(&mut self, motivator: u8, correction: Correction) {
        if let Some(about) = self.about.get_mut(usize::from(motivator)) {
            about.corrected = correction;
        }
    }

    /// The likeliest motivator; `None` when the belief abstains. Never one that is not the shopper.
    #[must_use]
    pub fn top(&self) -> Option<u8> {
        self.belief.top_of(&self.credible())
    }

    /// The chance of each motivator by the evidence and the shopper's word; sums to 1 within 1e-5,
    /// or to 0 when the shopper said of all that they are not them.
    ///
    /// A word sets the chance of its motivator, to 0 or to at least .7, and lets all else keep its
    /// proportions: Jeffrey's rule (*The Logic of Decision*, 1965).
    #[must_use]
    pub fn credible(&self) -> Vec<f32> {
        let mut chances = self.belief.motivators();
        for (motivator, about) in self.about.iter().enumerate() {
            let Some(chance) = chances.get(motivator).copied() else { break };
            let said = match about.corrected {
                Correction::None => continue,
                Correction::More => chance.max(SAID_MORE),
                Correction::Less => 0.0,
            };
            let others = (1.0 - said) / (1.0 - chance).max(f32::MIN_POSITIVE);
            chances.iter_mut().for_each(|other| *other *= others);
            chances[motivator] = said;
        }
        chances
    }

    /// Where the shopper stands in the purchase.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.journey.phase()
    }

    /// Whether this shopper is in the holdout.
    #[must_use]
    pub fn holdout(&self) -> bool {
        self.holdout
    }

    /// Whether they were here within 30 days.
    #[must_use]
    pub fn returning(&self) -> Returning {
        self.returning
    }
}
