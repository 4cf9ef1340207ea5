//! `motivo evaluate-policy`: what another policy would have earned, told from a log.
//! Never names a winner under an alarm, and never holds the log in memory.
//!
//! | file | idea |
//! | --- | --- |
//! | `table` | a CSV file with named columns, line by line |
//! | `target` | the policy asked about, and the numbers of its items and positions |
//! | `log` | the rows of the logging policy |
//! | `answer` | what is printed |

mod answer;
mod log;
mod table;
mod target;

use super::print;
use crate::error::Error;
use motivo_stats::off_policy;
use std::path::{Path, PathBuf};
use target::Target;

pub use answer::Answer;

/// What to evaluate.
#[derive(clap::Args)]
pub(super) struct Options {
    /// The log, CSV: item_id, position, click (0 or 1, or a reward between), propensity_score;
    /// other columns are left alone
    #[arg(long, value_name = "LOG.csv")]
    log: PathBuf,
    /// The policy asked about, CSV: item_id and its chance at each position: p_pos1, p_pos2, …
    #[arg(long, value_name = "TARGET.csv")]
    target: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Evaluates and says what it found.
pub(super) fn evaluate_policy(options: &Options) -> Result<(), Error> {
    let answer = evaluate(&options.log, &options.target).inspect_err(|error| {
        if options.json {
            refuse(error);
        }
    })?;
    print(&if options.json { answer.json() } else { answer.text() });
    Ok(())
}

/// What the log in one file tells about the target in another.
///
/// # Errors
/// Says which file has a mistake, where, and what to write instead.
pub fn evaluate(log: &Path, target: &Path) -> Result<Answer, Error> {
    let known = Target::read(target)?;
    let evaluation = off_policy::evaluate(&log::read(log, &known)?);
    Ok(Answer {
        log: log.display().to_string(),
        target: target.display().to_string(),
        evaluation: evaluation.expect("a log without rows is refused"),
    })
}

/// The mistake as JSON; the words go to stderr as well.
fn refuse(error: &Error) {
    if let Error::Table { file, line, field, what, instead } = error {
        let json = serde_json::json!({
            "ok": false, "file": file, "line": line, "field": field, "what": what,
            "instead": instead,
        });
        print(&format!("{json}\n"));
    }
}
