//! A running collector under attack over real sockets, and what has to hold beside it.
//! Never an attack itself.

use super::{Binary, agent, cells, config, peak, record};
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What the process may take, as an owner reads it: 200 MB.
const MEMORY: u64 = 200_000;
/// How long a good record may wait for its answer, whatever happens beside it.
const WAIT: Duration = Duration::from_secs(1);

/// A collector of the test's own.
pub(crate) struct Target {
    binary: Binary,
    data: TempDir,
    good: AtomicU32,
}

/// What came back: the status, 0 when the connection was closed without one, and all that was said.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) text: String,
}

impl Target {
    pub(crate) fn start() -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let binary = Binary::serve(data.path(), &config("shop.json"), &[]);
        Self { binary, data, good: AtomicU32::new(0) }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let address = self.binary.url.strip_prefix("http://").expect("an address");
        let stream = TcpStream::connect(address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a socket");
        stream
    }

    /// Sends bytes as they are and reads to the end.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // Whoever is refused early may find the connection closed while it writes.
        let _ = stream.write_all(bytes);
        answer(stream)
    }

    pub(crate) fn post(&self, headers: &str, body: impl AsRef<[u8]>) -> Answer {
        let body = body.as_ref();
        self.raw(&[&head(&format!("{headers}content-length: {}\r\n", body.len())), body].concat())
    }

    /// Sends a good record, which must be durable within a second.
    pub(crate) fn good(&self) {
        let number = 1 + self.good.fetch_add(1, Ordering::Relaxed);
        let begun = Instant::now();
        let answer = self.post("", record(u128::from(number) << 64, "visit 0 no 1 2"));
        assert_eq!(answer.status, 204, "{}", answer.text);
        let took = begun.elapsed();
        assert!(took < WAIT, "a good record waited {took:?}");
    }

    /// Most that the process ever took, in kB; at most 200 MB.
    pub(crate) fn peak(&self) -> u64 {
        let peak = peak(&self.binary);
        assert!(peak < MEMORY, "{peak} kB");
        peak
    }

    /// How often a reason of refusal was counted so far.
    pub(crate) fn refused(&self, reason: &str) -> u64 {
        let url = self.binary.report.replace("/report?", "/metrics?");
        let text = agent().get(url).call().expect("an answer").body_mut().read_to_string();
        let sample = format!("motivo_requests_refused_total{{reason=\"{reason}\"}} ");
        let text = text.expect("text");
        let line = text.lines().find_map(|line| line.strip_prefix(&sample));
        line.map_or(0, |count| count.parse().expect("a count"))
    }

    /// Waits until a reason was counted this often: who is closed is not told when.
    pub(crate) fn until_refused(&self, reason: &str, times: u64) {
        let begun = Instant::now();
        while self.refused(reason) < times {
            assert!(begun.elapsed() < Duration::from_secs(5), "{reason} was not counted");
            std::thread::yield_now();
        }
        assert_eq!(self.refused(reason), times, "{reason}");
    }

    /// Ends it, and compares what is stored with the good records and these refusals, by storefront,
    /// reason and wire version.
    pub(crate) fn holds_only(self, refusals: &[(&str, &str, &str, u32)]) {
        self.good();
        let good = self.good.load(Ordering::Relaxed);
        let stop = Command::new("kill").arg(self.binary.child.id().to_string()).status();
        assert!(stop.expect("kill").success());
        let Self { mut binary, data, .. } = self;
        assert_eq!(binary.child.wait().expect("it ends").code(), Some(0));
        for storefront in ["shop", "-"] {
            let mut expected: Vec<String> = refusals
                .iter()
                .filter(|(of, ..)| *of == storefront)
                .map(|(_, reason, version, n)| format!("health {reason}|{version}|none n {n}"))
                .collect();
            if storefront == "shop" {
                expected.extend(
                    ["health none|m1|none n", "motivators thrill|0 visits", "strength 2 visits"]
                        .map(|sum| format!("{sum} {good}")),
                );
                expected.push(format!("visits 0|no visits {good}"));
            }
            expected.sort();
            assert_eq!(cells(data.path(), storefront), expected, "{storefront}");
        }
    }
}

/// The head of a request for records with these header lines, to its end.
pub(crate) fn head(headers: &str) -> Vec<u8> {
    format!("POST /v1/records HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}\r\n").into()
}

/// Reads until the other side closes.
pub(crate) fn answer(mut stream: TcpStream) -> Answer {
    let (mut bytes, mut part) = (Vec::new(), [0; 4096]);
    loop {
        match stream.read(&mut part) {
            Ok(0) => break,
            Ok(read) => bytes.extend_from_slice(&part[..read]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
            Err(error) => panic!("no answer and no end: {error}"),
        }
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Answer { status, text }
}
