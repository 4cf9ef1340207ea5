//! Connections that cost a collector more than a record does: huge, slow, broken off.
//! Each is refused or closed, and good records beside it are answered within a second.
#![cfg(target_os = "linux")] // The peak of a process's memory is read from /proc.

mod common;

use common::attack::{Target, answer, head};
use common::record;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

const MEGABYTE: usize = 1 << 20;
/// How much an attack may add to the collector's memory, in kB.
const MORE: u64 = 24_000;

/// Sends 100 MB after this head, as fast as they are taken; gives how many were.
fn pour(target: &Target, head: &[u8], part: &[u8]) -> (u16, usize) {
    let mut stream = target.connect();
    let reader = stream.try_clone().expect("a socket");
    let reading = thread::spawn(move || answer(reader).status);
    let mut taken = 0;
    if stream.write_all(head).is_ok() {
        while taken < 100 * MEGABYTE && stream.write_all(part).is_ok() {
            taken += part.len();
        }
    }
    let _ = stream.shutdown(Shutdown::Write);
    (reading.join().expect("no panic"), taken)
}

#[test]
fn a_body_of_100_mb_is_refused_before_it_is_read() {
    let target = Target::start();
    target.good();
    let before = target.peak();
    let line = vec![b'm'; MEGABYTE];
    let promised = head(&format!("content-length: {}\r\n", 100 * MEGABYTE));
    let (status, taken) = pour(&target, &promised, &line);
    assert_eq!(status, 413);
    assert!(taken < 100 * MEGABYTE, "all of it was taken");
    target.good();

    let chunk = [b"100000\r\n".as_slice(), &line, b"\r\n"].concat();
    let (status, taken) = pour(&target, &head("transfer-encoding: chunked\r\n"), &chunk);
    assert_eq!(status, 413);
    assert!(taken < 100 * MEGABYTE, "all of it was taken");
    target.good();

    assert!(target.peak() < before + MORE, "{before} kB before");
    target.holds_only(&[("-", "too_large", "none", 2)]);
}

#[test]
fn a_gzip_bomb_is_not_unpacked() {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![b'0'; MEGABYTE];
    (0..14).for_each(|_| packer.write_all(&zeros).expect("packed"));
    let bomb = packer.finish().expect("packed");
    assert!(bomb.len() < 16_384, "it would be refused for its size: {}", bomb.len());
    let target = Target::start();
    target.good();
    let before = target.peak();
    for encoding in ["gzip", "deflate", "br", "gzip, gzip"] {
        let answer = target.post(&format!("content-encoding: {encoding}\r\n"), &bomb);
        assert_eq!(answer.status, 400);
        let told = format!("the body is packed (Content-Encoding: {encoding}): send plain text");
        assert!(answer.text.contains(&told), "{}", answer.text);
    }
    let plain = target.post("content-encoding: identity\r\n", record(9, "visit 0 no 1 9"));
    assert!(plain.text.contains("\"strength\""), "{}", plain.text);
    assert!(target.peak() < before + MORE, "{before} kB before");
    target.holds_only(&[("-", "encoding", "none", 4), ("shop", "strength", "m1", 1)]);
}

#[test]
fn floods_of_headers_are_refused_and_take_little_memory() {
    let target = Target::start();
    target.good();
    let before = target.peak();
    let many: String = (0..1_000).map(|number| format!("x-{number}: y\r\n")).collect();
    let huge = format!("cookie: {}\r\n", "c".repeat(MEGABYTE));
    for flood in [&many, &huge] {
        assert_eq!(target.raw(&head(flood)).status, 431);
        target.good();
    }
    assert_eq!(target.raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n").status, 400);

    // Almost as many bytes as are refused, on many connections at once, and never an end.
    let unfinished = [b"POST / HTTP/1.1\r\nx: ".to_vec(), vec![b'a'; 400_000]].concat();
    let held: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = target.connect();
            let _ = stream.write_all(&unfinished);
            stream
        })
        .collect();
    target.good();
    assert!(target.peak() < before + MORE, "{before} kB before");
    drop(held);
    target.until_refused("headers", 202);
    target.holds_only(&[("-", "headers", "none", 202), ("-", "http", "none", 1)]);
}

