//! Group commit: requests wait in a bounded queue, one thread commits them together.
//! Never answers before the commit is durable, and never waits for room.

use super::{Arrival, Store, StoreError};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::oneshot;

/// Requests in one commit.
const GROUP: usize = 1000;
/// How often refusals are written when no record arrives.
const IDLE: Duration = Duration::from_millis(500);

/// What became of a request's arrivals.
pub(crate) type Done = Result<(), Arc<StoreError>>;

/// Why a request was not queued.
#[derive(Debug, PartialEq, Eq)]
pub enum Full {
    /// The queue is full: try again later.
    Busy,
    /// The writer has stopped.
    Stopped,
}

enum Message {
    Commit(Vec<Arrival>, oneshot::Sender<Done>),
    Stop,
}

/// The way to the writer's thread.
pub struct Queue {
    sender: SyncSender<Message>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

impl Queue {
    /// Starts the writer. `room` requests can wait, 1 or more.
    #[must_use]
    pub fn start(
        store: Box<dyn Store>,
        room: usize,
        rejections: Arc<Rejections>,
        today: fn() -> Date,
    ) -> Self {
        let (sender, receiver) = sync_channel(room);
        let writer = std::thread::spawn(move || write(store, &receiver, &rejections, today));
        Self { sender, writer: Mutex::new(Some(writer)) }
    }

    /// Queues a request; the answer comes when its commit is durable or has failed.
    ///
    /// # Errors
    /// There is no room, or the writer has stopped; nothing was queued.
    pub fn submit(&self, arrivals: Vec<Arrival>) -> Result<oneshot::Receiver<Done>, Full> {
        let (done, answer) = oneshot::channel();
        match self.sender.try_send(Message::Commit(arrivals, done)) {
            Ok(()) => Ok(answer),
            Err(TrySendError::Full(_)) => Err(Full::Busy),
            Err(TrySendError::Disconnected(_)) => Err(Full::Stopped),
        }
    }

    /// Commits what is queued and ends the writer; blocks until then.
    pub fn stop(&self) {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            // An error means that the writer is gone already.
            let _ = self.sender.send(Message::Stop);
            let _ = writer.join();
        }
    }
}

fn write(
    mut store: Box<dyn Store>,
    receiver: &Receiver<Message>,
    rejections: &Rejections,
    today: fn() -> Date,
) {
    let mut cleaned = None;
    loop {
        let first = receiver.recv_timeout(IDLE);
        let mut stop = matches!(first, Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected));
        let (mut arrivals, mut waiting) = (rejections.drain(today()), Vec::new());
        let mut take = |message| {
            if let Message::Commit(new, done) = message {
                arrivals.extend(new);
                waiting.push(done);
                return false;
            }
            true
        };
        if let Ok(message) = first {
            take(message);
        }
        for message in receiver.try_iter().take(GROUP) {
            stop |= take(message);
        }
        if !arrivals.is_empty() {
            answer(store.commit(&arrivals), waiting);
        }
        // Whole days, so that an id is known for 48 to 72 hours and no time of day is kept.
        let oldest = today().saturating_sub(jiff::Span::new().days(2));
        if cleaned != Some(oldest) {
            match store.forget_ids(oldest) {
                Ok(()) => cleaned = Some(oldest),
                Err(error) => tracing::error!("cannot forget old ids: {error}"),
            }
        }
        if stop {
            return;
        }
    }
}

fn answer(result: Result<(), StoreError>, waiting: Vec<oneshot::Sender<Done>>) {
    let result = result.map_err(|error| {
        tracing::error!("cannot commit: {error}; senders were told to try again");
        Arc::new(error)
    });
    for done in waiting {
        // A client that is gone will send again with the same id.
        let _ = done.send(result.clone());
    }
}

/// Counts of refused records, in memory until the next commit: a flood of them takes no room
/// in the queue, and nobody waits for them.
#[derive(Default)]
pub struct Rejections(Mutex<BTreeMap<(String, String), f64>>);

impl Rejections {
    /// Counts a refusal for a storefront, or for `-` when it is none of ours.
    pub fn count(&self, storefront: &str, reason: &str, version: &str) {
        let key = crate::fold::health(reason, version, "none").key;
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((storefront.to_owned(), key)).or_default() += 1.0;
    }

    fn drain(&self, day: Date) -> Vec<Arrival> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = std::mem::take(&mut *counts);
        let arrival = |((storefront, key), value)| Arrival {
            storefront,
            day,
            mode: "counts",
            id: None,
            cells: vec![crate::fold::Cell { marginal: "health", key, measure: "n", value }],
            again: None,
        };
        taken.into_iter().map(arrival).collect()
    }
}
