//! The sample ratio's odds against an urn that learns from each visit.
//! Groups are two to five, drawn shares down to a hundredth, visits from none to thousands.

use crate::stream::Stream;
use motivo_stats::sample_ratio::odds;

#[test]
fn the_odds_are_multiplied_together_visit_by_visit() {
    let mut stream = Stream(76);
    for case in 0..300 {
        let groups = 2 + (stream.number() % 4) as usize;
        let parts: Vec<f64> = (0..groups).map(|_| 0.03 + stream.fraction().powi(3)).collect();
        let all: f64 = parts.iter().sum();
        let shares: Vec<f64> = parts.iter().map(|part| part / all).collect();
        let weight = 1.0 + 999.0 * stream.fraction().powi(2);
        let visits = [0, 1, 30, 1_000, 20_000][case % 5];
        // Some shops lose a part of the first group.
        let lost = if stream.happens(0.5) { 0.0 } else { 0.3 * stream.fraction() };
        let (mut log, mut seen) = (0.0_f64, vec![0.0; groups]);
        for _ in 0..visits {
            let mut place = stream.fraction();
            let group = shares.iter().position(|share| {
                place -= share;
                place < 0.0
            });
            let group = group.unwrap_or(groups - 1);
            if group == 0 && stream.happens(lost) {
                continue;
            }
            let total: f64 = seen.iter().sum();
            log += ((weight * shares[group] + seen[group]) / (weight + total) / shares[group]).ln();
            seen[group] += 1.0;
        }
        let fast = odds(&shares, &seen, weight).ln();
        // 20,000 logarithms, and ln of gamma near 200,000.
        assert!((fast - log).abs() < 1e-7, "{shares:?} {seen:?} {weight}: {fast} {log}");
    }
}
