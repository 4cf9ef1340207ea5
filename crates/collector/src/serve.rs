//! Starts and stops the collector: data folder, store, listener, signals.
//! Never stops with something queued: what was accepted is committed first.

use crate::app::app;
use crate::asked::Asked;
use crate::connections::{Heard, Place};
use crate::door::{Door, Entered};
use crate::embed;
use crate::error::Error;
use crate::state::{Parts, State};
use crate::store::{DATABASE, Queue, Rejections, Sqlite};
use hyper::body::Incoming;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use jiff::civil::Date;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tower_http::add_extension::AddExtension;

/// How long a client may take to send its headers.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// How long open connections may take to end when the collector stops.
const STOP_TIME: Duration = Duration::from_secs(5);
/// The longest head of a request, in bytes, and the most that a connection has in memory: a shop's
/// cookies may come with the embed files.
const HEAD: usize = 32 * 1024;

/// The options of `motivo serve`.
#[derive(clap::Args, Clone, Debug)]
pub struct Options {
    /// An owner's config; once for each storefront
    #[arg(long = "config", value_name = "FILE", required = true, num_args = 1..)]
    pub configs: Vec<PathBuf>,
    /// The data folder: counters, kept plans, the report's token
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8787")]
    pub listen: SocketAddr,
    /// A page that may send records; without one for a storefront, pages on this machine may
    #[arg(long = "origin", value_name = "KEY=URL", num_args = 1..)]
    pub origins: Vec<String>,
    /// A folder with embed files to serve instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    pub embed: Option<PathBuf>,
    /// Requests that may wait for a commit; more are told to try again
    #[arg(long, value_name = "N", default_value_t = 2048, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub queue: u32,
    /// Let simulated visits say their day (/v1/records?day=2026-11-01); never on a real shop
    #[arg(long)]
    pub demo: bool,
}

/// The UTC day now.
#[must_use]
pub fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// Opens everything that serving needs.
///
/// # Errors
/// A config has mistakes and no good plan is kept, or the data folder cannot be used.
pub fn open(options: &Options) -> Result<State, Error> {
    let data = &options.data;
    std::fs::create_dir_all(data).map_err(Error::writing(data))?;
    if !embed::place(data, options.embed.as_deref())? {
        tracing::warn!(
            "no embed files are built in: /motivo.js is missing; run `cargo xtask dist` or use --embed"
        );
    }
    let path = data.join(DATABASE);
    let store = Sqlite::open(&path)?;
    let rejections = Arc::new(Rejections::default());
    let queue =
        Queue::start(Box::new(store), options.queue as usize, Arc::clone(&rejections), today);
    State::open(Parts {
        data: data.clone(),
        configs: options.configs.clone(),
        origins: options.origins.clone(),
        queue,
        rejections,
        counters: Arc::new(Sqlite::counters(&path)?),
        today,
        demo: options.demo,
    })
}

/// Listens, calls `ready` with the address, and serves until the system asks to stop.
///
/// # Errors
/// The address cannot be used.
pub async fn serve(
    state: Arc<State>,
    listen: SocketAddr,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    let cannot = |source| Error::Listen { address: listen.to_string(), source };
    let door = Door::open(listen, Arc::clone(&state.rejections)).map_err(cannot)?;
    let stop = stop_signal().map_err(cannot)?;
    ready(door.address());
    let watching = tokio::spawn(watch(Arc::clone(&state)));
    attend(&state, door, stop).await;
    watching.abort();
    // The writer's thread is waited for where waiting blocks nobody.
    let _ = tokio::task::spawn_blocking(move || state.stop()).await;
    Ok(())
}

/// Serves who comes in, until it is time to stop.
async fn attend(state: &Arc<State>, mut door: Door, stop: impl Future<Output = ()>) {
    let app = app(Arc::clone(state));
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEADER_TIME).max_buf_size(HEAD);
    let open = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = tokio::select! {
            () = &mut stop => break,
            next = door.next() => next,
        };
        let Some(Entered { stream, peer, place }) = next else {
            tracing::error!("nobody can come in any more: start the collector again");
            break;
        };
        let service = TowerToHyperService::new(AddExtension::new(app.clone(), peer));
        let told = Arc::clone(&place);
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            told.begin();
            let request = request.map(|body| Asked::new(body, Arc::clone(&told)));
            let (answer, told) = (service.call(request), Arc::clone(&told));
            async move {
                let answer = answer.await;
                told.end();
                answer
            }
        });
        let stream = TokioIo::new(Heard::new(stream, Arc::clone(&place)));
        let connection = open.watch(http.serve_connection(stream, service));
        let state = Arc::clone(state);
        tokio::spawn(async move {
            let reason = tokio::select! {
                ended = connection => ended.err().and_then(|error| unread(&error, &place)),
                () = place.closed() => {
                    (place.is_in_head() || place.is_answering()).then_some("slow")
                }
            };
            if let Some(reason) = reason {
                state.rejections.count("-", reason, "none");
            }
        });
    }
    drop(door);
    let _ = tokio::time::timeout(STOP_TIME, open.shutdown()).await;
}

/// Why a request never came to a route, where that is worth a count: clients that break off, or keep
/// a connection that they do not use, are their own business.
fn unread(error: &hyper::Error, place: &Place) -> Option<&'static str> {
    match error {
        error if error.is_parse_too_large() => Some("headers"),
        error if error.is_parse() => Some("http"),
        error if error.is_timeout() && place.is_in_head() => Some("slow"),
        _ => None,
    }
}

/// Looks at the config files every second.
async fn watch(state: Arc<State>) {
    let mut seconds = tokio::time::interval(Duration::from_secs(1));
    loop {
        seconds.tick().await;
        let state = Arc::clone(&state);
        let _ = tokio::task::spawn_blocking(move || state.refresh()).await;
    }
}

/// Ends when the system asks to stop: ctrl-c, or SIGTERM on Unix.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}
