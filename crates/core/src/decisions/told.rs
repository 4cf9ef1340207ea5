//! What a visit told the collector, as small as a browser may remember it: twelve numbers a body.
//! Never holds what came before or after; two that are the same raised the same cells.

use crate::policy::{Arm, Decision, Tickets, Variant};
use crate::record::{Body, Conversion, FrictionOf, Nats, OutcomeOf, State, Touchpoints, Visit};
use crate::symbols::{
    Connected, Control, Friction, FrictionState, Kind, Outcome, Phase, Returning,
};
use crate::touchpoint::DRAWN;

/// Numbers of a told body, each of 6 bits.
pub(crate) const NUMBERS: usize = 12;
/// Stands for an abstaining belief, a neutral variant, nothing shown, no touchpoint.
const NONE: u8 = 63;
/// Policy versions are under this: two numbers of 6 bits.
pub(crate) const POLICIES: u32 = 64 * 64;

pub(crate) const VISIT: u8 = 0;
pub(crate) const CONVERSION: u8 = 1;
pub(crate) const DECISION: u8 = 2;
pub(crate) const OUTCOME: u8 = 3;
pub(crate) const FRICTION: u8 = 4;
pub(crate) const CONTROL: u8 = 5;
pub(crate) const TOUCHPOINTS: u8 = 6;
pub(crate) const PRIVATE: u8 = 7;
pub(crate) const ID: u8 = 8;
const PULSE: u8 = 9;

/// A told body: its type, then its fields.
///
/// | type | fields |
/// | --- | --- |
/// | visit, conversion | holdout, returning, motivator, strength or revenue |
/// | decision, outcome | policy (two), motivator, phase and holdout, kind, variant, two tickets |
/// | outcome | as well: outcome, and the reward before and after |
/// | friction | kind, state, phase and holdout, touchpoint (two) |
/// | control | what |
/// | private | whether it was told, loss and motivators; the answer without an order (five) and with one (five) |
/// | id | half of a private record's id (eleven) |
/// | touchpoints | phase and whether it is the first, state before (three) and after (three); which they are is the visit's |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told(pub(crate) [u8; NUMBERS]);

impl Told {
    pub(crate) fn new(body: &Body) -> Self {
        Self(match body {
            Body::Visit(v) => {
                of_visit([VISIT, v.holdout.into(), v.returning as u8, v.strength], v.motivator)
            }
            Body::Conversion(c) => {
                of_visit([CONVERSION, c.holdout.into(), c.returning as u8, c.revenue], c.motivator)
            }
            Body::Decision(decision) => of_decision(DECISION, decision, [0; 3]),
            Body::Outcome(of) => {
                of_decision(OUTCOME, &of.decision, [of.outcome as u8, of.before, of.after])
            }
            Body::Friction(of) => {
                let place = of.phase as u8 * 2 + u8::from(of.holdout);
                let (high, low) = of.touchpoint.map_or((NONE, NONE), |at| (at >> 6, at & 63));
                filled([FRICTION, of.kind as u8, of.state as u8, place, high, low])
            }
            Body::Control(what) => filled([CONTROL, *what as u8, 0, 0, 0, 0]),
            // Its answers are remembered from before one of them was told.
            Body::Private(_) => filled([PRIVATE, 0, 0, 0, 0, 0]),
            // What was answered is not remembered.
            Body::Pulse(_) => filled([PULSE, 0, 0, 0, 0, 0]),
            Body::Touchpoints(of) => {
                let place = of.phase as u8 * 2 + u8::from(of.before.is_none());
                let [a, b, c] = of_state(of.before.unwrap_or(State::NONE));
                let [d, e, f] = of_state(of.after);
                [TOUCHPOINTS, place, a, b, c, d, e, f, 0, 0, 0, 0]
            }
        })
    }

