//! One shopper's visit as a state machine: evidence in, decisions and records out.
//! Pure: the shell brings time and what was drawn, renders what is chosen and sends what is told.
//!
//! A decision has two steps, so that the draw can be made elsewhere: [`Visit::moment`] says what may
//! be drawn, [`Visit::decided`] takes what was, and refuses what may not appear.
//!
//! What was told is the memory: a cell is raised at most once a visit, a kind appears at most once,
//! and the reward is a function of the outcomes told so far.

mod control;
mod memory;
mod told;

pub use memory::Memory;
pub use told::Told;

use crate::belief::{Belief, Tags};
use crate::manners::{Manners, Moment};
use crate::model::BUILT_IN;
use crate::motivator;
use crate::phase::{Journey, Step};
use crate::plan::{Experience, Plan, Reward};
use crate::policy::{Arm, Candidate, Choice, Decision, Drawn, Variant};
use crate::record::{Body, Conversion, OutcomeOf, Visit as Counted};
use crate::symbols::{Correction, Outcome, Refusal, Response, Returning};
use alloc::vec;
use alloc::vec::Vec;
use told::{CONVERSION, DECISION, OUTCOME, POLICIES, VISIT};

/// Cells of a marginal that a visit may raise beside `converted`.
const CELLS: usize = 3;

/// A visit: the page views of one storefront in one browser with no gap over 30 minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    belief: Belief<'static>,
    journey: Journey,
    holdout: bool,
    returning: Returning,
    evidence: u32,
    manners: Manners,
    about: [About; motivator::MAX],
    told: Vec<Told>,
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

/// A decision, and what to show for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen<'a> {
    /// With its propensities.
    pub decision: Decision,
    /// The experience; `None` shows nothing.
    pub show: Option<&'a Experience>,
    /// What to tell the collector, in order.
    pub tell: Vec<Body>,
}

