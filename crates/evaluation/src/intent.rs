//! Purchase intent on finished shop sessions: trains, judges and writes the table of core.
//! Never uses a page's value, a bounce or exit rate, or the month: a script tag sees none of them.
//!
//! | file | idea |
//! | --- | --- |
//! | [`sessions`] | what a session looked like to a script tag, and splits that keep duplicates together |
//! | [`train`] | ridge logistic regression over bins |
//! | [`table`] | the trained numbers as Rust |

mod sessions;
mod table;
mod train;

use crate::scores;
use crate::target::{Bound, Row, Section};
use anyhow::Result;
use std::path::Path;

/// Random splits that the figures are means of.
const SPLITS: u64 = 10;
/// Bins of the calibration error.
const BINS: usize = 10;

/// Measures the rows of purchase intent.
pub(crate) fn measure(data: &Path) -> Result<Section> {
    let sessions = sessions::read(data)?;
    let mut sums = [0.0; 4];
    for split in 0..SPLITS {
        let (training, judged) = sessions::split(&sessions, split);
        let trained = train::train(&training);
        let chances = trained.chances(&judged);
        let bought: Vec<bool> = judged.iter().map(|session| session.bought).collect();
        let figures = [
            scores::auc(&chances, &bought),
            scores::brier(&chances, &bought),
            scores::ece(&chances, &bought, BINS),
            scores::ece_of_equal_counts(&chances, &bought, BINS),
        ];
        for (sum, figure) in sums.iter_mut().zip(figures) {
            *sum += figure / SPLITS as f64;
        }
    }
    let [auc, brier, ece, ece_of_equal_counts] = sums;
    let drift = train::train(&sessions).distance_to(&motivo_core::intent::TRAINED);
    Ok(Section {
        title: "Purchase intent (UCI)",
        about: format!(
            "Online Shoppers Purchasing Intention, {} finished sessions; means of {SPLITS} random \
             splits, 30 % judged, duplicate rows on one side. \
             Each split cuts bins and fits weights on its training side only.",
            sessions.len()
        ),
        rows: vec![
            Row::judged("AUC", Bound::AtLeast(0.71), Bound::AtLeast(0.72), auc),
            Row::judged("Brier score", Bound::AtMost(0.126), None, brier),
            Row::judged(
                format!("calibration error (ECE), {BINS} bins of equal width"),
                Bound::AtMost(0.025),
                None,
                ece,
            ),
            Row::told(
                format!("calibration error (ECE), {BINS} bins of equal count"),
                ece_of_equal_counts,
            ),
            Row::judged(
                "largest difference between the shipped weights and retrained ones",
                Bound::AtMost(0.0015),
                None,
                drift,
            ),
        ],
        plots: Vec::new(),
    })
}

/// Trains on all sessions and writes the table of core.
pub(crate) fn retrain(data: &Path) -> Result<()> {
    table::write(&train::train(&sessions::read(data)?), &sessions::checksum(data)?)
}
