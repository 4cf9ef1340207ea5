use super::*;
use crate::model::COMMON;
use crate::motivator::Motivators;
use crate::plan::Experience;
use crate::policy::{Arm, Tickets, Variant, decide};
use crate::random::SplitMix;
use crate::record::OutcomeOf;
use crate::symbols::{Agency, Correction, Kind, Mode, Place, Refusal};

fn plan() -> Plan {
    let variants =
        std::iter::once(Variant::Neutral).chain((0..10).map(Variant::Motivator)).collect();
    Plan {
        storefront: "sample".into(),
        mode: Mode::Counts,
        epsilon: None,
        holdout: 100,
        motivators: Motivators::default(),
        reward: Reward::default(),
        bounds: [25, 50, 100, 200],
        locales: vec!["en".into()],
        strengths: COMMON,
        tags: Vec::new(),
        touchpoints: Vec::new(),
        experiences: vec![Experience {
            id: "welcome".into(),
            kind: Kind::WelcomeNote,
            place: Place::Toast,
            evidence: 3,
            phases: 7,
            variants,
        }],
    }
}

fn seeks_belonging(visit: &mut Visit) {
    for other in [0, 1, 2, 4] {
        visit.respond(&[(5, 1.0)], Response::Act, true);
        visit.respond(&[(other, 1.0)], Response::Skip, true);
    }
}

const NOW: u32 = 29_700_000;

fn refusal_of(visit: &Visit, plan: &Plan, index: usize, moment: Moment) -> Option<Refusal> {
    let believed = visit.inference.believed();
    visit.decisions.refusal(plan, &believed, index, moment)
}

/// A page where everything is possible, at a minute.
fn at(now: u32) -> Moment {
    Moment { now, decided: false, quiet: false, possible: u32::MAX }
}

/// Draws at this moment with a seed, by the built-in policy.
fn decides<'a>(visit: &mut Visit, plan: &'a Plan, moment: Moment, seed: u64) -> Chosen<'a> {
    let mut random = SplitMix::new(seed);
    let choice = visit.moment(plan, moment).expect("a moment");
    let drawn = decide(&choice, &mut || random.next());
    visit.decided(plan, moment, drawn, 0, 0.5).expect("what may be drawn may appear")
}

/// A visit of which the note is drawn, whatever the seed it takes.
fn shown(holdout: bool) -> (Visit, Chosen<'static>) {
    let plan: &'static Plan = Box::leak(Box::new(plan()));
    for seed in 0..100 {
        let mut visit = Visit::new(plan, Returning::No, holdout);
        seeks_belonging(&mut visit);
        let chosen = decides(&mut visit, plan, at(NOW), seed);
        if chosen.decision.arm != Arm::Nothing {
            return (visit, chosen);
        }
    }
    panic!("the note was not drawn in 100 visits");
}

/// What a draw of nothing says.
const NOTHING: Drawn = Drawn {
    experience: None,
    variant: Variant::Neutral,
    kind: Tickets::LEAST,
    tickets: Tickets::ALL,
};

/// What a draw of the note says.
fn note(variant: Variant) -> Drawn {
    Drawn { experience: Some(0), variant, kind: Tickets::new(19), tickets: Tickets::new(17) }
}

fn remember(visit: &Visit, now: u32) -> String {
    let mut text = String::new();
    visit.remember(&plan(), now, &mut text);
    text
}

#[test]
fn holdout_shopper_is_recorded_but_shown_nothing() {
    let (_, chosen) = shown(true);
    assert_eq!(chosen.show, None);
    assert!(chosen.tell.iter().any(|body| matches!(body, Body::Visit(v) if v.holdout)));
    assert!(
        chosen
            .tell
            .iter()
            .any(|body| matches!(body, Body::Outcome(of) if of.outcome == Outcome::WouldShow))
    );
}

#[test]
fn too_little_evidence_is_no_moment() {
    let mut visit = Visit::new(&plan(), Returning::No, false);
    visit.respond(&[(5, 1.0)], Response::Act, true);
    assert_eq!(refusal_of(&visit, &plan(), 0, at(NOW)), Some(Refusal::Evidence));
    assert_eq!(visit.moment(&plan(), at(NOW)), None);
    assert_eq!(visit.decided(&plan(), at(NOW), NOTHING, 0, 0.5), None);
    assert_eq!(visit.decided(&plan(), at(NOW), note(Variant::Neutral), 0, 0.5), None);
    assert!(visit.told().is_empty());
}

