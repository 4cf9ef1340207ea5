//! Two shares compared at one look that was fixed beforehand.
//! Never for a report that is read every day: peeking needs `sequence`.

use crate::Interval;
use crate::proportion::Proportion;

/// Newcombe's interval (method 10, from two Wilson intervals) for `a - b` at normal quantile `z`.
#[must_use]
pub fn newcombe(a: Proportion, b: Proportion, z: f64) -> Interval {
    let (pa, pb) = (a.rate(), b.rate());
    let (wa, wb) = (a.wilson(z), b.wilson(z));
    let root = |x: f64, y: f64| (x * x + y * y).sqrt();
    Interval {
        low: pa - pb - root(pa - wa.low, wb.high - pb),
        high: pa - pb + root(wa.high - pa, pb - wb.low),
    }
}

/// Agresti & Caffo's interval for `a - b` at normal quantile `z`: one hit and one miss are added to
/// each side. Simpler than Newcombe's and as good for small sides; it may pass -1 or 1.
#[must_use]
pub fn agresti_caffo(a: Proportion, b: Proportion, z: f64) -> Interval {
    let rate = |p: Proportion| (p.hits + 1.0) / (p.of + 2.0);
    let noise = |p: Proportion| rate(p) * (1.0 - rate(p)) / (p.of + 2.0);
    let (difference, half) = (rate(a) - rate(b), z * (noise(a) + noise(b)).sqrt());
    Interval { low: difference - half, high: difference + half }
}

/// The difference `a - b` in standard errors under the hypothesis of no difference.
/// `None` without visits on both sides or without any variation.
#[must_use]
pub fn pooled_z(a: Proportion, b: Proportion) -> Option<f64> {
    if a.of <= 0.0 || b.of <= 0.0 {
        return None;
    }
    let pooled = (a.hits + b.hits) / (a.of + b.of);
    let error = (pooled * (1.0 - pooled) * (1.0 / a.of + 1.0 / b.of)).sqrt();
    (error > 0.0).then(|| (a.rate() - b.rate()) / error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Z95;

    /// 130 of 2,000 personalised visits against 40 of 1,000.
    fn shop() -> (Proportion, Proportion) {
        (Proportion::new(130.0, 2000.0), Proportion::new(40.0, 1000.0))
    }

    fn assert_near(got: f64, known: f64) {
        // Half a unit of the last digit given.
        assert!((got - known).abs() < 5e-9, "{got} is not {known}");
    }

    #[test]
    fn newcombe_gives_the_known_interval_of_a_shop() {
        let interval = newcombe(shop().0, shop().1, Z95);
        assert_near(interval.low, 0.007_792_05);
        assert_near(interval.high, 0.040_683_59);
    }

    #[test]
    fn newcombe_gives_the_interval_printed_in_1998() {
        let (a, b) = (Proportion::new(56.0, 70.0), Proportion::new(48.0, 80.0));
        let interval = newcombe(a, b, Z95);
        assert_near(interval.low, 0.052_431_47);
        assert_near(interval.high, 0.333_872_65);
    }

    #[test]
    fn agresti_caffo_gives_the_known_interval_of_a_shop() {
        let interval = agresti_caffo(shop().0, shop().1, Z95);
        assert_near(interval.low, 0.008_152_00);
        assert_near(interval.high, 0.040_880_80);
    }

    #[test]
    fn agresti_caffo_is_the_plain_interval_of_visits_told_one_by_one() {
        for (hits, of, other, others) in [(0, 3, 2, 5), (7, 31, 9, 20), (50, 60, 1, 400)] {
            let list = |hits: u32, of: u32| {
                // A hit and a miss are added.
                let (hits, of) = (hits + 1, of + 2);
                (0..of).map(|visit| f64::from(u8::from(visit < hits))).collect::<Vec<f64>>()
            };
            let moments = |list: Vec<f64>| {
                let n = list.len() as f64;
                let mean = list.iter().sum::<f64>() / n;
                (mean, list.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n / n)
            };
            let ((a, va), (b, vb)) = (moments(list(hits, of)), moments(list(other, others)));
            let share = |hits: u32, of: u32| Proportion::new(hits.into(), of.into());
            let found = agresti_caffo(share(hits, of), share(other, others), Z95);
            assert!((found.low - (a - b - Z95 * (va + vb).sqrt())).abs() < 1e-12);
            assert!((found.high - (a - b + Z95 * (va + vb).sqrt())).abs() < 1e-12);
        }
    }

    #[test]
    fn the_pooled_z_is_the_root_of_pearsons_chi_square() {
        for (a, b, c, d) in
            [(3.0, 40.0, 9.0, 31.0), (130.0, 1870.0, 40.0, 960.0), (1.0, 1.0, 5.0, 2.0)]
        {
            let z =
                pooled_z(Proportion::new(a, a + b), Proportion::new(c, c + d)).expect("both vary");
            let n: f64 = a + b + c + d;
            // Squared distances from the expected counts over these, cell by cell.
            let part = |seen: f64, row: f64, column: f64| {
                let expected = row * column / n;
                (seen - expected).powi(2) / expected
            };
            let chi = part(a, a + b, a + c)
                + part(b, a + b, b + d)
                + part(c, c + d, a + c)
                + part(d, c + d, b + d);
            assert!((z * z - chi).abs() < 1e-9, "{z} {chi}");
        }
    }

    #[test]
    fn newcombes_ends_are_as_far_as_the_wilson_ends_that_they_are_made_of() {
        // Each Wilson end solved from its definition: the rate z errors of its own away.
        let end = |p: Proportion, up: bool| {
            let (mut inside, mut outside) = (p.rate(), f64::from(u8::from(up)));
            for _ in 0..80 {
                let rate = f64::midpoint(inside, outside);
                let within = (p.rate() - rate).abs() <= Z95 * (rate * (1.0 - rate) / p.of).sqrt();
                if within { inside = rate } else { outside = rate }
            }
            inside
        };
        for (hits, of) in [(0.0, 7.0), (3.0, 9.0), (56.0, 70.0), (130.0, 2000.0)] {
            let (a, b) = (Proportion::new(hits, of), Proportion::new(40.0, 1000.0));
            let found = newcombe(a, b, Z95);
            let low = (a.rate() - end(a, false)).hypot(end(b, true) - b.rate());
            let high = (end(a, true) - a.rate()).hypot(b.rate() - end(b, false));
            assert!((found.low - (a.rate() - b.rate() - low)).abs() < 1e-12);
            assert!((found.high - (a.rate() - b.rate() + high)).abs() < 1e-12);
        }
    }

    #[test]
    fn the_pooled_z_of_a_shop_is_the_known_one() {
        let z = pooled_z(shop().0, shop().1).expect("both sides have visits");
        assert!((z - 2.791_887_8).abs() < 5e-8, "{z}");
    }

    #[test]
    fn without_visits_or_variation_there_is_no_z() {
        let none = Proportion::new(0.0, 0.0);
        assert_eq!(pooled_z(none, shop().1), None);
        let never = Proportion::new(0.0, 50.0);
        assert_eq!(pooled_z(never, never), None);
    }
}
