//! A value and how sure it is.
//! Never a standard error of 0: a sample without variation does not promise certainty.

use crate::{Interval, Z95};

/// A variance below this share of the mean square is rounding, some 1e4 units of the last place.
const ROUNDING: f64 = 1e-12;

/// An estimated mean reward.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error; `None` where none is standard or nothing varies.
    pub error: Option<f64>,
}

impl Estimate {
    /// The mean of `rows` values from their sum and their sum of squares, with its standard error.
    pub(super) fn of_mean(rows: f64, sum: f64, squares: f64) -> Self {
        Self::of_mean_beside(rows, sum, squares, squares)
    }

    /// The same for values that came out of sums as large as `magnitude`, and so carry their
    /// rounding.
    pub(super) fn of_mean_beside(rows: f64, sum: f64, squares: f64, magnitude: f64) -> Self {
        let value = sum / rows;
        let scatter = squares - rows * value * value;
        let varies = rows > 1.0 && scatter > ROUNDING * magnitude;
        Self { value, error: varies.then(|| (scatter / (rows - 1.0) / rows).sqrt()) }
    }

    /// The 95 % interval by the normal approximation; `None` without a standard error.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        let half = Z95 * self.error?;
        Some(Interval { low: self.value - half, high: self.value + half })
    }
}

#[cfg(test)]
mod tests {
    use super::Estimate;

    #[test]
    fn the_standard_error_of_a_mean_is_the_textbook_one() {
        // 1, 2, 3, 4: mean 2.5, sample variance 5/3.
        let estimate = Estimate::of_mean(4.0, 10.0, 30.0);
        assert_eq!(estimate.value, 2.5);
        let error = estimate.error.expect("it varies");
        // One rounding of the root.
        assert!((error - (5.0_f64 / 12.0).sqrt()).abs() < 1e-15);
        let interval = estimate.interval().expect("it varies");
        assert!((interval.high - interval.low - 2.0 * crate::Z95 * error).abs() < 1e-12);
    }

    #[test]
    fn one_row_or_equal_rows_promise_no_certainty() {
        assert_eq!(Estimate::of_mean(1.0, 0.3, 0.09).error, None);
        assert_eq!(Estimate::of_mean(3.0, 0.3, 0.03).error, None);
        assert_eq!(Estimate::of_mean(3.0, 0.0, 0.0).interval(), None);
    }
}
