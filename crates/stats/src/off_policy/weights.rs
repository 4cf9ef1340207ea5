//! Estimates from the weights alone: IPS, SNIPS, clipped IPS, and the effective sample size.
//! Never looks at who did what; that is `direct`.

use super::estimate::Estimate;

/// Where clipped IPS cuts a weight, above 0. 1: nearly the logging policy's own value. Infinite:
/// plain IPS. The reference values of the Open Bandit samples are cut at 10.
pub const CLIP: f64 = 10.0;

/// Sums over rows of products of weight `w` and reward `r`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weights {
    pub(super) w: f64,
    pub(super) wr: f64,
    pub(super) wrr: f64,
    pub(super) ww: f64,
    pub(super) wwr: f64,
    pub(super) wwrr: f64,
}

impl Weights {
    pub(super) fn add(&mut self, w: f64, r: f64) {
        self.w += w;
        self.wr += w * r;
        self.wrr += w * r * r;
        self.ww += w * w;
        self.wwr += w * w * r;
        self.wwrr += w * w * r * r;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.w += other.w;
        self.wr += other.wr;
        self.wrr += other.wrr;
        self.ww += other.ww;
        self.wwr += other.wwr;
        self.wwrr += other.wwrr;
    }

    /// The mean of `w r` (Horvitz-Thompson).
    pub(super) fn ips(&self, rows: f64) -> Estimate {
        Estimate::of_mean(rows, self.wr, self.wwrr)
    }

    /// The weighted mean of `r` (Swaminathan & Joachims), its error by the delta method:
    /// `sum w^2 (r - v)^2 / (sum w)^2`, times `n / (n - 1)` as for a mean. `None` if all weights
    /// are 0.
    pub(super) fn snips(&self, rows: f64) -> Option<Estimate> {
        (self.w > 0.0).then(|| {
            let value = self.wr / self.w;
            let scatter = self.wwrr - 2.0 * value * self.wwr + value * value * self.ww;
            // Rows of `w (r - v) / mean w` sum to 0; `v` comes on top.
            let mean = self.w / rows;
            let magnitude = self.wwrr / (mean * mean);
            let around = scatter / (mean * mean);
            let error = Estimate::of_mean_beside(rows, 0.0, around, magnitude).error;
            Estimate { value, error }
        })
    }

    /// `(sum w)^2 / sum w^2` (Kong); 0 if all weights are 0.
    pub(super) fn effective_rows(&self) -> f64 {
        if self.ww > 0.0 { self.w * self.w / self.ww } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_rows_give_the_known_estimates() {
        // Actions 0 1 2 0 1 2, rewards 1 0 1 0 1 1, logged at .5 .3 .2, target .2 .3 .5.
        let mut weights = Weights::default();
        for (w, r) in [(0.4, 1.0), (1.0, 0.0), (2.5, 1.0), (0.4, 0.0), (1.0, 1.0), (2.5, 1.0)] {
            weights.add(w, r);
        }
        // Half a unit of the last digit given.
        assert!((weights.ips(6.0).value - 1.066_666_7).abs() < 5e-8);
        assert!((weights.snips(6.0).expect("weights").value - 0.820_512_8).abs() < 5e-8);
        assert!((weights.effective_rows() - 4.105_263_2).abs() < 5e-8);
    }

    #[test]
    fn without_weight_there_is_no_weighted_mean_and_no_effective_row() {
        let mut weights = Weights::default();
        weights.add(0.0, 1.0);
        assert_eq!(weights.snips(1.0), None);
        assert_eq!(weights.effective_rows(), 0.0);
        assert_eq!(weights.ips(1.0), Estimate { value: 0.0, error: None });
    }
}
