//! Stands between clients and the collector, and drops requests and answers at drawn moments.
//! Never changes a byte of what it lets through.

use motivo_core::random::{SplitMix, below};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Of a hundred requests: those that never arrive, those that arrive in part, and those that arrive
/// and are counted, but whose answer is lost.
const NEVER: u32 = 8;
const IN_PART: u32 = 8;
const UNANSWERED: u32 = 14;

/// A network that loses things.
pub(crate) struct Proxy {
    /// Where clients send to.
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    collector: Mutex<Option<SocketAddr>>,
    random: Mutex<SplitMix>,
    lost_requests: AtomicU64,
    lost_answers: AtomicU64,
}

impl Proxy {
    /// Listens on a free port until the process ends; one connection is one request.
    pub(crate) fn start(seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared {
            collector: Mutex::new(None),
            random: Mutex::new(SplitMix::new(seed)),
            lost_requests: AtomicU64::new(0),
            lost_answers: AtomicU64::new(0),
        });
        let of = Arc::clone(&shared);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let shared = Arc::clone(&of);
                // Whatever breaks here breaks as a network does: both sides find a closed connection.
                thread::spawn(move || shared.carry(client).ok());
            }
        });
        Self { address, shared }
    }

    /// Says where the collector listens now.
    pub(crate) fn lead_to(&self, collector: SocketAddr) {
        *self.shared.collector.lock().expect("no panic") = Some(collector);
    }

    /// Requests and answers that were dropped so far.
    pub(crate) fn lost(&self) -> (u64, u64) {
        let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
        (of(&self.shared.lost_requests), of(&self.shared.lost_answers))
    }
}

impl Shared {
    fn carry(&self, mut client: TcpStream) -> std::io::Result<()> {
        let request = whole_request(&mut client)?;
        let (fate, cut) = {
            let mut random = self.random.lock().expect("no panic");
            let mut draw = || random.next();
            (below(100, &mut draw), below(request.len() as u32, &mut draw) as usize)
        };
        let Some(collector) = *self.collector.lock().expect("no panic") else { return Ok(()) };
        if fate < NEVER + IN_PART {
            self.lost_requests.fetch_add(1, Ordering::Relaxed);
        }
        if fate < NEVER {
            return Ok(());
        }
        let mut collector = TcpStream::connect(collector)?;
        collector.set_read_timeout(Some(Duration::from_secs(20)))?;
        if fate < NEVER + IN_PART {
            return collector.write_all(&request[..cut]);
        }
        collector.write_all(&request)?;
        let mut answer = Vec::new();
        collector.read_to_end(&mut answer)?;
        if fate < NEVER + IN_PART + UNANSWERED {
            self.lost_answers.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        client.write_all(&answer)
    }
}

/// Reads to the end of the body that the head promises.
fn whole_request(client: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    client.set_read_timeout(Some(Duration::from_secs(20)))?;
    let (mut bytes, mut part) = (Vec::new(), [0; 4096]);
    loop {
        let read = client.read(&mut part)?;
        bytes.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&bytes);
        let whole = text.split_once("\r\n\r\n").is_some_and(|(head, body)| {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            length.is_some_and(|length| {
                length.parse().is_ok_and(|length: usize| body.len() >= length)
            })
        });
        if whole || read == 0 {
            return Ok(bytes);
        }
    }
}
