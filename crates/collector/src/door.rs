//! The door: accepts connections on a thread of its own, and tells who finds no place to come again.
//! Never looks at what somebody wants, and never lets one wait behind those who are inside: a commit
//! answers a thousand requests at once, and each of them would have its turn before.

use crate::connections::{Connections, Place, room};
use crate::limit::Peer;
use crate::store::Rejections;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Connections that may wait to be accepted; the system may allow fewer (`net.core.somaxconn`).
const BACKLOG: u32 = 4096;
/// How long somebody who is turned away may take to ask and to leave.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often what they still send is read, 4 kB at a time: a request is 16 kB and its head.
const READS: usize = 16;

/// What is told to whoever finds no place. It says nothing of anybody, so any page may read it.
const COME_AGAIN: &[u8] = b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 2\r\n\
    access-control-allow-origin: *\r\nconnection: close\r\n\
    content-type: text/plain; charset=utf-8\r\ncontent-length: 62\r\n\r\n\
    too many clients at once: send again later, with the same ids\n";

/// Somebody who found a place.
pub(crate) struct Entered {
    pub(crate) stream: TcpStream,
    pub(crate) peer: Peer,
    pub(crate) place: Arc<Place>,
}

/// Who came in, in their order. There are never more than there are places.
pub(crate) struct Door {
    address: SocketAddr,
    entered: UnboundedReceiver<(std::net::TcpStream, Peer, Arc<Place>)>,
}

impl Door {
    /// Listens; who finds no place is counted as refused.
    pub(crate) fn open(listen: SocketAddr, rejections: Arc<Rejections>) -> std::io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _here = runtime.enter();
            bind(listen)
        };
        let listener = match listener {
            Ok(listener) => listener,
            Err(error) => {
                // Dropped within another runtime, it would wait, which panics there.
                runtime.shutdown_background();
                return Err(error);
            }
        };
        let address = listener.local_addr()?;
        let (inside, entered) = unbounded_channel();
        let keeper = Arc::new(Keeper {
            connections: Connections::new(),
            // As many again as there are places.
            outside: Arc::new(Semaphore::new(room())),
            inside,
            rejections,
        });
        let attend = move || runtime.block_on(keeper.attend(listener));
        std::thread::Builder::new().name("door".into()).spawn(attend)?;
        Ok(Self { address, entered })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The next who came in; `None` if the door's thread has ended, which it does when this is
    /// dropped.
    pub(crate) async fn next(&mut self) -> Option<Entered> {
        loop {
            let (stream, peer, place) = self.entered.recv().await?;
            match TcpStream::from_std(stream) {
                Ok(stream) => return Some(Entered { stream, peer, place }),
                Err(error) => tracing::warn!("cannot take a connection in: {error}"),
            }
        }
    }
}

/// Listens, with room for those who come all at once: who finds none is tried again by their system
/// after a second.
fn bind(listen: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if listen.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // An address that was just left is free, but on Windows, where this would share it.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(listen)?;
    socket.listen(BACKLOG)
}

/// Who stands at the door.
struct Keeper {
    connections: Arc<Connections>,
    /// Clients that wait for a place, or are being told that there is none.
    outside: Arc<Semaphore>,
    inside: UnboundedSender<(std::net::TcpStream, Peer, Arc<Place>)>,
    rejections: Arc<Rejections>,
}

impl Keeper {
    async fn attend(self: Arc<Self>, listener: TcpListener) {
        loop {
            let accepted = tokio::select! {
                () = self.inside.closed() => return,
                accepted = listener.accept() => accepted,
            };
            match accepted {
                Ok((stream, peer)) => self.receive(stream, Peer(peer.ip())),
                Err(error) => {
                    // Out of file descriptors, most likely: give connections time to end.
                    tracing::warn!("cannot accept a connection: {error}");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
    }

    fn receive(self: &Arc<Self>, stream: TcpStream, peer: Peer) {
        if let Some(place) = self.connections.place() {
            return self.enter(stream, peer, place);
        }
        // Beyond as many as have a place, the connection is only closed.
        let Ok(turn) = Arc::clone(&self.outside).try_acquire_owned() else { return self.refuse() };
        let keeper = Arc::clone(self);
        tokio::spawn(async move {
            let _turn = turn;
            if keeper.connections.is_slow()
                && let Some(place) = keeper.connections.place_of_slowest().await
            {
                return keeper.enter(stream, peer, place);
            }
            keeper.refuse();
            // Who does not even ask is closed all the same.
            let _ = tokio::time::timeout(PATIENCE, turn_away(stream)).await;
        });
    }

    fn refuse(&self) {
        self.rejections.count("-", "queue_full", "none");
    }

    fn enter(&self, stream: TcpStream, peer: Peer, place: Arc<Place>) {
        // Each runtime listens to its own sockets. Where this fails, or nobody is inside any more,
        // the connection is closed.
        if let Ok(stream) = stream.into_std() {
            let _ = self.inside.send((stream, peer, place));
        }
    }
}

/// Answers once something was asked, and reads what comes after it: a socket that is closed with
/// something unread loses the answer.
async fn turn_away(mut stream: TcpStream) -> std::io::Result<()> {
    let mut unread = [0; 4096];
    stream.readable().await?;
    let _ = stream.try_read(&mut unread);
    stream.write_all(COME_AGAIN).await?;
    stream.shutdown().await?;
    for _ in 0..READS {
        stream.readable().await?;
        // Being ready may be a mistake of the system's.
        if let Ok(0) = stream.try_read(&mut unread) {
            break;
        }
    }
    Ok(())
}
