//! The codecs and the text tagger against golden files, a belief against its golden numbers, natively and (under `wasm-bindgen-test-runner`) in wasm.
//! Never compares with what the same build wrote: the files are the contract.

use motivo_core::belief::Belief;
use motivo_core::model::BUILT_IN;
use motivo_core::plan::Plan;
use motivo_core::policy::Arm;
use motivo_core::random::{SplitMix, below};
use motivo_core::record::{Body, Record};
use motivo_core::symbols::{Kind, Outcome, Response};
use motivo_core::tagger::Tagger;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const RECORDS: &str = include_str!("golden/records.txt");
const PLAN: &str = include_str!("golden/plan.txt");
/// A text and its tags by turns; to be renewed with the weights.
const TAGS: &str = include_str!("golden/tags.txt");
const WEIGHTS: &[u8] = include_bytes!("../../../www/tagger.bin");

#[test]
fn every_golden_record_comes_back_byte_for_byte() {
    assert_eq!(RECORDS.lines().count(), 21);
    for line in RECORDS.lines() {
        let record = Record::decode(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        assert_eq!(record.encode(), line);
    }
}

#[test]
fn a_golden_record_means_what_it_says() {
    let line = RECORDS.lines().nth(4).expect("twenty-one lines");
    let record = Record::decode(line).expect("a golden record");
    assert_eq!(record.id, 0x1234_5678_90ab_cdef_1234_5678_90ab_cdef);
    let Body::Outcome(of) = record.body else { panic!("not an outcome: {:?}", record.body) };
    assert_eq!((of.outcome, of.before, of.after), (Outcome::Engaged, 0, 3));
    assert!(matches!(of.decision.arm, Arm::Show(Kind::WelcomeNote, _)));
    assert_eq!((of.decision.motivator, of.decision.kind.get()), (Some(11), 1));
}

#[test]
fn the_golden_plan_comes_back_byte_for_byte() {
    let plan = Plan::decode(PLAN).expect("the golden plan");
    assert_eq!(plan.encode(), PLAN);
    assert_eq!((plan.holdout, plan.tags.len(), plan.experiences.len()), (100, 2, 2));
    assert_eq!(
        plan.touchpoints.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(),
        ["care_guide"]
    );
    assert_eq!([plan.experiences[0].phases, plan.experiences[1].phases], [7, 6]);
}

#[test]
fn a_malformed_record_names_its_field() {
    let good = RECORDS.lines().next().expect("twenty-one lines");
    for (from, to, field) in [
        ("m1", "m2", "version"),
        ("counts", "all", "mode"),
        ("sample", "Sample", "storefront"),
        ("00112233", "0011223Z", "id"),
        ("visit", "visits", "type"),
        ("visit 0", "visit 2", "holdout"),
        ("no 5", "maybe 5", "returning"),
        ("no 5", "no 12", "motivator"),
        ("no 5", "no 05", "motivator"),
        ("5 2", "5 4", "strength"),
        ("5 2", "5 2 1", "end"),
        ("5 2", "5 2 ", "end"),
        ("5 2", "5", "strength"),
        (" visit", "  visit", "type"),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good);
        let error = Record::decode(&bad).expect_err(&bad);
        assert_eq!(error.field, field, "{bad}: {error}");
    }
    let text =
        Record::decode(&good.replacen("no", "maybe", 1)).expect_err("no such word").to_string();
    assert_eq!(text, "record field \"returning\" is \"maybe\": use yes, no, unknown");
    assert_eq!(Record::decode(&"m1 ".repeat(100)).expect_err("too long").field, "record");
}

