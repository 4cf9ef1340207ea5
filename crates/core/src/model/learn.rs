//! What a storefront's visits say about how strongly its content moves people.
//! Pure; never keeps a visit: only sums over all of them.

use super::{Model, STRENGTHS};
use crate::belief::Belief;

/// Visits that the model's own strengths are worth against those that were seen.
const HELD: f32 = 5.0;

/// How likely each response strength was, summed over visits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Learned {
    sums: [f32; STRENGTHS],
}

impl Learned {
    /// Takes a visit's end into account; the less likely a person was there, the less.
    pub fn see(&mut self, belief: &Belief<'_>) {
        self.sums.iter_mut().zip(belief.strengths()).for_each(|(sum, chance)| *sum += chance);
    }

    /// The model with the strengths of this storefront: one step of expectation maximisation a
    /// visit (Dempster, Laird & Rubin 1977), begun with the model's own.
    #[must_use]
    pub fn model<'a>(&self, of: &Model<'a>) -> Model<'a> {
        let mut model = *of;
        let seen: f32 = self.sums.iter().sum();
        for ((_, common), sum) in model.strengths.iter_mut().zip(self.sums) {
            *common = (HELD * *common + sum) / (HELD + seen);
        }
        model
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BUILT_IN;
    use crate::symbols::Response;

    #[test]
    fn before_any_visit_the_model_is_as_it_was() {
        assert_eq!(Learned::default().model(&BUILT_IN), BUILT_IN);
    }

    #[test]
    fn where_content_moves_nobody_the_strength_of_nothing_becomes_common() {
        let mut learned = Learned::default();
        for _visit in 0..40 {
            let model = learned.model(&BUILT_IN);
            let mut belief = Belief::new(10, &model);
            for event in 0..40_u8 {
                let response = Response::ALL[usize::from(event / 10 % 4)];
                belief.update(&[(event % 10, 1.0)], response);
            }
            learned.see(&belief);
        }
        let strengths = learned.model(&BUILT_IN).strengths;
        assert!(strengths[0].1 > 0.5, "{strengths:?}");
        let sum: f32 = strengths.iter().map(|(_, common)| common).sum();
        assert!((sum - 1.0).abs() < 1e-4, "{sum}");
    }
}
