//! The open connections: how many there may be, and who has to go when there is no room.
//! Never closes one that is younger than a second at its request.
//!
//! A client that dawdles costs nothing but its place. When the places are all taken, whoever has
//! been at one request for longest leaves theirs to the next: a good request is over in milliseconds.
//! Where nobody dawdles there is too much at once, and who finds no place is told to come again.

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

/// What is told to whoever finds no place, without looking at what they want.
const COME_AGAIN: &[u8] = b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 2\r\n\
    connection: close\r\ncontent-length: 62\r\n\r\n\
    too many clients at once: send again later, with the same ids\n";

/// When a connection began its request, and its number.
type Since = (Instant, u64);

/// The open connections.
pub(crate) struct Connections {
    room: Arc<Semaphore>,
    /// Clients that are being told that there is no room.
    outside: Arc<Semaphore>,
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
    _permit: OwnedSemaphorePermit,
}

impl Connections {
    pub(crate) fn new() -> Arc<Self> {
        // As many again may stand outside.
        Self::with(ROOM.min(files().saturating_sub(OTHER_FILES) / 2).max(1))
    }

    fn with(room: usize) -> Arc<Self> {
        let (room, outside) = (Semaphore::new(room), Semaphore::new(room));
        let (room, outside) = (Arc::new(room), Arc::new(outside));
        Arc::new(Self { room, outside, numbers: AtomicU64::new(0), open: Mutex::default() })
    }

    /// A place, if there is one or somebody has to leave theirs.
    pub(crate) async fn place(self: &Arc<Self>) -> Option<Arc<Place>> {
        if self.room.available_permits() == 0 && !self.close_slowest() {
            return None;
        }
        let place = Arc::clone(&self.room).acquire_owned();
        let permit = tokio::time::timeout(LEAVING, place).await.ok()?;
        Some(self.taken(permit.expect("the semaphore is never closed")))
    }

    /// Answers who found no place; beyond as many as have one, the connection is only closed.
    pub(crate) fn turn_away(&self, stream: TcpStream) {
        let Ok(turn) = Arc::clone(&self.outside).try_acquire_owned() else { return };
        tokio::spawn(async move {
            let answer = async {
                // What was sent is read first: a socket that is closed before loses the answer.
                stream.readable().await?;
                let _ = stream.try_read(&mut [0; 8192]);
                stream.writable().await?;
                stream.try_write(COME_AGAIN)
            };
            // Who does not even ask is closed all the same.
            let _ = tokio::time::timeout(PATIENCE, answer).await;
            drop(turn);
        });
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
            _permit: permit,
        })
    }

    /// Tells who has been at a request for longest to leave, unless that is not long.
    fn close_slowest(&self) -> bool {
        let mut open = self.lock();
        let slowest = open.first_entry().filter(|slowest| slowest.key().0.elapsed() > PATIENCE);
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

    /// A request is answered.
    pub(crate) fn end(&self) {
        self.has_begun.store(false, Ordering::Relaxed);
        self.is_answering.store(false, Ordering::Relaxed);
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
        let place = async || connections.place().await.expect("there is room");
        let (slow, quick) = (place().await, place().await);
        assert!(connections.place().await.is_none(), "nobody has been at it for long");
        tokio::time::sleep(PATIENCE).await;
        quick.begin();
        let next = tokio::spawn({
            let connections = Arc::clone(&connections);
            async move { connections.place().await }
        });
        tokio::select! {
            () = slow.closed() => {}
            () = quick.closed() => panic!("its request has only begun"),
        }
        drop(slow);
        assert!(next.await.expect("no panic").is_some());
    }

    #[test]
    fn there_are_files_left_for_the_database() {
        assert!(files() > OTHER_FILES);
    }
}
