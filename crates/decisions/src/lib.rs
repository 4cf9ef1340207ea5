//! What core decides, as the shop's page calls it: text and numbers in, text out.
//! Never infers, and never touches the page: what is believed comes as text from the module of
//! crates/observer, and www/observer/due calls both.
//!
//! One visit a page, in this order: open a plan, begin with what was remembered; then believe and
//! decide at each moment, outcome and order as they happen; told after each, remember at the end.
//! [`abi`] exports them.

#![cfg(target_arch = "wasm32")]
#![no_std]

extern crate alloc;

mod abi;
mod draws;
#[path = "../../edge/mod.rs"]
mod edge;
#[path = "../../edge/fields.rs"]
mod fields;

use alloc::string::String;
use draws::Draws;
use fields::Fields;
use motivo_core::decisions::{Believed, Decisions};
use motivo_core::manners::Moment;
use motivo_core::plan::{Experience, Plan};
use motivo_core::policy::{
    Arm, Candidate, Counts, Decision, Learned, Variant, decide, draw_holdout,
};
use motivo_core::record::Body;
use motivo_core::symbols::{Agency, Control, Friction, FrictionState, Outcome};
use motivo_core::{take_until, touchpoint};

/// Numbers of an arm, 4 bytes each.
const ROW: usize = 8;

/// One tag's plan and the decisions under it.
struct Session {
    plan: Plan,
    touchpoints: u8,
    draws: Draws,
    visit: Option<(Believed, Decisions)>,
    last: Option<Decision>,
    told: String,
}

impl Session {
    /// Takes the tag's seed (empty for secure draws) and a plan, each in a line; `None` for a damaged
    /// plan.
    fn open(text: &str) -> Option<Self> {
        let mut plan = text;
        let draws = Draws::new(take_until(&mut plan, b"\n"));
        let (plan, touchpoints) = Plan::decode_experiences(plan.strip_prefix('\n')?).ok()?;
        Some(Self { plan, touchpoints, draws, visit: None, last: None, told: String::new() })
    }

    /// Goes on with what was remembered, or begins anew: a line of what is believed, and one of the
    /// memory.
    fn begin(&mut self, text: &str) {
        let mut memory = text;
        let Some(believed) = Believed::decode(take_until(&mut memory, b"\n")) else { return };
        let memory = memory.get(1..).unwrap_or_default();
        let decisions =
            Decisions::resume(memory, &self.plan, believed.visit).unwrap_or_else(|| {
                let holdout = draw_holdout(self.plan.holdout, &mut || self.draws.next());
                Decisions::new(believed.visit, holdout)
            });
        self.visit = Some((believed, decisions));
    }

    /// Takes what is believed now, until it is told anew.
    fn believe(&mut self, text: &str) {
        if let (Some((believed, _)), Some(now)) = (&mut self.visit, Believed::decode(text)) {
            *believed = now;
        }
    }

    /// Draws an arm by a version of the policy; `-` when this is no moment.
    ///
    /// `known` has eight numbers for each arm that records know: position of the experience and
    /// motivator of the variant, both negative for none, then successes and failures anywhere, with
    /// the likeliest motivator, and in the phase.
    ///
    /// Gives an empty text when nothing is to be shown, else experience, kind, placement, variant,
    /// believed motivator (empty when abstaining) and pieces of evidence, separated by tabs.
    fn decide(&mut self, known: &[u8], policy: u32, moment: Moment) -> String {
        let uniform = self.draws.next() as f32 / u32::MAX as f32;
        let no_moment = "-".into();
        let Some((believed, decisions)) = &mut self.visit else { return no_moment };
        let Some(mut choice) = decisions.choice(&self.plan, believed, moment) else {
            return no_moment;
        };
        for arm in &mut choice.arms {
            arm.learned =
                known.chunks_exact(4 * ROW).find_map(|row| learned(arm, row)).unwrap_or_default();
        }
        let mut random = self.draws.policy();
        let drawn = decide(&choice, &mut || random.next());
        let chosen = decisions.decided(&self.plan, believed, moment, drawn, policy, uniform);
        let Some(chosen) = chosen else { return no_moment };
        self.last = Some(chosen.decision);
        tell(&self.plan, &mut self.told, &chosen.tell);
        decisions.draw_touchpoints(self.touchpoints, &mut || random.next());
        chosen.show.map_or(String::new(), |experience| {
            request(&self.plan, experience, &chosen.decision, believed.evidence)
        })
    }

    /// Takes an outcome of the last decision, at this minute; says whether it was new.
    fn outcome(&mut self, name: &str, minute: u32) -> bool {
        let (Some((_, decisions)), Some(decision), Some(outcome)) =
            (&mut self.visit, self.last, Outcome::from_id(name))
        else {
            return false;
        };
        let body = decisions.outcome(decision, outcome, &self.plan.reward, minute);
        tell(&self.plan, &mut self.told, body.as_slice());
        body.is_some()
    }

    /// Takes an order in this revenue bucket.
    fn order(&mut self, revenue: u32) {
        if let Some((_, decisions)) = &mut self.visit {
            let bodies = decisions.order(revenue as u8, &self.plan);
            tell(&self.plan, &mut self.told, &bodies);
        }
    }

