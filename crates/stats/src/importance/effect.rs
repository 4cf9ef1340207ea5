//! How much more of the outcome there is where a predictor is, all others being the same: the
//! coefficients of least squares, from the same sums as importance.
//! Never a cause: visits that meet a touchpoint may differ in what is not counted.

use super::moments::Correlations;
use super::{Error, Moments, jackknife};
use nalgebra::DMatrix;

/// A predictor whose variance given others is under this share of it has no effect of its own.
const GIVEN: f64 = 1e-9;

/// The outcome's change per unit of each predictor; `None` for one that never varies, or that the
/// others already give.
///
/// # Errors
/// [`Error`]: nothing to tell.
pub fn effects(moments: &Moments) -> Result<Vec<Option<f64>>, Error> {
    let correlations = Correlations::of(moments)?;
    let mut found = vec![None; moments.predictors()];
    for (place, standardised) in correlations.varying.iter().zip(solve(correlations.matrix)) {
        found[*place] = standardised.zip(moments.units(*place)).map(|(value, units)| value * units);
    }
    Ok(found)
}

/// The standard error of each effect from the days' sums, as those of importance.
#[must_use]
pub fn effect_errors(days: &[Moments]) -> Option<Vec<Option<f64>>> {
    jackknife::errors_of(days, |moments| effects(moments).ok())
}

/// Least squares by elimination, then from the last to the first: what each of the predictors adds,
/// in standard deviations. The matrix is that of all correlations, the outcome last.
fn solve(mut left: DMatrix<f64>) -> Vec<Option<f64>> {
    let outcome = left.ncols() - 1;
    for by in 0..outcome {
        let (own, mut later) = left.columns_range_pair_mut(by, by + 1..);
        let (variance, own) = (own[by], own.rows_range(by + 1..));
        if variance > GIVEN {
            later.rows_range_mut(by + 1..).ger(-1.0 / variance, &own, &own, 1.0);
        }
    }
    let mut found = vec![None; outcome];
    for by in (0..outcome).rev().filter(|by| left[(*by, *by)] > GIVEN) {
        let later = by + 1..outcome;
        let known: f64 = later.filter_map(|of| Some(left[(of, by)] * found[of]?)).sum();
        found[by] = Some((left[(outcome, by)] - known) / left[(by, by)]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums of rows of some predictors and an outcome.
    fn sums<const N: usize>(rows: &[[f64; N]]) -> Moments {
        let mut moments = Moments::new(N - 1);
        for row in rows {
            for (first, second) in (1..N).flat_map(|second| (0..second).map(move |f| (f, second))) {
                let (x, y) = (row[first], row[second]);
                let pair = moments.pair_mut(first, second);
                (pair.n, pair.x, pair.y) = (pair.n + 1.0, pair.x + x, pair.y + y);
                (pair.xx, pair.yy, pair.xy) = (pair.xx + x * x, pair.yy + y * y, pair.xy + x * y);
            }
        }
        moments
    }

    #[test]
    fn an_effect_is_what_one_predictor_adds_while_the_other_stays() {
        let mut rows = Vec::new();
        for step in 0..40 {
            let (a, b) = (f64::from(step % 7), f64::from(step % 3) + 0.3 * f64::from(step % 7));
            rows.push([a, b, 5.0 + 2.0 * a - 0.5 * b]);
        }
        let found = effects(&sums(&rows)).expect("all vary");
        for (effect, truth) in found.iter().zip([2.0, -0.5]) {
            assert!((effect.expect("it varies") - truth).abs() < 1e-9, "{found:?}");
        }
    }

    #[test]
    fn one_that_the_others_give_has_no_effect_of_its_own() {
        let rows: Vec<_> = (0..30)
            .map(|step| {
                let a = f64::from(step % 5);
                [a, 3.0 * a, a + f64::from(step % 2)]
            })
            .collect();
        let found = effects(&sums(&rows)).expect("all vary");
        assert!(found[0].is_some() && found[1].is_none(), "{found:?}");
        let still: Vec<_> = rows.iter().map(|[a, _, y]| [*a, 1.0, *y]).collect();
        assert_eq!(effects(&sums(&still)).expect("one varies")[1], None);
    }

    #[test]
    fn one_that_the_others_give_leaves_the_effects_of_the_rest_as_they_are() {
        let rows: Vec<_> = (0..42)
            .map(|step| {
                let [a, b] = [7, 3].map(|every| f64::from(step % every));
                [a, 3.0 * a, b, 2.0 * a - b]
            })
            .collect();
        let found = effects(&sums(&rows)).expect("all vary");
        for (effect, truth) in found.iter().zip([Some(2.0), None, Some(-1.0)]) {
            assert!((effect.unwrap_or(0.0) - truth.unwrap_or(0.0)).abs() < 1e-9, "{found:?}");
            assert_eq!(effect.is_some(), truth.is_some(), "{found:?}");
        }
    }

    #[test]
    fn the_error_of_an_effect_is_about_that_of_least_squares() {
        // A coin's effect on another with a chance of .5 in both cases: error 2 sd / root of n.
        let (mut state, mut days, visits) = (5_u64, Vec::new(), 400);
        let mut coin = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            f64::from((state >> 40) as u32 & 1)
        };
        for _day in 0..40 {
            let rows: Vec<_> = (0..visits).map(|_| [coin(), coin(), coin()]).collect();
            days.push(sums(&rows));
        }
        let errors = effect_errors(&days).expect("forty days");
        let usual = 1.0 / (40.0 * f64::from(visits)).sqrt();
        for error in errors {
            let ratio = error.expect("it varies") / usual;
            assert!((0.7..1.3).contains(&ratio), "{ratio}");
        }
    }
}