#[test]
fn what_may_not_appear_is_refused_however_it_was_drawn() {
    let mut visit = Visit::new(&plan(), Returning::No, false);
    seeks_belonging(&mut visit);
    visit.inference.correct(3, Correction::Less);
    let mut two = plan();
    two.experiences.push(Experience { id: "again".into(), ..two.experiences[0].clone() });
    two.experiences[0].variants.pop();
    let refused = |drawn, moment| visit.clone().decided(&two, moment, drawn, 0, 0.5).is_none();
    let other = |experience| Drawn { experience: Some(experience), ..note(Variant::Neutral) };
    assert!(refused(other(2), at(NOW)), "the plan has no third");
    assert!(refused(other(1), at(NOW)), "it is the second of its kind");
    assert!(refused(note(Variant::Motivator(9)), at(NOW)), "it has no such variant");
    assert!(refused(note(Variant::Motivator(3)), at(NOW)), "the shopper said that it is not them");
    assert!(refused(note(Variant::Neutral), Moment { possible: 2, ..at(NOW) }), "no place");
    assert!(refused(note(Variant::Neutral), Moment { quiet: true, ..at(NOW) }), "no moment");
    assert!(refused(NOTHING, Moment { quiet: true, ..at(NOW) }), "no moment for nothing either");
    assert!(!refused(note(Variant::Neutral), at(NOW)) && !refused(NOTHING, at(NOW)));
    assert!(!refused(note(Variant::Motivator(5)), at(NOW)));
}

#[test]
fn an_abstaining_visit_refuses_words_for_a_motivator() {
    let mut visit = Visit::new(&plan(), Returning::No, false);
    for motivator in 0..10 {
        visit.respond(&[(motivator, 1.0)], Response::Glance, true);
    }
    assert_eq!(visit.inference.top(), None);
    assert!(visit.moment(&plan(), at(NOW)).expect("a moment").abstains);
    assert_eq!(visit.decided(&plan(), at(NOW), note(Variant::Motivator(0)), 0, 0.5), None);
    assert!(visit.decided(&plan(), at(NOW), note(Variant::Neutral), 0, 0.5).is_some());
}

#[test]
fn a_decision_tells_what_was_drawn_and_by_which_version_of_the_policy() {
    let mut visit = Visit::new(&plan(), Returning::No, false);
    seeks_belonging(&mut visit);
    let (plan, drawn) = (plan(), note(Variant::Motivator(5)));
    let chosen = visit.decided(&plan, at(NOW), drawn, 327, 0.5).expect("it may appear");
    let Decision { policy, arm, kind, variant, motivator, .. } = chosen.decision;
    assert_eq!((policy, kind.get(), variant.get(), motivator), (327, 19, 17, Some(5)));
    assert_eq!(arm, Arm::Show(Kind::WelcomeNote, Variant::Motivator(5)));
    let remembered = Visit::resume(&remember(&visit, NOW), &plan, NOW).expect("a memory");
    let again = remembered.told().iter().filter_map(Told::decision).next_back();
    assert_eq!(again, Some(chosen.decision));
}

#[test]
fn every_rule_of_the_manners_refuses_by_its_name() {
    let mut visit = Visit::new(&plan(), Returning::No, false);
    seeks_belonging(&mut visit);
    let refusal = |visit: &Visit, moment| refusal_of(visit, &plan(), 0, moment);
    assert_eq!(refusal(&visit, at(NOW)), None);
    assert_eq!(
        refusal_of(&visit, &plan(), 1, at(NOW)),
        Some(Refusal::NotHere),
        "there is no second"
    );
    assert_eq!(refusal(&visit, Moment { decided: true, ..at(NOW) }), Some(Refusal::PageHadOne));
    assert_eq!(refusal(&visit, Moment { quiet: true, ..at(NOW) }), Some(Refusal::Quiet));
    assert_eq!(refusal(&visit, Moment { possible: 2, ..at(NOW) }), Some(Refusal::NotHere));
    let mut late = plan();
    late.experiences[0].phases = 4;
    assert_eq!(refusal_of(&visit, &late, 0, at(NOW)), Some(Refusal::Phase));
    visit.decisions.allow(Agency::Answer).expect("less than before");
    assert_eq!(refusal(&visit, at(NOW)), Some(Refusal::Agency));
    visit.inference.pause(NOW + 1);
    assert_eq!(refusal(&visit, at(NOW)), Some(Refusal::Paused));
    assert_eq!(refusal(&visit, at(NOW + 1)), Some(Refusal::Agency));
}

#[test]
fn a_note_that_appeared_does_not_come_back_in_the_visit() {
    let (mut visit, chosen) = shown(false);
    assert_eq!(chosen.show.map(|of| of.id.as_str()), Some("welcome"));
    visit.outcome(chosen.decision, Outcome::Shown, &Reward::default(), NOW).expect("first time");
    assert_eq!(refusal_of(&visit, &plan(), 0, at(NOW + 5)), Some(Refusal::Appeared));
}

