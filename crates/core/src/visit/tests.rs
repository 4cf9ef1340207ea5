use super::*;
use crate::motivator::Motivators;
use crate::plan::Experience;
use crate::policy::Variant;
use crate::random::SplitMix;
use crate::symbols::{Mode, Place};

fn plan() -> Plan {
    let variants =
        std::iter::once(Variant::Neutral).chain((0..10).map(Variant::Motivator)).collect();
    Plan {
        storefront: "sample".into(),
        mode: Mode::Counts,
        holdout: 100,
        motivators: Motivators::default(),
        reward: Reward::default(),
        bounds: [25, 50, 100, 200],
        locales: vec!["en".into()],
        tags: Vec::new(),
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
        visit.respond(&[(5, 1.0)], Response::Act);
        visit.respond(&[(other, 1.0)], Response::Skip);
    }
}

/// A visit of which the note is drawn, whatever the seed it takes.
fn shown(holdout: bool) -> (Visit, Chosen) {
    for seed in 0..100 {
        let mut visit = Visit::new(&plan(), Returning::No, holdout);
        seeks_belonging(&mut visit);
        let mut random = SplitMix::new(seed);
        let chosen =
            visit.decide(&plan(), Page::default(), &mut || random.next()).expect("a moment");
        if chosen.decision.arm != Arm::Nothing {
            return (visit, chosen);
        }
    }
    panic!("the note was not drawn in 100 visits");
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
    visit.respond(&[(5, 1.0)], Response::Act);
    assert_eq!(visit.decide(&plan(), Page::default(), &mut || 0), Err(Wait::NothingEligible));
    assert!(visit.told().is_empty());
}

#[test]
fn a_page_interrupts_once_and_a_quiet_page_never() {
    let mut visit = Visit::new(&plan(), Returning::No, false);
    seeks_belonging(&mut visit);
    let decided = Page { decided: true, quiet: false };
    assert_eq!(visit.decide(&plan(), decided, &mut || 0), Err(Wait::PageHadOne));
    let quiet = Page { decided: false, quiet: true };
    assert_eq!(visit.decide(&plan(), quiet, &mut || 0), Err(Wait::QuietPage));
}

#[test]
fn a_note_that_appeared_does_not_come_back_in_the_visit() {
    let (mut visit, chosen) = shown(false);
    assert_eq!(chosen.show, Some(0));
    visit.outcome(chosen.decision, Outcome::Shown, &Reward::default()).expect("first time");
    assert_eq!(visit.decide(&plan(), Page::default(), &mut || 0), Err(Wait::NothingEligible));
}

#[test]
fn each_outcome_is_told_once_and_the_reward_follows() {
    let (mut visit, chosen) = shown(false);
    let reward = Reward::default();
    let mut levels = Vec::new();
    for outcome in [Outcome::Shown, Outcome::Shown, Outcome::Engaged, Outcome::Dismissed] {
        if let Some(Body::Outcome(of)) = visit.outcome(chosen.decision, outcome, &reward) {
            levels.push((of.outcome, of.before, of.after));
        }
    }
    assert_eq!(
        levels,
        [(Outcome::Shown, 0, 0), (Outcome::Engaged, 0, 3), (Outcome::Dismissed, 3, 1)]
    );
    assert_eq!(visit.outcome(chosen.decision, Outcome::Undone, &reward), None);
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

#[test]
fn an_order_before_any_decision_moment_tells_nothing() {
    let mut visit = Visit::new(&plan(), Returning::No, false);
    assert!(visit.order(10.0, &plan()).is_empty());
}

#[test]
fn revenue_is_bucketed_by_the_owners_bounds() {
    let bounds = [25, 50, 100, 200];
    let buckets =
        [f64::NAN, -3.0, 0.0, 0.01, 25.0, 99.9, 100.0, 1e9].map(|v| revenue_bucket(v, bounds));
    assert_eq!(buckets, [0, 0, 0, 1, 2, 3, 4, 5]);
}

#[test]
fn a_visit_goes_on_within_thirty_minutes_and_ends_after() {
    let (mut visit, chosen) = shown(false);
    visit.outcome(chosen.decision, Outcome::Shown, &Reward::default());
    let text = remember(&visit, 1_000);
    let resumed = Memory::read(&text, &plan()).expect("its own text").resume(1_030);
    assert_eq!(resumed.told(), visit.told());
    assert_eq!(resumed.belief().top(), Some(5));
    let next = Memory::read(&text, &plan()).expect("its own text").resume(1_031);
    assert!(next.told().is_empty());
    assert_eq!((next.returning, next.evidence()), (Returning::Yes, 0));
    assert_eq!(next.belief().top(), Some(5));
    let late = Memory::read(&text, &plan()).expect("its own text").resume(1_000 + 31 * 24 * 60);
    assert_eq!(late.returning, Returning::No);
    let backwards = Memory::read(&text, &plan()).expect("its own text").resume(3);
    assert_eq!(backwards.told(), visit.told());
}

#[test]
fn a_damaged_or_foreign_memory_is_forgotten() {
    let text = remember(&Visit::new(&plan(), Returning::No, false), 7);
    for damaged in ["", "m2", &text[..40], &text.replace("sample", "other"), &format!("{text}z")] {
        assert_eq!(Memory::read(damaged, &plan()), None);
    }
}