/// Sends a byte every now and then until the other side has enough; gives what it said, and when.
fn drip(mut stream: TcpStream, bytes: &[u8]) -> (String, Duration) {
    let begun = Instant::now();
    stream.set_read_timeout(Some(Duration::from_millis(200))).expect("a socket");
    let (mut said, mut part) = (Vec::new(), [0; 1024]);
    for byte in bytes {
        let _ = stream.write_all(&[*byte]);
        match stream.read(&mut part) {
            Ok(0) => break,
            Ok(read) => said.extend_from_slice(&part[..read]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(_) => break,
        }
    }
    (String::from_utf8_lossy(&said).into_owned(), begun.elapsed())
}

#[test]
fn clients_that_dawdle_are_closed_after_ten_seconds() {
    let target = Target::start();
    let endless = [b"POST / HTTP/1.1\r\nx: ".to_vec(), vec![b'a'; 400]].concat();
    let promised = head("content-length: 400\r\n");
    thread::scope(|scope| {
        let (slow_head, slow_body, no_body) =
            (target.connect(), target.connect(), target.connect());
        let heads = scope.spawn(|| drip(slow_head, &endless));
        let bodies = scope.spawn(|| {
            (&slow_body).write_all(&promised).expect("taken");
            drip(slow_body, &[b'm'; 400])
        });
        let nothing = scope.spawn(|| {
            (&no_body).write_all(&promised).expect("taken");
            answer(no_body)
        });
        while !heads.is_finished() {
            target.good();
            thread::yield_now();
            thread::park_timeout(Duration::from_millis(100));
        }
        let (said, took) = heads.join().expect("no panic");
        assert_eq!(said, "", "to half a request there is no answer");
        assert!((9..13).contains(&took.as_secs()), "{took:?}");
        let (said, took) = bodies.join().expect("no panic");
        assert!(said.starts_with("HTTP/1.1 408 "), "{said}");
        assert!((9..13).contains(&took.as_secs()), "{took:?}");
        assert_eq!(nothing.join().expect("no panic").status, 408);
    });
    target.until_refused("slow", 3);
    target.holds_only(&[("-", "slow", "none", 3)]);
}

#[test]
fn a_connection_that_only_waits_is_closed_and_counted_nowhere() {
    let target = Target::start();
    let answer = answer(target.connect());
    assert_eq!((answer.status, answer.text.as_str()), (0, ""));
    target.holds_only(&[]);
}

#[test]
fn more_slow_clients_than_there_is_room_for_keep_nobody_out() {
    let target = Target::start();
    target.good();
    let before = target.peak();
    let promised = head("content-length: 400\r\n");
    let slow = |number: usize| {
        let mut stream = target.connect();
        let start = if number.is_multiple_of(2) { &promised[..20] } else { &promised[..] };
        let _ = stream.write_all(start);
        stream
    };
    // The first wave is older than a second once the second comes.
    let first: Vec<TcpStream> = (0..700).map(slow).collect();
    thread::park_timeout(Duration::from_millis(1_100));
    let second: Vec<TcpStream> = (0..700).map(slow).collect();
    for _ in 0..20 {
        target.good();
    }
    assert!(target.peak() < before + 2 * MORE, "{before} kB before");
    drop((first, second));
    let slow = target.refused("slow");
    assert!(slow > 350, "{slow} were closed for those who came after");
}

#[test]
fn who_hangs_up_in_the_middle_is_counted_and_nothing_of_it_is() {
    let target = Target::start();
    let body = record(5, "visit 0 no 1 2");
    let whole = [&head(&format!("content-length: {}\r\n", body.len())), body.as_bytes()].concat();
    // Half of it, then the end; who only stops sending may still hear why.
    let mut half = target.connect();
    half.write_all(&whole[..whole.len() - 20]).expect("taken");
    half.shutdown(Shutdown::Write).expect("a socket");
    let told = answer(half);
    assert!(told.status == 400 || told.status == 0, "{}", told.text);
    let mut gone = target.connect();
    gone.write_all(&whole[..whole.len() - 20]).expect("taken");
    drop(gone);
    target.until_refused("broken", 2);
    // In the middle of its head it is no request yet.
    let mut nobody = target.connect();
    nobody.write_all(&whole[..30]).expect("taken");
    drop(nobody);
    target.good();
    target.holds_only(&[("-", "broken", "none", 2)]);
}