#[test]
fn a_note_that_was_sent_away_does_not_come_back_in_a_later_visit() {
    let (mut visit, chosen) = shown(false);
    visit
        .outcome(chosen.decision, Outcome::Dismissed, &Reward::default(), NOW)
        .expect("first time");
    let resume = |now| Visit::resume(&remember(&visit, NOW), &plan(), now).expect("a memory");
    let again = |days: u32| {
        let now = NOW + days * 24 * 60;
        let mut visit = resume(now);
        seeks_belonging(&mut visit);
        refusal_of(&visit, &plan(), 0, at(now))
    };
    assert_eq!(again(1), Some(Refusal::Dismissed));
    assert_eq!(again(29), Some(Refusal::Dismissed));
    assert_eq!(again(30), None);
}

#[test]
fn a_correction_holds_for_the_very_next_decision_and_for_later_visits() {
    let mut visit = Visit::new(&plan(), Returning::No, false);
    seeks_belonging(&mut visit);
    assert_eq!(visit.inference.top(), Some(5));
    visit.inference.correct(5, Correction::Less);
    let speaks_to_it = |mut visit: Visit, now| {
        (0..200).any(|seed| {
            seeks_belonging(&mut visit);
            let (mut one, plan) = (visit.clone(), plan());
            let chosen = decides(&mut one, &plan, at(now), seed);
            chosen.decision.motivator == Some(5)
                || chosen.decision.arm == Arm::Show(Kind::WelcomeNote, Variant::Motivator(5))
        })
    };
    assert!(!speaks_to_it(visit.clone(), NOW));
    let later = NOW + 3 * 24 * 60;
    let resumed = Visit::resume(&remember(&visit, NOW), &plan(), later).expect("a memory");
    assert!(!speaks_to_it(resumed, later));
    visit.inference.correct(4, Correction::More);
    assert_eq!(visit.inference.top(), Some(4));
}

#[test]
fn a_word_keeps_the_proportions_of_the_others_and_taken_back_leaves_the_evidence() {
    let mut visit = Visit::new(&plan(), Returning::No, false);
    seeks_belonging(&mut visit);
    let before = visit.inference.credible();
    visit.inference.correct(4, Correction::More);
    let more = visit.inference.credible();
    assert!((more[4] - 0.7).abs() < 1e-4 && (more.iter().sum::<f32>() - 1.0).abs() < 1e-4);
    let ratio = |chances: &[f32]| chances[5] / chances[3];
    assert!((ratio(&more) / ratio(&before) - 1.0).abs() < 1e-3, "{more:?} {before:?}");
    visit.inference.correct(4, Correction::Less);
    visit.inference.correct(5, Correction::Less);
    assert_eq!((visit.inference.credible()[4], visit.inference.credible()[5]), (0.0, 0.0));
    visit.inference.correct(4, Correction::None);
    visit.inference.correct(5, Correction::None);
    assert_eq!(visit.inference.credible(), before);
    visit.inference.correct(200, Correction::More);
    assert_eq!(visit.inference.credible(), before, "there is no such motivator");
}

#[test]
fn what_was_read_and_what_was_passed_by_is_counted_for_the_shopper() {
    let mut visit = Visit::new(&plan(), Returning::No, false);
    for response in [Response::Act, Response::Read, Response::Glance, Response::Skip] {
        visit.respond(&[(5, 1.0), (2, 0.2)], response, true);
    }
    let about = |visit: &Visit, index: usize| {
        let about = visit.inference.about()[index];
        (about.helped, about.passed)
    };
    assert_eq!((about(&visit, 5), about(&visit, 2), about(&visit, 0)), ((2, 1), (2, 1), (0, 0)));
    let again = Visit::resume(&remember(&visit, NOW), &plan(), NOW).expect("a memory");
    assert_eq!(again.decisions, visit.decisions);
    assert_eq!(again.inference.evidence(), 4);
    assert_eq!(about(&again, 5), (2, 1));
}

#[test]
fn each_outcome_is_told_once_and_the_reward_follows() {
    let (mut visit, chosen) = shown(false);
    let reward = Reward::default();
    let mut levels = Vec::new();
    for outcome in [Outcome::Shown, Outcome::Shown, Outcome::Engaged, Outcome::Dismissed] {
        if let Some(Body::Outcome(of)) = visit.outcome(chosen.decision, outcome, &reward, NOW) {
            levels.push((of.outcome, of.before, of.after));
        }
    }
    assert_eq!(
        levels,
        [(Outcome::Shown, 0, 0), (Outcome::Engaged, 0, 3), (Outcome::Dismissed, 3, 1)]
    );
    assert_eq!(visit.outcome(chosen.decision, Outcome::Undone, &reward, NOW), None);
}

