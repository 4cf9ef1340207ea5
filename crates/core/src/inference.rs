//! What one shopper's page views say of them: exposures and steps in, a belief out.
//! Never decides and never tells anybody: [`crate::decisions`] goes on from what is [`Believed`].

mod memory;

use crate::belief::{Belief, Tags};
use crate::decisions::Believed;
use crate::model::BUILT_IN;
use crate::motivator;
use crate::phase::{Journey, Step};
use crate::plan::Plan;
use crate::symbols::{Correction, Phase, Response, Returning};
use alloc::vec::Vec;

/// The least chance of a motivator of which the shopper says that it matters. Not certainty: people
/// change their minds, and others may matter too.
const SAID_MORE: f32 = 0.7;

/// The evidence of a visit: the page views of one storefront in one browser with no gap over 30
/// minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct Inference {
    belief: Belief<'static>,
    journey: Journey,
    returning: Returning,
    evidence: u32,
    about: [About; motivator::MAX],
    /// The minute in which the visit began.
    began: u32,
    /// The minute until which the shopper wants nothing; 0 for no pause.
    paused: u32,
    /// The revenue bucket of an order that nobody took yet.
    ordered: Option<u8>,
}

/// What is known of a motivator beside the belief, for the shopper to see and to correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// The shopper's own word.
    pub corrected: Correction,
    /// Pieces that speak to it and were read or acted on, 0..=63; more count as 63.
    pub helped: u8,
    /// Pieces that speak to it and were passed by, 0..=63; more count as 63.
    pub passed: u8,
}

/// Nothing is known.
const UNKNOWN: About = About { corrected: Correction::None, helped: 0, passed: 0 };

impl Inference {
    /// A visit without a past that begins at this minute since 1970.
    #[must_use]
    pub fn new(plan: &Plan, returning: Returning, began: u32) -> Self {
        let strengths = plan.strengths.map(|common| f32::from(common) / 1000.0);
        Self {
            belief: Belief::expecting(strengths, plan.motivators.len(), &BUILT_IN),
            journey: Journey::default(),
            returning,
            evidence: 0,
            about: [UNKNOWN; motivator::MAX],
            began,
            paused: 0,
            ordered: None,
        }
    }

    /// The belief so far.
    #[must_use]
    pub fn belief(&self) -> &Belief<'static> {
        &self.belief
    }

    /// Pieces of evidence so far.
    #[must_use]
    pub fn evidence(&self) -> u32 {
        self.evidence
    }

    /// What is known of each motivator beside the belief, in the plan's order.
    #[must_use]
    pub fn about(&self) -> &[About] {
        self.about.get(..self.belief.count()).unwrap_or_default()
    }

    /// Takes one exposure's response as evidence; `understood` says that a skip would have been
    /// evidence too.
    pub fn respond(&mut self, tags: Tags<'_>, response: Response, understood: bool) {
        if understood {
            self.belief.update(tags, response);
        } else {
            self.belief.act(tags);
        }
        self.evidence = self.evidence.saturating_add(1);
        for (motivator, _) in tags {
            if let Some(about) = self.about.get_mut(usize::from(*motivator)) {
                let count = match response {
                    Response::Skip => &mut about.passed,
                    Response::Glance => continue,
                    Response::Read | Response::Act => &mut about.helped,
                };
                *count = (*count + 1).min(63);
            }
        }
    }

    /// Takes a step of the journey as evidence.
    pub fn step(&mut self, step: Step) {
        self.journey.update(step);
    }

    /// Takes an order of this value, in the shop's currency, and keeps its revenue bucket for
    /// [`Inference::take_order`].
    pub fn order(&mut self, value: f64, plan: &Plan) {
        self.step(Step::Checkout);
        self.ordered = self.ordered.or(Some(revenue_bucket(value, plan.bounds)));
    }

    /// The revenue bucket, 0..=5, of an order that was not taken yet.
    pub fn take_order(&mut self) -> Option<u8> {
        self.ordered.take()
    }

    /// Takes the shopper's own word on a motivator; it holds for the very next decision.
    ///
    /// The word is kept beside the belief, so that taking it back leaves the belief to the evidence.
    pub fn correct(&mut self, motivator: u8, correction: Correction) {
        if let Some(about) = self.about.get_mut(usize::from(motivator)) {
            about.corrected = correction;
        }
    }

    /// Takes no evidence and wants nothing until this minute since 1970; 0 ends a pause.
    pub fn pause(&mut self, until: u32) {
        self.paused = until;
    }

    /// Whether the shopper's pause still lasts.
    #[must_use]
    pub fn is_paused(&self, now: u32) -> bool {
        now < self.paused
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

    /// Whether they were here within 30 days.
    #[must_use]
    pub fn returning(&self) -> Returning {
        self.returning
    }

    /// What a decision needs to know.
    #[must_use]
    pub fn believed(&self) -> Believed {
        let credible = self.credible();
        Believed {
            visit: self.began,
            returning: self.returning,
            evidence: self.evidence,
            phase: self.phase(),
            top: self.belief.top_of(&credible),
            strengths: self.belief.strengths(),
            paused: self.paused,
            credible,
        }
    }
}

/// 0: nothing, 1..=4: under each bound, 5: more.
fn revenue_bucket(value: f64, bounds: [u32; 4]) -> u8 {
    if !value.is_finite() || value <= 0.0 {
        return 0;
    }
    1 + bounds.iter().filter(|bound| value >= f64::from(**bound)).count() as u8
}

#[cfg(test)]
mod tests;
