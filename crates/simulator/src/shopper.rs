//! One simulated visit: pages, responses, what is shown, an order perhaps; ends as records.
//! Never touches a clock or the network.

use crate::pulse::pulse;
use crate::touchpoints::Walked;
use crate::trouble;
use crate::world::{Mind, World, content, pick};
use motivo_core::manners::Moment;
use motivo_core::phase::Step;
use motivo_core::plan::Plan;
use motivo_core::policy::{Arm, Choice, Drawn, Variant, decide, draw_holdout};
use motivo_core::random::{Draw, below, uniform};
use motivo_core::record::{Body, Record};
use motivo_core::symbols::{Outcome, Returning};
use motivo_core::visit::Visit;

/// How a variant meets a shopper, best first.
#[derive(Clone, Copy)]
enum Fit {
    Primary,
    Secondary,
    Neutral,
    Other,
}

impl Fit {
    fn of(mind: &Mind, variant: Variant) -> Self {
        match variant {
            Variant::Neutral => Self::Neutral,
            Variant::Motivator(m) if m == mind.primary => Self::Primary,
            Variant::Motivator(m) if m == mind.secondary => Self::Secondary,
            Variant::Motivator(_) => Self::Other,
        }
    }

    /// Chances of engaging and dismissing, and what an engaged shopper's chance to buy gains.
    fn chances(self) -> (f32, f32, f32) {
        match self {
            Self::Primary => (0.50, 0.08, 0.45),
            Self::Secondary => (0.35, 0.12, 0.30),
            Self::Neutral => (0.22, 0.16, 0.12),
            Self::Other => (0.10, 0.30, 0.05),
        }
    }
}

/// Chance to buy without anything shown or met.
const BUYS: f32 = 0.02;

/// The minute of a visit's first page; any will do.
const NOON: u32 = 29_700_720;
/// Minutes on a page.
const PAGE: u32 = 3;

