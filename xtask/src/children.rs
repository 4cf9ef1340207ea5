//! Programs that run beside the demo, and the signal that ends it.
//! Never outlives its owner: what was started is stopped when the value is dropped.

use crate::run::{log_path, program, tail};
use anyhow::{Context, Result, bail};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// A debug build starts in well under a second; a busy machine gets time.
const READY_WITHIN: Duration = Duration::from_secs(30);

/// The running collector and where it answers.
pub(crate) struct Collector {
    child: Child,
    log: PathBuf,
    /// Its address, without a slash at the end.
    pub(crate) url: String,
    /// The report's address with its token.
    pub(crate) report: String,
}

impl Collector {
    /// Starts `motivo serve` and waits until it says that it listens.
    pub(crate) fn start(binary: &Path, data: &Path, embed: &Path, listen: &str) -> Result<Self> {
        let log = log_path("collector")?;
        let mut command = program(binary);
        command
            .args(["serve", "--demo", "--config", "www/motivo.json", "--listen", listen])
            .arg("--data")
            .arg(data)
            .arg("--embed")
            .arg(embed)
            .stdout(Stdio::piped())
            .stderr(File::create(&log)?);
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        let stdout = child.stdout.take().context("the collector's output is not ours to read")?;
        let mut collector = Self { child, log, url: String::new(), report: String::new() };
        collector.wait_until_ready(&lines(stdout))?;
        Ok(collector)
    }

    fn wait_until_ready(&mut self, said: &Receiver<String>) -> Result<()> {
        let deadline = Instant::now() + READY_WITHIN;
        while self.url.is_empty() || self.report.is_empty() {
            match said.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => match line.strip_prefix("motivo: ").unwrap_or(&line) {
                    line if line.starts_with("listening on ") => self.url = line[13..].into(),
                    line if line.starts_with("report ") => self.report = line[7..].into(),
                    _ => {}
                },
                Err(RecvTimeoutError::Timeout) => bail!(
                    "the collector did not say within {} s that it listens:\n{}",
                    READY_WITHIN.as_secs(),
                    tail(&self.log, 20)
                ),
                Err(RecvTimeoutError::Disconnected) => {
                    bail!("the collector ended at once:\n{}", tail(&self.log, 20))
                }
            }
        }
        self.url.truncate(self.url.trim_end_matches('/').len());
        Ok(())
    }

    /// Waits for the end: of this program, by a signal, or of the collector, which is an error.
    pub(crate) fn watch(&mut self, ended: &Receiver<()>) -> Result<()> {
        while ended.recv_timeout(Duration::from_millis(500)) == Err(RecvTimeoutError::Timeout) {
            if let Some(status) = self.child.try_wait()? {
                bail!("the collector ended ({status}):\n{}", tail(&self.log, 20));
            }
        }
        Ok(())
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Lines as they come; what nobody waits for any more is read and forgotten.
fn lines(stream: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let _ = send.send(line);
        }
    });
    receive
}

/// Hears one message when the user ends the program.
pub(crate) fn ended() -> Result<Receiver<()>> {
    let (send, receive) = mpsc::channel();
    ctrlc::set_handler(move || {
        let _ = send.send(());
    })
    .context("cannot listen for Ctrl-C")?;
    Ok(receive)
}

/// Sends `visits` simulated visits of the last `days` days through the collector's own interface.
pub(crate) fn send_visits(binary: &Path, collector: &str, visits: u32, days: u32) -> Result<()> {
    let mut command: Command = program(binary);
    command
        .args(["send", "--collector", collector, "--storefront", "sample", "--seed", "1"])
        .args(["--visits", &visits.to_string(), "--days", &days.to_string()]);
    crate::run::quiet(&format!("send {visits} simulated visits"), &mut command)
}
