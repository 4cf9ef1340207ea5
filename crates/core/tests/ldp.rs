//! In `ldp` a visit tells exactly one record, whatever is called in whatever order, and it keeps epsilon.
//! Never looks inside: what counts is what would be sent.
#![cfg(not(target_arch = "wasm32"))]

use motivo_core::decisions::{Believed, Decisions};
use motivo_core::manners::Moment;
use motivo_core::plan::Plan;
use motivo_core::policy::{Drawn, Tickets, Variant};
use motivo_core::random::SplitMix;
use motivo_core::record::{Body, Nats, Private, Record};
use motivo_core::symbols::{
    Control, Friction, FrictionState, Kind, Mode, Outcome, Phase, Returning,
};
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::sample::select;
use proptest::{collection::vec, prop_assert, prop_assert_eq};

const PLAN: &str = include_str!("golden/plan.txt");

fn plan(epsilon: Nats) -> Plan {
    let plan = Plan::decode(PLAN).expect("the golden plan");
    Plan { mode: Mode::Ldp, epsilon: Some(epsilon), ..plan }
}

/// What is believed of a shopper after twelve pieces of evidence, in the visit of this minute.
fn believed(visit: u32, top: Option<u8>) -> Believed {
    Believed {
        visit,
        returning: Returning::No,
        evidence: 12,
        phase: Phase::Request,
        top,
        strengths: [0.1, 0.2, 0.3, 0.4],
        paused: 0,
        credible: vec![0.25; 4],
    }
}

const MOMENT: Moment = Moment { now: 1_000, decided: false, quiet: false, possible: u32::MAX };

/// What a draw of this experience says, or of nothing.
fn drawn(experience: Option<usize>) -> Drawn {
    Drawn { experience, variant: Variant::Neutral, kind: Tickets::ALL, tickets: Tickets::ALL }
}

/// Something that a page may do.
#[derive(Clone, Debug)]
enum Call {
    Decide(Option<usize>),
    Outcome(Outcome),
    Order(u8),
    Friction(Friction, FrictionState),
    Control(Control),
    Saw(u8),
    Leave,
    End,
    /// The page is left and the visit goes on from what was remembered.
    Navigate,
    /// The shopper comes back, hours later.
    Return,
}

fn call() -> impl Strategy<Value = Call> {
    prop_oneof![
        4 => proptest::option::of(0_usize..2).prop_map(Call::Decide),
        3 => select(Outcome::ALL).prop_map(Call::Outcome),
        2 => (0_u8..6).prop_map(Call::Order),
        1 => (select(Friction::ALL), select(FrictionState::ALL)).prop_map(|(a, b)| Call::Friction(a, b)),
        1 => select(Control::ALL).prop_map(Call::Control),
        1 => any::<u8>().prop_map(Call::Saw),
        1 => Just(Call::Leave),
        2 => Just(Call::End),
        2 => Just(Call::Navigate),
        2 => Just(Call::Return),
    ]
}

/// A shopper's visits, what they sent, and what became of each visit.
struct Shopper {
    plan: Plan,
    decisions: Decisions,
    visit: u32,
    random: SplitMix,
    /// What was sent, by visit.
    sent: Vec<(u32, u128, Body)>,
    /// Visits with a decision.
    decided: Vec<u32>,
}

impl Shopper {
    fn new(epsilon: Nats, holdout: bool, seed: u64) -> Self {
        let (plan, random) = (plan(epsilon), SplitMix::new(seed));
        let decisions = Decisions::new(7, holdout);
        Self { plan, decisions, visit: 7, random, sent: Vec::new(), decided: Vec::new() }
    }

    fn send(&mut self, visit: u32, bodies: impl IntoIterator<Item = Body>) {
        let sent = bodies.into_iter().filter(|body| body.may_be_told(self.plan.mode));
        self.sent.extend(sent.map(|body| (visit, 0, body)));
    }

    fn last(&mut self, visit: u32, last: Option<(u128, Body)>) {
        self.sent.extend(last.map(|(id, body)| (visit, id, body)));
    }

