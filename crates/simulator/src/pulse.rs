//! What a simulated shopper feels, and what they answer when they are asked.
//! Never moved by what they name: what people say mattered and what connects them differ.

use crate::world::{Mind, pick};
use motivo_core::policy::{Arm, Variant};
use motivo_core::random::{Draw, below, uniform};
use motivo_core::record::{Body, Pulse, State, Touchpoints, Visit};
use motivo_core::symbols::{Connected, FrictionState, Kind, Outcome, Question, Returning};

/// What connects: a shopper as they come, and what the first meeting with a built-in touchpoint adds.
const COMES: f32 = 0.08;
const CONNECTS: [(u8, f32); 6] =
    [(0, 0.10), (1, 0.04), (4, 0.06), (5, 0.14), (17, 0.08), (18, 0.20)];
/// What an experience adds that was used, what more if it met the shopper's own motive, and what
/// trouble takes away.
const USED: f32 = 0.10;
const MET: f32 = 0.12;
const TROUBLE: f32 = -0.08;
/// Built-in touchpoints that shoppers name when they are asked, and how often.
const NAMED: [(u8, f32); 8] =
    [(11, 0.30), (2, 0.24), (3, 0.12), (12, 0.10), (0, 0.10), (14, 0.06), (18, 0.03), (9, 0.05)];
/// The built-in touchpoint of prices.
const PRICE: u8 = 11;
/// How often a visit is asked, and an asked one answers.
const ASKED: f32 = 0.4;
const ANSWERS: f32 = 0.6;

/// What the visit showed that bears on how the shopper feels.
#[derive(Clone, Copy, Debug, Default)]
struct Lived {
    /// Engaged with an experience in words of the shopper's own motive.
    met: bool,
    /// Engaged with any.
    engaged: bool,
    /// Followed a coach's advice.
    advised: bool,
    /// Something went wrong and stayed wrong.
    trouble: bool,
    /// An order came.
    converted: bool,
}

impl Lived {
    fn of(told: &[Body], mind: &Mind) -> Self {
        let (mut lived, mut wrong) = (Self::default(), Vec::new());
        for body in told {
            match body {
                Body::Outcome(of) if of.outcome == Outcome::Engaged => {
                    lived.engaged = true;
                    lived.advised |= of.decision.arm.is(Kind::CoachNudge);
                    let Arm::Show(_, variant) = of.decision.arm else { continue };
                    lived.met |= variant == Variant::Motivator(mind.primary);
                }
                Body::Friction(of) => match of.state {
                    FrictionState::Seen => wrong.push(of.kind),
                    FrictionState::Answered => {}
                    FrictionState::PutRight => wrong.retain(|kind| *kind != of.kind),
                },
                Body::Conversion(_) => lived.converted = true,
                _ => {}
            }
        }
        Self { trouble: !wrong.is_empty(), ..lived }
    }
}

/// What a visit that told this and met these touchpoints is asked and answers, with what that
/// changes in how it stands; nothing if it is not asked.
pub(crate) fn pulse(told: &[Body], mind: &Mind, met: &[bool], draw: Draw<'_>) -> Vec<Body> {
    let visit = told.iter().find_map(|body| match body {
        Body::Visit(visit) => Some(*visit),
        _ => None,
    });
    let Some(visit) = visit.filter(|_| uniform(draw) < ASKED) else { return Vec::new() };
    let lived = Lived::of(told, mind);
    let saw = |place: u8| met.get(usize::from(place)).copied().unwrap_or(false);
    let adds = |(place, adds): &(u8, f32)| if saw(*place) { *adds } else { 0.0 };
    let chance = COMES
        + CONNECTS.iter().map(adds).sum::<f32>()
        + if lived.engaged { USED } else { 0.0 }
        + if lived.met { MET } else { 0.0 }
        + if lived.trouble { TROUBLE } else { 0.0 };
    let is_connected = uniform(draw) < chance;
    let signs = [
        lived.converted,
        visit.returning == Returning::Yes && (is_connected || uniform(draw) < 0.7),
        !saw(PRICE) && (is_connected || uniform(draw) < 0.6),
        lived.engaged,
        lived.advised,
    ];
    let mut answers = [None; Question::ALL.len()];
    if uniform(draw) < ANSWERS {
        // One in four of those who are not connected feels understood all the same, or close.
        let understands = if is_connected { 4 + below(2, draw) } else { 1 + below(4, draw) } as u8;
        let feels = level(is_connected, draw);
        let feels = if !is_connected && understands > 3 { feels.min(3) } else { feels };
        answers[Question::Feel as usize] = Some(feels);
        answers[Question::Understands as usize] = Some(understands);
        let third = third(lived, draw);
        answers[third as usize] = Some(answer(third, is_connected, lived.trouble, draw));
    }
    let signs = signs.iter().filter(|sign| **sign).count() as u8;
    let Visit { holdout, motivator, .. } = visit;
    let pulse = Pulse { holdout, motivator, signs, answers };
    let stands = told.iter().rev().find_map(|body| match body {
        Body::Touchpoints(of) => Some(*of),
        _ => None,
    });
    let stands = stands.filter(|_| pulse.connected() != Connected::Unasked).map(|of| {
        let after = State { connected: pulse.connected(), ..of.after };
        Body::Touchpoints(Touchpoints { before: Some(of.after), after, ..of })
    });
    [Some(Body::Pulse(pulse)), stands].into_iter().flatten().collect()
}

/// A third question, beside the two that make connection.
fn third(lived: Lived, draw: Draw<'_>) -> Question {
    if lived.trouble && uniform(draw) < 0.5 {
        return Question::Solved;
    }
    [Question::Delight, Question::Advocacy, Question::Again, Question::Mattered, Question::Arrived]
        [pick(&[0.30, 0.20, 0.15, 0.30, 0.05], draw)]
}

/// 1 to 5; connected shoppers say 4 or 5, others rather less, sometimes as much.
fn level(is_connected: bool, draw: Draw<'_>) -> u8 {
    if is_connected {
        return 4 + below(2, draw) as u8;
    }
    1 + pick(&[0.10, 0.20, 0.35, 0.25, 0.10], draw) as u8
}

fn answer(question: Question, connected: bool, trouble: bool, draw: Draw<'_>) -> u8 {
    match question {
        Question::Delight if connected => pick(&[0.0, 0.02, 0.13, 0.50, 0.35], draw) as u8,
        Question::Delight if trouble => pick(&[0.25, 0.25, 0.30, 0.19, 0.01], draw) as u8,
        Question::Delight => pick(&[0.04, 0.10, 0.28, 0.55, 0.03], draw) as u8,
        Question::Advocacy if connected => 6 + below(5, draw) as u8,
        Question::Advocacy => below(10, draw) as u8,
        Question::Again | Question::Feel | Question::Understands => level(connected, draw),
        Question::Mattered => {
            let weights = NAMED.map(|(_, often)| often);
            NAMED[pick(&weights, draw)].0
        }
        Question::Solved => u8::from(uniform(draw) < 0.55),
        Question::Arrived => u8::from(uniform(draw) < 0.9),
    }
}