#[test]
fn an_order_counts_once_for_the_first_decision() {
    let (mut visit, chosen) = shown(false);
    let told = visit.order(79.9, &plan());
    assert!(
        matches!(told[0], Body::Conversion(c) if c.revenue == 3 && c.motivator == chosen.decision.motivator)
    );
    assert!(
        matches!(told[1], Body::Outcome(of) if of.decision == chosen.decision && of.after == 10)
    );
    assert!(visit.order(79.9, &plan()).is_empty());
}

/// A visit of two pages, each with a decision for an experience of its own, and an order.
fn ordered_after_two(holdout: bool) -> (Vec<Decision>, Vec<Body>) {
    let offer = Experience {
        kind: Kind::CuratedOffer,
        place: Place::Inline,
        ..plan().experiences.remove(0)
    };
    let plan = Plan { experiences: [plan().experiences, vec![offer]].concat(), ..plan() };
    let mut visit = Visit::new(&plan, Returning::No, holdout);
    seeks_belonging(&mut visit);
    let drawn = |index| Drawn {
        experience: Some(index),
        variant: Variant::Neutral,
        kind: Tickets::LEAST,
        tickets: Tickets::ALL,
    };
    let mut decide = |index| {
        let moment = at(NOW + 5 * index as u32);
        visit.decided(&plan, moment, drawn(index), 0, 0.5).expect("it may appear").decision
    };
    let decisions = vec![decide(0), decide(1)];
    let [first, second] = decisions[..] else { panic!("two of them") };
    if !holdout {
        visit.outcome(first, Outcome::Engaged, &plan.reward, NOW);
    }
    let told = visit.order(79.9, &plan);
    let more = |outcome| visit.clone().outcome(second, outcome, &plan.reward, NOW).is_some();
    assert!(more(Outcome::Shown), "an order leaves room for the other outcomes");
    (decisions, told)
}

#[test]
fn an_order_is_counted_for_the_first_decision_and_taught_to_each_that_it_followed() {
    let (decisions, told) = ordered_after_two(false);
    let of = |index: usize, outcome| {
        let decision = decisions[index];
        Body::Outcome(OutcomeOf { decision, outcome, before: 3, after: 13 })
    };
    assert_eq!(told[1..], [of(0, Outcome::Converted), of(1, Outcome::Followed)]);
}

#[test]
fn an_order_in_the_holdout_teaches_nothing() {
    let (_, told) = ordered_after_two(true);
    let outcomes: Vec<_> = told
        .iter()
        .filter_map(|body| if let Body::Outcome(of) = body { Some(of.outcome) } else { None })
        .collect();
    assert_eq!(outcomes, [Outcome::Converted]);
}

#[test]
fn an_order_before_any_decision_moment_tells_nothing() {
    let mut visit = Visit::new(&plan(), Returning::No, false);
    assert!(visit.order(10.0, &plan()).is_empty());
}

#[test]
fn a_visit_goes_on_within_thirty_minutes_and_ends_after() {
    let (mut visit, chosen) = shown(false);
    visit.outcome(chosen.decision, Outcome::Shown, &Reward::default(), 1_000);
    let text = remember(&visit, 1_000);
    let resumed = Visit::resume(&text, &plan(), 1_030).expect("its own text");
    assert_eq!(resumed.told(), visit.told());
    assert_eq!(resumed.belief().top(), Some(5));
    let next = Visit::resume(&text, &plan(), 1_031).expect("its own text");
    assert!(next.told().is_empty());
    assert_eq!((next.inference.returning(), next.inference.evidence()), (Returning::Yes, 0));
    assert_eq!(next.belief().top(), Some(5));
    let late = Visit::resume(&text, &plan(), 1_000 + 31 * 24 * 60).expect("its own text");
    assert_eq!(late.inference.returning(), Returning::No);
    let backwards = Visit::resume(&text, &plan(), 3).expect("its own text");
    assert_eq!(backwards.told(), visit.told());
}

#[test]
fn a_damaged_or_foreign_memory_is_forgotten() {
    let text = remember(&Visit::new(&plan(), Returning::No, false), 7);
    for damaged in ["", "m1", &text[..40], &text.replace("sample", "other"), &format!("{text}z")] {
        assert_eq!(Visit::resume(damaged, &plan(), 7), None);
    }
}