#[test]
fn a_malformed_record_of_any_other_type_names_its_field() {
    for (line, from, to, field) in [
        (7, "payment_error", "payment", "friction"),
        (7, "respond", "buying", "phase"),
        (7, "14", "100", "touchpoint"),
        (7, "14", "014", "touchpoint"),
        (7, "14", "checkout", "touchpoint"),
        (7, "seen", "solved", "state"),
        (7, "seen 0", "seen yes", "holdout"),
        (7, "seen 0", "seen 0 1", "end"),
        (10, "corrected", "belonging", "control"),
        (10, "corrected", "corrected 5", "end"),
        (10, " corrected", "", "control"),
        (12, "0 2 5", "0 5 2", "touchpoint"),
        (12, "0 2 5", "0 2 2", "touchpoint"),
        (12, " 99", " 100", "touchpoint"),
        (12, "request 1 0", "request 2 0", "first"),
        (12, "request 1 0", "request 1 1", "before"),
        (12, "3 0 0 3", "256 0 0 3", "seen"),
        (12, "3 0 0 3", "3 0 1 3", "revenue"),
        (12, "3 0 0 3", "3 0 0 21", "reward"),
        (13, "255 1 5 20 yes", "3 0 0 3 unasked", "before"),
        (13, "255 1", "254 1", "before"),
        (13, "yes", "maybe", "connected"),
        (14, "welcome_note", "welcome", "kind"),
        (14, "private 0", "private yes", "holdout"),
        (14, "2 22", "3 22", "epsilon"),
        (14, "2 22", "1 22", "epsilon"),
        (14, "2 22", "2 21", "symbols"),
        (14, "2 22", "2 4", "symbols"),
        (14, "2 22", "2 28", "symbols"),
        (14, "22 7", "22 22", "told"),
        (14, "22 7", "22 07", "told"),
        (15, "67108863", "67108864", "told"),
        (16, " 25", " 26", "told"),
        (17, "5 2 3", "5 6 3", "signs"),
        (17, "2 3", "2 5", "delight"),
        (17, "3 - 4", "3 11 4", "advocacy"),
        (17, "4 5", "0 5", "feel"),
        (17, "4 5", "4 6", "understands"),
        (17, "5 - - - -", "5 5 - - -", "again"),
        (17, "- - - -", "- - - - -", "end"),
        (18, "- - - -", "- - -", "arrived"),
        (19, " 99", " 100", "mattered"),
        (19, "99 - 1", "99 2 1", "solved"),
        (19, "99 - 1", "99 - yes", "arrived"),
    ] {
        let good = RECORDS.lines().nth(line).expect("twenty-one lines");
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good);
        let error = Record::decode(&bad).expect_err(&bad);
        assert_eq!(error.field, field, "{bad}: {error}");
    }
}

#[test]
fn a_visit_is_believed_alike_natively_and_in_wasm() {
    let mut random = SplitMix::new(20);
    let mut belief = Belief::new(10, &BUILT_IN);
    for _event in 0..60 {
        let mut draw = |limit| below(limit, &mut || random.next());
        let tags = [(draw(10) as u8, 1.0), (draw(10) as u8, 0.5)];
        belief.update(&tags[..1 + draw(2) as usize], Response::ALL[draw(4) as usize]);
    }
    let expected = [
        0.157_708, 0.205_473, 0.155_507, 0.074_004, 0.241_672, 0.035_979, 0.027_075, 0.053_371,
        0.026_912, 0.022_300,
    ];
    let found = belief.motivators();
    assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-5), "{found:?}");
    assert!((belief.bot() - 0.253_536).abs() < 1e-5, "{}", belief.bot());
}

#[test]
fn a_text_is_tagged_alike_natively_and_in_wasm() {
    let tagger = Tagger::new(WEIGHTS).expect("the shipped weights");
    let motivators = motivo_core::motivator::DEFAULT.join("\t");
    let lines: Vec<_> = TAGS.lines().collect();
    assert_eq!(lines.len(), 16);
    for pair in lines.chunks_exact(2) {
        assert_eq!(tagger.tag(pair[0], None).markup(&motivators), pair[1], "{}", pair[0]);
    }
}