/// Draws an arm at a moment of a visit; gives the version of the policy too, 0 for the built-in one.
///
/// What the shopper hides is handed in for ceilings: no page can know it.
pub type Choose<'a> = &'a dyn Fn(&Visit, &Mind, Choice, Draw<'_>) -> (Drawn, u32);

/// The records of one visit, in order; none if it never came to a decision moment.
///
/// The built-in policy draws.
pub fn visit(plan: &Plan, draw: Draw<'_>) -> Vec<Record> {
    visit_by(plan, &|_, _, choice, draw| (decide(&choice, draw), 0), draw)
}

/// The records of one visit in which `choose` draws, in order.
///
/// The same draws give the same shopper and the same pages up to the first decision moment.
///
/// # Panics
/// When `choose` draws what was not offered.
pub fn visit_by(plan: &Plan, choose: Choose<'_>, draw: Draw<'_>) -> Vec<Record> {
    let mind = World::reference(plan.motivators.len()).mind(draw);
    let returning =
        [Returning::No, Returning::Yes, Returning::Unknown][pick(&[0.6, 0.3, 0.1], draw)];
    let holdout = draw_holdout(plan.holdout, draw);
    let mut visit = Visit::new(plan, returning, holdout);
    let touchpoints = plan.touchpoints().count();
    let (mut told, mut gained, mut walked) = (Vec::new(), 0.0, Walked::new(touchpoints));
    for page in 0..1 + below(6, draw) {
        browse(&mut visit, &mind, plan, draw);
        told.extend(visit.leave(plan));
        gained += walked.page(&mut visit, draw);
        told.extend(trouble::friction(&mut visit, draw));
        let now = NOON + PAGE * page;
        let moment = Moment { now, decided: false, quiet: false, possible: u32::MAX };
        let Some(choice) = visit.moment(plan, moment) else { continue };
        let (drawn, policy) = choose(&visit, &mind, choice, draw);
        let chosen = visit.decided(plan, moment, drawn, policy, uniform(draw));
        let chosen = chosen.expect("what may be drawn may appear");
        visit.decisions.draw_touchpoints(touchpoints as u8, draw);
        let mut wide = || u64::from(draw()) << 32 | u64::from(draw());
        visit.decisions.draw_answers(plan, &chosen, &mut wide);
        told.extend(chosen.tell);
        if let (Some(_), Arm::Show(_, variant)) = (chosen.show, chosen.decision.arm) {
            let (engages, dismisses, gain) = Fit::of(&mind, variant).chances();
            let ends = [Outcome::Engaged, Outcome::Dismissed, Outcome::Ignored];
            let end = ends[pick(&[engages, dismisses, 1.0 - engages - dismisses], draw)];
            gained += if end == Outcome::Engaged { gain } else { 0.0 };
            for outcome in [Outcome::Shown, end] {
                told.extend(visit.outcome(chosen.decision, outcome, &plan.reward, now));
            }
        }
    }
    told.extend(trouble::control(&mut visit, draw));
    if uniform(draw) < BUYS + gained {
        // Mostly small baskets, now and then a large one, around the owner's second bound.
        let value = f64::from(plan.bounds[1]) * 2.0 * f64::from(-uniform(draw).ln());
        told.extend(visit.order(value, plan));
    }
    told.extend(visit.leave(plan));
    let answered = pulse(&told, &mind, walked.met(), draw);
    told.extend(answered);
    told.retain(|body| body.may_be_told(plan.mode));
    let mut records: Vec<_> = told.into_iter().map(|body| record(plan, body, draw)).collect();
    if let Some((id, body)) = visit.decisions.end() {
        records.push(Record { id, ..record(plan, body, draw) });
    }
    records
}

/// A page: a handful of contents are met, and the journey moves on.
fn browse(visit: &mut Visit, mind: &Mind, plan: &Plan, draw: Draw<'_>) {
    for _content in 0..2 + below(15, draw) {
        let tags = content(plan.motivators.len(), draw);
        visit.respond(&tags, mind.respond(&tags, draw), true);
    }
    let steps = [Step::Browse, Step::Detail, Step::Narrow, Step::Cart];
    visit.step(steps[pick(&[0.45, 0.3, 0.15, 0.1], draw)]);
}

fn record(plan: &Plan, body: Body, draw: Draw<'_>) -> Record {
    let id = (0..4).fold(0, |id, _| (id << 32) | u128::from(draw()));
    Record { mode: plan.mode, storefront: plan.storefront.clone(), id, body }
}

#[cfg(test)]
mod tests {
    use super::*;
    use motivo_core::policy::Tickets;
    use motivo_core::random::SplitMix;
    use motivo_core::record::Nats;
    use motivo_core::symbols::Mode;

    fn plan() -> Plan {
        Plan::decode(include_str!("../../../www/plan/plan.txt")).expect("the sample shop's plan")
    }

    #[test]
    fn one_seed_gives_one_visit() {
        let records = |seed| {
            let mut random = SplitMix::new(seed);
            visit(&plan(), &mut || random.next())
        };
        assert_eq!(records(5), records(5));
        assert_ne!(records(5), records(6));
    }

    #[test]
    fn whoever_chooses_meets_the_same_shopper_and_is_named_in_the_records() {
        let nothing = Drawn {
            experience: None,
            variant: Variant::Neutral,
            kind: Tickets::ALL,
            tickets: Tickets::ALL,
        };
        let plan = plan();
        for seed in 0..50 {
            let (mut one, mut other) = (SplitMix::new(seed), SplitMix::new(seed));
            let shown = visit(&plan, &mut || one.next());
            let bare = visit_by(&plan, &|_, _, _, _| (nothing, 7), &mut || other.next());
            // Its strength is drawn after the choice.
            let told = |records: &[Record]| {
                records.iter().find_map(|record| match record.body {
                    Body::Visit(of) => Some((of.holdout, of.returning, of.motivator)),
                    _ => None,
                })
            };
            assert_eq!(told(&shown), told(&bare), "{seed}");
            for record in bare {
                if let Body::Decision(decision) = record.body {
                    assert_eq!((decision.policy, decision.arm), (7, Arm::Nothing));
                }
            }
        }
    }

    #[test]
    fn a_visit_that_is_told_starts_with_its_denominator_and_ends_with_one_order_at_most() {
        let mut random = SplitMix::new(1);
        let mut orders = 0;
        for _ in 0..200 {
            let records = visit(&plan(), &mut || random.next());
            let of = |wanted: fn(&Body) -> bool| records.iter().filter(|r| wanted(&r.body)).count();
            let visits = of(|body| matches!(body, Body::Visit(_)));
            let sold = of(|body| matches!(body, Body::Conversion(_)));
            // Trouble and the panel are told of any visit; all else needs the denominator.
            let any = of(|body| matches!(body, Body::Friction(_) | Body::Control(_)));
            assert!(visits == usize::from(records.len() > any) && sold <= 1);
            assert!(records.len() <= 30, "two requests have to hold a visit");
            orders += sold;
        }
        assert!((4..60).contains(&orders), "{orders}");
    }

    #[test]
    fn in_ldp_a_visit_tells_its_one_record_and_nothing_else() {
        let plan = Plan { mode: Mode::Ldp, epsilon: Some(Nats::Four), holdout: 500, ..plan() };
        let (mut random, mut told, mut held) = (SplitMix::new(3), 0, 0);
        for _ in 0..300 {
            let records = visit(&plan, &mut || random.next());
            assert!(records.len() <= 1, "{records:?}");
            for record in records {
                let Body::Private(of) = record.body else { panic!("{record:?}") };
                assert_eq!((record.mode, of.epsilon, of.symbols), (Mode::Ldp, Nats::Four, 22));
                told += 1;
                held += u32::from(of.holdout);
            }
        }
        assert!(told > 100 && held * 3 > told && held * 3 < told * 2, "{held} of {told}");
    }

    #[test]
    fn personalised_visits_buy_more_often_than_the_holdout() {
        // The demo has to have something to show: lift over half of the holdout's rate.
        let (mut random, mut sides) = (SplitMix::new(2), [[0.0_f64; 2]; 2]);
        let half = Plan { holdout: 500, ..plan() };
        for _ in 0..3_000 {
            for record in visit(&half, &mut || random.next()) {
                match record.body {
                    Body::Visit(visit) => sides[usize::from(visit.holdout)][0] += 1.0,
                    Body::Conversion(order) => sides[usize::from(order.holdout)][1] += 1.0,
                    _ => {}
                }
            }
        }
        let [shown, held] = sides.map(|[visits, orders]| orders / visits);
        assert!(shown > 1.5 * held, "{shown} against {held}");
    }
}
