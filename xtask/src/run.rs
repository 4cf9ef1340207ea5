//! Runs other programs and keeps saying how long they have been at it.
//! Never through a shell, never with the caller's standard input.

use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

const TICK: Duration = Duration::from_secs(10);
/// Lines of a failed program's output that are worth showing at once.
const TAIL: usize = 40;

/// The repository's root folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask/ lies in the repository")
}

/// A command that starts in the repository's root. It does not see what `cargo run` tells xtask
/// about itself: some build scripts would take that for a change and compile again.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root()).stdin(Stdio::null());
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs a command, its output kept in target/xtask-logs and shown only when it fails.
pub(crate) fn quiet(label: &str, command: &mut Command) -> Result<()> {
    let path = log_path(label)?;
    let log = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    command.stdout(log.try_clone()?).stderr(log);
    let started = Instant::now();
    let status = {
        let _progress = Progress::start(label, Some(path.clone()));
        command.status().with_context(|| cannot_start(command))?
    };
    if !status.success() {
        eprintln!("{}", tail(&path, TAIL));
        bail!("{label} failed ({status}); its whole output is in {}", path.display());
    }
    println!("  {label}: {}", seconds(started.elapsed()));
    Ok(())
}

/// Runs a command with its output passed through.
pub(crate) fn loud(label: &str, command: &mut Command) -> Result<()> {
    let _progress = Progress::start(label, None);
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("{label} failed ({status}); its output is above");
    }
    Ok(())
}

/// Runs a command without a word of ours, which would be in the JSON's way.
pub(crate) fn alone(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("{} failed ({status})", command.get_program().display());
    }
    Ok(())
}

/// What a command writes to standard output, or nothing when it cannot run or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A duration as people read it: `4.2 s`, `3 min 05 s`.
pub(crate) fn seconds(time: Duration) -> String {
    match time.as_secs() {
        whole @ 0..60 => format!("{whole}.{} s", time.subsec_millis() / 100),
        whole => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

/// The last lines of a file; empty when it cannot be read.
pub(crate) fn tail(path: &Path, lines: usize) -> String {
    let text = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let mut last: Vec<_> =
        text.lines().rev().filter(|l| !l.trim().is_empty()).take(lines).collect();
    last.reverse();
    last.join("\n")
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start {}: is it installed and on PATH?", command.get_program().display())
}

/// Where a step's output goes.
pub(crate) fn log_path(label: &str) -> Result<PathBuf> {
    let folder = root().join("target/xtask-logs");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let name: String =
        label.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    Ok(folder.join(format!("{name}.log")))
}

/// Says every ten seconds that a step is still going on, until it is dropped.
pub(crate) struct Progress {
    stop: Option<Sender<()>>,
    ticker: Option<JoinHandle<()>>,
}

impl Progress {
    pub(crate) fn start(label: &str, log: Option<PathBuf>) -> Self {
        let (stop, stopped) = mpsc::channel();
        let label = label.to_owned();
        let ticker = thread::spawn(move || {
            let started = Instant::now();
            while stopped.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                let now = log.as_deref().map(|path| tail(path, 1)).unwrap_or_default();
                let now: String = now.trim().chars().take(70).collect();
                println!("  … {label}, {} s  {now}", started.elapsed().as_secs());
            }
        });
        Self { stop: Some(stop), ticker: Some(ticker) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(ticker) = self.ticker.take() {
            let _ = ticker.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_reads_like_a_person_says_it() {
        assert_eq!(seconds(Duration::from_millis(4_250)), "4.2 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn a_failed_step_names_itself_and_its_log() {
        let error =
            quiet("run test", program("cargo").arg("no-such-command")).expect_err("it is refused");
        let text = format!("{error:#}");
        assert!(text.contains("run test failed") && text.contains("run-test.log"), "{text}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error =
            loud("anything", &mut program("motivo-no-such-program")).expect_err("it is refused");
        assert!(format!("{error:#}").contains("cannot start motivo-no-such-program"));
    }
}
