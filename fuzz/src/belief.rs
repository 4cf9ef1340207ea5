//! What holds of every belief: it is made of chances.
//! Never asks whether it is a good one.

use motivo_core::belief::Belief;

/// The built-in model's numbers are exact; those of a model file sum to 1 within a thousandth each.
pub(crate) const BUILT_IN: f32 = 1e-4;
pub(crate) const FROM_FILE: f32 = 5e-3;

/// The chances of the motivators sum to 1 within this; none is NaN.
pub(crate) fn is_made_of_chances(belief: &Belief<'_>, within: f32) {
    let chances = belief.motivators();
    let sum: f32 = chances.iter().sum();
    assert!((sum - 1.0).abs() < within, "{chances:?} sum to {sum}");
    for chance in chances.iter().chain(&belief.strengths()).chain([&belief.bot()]) {
        assert!((0.0..=1.0 + within).contains(chance), "{chance} is no chance");
    }
}
