//! The area under the ROC curve: how often a text that holds scores above one that does not.
//! Never a mean over texts without both kinds: then there is no figure.

/// Of scores with their labels; ties count half (Mann & Whitney 1947).
pub(crate) fn auc(scored: &[(f32, bool)]) -> Option<f64> {
    let mut scored = scored.to_vec();
    scored.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (mut below, mut wins) = (0.0, 0.0);
    for tied in scored.chunk_by(|one, other| one.0 == other.0) {
        let holding = tied.iter().filter(|(_, holds)| *holds).count() as f64;
        let others = tied.len() as f64 - holding;
        wins += holding * (below + others / 2.0);
        below += others;
    }
    let holding = scored.len() as f64 - below;
    (holding > 0.0 && below > 0.0).then(|| wins / (holding * below))
}

/// The mean of the figures that there are.
pub(crate) fn mean(figures: impl IntoIterator<Item = Option<f64>>) -> f64 {
    let figures: Vec<_> = figures.into_iter().flatten().collect();
    figures.iter().sum::<f64>() / figures.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_order_is_one_and_no_order_a_half() {
        assert_eq!(auc(&[(0.1, false), (0.2, false), (0.3, true)]), Some(1.0));
        assert_eq!(auc(&[(0.2, true), (0.2, false)]), Some(0.5));
        assert_eq!(auc(&[(0.1, true), (0.2, true), (0.15, false), (0.3, false)]), Some(0.25));
        assert_eq!(auc(&[(0.1, true)]), None);
    }
}