    /// Whether both raise the same cells: all is the same but the reward, which comes last.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).take(NUMBERS - 2).all(|(a, b)| a == b)
    }

    /// Whether it is a visit, a decision, an outcome or a conversion.
    pub(crate) fn is(&self, kind: u8) -> bool {
        self.0[0] == kind
    }

    /// Whether it tells this outcome.
    pub(crate) fn has_outcome(&self, outcome: Outcome) -> bool {
        self.is(OUTCOME) && self.0[9] == outcome as u8
    }

    /// Whether it tells of a decision that an order came after it.
    pub(crate) fn is_of_order(&self) -> bool {
        let outcome = self.0[9];
        outcome == Outcome::Converted as u8 || outcome == Outcome::Followed as u8
    }

    /// Whether it tells an outcome of showing this kind.
    pub(crate) fn has_shown(&self, kind: Kind) -> bool {
        self.is(OUTCOME) && self.0[5] == kind as u8
    }

    /// The friction, of a friction; `None` for numbers that none has.
    pub(crate) fn friction(&self) -> Option<FrictionOf> {
        let [_, kind, state, place, high, low, ..] = self.0;
        Some(FrictionOf {
            kind: *Friction::ALL.get(usize::from(kind))?,
            phase: *Phase::ALL.get(usize::from(place / 2))?,
            touchpoint: some(high).map(|high| high << 6 | low),
            state: *FrictionState::ALL.get(usize::from(state))?,
            holdout: place % 2 == 1,
        })
    }

    /// The revenue bucket, of a conversion.
    pub(crate) fn revenue(&self) -> u8 {
        self.0[4]
    }

    /// How the visit stood after it, of touchpoints.
    pub(crate) fn after(&self) -> Option<State> {
        let [_, _, _, _, _, high, low, level, ..] = self.0;
        state([high, low, level])
    }

    /// What was told, in a visit that drew these touchpoints; `None` for numbers that no body has.
    #[must_use]
    pub(crate) fn body(&self, drawn: [u8; DRAWN]) -> Option<Body> {
        let [kind, holdout, returning, motivator, number, .., outcome, before, after] = self.0;
        let decision = self.decision();
        let returning = Returning::ALL.get(usize::from(returning)).copied();
        let (holdout, motivator) = (holdout == 1, some(motivator));
        Some(match kind {
            VISIT => {
                Body::Visit(Visit { holdout, returning: returning?, motivator, strength: number })
            }
            CONVERSION => Body::Conversion(Conversion {
                holdout,
                returning: returning?,
                motivator,
                revenue: number,
            }),
            DECISION => Body::Decision(decision?),
            FRICTION => Body::Friction(self.friction()?),
            TOUCHPOINTS => {
                let [_, place, high, low, level, ..] = self.0;
                Body::Touchpoints(Touchpoints {
                    drawn,
                    phase: *Phase::ALL.get(usize::from(place / 2))?,
                    before: if place % 2 == 1 { None } else { Some(state([high, low, level])?) },
                    after: self.after()?,
                })
            }
            // What was told of them, the visit's decisions know.
            PRIVATE | ID | PULSE => return None,
            CONTROL => Body::Control(*Control::ALL.get(usize::from(self.0[1]))?),
            _ => {
                let outcome = *Outcome::ALL.get(usize::from(outcome))?;
                Body::Outcome(OutcomeOf { decision: decision?, outcome, before, after })
            }
        })
    }

    /// The decision, of a decision or an outcome; `None` for numbers that none has.
    pub(crate) fn decision(&self) -> Option<Decision> {
        let [_, high, low, motivator, place, shown, variant, kind_tickets, variant_tickets, ..] =
            self.0;
        let arm = match Kind::ALL.get(usize::from(shown)) {
            None => Arm::Nothing,
            Some(kind) => {
                Arm::Show(*kind, some(variant).map_or(Variant::Neutral, Variant::Motivator))
            }
        };
        Some(Decision {
            policy: u32::from(high) << 6 | u32::from(low),
            motivator: some(motivator),
            phase: *Phase::ALL.get(usize::from(place / 2))?,
            arm,
            holdout: place % 2 == 1,
            kind: Tickets::new(kind_tickets),
            variant: Tickets::new(variant_tickets),
        })
    }
}

/// What a visit may tell in `ldp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answers {
    /// Whether the visit has told one of them.
    pub(crate) is_told: bool,
    pub(crate) epsilon: Nats,
    /// How many motivators there were to choose from, 2..=12.
    pub(crate) motivators: u8,
    /// Without an order and with one; the same twice once it was told.
    pub(crate) told: [u32; 2],
}

impl Answers {
    pub(crate) fn remembered(self) -> Told {
        let is_four = self.epsilon == Nats::Four;
        let head = u8::from(self.is_told) | u8::from(is_four) << 1 | self.motivators << 2;
        // 26 bits, and 30 have room.
        let [without, with] = self.told.map(u64::from);
        let mut told = Told::number(PRIVATE, without << 30 | with);
        told.0[1] = head & 63;
        told
    }
}

impl Told {
    /// Half of an id.
    pub(crate) fn half(bits: u64) -> Self {
        Self::number(ID, bits)
    }

    /// A body that is one number, six bits a place, the lowest last.
    fn number(kind: u8, mut bits: u64) -> Self {
        let mut numbers = [kind; NUMBERS];
        for number in numbers[1..].iter_mut().rev() {
            *number = (bits & 63) as u8;
            bits >>= 6;
        }
        Self(numbers)
    }

    /// The number, without the bits that have no room in 64.
    pub(crate) fn bits(&self) -> u64 {
        self.0[1..].iter().fold(0, |bits, number| bits << 6 | u64::from(*number))
    }

    /// The answers, of a private body.
    pub(crate) fn answers(&self) -> Answers {
        let (head, bits) = (self.0[1], self.bits());
        let epsilon = if head & 2 == 0 { Nats::Two } else { Nats::Four };
        let told = [bits >> 30, bits].map(|bits| bits as u32 & ((1 << 30) - 1));
        Answers { is_told: head & 1 == 1, epsilon, motivators: head >> 2, told }
    }
}

fn some(number: u8) -> Option<u8> {
    (number != NONE).then_some(number)
}

