//! What records say of an arm: how often it was rewarded, and how often not.
//! Never an impossible number: what a file holds is checked here, and what cannot be is nothing.

use core::ops::Add;

/// Counts over this are scaled down to it: no draw tells them apart, and 32 bits hold them.
const MOST: f32 = 1e6;

/// Beta successes and failures, both 0..=1e6; a reward of .3 is three tenths of a success.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    rewarded: f32,
    missed: f32,
}

impl Counts {
    /// Nothing is known when either is negative, infinite or no number.
    #[must_use]
    pub fn new(successes: f32, failures: f32) -> Self {
        let most = successes.max(failures);
        if !(successes >= 0.0 && failures >= 0.0 && most < f32::INFINITY) {
            return Self::default();
        }
        let scale = if most > MOST { MOST / most } else { 1.0 };
        Self { rewarded: successes * scale, missed: failures * scale }
    }

    /// How often it was rewarded.
    #[must_use]
    pub fn rewarded(self) -> f32 {
        self.rewarded
    }

    /// How often it was shown.
    #[must_use]
    pub fn shown(self) -> f32 {
        self.rewarded + self.missed
    }

    /// The share that was rewarded; at least one must have been shown.
    pub(super) fn rate(self) -> f32 {
        self.rewarded / self.shown()
    }

    /// What is left without a part of it.
    pub(super) fn less(self, part: Self) -> Self {
        Self {
            rewarded: (self.rewarded - part.rewarded).max(0.0),
            missed: (self.missed - part.missed).max(0.0),
        }
    }

    /// As much of it as speaks for a neighbour: the same share, worth under `alike` impressions.
    ///
    /// With n impressions and a variance among neighbours of 1/`alike` of an impression's own, the
    /// shrunken mean weighs them as `n alike / (n + alike)` (Efron & Morris 1975).
    pub(super) fn counted(self, alike: f32) -> Self {
        let counted = alike / (self.shown() + alike);
        Self { rewarded: self.rewarded * counted, missed: self.missed * counted }
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { rewarded: self.rewarded + other.rewarded, missed: self.missed + other.missed }
    }
}

/// What records say of an arm where a decision stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Learned {
    /// Everywhere.
    pub all: Counts,
    /// Where the likeliest motivator was this decision's; a part of `all`.
    pub motivator: Counts,
    /// In this decision's phase; a part of `all`.
    pub phase: Counts,
}

impl Add for Learned {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            all: self.all + other.all,
            motivator: self.motivator + other.motivator,
            phase: self.phase + other.phase,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_that_cannot_be_are_none_and_huge_ones_keep_their_share() {
        for (s, f) in [(-1.0, 3.0), (f32::NAN, 3.0), (3.0, f32::NAN), (f32::INFINITY, 1.0)] {
            assert_eq!((Counts::new(s, f), Counts::new(f, s)), Default::default(), "{s} {f}");
        }
        let huge = Counts::new(1e30, 3e30);
        assert!((huge.rate() - 0.25).abs() < 1e-6 && huge.shown() < 2e6, "{huge:?}");
        let known = Counts::new(2.5, 7.5);
        assert_eq!((known.rewarded(), known.shown()), (2.5, 10.0));
    }

    #[test]
    fn a_neighbour_keeps_its_share_and_never_counts_as_much_as_it_may() {
        for shown in [1.0, 40.0, 1e6] {
            let counted = Counts::new(0.3 * shown, 0.7 * shown).counted(50.0);
            assert!((counted.rate() - 0.3).abs() < 1e-5, "{counted:?}");
            assert!(counted.shown() < shown.min(50.0), "{counted:?}");
        }
    }

    #[test]
    fn a_part_that_is_larger_than_the_whole_leaves_nothing() {
        let left = Counts::new(1.0, 5.0).less(Counts::new(3.0, 2.0));
        assert_eq!((left.rewarded(), left.shown()), (0.0, 3.0));
    }
}
