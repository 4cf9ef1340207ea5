//! Which touchpoints a simulated shopper meets, and how much each moves them to buy.
//! Never knows which of them the visit tells of.

use motivo_core::random::{Draw, uniform};
use motivo_core::visit::Visit;

/// How often a page brings each of the built-in touchpoints, and what the first meeting adds to the
/// chance to buy.
const BUILT_IN: [(f32, f32); 20] = [
    (0.16, 0.045),
    (0.10, 0.020),
    (0.10, 0.030),
    (0.06, 0.035),
    (0.05, 0.010),
    (0.06, 0.010),
    (0.05, 0.015),
    (0.06, 0.005),
    (0.15, 0.000),
    (0.14, 0.000),
    (0.22, 0.005),
    (0.30, 0.000),
    (0.05, -0.010),
    (0.10, 0.005),
    (0.05, 0.060),
    (0.03, 0.000),
    (0.03, 0.005),
    (0.05, 0.010),
    (0.04, 0.005),
    (0.08, 0.000),
];
/// The same of an owner's own.
const OWN: (f32, f32) = (0.04, 0.010);

/// What a visit has met.
pub(crate) struct Walked(Vec<bool>);

impl Walked {
    /// Nothing, of this many touchpoints.
    pub(crate) fn new(touchpoints: usize) -> Self {
        Self(vec![false; touchpoints])
    }

    /// Whether each was met.
    pub(crate) fn met(&self) -> &[bool] {
        &self.0
    }

    /// A page; gives what it adds to the chance to buy.
    pub(crate) fn page(&mut self, visit: &mut Visit, draw: Draw<'_>) -> f32 {
        let mut gained = 0.0;
        for (place, met) in self.0.iter_mut().enumerate() {
            let (often, gain) = BUILT_IN.get(place).copied().unwrap_or(OWN);
            if uniform(draw) < often {
                visit.decisions.saw(place as u8);
                gained += if *met { 0.0 } else { gain };
                *met = true;
            }
        }
        gained
    }
}