    fn resume(&mut self, visit: u32) {
        let mut text = String::new();
        self.decisions.remember(&self.plan, &mut text);
        let (decisions, last) = Decisions::resume(&text, &self.plan, visit).expect("its own text");
        self.last(self.visit, last);
        (self.decisions, self.visit) = (decisions, visit);
    }

    fn call(&mut self, call: &Call) {
        let (visit, decisions) = (self.visit, &mut self.decisions);
        let decision = decisions.bodies().find_map(|body| match body {
            Body::Decision(decision) => Some(decision),
            _ => None,
        });
        let told: Vec<Body> = match call {
            Call::Decide(experience) => {
                let (believed, drawn) = (believed(visit, Some(2)), drawn(*experience));
                let chosen = decisions.decided(&self.plan, &believed, MOMENT, drawn, 0, 0.5);
                let Some(chosen) = chosen else { return };
                self.decided.push(visit);
                let random = &mut self.random;
                let mut draw = || u64::from(random.next()) << 32 | u64::from(random.next());
                decisions.draw_answers(&self.plan, &chosen, &mut draw);
                chosen.tell
            }
            Call::Outcome(outcome) => decision
                .and_then(|of| decisions.outcome(of, *outcome, &self.plan.reward, 1_000))
                .into_iter()
                .collect(),
            Call::Order(revenue) => decisions.order(*revenue, &self.plan),
            Call::Friction(kind, state) => {
                decisions.friction(*kind, Phase::Request, None, *state).into_iter().collect()
            }
            Call::Control(what) => decisions.control(*what).into_iter().collect(),
            Call::Saw(place) => {
                decisions.saw(*place);
                Vec::new()
            }
            Call::Leave => decisions.leave(Phase::Request, &self.plan.reward).into_iter().collect(),
            Call::End => {
                let last = decisions.end();
                return self.last(visit, last);
            }
            Call::Navigate => return self.resume(visit),
            Call::Return => return self.resume(visit + 600),
        };
        self.send(visit, told);
    }
}

proptest! {
    #[test]
    fn a_visit_with_a_decision_tells_one_record_and_any_other_none(
        calls in vec(call(), 0..60),
        holdout in any::<bool>(),
        epsilon in select(vec![Nats::Two, Nats::Four]),
        seed in any::<u64>(),
    ) {
        let mut shopper = Shopper::new(epsilon, holdout, seed);
        calls.iter().for_each(|call| shopper.call(call));
        // The last visit is over too, once the shopper comes back.
        shopper.call(&Call::Return);
        shopper.decided.dedup();
        let visits: Vec<u32> = shopper.sent.iter().map(|(visit, ..)| *visit).collect();
        prop_assert_eq!(&visits, &shopper.decided, "each visit that decided, once");
        for (_, id, body) in &shopper.sent {
            let Body::Private(of) = body else { panic!("{body:?} is no record of ldp") };
            prop_assert_eq!((of.holdout, of.epsilon, of.symbols), (holdout, epsilon, 10));
            prop_assert!(of.kind.is_none() || !holdout, "the holdout is shown nothing");
            let line = Record { mode: Mode::Ldp, storefront: "a".into(), id: *id, body: *body };
            prop_assert_eq!(Record::decode(&line.encode()), Ok(line));
        }
    }

    #[test]
    fn what_was_told_is_remembered_for_the_shopper_and_never_told_again(seed in any::<u64>()) {
        let mut shopper = Shopper::new(Nats::Two, false, seed);
        shopper.call(&Call::Decide(Some(0)));
        let before: Vec<Body> =
            shopper.decisions.bodies().filter(|body| body.may_be_told(Mode::Ldp)).collect();
        prop_assert_eq!(before, []);
        shopper.call(&Call::End);
        shopper.call(&Call::Navigate);
        shopper.call(&Call::Order(3));
        shopper.call(&Call::End);
        let told: Vec<Body> =
            shopper.decisions.bodies().filter(|body| body.may_be_told(Mode::Ldp)).collect();
        let sent: Vec<Body> = shopper.sent.iter().map(|(.., body)| *body).collect();
        prop_assert_eq!(told, sent.clone());
        prop_assert_eq!(sent.len(), 1);
    }

    #[test]
    fn two_tabs_that_end_the_same_visit_tell_the_same_record(seed in any::<u64>(), buys in any::<bool>()) {
        let mut shopper = Shopper::new(Nats::Two, false, seed);
        shopper.call(&Call::Decide(Some(0)));
        if buys {
            shopper.call(&Call::Order(1));
        }
        let mut other = shopper.decisions.clone();
        let (one, two) = (shopper.decisions.end(), other.end());
        prop_assert!(one.is_some_and(|(id, _)| id != 0));
        prop_assert_eq!(one, two);
    }
}

