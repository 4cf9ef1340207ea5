//! Makes up input for every parser with libFuzzer, and says where something did not hold.
//! Never part of the tests: those take known input (`fuzz/src/lib.rs`), this takes minutes.

use crate::needs;
use crate::run::{Progress, answer, log_path, program, root, tail};
use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Args)]
pub(crate) struct Options {
    /// For how long each target is tried. 600 is the check before a release.
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..))]
    seconds: u32,
    /// Only this target, a name in fuzz/targets.txt.
    #[arg(long, value_name = "TARGET")]
    only: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// What lets libFuzzer see which code an input reaches: what `cargo fuzz` sets, without a sanitizer,
/// which stable Rust does not have.
const FLAGS: [&str; 7] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg",
    "fuzzing",
];
/// An input that takes longer than this many seconds is a fault.
const SLOW: &str = "-timeout=10";

/// A target and the files that it begins with.
struct Target {
    name: String,
    seeds: Vec<PathBuf>,
}

/// What came of a target.
#[derive(Serialize)]
struct Outcome {
    target: String,
    executions: u64,
    /// Places in the code that were reached.
    reached: u64,
    /// An input for which something did not hold.
    fault: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let list = fs::read_to_string(root().join("fuzz/targets.txt")).context("fuzz/targets.txt")?;
    let mut targets = targets(&list);
    if let Some(only) = &options.only {
        let known: Vec<_> = targets.iter().map(|target| target.name.clone()).collect();
        targets.retain(|target| target.name == *only);
        if targets.is_empty() {
            bail!("there is no target \"{only}\": use one of {}", known.join(", "));
        }
    }
    needs::cxx()?;
    let build = kept("build the fuzz targets", &mut cargo("build")?, options.json)?;
    if !build.well {
        bail!("the fuzz targets do not compile:\n{}", tail(&build.log, 40));
    }
    let mut outcomes = Vec::new();
    for target in &targets {
        outcomes.push(tried(target, options)?);
    }
    if options.json {
        println!("{}", serde_json::to_string_pretty(&outcomes)?);
    } else {
        print(&outcomes, options.seconds);
    }
    match outcomes.iter().filter(|outcome| outcome.fault.is_some()).count() {
        0 => Ok(()),
        faults => bail!("{faults} targets found a fault"),
    }
}

fn targets(list: &str) -> Vec<Target> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let read = lines.filter_map(|line| {
        let mut words = line.split_whitespace();
        let name = words.next()?.to_owned();
        Some(Target { name, seeds: words.map(|file| root().join(file)).collect() })
    });
    read.collect()
}

/// Instrumented code has a profile of its own, and so a folder of its own.
fn cargo(verb: &str) -> Result<Command> {
    let about = answer(program("rustc").arg("-vV")).context("rustc does not run")?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("rustc does not say what it compiles for")?;
    let mut cargo = program("cargo");
    // With a named target the flags are not those of build scripts, which would need libFuzzer too.
    cargo.args([verb, "-p", "motivo-fuzz", "--profile", "fuzz", "--target", host]);
    cargo.env("RUSTFLAGS", FLAGS.join(" "));
    Ok(cargo)
}

/// How a program ended, and what it said.
struct Ended {
    well: bool,
    log: PathBuf,
}

/// Runs a program with what it says kept in a file.
fn kept(label: &str, command: &mut Command, silent: bool) -> Result<Ended> {
    let log = log_path(label)?;
    let file = fs::File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
    command.stdout(file.try_clone()?).stderr(file);
    let _progress = (!silent).then(|| Progress::start(label, Some(log.clone())));
    let well = command.status().with_context(|| format!("{label}: cannot start"))?.success();
    Ok(Ended { well, log })
}

/// Tries a target. What reached new code is kept in target/fuzzing and begun with the next time.
fn tried(target: &Target, options: &Options) -> Result<Outcome> {
    let folder = |of: &str| {
        let folder = root().join("target/fuzzing").join(of).join(&target.name);
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        Ok::<_, anyhow::Error>(folder)
    };
    let (corpus, faults, scratch) = (folder("corpus")?, folder("faults")?, folder("scratch")?);
    let before = files(&faults)?;
    let seeds: Vec<_> = target.seeds.iter().map(|seed| seed.display().to_string()).collect();
    let mut fuzz = cargo("run")?;
    fuzz.env("MOTIVO_FUZZ_TARGET", &target.name).env("TMPDIR", &scratch).arg("--").arg(&corpus);
    fuzz.arg(format!("-seed_inputs={}", seeds.join(",")));
    fuzz.arg(format!("-max_total_time={}", options.seconds));
    fuzz.arg(format!("-artifact_prefix={}/", faults.display()));
    fuzz.args([SLOW, "-print_final_stats=1"]);
    let ended = kept(&format!("fuzz {}", target.name), &mut fuzz, options.json)?;
    let _ = fs::remove_dir_all(&scratch);
    let said = fs::read(&ended.log)?;
    let said = String::from_utf8_lossy(&said);
    let fault = files(&faults)?.into_iter().find(|file| !before.contains(file));
    if !ended.well && fault.is_none() {
        // The same fault as before has the same name; anything else is no fault of the target.
        let again = before.into_iter().find(|file| said.contains(&*file.to_string_lossy()));
        let again = again.with_context(|| tail(&ended.log, 40))?;
        return Ok(outcome(target, &said, Some(again)));
    }
    Ok(outcome(target, &said, fault))
}

fn outcome(target: &Target, said: &str, fault: Option<PathBuf>) -> Outcome {
    let executions = number_after(said, "stat::number_of_executed_units:").unwrap_or_default();
    let reached = number_after(said, " cov: ").unwrap_or_default();
    Outcome { target: target.name.clone(), executions, reached, fault }
}

/// The number after the last of these words.
fn number_after(text: &str, words: &str) -> Option<u64> {
    let (_, after) = text.rsplit_once(words)?;
    after.split_whitespace().next()?.parse().ok()
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    Ok(entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
}

fn print(outcomes: &[Outcome], seconds: u32) {
    println!("{:<12}{:>14}{:>12}{:>10}", "target", "executions", "a second", "reached");
    for Outcome { target, executions, reached, fault } in outcomes {
        let pace = executions / u64::from(seconds);
        println!("{target:<12}{executions:>14}{pace:>12}{reached:>10}");
        if let Some(file) = fault {
            let file = file.display();
            println!("  does not hold: cargo run -p motivo-fuzz -- {target} {file}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_seed_is_a_file() {
        let list = fs::read_to_string(root().join("fuzz/targets.txt")).expect("the list");
        let targets = targets(&list);
        assert!(targets.iter().any(|target| target.name == "plan"));
        for seed in targets.iter().flat_map(|target| &target.seeds) {
            assert!(seed.is_file(), "{}", seed.display());
        }
    }

    #[test]
    fn the_last_count_that_is_told_counts() {
        let said =
            "#2 INITED cov: 7 ft: 7\n#9 NEW    cov: 12 ft: 8\nstat::number_of_executed_units: 31\n";
        let of = outcome(&Target { name: "plan".into(), seeds: Vec::new() }, said, None);
        assert_eq!((of.executions, of.reached), (31, 12));
    }
}
