//! Whatever is called in whatever order, a visit raises no cell twice and no more than it may.
//! Never looks inside: what counts is what would be sent.
#![cfg(not(target_arch = "wasm32"))]

use motivo_core::decisions::Decisions;
use motivo_core::plan::Plan;
use motivo_core::record::{Body, FrictionOf};
use motivo_core::symbols::{Agency, Control, Friction, FrictionState, Phase};
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::sample::select;
use proptest::{collection::vec, prop_assert, prop_assert_eq};
use std::collections::BTreeSet;

const PLAN: &str = include_str!("golden/plan.txt");

/// Something that a page may do.
#[derive(Clone, Debug)]
enum Call {
    Friction(Friction, Phase, Option<u8>, FrictionState),
    Control(Control),
    Allow(Agency),
    /// The page is left and the visit goes on from what was remembered.
    Navigate,
}

fn call() -> impl Strategy<Value = Call> {
    let touchpoint = proptest::option::of(0_u8..100);
    let friction =
        (select(Friction::ALL), select(Phase::ALL), touchpoint, select(FrictionState::ALL));
    prop_oneof![
        4 => friction.prop_map(|(kind, phase, at, state)| Call::Friction(kind, phase, at, state)),
        2 => select(Control::ALL).prop_map(Call::Control),
        1 => select(Agency::ALL).prop_map(Call::Allow),
        1 => Just(Call::Navigate),
    ]
}

/// What the calls tell, in order.
fn told(calls: &[Call], holdout: bool) -> Vec<Body> {
    let plan = Plan::decode(PLAN).expect("the golden plan");
    let mut decisions = Decisions::new(7, holdout);
    let mut told = Vec::new();
    for call in calls {
        told.extend(match call {
            Call::Friction(kind, phase, at, state) => {
                decisions.friction(*kind, *phase, *at, *state)
            }
            Call::Control(what) => decisions.control(*what),
            Call::Allow(agency) => decisions.allow(*agency),
            Call::Navigate => {
                let mut text = String::new();
                decisions.remember(&plan, &mut text);
                decisions = Decisions::resume(&text, &plan, 7).expect("its own text");
                None
            }
        });
    }
    told
}

proptest! {
    #[test]
    fn no_cell_is_raised_twice_and_no_marginal_more_than_four_times(
        calls in vec(call(), 0..60),
        holdout in any::<bool>(),
    ) {
        let (mut frictions, mut controls) = (Vec::new(), BTreeSet::new());
        for body in told(&calls, holdout) {
            match body {
                Body::Friction(of) => frictions.push(of),
                Body::Control(what) => prop_assert!(controls.insert(what), "{what:?} twice"),
                other => prop_assert!(false, "{other:?} was not asked for"),
            }
        }
        prop_assert!(frictions.len() <= 4 && controls.len() <= 4);
        let steps: BTreeSet<_> = frictions.iter().map(|of| (of.kind, of.state)).collect();
        prop_assert_eq!(steps.len(), frictions.len(), "a step of a kind twice");
        let kinds: BTreeSet<_> = frictions.iter().map(|of| of.kind).collect();
        prop_assert!(kinds.len() <= 2);
        for kind in kinds {
            let of: Vec<&FrictionOf> = frictions.iter().filter(|of| of.kind == kind).collect();
            prop_assert_eq!(of[0].state, FrictionState::Seen, "the first step");
            let place = |of: &FrictionOf| (of.phase, of.touchpoint, of.holdout);
            prop_assert!(of.iter().all(|step| place(step) == place(of[0])), "{of:?}");
            prop_assert_eq!(of[0].holdout, holdout);
        }
    }
}

#[test]
fn help_is_told_for_what_was_seen_and_by_its_place() {
    let mut decisions = Decisions::new(7, false);
    let kind = Friction::PaymentError;
    let mut tell = |phase, at, state| decisions.friction(kind, phase, at, state);
    assert_eq!(tell(Phase::Respond, Some(14), FrictionState::Answered), None, "nothing was seen");
    tell(Phase::Respond, Some(14), FrictionState::Seen).expect("the first time");
    assert_eq!(tell(Phase::Request, None, FrictionState::Seen), None, "it is known");
    let Some(Body::Friction(of)) = tell(Phase::Request, None, FrictionState::PutRight) else {
        panic!("what was seen may be put right without an answer");
    };
    assert_eq!((of.phase, of.touchpoint), (Phase::Respond, Some(14)));
}

#[test]
fn the_same_wish_is_told_once_and_a_wish_for_what_is_already_so_never() {
    let mut decisions = Decisions::new(7, true);
    assert_eq!(decisions.allow(Agency::Coach), None, "as it was");
    assert_eq!(decisions.allow(Agency::Answer), Some(Body::Control(Control::AgencyAnswer)));
    assert_eq!(decisions.allow(Agency::Coach), Some(Body::Control(Control::AgencyCoach)));
    assert_eq!(decisions.allow(Agency::Answer), None, "told before");
    assert_eq!(decisions.manners().agency, Agency::Answer, "and yet it holds");
}
