//! What goes wrong for a simulated shopper, and what they ask of Motivo itself.
//! Never knows what is told of it: the visit does.

use crate::world::pick;
use motivo_core::random::{Draw, uniform};
use motivo_core::record::Body;
use motivo_core::symbols::{Agency, Control, Friction, FrictionState};
use motivo_core::visit::Visit;

/// How often a page of a visit brings a friction, by kind, at which built-in touchpoint it happens,
/// and how often help there puts it right.
const TROUBLES: [(Friction, f32, Option<u8>, f32); 7] = [
    (Friction::Rage, 0.010, Some(9), 0.35),
    (Friction::Dead, 0.012, None, 0.30),
    (Friction::Slow, 0.015, None, 0.20),
    (Friction::NoResults, 0.030, Some(8), 0.60),
    (Friction::OutOfStock, 0.025, Some(13), 0.45),
    (Friction::FormError, 0.012, Some(14), 0.75),
    (Friction::PaymentError, 0.010, Some(14), 0.70),
];
/// How often help is at hand.
const ANSWERED: f32 = 0.7;
/// How often a trouble goes away by itself.
const GOES_AWAY: f32 = 0.1;

/// What may go wrong on a page, with what becomes of it.
pub(crate) fn friction(visit: &mut Visit, draw: Draw<'_>) -> Vec<Body> {
    let mut told = Vec::new();
    for (kind, chance, touchpoint, solves) in TROUBLES {
        if uniform(draw) >= chance {
            continue;
        }
        let is_answered = uniform(draw) < ANSWERED;
        let is_put_right = uniform(draw) < if is_answered { solves } else { GOES_AWAY };
        let steps = [
            (FrictionState::Seen, true),
            (FrictionState::Answered, is_answered),
            (FrictionState::PutRight, is_put_right),
        ];
        for (state, _) in steps.into_iter().filter(|(_, happens)| *happens) {
            told.extend(visit.friction(kind, touchpoint, state));
        }
    }
    told
}

/// What a shopper may ask for in the panel, at most one thing.
pub(crate) fn control(visit: &mut Visit, draw: Draw<'_>) -> Option<Body> {
    match pick(&[0.955, 0.02, 0.01, 0.005, 0.005, 0.005], draw) {
        1 => visit.decisions.control(Control::Corrected),
        2 => visit.decisions.allow(Agency::Show),
        3 => visit.decisions.allow(Agency::Do),
        4 => visit.decisions.control(Control::Paused),
        5 => visit.decisions.control(Control::Erased),
        _ => None,
    }
}
