//! The open connections: how many there may be, and who has to go when there is no room.
//! Never closes one that is younger than a second at its request.
//!
//! A client that dawdles costs nothing but its place. When the places are all taken, whoever has
//! been at one request for longest leaves theirs to the next: a good request is here in milliseconds,
//! and while we are at it nobody is taken for slow.
//! Where nobody dawdles there is too much at once, and who finds no place hears so at the door.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// Connections at once; more are told to come again.
const ROOM: usize = 1024;
/// File descriptors that are left to the database and the files that are served.
const OTHER_FILES: usize = 64;
/// How long a request may take while others wait for a place.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long somebody may take to leave who was told to.
const LEAVING: Duration = Duration::from_secs(1);

/// When a connection began its request, and its number.
type Since = (Instant, u64);

/// The open connections.
pub(crate) struct Connections {
    room: Arc<Semaphore>,
    /// Held by whoever waits for another to leave.
    leaving: tokio::sync::Mutex<()>,
    numbers: AtomicU64,
    open: Mutex<BTreeMap<Since, Arc<Notify>>>,
}

/// A connection's place, until it is dropped.
pub(crate) struct Place {
    of: Arc<Connections>,
    since: Mutex<Since>,
    close: Arc<Notify>,
    /// Whether the head of a request is complete, and its answer not.
    is_answering: AtomicBool,
    /// Whether a part of a head has come.
    has_begun: AtomicBool,
    /// Whether all of a request is here, and its answer not.
    is_complete: AtomicBool,
    _permit: OwnedSemaphorePermit,
}

impl Connections {
    pub(crate) fn new() -> Arc<Self> {
        Self::with(room())
    }

    fn with(room: usize) -> Arc<Self> {
        let room = Arc::new(Semaphore::new(room));
        let (leaving, numbers) = (tokio::sync::Mutex::default(), AtomicU64::new(0));
        Arc::new(Self { room, leaving, numbers, open: Mutex::default() })
    }

    /// A place, if there is one.
    pub(crate) fn place(self: &Arc<Self>) -> Option<Arc<Place>> {
        let permit = Arc::clone(&self.room).try_acquire_owned().ok()?;
        Some(self.taken(permit))
    }

    /// Whether somebody has been at a request for long.
    pub(crate) fn is_slow(&self) -> bool {
        self.lock().first_key_value().is_some_and(|(since, _)| is_long(since))
    }

    /// The place of whoever has been at a request for longest, once they have left; `None` if that
    /// is not long, or they do not leave. One leaves at a time: where the machine itself is slow,
    /// everybody looks slow.
    pub(crate) async fn place_of_slowest(self: &Arc<Self>) -> Option<Arc<Place>> {
        let left = async {
            let _turn = self.leaving.lock().await;
            if let Some(place) = self.place() {
                return Some(place);
            }
            if !self.close_slowest() {
                return None;
            }
            let permit = Arc::clone(&self.room).acquire_owned().await;
            Some(self.taken(permit.expect("the semaphore is never closed")))
        };
        tokio::time::timeout(LEAVING, left).await.ok().flatten()
    }

    fn taken(self: &Arc<Self>, permit: OwnedSemaphorePermit) -> Arc<Place> {
        let since = (Instant::now(), self.numbers.fetch_add(1, Ordering::Relaxed));
        let close = Arc::new(Notify::new());
        self.lock().insert(since, Arc::clone(&close));
        Arc::new(Place {
            of: Arc::clone(self),
            since: Mutex::new(since),
            close,
            is_answering: AtomicBool::new(false),
            has_begun: AtomicBool::new(false),
            is_complete: AtomicBool::new(false),
            _permit: permit,
        })
    }

