//! What a storefront's visits say about how strongly its content moves people.
//! Pure; never keeps a visit: only how common each strength has come to look.

use super::{Model, STRENGTHS};
use crate::belief::Belief;
use crate::math::{exp, ln};

/// How fast a visit's weight falls with the visits before it, .5..1. Near 1 the first visits, which
/// knew little, are never outweighed; near .5 the last few are all that counts.
const FORGETS: f32 = 0.6;
/// How far beyond its own posterior a visit moves the shares: one visit alone says little of them,
/// so that without it 200 visits are too few. Over 3, the last few visits are all that counts.
const HASTE: f32 = 2.5;
/// The farthest that one visit moves them.
const FARTHEST: f32 = 0.7;
/// Share of the model's own strengths that stays: what was never seen may still come.
const STAYS: f32 = 0.01;

/// How common each response strength is in a storefront, as far as its visits tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learned {
    common: [f32; STRENGTHS],
    visits: u32,
}

impl Learned {
    /// Begins with what the model says.
    #[must_use]
    pub fn new(of: &Model<'_>) -> Self {
        Self { common: of.strengths.map(|(_, common)| common), visits: 0 }
    }

    /// Takes a visit's end into account, the less so the less likely a person was there.
    ///
    /// Stepwise expectation maximisation (Cappe & Moulines 2009), in larger steps: the n-th visit
    /// moves the shares by `2.5 (n + 1)^-.6` toward its own posterior, by .7 at most.
    pub fn see(&mut self, belief: &Belief<'_>) {
        self.visits += 1;
        let step = HASTE * exp(-FORGETS * ln(self.visits as f32 + 1.0));
        let step = step.min(FARTHEST);
        let seen = belief.strengths();
        let person: f32 = seen.iter().sum();
        for (common, chance) in self.common.iter_mut().zip(seen) {
            *common += step * (chance - person * *common);
        }
    }

    /// The model with the strengths of this storefront.
    #[must_use]
    pub fn model<'a>(&self, of: &Model<'a>) -> Model<'a> {
        let mut model = *of;
        for ((_, common), learned) in model.strengths.iter_mut().zip(self.common) {
            *common = learned + STAYS * (*common - learned);
        }
        model
    }
}

/// How common each response strength is in a storefront, in thousandths, 1000 together: from how
/// many of its visits told each level.
///
/// What a visit tells is drawn from its own posterior, so that this is one step of expectation
/// maximisation from what the visits expected; visits that expect this make the next step. A level
/// told by fewer than `least` visits, 1 or more, counts as that many: it may still come, and how few
/// they were is nobody's to know.
#[must_use]
pub fn told_strengths(visits: [f32; STRENGTHS], least: f32) -> [u16; STRENGTHS] {
    let counted = visits.map(|told| told.max(least));
    let sum: f32 = counted.iter().sum();
    let mut common = counted.map(|told| ((told / sum * 1000.0) as u16).max(1));
    // What rounding changed is the commonest's, which misses it least.
    let sum: u16 = common.iter().sum();
    if let Some(most) = common.iter_mut().max() {
        *most = 1000 + *most - sum;
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BUILT_IN;
    use crate::symbols::Response;

    #[test]
    fn before_any_visit_the_model_is_as_it_was() {
        assert_eq!(Learned::new(&BUILT_IN).model(&BUILT_IN), BUILT_IN);
    }

    #[test]
    fn what_few_visits_told_counts_as_the_least() {
        let few = told_strengths([2.0, 20.0, 50.0, 0.0], 10.0);
        assert_eq!(few, told_strengths([9.0, 20.0, 50.0, 10.0], 10.0));
        assert_eq!(few, [111, 222, 556, 111]);
    }

    #[test]
    fn what_visits_told_is_a_thousand_together() {
        for most in 0..2_000 {
            let told = told_strengths([1.0, most as f32, 333.0, 1e6], 1.0);
            assert_eq!(told.iter().sum::<u16>(), 1000, "{told:?}");
            assert!(told.iter().all(|common| *common > 0), "{told:?}");
        }
    }

    #[test]
    fn where_content_moves_nobody_the_strength_of_nothing_becomes_common() {
        let mut learned = Learned::new(&BUILT_IN);
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
