//! What an arm is expected to earn before it has counts of its own, and for how long that is believed.
//! Pure; never touches a count: a prior is added to counts when a reward is drawn.
//!
//! Empirical Bayes after Efron & Morris, "Data analysis using Stein's estimator", JASA 70 (1975):
//! arms that compete are expected to be alike, as much as arms have been alike before.

/// What is known of an arm.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// How often it was shown.
    pub shown: f32,
    /// How often that was rewarded, 0..=shown.
    pub rewarded: f32,
    /// What it is expected to earn relative to the arms beside it, above 0; 1 where nothing is known.
    pub expected: f32,
}

/// How strongly expectations are held, in impressions that they are worth.
///
/// An expectation is worth `lasting + first / (1 + (shown / fade)^2)` impressions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    /// At once. 0: the first draws ignore what is expected. 10,000: only it decides at first.
    pub first: f32,
    /// For ever. Too high, and a wrong expectation is sticky.
    pub lasting: f32,
    /// Impressions of all arms together after which half of `first` is gone, above 0.
    pub fade: f32,
}

impl Strength {
    /// What an expectation is worth after so many impressions of all arms, in impressions.
    #[must_use]
    pub fn after(&self, shown: f32) -> f32 {
        let spent = shown / self.fade;
        self.lasting + self.first / (1.0 + spent * spent)
    }
}

/// The mean reward of arms that compete, relative expectations taken out.
///
/// `fleet` is the mean reward of others before, worth `weight` impressions, above 0. An arm shown
/// often says little more about its neighbours than one shown `strength` times: the best of them
/// is shown most and must not make the others look good.
#[must_use]
pub fn common_mean(arms: &[Tally], fleet: f32, weight: f32, strength: f32) -> f32 {
    let (mut rewarded, mut shown) = (weight * fleet, weight);
    for arm in arms.iter().filter(|arm| arm.shown > 0.0) {
        let counted = strength / (arm.shown + strength);
        rewarded += counted * arm.rewarded;
        shown += counted * arm.shown * arm.expected;
    }
    rewarded / shown
}

/// The Beta successes and failures of an expected reward, both at least 1.
///
/// Held at least as strongly as one success and one failure: weaker, and the rare reward that an
/// arm got by luck would be all that counts.
#[must_use]
pub fn beta_prior(mean: f32, strength: f32) -> (f32, f32) {
    // What is not a number becomes the least chance.
    let mean = if mean > 1e-6 { mean.min(1.0 - 1e-6) } else { 1e-6 };
    let strength = strength.max(1.0 / mean).max(1.0 / (1.0 - mean));
    ((mean * strength).max(1.0), ((1.0 - mean) * strength).max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRENGTH: Strength = Strength { first: 4_000.0, lasting: 60.0, fade: 150.0 };

    fn arm(shown: f32, rewarded: f32) -> Tally {
        Tally { shown, rewarded, expected: 1.0 }
    }

    #[test]
    fn an_expectation_fades_to_what_lasts_and_never_grows() {
        let after = [0.0, 50.0, 150.0, 1_000.0, 1e9].map(|shown| STRENGTH.after(shown));
        assert!(after.windows(2).all(|pair| pair[1] < pair[0]), "{after:?}");
        assert_eq!((after[0], after[2], after[4]), (4_060.0, 2_060.0, 60.0));
    }

    #[test]
    fn without_impressions_the_mean_is_the_fleets() {
        assert_eq!(common_mean(&[], 0.02, 50.0, 100.0), 0.02);
        assert_eq!(common_mean(&[arm(0.0, 0.0); 4], 0.02, 50.0, 100.0), 0.02);
    }

    #[test]
    fn more_rewards_raise_the_common_mean_and_an_arm_counts_less_the_more_it_was_shown() {
        let mean = |best: Tally| common_mean(&[arm(100.0, 2.0), best], 0.02, 50.0, 100.0);
        assert!(mean(arm(100.0, 8.0)) > mean(arm(100.0, 4.0)));
        // 10 % everywhere would be .1; capped at the worth of 100 impressions it stays near .05.
        assert!(mean(arm(100_000.0, 10_000.0)) < 0.07);
    }

    #[test]
    fn an_arm_that_earns_as_much_more_as_expected_leaves_the_common_mean_alone() {
        let better = Tally { shown: 100.0, rewarded: 4.0, expected: 2.0 };
        assert!((common_mean(&[better], 0.02, 50.0, 100.0) - 0.02).abs() < 1e-6);
    }

    #[test]
    fn a_prior_has_the_expected_mean_and_grows_narrow_with_its_strength() {
        for strength in [60.0, 600.0, 6_000.0] {
            let (a, b) = beta_prior(0.02, strength);
            assert!((a / (a + b) - 0.02).abs() < 1e-6);
            assert!((a + b - strength).abs() < 1e-2);
        }
    }

    #[test]
    fn whatever_is_expected_both_shapes_are_at_least_one() {
        for mean in [-1.0, 0.0, 1e-9, 0.5, 1.0, 7.0, f32::INFINITY, f32::NAN] {
            for strength in [-5.0, 0.0, 1.0, 1e6, f32::NAN] {
                let (a, b) = beta_prior(mean, strength);
                assert!(a >= 1.0 && b >= 1.0 && (a + b).is_finite(), "{mean} {strength} {a} {b}");
            }
        }
    }
}
