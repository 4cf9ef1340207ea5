//! What simulated shoppers tell: the sample shop's records, from the simulator's own visits.
//! Never a record twice, and never one made up here.

use motivo_core::plan::Plan;
use motivo_core::random::SplitMix;
use motivo_core::record::Record;
use motivo_simulator::shopper::visit;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The sample shop's key.
pub(crate) const STOREFRONT: &str = "sample";

/// The sample shop's config.
pub(crate) fn config() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/motivo.json")
}

/// Its plan.
pub(crate) fn plan() -> Plan {
    let text = include_str!("../../../../www/plan/plan.txt");
    Plan::decode(text).expect("the sample shop's plan")
}

/// The records of visits without end, one seed each.
pub(crate) fn records(plan: &Plan, seed: u64) -> impl Iterator<Item = Record> {
    let mut random = SplitMix::new(seed);
    std::iter::repeat_with(move || visit(plan, &mut || random.next())).flatten()
}

/// Lines that many clients share, each taken once.
pub(crate) struct Lines(Vec<String>, AtomicUsize);

impl Lines {
    pub(crate) fn new(plan: &Plan, seed: u64, number: usize) -> Self {
        let lines = records(plan, seed).take(number).map(|record| record.encode());
        Self(lines.collect(), AtomicUsize::new(0))
    }

    pub(crate) fn next(&self) -> Option<&str> {
        self.0.get(self.1.fetch_add(1, Ordering::Relaxed)).map(String::as_str)
    }
}
