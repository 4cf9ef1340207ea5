//! Whether visits fell into their groups in the proportions they were drawn with (Lindon).
//! Never says why not; valid at every look.

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

/// ln of the gamma function for `x > 0`, to about 1e-13 (Lanczos).
fn ln_gamma(x: f64) -> f64 {
    const G: f64 = 7.0;
    const FIRST: f64 = 0.999_999_999_999_809_9;
    const REST: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    if x < 0.5 {
        let pi = std::f64::consts::PI;
        return (pi / (pi * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let series: f64 =
        REST.iter().zip(1..).map(|(part, place)| part / (x + f64::from(place))).sum::<f64>()
            + FIRST;
    let t = x + G + 0.5;
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * t.ln() - t + series.ln()
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
    fn without_visits_the_odds_are_even() {
        assert!((odds(&[0.9, 0.1], &[0.0, 0.0], 100.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_group_as_drawn_raises_no_alarm_and_a_lost_one_does() {
        assert!(odds(&[0.9, 0.1], &[4_510.0, 490.0], 100.0) < 1.0);
        assert!(odds(&[0.9, 0.1], &[4_510.0, 350.0], 100.0) > 100.0);
    }

    #[test]
    fn ln_gamma_knows_factorials() {
        for (n, factorial) in [(1, 1.0), (5, 24.0), (11, 3_628_800.0_f64)] {
            assert!((ln_gamma(f64::from(n)) - factorial.ln()).abs() < 1e-12);
        }
        assert!((ln_gamma(0.25) - 3.625_609_908_221_908_f64.ln()).abs() < 1e-12);
    }
}
