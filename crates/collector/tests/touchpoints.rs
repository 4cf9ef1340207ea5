//! What the records of touchpoints add up to, told in pieces or at once.

use motivo_collector::fold::fold;
use motivo_core::plan::Plan;
use motivo_core::random::{SplitMix, below};
use motivo_core::record::{Body, Record, State, Touchpoints};
use motivo_core::symbols::Mode;
use motivo_simulator::shopper::visit;
use std::collections::BTreeMap;

type Sums = BTreeMap<(&'static str, String, &'static str), f64>;

fn plan() -> Plan {
    let text = include_str!("../../core/tests/golden/plan.txt");
    let golden = Plan::decode(text).expect("the golden plan");
    Plan { experiences: sample().experiences, motivators: sample().motivators, ..golden }
}

fn sample() -> Plan {
    Plan::decode(include_str!("../../../www/plan/plan.txt")).expect("the sample shop's plan")
}

/// Adds what a body raises in the marginals of touchpoints that do not ask for the phase.
fn add(sums: &mut Sums, body: Body) {
    let record = Record { mode: Mode::Counts, storefront: "sample".into(), id: 0, body };
    for cell in fold(&record, &plan()).expect("its own words") {
        if cell.marginal == "touchpoints" || cell.marginal == "touchpoint_pairs" {
            *sums.entry((cell.marginal, cell.key, cell.measure)).or_default() += cell.value;
        }
    }
    sums.retain(|_, sum| *sum != 0.0);
}

#[test]
fn sums_of_changes_are_exactly_those_of_the_final_states() {
    let (mut random, mut pieces, mut whole) = (SplitMix::new(6), Sums::new(), Sums::new());
    let (mut told, mut visits) = (0, 0.0);
    for _ in 0..400 {
        let mut last: Option<Touchpoints> = None;
        for record in visit(&plan(), &mut || random.next()) {
            if let Body::Touchpoints(of) = record.body {
                assert_eq!(of.before, last.map(|last| last.after), "a gap in what was told");
                last = Some(of);
                told += 1;
                add(&mut pieces, record.body);
            }
        }
        if let Some(last) = last {
            visits += 1.0;
            add(&mut whole, Body::Touchpoints(Touchpoints { before: None, ..last }));
        }
    }
    assert!(f64::from(told) > 1.5 * visits, "{told} records of {visits} visits");
    assert_eq!(pieces, whole);
    let drawn: f64 = whole
        .iter()
        .filter(|(key, _)| key.0 == "touchpoints" && key.2 == "n")
        .map(|(_, n)| n)
        .sum();
    assert!((drawn - 8.0 * visits).abs() < 0.5, "each visit draws eight");
}

#[test]
fn a_visit_adds_at_most_one_to_what_was_seen_however_it_is_told() {
    let mut random = SplitMix::new(9);
    for _ in 0..300 {
        let mut sums = Sums::new();
        let mut state = State::NONE;
        let mut before = None;
        for _ in 0..5 {
            state.seen |= below(256, &mut || random.next()) as u8;
            state.reward = below(21, &mut || random.next()) as u8;
            let drawn = [0, 3, 4, 7, 11, 12, 19, 20];
            let phase = motivo_core::symbols::Phase::Request;
            add(&mut sums, Body::Touchpoints(Touchpoints { drawn, phase, before, after: state }));
            before = Some(state);
        }
        let counts = ["n", "seen", "both", "first", "second"];
        let most = |(_, sum): (_, &f64)| *sum <= 1.0;
        assert!(sums.iter().filter(|(key, _)| counts.contains(&key.2)).all(most));
    }
}