impl Visit {
    /// A visit without a past.
    #[must_use]
    pub fn new(plan: &Plan, returning: Returning, holdout: bool) -> Self {
        let strengths = plan.strengths.map(|common| f32::from(common) / 1000.0);
        Self {
            belief: Belief::expecting(strengths, plan.motivators.len(), &BUILT_IN),
            journey: Journey::default(),
            holdout,
            returning,
            evidence: 0,
            manners: Manners::default(),
            about: [UNKNOWN; motivator::MAX],
            told: Vec::new(),
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

    /// What the collector was told, in order.
    #[must_use]
    pub fn told(&self) -> &[Told] {
        &self.told
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

    /// What may be drawn now; `None` when nothing may appear.
    ///
    /// What records say of the arms is for the caller to fill in.
    #[must_use]
    pub fn moment(&self, plan: &Plan, moment: Moment) -> Option<Choice> {
        let mut arms = vec![Candidate::new(None, Variant::Neutral)];
        for index in self.eligible(plan, moment) {
            let variants = plan.experiences[index].variants.iter();
            arms.extend(variants.map(|variant| Candidate::new(Some(index), *variant)));
        }
        let abstains = self.top().is_none();
        (arms.len() > 1).then(|| Choice { belief: self.credible(), abstains, arms })
    }

    /// Takes what was drawn by a version of the policy; `None` when this is no moment or that may
    /// not appear, and then nothing is told.
    ///
    /// `uniform`, 0..1, draws the strength that a visit tells.
    pub fn decided<'a>(
        &mut self,
        plan: &'a Plan,
        moment: Moment,
        drawn: Drawn,
        policy: u32,
        uniform: f32,
    ) -> Option<Chosen<'a>> {
        let eligible = self.eligible(plan, moment);
        let show = match drawn.experience {
            None if eligible.is_empty() => return None,
            None => None,
            Some(index) => {
                let experience =
                    plan.experiences.get(index).filter(|_| eligible.contains(&index))?;
                if !experience.variants.contains(&drawn.variant) || !self.may_speak(drawn.variant) {
                    return None;
                }
                self.manners.appear(experience.place, moment.now);
                Some(experience)
            }
        };
        let decision = Decision {
            policy: policy % POLICIES,
            motivator: self.top(),
            phase: self.journey.phase(),
            arm: show.map_or(Arm::Nothing, |of| Arm::Show(of.kind, drawn.variant)),
            holdout: self.holdout,
            kind: drawn.kind,
            variant: drawn.tickets,
        };
        Some(self.chosen(decision, show, plan, uniform))
    }

    /// Whether a variant may appear: neutral always, others only to whom the belief may be theirs.
    fn may_speak(&self, variant: Variant) -> bool {
        let is_neutral = variant == Variant::Neutral;
        is_neutral || (self.top().is_some() && variant.chance(&self.credible()) > 0.0)
    }

    /// Why an experience of the plan does not appear at this moment; `None` when it may.
    #[must_use]
    pub fn refusal(&self, plan: &Plan, index: usize, moment: Moment) -> Option<Refusal> {
        let Some(experience) = plan.experiences.get(index) else {
            return Some(Refusal::NotHere);
        };
        let (kind, now, phase) = (experience.kind, moment.now, self.journey.phase() as u8);
        Some(if self.manners.is_paused(now) {
            Refusal::Paused
        } else if moment.quiet {
            Refusal::Quiet
        } else if moment.decided {
            Refusal::PageHadOne
        } else if self.count(DECISION) >= CELLS {
            Refusal::Enough
        } else if moment.possible.checked_shr(index as u32).is_none_or(|bits| bits & 1 == 0) {
            Refusal::NotHere
        } else if !self.manners.allows(kind) {
            Refusal::Agency
        } else if experience.phases >> phase & 1 == 0 {
            Refusal::Phase
        } else if self.evidence < u32::from(experience.evidence) {
            Refusal::Evidence
        } else if self.told.iter().any(|told| told.has_shown(kind)) {
            Refusal::Appeared
        } else if self.manners.was_dismissed(kind, now) {
            Refusal::Dismissed
        } else if self.manners.cools_down(experience.place, now) {
            Refusal::CoolDown
        } else {
            return None;
        })
    }

    /// Tells what became of a decision; `None` when that was told before or is one too many.
    ///
    /// `now` is in minutes since 1970: what is sent away stays away from then on.
    pub fn outcome(
        &mut self,
        of: Decision,
        outcome: Outcome,
        reward: &Reward,
        now: u32,
    ) -> Option<Body> {
        if let (Arm::Show(kind, _), Outcome::Dismissed) = (of.arm, outcome) {
            self.manners.dismiss(kind, now);
        }
        self.tell_outcome(of, outcome, reward)
    }

    fn tell_outcome(&mut self, of: Decision, outcome: Outcome, reward: &Reward) -> Option<Body> {
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
        tell.extend(self.tell_outcome(first, Outcome::Converted, &plan.reward));
        tell
    }

    fn chosen<'a>(
        &mut self,
        decision: Decision,
        mut show: Option<&'a Experience>,
        plan: &Plan,
        uniform: f32,
    ) -> Chosen<'a> {
        let mut tell = Vec::new();
        if self.count(VISIT) == 0 {
            tell.extend(self.tell(Body::Visit(Counted {
                holdout: self.holdout,
                returning: self.returning,
                motivator: decision.motivator,
                strength: self.belief.strength(uniform),
            })));
        }
        tell.extend(self.tell(Body::Decision(decision)));
        if self.holdout && show.take().is_some() {
            tell.extend(self.tell_outcome(decision, Outcome::WouldShow, &plan.reward));
        }
        Chosen { decision, show, tell }
    }

    /// The positions of the first experience of each kind that nothing refuses.
    fn eligible(&self, plan: &Plan, moment: Moment) -> Vec<usize> {
        let (mut eligible, mut kinds) = (Vec::new(), 0_u8);
        for (index, experience) in plan.experiences.iter().enumerate() {
            let kind = 1 << experience.kind as u8;
            if kinds & kind == 0 && self.refusal(plan, index, moment).is_none() {
                kinds |= kind;
                eligible.push(index);
            }
        }
        eligible
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
