//! Group commit: requests wait in a bounded queue, one thread commits them together.
//! Never answers before the commit is durable, and never waits for room.

use super::{Arrival, Store, StoreError};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
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

/// What the writer has done since it started.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Records that were counted.
    pub accepted: u64,
    /// Records whose id was known.
    pub duplicates: u64,
    /// Commits that are durable.
    pub commits: u64,
    /// Requests in these commits.
    pub requests: u64,
    /// Seconds that these commits took together.
    pub seconds: f64,
    /// Commits that failed.
    pub failures: u64,
}

/// What the writer tells while it works.
#[derive(Default)]
struct Work {
    waiting: AtomicUsize,
    tally: Mutex<Tally>,
}

/// The way to the writer's thread.
pub struct Queue {
    sender: SyncSender<Message>,
    writer: Mutex<Option<JoinHandle<()>>>,
    work: Arc<Work>,
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
        let work = Arc::new(Work::default());
        let told = Arc::clone(&work);
        let writer = std::thread::spawn(move || write(store, &receiver, &rejections, &told, today));
        Self { sender, writer: Mutex::new(Some(writer)), work }
    }

    /// Queues a request; the answer comes when its commit is durable or has failed.
    ///
    /// # Errors
    /// There is no room, or the writer has stopped; nothing was queued.
    pub fn submit(&self, arrivals: Vec<Arrival>) -> Result<oneshot::Receiver<Done>, Full> {
        let (done, answer) = oneshot::channel();
        // Counted first: the writer may take it before `try_send` is back.
        self.work.waiting.fetch_add(1, Ordering::Relaxed);
        let full = match self.sender.try_send(Message::Commit(arrivals, done)) {
            Ok(()) => return Ok(answer),
            Err(TrySendError::Full(_)) => Full::Busy,
            Err(TrySendError::Disconnected(_)) => Full::Stopped,
        };
        self.work.waiting.fetch_sub(1, Ordering::Relaxed);
        Err(full)
    }

    /// Requests that wait for the writer, without those that it is committing.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.work.waiting.load(Ordering::Relaxed)
    }

    /// What the writer has done since it started.
    #[must_use]
    pub fn tally(&self) -> Tally {
        *self.work.tally.lock().unwrap_or_else(PoisonError::into_inner)
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
    work: &Work,
    today: fn() -> Date,
) {
    let mut cleaned = None;
    loop {
        let first = receiver.recv_timeout(IDLE);
        let mut stop = matches!(first, Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected));
        let (mut arrivals, mut waiting) = (rejections.drain(today()), Vec::new());
        let mut take = |message| {
            if let Message::Commit(new, done) = message {
                work.waiting.fetch_sub(1, Ordering::Relaxed);
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
            let begun = Instant::now();
            let result = store.commit(&arrivals);
            work.count(&result, &arrivals, waiting.len(), begun.elapsed());
            answer(result, waiting);
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

impl Work {
    fn count(
        &self,
        result: &Result<u64, StoreError>,
        arrivals: &[Arrival],
        requests: usize,
        took: Duration,
    ) {
        let mut tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok(duplicates) = result else {
            tally.failures += 1;
            return;
        };
        let records = arrivals.iter().filter(|arrival| arrival.id.is_some()).count() as u64;
        tally.accepted += records.saturating_sub(*duplicates);
        tally.duplicates += duplicates;
        tally.commits += 1;
        tally.requests += requests as u64;
        tally.seconds += took.as_secs_f64();
    }
}

fn answer(result: Result<u64, StoreError>, waiting: Vec<oneshot::Sender<Done>>) {
    let result = result.map(drop).map_err(|error| {
        tracing::error!("cannot commit: {error}; senders were told to try again");
        Arc::new(error)
    });
    for done in waiting {
        // A client that is gone will send again with the same id.
        let _ = done.send(result.clone());
    }
}

/// Counts of refused requests, in memory until the next commit: a flood of them takes no room
/// in the queue, and nobody waits for them.
#[derive(Default)]
pub struct Rejections(Mutex<Refused>);

#[derive(Default)]
struct Refused {
    /// What the next commit writes, by storefront and key.
    new: BTreeMap<(String, String), f64>,
    /// All since the start, by reason.
    total: BTreeMap<&'static str, u64>,
}

impl Rejections {
    /// Counts a refusal for a storefront, or for `-` when it is none of ours.
    pub fn count(&self, storefront: &str, reason: &'static str, version: &str) {
        let key = crate::fold::health(reason, version, "none").key;
        let mut refused = self.lock();
        *refused.new.entry((storefront.to_owned(), key)).or_default() += 1.0;
        *refused.total.entry(reason).or_default() += 1;
    }

    /// Requests refused since the start, by reason; the reasons are words of ours.
    #[must_use]
    pub fn totals(&self) -> BTreeMap<&'static str, u64> {
        self.lock().total.clone()
    }

    fn drain(&self, day: Date) -> Vec<Arrival> {
        let taken = std::mem::take(&mut self.lock().new);
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

    fn lock(&self) -> MutexGuard<'_, Refused> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
