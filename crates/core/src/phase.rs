//! Follows where the shopper stands in the purchase: a three-state hidden Markov model.
//! Pure; never looks at motivators.
//!
//! Recognize, request, respond after Siggelkow & Terwiesch, *Connected Strategy* (2019).
//! Transitions and emissions are judgements, not fits: see docs/model.md.

use crate::belief::likeliest;
use crate::symbols::Phase;

/// What the page saw of the journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Step {
    /// A page or content was met without a particular aim.
    Browse,
    /// One product was looked into: its page, its details opened.
    Detail,
    /// Searched, filtered, compared, looked up a size.
    Narrow,
    /// Something was put in the cart.
    Cart,
    /// Reached the checkout, or ordered.
    Checkout,
}

/// P(phase now | phase before): a row for each phase now, both in [`Phase::ALL`] order.
const MOVES: [[f32; 3]; 3] = [[0.90, 0.04, 0.02], [0.09, 0.90, 0.08], [0.01, 0.06, 0.90]];

/// P(step | phase), in [`Step`] order.
const SHOWS: [[f32; 5]; 3] = [
    [0.70, 0.20, 0.07, 0.02, 0.01],
    [0.30, 0.34, 0.28, 0.06, 0.02],
    [0.15, 0.15, 0.05, 0.30, 0.35],
];

/// The posterior over the phases; sums to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Journey([f32; 3]);

impl Default for Journey {
    fn default() -> Self {
        Self([0.7, 0.25, 0.05])
    }
}

impl Journey {
    /// Takes a step as evidence.
    pub fn update(&mut self, step: Step) {
        let mut next = [0.0; 3];
        for ((chance, moves), shows) in next.iter_mut().zip(&MOVES).zip(&SHOWS) {
            for (from, share) in self.0.iter().zip(moves) {
                *chance += from * share;
            }
            *chance *= shows[step as usize];
        }
        let sum: f32 = next.iter().sum();
        self.0 = next.map(|chance| chance / sum);
    }

    /// The likeliest phase.
    #[must_use]
    pub fn phase(&self) -> Phase {
        Phase::ALL.get(likeliest(&self.0).0).copied().unwrap_or(Phase::Recognize)
    }

    /// The posterior in thousandths, for storage.
    #[must_use]
    pub fn permille(&self) -> [u32; 3] {
        self.0.map(|chance| (chance * 1_000.0) as u32)
    }

    /// Reads what [`Journey::permille`] gave; all zero is the start of a journey.
    #[must_use]
    pub fn from_permille(parts: [u32; 3]) -> Self {
        let sum: f32 = parts.iter().map(|part| *part as f32).sum();
        if sum > 0.0 { Self(parts.map(|part| part as f32 / sum)) } else { Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(steps: &[Step]) -> Phase {
        let mut journey = Journey::default();
        steps.iter().for_each(|step| journey.update(*step));
        journey.phase()
    }

    #[test]
    fn browsing_is_recognizing_narrowing_is_requesting_a_full_cart_is_responding() {
        assert_eq!(after(&[]), Phase::Recognize);
        assert_eq!(after(&[Step::Browse; 6]), Phase::Recognize);
        assert_eq!(
            after(&[Step::Browse, Step::Detail, Step::Narrow, Step::Narrow]),
            Phase::Request
        );
        assert_eq!(after(&[Step::Detail, Step::Cart, Step::Cart, Step::Checkout]), Phase::Respond);
    }

    #[test]
    fn a_shopper_can_go_back_to_browsing() {
        let steps = [[Step::Cart; 4], [Step::Browse; 4], [Step::Browse; 4]].concat();
        assert_eq!(after(&steps), Phase::Recognize);
    }

    #[test]
    fn a_stored_journey_comes_back() {
        let mut journey = Journey::default();
        [Step::Detail, Step::Narrow].iter().for_each(|step| journey.update(*step));
        assert_eq!(Journey::from_permille(journey.permille()).phase(), journey.phase());
        assert_eq!(Journey::from_permille([0; 3]), Journey::default());
    }
}
