//! Fits the model of purchase intent: logistic regression over bins with smooth weights.
//! Never looks at the sessions that it will be judged on.
//!
//! Minimises, over all weights w,
//! `log loss + RIDGE/2 sum w^2 + SMOOTH/2 sum (w[bin + 1] - w[bin])^2` by Newton's method.

use super::sessions::Session;
use crate::solve::solve;
use motivo_core::intent::{Intent, Quantity, Scale, Seen};

/// What is measured; each once for every shopper and once more for new ones.
const QUANTITIES: [Quantity; 9] = [
    Quantity::AccountPages,
    Quantity::AccountSeconds,
    Quantity::AccountPace,
    Quantity::InformationPages,
    Quantity::InformationSeconds,
    Quantity::InformationPace,
    Quantity::ProductPages,
    Quantity::ProductSeconds,
    Quantity::ProductPace,
];

/// Bins at most, for every shopper and for new ones. 8 miss the short visits; 24 are no better.
const BINS: usize = 16;
/// New shoppers are one visit in seven: fewer bins.
const NEW_BINS: usize = 8;
/// Pulls neighbouring weights together. 0: each bin alone, jumpy. 1,000: one weight for all bins.
const SMOOTH: f64 = 40.0;
/// Pulls weights to 0. 0: no solution, as bins of one quantity sum to 1. 500: nothing is learned.
const RIDGE: f64 = 4.0;
/// Newton steps; it settles to rounding within 8.
const STEPS: usize = 12;
/// The intercept, new, weekend.
const PLAIN: usize = 3;

/// What was cut and fitted for one quantity.
pub(super) struct TrainedScale {
    pub(super) quantity: Quantity,
    pub(super) only_new: bool,
    pub(super) edges: Vec<f32>,
    pub(super) weights: Vec<f32>,
}

impl TrainedScale {
    pub(super) fn lend(&self) -> Scale<'_> {
        Scale {
            quantity: self.quantity,
            only_new: self.only_new,
            edges: &self.edges,
            weights: &self.weights,
        }
    }
}

/// A fitted model; weights are rounded to thousandths.
pub(super) struct Trained {
    /// Intercept, new, weekend.
    pub(super) plain: [f32; PLAIN],
    pub(super) scales: Vec<TrainedScale>,
}

impl Trained {
    /// The chance of a purchase in each session, as core computes it.
    pub(super) fn chances(&self, sessions: &[Session]) -> Vec<f64> {
        let scales: Vec<Scale<'_>> = self.scales.iter().map(TrainedScale::lend).collect();
        let [intercept, new, weekend] = self.plain;
        let intent = Intent { intercept, new, weekend, scales: &scales };
        sessions.iter().map(|session| f64::from(intent.chance(&session.seen))).collect()
    }

    /// The largest difference in a number; infinite when the shapes differ.
    pub(super) fn distance_to(&self, other: &Intent<'_>) -> f64 {
        let same_shape = self.scales.len() == other.scales.len()
            && self.scales.iter().zip(other.scales).all(|(mine, theirs)| {
                mine.edges == theirs.edges && mine.weights.len() == theirs.weights.len()
            });
        if !same_shape {
            return f64::INFINITY;
        }
        let mine = self.scales.iter().flat_map(|scale| &scale.weights).chain(&self.plain);
        let plain = [other.intercept, other.new, other.weekend];
        let theirs = other.scales.iter().flat_map(|scale| scale.weights).chain(&plain);
        mine.zip(theirs).map(|(a, b)| f64::from((a - b).abs())).fold(0.0, f64::max)
    }
}

/// Cuts bins and fits weights.
pub(super) fn train(sessions: &[Session]) -> Trained {
    let scale = |quantity, only_new, bins| {
        let edges = cut(quantity, bins, sessions);
        let weights = vec![0.0; edges.len() + 1];
        TrainedScale { quantity, only_new, edges, weights }
    };
    let for_all = QUANTITIES.map(|quantity| scale(quantity, false, BINS));
    let for_new = QUANTITIES.map(|quantity| scale(quantity, true, NEW_BINS));
    let mut scales: Vec<TrainedScale> = for_all.into_iter().chain(for_new).collect();
    let weights = fit(&scales, sessions);
    let rounded = |weight: f64| ((weight * 1_000.0).round() / 1_000.0) as f32;
    let mut rest = &weights[PLAIN..];
    for scale in &mut scales {
        let (mine, others) = rest.split_at(scale.weights.len());
        scale.weights = mine.iter().copied().map(rounded).collect();
        rest = others;
    }
    Trained { plain: [weights[0], weights[1], weights[2]].map(rounded), scales }
}

/// The quantiles that split the sessions into bins of about the same size, to a tenth.
fn cut(quantity: Quantity, bins: usize, sessions: &[Session]) -> Vec<f32> {
    let mut values: Vec<f32> = sessions.iter().map(|session| quantity.of(&session.seen)).collect();
    values.sort_unstable_by(f32::total_cmp);
    let least = values.first().copied().unwrap_or(0.0);
    let quantile = |bin: usize| (values[values.len() * bin / bins] * 10.0).round() / 10.0;
    let mut edges: Vec<f32> = (1..bins).map(quantile).filter(|edge| *edge > least).collect();
    edges.dedup();
    edges
}

/// The weights: intercept, new, weekend, then the bins of each scale.
fn fit(scales: &[TrainedScale], sessions: &[Session]) -> Vec<f64> {
    let rows: Vec<Vec<usize>> =
        sessions.iter().map(|session| active(scales, &session.seen)).collect();
    let size = PLAIN + scales.iter().map(|scale| scale.weights.len()).sum::<usize>();
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        let (mut slope, mut curve) = penalty(scales, &weights);
        for (row, session) in rows.iter().zip(sessions) {
            let logit: f64 = row.iter().map(|index| weights[*index]).sum();
            let chance = 1.0 / (1.0 + (-logit).exp());
            let error = chance - f64::from(u8::from(session.bought));
            for &i in row {
                slope[i] += error;
                for &j in row {
                    curve[i][j] += chance * (1.0 - chance);
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(curve, slope)) {
            *weight -= step;
        }
    }
    weights
}

/// The weights that count in a visit.
fn active(scales: &[TrainedScale], seen: &Seen) -> Vec<usize> {
    let mut row = vec![0];
    row.extend(seen.new.then_some(1));
    row.extend(seen.weekend.then_some(2));
    let mut first = PLAIN;
    for scale in scales {
        row.extend(scale.lend().bin(seen).map(|bin| first + bin));
        first += scale.weights.len();
    }
    row
}

/// Slope and curvature of the penalty; the intercept is free.
fn penalty(scales: &[TrainedScale], weights: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let mut curve = vec![vec![0.0; weights.len()]; weights.len()];
    for (i, row) in curve.iter_mut().enumerate().skip(1) {
        row[i] = RIDGE;
    }
    let mut first = PLAIN;
    for scale in scales {
        for low in first..first + scale.weights.len() - 1 {
            curve[low][low] += SMOOTH;
            curve[low + 1][low + 1] += SMOOTH;
            curve[low][low + 1] -= SMOOTH;
            curve[low + 1][low] -= SMOOTH;
        }
        first += scale.weights.len();
    }
    let slope = curve.iter().map(|row| row.iter().zip(weights).map(|(a, b)| a * b).sum()).collect();
    (slope, curve)
}
