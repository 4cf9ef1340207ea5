//! Draws from the browser's secure generator, or from the tag's seed in tests.
//! Never from anything about the shopper.

use crate::abi::random;
use motivo_core::parse_number;
use motivo_core::random::SplitMix;

/// A source of draws.
pub(crate) struct Draws(Option<SplitMix>);

impl Draws {
    /// With a seed the draws repeat; an empty seed is none.
    pub(crate) fn new(seed: &str) -> Self {
        Self(parse_number(seed).map(|seed| SplitMix::new(seed.into())))
    }

    /// A uniform 32-bit draw.
    pub(crate) fn next(&mut self) -> u32 {
        self.0.as_mut().map_or_else(|| random(), SplitMix::next)
    }
}

/// A random id for one record, never seeded: two visits must not share it.
pub(crate) fn id() -> u128 {
    (0..4).fold(0, |id, _| id << 32 | u128::from(random()))
}
