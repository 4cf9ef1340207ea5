//! The two tables of `motivo evaluate-policy`: the target, a line `--`, the log.
//! Never asks whether an estimate is right.

use motivo_collector::Error;
use motivo_collector::cli::evaluate_policy::evaluate;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

/// Files of this process: the command reads from disk, and again to count lines.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("motivo-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder");
    folder
});

/// Estimates are numbers; a table that is refused has the line, the field and the way out named.
pub fn holds(bytes: &[u8]) {
    let end = bytes.windows(4).position(|window| window == b"\n--\n").unwrap_or(bytes.len());
    let (target, log) = (FOLDER.join("target.csv"), FOLDER.join("log.csv"));
    fs::write(&target, &bytes[..end]).expect("a temporary file");
    fs::write(&log, bytes.get(end + 4..).unwrap_or_default()).expect("a temporary file");
    match evaluate(&log, &target) {
        Ok(answer) => {
            assert!(!answer.text().contains("NaN"), "{}", answer.text());
            let json: Value = serde_json::from_str(&answer.json()).expect("JSON");
            let estimates = json["estimates"].as_object().expect("estimates by name");
            for (name, estimate) in estimates {
                // Nothing to weigh is no estimate; a value that is no number would be written null.
                assert!(estimate.is_null() || estimate["value"].is_number(), "{name} in {json}");
            }
            let earned = json["on_policy"]["value"].as_f64().expect("a mean reward");
            assert!((0.0..=1.0).contains(&earned), "{json}");
        }
        Err(Error::Table { line, field, what, instead, .. }) => {
            assert!(line > 0 && [field, what, instead].iter().all(|words| !words.is_empty()));
        }
        Err(other) => panic!("{other} has no place"),
    }
}
