//! What holds of every belief: it is made of chances.
//! Never asks whether it is a good one.

use motivo_core::belief::Belief;

/// The chances of the motivators sum to 1 as nearly as a model's prior does, 1e-3; none is NaN.
pub(crate) fn is_made_of_chances(belief: &Belief<'_>) {
    let chances = belief.motivators();
    let sum: f32 = chances.iter().sum();
    assert!((sum - 1.0).abs() < 2e-3, "{chances:?} sum to {sum}");
    for chance in chances.iter().chain(&belief.strengths()).chain([&belief.bot()]) {
        assert!((0.0..=1.001).contains(chance), "{chance} is no chance");
    }
}
