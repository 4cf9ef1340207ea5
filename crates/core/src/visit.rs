//! One shopper's visit as a state machine: evidence in, decisions and records out.
//! Pure: the shell brings time and draws, renders what is chosen and sends what is told.
//!
//! What was told is the memory: a cell is raised at most once a visit, a kind appears at most once,
//! and the reward is a function of the outcomes told so far.

mod memory;

pub use memory::Memory;

use crate::belief::{Belief, Tags};
use crate::model::Model;
use crate::phase::{Journey, Step};
use crate::plan::{Experience, Plan, Reward};
use crate::policy::{self, Arm, Context, Decision};
use crate::random::Draw;
use crate::record::{Body, Conversion, OutcomeOf, Visit as Counted};
use crate::symbols::{Kind, Outcome, Response, Returning};

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
    told: Vec<Body>,
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
    pub fn told(&self) -> &[Body] {
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
        if self.told.iter().filter(|body| matches!(body, Body::Decision(_))).count() >= CELLS {
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
        let told = |body: &&Body| matches!(body, Body::Outcome(told) if told.outcome != Outcome::Converted);
        if outcome != Outcome::Converted && self.told.iter().filter(told).count() >= CELLS {
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
        let Some(counted) = self.told.iter().find_map(|body| match body {
            Body::Visit(counted) => Some(*counted),
            _ => None,
        }) else {
            return Vec::new();
        };
        if self.told.iter().any(|body| matches!(body, Body::Conversion(_))) {
            return Vec::new();
        }
        let conversion = self.tell(Body::Conversion(Conversion {
            holdout: counted.holdout,
            returning: counted.returning,
            motivator: counted.motivator,
            revenue: revenue_bucket(value, plan.bounds),
        }));
        let first = self.told.iter().find_map(|body| match body {
            Body::Decision(decision) => Some(*decision),
            _ => None,
        });
        let converted =
            first.and_then(|first| self.outcome(first, Outcome::Converted, &plan.reward));
        conversion.into_iter().chain(converted).collect()
    }

    fn chosen(&mut self, decision: Decision, plan: &Plan) -> Chosen {
        let mut tell = Vec::new();
        if !self.told.iter().any(|body| matches!(body, Body::Visit(_))) {
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
        self.told.iter().any(|body| match body {
            Body::Outcome(of) => matches!(of.decision.arm, Arm::Show(shown, _) if shown == kind),
            _ => false,
        })
    }

    /// Remembers a body unless it would raise the same cells again.
    fn tell(&mut self, body: Body) -> Option<Body> {
        let same = |told: &Body| match (told, &body) {
            (Body::Outcome(a), Body::Outcome(b)) => {
                a.decision == b.decision && a.outcome == b.outcome
            }
            (a, b) => *a == *b,
        };
        if self.told.iter().any(same) {
            return None;
        }
        self.told.push(body);
        Some(body)
    }

    /// The visit's reward in twentieths, 0..=20, if `next` happened too.
    fn reward(&self, parts: &Reward, next: Option<Outcome>) -> u8 {
        let happened = |any: &[Outcome]| {
            let told = self.told.iter().any(
                |body| matches!(body, Body::Outcome(told) if any.contains(&told.outcome)),
            );
            told || next.is_some_and(|next| any.contains(&next))
        };
        let mut gained = 0;
        for (outcome, part) in [
            (Outcome::Converted, parts.converted),
            (Outcome::Engaged, parts.engaged),
            (Outcome::Recovered, parts.recovered),
        ] {
            gained += if happened(&[outcome]) { part } else { 0 };
        }
        let lost =
            if happened(&[Outcome::Dismissed, Outcome::Undone]) { parts.dismissed } else { 0 };
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
