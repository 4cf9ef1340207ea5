//! Many connections at once, each sending its next record as soon as the last is answered.
//! Never a record twice, so that all that is acknowledged has to be counted.

use crate::newcomers::{self, Heard};
use crate::records::{Lines, STOREFRONT};
use serde::Serialize;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// How long clients run before anything is measured.
const WARM_UP: Duration = Duration::from_secs(2);

/// How long a refused client waits: a quarter of what it is told.
const IMPATIENCE: Duration = Duration::from_millis(500);

/// What was answered, and when.
#[derive(Serialize)]
pub(crate) struct Load {
    pub(crate) connections: usize,
    pub(crate) seconds: f64,
    /// Records that were acknowledged as durable.
    pub(crate) durable: usize,
    pub(crate) durable_a_second: f64,
    pub(crate) durable_p50_ms: f64,
    pub(crate) durable_p99_ms: f64,
    /// 429 with Retry-After.
    pub(crate) refused: usize,
    pub(crate) refused_p50_ms: f64,
    pub(crate) refused_p99_ms: f64,
    /// Connections that ended without an answer.
    pub(crate) broken: usize,
    /// Answers that are neither.
    pub(crate) others: usize,
    /// Those who came one by one beside these.
    pub(crate) newcomers: Heard,
}

#[derive(Clone, Copy)]
enum Answer {
    Durable,
    Refused,
    Broken,
    Other,
}

/// Sends for this long, from so many connections.
pub(crate) fn run(to: SocketAddr, lines: &Arc<Lines>, connections: usize, time: Duration) -> Load {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let begun = Instant::now() + WARM_UP;
    let beside = std::thread::spawn({
        let lines = Arc::clone(lines);
        move || newcomers::run(to, &lines, begun, begun + time)
    });
    let answers = runtime.expect("a runtime").block_on(async {
        let mut clients = JoinSet::new();
        for _ in 0..connections {
            clients.spawn(client(to, Arc::clone(lines), begun, begun + time));
        }
        clients.join_all().await.concat()
    });
    let of = |wanted: fn(&Answer) -> bool| {
        let found = answers.iter().filter(|(answer, _)| wanted(answer));
        let mut times: Vec<f64> = found.map(|(_, took)| took.as_secs_f64() * 1e3).collect();
        times.sort_by(f64::total_cmp);
        times
    };
    let durable = of(|answer| matches!(answer, Answer::Durable));
    let refused = of(|answer| matches!(answer, Answer::Refused));
    Load {
        connections,
        seconds: time.as_secs_f64(),
        durable: durable.len(),
        durable_a_second: durable.len() as f64 / time.as_secs_f64(),
        durable_p50_ms: quantile(&durable, 0.5),
        durable_p99_ms: quantile(&durable, 0.99),
        refused: refused.len(),
        refused_p50_ms: quantile(&refused, 0.5),
        refused_p99_ms: quantile(&refused, 0.99),
        broken: of(|answer| matches!(answer, Answer::Broken)).len(),
        others: of(|answer| matches!(answer, Answer::Other)).len(),
        newcomers: beside.join().expect("no panic"),
    }
}

/// The value under which this share lies; 0 of nothing.
pub(crate) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() as f64 * share) as usize;
    sorted.get(place.min(sorted.len().saturating_sub(1))).copied().unwrap_or(0.0)
}

async fn client(
    to: SocketAddr,
    lines: Arc<Lines>,
    begun: Instant,
    end: Instant,
) -> Vec<(Answer, Duration)> {
    let (mut answers, mut stream) = (Vec::new(), None);
    while Instant::now() < end {
        let Some(line) = lines.next() else { break };
        let sent = Instant::now();
        let answer = exchange(&mut stream, to, line).await.unwrap_or(Answer::Broken);
        let took = sent.elapsed();
        if sent >= begun {
            answers.push((answer, took));
        }
        if !matches!(answer, Answer::Durable) {
            // Who is turned away is disconnected too.
            stream = None;
            tokio::time::sleep(IMPATIENCE).await;
        }
    }
    answers
}

async fn exchange(
    stream: &mut Option<TcpStream>,
    to: SocketAddr,
    line: &str,
) -> std::io::Result<Answer> {
    if stream.is_none() {
        let new = TcpStream::connect(to).await?;
        new.set_nodelay(true)?;
        *stream = Some(new);
    }
    let stream = stream.as_ref().expect("just connected");
    let length = line.len();
    let request = format!(
        "POST /v1/records HTTP/1.1\r\nhost: {STOREFRONT}\r\ncontent-type: text/plain\r\ncontent-length: {length}\r\n\r\n{line}"
    );
    let mut left = request.as_bytes();
    while !left.is_empty() {
        stream.writable().await?;
        match stream.try_write(left) {
            Ok(written) => left = &left[written..],
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    let mut bytes = Vec::with_capacity(512);
    loop {
        stream.readable().await?;
        match stream.try_read_buf(&mut bytes) {
            Ok(0) => return Ok(Answer::Broken),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => continue,
            Err(error) => return Err(error),
        }
        if let Some(answer) = whole(&bytes) {
            return Ok(answer);
        }
    }
}

/// What was answered, once all of it is here.
fn whole(bytes: &[u8]) -> Option<Answer> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    if body.len() < length.and_then(|length| length.parse().ok()).unwrap_or(0) {
        return None;
    }
    let is = |status: &str| head.starts_with(&format!("HTTP/1.1 {status} "));
    Some(match () {
        () if is("204") => Answer::Durable,
        () if is("429") && head.contains("\r\nretry-after: ") => Answer::Refused,
        () => Answer::Other,
    })
}
