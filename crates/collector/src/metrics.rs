//! GET /metrics: the collector's own counts since its start, in Prometheus' text format 0.0.4.
//! Never a storefront, a cell or a word that a client sent.
//! <https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>

use crate::state::State;
use crate::store::DATABASE;
use crate::token;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::fmt::{Display, Write as _};
use std::sync::Arc;

/// The query of the metrics' address.
#[derive(Deserialize)]
pub(crate) struct Asked {
    token: Option<String>,
}

/// The page for the scraper; the token comes as for the report, or as `Authorization: Bearer`.
pub(crate) async fn get(
    axum::extract::State(state): axum::extract::State<Arc<State>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let given = bearer(&headers).or(asked.token.as_deref());
    if !given.is_some_and(|given| token::is_equal(given, &state.token)) {
        let text = "The metrics need the token of the report, which is in the data folder's file \"token\": send it as `Authorization: Bearer`.\n";
        return (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")], text)
            .into_response();
    }
    let head =
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4"), (header::CACHE_CONTROL, "no-store")];
    (head, text(&state)).into_response()
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn text(state: &State) -> String {
    let mut page = Page::default();
    let tally = state.queue.tally();
    page.counter("records_accepted_total", "Records that were counted.", tally.accepted);
    page.counter("records_duplicate_total", "Records whose id was known.", tally.duplicates);
    page.family("requests_refused_total", "counter", "Refused requests for records, by reason.");
    for (reason, count) in state.rejections.totals() {
        page.sample(&format!("requests_refused_total{{reason=\"{reason}\"}}"), count);
    }
    page.family("commit_seconds", "summary", "How long durable commits took.");
    page.sample("commit_seconds_sum", tally.seconds);
    page.sample("commit_seconds_count", tally.commits);
    page.family("commit_requests", "summary", "Requests in durable commits.");
    page.sample("commit_requests_sum", tally.requests);
    page.sample("commit_requests_count", tally.commits);
    page.counter("commit_failures_total", "Commits that failed.", tally.failures);
    page.gauge("queue_requests", "Requests that wait for the writer.", state.queue.waiting());
    page.gauge("database_bytes", "The database and its log.", database_bytes(state));
    let started = state.started.as_second();
    page.gauge("start_time_seconds", "When it started, in Unix time.", started);
    page.family("build_info", "gauge", "The version, as a label.");
    page.sample(concat!("build_info{version=\"", env!("CARGO_PKG_VERSION"), "\"}"), 1);
    page.0
}

/// SQLite has a part of what is durable in its log; a file that is not there has no bytes.
fn database_bytes(state: &State) -> u64 {
    let bytes = |end| {
        let path = state.folder().join(format!("{DATABASE}{end}"));
        std::fs::metadata(path).map_or(0, |file| file.len())
    };
    bytes("") + bytes("-wal")
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn family(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP motivo_{name} {help}\n# TYPE motivo_{name} {kind}");
    }

    fn sample(&mut self, name: &str, value: impl Display) {
        let _ = writeln!(self.0, "motivo_{name} {value}");
    }

    fn counter(&mut self, name: &str, help: &str, value: u64) {
        self.family(name, "counter", help);
        self.sample(name, value);
    }

    fn gauge(&mut self, name: &str, help: &str, value: impl Display) {
        self.family(name, "gauge", help);
        self.sample(name, value);
    }
}