    /// Tells who has been at a request for longest to leave, unless that is not long.
    fn close_slowest(&self) -> bool {
        let mut open = self.lock();
        let slowest = open.first_entry().filter(|slowest| is_long(slowest.key()));
        slowest.map(|slowest| slowest.remove().notify_one()).is_some()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Since, Arc<Notify>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// The head of a request is complete.
    pub(crate) fn begin(&self) {
        self.is_answering.store(true, Ordering::Relaxed);
        let mut since = self.since.lock().unwrap_or_else(PoisonError::into_inner);
        let mut open = self.of.lock();
        // One that was told to close stays out.
        if let Some(close) = open.remove(&since) {
            since.0 = Instant::now();
            open.insert(*since, close);
        }
    }

    /// All of a request is here: what it waits for now is ours, and nobody takes its place for it.
    pub(crate) fn complete(&self) {
        let since = self.since.lock().unwrap_or_else(PoisonError::into_inner);
        // One that was told to close stays so.
        if self.of.lock().remove(&since).is_some() {
            self.is_complete.store(true, Ordering::Relaxed);
        }
    }

    /// A request is answered.
    pub(crate) fn end(&self) {
        self.has_begun.store(false, Ordering::Relaxed);
        self.is_answering.store(false, Ordering::Relaxed);
        let mut since = self.since.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_complete.swap(false, Ordering::Relaxed) {
            since.0 = Instant::now();
            self.of.lock().insert(*since, Arc::clone(&self.close));
        }
    }

    /// Ends when the place is needed for somebody else.
    pub(crate) async fn closed(&self) {
        self.close.notified().await;
    }

    /// Whether half a head came, and nothing after it.
    pub(crate) fn is_in_head(&self) -> bool {
        self.has_begun.load(Ordering::Relaxed) && !self.is_answering()
    }

    /// Whether a request has no answer yet.
    pub(crate) fn is_answering(&self) -> bool {
        self.is_answering.load(Ordering::Relaxed)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let since = *self.since.lock().unwrap_or_else(PoisonError::into_inner);
        self.of.lock().remove(&since);
    }
}

fn is_long((since, _): &Since) -> bool {
    since.elapsed() > PATIENCE
}

/// How many connections there may be.
pub(crate) fn room() -> usize {
    // As many again may stand outside.
    ROOM.min(files().saturating_sub(OTHER_FILES) / 2).max(1)
}

/// How many files this process may have open; unlimited where the system does not say.
fn files() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    soft.unwrap_or(usize::MAX)
}

/// A client's stream that tells its place when something comes.
pub(crate) struct Heard {
    stream: TcpStream,
    place: Arc<Place>,
}

impl Heard {
    pub(crate) fn new(stream: TcpStream, place: Arc<Place>) -> Self {
        Self { stream, place }
    }
}

impl AsyncRead for Heard {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let before = into.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, into);
        if into.filled().len() > before {
            self.place.has_begun.store(true, Ordering::Relaxed);
        }
        read
    }
}

impl AsyncWrite for Heard {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[std::io::IoSlice<'_>],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_has_been_at_it_for_longest_leaves_their_place_to_the_next() {
        let connections = Connections::with(2);
        let place = || connections.place().expect("there is room");
        let (slow, quick) = (place(), place());
        assert!(connections.place().is_none() && !connections.is_slow(), "nobody dawdles");
        assert!(connections.place_of_slowest().await.is_none());
        tokio::time::sleep(PATIENCE).await;
        quick.begin();
        assert!(connections.is_slow());
        let next = tokio::spawn({
            let connections = Arc::clone(&connections);
            async move { connections.place_of_slowest().await }
        });
        tokio::select! {
            () = slow.closed() => {}
            () = quick.closed() => panic!("its request has only begun"),
        }
        drop(slow);
        assert!(next.await.expect("no panic").is_some());
    }

    #[tokio::test]
    async fn who_waits_for_us_keeps_their_place_until_they_are_answered() {
        let connections = Connections::with(1);
        let waiting = connections.place().expect("there is room");
        waiting.begin();
        waiting.complete();
        tokio::time::sleep(PATIENCE).await;
        assert!(!connections.is_slow(), "it asked all that it had to");
        waiting.end();
        assert!(!connections.is_slow(), "it was answered just now");
        tokio::time::sleep(PATIENCE).await;
        assert!(connections.is_slow(), "it asks nothing more");
    }

    #[test]
    fn there_are_files_left_for_the_database() {
        assert!(files() > OTHER_FILES);
    }
}
