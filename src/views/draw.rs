//! Draws an arm at a decision moment: core's policy, as the page calls it.
//! Never says whether this is a moment, nor what may appear: the observer's core does, and refuses
//! what may not.

use motivo_core::policy::{Candidate, Choice, Counts, Eligible, Learned, Tickets, Variant, decide};
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
/// anywhere, with the likeliest motivator, and in the phase; the first arm is nothing, and the arms
/// of an experience follow each other. The two halves of `seed` are uniform.
#[wasm_bindgen]
#[must_use]
#[expect(unreachable_pub, reason = "the page reaches it")]
pub fn draw(belief: &[f32], abstains: bool, high: u32, low: u32, arms: &[f32]) -> Vec<u32> {
    let mut choice = Choice {
        belief: belief.to_vec(),
        abstains,
        nothing: Learned::default(),
        eligible: Vec::new(),
    };
    for row in arms.chunks_exact(ROW) {
        add(&mut choice, row);
    }
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

fn add(choice: &mut Choice, row: &[f32]) {
    let &[experience, variant, s, f, motivator_s, motivator_f, phase_s, phase_f] = row else {
        return;
    };
    let learned = Learned {
        all: Counts::new(s, f),
        motivator: Counts::new(motivator_s, motivator_f),
        phase: Counts::new(phase_s, phase_f),
    };
    if experience < 0.0 {
        choice.nothing = learned;
        return;
    }
    let variant = if variant < 0.0 { Variant::Neutral } else { Variant::Motivator(variant as u8) };
    let (experience, candidate) = (experience as usize, Candidate { variant, learned });
    match choice.eligible.last_mut().filter(|last| last.experience == experience) {
        Some(last) => last.arms.push(candidate),
        None => choice.eligible.push(Eligible { experience, arms: vec![candidate] }),
    }
}
