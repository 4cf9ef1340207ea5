//! Fisher's exact test of two shares, two-sided, at one look that was fixed beforehand.
//! Never for a report that is read every day: peeking needs `sequence`.

use crate::proportion::Proportion;

/// The p-value, 0..=1: the chance, with all hits dealt out at random, of a table no likelier than
/// this one (Fisher; the two-sided rule of R's `fisher.test`). Counts are taken as whole numbers.
#[must_use]
pub fn p_value(a: Proportion, b: Proportion) -> f64 {
    let [hits, of, other, all] = [a.hits, a.of, b.of, a.hits + b.hits].map(f64::round);
    let (least, most) = ((all - other).max(0.0), all.min(of));
    // A table with one more hit in `a` is likelier by this factor.
    let up = |x: f64| (of - x) * (all - x) / ((x + 1.0) * (other - all + x + 1.0));
    let mode = ((of + 1.0) * (all + 1.0) / (of + other + 2.0)).floor().clamp(least, most);
    // From the likeliest table outward nothing overflows; far tails become 0.
    let mut seen = if hits == mode { 1.0 } else { 0.0 };
    let mut weights = vec![1.0];
    for upward in [true, false] {
        let (mut x, mut weight) = (mode, 1.0);
        while weight > 0.0 && if upward { x < most } else { x > least } {
            weight = if upward { weight * up(x) } else { weight / up(x - 1.0) };
            x += if upward { 1.0 } else { -1.0 };
            weights.push(weight);
            if x == hits {
                seen = weight;
            }
        }
    }
    // Tables of the same chance may differ by rounding.
    let unlikely = |weight: &&f64| **weight <= seen * (1.0 + 1e-7);
    weights.iter().filter(unlikely).sum::<f64>() / weights.iter().sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::function::gamma::ln_gamma;

    fn ln_choose(n: f64, k: f64) -> f64 {
        ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0)
    }

    /// Every table by its hypergeometric chance.
    fn slow(a: (u32, u32), b: (u32, u32)) -> f64 {
        let all = a.0 + b.0;
        let chance = |x: u32| {
            let [n, m, all, x] = [a.1, b.1, all, x].map(f64::from);
            (ln_choose(n, x) + ln_choose(m, all - x) - ln_choose(n + m, all)).exp()
        };
        let tables = all.saturating_sub(b.1)..=all.min(a.1);
        tables.map(chance).filter(|p| *p <= chance(a.0) * (1.0 + 1e-7)).sum()
    }

    fn fast(a: (u32, u32), b: (u32, u32)) -> f64 {
        let share = |(hits, of): (u32, u32)| Proportion::new(hits.into(), of.into());
        p_value(share(a), share(b))
    }

    #[test]
    fn the_p_value_of_a_shop_is_the_known_one() {
        let p = fast((130, 2000), (40, 1000));
        // Half a unit of the last digit given.
        assert!((p - 0.005_549_15).abs() < 5e-9, "{p}");
    }

    #[test]
    fn walking_from_the_likeliest_table_gives_what_all_tables_give() {
        for of in [1, 5, 12, 40] {
            for (hits, other) in (0..=of).flat_map(|hits| [(hits, 3), (hits, 17), (hits, 200)]) {
                for hits_there in [0, 1, other / 2, other] {
                    let (a, b) = ((hits, of), (hits_there, other));
                    let (fast, slow) = (fast(a, b), slow(a, b));
                    // ln of factorials of some hundred: rounding of 1e-13.
                    assert!((fast - slow).abs() < 1e-10, "{a:?} {b:?} {fast} {slow}");
                }
            }
        }
    }

    #[test]
    fn nothing_to_compare_is_no_surprise_and_the_unthinkable_is_zero() {
        assert_eq!(fast((0, 0), (0, 0)), 1.0);
        assert_eq!(fast((0, 50), (0, 70)), 1.0);
        assert_eq!(fast((50, 50), (70, 70)), 1.0);
        assert_eq!(fast((0, 100_000), (50_000, 100_000)), 0.0);
    }
}
