//! Sums over visits for each pair of variables, and the correlations in them.
//! Never needs all variables of a visit: a pair counts the visits at which both were looked at.

use super::{Error, eigen};
use nalgebra::DMatrix;

/// Sums over the visits at which two variables were both looked at. All are additive.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PairSums {
    /// Visits.
    pub n: f64,
    /// Sum of the first variable.
    pub x: f64,
    /// Sum of the second.
    pub y: f64,
    /// Sum of the squares of the first.
    pub xx: f64,
    /// Sum of the squares of the second.
    pub yy: f64,
    /// Sum of their products.
    pub xy: f64,
}

/// Below this share of its mean square a variance is rounding.
const ROUNDING: f64 = 1e-12;

impl PairSums {
    /// Pearson's correlation, -1..=1; `None` if a variable does not vary.
    #[must_use]
    pub fn correlation(&self) -> Option<f64> {
        let (n, x, y) = (self.n, self.x / self.n, self.y / self.n);
        let (vx, vy) = (self.xx / n - x * x, self.yy / n - y * y);
        let varies = vx > ROUNDING * self.xx / n && vy > ROUNDING * self.yy / n;
        varies.then(|| ((self.xy / n - x * y) / (vx * vy).sqrt()).clamp(-1.0, 1.0))
    }

    fn each(&self, other: &Self, of: impl Fn(f64, f64) -> f64) -> Self {
        Self {
            n: of(self.n, other.n),
            x: of(self.x, other.x),
            y: of(self.y, other.y),
            xx: of(self.xx, other.xx),
            yy: of(self.yy, other.yy),
            xy: of(self.xy, other.xy),
        }
    }
}

/// The sums of every pair of some predictors and one outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Moments {
    predictors: usize,
    /// Pairs (0, 1), (0, 2), … (0, outcome), (1, 2), …: the outcome is the last variable.
    pairs: Vec<PairSums>,
}

impl Moments {
    /// No visits yet, of this many predictors.
    #[must_use]
    pub fn new(predictors: usize) -> Self {
        Self { predictors, pairs: vec![PairSums::default(); predictors * (predictors + 1) / 2] }
    }

    /// How many predictors there are.
    #[must_use]
    pub fn predictors(&self) -> usize {
        self.predictors
    }

    /// The sums of the variables `first < second`, from 0; the outcome is number
    /// [`Self::predictors`].
    ///
    /// # Panics
    /// If `first < second <= predictors` does not hold.
    pub fn pair_mut(&mut self, first: usize, second: usize) -> &mut PairSums {
        let place = self.place(first, second);
        &mut self.pairs[place]
    }

    /// Adds the sums of other visits with the same predictors.
    ///
    /// # Panics
    /// If the predictors are not as many.
    pub fn add(&mut self, other: &Self) {
        self.change(other, |a, b| a + b);
    }

    /// Units of the outcome in one of a predictor, for a coefficient of 1 standard deviation each.
    pub(super) fn units(&self, place: usize) -> Option<f64> {
        let PairSums { n, x, y, xx, yy, .. } = self.pairs[self.place(place, self.predictors)];
        let variance = |sum: f64, squares: f64| squares / n - (sum / n) * (sum / n);
        let (x, y) = (variance(x, xx), variance(y, yy));
        (x > 0.0 && y >= 0.0).then(|| (y / x).sqrt())
    }

    /// These visits without some of them.
    pub(super) fn without(&self, part: &Self) -> Self {
        let mut rest = self.clone();
        rest.change(part, |a, b| a - b);
        rest
    }

    /// Visits over all pairs: the size of a part beside the whole.
    pub(super) fn size(&self) -> f64 {
        self.pairs.iter().map(|pair| pair.n).sum()
    }

    fn change(&mut self, other: &Self, of: impl Fn(f64, f64) -> f64) {
        assert_eq!(self.predictors, other.predictors, "sums of different predictors");
        for (mine, theirs) in self.pairs.iter_mut().zip(&other.pairs) {
            *mine = mine.each(theirs, &of);
        }
    }

    fn place(&self, first: usize, second: usize) -> usize {
        assert!(first < second && second <= self.predictors, "no pair {first}, {second}");
        // Before row `first` come rows of `predictors`, `predictors - 1`, … pairs.
        first * (2 * self.predictors + 1 - first) / 2 + second - first - 1
    }
}

/// Correlations of the predictors that vary, and the outcome as the last.
#[derive(Clone, Debug)]
pub(super) struct Correlations {
    /// Which predictors they are.
    pub(super) varying: Vec<usize>,
    /// One row more than `varying`.
    pub(super) matrix: DMatrix<f64>,
    /// Whether they had to be changed to be those of any visits at all.
    pub(super) mended: bool,
}

impl Correlations {
    pub(super) fn of(moments: &Moments) -> Result<Self, Error> {
        let outcome = moments.predictors;
        if outcome == 0 {
            return Err(Error::NoPredictors);
        }
        let finite = |p: &PairSums| (p.n + p.x + p.y + p.xx + p.yy + p.xy).is_finite();
        if !moments.pairs.iter().all(finite) {
            return Err(Error::NotFinite);
        }
        let pair = |first, second| &moments.pairs[moments.place(first, second)];
        let varies = |mean: f64, square: f64| square - mean * mean > ROUNDING * square;
        let beside = |place: usize| pair(place, outcome);
        let outcome_varies = (0..outcome).map(beside).any(|p| varies(p.y / p.n, p.yy / p.n));
        if !outcome_varies {
            return Err(Error::ConstantOutcome);
        }
        let varying: Vec<usize> = (0..outcome)
            .filter(|place| {
                varies(beside(*place).x / beside(*place).n, beside(*place).xx / beside(*place).n)
            })
            .collect();
        let all: Vec<usize> = varying.iter().copied().chain([outcome]).collect();
        let mut matrix = DMatrix::from_element(all.len(), all.len(), 1.0);
        for (row, first) in all.iter().enumerate() {
            for (column, second) in all.iter().enumerate().skip(row + 1) {
                // Two that were hardly ever looked at together are taken as unrelated.
                let r = pair(*first, *second).correlation().unwrap_or(0.0);
                (matrix[(row, column)], matrix[(column, row)]) = (r, r);
            }
        }
        let mended = eigen::mend(&mut matrix);
        Ok(Self { varying, matrix, mended })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_has_its_own_place() {
        for predictors in 1..6 {
            let mut moments = Moments::new(predictors);
            for first in 0..predictors {
                for second in first + 1..=predictors {
                    moments.pair_mut(first, second).n += 1.0;
                }
            }
            assert!(moments.pairs.iter().all(|pair| pair.n == 1.0), "{predictors}");
        }
    }

    #[test]
    fn a_variable_that_does_not_vary_has_no_correlation() {
        let constant = PairSums { n: 10.0, x: 3.0, y: 1.0, xx: 0.9, yy: 1.0, xy: 0.3 };
        assert_eq!(constant.correlation(), None);
        assert_eq!(PairSums::default().correlation(), None);
        let same = PairSums { n: 10.0, x: 3.0, y: 3.0, xx: 3.0, yy: 3.0, xy: 3.0 };
        assert_eq!(same.correlation(), Some(1.0));
    }
}
