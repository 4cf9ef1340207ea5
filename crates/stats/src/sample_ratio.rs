//! Whether visits fell into their groups in the proportions they were drawn with (Lindon).
//! Never says why not; valid at every look.

use statrs::function::gamma::ln_gamma;

/// Odds for "the groups are not as drawn" against "they are", after these counts.
///
/// `shares` are the drawn shares, above 0, summing to 1. `weight` says how close to them the
/// alternative is expected, as a number of visits (100: a few percent off). By Ville's inequality
/// odds above 100 happen to at most one correct shop in a hundred, however often it is looked at.
#[must_use]
pub fn odds(shares: &[f64], counts: &[f64], weight: f64) -> f64 {
    let (mut log, mut total) = (ln_gamma(weight), 0.0);
    for (share, count) in shares.iter().zip(counts) {
        let prior = weight * share;
        log += ln_gamma(prior + count) - ln_gamma(prior) - count * share.ln();
        total += count;
    }
    (log - ln_gamma(weight + total)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_odds_of_835_to_165_drawn_at_80_to_20_are_the_known_ones() {
        let odds = odds(&[0.8, 0.2], &[835.0, 165.0], 100.0);
        assert!((odds - 12.133_669_8).abs() < 5e-8, "{odds}");
    }

    #[test]
    fn the_odds_are_those_of_an_urn_that_learns_visit_by_visit() {
        for (shares, counts) in
            [([0.8, 0.2], [40_u32, 17]), ([0.5, 0.5], [9, 30]), ([0.97, 0.03], [200, 1])]
        {
            let (mut odds_so_far, mut seen) = (1.0, [0.0, 0.0]);
            for (group, count) in counts.iter().enumerate() {
                for _ in 0..*count {
                    let expected =
                        (70.0 * shares[group] + seen[group]) / (70.0 + seen[0] + seen[1]);
                    odds_so_far *= expected / shares[group];
                    seen[group] += 1.0;
                }
            }
            let fast = odds(&shares, &counts.map(f64::from), 70.0);
            // 200 products, and ln of gamma near 1,000.
            assert!((fast / odds_so_far - 1.0).abs() < 1e-9, "{fast} {odds_so_far}");
        }
    }

    #[test]
    fn without_visits_the_odds_are_even() {
        assert!((odds(&[0.9, 0.1], &[0.0, 0.0], 100.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_group_as_drawn_raises_no_alarm_and_a_lost_one_does() {
        assert!(odds(&[0.9, 0.1], &[4_510.0, 490.0], 100.0) < 1.0);
        assert!(odds(&[0.9, 0.1], &[4_510.0, 350.0], 100.0) > 100.0);
    }
}
