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
use answer::Answer;
use motivo_stats::off_policy;
use std::path::PathBuf;
use target::Target;

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
    let answer = evaluate(options).inspect_err(|error| {
        if options.json {
            refuse(error);
        }
    })?;
    print(&if options.json { answer.json() } else { answer.text() });
    Ok(())
}

fn evaluate(options: &Options) -> Result<Answer, Error> {
    let target = Target::read(&options.target)?;
    let log = log::read(&options.log, &target)?;
    let evaluation = off_policy::evaluate(&log).expect("a log without rows is refused");
    Ok(Answer {
        log: options.log.display().to_string(),
        target: options.target.display().to_string(),
        evaluation,
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