/// Two bits of what was seen, converted and revenue; what else was seen; reward and connected.
fn of_state(of: State) -> [u8; 3] {
    let high = of.seen >> 6 | u8::from(of.converted) << 2 | of.revenue << 3;
    [high, of.seen & 63, of.reward * 3 + of.connected as u8]
}

fn state([high, low, level]: [u8; 3]) -> Option<State> {
    Some(State {
        seen: high << 6 | low,
        converted: high & 4 != 0,
        revenue: high >> 3,
        reward: level / 3,
        connected: *Connected::ALL.get(usize::from(level % 3))?,
    })
}

fn filled([a, b, c, d, e, f]: [u8; 6]) -> [u8; NUMBERS] {
    [a, b, c, d, e, f, 0, 0, 0, 0, 0, 0]
}

fn of_visit([kind, holdout, returning, number]: [u8; 4], motivator: Option<u8>) -> [u8; NUMBERS] {
    [kind, holdout, returning, motivator.unwrap_or(NONE), number, 0, 0, 0, 0, 0, 0, 0]
}

fn of_decision(kind: u8, of: &Decision, [outcome, before, after]: [u8; 3]) -> [u8; NUMBERS] {
    let (shown, variant) = match of.arm {
        Arm::Nothing => (NONE, NONE),
        Arm::Show(kind, Variant::Neutral) => (kind as u8, NONE),
        Arm::Show(kind, Variant::Motivator(index)) => (kind as u8, index),
    };
    let policy = of.policy;
    let place = of.phase as u8 * 2 + u8::from(of.holdout);
    let motivator = of.motivator.unwrap_or(NONE);
    let (kind_tickets, variant_tickets) = (of.kind.get(), of.variant.get());
    let (high, low) = ((policy >> 6) as u8, (policy & 63) as u8);
    [
        kind,
        high,
        low,
        motivator,
        place,
        shown,
        variant,
        kind_tickets,
        variant_tickets,
        outcome,
        before,
        after,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const DREW: [u8; DRAWN] = [0, 1, 2, 3, 5, 8, 13, 99];

    #[test]
    fn a_visit_and_its_order_come_back_from_what_was_told() {
        let (holdout, returning, motivator) = (true, Returning::Unknown, Some(11));
        for body in [
            Body::Visit(Visit { holdout, returning, motivator, strength: 3 }),
            Body::Conversion(Conversion { holdout, returning, motivator: None, revenue: 5 }),
        ] {
            assert_eq!(Told::new(&body).body(DREW), Some(body));
        }
    }

    #[test]
    fn what_went_wrong_and_what_was_asked_come_back_from_what_was_told() {
        for (touchpoint, holdout) in [(None, true), (Some(0), false), (Some(99), true)] {
            for state in FrictionState::ALL {
                let (kind, phase) = (Friction::LateDelivery, Phase::Respond);
                let of = FrictionOf { kind, phase, touchpoint, state: *state, holdout };
                let told = Told::new(&Body::Friction(of));
                assert_eq!(told.body(DREW), Some(Body::Friction(of)));
                assert!(told.0.iter().all(|number| *number < 64));
            }
        }
        let least = State::NONE;
        let most =
            State { seen: 255, converted: true, revenue: 5, reward: 20, connected: Connected::No };
        for (before, after) in [(None, most), (Some(least), most), (Some(most), least)] {
            let of = Touchpoints { drawn: DREW, phase: Phase::Respond, before, after };
            let told = Told::new(&Body::Touchpoints(of));
            assert_eq!(told.body(DREW), Some(Body::Touchpoints(of)));
            assert!(told.0.iter().all(|number| *number < 64));
        }
        for what in Control::ALL {
            assert_eq!(Told::new(&Body::Control(*what)).body(DREW), Some(Body::Control(*what)));
        }
    }

    #[test]
    fn a_decision_comes_back_from_what_was_told_of_its_outcome() {
        let arms = [
            Arm::Nothing,
            Arm::Show(Kind::Pulse, Variant::Neutral),
            Arm::Show(Kind::WelcomeNote, Variant::Motivator(11)),
        ];
        for (arm, motivator) in arms.into_iter().zip([None, Some(0), Some(11)]) {
            let decision = Decision {
                policy: 4_095,
                motivator,
                phase: Phase::Respond,
                arm,
                holdout: true,
                kind: Tickets::new(19),
                variant: Tickets::new(1),
            };
            let of = OutcomeOf { decision, outcome: Outcome::Undone, before: 3, after: 1 };
            let told = Told::new(&Body::Outcome(of));
            assert_eq!(told.decision(), Some(decision));
            assert_eq!(told.body(DREW), Some(Body::Outcome(of)));
            let decided = Body::Decision(decision);
            assert_eq!(Told::new(&decided).body(DREW), Some(decided));
            assert!(told.has_outcome(Outcome::Undone) && !told.has_outcome(Outcome::Shown));
            assert!(told.is_same(&Told::new(&Body::Outcome(OutcomeOf { before: 0, ..of }))));
            assert!(!told.is_same(&Told::new(&Body::Decision(decision))));
            assert!(told.0.iter().all(|number| *number < 64));
        }
    }
}
