//! What may appear, what was drawn, what became of it: a visit's decisions, and the records of them.
//! Pure, and never infers: what is [`Believed`] is handed in.
//!
//! A decision has two steps: [`Decisions::choice`] says what may be drawn, for the policy to draw from,
//! and [`Decisions::decided`] takes what was, and refuses what may not appear.
//!
//! What was told is the memory: a cell is raised at most once a visit, a kind appears at most once,
//! and the reward is a function of the outcomes told so far.

mod believed;
mod friction;
mod memory;
mod private;
mod told;
mod touchpoints;

pub use believed::Believed;
pub use told::Told;

use crate::belief::level;
use crate::manners::{Manners, Moment};
use crate::plan::{Experience, Plan, Reward};
use crate::policy::{Arm, Candidate, Choice, Decision, Drawn, Variant};
use crate::record::{Body, Conversion, OutcomeOf, Visit};
use crate::symbols::{Outcome, Refusal};
use alloc::vec;
use alloc::vec::Vec;
use told::{CONVERSION, DECISION, OUTCOME, POLICIES, PRIVATE, VISIT};
use touchpoints::Met;

/// Cells of a marginal that a visit may raise beside `converted`.
const CELLS: usize = 3;

/// The decisions of a visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Decisions {
    /// The visit that they are of, by the minute in which it began.
    visit: u32,
    holdout: bool,
    manners: Manners,
    met: Met,
    told: Vec<Told>,
}

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

impl Decisions {
    /// Those of a shopper without a past, in the visit that began in this minute since 1970.
    #[must_use]
    pub fn new(visit: u32, holdout: bool) -> Self {
        Self { visit, holdout, manners: Manners::default(), met: Met::default(), told: Vec::new() }
    }

    /// Whether this shopper is in the holdout.
    #[must_use]
    pub fn holdout(&self) -> bool {
        self.holdout
    }

    /// What the shopper asked for.
    #[must_use]
    pub fn manners(&self) -> &Manners {
        &self.manners
    }

    /// What the collector was told, in order.
    #[must_use]
    pub fn told(&self) -> &[Told] {
        &self.told
    }

    /// The same as the records it was told in; those that the storefront's mode may tell
    /// ([`Body::may_be_told`]) were sent.
    pub fn bodies(&self) -> impl Iterator<Item = Body> {
        self.told.iter().filter_map(|told| match told.is(PRIVATE) {
            true => self.private(told).map(Body::Private),
            false => told.body(self.met.drawn()),
        })
    }

    /// What may be drawn now; `None` when nothing may appear.
    ///
    /// What records say of the arms is for the caller to fill in.
    #[must_use]
    pub fn choice(&self, plan: &Plan, believed: &Believed, moment: Moment) -> Option<Choice> {
        let mut arms = vec![Candidate::new(None, Variant::Neutral)];
        for index in self.eligible(plan, believed, moment) {
            let experience = plan.experiences.get(index)?;
            let of = |variant: &Variant| Candidate::new(Some(index), *variant);
            arms.extend(experience.variants.iter().map(of));
        }
        let (belief, abstains) = (believed.credible.clone(), believed.top.is_none());
        (arms.len() > 1).then_some(Choice { belief, abstains, arms })
    }

    /// The positions of the first experience of each kind that nothing refuses.
    fn eligible(&self, plan: &Plan, believed: &Believed, moment: Moment) -> Vec<usize> {
        let (mut eligible, mut kinds) = (Vec::new(), 0_u8);
        for (index, experience) in plan.experiences.iter().enumerate() {
            let kind = 1 << experience.kind as u8;
            if kinds & kind == 0 && self.refusal(plan, believed, index, moment).is_none() {
                kinds |= kind;
                eligible.push(index);
            }
        }
        eligible
    }

