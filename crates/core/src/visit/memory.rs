//! What a browser may remember of a visit, as text for the shop's own storage.
//! Never the pages, products or times behind it; a damaged memory is forgotten.
//!
//! `m1 <storefront> <minute last seen, holdout, returning, evidence, phase, belief, what was told>`,
//! the last word in characters of 6 bits.

use super::Visit;
use crate::belief::Belief;
use crate::digits::{Digits, push};
use crate::model::Model;
use crate::phase::Journey;
use crate::plan::Plan;
use crate::policy::{Arm, Decision, Tickets, Variant};
use crate::record::{Body, Conversion, OutcomeOf, Visit as Counted};
use crate::symbols::{Kind, Outcome, Phase, Returning};

/// A visit ends after a gap of this many minutes.
const VISIT_GAP: u32 = 30;
const DAY: f32 = 24.0 * 60.0;
const RETURNING_DAYS: f32 = 30.0;
/// Stands for an abstaining belief, a neutral variant.
const NONE: u8 = 63;

/// A stored visit and the minute it was last seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Memory {
    visit: Visit,
    seen: u32,
}

impl Memory {
    /// Reads what [`Visit::remember`] wrote for this plan's storefront; `None` for anything else.
    #[must_use]
    pub fn read(text: &str, plan: &Plan) -> Option<Self> {
        let text = text.strip_prefix("m1 ")?.strip_prefix(plan.storefront.as_str())?;
        let mut digits = Digits(text.strip_prefix(' ')?.as_bytes());
        let seen = digits.next(6)?;
        let holdout = digits.small(1)? == 1;
        let returning = *Returning::ALL.get(digits.next(1)? as usize)?;
        let evidence = digits.next(4)?;
        let journey = Journey::from_permille([digits.next(2)?, digits.next(2)?, digits.next(2)?]);
        let belief = Belief::decode(&mut digits, plan.motivators.len(), Model::default())?;
        let mut told = Vec::new();
        while !digits.0.is_empty() {
            told.push(body(&mut digits)?);
        }
        Some(Self { visit: Visit { belief, journey, holdout, returning, evidence, told }, seen })
    }

    /// Goes on with the visit, or begins the next one after a gap of over 30 minutes.
    ///
    /// A clock that went backwards counts as no gap.
    #[must_use]
    pub fn resume(self, now: u32) -> Visit {
        let gap = now.saturating_sub(self.seen);
        if gap <= VISIT_GAP {
            return self.visit;
        }
        let days = gap as f32 / DAY;
        let returning = if days <= RETURNING_DAYS { Returning::Yes } else { Returning::No };
        let mut belief = self.visit.belief;
        belief.forget(days);
        Visit {
            belief,
            journey: Journey::default(),
            holdout: self.visit.holdout,
            returning,
            evidence: 0,
            told: Vec::new(),
        }
    }
}

impl Visit {
    /// The visit as text; `now` is in minutes since any fixed moment.
    #[must_use]
    pub fn remember(&self, plan: &Plan, now: u32) -> String {
        let mut text = ["m1 ", &plan.storefront, " "].concat();
        push(&mut text, now, 6);
        push(&mut text, self.holdout.into(), 1);
        push(&mut text, self.returning as u32, 1);
        push(&mut text, self.evidence.min(0xff_ffff), 4);
        self.journey.permille().into_iter().for_each(|part| push(&mut text, part, 2));
        self.belief.encode(&mut text);
        for told in &self.told {
            for number in numbers(told) {
                push(&mut text, number.into(), 1);
            }
        }
        text
    }
}

/// Policy versions are kept modulo this; a visit does not outlive four thousand of them.
const POLICIES: u32 = 64 * 64;

/// A body in twelve small numbers: its type, then its fields.
fn numbers(told: &Body) -> [u8; 12] {
    let bucket = |motivator: Option<u8>| motivator.unwrap_or(NONE);
    match told {
        Body::Visit(v) => {
            let fields = [v.holdout.into(), v.returning as u8, bucket(v.motivator), v.strength];
            padded(0, fields)
        }
        Body::Conversion(c) => {
            let fields = [c.holdout.into(), c.returning as u8, bucket(c.motivator), c.revenue];
            padded(1, fields)
        }
        Body::Decision(decision) => of_decision(2, decision, [0; 3]),
        Body::Outcome(of) => {
            of_decision(3, &of.decision, [of.outcome as u8, of.before, of.after])
        }
    }
}

fn padded(kind: u8, [a, b, c, d]: [u8; 4]) -> [u8; 12] {
    [kind, a, b, c, d, 0, 0, 0, 0, 0, 0, 0]
}

fn of_decision(kind: u8, of: &Decision, [outcome, before, after]: [u8; 3]) -> [u8; 12] {
    let (shown, variant) = match of.arm {
        Arm::Nothing => (NONE, NONE),
        Arm::Show(kind, Variant::Neutral) => (kind as u8, NONE),
        Arm::Show(kind, Variant::Motivator(index)) => (kind as u8, index),
    };
    let policy = of.policy % POLICIES;
    let place = of.phase as u8 * 2 + u8::from(of.holdout);
    let motivator = of.motivator.unwrap_or(NONE);
    let (kind_tickets, variant_tickets) = (of.kind.get(), of.variant.get());
    let (high, low) = ((policy >> 6) as u8, (policy & 63) as u8);
    [kind, high, low, motivator, place, shown, variant, kind_tickets, variant_tickets, outcome, before, after]
}

fn body(digits: &mut Digits<'_>) -> Option<Body> {
    let mut n = [0; 12];
    for number in &mut n {
        *number = digits.small(63)?;
    }
    let bucket = |index: u8| (index != NONE).then_some(index);
    let of_visit = || Some((n[1] == 1, *Returning::ALL.get(usize::from(n[2]))?, bucket(n[3])));
    Some(match n[0] {
        0 => {
            let (holdout, returning, motivator) = of_visit()?;
            Body::Visit(Counted { holdout, returning, motivator, strength: n[4] })
        }
        1 => {
            let (holdout, returning, motivator) = of_visit()?;
            Body::Conversion(Conversion { holdout, returning, motivator, revenue: n[4] })
        }
        2 => Body::Decision(decision(&n)?),
        3 => Body::Outcome(OutcomeOf {
            decision: decision(&n)?,
            outcome: *Outcome::ALL.get(usize::from(n[9]))?,
            before: n[10],
            after: n[11],
        }),
        _ => return None,
    })
}

fn decision(n: &[u8; 12]) -> Option<Decision> {
    let arm = match Kind::ALL.get(usize::from(n[5])) {
        None => Arm::Nothing,
        Some(kind) if n[6] == NONE => Arm::Show(*kind, Variant::Neutral),
        Some(kind) => Arm::Show(*kind, Variant::Motivator(n[6])),
    };
    Some(Decision {
        policy: u32::from(n[1]) << 6 | u32::from(n[2]),
        motivator: (n[3] != NONE).then_some(n[3]),
        phase: *Phase::ALL.get(usize::from(n[4] / 2))?,
        arm,
        holdout: n[4] % 2 == 1,
        kind: Tickets::new(n[7]),
        variant: Tickets::new(n[8]),
    })
}
