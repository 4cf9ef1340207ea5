//! Draws an arm at a decision moment: core's policy, as the page calls it.
//! Never says whether this is a moment, nor what may appear: the observer's core does, and refuses
//! what may not.

use motivo_core::policy::{Candidate, Choice, Counts, Learned, Tickets, Variant, decide};
use motivo_core::random::SplitMix;
use wasm_bindgen::prelude::wasm_bindgen;

/// Numbers of an arm.
const ROW: usize = 8;
/// Stands for nothing, and for neutral.
const NONE: u32 = u32::MAX;

/// Draws one of these arms: position of the experience, motivator of the variant, tickets of both.
///
/// `belief` has a chance for each motivator. `arms` has eight numbers for each arm: position of the
/// experience and motivator of the variant, both negative for none, then successes and failures
/// anywhere, with the likeliest motivator, and in the phase. `high` and `low` are uniform.
#[wasm_bindgen]
#[must_use]
#[inline(never)]
#[expect(unreachable_pub, reason = "the page reaches it")]
pub fn draw(belief: &[f32], abstains: bool, high: u32, low: u32, arms: &[f32]) -> Vec<u32> {
    let arms = arms.chunks_exact(ROW).map(candidate).collect();
    let choice = Choice { belief: belief.to_vec(), abstains, arms };
    let mut random = SplitMix::new(u64::from(high) << 32 | u64::from(low));
    let drawn = decide(&choice, &mut || random.next());
    let variant = match drawn.variant {
        Variant::Neutral => NONE,
        Variant::Motivator(index) => index.into(),
    };
    let tickets = [drawn.kind, drawn.tickets].map(Tickets::get).map(u32::from);
    let experience = drawn.experience.map_or(NONE, |at| at as u32);
    [experience, variant].into_iter().chain(tickets).collect()
}

/// A draw that nobody takes: nothing against an experience in two variants.
pub(crate) fn rehearse() {
    let arm = |experience: f32, variant: f32| [experience, variant, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0];
    let arms = [arm(-1.0, -1.0), arm(0.0, -1.0), arm(0.0, 0.0)].concat();
    let _drawn = draw(&[0.5, 0.5], false, 0, 0, &arms);
}

fn candidate(row: &[f32]) -> Candidate {
    let at = |index: usize| row.get(index).copied().unwrap_or_default();
    let counts = |index: usize| Counts::new(at(index), at(index + 1));
    let learned = Learned { all: counts(2), motivator: counts(4), phase: counts(6) };
    let experience = (at(0) >= 0.0).then_some(at(0) as usize);
    let variant = if at(1) < 0.0 { Variant::Neutral } else { Variant::Motivator(at(1) as u8) };
    Candidate { experience, variant, learned }
}
