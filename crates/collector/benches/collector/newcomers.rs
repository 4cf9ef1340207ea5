//! Clients who come one by one while many others send: how long each waits for its answer.
//! Never behind the others' turns: each has a thread of its own, and waits for nothing but the
//! collector and the system.

use crate::load::quantile;
use crate::records::{Lines, STOREFRONT};
use serde::Serialize;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Threads; each comes, hears its answer, and goes.
const THREADS: usize = 8;
/// How long each is away: together they are a hundredth of the load.
const AWAY: Duration = Duration::from_millis(200);

/// What newcomers heard.
#[derive(Serialize)]
pub(crate) struct Heard {
    pub(crate) refused: usize,
    /// From before the connection to the answer's first byte.
    pub(crate) refused_p50_ms: f64,
    pub(crate) refused_p99_ms: f64,
    pub(crate) refused_max_ms: f64,
    /// Those who found a place.
    pub(crate) durable: usize,
    pub(crate) others: usize,
}

/// Comes again and again from `begun` to `end`.
pub(crate) fn run(to: SocketAddr, lines: &Arc<Lines>, begun: Instant, end: Instant) -> Heard {
    std::thread::sleep(begun.saturating_duration_since(Instant::now()));
    let answers: Vec<(u16, f64)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(|| come(to, lines, end))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    let mut refused: Vec<f64> =
        answers.iter().filter(|(status, _)| *status == 429).map(|(_, took)| *took).collect();
    refused.sort_by(f64::total_cmp);
    let durable = answers.iter().filter(|(status, _)| *status == 204).count();
    Heard {
        refused: refused.len(),
        refused_p50_ms: quantile(&refused, 0.5),
        refused_p99_ms: quantile(&refused, 0.99),
        refused_max_ms: refused.last().copied().unwrap_or(0.0),
        durable,
        others: answers.len() - refused.len() - durable,
    }
}

fn come(to: SocketAddr, lines: &Lines, end: Instant) -> Vec<(u16, f64)> {
    let mut answers = Vec::new();
    while Instant::now() < end {
        let Some(line) = lines.next() else { break };
        let begun = Instant::now();
        let status = ask(to, line).unwrap_or(0);
        answers.push((status, begun.elapsed().as_secs_f64() * 1e3));
        std::thread::sleep(AWAY);
    }
    answers
}

/// The answer's status.
fn ask(to: SocketAddr, line: &str) -> std::io::Result<u16> {
    let mut stream = TcpStream::connect(to)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let length = line.len();
    let request = format!(
        "POST /v1/records HTTP/1.1\r\nhost: {STOREFRONT}\r\ncontent-type: text/plain\r\ncontent-length: {length}\r\n\r\n{line}"
    );
    stream.write_all(request.as_bytes())?;
    let mut status = [0; 12];
    stream.read_exact(&mut status)?;
    let status = std::str::from_utf8(&status).ok().and_then(|text| text.strip_prefix("HTTP/1.1 "));
    Ok(status.and_then(|status| status.parse().ok()).unwrap_or(0))
}
