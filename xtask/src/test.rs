//! Runs everything that CI runs, in stages, and ends with a count that machines can read.
//! Never goes on past a failed stage: what follows would only repeat its fault.

use crate::run::{loud, program, root, seconds};
use crate::setup::{self, Tools};
use crate::{dist, needs, size};
use anyhow::Result;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// What compiles for the page.
const WASM_PACKAGES: [&str; 10] = [
    "-p",
    "motivo-core",
    "-p",
    "motivo-observer",
    "-p",
    "motivo-decisions",
    "-p",
    "motivo-tagger",
    "-p",
    "motivo",
];
const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// What `setup` found, for the later stages.
struct Ready {
    tools: Tools,
    browser: PathBuf,
}

type Stage = (&'static str, fn(&Ready) -> Result<()>);

const STAGES: [Stage; 8] = [
    ("formatting", |_| loud("fmt", &mut cargo(["fmt", "--all", "--check"]))),
    ("lints", |_| lints()),
    ("unit tests", |_| loud("cargo test", &mut cargo(["test", "--workspace", "--no-fail-fast"]))),
    ("wasm tests", |ready| wasm_tests(&ready.tools)),
    ("embed files", |ready| dist::build(&ready.tools, false, &root().join("dist"))),
    ("size budget", |_| size::run(&size::Options::default())),
    ("demo", |_| crate::demo::smoke()),
    ("end-to-end tests", |ready| loud("npm test", &mut needs::npm_test(&ready.browser))),
];

/// Runs the command.
pub(crate) fn run() -> ExitCode {
    let mut times = Vec::new();
    let mut ready = None;
    let mut outcome = timed("setup", &mut times, || {
        ready = Some(set_up()?);
        Ok(())
    });
    for (name, stage) in STAGES {
        if let (Ok(()), Some(ready)) = (&outcome, &ready) {
            outcome = timed(name, &mut times, || stage(ready));
        }
    }
    let failed = usize::from(outcome.is_err());
    let whole: Duration = times.iter().map(|(_, time)| *time).sum();
    println!("\n{:<20}{:>14}", "stage", "time");
    for (name, time) in &times {
        println!("{name:<20}{:>14}", seconds(*time));
    }
    println!("{:<20}{:>14}\n", "together", seconds(whole));
    if let (Err(error), Some((name, _))) = (&outcome, times.last()) {
        println!("the stage \"{name}\" failed: {error:#}\n");
    }
    println!("{} passed, {failed} failed", times.len() - failed);
    ExitCode::from(u8::from(failed > 0))
}

fn timed(
    name: &'static str,
    times: &mut Vec<(&'static str, Duration)>,
    stage: impl FnOnce() -> Result<()>,
) -> Result<()> {
    println!("\n== {name} ==");
    let started = Instant::now();
    let outcome = stage();
    times.push((name, started.elapsed()));
    outcome
}

fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = program("cargo");
    command.args(arguments);
    command
}

fn set_up() -> Result<Ready> {
    needs::node_packages()?;
    needs::python()?;
    let browser = needs::browser()?;
    needs::engines()?;
    Ok(Ready { tools: setup::tools()?, browser })
}

fn lints() -> Result<()> {
    let deny = ["--", "-D", "warnings"];
    loud("clippy", cargo(["clippy", "--workspace", "--all-targets"]).args(deny))?;
    loud("clippy wasm", cargo(["clippy"]).args(WASM).args(WASM_PACKAGES).args(deny))
}

/// The codecs must give the same bytes in wasm as natively.
fn wasm_tests(tools: &Tools) -> Result<()> {
    let mut test = cargo(["test", "-p", "motivo-core", "--test", "golden"]);
    test.args(WASM);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.wasm_test_runner());
    loud("wasm tests", &mut test)
}
