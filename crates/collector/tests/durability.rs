//! kill -9 in the middle of a stream: what was acknowledged is counted, and nothing twice.
//! Every record raises a cell of its own, so that a double count shows as a cell above 1.

mod common;

use common::{Binary, agent, config, own_cell, own_counts, own_key};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

const CLIENTS: u32 = 8;
const KILLS: u32 = 3;
/// Acknowledged records before each kill.
const STREAM: u32 = 150;

#[test]
fn what_was_acknowledged_survives_kill_9_and_is_counted_once() {
    let data = tempfile::tempdir().expect("a folder");
    let next = AtomicU32::new(0);
    let (acknowledged, unsure) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    for _ in 0..KILLS {
        let mut binary = Binary::serve(data.path(), &config("shop.json"), &[]);
        let (url, seen) = (format!("{}/v1/records", binary.url), AtomicU32::new(0));
        thread::scope(|scope| {
            for _ in 0..CLIENTS {
                scope.spawn(|| {
                    let agent = agent();
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        let Ok(answer) = agent.post(&url).send(own_cell(number)) else {
                            // Nobody knows whether this one was counted.
                            unsure.lock().expect("no panic").push(number);
                            return;
                        };
                        assert_eq!(answer.status().as_u16(), 204);
                        acknowledged.lock().expect("no panic").push(number);
                        seen.fetch_add(1, Ordering::Release);
                    }
                });
            }
            while seen.load(Ordering::Acquire) < STREAM {
                thread::yield_now();
            }
            // SIGKILL: no handler runs.
            binary.child.kill().expect("killed");
        });
        binary.child.wait().expect("it ended");
        let counted = own_counts(data.path());
        assert!(counted.values().all(|n| *n == 1.0), "a record was counted twice: {counted:?}");
        for number in acknowledged.lock().expect("no panic").iter() {
            assert!(counted.contains_key(&own_key(*number)), "acknowledged and lost: {number}");
        }
    }
    let unsure = unsure.into_inner().expect("no panic");
    assert!(!unsure.is_empty(), "the kill met nobody");

    // The clients send again what was not acknowledged, with the same ids.
    let binary = Binary::serve(data.path(), &config("shop.json"), &[]);
    for number in &unsure {
        for _retry in 0..2 {
            let url = format!("{}/v1/records", binary.url);
            let answer = agent().post(&url).send(own_cell(*number)).expect("an answer");
            assert_eq!(answer.status().as_u16(), 204);
        }
    }
    drop(binary);
    let (counted, sent) = (own_counts(data.path()), next.into_inner());
    assert_eq!(counted.len() as u32, sent, "every record is counted in the end");
    assert!(counted.values().all(|n| *n == 1.0));
}
