//! One shopper's visit as a state machine: evidence in, decisions and records out.
//! Pure: the shell brings time and draws, renders what is chosen and sends what is told.
//!
//! What was told is the memory: a cell is raised at most once a visit, a kind appears at most once,
//! and the reward is a function of the outcomes told so far.

mod memory;
mod told;

pub use memory::Memory;
pub use told::Told;

use crate::belief::{Belief, Tags};
use crate::model::Model;
use crate::phase::{Journey, Step};
use crate::plan::{Experience, Plan, Reward};
use crate::policy::{self, Arm, Context, Decision};
use crate::random::Draw;
use crate::record::{Body, Conversion, OutcomeOf, Visit as Counted};
use crate::symbols::{Kind, Outcome, Response, Returning};
use alloc::vec::Vec;
use told::{CONVERSION, DECISION, OUTCOME, VISIT};

/// Cells of a marginal that a visit may raise beside `converted`.
const CELLS: usize = 3;

/// A visit: the page views of one storefront in one browser with no gap over 30 minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    belief: Belief,
    journey: Journey,
    holdout: bool,
    returning: Returning,
    evidence: u32,
    told: Vec<Told>,
}

/// What the shell knows about the page at a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// A decision was already drawn on this page.
    pub decided: bool,
    /// Checkout, payment, login, or a dialog is open: nobody is interrupted here.
    pub quiet: bool,
}

/// Why nothing was decided at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// One interruption a page at most.
    PageHadOne,
    /// Checkout, payment, login or an open dialog.
    QuietPage,
    /// Nothing is eligible: too little evidence, or each kind appeared in this visit.
    NothingEligible,
    /// The visit raised all the cells it may.
    Enough,
}

/// A decision, and what to show for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// With its propensities.
    pub decision: Decision,
    /// Position of the experience in the plan; `None` shows nothing.
    pub show: Option<usize>,
    /// What to tell the collector, in order.
    pub tell: Vec<Body>,
}

impl Visit {
    /// A visit without a past.
    #[must_use]
    pub fn new(plan: &Plan, returning: Returning, holdout: bool) -> Self {
        Self {
            belief: Belief::new(plan.motivators.len(), Model::default()),
            journey: Journey::default(),
            holdout,
            returning,
            evidence: 0,
            told: Vec::new(),
        }
    }

    /// The belief so far.
    #[must_use]
    pub fn belief(&self) -> &Belief {
        &self.belief
    }

    /// Pieces of evidence so far.
    #[must_use]
    pub fn evidence(&self) -> u32 {
        self.evidence
    }

    /// What the collector was told, in order.
    #[must_use]
    pub fn told(&self) -> &[Told] {
        &self.told
    }

    /// Takes one exposure's response as evidence.
    pub fn respond(&mut self, tags: Tags<'_>, response: Response) {
        self.belief.update(tags, response);
        self.evidence = self.evidence.saturating_add(1);
    }

    /// Takes a step of the journey as evidence.
    pub fn step(&mut self, step: Step) {
        self.journey.update(step);
    }

    /// Decides what to show now.
    ///
    /// # Errors
    /// Says why this is no moment to decide.
    pub fn decide(&mut self, plan: &Plan, page: Page, draw: Draw<'_>) -> Result<Chosen, Wait> {
        if page.decided {
            return Err(Wait::PageHadOne);
        }
        if page.quiet {
            return Err(Wait::QuietPage);
        }
        if self.count(DECISION) >= CELLS {
            return Err(Wait::Enough);
        }
        let eligible = self.eligible(plan);
        if eligible.is_empty() {
            return Err(Wait::NothingEligible);
        }
        let belief = self.belief.motivators();
        let context = Context {
            belief: &belief,
            motivator: self.belief.top(),
            phase: self.journey.phase(),
            holdout: self.holdout,
        };
        let decision = policy::decide(&context, &eligible, draw);
        Ok(self.chosen(decision, plan))
    }

