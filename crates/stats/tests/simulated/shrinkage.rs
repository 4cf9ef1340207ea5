//! Shrunken rates against raw ones on shops whose true rates are known.

use crate::stream::Stream;
use motivo_stats::Z95;
use motivo_stats::proportion::Proportion;
use motivo_stats::shrinkage::prior;

/// Squared errors of raw and shrunken rates over shops of 33 cells, and the share of shrunken rates
/// that lie within two of their standard errors of the truth.
fn errors(visits: u32, spread: f64, stream: &mut Stream) -> (f64, f64, f64) {
    let (mut raw, mut shrunken, mut held) = (0.0, 0.0, 0.0);
    for _ in 0..40 {
        let truths: Vec<f64> =
            (0..33).map(|_| 0.04 + spread * (2.0 * stream.fraction() - 1.0)).collect();
        let cells: Vec<Proportion> = truths
            .iter()
            .map(|truth| {
                // Small and large cells side by side.
                let of = 1 + stream.number() % (2 * u64::from(visits));
                let hits: f64 = (0..of).map(|_| stream.hit(*truth)).sum();
                Proportion::new(hits, of as f64)
            })
            .collect();
        let prior = prior(&cells).expect("cells");
        for (cell, truth) in cells.iter().zip(&truths) {
            raw += (cell.rate() - truth).powi(2);
            let found = prior.shrink(*cell);
            shrunken += (found.rate - truth).powi(2);
            held += f64::from(u8::from((found.rate - truth).abs() <= Z95 * found.error));
        }
    }
    (raw, shrunken, held / (40.0 * 33.0))
}

#[test]
fn shrunken_rates_are_nearer_the_truth_than_raw_ones_and_know_how_near() {
    let mut stream = Stream(30);
    for (visits, spread, most) in
        [(30, 0.0, 0.1), (30, 0.02, 0.2), (300, 0.02, 0.5), (1_000, 0.03, 0.8)]
    {
        let (raw, shrunken, held) = errors(visits, spread, &mut stream);
        assert!(shrunken < most * raw, "{visits} {spread}: {shrunken} of {raw}");
        // True rates are spread evenly here, not by the beta distribution that is assumed.
        assert!(held > 0.91, "{visits} {spread}: {held}");
    }
}
