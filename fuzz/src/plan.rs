//! A plan as the page may fetch it, damaged on the way or made up.
//! Never asks whether it fits its config.

use crate::belief;
use motivo_core::manners::Moment;
use motivo_core::plan::Plan;
use motivo_core::policy::decide;
use motivo_core::random::SplitMix;
use motivo_core::record::{Body, MAX_BYTES, Record};
use motivo_core::symbols::{Outcome, Response, Returning};
use motivo_core::visit::Visit;

/// The checker's limit: a variant is neutral or speaks to one of twelve motivators.
const VARIANTS: usize = 13;

/// What is read is written and read again as the same; under it a visit can be made.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let plan = match Plan::decode(&text) {
        Ok(plan) => plan,
        Err(error) => {
            let lines = text.split('\n').count() as u32;
            assert!((1..=lines + 1).contains(&error.line), "{error}, and there are {lines}");
            assert!(!error.expected.is_empty());
            return;
        }
    };
    // The checker lets no control characters in, and the codec writes spaces for them.
    if !text.chars().any(|c| c.is_control() && c != '\t' && c != '\n') {
        assert_eq!(Plan::decode(&plan.encode()).as_ref(), Ok(&plan));
    }
    if plan.experiences.iter().all(|of| of.variants.len() <= VARIANTS) {
        visit(&plan, bytes.len() as u64);
    }
}

/// Goes through a visit, and reads each record that it tells.
fn visit(plan: &Plan, seed: u64) {
    let mut random = SplitMix::new(seed);
    let mut draw = move || random.next();
    let mut visit = Visit::new(plan, Returning::No, seed.is_multiple_of(2));
    for rule in plan.tags.iter().take(20) {
        let tags: Vec<_> =
            rule.weights.iter().map(|(m, weight)| (*m, f32::from(*weight))).collect();
        visit.respond(&tags, Response::ALL[draw() as usize % Response::ALL.len()], true);
    }
    (0..50).for_each(|_| visit.respond(&[], Response::Glance, true));
    belief::is_made_of_chances(visit.belief(), belief::BUILT_IN);
    for page in 0..3 {
        let now = 29_700_000 + 5 * page;
        let moment = Moment { now, decided: false, quiet: false, possible: u32::MAX };
        let Some(choice) = visit.moment(plan, moment) else { return };
        let drawn = decide(&choice, &mut draw);
        let Some(chosen) = visit.decided(plan, moment, drawn, 0, 0.5) else { return };
        let (decision, tell) = (chosen.decision, chosen.tell);
        tell.iter().for_each(|body| can_be_told(plan, *body));
        let of = visit.outcome(decision, Outcome::Engaged, &plan.reward, now);
        of.into_iter().for_each(|body| can_be_told(plan, body));
    }
    visit.order(68.0, plan).iter().for_each(|body| can_be_told(plan, *body));
}

fn can_be_told(plan: &Plan, body: Body) {
    let (mode, storefront) = (plan.mode, plan.storefront.clone());
    let record = Record { mode, storefront, id: u128::MAX, body };
    let line = record.encode();
    assert!(line.len() <= MAX_BYTES, "{line}");
    assert_eq!(Record::decode(&line).as_ref(), Ok(&record), "{line}");
}