    /// Takes a touchpoint of the storefront's list that the shopper met.
    fn saw(&mut self, touchpoint: u32) {
        if let (Some((_, decisions)), Ok(touchpoint)) = (&mut self.visit, u8::try_from(touchpoint))
        {
            decisions.saw(touchpoint);
        }
    }

    /// Tells how the visit stands, when a page is left.
    fn leave(&mut self) {
        if let Some((believed, decisions)) = &mut self.visit {
            let body = decisions.leave(believed.phase, &self.plan.reward);
            tell(&self.plan, &mut self.told, body.as_slice());
        }
    }

    /// Takes how much Motivo may do, 0..=3; more changes nothing.
    fn allow(&mut self, agency: u32) {
        if let (Some((_, decisions)), Some(agency)) =
            (&mut self.visit, Agency::ALL.get(agency as usize))
        {
            let body = decisions.allow(*agency);
            tell(&self.plan, &mut self.told, body.as_slice());
        }
    }

    /// Takes a friction and its state, counted from 0 in the order of [`motivo_core::symbols`], at a
    /// touchpoint of the plan's list; one that is not in it is none. Says whether it was new.
    fn friction(&mut self, kind: u32, touchpoint: u32, state: u32) -> bool {
        let (Some((believed, decisions)), Some(kind), Some(state)) = (
            &mut self.visit,
            Friction::ALL.get(kind as usize),
            FrictionState::ALL.get(state as usize),
        ) else {
            return false;
        };
        let at = (touchpoint < touchpoint::MAX.into()).then_some(touchpoint as u8);
        let body = decisions.friction(*kind, believed.phase, at, *state);
        tell(&self.plan, &mut self.told, body.as_slice());
        body.is_some()
    }

    /// Takes a word of the shopper about Motivo itself, counted as above.
    fn control(&mut self, what: u32) {
        if let (Some((_, decisions)), Some(what)) =
            (&mut self.visit, Control::ALL.get(what as usize))
        {
            let body = decisions.control(*what);
            tell(&self.plan, &mut self.told, body.as_slice());
        }
    }

    /// The decisions at this moment, in lines of fields separated by tabs; empty before a visit began.
    ///
    /// ```text
    /// agency, holdout
    /// x  why not now, 0 when it may appear                    for each experience of the plan
    /// t  the fields of a record after its id                  for each record of the visit
    /// ```
    /// Agency counts from 0 in the order of [`motivo_core::symbols`], refusals from 1.
    fn look(&self, moment: Moment) -> String {
        let mut lines = Fields(String::new());
        let Some((believed, decisions)) = &self.visit else { return lines.0 };
        lines.number(decisions.manners().agency as u32).number(decisions.holdout().into());
        for index in 0..self.plan.experiences.len() {
            let refusal = decisions.refusal(&self.plan, believed, index, moment);
            lines.line("x").number(refusal.map_or(0, |refusal| refusal as u32 + 1));
        }
        for body in decisions.bodies() {
            lines.line("t").add("");
            body.push(&mut lines.0);
        }
        lines.0
    }

    /// Takes the records told since the last call, one a line.
    fn told(&mut self) -> String {
        core::mem::take(&mut self.told)
    }

    /// Appends the decisions as text for the shop's own storage.
    fn remember(&self, text: &mut String) {
        if let Some((_, decisions)) = &self.visit {
            decisions.remember(&self.plan, text);
        }
    }
}

/// What a row says, if it is of this arm.
fn learned(arm: &Candidate, row: &[u8]) -> Option<Learned> {
    let at = |index: usize| {
        let bytes = row.get(4 * index..).and_then(|rest| rest.first_chunk());
        bytes.map_or(0.0, |bytes| f32::from_le_bytes(*bytes))
    };
    let counts = |index: usize| Counts::new(at(index), at(index + 1));
    let experience = (at(0) >= 0.0).then_some(at(0) as usize);
    let variant = if at(1) < 0.0 { Variant::Neutral } else { Variant::Motivator(at(1) as u8) };
    (arm.experience == experience && arm.variant == variant).then(|| Learned {
        all: counts(2),
        motivator: counts(4),
        phase: counts(6),
    })
}

/// Adds records to what is told, one a line.
fn tell(plan: &Plan, told: &mut String, bodies: &[Body]) {
    for body in bodies {
        if !told.is_empty() {
            told.push('\n');
        }
        body.encode(plan.mode, &plan.storefront, draws::id(), told);
    }
}

fn request(plan: &Plan, experience: &Experience, of: &Decision, evidence: u32) -> String {
    let Arm::Show(kind, variant) = of.arm else { return String::new() };
    let name = |motivator: Option<u8>| motivator.and_then(|index| plan.motivators.id(index));
    let variant = match variant {
        Variant::Neutral => None,
        Variant::Motivator(index) => Some(index),
    };
    let mut request = Fields::new(&experience.id);
    request.add(kind.id()).add(experience.place.id());
    request.add(name(variant).unwrap_or("neutral")).add(name(of.motivator).unwrap_or_default());
    request.number(evidence);
    request.0
}
