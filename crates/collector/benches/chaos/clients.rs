//! Clients that send records until they are acknowledged, always with the same ids.
//! Never gives one up, and never sends a number twice under two ids.

use crate::common::own_cell;
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

/// How long a client waits before it sends again.
const PAUSE: Duration = Duration::from_millis(5);

/// What the clients of a run share.
#[derive(Default)]
pub(crate) struct Clients {
    next: AtomicU32,
    /// Records in requests that were sent at least once.
    sent: AtomicUsize,
    is_over: AtomicBool,
    acknowledged: Mutex<BTreeSet<u32>>,
    /// Requests that were sent once more.
    repeats: AtomicU64,
    /// The first answer that is neither 204 nor a request to try again.
    refused: Mutex<Option<String>>,
}

impl Clients {
    /// Sends requests of one to three records, until it is over and the last is acknowledged.
    pub(crate) fn run(&self, to: SocketAddr) {
        while !self.is_over.load(Ordering::Relaxed) {
            let first = self.next.fetch_add(3, Ordering::Relaxed);
            let numbers = first..first + 1 + first / 3 % 3;
            let body: Vec<String> = numbers.clone().map(own_cell).collect();
            self.sent.fetch_add(numbers.len(), Ordering::Relaxed);
            if !self.send(to, &body.join("\n")) {
                return;
            }
            self.acknowledged.lock().expect("no panic").extend(numbers);
        }
    }

    /// Whether it was acknowledged in the end.
    fn send(&self, to: SocketAddr, body: &str) -> bool {
        loop {
            match once(to, body) {
                Ok(answer) if answer.starts_with("HTTP/1.1 204 ") => return true,
                Ok(answer) if is_final(&answer) => {
                    self.refused.lock().expect("no panic").get_or_insert(answer);
                    self.is_over.store(true, Ordering::Relaxed);
                    return false;
                }
                // Nobody knows whether it was counted.
                _ => {
                    self.repeats.fetch_add(1, Ordering::Relaxed);
                    std::thread::sleep(PAUSE);
                }
            }
        }
    }

    pub(crate) fn sent(&self) -> usize {
        self.sent.load(Ordering::Relaxed)
    }

    /// No new requests from now on.
    pub(crate) fn finish(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    /// How many records were acknowledged so far.
    pub(crate) fn count(&self) -> usize {
        self.acknowledged.lock().expect("no panic").len()
    }

    pub(crate) fn acknowledged(&self) -> BTreeSet<u32> {
        self.acknowledged.lock().expect("no panic").clone()
    }

    pub(crate) fn repeats(&self) -> u64 {
        self.repeats.load(Ordering::Relaxed)
    }

    pub(crate) fn refused(&self) -> Option<String> {
        self.refused.lock().expect("no panic").clone()
    }
}

/// Whether a client would not send again.
fn is_final(answer: &str) -> bool {
    let again = ["HTTP/1.1 429 ", "HTTP/1.1 503 "];
    answer.starts_with("HTTP/1.1 ") && !again.iter().any(|status| answer.starts_with(status))
}

fn once(to: SocketAddr, body: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(to)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let length = body.len();
    let head = "POST /v1/records HTTP/1.1\r\nhost: x\r\nconnection: close\r\n";
    stream.write_all(format!("{head}content-length: {length}\r\n\r\n{body}").as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