    /// Tells what became of a decision; `None` when that was told before or is one too many.
    pub fn outcome(&mut self, of: Decision, outcome: Outcome, reward: &Reward) -> Option<Body> {
        let converted = usize::from(self.has_outcome(Outcome::Converted));
        if outcome != Outcome::Converted && self.count(OUTCOME) - converted >= CELLS {
            return None;
        }
        let before = self.reward(reward, None);
        let after = self.reward(reward, Some(outcome));
        self.tell(Body::Outcome(OutcomeOf { decision: of, outcome, before, after }))
    }

    /// Takes an order of this value, in the shop's currency; only the first of a visit counts.
    ///
    /// Tells nothing before the first decision moment: such a visit is no denominator either.
    pub fn order(&mut self, value: f64, plan: &Plan) -> Vec<Body> {
        self.journey.update(Step::Checkout);
        let first = self.told.iter().find(|told| told.is(DECISION));
        let Some(first) = first.and_then(Told::decision) else { return Vec::new() };
        if self.count(CONVERSION) > 0 {
            return Vec::new();
        }
        // The visit was told with its first decision, and with the same motivator.
        let mut tell = Vec::new();
        tell.extend(self.tell(Body::Conversion(Conversion {
            holdout: self.holdout,
            returning: self.returning,
            motivator: first.motivator,
            revenue: revenue_bucket(value, plan.bounds),
        })));
        tell.extend(self.outcome(first, Outcome::Converted, &plan.reward));
        tell
    }

    fn chosen(&mut self, decision: Decision, plan: &Plan) -> Chosen {
        let mut tell = Vec::new();
        if self.count(VISIT) == 0 {
            tell.extend(self.tell(Body::Visit(Counted {
                holdout: self.holdout,
                returning: self.returning,
                motivator: decision.motivator,
                strength: self.belief.strength(),
            })));
        }
        tell.extend(self.tell(Body::Decision(decision)));
        let mut show = match decision.arm {
            Arm::Nothing => None,
            Arm::Show(kind, _) => plan.experiences.iter().position(|e| self.may_show(e, kind)),
        };
        if self.holdout && show.take().is_some() {
            tell.extend(self.outcome(decision, Outcome::WouldShow, &plan.reward));
        }
        Chosen { decision, show, tell }
    }

    /// The first experience of each kind that has enough evidence and did not appear yet.
    fn eligible<'a>(&self, plan: &'a Plan) -> Vec<&'a Experience> {
        let mut eligible: Vec<&Experience> = Vec::new();
        for experience in &plan.experiences {
            let kind = experience.kind;
            if self.may_show(experience, kind) && eligible.iter().all(|other| other.kind != kind) {
                eligible.push(experience);
            }
        }
        eligible
    }

    fn may_show(&self, experience: &Experience, kind: Kind) -> bool {
        experience.kind == kind
            && self.evidence >= u32::from(experience.evidence)
            && !self.appeared(kind)
    }

    fn appeared(&self, kind: Kind) -> bool {
        self.told.iter().any(|told| told.has_shown(kind))
    }

    fn has_outcome(&self, outcome: Outcome) -> bool {
        self.told.iter().any(|told| told.has_outcome(outcome))
    }

    /// How many bodies of a type were told.
    fn count(&self, kind: u8) -> usize {
        self.told.iter().filter(|told| told.is(kind)).count()
    }

    /// Remembers a body unless it would raise the same cells again.
    fn tell(&mut self, body: Body) -> Option<Body> {
        let new = Told::new(&body);
        if self.told.iter().any(|told| told.is_same(&new)) {
            return None;
        }
        self.told.push(new);
        Some(body)
    }

    /// The visit's reward in twentieths, 0..=20, if `next` happened too.
    fn reward(&self, parts: &Reward, next: Option<Outcome>) -> u8 {
        let part = |outcome: Outcome, part: u8| {
            if next == Some(outcome) || self.has_outcome(outcome) { part } else { 0 }
        };
        let gained = part(Outcome::Converted, parts.converted)
            + part(Outcome::Engaged, parts.engaged)
            + part(Outcome::Recovered, parts.recovered);
        let lost =
            part(Outcome::Dismissed, parts.dismissed).max(part(Outcome::Undone, parts.dismissed));
        gained.saturating_sub(lost).min(20)
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
