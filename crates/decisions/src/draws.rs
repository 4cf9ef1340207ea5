//! Draws from the browser's secure generator, or from the tag's seed in tests.
//! Never from anything about the shopper.

use crate::abi::random;
use motivo_core::parse_number;
use motivo_core::random::SplitMix;

/// A source of draws.
pub(crate) struct Draws {
    seed: Option<u32>,
    seeded: Option<SplitMix>,
}

impl Draws {
    /// With a seed the draws repeat; an empty seed is none.
    pub(crate) fn new(seed: &str) -> Self {
        let seed = parse_number(seed);
        Self { seed, seeded: seed.map(|seed| SplitMix::new(seed.into())) }
    }

    /// A uniform 32-bit draw.
    pub(crate) fn next(&mut self) -> u32 {
        self.seeded.as_mut().map_or_else(|| random(), SplitMix::next)
    }

    /// The draws of one decision: with a seed the same for each.
    pub(crate) fn policy(&self) -> SplitMix {
        let high = if self.seed.is_some() { 1 } else { random() };
        let low = self.seed.unwrap_or_else(|| random());
        SplitMix::new(u64::from(high) << 32 | u64::from(low))
    }
}

/// A random id for one record, never seeded: two visits must not share it.
pub(crate) fn id() -> u128 {
    (0..4).fold(0, |id, _| id << 32 | u128::from(random()))
}
