//! One shopper's visit in one piece, as the simulator and the tests have it: inference and decisions
//! together. In a page they are two modules, and the shell between them does what stands here.

use crate::belief::{Belief, Tags};
use crate::decisions::{Chosen, Decisions, Told};
use crate::inference::Inference;
use crate::manners::Moment;
use crate::phase::Step;
use crate::plan::{Plan, Reward};
use crate::policy::{Choice, Decision, Drawn};
use crate::record::Body;
use crate::symbols::{Friction, FrictionState, Outcome, Response, Returning};
use alloc::string::String;
use alloc::vec::Vec;

/// A visit: the page views of one storefront in one browser with no gap over 30 minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// What is inferred.
    pub inference: Inference,
    /// What is decided.
    pub decisions: Decisions,
}

impl Visit {
    /// A visit without a past.
    #[must_use]
    pub fn new(plan: &Plan, returning: Returning, holdout: bool) -> Self {
        let inference = Inference::new(plan, returning, 0);
        Self { inference, decisions: Decisions::new(0, holdout) }
    }

    /// Goes on with what [`Visit::remember`] wrote, or begins the next visit after a gap of over 30
    /// minutes; `None` for anything else.
    #[must_use]
    pub fn resume(text: &str, plan: &Plan, now: u32) -> Option<Self> {
        let (inferred, decided) = text.split_once('\n')?;
        let inference = Inference::resume(inferred, plan, now)?;
        let visit = inference.believed().visit;
        Some(Self { decisions: Decisions::resume(decided, plan, visit)?, inference })
    }

    /// Appends the visit as text; `now` is in minutes since any fixed moment.
    pub fn remember(&self, plan: &Plan, now: u32, text: &mut String) {
        self.inference.remember(plan, now, text);
        text.push('\n');
        self.decisions.remember(plan, text);
    }

    /// The belief so far.
    #[must_use]
    pub fn belief(&self) -> &Belief<'static> {
        self.inference.belief()
    }

    /// What the collector was told, in order.
    #[must_use]
    pub fn told(&self) -> &[Told] {
        self.decisions.told()
    }

    /// Takes one exposure's response as evidence.
    pub fn respond(&mut self, tags: Tags<'_>, response: Response, understood: bool) {
        self.inference.respond(tags, response, understood);
    }

    /// Takes a step of the journey as evidence.
    pub fn step(&mut self, step: Step) {
        self.inference.step(step);
    }

    /// What may be drawn now: see [`Decisions::choice`].
    #[must_use]
    pub fn moment(&self, plan: &Plan, moment: Moment) -> Option<Choice> {
        self.decisions.choice(plan, &self.inference.believed(), moment)
    }

    /// Takes what was drawn: see [`Decisions::decided`].
    pub fn decided<'a>(
        &mut self,
        plan: &'a Plan,
        moment: Moment,
        drawn: Drawn,
        policy: u32,
        uniform: f32,
    ) -> Option<Chosen<'a>> {
        let believed = self.inference.believed();
        self.decisions.decided(plan, &believed, moment, drawn, policy, uniform)
    }

    /// Tells what became of a decision: see [`Decisions::outcome`].
    pub fn outcome(
        &mut self,
        of: Decision,
        outcome: Outcome,
        reward: &Reward,
        now: u32,
    ) -> Option<Body> {
        self.decisions.outcome(of, outcome, reward, now)
    }

    /// Takes an order of this value, in the shop's currency; only the first of a visit counts.
    pub fn order(&mut self, value: f64, plan: &Plan) -> Vec<Body> {
        self.inference.order(value, plan);
        let bucket = self.inference.take_order();
        bucket.map_or(Vec::new(), |bucket| self.decisions.order(bucket, plan))
    }

    /// Tells how the visit stands when a page is left: see [`Decisions::leave`].
    pub fn leave(&mut self, plan: &Plan) -> Option<Body> {
        self.decisions.leave(self.inference.believed().phase, &plan.reward)
    }

    /// Takes a friction in the phase of now: see [`Decisions::friction`].
    pub fn friction(
        &mut self,
        kind: Friction,
        touchpoint: Option<u8>,
        state: FrictionState,
    ) -> Option<Body> {
        self.decisions.friction(kind, self.inference.believed().phase, touchpoint, state)
    }
}

#[cfg(test)]
mod tests;
