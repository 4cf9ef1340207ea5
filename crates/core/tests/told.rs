//! Whatever is called in whatever order, a visit raises no cell twice and no more than it may.
//! Never looks inside: what counts is what would be sent.
#![cfg(not(target_arch = "wasm32"))]

use motivo_core::decisions::Decisions;
use motivo_core::plan::{Plan, Reward};
use motivo_core::random::SplitMix;
use motivo_core::record::{Body, FrictionOf, Record, Touchpoints};
use motivo_core::symbols::{Agency, Control, Friction, FrictionState, Mode, Phase};
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
    Saw(u8),
    Draw(u8),
    Leave(Phase),
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
        6 => any::<u8>().prop_map(Call::Saw),
        2 => any::<u8>().prop_map(Call::Draw),
        3 => select(Phase::ALL).prop_map(Call::Leave),
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
            Call::Saw(place) => {
                decisions.saw(*place);
                None
            }
            Call::Draw(count) => {
                let mut random = SplitMix::new(5);
                decisions.draw_touchpoints(*count, &mut || random.next());
                None
            }
            Call::Leave(phase) => decisions.leave(*phase, &plan.reward),
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
        let mut last: Option<Touchpoints> = None;
        for body in told(&calls, holdout) {
            match body {
                Body::Friction(of) => frictions.push(of),
                Body::Control(what) => prop_assert!(controls.insert(what), "{what:?} twice"),
                Body::Touchpoints(of) => {
                    prop_assert_eq!(of.before, last.map(|last| last.after));
                    let before = of.before.map_or(0, |before| before.seen);
                    prop_assert_eq!(before & !of.after.seen, 0, "met once is met");
                    prop_assert!(last.is_none_or(|last| last.drawn == of.drawn));
                    prop_assert!(of.drawn.is_sorted_by(|a, b| a < b), "{:?}", of.drawn);
                    let record = Record { mode: Mode::Counts, storefront: "a".into(), id: 0, body };
                    let again = Record::decode(&record.encode());
                    prop_assert_eq!(again, Ok(record));
                    last = Some(of);
                }
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

#[test]
fn every_touchpoint_is_drawn_about_as_often_as_any_other() {
    let (mut random, mut drawn) = (SplitMix::new(3), [0_u32; 100]);
    for _ in 0..5_000 {
        let mut decisions = Decisions::new(7, false);
        decisions.draw_touchpoints(100, &mut || random.next());
        match decisions.leave(Phase::Request, &Reward::default()) {
            Some(Body::Touchpoints(of)) => {
                of.drawn.iter().for_each(|place| drawn[usize::from(*place)] += 1);
            }
            other => panic!("{other:?} is not what was drawn"),
        }
    }
    // 400 expected; five standard deviations of a draw of 8 in 100 are 96.
    assert!(drawn.iter().all(|n| (304..496).contains(n)), "{drawn:?}");
}

#[test]
fn what_was_met_before_the_draw_counts_and_after_four_records_nothing_more_does() {
    let mut decisions = Decisions::new(7, false);
    let reward = Reward::default();
    (0..8).for_each(|place| decisions.saw(place));
    assert_eq!(decisions.leave(Phase::Request, &reward), None, "nothing was drawn");
    let mut random = SplitMix::new(1);
    decisions.draw_touchpoints(100, &mut || random.next());
    let drawn = match decisions.leave(Phase::Request, &reward) {
        Some(Body::Touchpoints(of)) => of.drawn,
        other => panic!("{other:?} is not the first record"),
    };
    let mut records = 1;
    for place in drawn {
        decisions.saw(place);
        records += usize::from(decisions.leave(Phase::Request, &reward).is_some());
    }
    assert_eq!(records, 4);
}
