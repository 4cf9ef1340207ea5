//! How good chances are: ranking, squared error, calibration.
//! Never trains anything.
//!
//! - AUC: Hanley & McNeil, "The meaning and use of the area under a ROC curve", Radiology 143 (1982).
//! - Brier: G. W. Brier, "Verification of forecasts expressed in terms of probability",
//!   Monthly Weather Review 78 (1950).
//! - ECE: Naeini, Cooper & Hauskrecht, "Obtaining well calibrated probabilities using Bayesian
//!   binning", AAAI (2015).

/// How often a positive has the higher chance than a negative; ties count half. NaN without both.
pub(crate) fn auc(chances: &[f64], positive: &[bool]) -> f64 {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|a, b| chances[*a].total_cmp(&chances[*b]));
    let (mut wins, mut negatives) = (0.0, 0.0);
    for tied in order.chunk_by(|a, b| chances[*a] == chances[*b]) {
        let positives = tied.iter().filter(|index| positive[**index]).count() as f64;
        let others = tied.len() as f64 - positives;
        wins += positives * (negatives + 0.5 * others);
        negatives += others;
    }
    wins / (negatives * (chances.len() as f64 - negatives))
}

/// The mean squared difference between chance and what happened.
pub(crate) fn brier(chances: &[f64], positive: &[bool]) -> f64 {
    let errors = chances.iter().zip(positive).map(|(chance, is)| error(*chance, *is).powi(2));
    errors.sum::<f64>() / chances.len() as f64
}

/// Expected calibration error: mean distance between chance and share in bins of equal width,
/// weighted by their counts.
pub(crate) fn ece(chances: &[f64], positive: &[bool], bins: usize) -> f64 {
    let mut errors = vec![0.0; bins];
    for (chance, is) in chances.iter().zip(positive) {
        errors[((chance * bins as f64) as usize).min(bins - 1)] += error(*chance, *is);
    }
    errors.iter().map(|error| error.abs()).sum::<f64>() / chances.len() as f64
}

/// The same in bins that hold equally many.
pub(crate) fn ece_of_equal_counts(chances: &[f64], positive: &[bool], bins: usize) -> f64 {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|a, b| chances[*a].total_cmp(&chances[*b]));
    let mut errors = vec![0.0; bins];
    for (rank, index) in order.iter().enumerate() {
        errors[rank * bins / order.len()] += error(chances[*index], positive[*index]);
    }
    errors.iter().map(|error| error.abs()).sum::<f64>() / chances.len() as f64
}

fn error(chance: f64, positive: bool) -> f64 {
    chance - f64::from(u8::from(positive))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANCES: [f64; 4] = [0.1, 0.4, 0.35, 0.8];
    const BOUGHT: [bool; 4] = [false, false, true, true];

    #[test]
    fn the_textbook_example_has_an_auc_of_three_quarters() {
        // scikit-learn 1.9.1: roc_auc_score and brier_score_loss.
        assert!((auc(&CHANCES, &BOUGHT) - 0.75).abs() < 1e-12);
        assert!((brier(&CHANCES, &BOUGHT) - 0.158_125).abs() < 1e-12);
    }

    #[test]
    fn chances_that_are_all_the_same_rank_nothing() {
        assert_eq!(auc(&[0.3; 4], &BOUGHT), 0.5);
    }

    #[test]
    fn chances_that_come_true_are_calibrated_and_shifted_ones_are_off_by_the_shift() {
        let positive: Vec<bool> = (0..100).map(|index| index % 4 == 0).collect();
        assert!(ece(&[0.25; 100], &positive, 10) < 1e-12);
        assert!((ece(&[0.35; 100], &positive, 10) - 0.1).abs() < 1e-12);
        assert!((ece_of_equal_counts(&[1.0; 100], &positive, 1) - 0.75).abs() < 1e-12);
    }
}
