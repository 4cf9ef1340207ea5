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

/// Random splits that the judged figures are means of.
const SPLITS: u64 = 10;
/// Random splits for the steadier figure: a mean of ten wobbles by some thousandths.
const MANY_SPLITS: u64 = 50;
/// Bins of the calibration error.
const BINS: usize = 10;

/// Measures the rows of purchase intent.
pub(crate) fn measure(data: &Path) -> Result<Section> {
    let sessions = sessions::read(data)?;
    let figures: Vec<[f64; 4]> = (0..MANY_SPLITS).map(|split| judge(&sessions, split)).collect();
    let mean = |splits: u64, figure: usize| {
        let sum: f64 = figures.iter().take(splits as usize).map(|figures| figures[figure]).sum();
        sum / splits as f64
    };
    let drift = train::train(&sessions).distance_to(&motivo_core::intent::TRAINED);
    let calibration = |bins: &str| format!("calibration error (ECE), {BINS} bins of equal {bins}");
    Ok(Section {
        title: "Purchase intent (UCI)",
        about: format!(
            "Online Shoppers Purchasing Intention, {} finished sessions; means of {SPLITS} random \
             splits, 30 % judged, duplicate rows on one side. \
             Each split cuts bins and fits weights on its training side only.",
            sessions.len()
        ),
        rows: vec![
            Row::judged("AUC", Bound::AtLeast(0.71), Bound::AtLeast(0.72), mean(SPLITS, 0)),
            Row::told(format!("AUC, mean of {MANY_SPLITS} splits"), mean(MANY_SPLITS, 0)),
            Row::judged("Brier score", Bound::AtMost(0.126), None, mean(SPLITS, 1)),
            Row::judged(calibration("width"), Bound::AtMost(0.025), None, mean(SPLITS, 2)),
            Row::told(calibration("count"), mean(SPLITS, 3)),
            Row::judged(
                "largest difference between the shipped weights and retrained ones",
                // Weights are rounded to thousandths: one may fall to either side.
                Bound::AtMost(0.0015),
                None,
                drift,
            ),
        ],
        plots: Vec::new(),
    })
}

/// AUC, Brier score and both calibration errors of one split.
fn judge(sessions: &[sessions::Session], split: u64) -> [f64; 4] {
    let (training, judged) = sessions::split(sessions, split);
    let chances = train::train(&training).chances(&judged);
    let bought: Vec<bool> = judged.iter().map(|session| session.bought).collect();
    [
        scores::auc(&chances, &bought),
        scores::brier(&chances, &bought),
        scores::ece(&chances, &bought, BINS),
        scores::ece_of_equal_counts(&chances, &bought, BINS),
    ]
}

/// Trains on all sessions and writes the table of core.
pub(crate) fn retrain(data: &Path) -> Result<()> {
    table::write(&train::train(&sessions::read(data)?), &sessions::checksum(data)?)
}
