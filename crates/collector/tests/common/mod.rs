//! A collector inside the test, and the binary beside it.
#![allow(dead_code, reason = "each test file uses its part")]

pub(crate) mod attack;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use jiff::civil::{Date, date};
use motivo_collector::app::app;
use motivo_collector::state::{Parts, State};
use motivo_collector::store::{
    Arrival, Counters, Queue, Rejections, Row, Sqlite, Store, StoreError,
};
use motivo_core::symbols::Mode;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use tempfile::TempDir;
use tower::ServiceExt;

/// The binary with this input, until it ends.
pub(crate) fn motivo(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_motivo"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    // A command that stops at once may close its input before all is written.
    let _ = child.stdin.take().expect("piped").write_all(input);
    child.wait_with_output().expect("it ends")
}

pub(crate) fn config(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/configs").join(name)
}

pub(crate) fn today() -> Date {
    date(2026, 11, 22)
}

/// The routes over a fresh data folder.
pub(crate) struct Shop {
    pub(crate) state: Arc<State>,
    pub(crate) folder: TempDir,
    app: Router,
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Shop {
    pub(crate) fn open() -> Self {
        Self::of("shop.json")
    }

    /// With a config of the tests.
    pub(crate) fn of(name: &str) -> Self {
        let store = |path: &Path| {
            let store: Box<dyn Store> = Box::new(Sqlite::open(path).expect("a new database"));
            store
        };
        Self::start(config(name), store, 100, &[])
    }

    /// Stopped, and started again over the same data folder with a config of the test's choice.
    pub(crate) fn again(self, config: PathBuf) -> Self {
        self.state.stop();
        let store = |path: &Path| {
            let store: Box<dyn Store> = Box::new(Sqlite::open(path).expect("the database"));
            store
        };
        Self::start_in(self.folder, config, store, 100, &[])
    }

    /// With a store, room in the queue and origins of the test's choice.
    pub(crate) fn with(
        store: impl FnOnce(&Path) -> Box<dyn Store>,
        room: usize,
        origins: &[&str],
    ) -> Self {
        Self::start(config("shop.json"), store, room, origins)
    }

    fn start(
        config: PathBuf,
        store: impl FnOnce(&Path) -> Box<dyn Store>,
        room: usize,
        origins: &[&str],
    ) -> Self {
        Self::start_in(tempfile::tempdir().expect("a folder"), config, store, room, origins)
    }

    fn start_in(
        folder: TempDir,
        config: PathBuf,
        store: impl FnOnce(&Path) -> Box<dyn Store>,
        room: usize,
        origins: &[&str],
    ) -> Self {
        let path = folder.path().join("motivo.sqlite");
        drop(Sqlite::open(&path).expect("a new database"));
        let rejections = Arc::new(Rejections::default());
        let queue = Queue::start(store(&path), room, Arc::clone(&rejections), today);
        let state = State::open(Parts {
            data: folder.path().to_owned(),
            configs: vec![config],
            origins: origins.iter().map(|origin| (*origin).to_owned()).collect(),
            queue,
            rejections,
            counters: Arc::new(Sqlite::counters(&path).expect("a reader")),
            today,
            demo: true,
        });
        let state = Arc::new(state.expect("a good config"));
        Self { app: app(Arc::clone(&state)), state, folder }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.expect("routes never fail");
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        let text = String::from_utf8(bytes.to_vec()).expect("text");
        Answer { status: head.status, headers: head.headers, text }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    pub(crate) async fn post(&self, body: impl Into<Body>) -> Answer {
        self.send(Request::post("/v1/records").body(body.into()).expect("a request")).await
    }

    /// Stops the writer, then gives all sums as `marginal key measure value`, sorted.
    pub(crate) fn cells(&self) -> Vec<String> {
        self.state.stop();
        cells(self.folder.path(), "shop")
    }
}

/// The sums of a storefront as `marginal key measure value`, sorted.
pub(crate) fn cells(data: &Path, storefront: &str) -> Vec<String> {
    let counters = Sqlite::counters(&data.join("motivo.sqlite")).expect("a reader");
    let days = (date(2020, 1, 1), date(2100, 1, 1));
    let rows = counters.rows(storefront, Mode::Counts, days).expect("rows");
    let line = |row: &Row| format!("{} {} {} {}", row.marginal, row.key, row.measure, row.value);
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.sort();
    lines
}

/// A record's line for the storefront `shop`.
pub(crate) fn record(id: u128, rest: &str) -> String {
    format!("m1 counts shop {id:032x} {rest}")
}

/// The motivators of `shop.json`, as records and as sums name them.
const BUCKETS: [(&str, &str); 4] =
    [("0", "belonging"), ("1", "thrill"), ("2", "order"), ("abstained", "abstained")];
const PHASES: [&str; 3] = ["recognize", "request", "respond"];
const VERSIONS: u32 = 4096;

/// What is different in each of these many records.
fn own(number: u32) -> (u32, usize, usize, usize) {
    let (version, rest) = (number % VERSIONS, (number / VERSIONS) as usize);
    assert!(rest < 3 * 3 * 4, "there are no more cells that only one record raises");
    (version, rest % 4, rest / 4 % 3, rest / 12)
}

/// A record that raises a cell which no other number's does, so that one counted twice shows.
pub(crate) fn own_cell(number: u32) -> String {
    let (version, bucket, phase, variant) = own(number);
    let (bucket, phase) = (BUCKETS[bucket].0, PHASES[phase]);
    let told = format!("decision {version} {bucket} {phase} welcome_note/{variant} 0 20 20");
    record(u128::from(number) << 64, &told)
}

/// The key of that cell.
pub(crate) fn own_key(number: u32) -> String {
    let (version, bucket, phase, variant) = own(number);
    let (bucket, variant) = (BUCKETS[bucket].1, BUCKETS[variant].1);
    format!("{version}|{bucket}|{}|welcome_note/{variant}", PHASES[phase])
}

/// How often each record was counted, by its cell's key.
pub(crate) fn own_counts(data: &Path) -> BTreeMap<String, f64> {
    let lines = cells(data, "shop");
    let own = lines.iter().filter_map(|line| line.strip_prefix("policy ")?.split_once(" n "));
    own.map(|(key, n)| (key.to_owned(), n.parse().expect("a sum"))).collect()
}

/// A store that says when it commits, and then waits for how that ends.
pub(crate) struct Held(pub(crate) Sender<()>, pub(crate) Receiver<Result<u64, StoreError>>);

impl Store for Held {
    fn commit(&mut self, _: &[Arrival]) -> Result<u64, StoreError> {
        let _ = self.0.send(());
        self.1.recv().unwrap_or(Ok(0))
    }
    fn forget_ids(&mut self, _: Date) -> Result<(), StoreError> {
        Ok(())
    }
}

/// The running binary.
pub(crate) struct Binary {
    pub(crate) child: Child,
    pub(crate) url: String,
    pub(crate) report: String,
}

impl Binary {
    /// Starts `motivo serve` on a free port; fails the test if it does not come up.
    pub(crate) fn serve(data: &Path, config: &Path, more: &[&str]) -> Self {
        Self::start(Self::command(data, config, more))
    }

    /// The same from a command of the test's own.
    pub(crate) fn start(mut command: Command) -> Self {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary starts");
        let out = BufReader::new(child.stdout.take().expect("stdout is piped"));
        let (mut url, mut report) = (String::new(), String::new());
        for line in out.lines().map_while(Result::ok) {
            if let Some(address) = line.strip_prefix("motivo: listening on ") {
                address.clone_into(&mut url);
            }
            if let Some(address) = line.strip_prefix("motivo: report ") {
                address.clone_into(&mut report);
                break;
            }
        }
        assert!(!url.is_empty() && !report.is_empty(), "it did not come up");
        Self { child, url, report }
    }

    pub(crate) fn command(data: &Path, config: &Path, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_motivo"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        command.arg("--config").arg(config).args(more);
        command
    }
}

impl Drop for Binary {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Most memory that the process ever took, in kB.
pub(crate) fn peak(binary: &Binary) -> u64 {
    let path = format!("/proc/{}/status", binary.child.id());
    let text = std::fs::read_to_string(path).expect("it runs");
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("VmHWM");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

/// A client that takes every status as an answer.
pub(crate) fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().http_status_as_error(false);
    ureq::Agent::new_with_config(config.build())
}
