//! Draws from the browser's secure generator, or from the tag's seed in tests.
//! Never from anything about the shopper.

use motivo_core::parse_number;
use motivo_core::random::SplitMix;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn fill(bytes: &mut [u8]);
}

/// A source of draws.
pub(crate) struct Draws(Option<SplitMix>);

impl Draws {
    /// With a seed the draws repeat; an empty seed is none.
    pub(crate) fn new(seed: &str) -> Self {
        Self(parse_number(seed).map(|seed| SplitMix::new(seed.into())))
    }

    /// A uniform 32-bit draw.
    pub(crate) fn next(&mut self) -> u32 {
        match &mut self.0 {
            Some(seeded) => seeded.next(),
            None => secure() as u32,
        }
    }
}

/// A random id for one record, never seeded: two visits must not share it.
pub(crate) fn id() -> u128 {
    secure()
}

fn secure() -> u128 {
    let mut bytes = [0; 16];
    fill(&mut bytes);
    u128::from_le_bytes(bytes)
}
