//! The collector's own counts: what arrived, what was refused and why, whether the holdout holds.
//! Never about visits, so nothing here is hidden.

use super::lift::Noise;
use super::sums::Sums;
use motivo_stats::sample_ratio;

/// Odds from which the holdout counts as not drawn as configured: p < .01.
const ALARM: f64 = 100.0;
/// How close to the drawn shares a wrong ratio is expected, in visits.
const WEIGHT: f64 = 100.0;

/// The collector's own counts.
pub(super) struct Health {
    pub(super) accepted: f64,
    pub(super) duplicates: f64,
    /// Reason and count, most first.
    pub(super) refused: Vec<(String, f64)>,
    /// Whether visits fall into holdout as often as configured; `None` without visits.
    pub(super) ratio: Option<Ratio>,
}

/// Drawn and found share of holdout visits.
pub(super) struct Ratio {
    pub(super) alarm: bool,
    pub(super) drawn: f64,
}

impl Health {
    /// Records that arrived for the first time.
    pub(super) fn received(&self) -> f64 {
        self.accepted + self.refused.iter().map(|(_, count)| count).sum::<f64>()
    }
}

/// `unknown` are the counts of requests that named no storefront of ours; `noise` is in the visits.
pub(super) fn health(sums: &Sums, unknown: &Sums, drawn: f64, noise: Noise) -> Health {
    let (mut accepted, mut duplicates, mut refused) = (0.0, 0.0, Vec::<(String, f64)>::new());
    for (key, count) in sums.keys("health", "n").chain(unknown.keys("health", "n")) {
        match key.as_slice() {
            ["none", _, "none"] => accepted += count,
            ["none", _, _] => duplicates += count,
            [reason, ..] => match refused.iter_mut().find(|(known, _)| known == reason) {
                Some((_, sum)) => *sum += count,
                None => refused.push(((*reason).to_owned(), count)),
            },
            [] => {}
        }
    }
    refused.sort_by(|a, b| b.1.total_cmp(&a.1));
    let sides = sums.sides();
    let counts = [sides.personalised.visits, sides.holdout.visits].map(|visits| visits.max(0.0));
    // What noise may have done speaks for the drawn share.
    let all = counts[0] + counts[1];
    let expected = [(1.0 - drawn) * all, drawn * all];
    let toward = |side: usize| {
        let off = expected[side] - counts[side];
        counts[side] + off.clamp(-noise.reach(), noise.reach())
    };
    let counts = [toward(0), toward(1)];
    let ratio = (counts[0] + counts[1] > 0.0 && drawn > 0.0).then(|| Ratio {
        alarm: sample_ratio::odds(&[1.0 - drawn, drawn], &counts, WEIGHT) > ALARM,
        drawn,
    });
    Health { accepted, duplicates, refused, ratio }
}