    /// Why an experience of the plan does not appear at this moment; `None` when it may.
    #[must_use]
    pub fn refusal(
        &self,
        plan: &Plan,
        believed: &Believed,
        index: usize,
        moment: Moment,
    ) -> Option<Refusal> {
        let Some(experience) = plan.experiences.get(index) else {
            return Some(Refusal::NotHere);
        };
        let (kind, now, phase) = (experience.kind, moment.now, believed.phase as u8);
        Some(if now < believed.paused {
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
        } else if believed.evidence < u32::from(experience.evidence) {
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

    /// Takes what was drawn by a version of the policy; `None` when this is no moment or that may
    /// not appear, and then nothing is told.
    ///
    /// `uniform`, 0..1, draws the strength that a visit tells.
    pub fn decided<'a>(
        &mut self,
        plan: &'a Plan,
        believed: &Believed,
        moment: Moment,
        drawn: Drawn,
        policy: u32,
        uniform: f32,
    ) -> Option<Chosen<'a>> {
        let eligible = self.eligible(plan, believed, moment);
        let mut show = match drawn.experience {
            None if eligible.is_empty() => return None,
            None => None,
            Some(index) => {
                let experience =
                    plan.experiences.get(index).filter(|_| eligible.contains(&index))?;
                if !experience.variants.contains(&drawn.variant)
                    || !believed.may_hear(drawn.variant)
                {
                    return None;
                }
                self.manners.appear(experience.place, moment.now);
                Some(experience)
            }
        };
        let decision = Decision {
            policy: policy % POLICIES,
            motivator: believed.top,
            phase: believed.phase,
            arm: show.map_or(Arm::Nothing, |of| Arm::Show(of.kind, drawn.variant)),
            holdout: self.holdout,
            kind: drawn.kind,
            variant: drawn.tickets,
        };
        let mut tell = Vec::new();
        if self.count(VISIT) == 0 {
            tell.extend(self.tell(Body::Visit(Visit {
                holdout: self.holdout,
                returning: believed.returning,
                motivator: decision.motivator,
                strength: level(believed.strengths, uniform),
            })));
        }
        tell.extend(self.tell(Body::Decision(decision)));
        if self.holdout && show.take().is_some() {
            tell.extend(self.tell_outcome(decision, Outcome::WouldShow, &plan.reward));
        }
        Some(Chosen { decision, show, tell })
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

    /// Takes an order in this revenue bucket; only the first of a visit counts.
    ///
    /// Tells nothing before the first decision moment: such a visit is no denominator either.
    pub fn order(&mut self, revenue: u8, plan: &Plan) -> Vec<Body> {
        let mut tell = Vec::new();
        let counted = self.told.iter().find(|told| told.is(VISIT));
        let counted = counted.and_then(|told| told.body(self.met.drawn()));
        let Some(Body::Visit(counted)) = counted else { return tell };
        if self.count(CONVERSION) == 0 {
            tell.extend(self.tell(Body::Conversion(Conversion {
                holdout: counted.holdout,
                returning: counted.returning,
                motivator: counted.motivator,
                revenue,
            })));
            let before = self.reward(&plan.reward, None);
            let after = self.reward(&plan.reward, Some(Outcome::Converted));
            // It counts for the first decision. Any later one may be why too: of these it is told
            // as `followed`, for the policy alone to learn from.
            let mut outcome = Outcome::Converted;
            for at in 0..self.told.len() {
                let told = self.told.get(at).filter(|told| told.is(DECISION));
                if let Some(decision) = told.and_then(Told::decision) {
                    let of = OutcomeOf { decision, outcome, before, after };
                    tell.extend(self.tell(Body::Outcome(of)));
                    outcome = Outcome::Followed;
                    // No policy learns from the holdout.
                    if self.holdout {
                        break;
                    }
                }
            }
        }
        tell
    }

    fn tell_outcome(&mut self, of: Decision, outcome: Outcome, reward: &Reward) -> Option<Body> {
        let counts = |told: &&Told| told.is(OUTCOME) && !told.is_of_order();
        if self.told.iter().filter(counts).count() >= CELLS {
            return None;
        }
        let before = self.reward(reward, None);
        let after = self.reward(reward, Some(outcome));
        self.tell(Body::Outcome(OutcomeOf { decision: of, outcome, before, after }))
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