#[test]
fn the_kind_is_what_the_first_decision_showed() {
    for (first, then, kind) in [(None, Some(0), None), (Some(0), None, Some(Kind::WelcomeNote))] {
        let mut shopper = Shopper::new(Nats::Four, false, 1);
        for call in [Call::Decide(first), Call::Decide(then), Call::End] {
            shopper.call(&call);
        }
        let [(.., Body::Private(of))] = shopper.sent[..] else { panic!("{:?}", shopper.sent) };
        assert_eq!(of.kind, kind);
    }
}

#[test]
fn a_visit_that_told_of_a_decision_under_another_mode_tells_nothing_more_under_this_one() {
    let (counts, ldp) = (Plan::decode(PLAN).expect("the golden plan"), plan(Nats::Two));
    let mut decisions = Decisions::new(7, false);
    let mut decide = |plan: &Plan| {
        let believed = believed(7, None);
        let chosen = decisions.decided(plan, &believed, MOMENT, drawn(None), 0, 0.5);
        decisions.draw_answers(plan, &chosen.expect("a moment"), &mut || 0);
    };
    decide(&counts);
    decide(&ldp);
    assert_eq!(decisions.end(), None);
}

/// What one visit tells of this truth.
fn told(plan: &Plan, top: Option<u8>, converted: bool, draw: &mut dyn FnMut() -> u64) -> Private {
    let mut decisions = Decisions::new(7, false);
    let chosen = decisions.decided(plan, &believed(7, top), MOMENT, drawn(Some(0)), 0, 0.5);
    decisions.draw_answers(plan, &chosen.expect("a moment"), draw);
    if converted {
        decisions.order(2, plan);
    }
    match decisions.end() {
        Some((_, Body::Private(of))) => of,
        other => panic!("{other:?}"),
    }
}

#[test]
fn whole_visits_keep_epsilon_and_waste_none_of_it() {
    // Two truths that differ in motivator and order, 500,000 visits each, 10 symbols.
    let (mut random, visits) = (SplitMix::new(71), 500_000);
    let mut draw = || u64::from(random.next()) << 32 | u64::from(random.next());
    for nats in [Nats::Two, Nats::Four] {
        let plan = plan(nats);
        let mut counts = [[0_u32; 10]; 2];
        for (truth, counts) in [(Some(1), false), (None, true)].into_iter().zip(&mut counts) {
            for _ in 0..visits {
                counts[told(&plan, truth.0, truth.1, &mut draw).told as usize] += 1;
            }
        }
        let mut worst = (0.0, 0.0);
        for (a, b) in counts[0].iter().zip(&counts[1]) {
            let [a, b] = [*a, *b].map(f64::from);
            let found = ((a / b).ln().abs(), (1.0 / a + 1.0 / b).sqrt());
            worst = if found.0 > worst.0 { found } else { worst };
        }
        let epsilon = f64::from(nats.number());
        let (loss, error) = worst;
        assert!(loss <= epsilon + 3.0 * error, "{nats:?}: {loss} {error}");
        assert!(loss >= epsilon - 3.0 * error, "{nats:?}: {loss} {error}");
    }
}
