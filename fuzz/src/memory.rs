//! What is remembered in the page's storage, where anybody on the page may have changed it.
//! Never asks whether a changed memory is noticed: its numbers mean something whatever they are.
//!
//! The first byte says what the rest is: `t` a text; anything else what a visit did, a byte each up
//! to a line break, and after it changes of what it remembered: where (two bytes) and what.

use crate::belief;
use motivo_core::manners::Moment;
use motivo_core::plan::Plan;
use motivo_core::policy::decide;
use motivo_core::random::SplitMix;
use motivo_core::symbols::{Control, Friction, FrictionState, Outcome, Response, Returning};
use motivo_core::visit::Visit;
use std::sync::LazyLock;

static PLAN: LazyLock<Plan> = LazyLock::new(|| {
    Plan::decode(include_str!("../../crates/core/tests/golden/plan.txt")).expect("the golden plan")
});

/// Minutes since 1970.
const NOW: u32 = 29_700_000;

/// What is read can be gone on with, remembered and read again.
pub fn holds(bytes: &[u8]) {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let mut text = String::from_utf8_lossy(rest).into_owned();
    if *kind != b't' {
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        let mut visit = Visit::new(&PLAN, Returning::No, kind.is_multiple_of(2));
        goes_on(&mut visit, &rest[..end]);
        text = remembered(&visit);
        let unchanged = Visit::resume(&text, &PLAN, NOW).expect("what was remembered");
        assert_eq!(unchanged.told(), visit.told());
        text = changed(text, &rest[end..]);
    }
    for gap in [0, 31, 60 * 24 * 40] {
        let Some(mut visit) = Visit::resume(&text, &PLAN, NOW + gap) else { return };
        belief::is_made_of_chances(visit.belief(), belief::BUILT_IN);
        goes_on(&mut visit, b"eventually");
        belief::is_made_of_chances(visit.belief(), belief::BUILT_IN);
        assert!(Visit::resume(&remembered(&visit), &PLAN, NOW).is_some(), "{text}");
    }
}

fn remembered(visit: &Visit) -> String {
    let mut text = String::new();
    visit.remember(&PLAN, NOW, &mut text);
    text
}

/// Each byte is a response, and some a decision with its outcome, an order, or a friction.
fn goes_on(visit: &mut Visit, bytes: &[u8]) {
    let mut random = SplitMix::new(bytes.len() as u64);
    for (now, byte) in (NOW..).zip(bytes) {
        let tags = [(byte >> 2 & 3, 1.0), (byte >> 4 & 3, 0.5)];
        visit.respond(&tags, Response::ALL[usize::from(byte & 3)], true);
        let moment = Moment { now, decided: false, quiet: false, possible: u32::MAX };
        match byte >> 6 {
            1 => {
                let choice = visit.moment(&PLAN, moment);
                let drawn = choice.map(|choice| decide(&choice, &mut || random.next()));
                let chosen = drawn.and_then(|drawn| visit.decided(&PLAN, moment, drawn, 0, 0.5));
                if let Some(decision) = chosen.map(|chosen| chosen.decision) {
                    let outcome = Outcome::ALL[usize::from(*byte) % Outcome::ALL.len()];
                    visit.outcome(decision, outcome, &PLAN.reward, now);
                }
            }
            2 => drop(visit.order(f64::from(*byte), &PLAN)),
            3 => {
                visit.decisions.saw(byte & 63);
                visit.decisions.draw_touchpoints(21, &mut || random.next());
                visit.leave(&PLAN);
                let at = |length: usize| usize::from(byte & 63) % length;
                let (kind, state) = (at(Friction::ALL.len()), at(FrictionState::ALL.len()));
                visit.friction(Friction::ALL[kind], Some(byte & 63), FrictionState::ALL[state]);
                visit.decisions.control(Control::ALL[at(Control::ALL.len())]);
            }
            _ => {}
        }
    }
}

fn changed(text: String, changes: &[u8]) -> String {
    let mut bytes = text.into_bytes();
    for change in changes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % bytes.len();
        bytes[at] = change[2];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
