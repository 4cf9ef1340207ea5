//! What a page waits for, natively: `cargo xtask bench` prints it as a table.
//! Never a test: how fast a machine is decides nothing.
#![allow(missing_docs, reason = "criterion's macros make public functions")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use motivo_core::belief::Belief;
use motivo_core::model::BUILT_IN;
use motivo_core::plan::Plan;
use motivo_core::symbols::Response;
use motivo_core::tagger::{Language, Tagger};
use std::hint::black_box;

const PLAN: &str = include_str!("../../../www/plan/plan.txt");
const WEIGHTS: &[u8] = include_bytes!("../../../www/tagger.bin");
const SENTENCE: &str = "A waxed jacket that keeps you dry on the ridge: sealed seams, a hood that \
                        turns with your head, and pockets you can open with mittens on.";

/// Speaks to two motivators, as a product's markup does; what comes next speaks to two others.
const CONTENT: [([(u8, f32); 2], Response); 4] = [
    ([(5, 0.7), (4, 0.3)], Response::Read),
    ([(8, 1.0), (0, 0.1)], Response::Skip),
    ([(9, 0.6), (0, 0.4)], Response::Glance),
    ([(6, 0.8), (2, 1.0)], Response::Read),
];

fn updates(criterion: &mut Criterion) {
    for motivators in [10, 12] {
        let mut begun = Belief::new(motivators, &BUILT_IN);
        for (tags, response) in CONTENT.iter().cycle().take(20) {
            begun.update(tags, *response);
        }
        let mut content = CONTENT.iter().cycle();
        let mut one = |mut belief: Belief<'static>| {
            if let Some((tags, response)) = content.next() {
                belief.update(black_box(tags), *response);
            }
            belief
        };
        let name = format!("one evidence update, {motivators} motivators");
        criterion.bench_function(&name, |bencher| {
            bencher.iter_batched(|| begun.clone(), &mut one, BatchSize::SmallInput);
        });
    }
}

fn starts(criterion: &mut Criterion) {
    criterion.bench_function("begin a belief, 10 motivators", |bencher| {
        bencher.iter(|| Belief::new(black_box(10), &BUILT_IN));
    });
    criterion.bench_function("decode the sample shop's plan", |bencher| {
        bencher.iter(|| Plan::decode(black_box(PLAN)));
    });
}

fn texts(criterion: &mut Criterion) {
    let tagger = Tagger::new(WEIGHTS).expect("the weights that are shipped");
    criterion.bench_function("tag a product's sentence", |bencher| {
        bencher.iter(|| tagger.tag(black_box(SENTENCE), Some(Language::En)));
    });
}

/// Each multiply-add waits for the one before, so the loop tells a machine's pace.
fn reference(criterion: &mut Criterion) {
    criterion.bench_function("1,000 multiply-adds, one after the other", |bencher| {
        bencher.iter(|| (0..black_box(1_000)).fold(0.0_f32, |sum, _| sum * 0.999 + 0.5));
    });
}

criterion_group!(benches, reference, updates, starts, texts);
criterion_main!(benches);
