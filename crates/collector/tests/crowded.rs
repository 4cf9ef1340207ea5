//! More clients than there are places: who finds none hears so at once, in words that a page may
//! read, whatever else the collector does.
#![cfg(target_os = "linux")] // How many places there are follows from the files that may be open.

mod common;

use common::attack::{Answer, answer, head};
use common::{Binary, cells, config, record};
use std::io::Write;
use std::net::TcpStream;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Open files that are allowed, so that there are this many places.
const FILES: usize = 96;
const PLACES: usize = 16;

/// A collector of few places, all taken by clients who have just come.
struct Crowded {
    binary: Binary,
    data: TempDir,
    inside: Vec<TcpStream>,
}

impl Crowded {
    fn start() -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let command = Binary::command(data.path(), &config("shop.json"), &[]);
        let mut limited = Command::new("sh");
        limited.args(["-c", &format!("ulimit -n {FILES} && exec \"$@\""), "sh"]);
        limited.arg(command.get_program()).args(command.get_args());
        let binary = Binary::start(limited);
        let mut crowded = Self { binary, data, inside: Vec::new() };
        crowded.inside = (0..PLACES).map(|_| crowded.connect()).collect();
        crowded
    }

    fn connect(&self) -> TcpStream {
        let address = self.binary.url.strip_prefix("http://").expect("an address");
        let stream = TcpStream::connect(address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a socket");
        stream
    }

    /// Sends a good record in these parts, with a pause between them.
    fn send(&self, number: u128, parts: usize) -> Answer {
        let body = record(number << 64, "visit 0 no 1 2");
        let head = head(&format!("content-length: {}\r\n", body.len()));
        let request = [&head, body.as_bytes()].concat();
        let mut stream = self.connect();
        for part in request.chunks(request.len().div_ceil(parts)) {
            // Who is refused early may find the connection closed while they write.
            let _ = stream.write_all(part);
            thread::park_timeout(Duration::from_millis(20));
        }
        answer(stream)
    }
}

#[test]
fn who_finds_no_place_hears_429_and_a_page_may_read_it() {
    // A browser may send the body after the head.
    for parts in [1, 2, 5] {
        let crowded = Crowded::start();
        let begun = Instant::now();
        let heard = crowded.send(1, parts);
        assert_eq!(heard.status, 429, "{}", heard.text);
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
        let (head, body) = heard.text.split_once("\r\n\r\n").expect("a head and a body");
        assert!(head.contains("\r\naccess-control-allow-origin: *\r\n"), "{head}");
        assert!(head.contains("\r\nretry-after: 2\r\n"), "{head}");
        assert!(head.contains(&format!("\r\ncontent-length: {}", body.len())), "{head}");
        assert_eq!(body, "too many clients at once: send again later, with the same ids\n");
    }
}

#[test]
fn who_was_told_to_come_again_finds_a_place_when_others_have_gone() {
    let mut crowded = Crowded::start();
    assert_eq!(crowded.send(1, 1).status, 429);
    crowded.inside.pop();
    let begun = Instant::now();
    while crowded.send(1, 1).status != 204 {
        assert!(begun.elapsed() < Duration::from_secs(5), "the place is still taken");
    }
    let Crowded { mut binary, data, .. } = crowded;
    let stop = Command::new("kill").arg(binary.child.id().to_string()).status();
    assert!(stop.expect("kill").success());
    assert_eq!(binary.child.wait().expect("it ends").code(), Some(0));
    let counted = cells(data.path(), "shop");
    assert!(counted.contains(&"visits 0|no visits 1".to_owned()), "{counted:?}");
    let refused = cells(data.path(), "-");
    assert!(refused.iter().any(|cell| cell.starts_with("health queue_full|")), "{refused:?}");
}

#[test]
fn who_only_waits_leaves_their_place_to_the_next_after_a_second() {
    let crowded = Crowded::start();
    thread::park_timeout(Duration::from_millis(1_100));
    for number in 1..=5 {
        let begun = Instant::now();
        assert_eq!(crowded.send(number, 1).status, 204);
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    }
}
