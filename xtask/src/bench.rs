//! Measures what a page waits for, natively with criterion or in WebAssembly in Chromium, and what
//! the collector can take.
//! Never fails for a slow machine: it says what was measured beside what is wanted.

use crate::run::{alone, loud, program, quiet, root};
use crate::{demo, needs};
use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

#[derive(Args)]
pub(crate) struct Options {
    /// The core that is in dist/, in Chromium, instead of a native build.
    #[arg(long, conflicts_with = "page")]
    wasm: bool,
    /// A shop's page with the tag beside the bare page, in Chromium.
    #[arg(long)]
    page: bool,
    /// The collector: load, overload, storage, the report; minutes, and nothing else should run.
    #[arg(long, conflicts_with_all = ["wasm", "page"])]
    collector: bool,
    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// What was measured, in nanoseconds.
#[derive(Serialize)]
struct Row {
    what: String,
    median: f64,
    low: f64,
    high: f64,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    match options {
        Options { wasm: true, .. } => in_chromium("tests/bench/wasm.mjs", options.json),
        Options { collector: true, .. } => collector(options.json),
        Options { page: true, .. } => {
            quiet(
                "build the collector",
                program("cargo").args(["build", "-p", "motivo-collector"]),
            )?;
            in_chromium("tests/bench/page.mjs", options.json)
        }
        _ => native(options.json),
    }
}

fn collector(json: bool) -> Result<()> {
    let mut cargo = program("cargo");
    cargo.args(["bench", "-p", "motivo-collector", "--bench", "collector", "--"]);
    alone(if json { cargo.arg("--json") } else { &mut cargo })
}

fn in_chromium(script: &str, json: bool) -> Result<()> {
    if !root().join("dist/observer_bg.wasm").is_file() {
        bail!("dist/ has no observer_bg.wasm: build it with `cargo xtask dist`");
    }
    needs::node_packages()?;
    let mut node = program("node");
    node.arg(script).env("MOTIVO_CHROMIUM", needs::browser()?);
    if json { alone(node.arg("--json")) } else { loud("measure in Chromium", &mut node) }
}

fn native(json: bool) -> Result<()> {
    let mut cargo = program("cargo");
    cargo.args(["bench", "-p", "motivo-core", "--bench", "core", "--", "--noplot"]);
    if json {
        alone(cargo.stdout(Stdio::null()).stderr(Stdio::null()))?;
    } else {
        quiet("measure natively", &mut cargo)?;
    }
    let mut rows = Vec::new();
    for folder in folders(&demo::target_folder()?.join("criterion"))? {
        rows.extend(row(&folder.join("new"))?);
    }
    rows.sort_by(|one, other| one.what.cmp(&other.what));
    if json {
        println!("{}", serde_json::to_string_pretty(&rows)?);
        return Ok(());
    }
    println!("{:<44}{:>12}   95 % interval", "what, natively", "median");
    for Row { what, median, low, high } in &rows {
        println!("{what:<44}{:>12}   {} to {}", time(*median), time(*low), time(*high));
    }
    Ok(())
}

fn folders(of: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(of).with_context(|| format!("{}", of.display()))?;
    Ok(entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
}

/// What criterion wrote of a bench; `None` for folders that are none.
fn row(folder: &Path) -> Result<Option<Row>> {
    let read = |name: &str| {
        let text = fs::read_to_string(folder.join(name)).ok()?;
        serde_json::from_str::<serde_json::Value>(&text).ok()
    };
    let (Some(about), Some(found)) = (read("benchmark.json"), read("estimates.json")) else {
        return Ok(None);
    };
    let of = |value: &serde_json::Value| value.as_f64().context("criterion's estimates.json");
    let (median, interval) = (&found["median"], &found["median"]["confidence_interval"]);
    Ok(Some(Row {
        what: about["full_id"].as_str().context("criterion's benchmark.json")?.into(),
        median: of(&median["point_estimate"])?,
        low: of(&interval["lower_bound"])?,
        high: of(&interval["upper_bound"])?,
    }))
}

fn time(nanoseconds: f64) -> String {
    if nanoseconds < 1_000.0 {
        format!("{nanoseconds:.0} ns")
    } else {
        format!("{:.2} µs", nanoseconds / 1_000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_the_unit_that_people_read() {
        assert_eq!(time(812.4), "812 ns");
        assert_eq!(time(13_496.0), "13.50 µs");
    }

    #[test]
    fn what_criterion_wrote_is_read_and_other_folders_are_none() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(row(folder.path()).expect("no bench").is_none());
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text);
        write("benchmark.json", r#"{"full_id":"begin"}"#).expect("written");
        write(
            "estimates.json",
            r#"{"median":{"point_estimate":5.5,"confidence_interval":{"lower_bound":5,"upper_bound":6}}}"#,
        )
        .expect("written");
        let row = row(folder.path()).expect("readable").expect("a bench");
        assert_eq!((&*row.what, row.median, row.low, row.high), ("begin", 5.5, 5.0, 6.0));
    }
}
