//! POST /v1/records: one answer per request, and 204 only when its sums are durable.
//! Never a 5xx for bad input, and never half a request.

use crate::fold::{self, health};
use crate::limit;
use crate::plausible;
use crate::state::State;
use crate::store::{Arrival, Full};
use axum::body::{Body, Bytes};
use axum::extract::{Query, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use motivo_core::record::Record;
use motivo_core::symbols::Mode;
use serde::Deserialize;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The longest body, in bytes; Chromium refuses keepalive bodies over 64 KiB.
const MAX_BODY: usize = 16 * 1024;
/// Records in a request.
const MAX_RECORDS: usize = 20;
/// How long a body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(10);

/// The query of a request for records.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// The day of simulated visits; only with `--demo`.
    day: Option<String>,
}

/// Why a request is refused: what is counted, what is answered.
struct Refusal {
    status: StatusCode,
    storefront: String,
    reason: &'static str,
    version: &'static str,
    text: String,
}

impl Refusal {
    fn new(status: StatusCode, reason: &'static str, text: impl Into<String>) -> Self {
        let (storefront, version) = ("-".to_owned(), "none");
        Self { status, storefront, reason, version, text: text.into() }
    }
}

/// Takes records.
pub(crate) async fn post(
    axum::extract::State(state): axum::extract::State<Arc<State>>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let client = head.extensions.get().and_then(|peer| limit::client(*peer, &head.headers));
    let origin = head.headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    let accepted = match may_send(&state, client) {
        Ok(()) => accept(&state, &asked, &head.headers, origin, body).await,
        Err(refusal) => Err(refusal),
    };
    let response = match accepted {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(refusal) => {
            state.rejections.count(&refusal.storefront, refusal.reason, refusal.version);
            let mut response = (refusal.status, refusal.text + "\n").into_response();
            if matches!(refusal.reason, "client" | "queue_full" | "store") {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
            }
            response
        }
    };
    with_cors(&state, &head.headers, response)
}

/// Tells a page that asks, as its doctor does, that this is a collector; counts nothing.
pub(crate) async fn get(
    axum::extract::State(state): axum::extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Response {
    with_cors(&state, &headers, "motivo: records are sent here, by POST\n".into_response())
}

/// Answers a preflight. Records are simple requests; whoever asks may know.
pub(crate) async fn options(
    axum::extract::State(state): axum::extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Response {
    let allow = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    with_cors(&state, &headers, (StatusCode::NO_CONTENT, allow).into_response())
}

/// Lets the page of an allowed origin read the answer.
fn with_cors(state: &State, headers: &HeaderMap, mut response: Response) -> Response {
    let origin = headers.get(header::ORIGIN);
    let name = origin.and_then(|value| value.to_str().ok());
    if let (Some(value), Some(_)) = (origin, name)
        && state.storefronts.keys().any(|key| state.origins.allow(key, name))
    {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, value.clone());
    }
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Origin"));
    response
}

/// Whether this client, if it is known, has not sent too often.
fn may_send(state: &State, client: Option<IpAddr>) -> Result<(), Refusal> {
    let may = |client| state.clients.may_send(client, (state.today)(), Instant::now());
    if client.is_none_or(may) {
        return Ok(());
    }
    let text = "too many requests from one address: send again later, with the same ids";
    Err(Refusal::new(StatusCode::TOO_MANY_REQUESTS, "client", text))
}

async fn accept(
    state: &State,
    asked: &Asked,
    headers: &HeaderMap,
    origin: Option<&str>,
    body: Body,
) -> Result<(), Refusal> {
    let body = read(headers, body).await?;
    let arrivals = parse(state, asked, origin, &body)?;
    let full = |full| match full {
        Full::Busy => Refusal::new(
            StatusCode::TOO_MANY_REQUESTS,
            "queue_full",
            "too many records at once: send again later, with the same ids",
        ),
        Full::Stopped => store_failed(),
    };
    match state.queue.submit(arrivals).map_err(full)?.await {
        Ok(Ok(())) => Ok(()),
        // The cause is in the log.
        Ok(Err(_)) | Err(_) => Err(store_failed()),
    }
}

fn store_failed() -> Refusal {
    let text = "the records could not be kept: send again later, with the same ids";
    Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "store", text)
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, Refusal> {
    // Nothing is ever unpacked: no page packs so little, and a small body may unpack to a huge one.
    let packed = headers.get(header::CONTENT_ENCODING).filter(|value| *value != "identity");
    if let Some(encoding) = packed {
        let encoding = String::from_utf8_lossy(encoding.as_bytes());
        let encoding: String = encoding.chars().take(24).collect();
        let text = format!("the body is packed (Content-Encoding: {encoding}): send plain text");
        return Err(Refusal::new(StatusCode::BAD_REQUEST, "encoding", text));
    }
    let too_large = || {
        let text = "the body has more than 16384 bytes: send at most 20 records at once";
        Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", text)
    };
    let promised = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if promised.and_then(|value| value.parse::<usize>().ok()).is_some_and(|n| n > MAX_BODY) {
        return Err(too_large());
    }
    // One byte more than allowed tells a long body from a broken connection.
    match tokio::time::timeout(BODY_TIME, axum::body::to_bytes(body, MAX_BODY)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if is_limit(&error) => Err(too_large()),
        Ok(Err(_)) => Err(Refusal::new(StatusCode::BAD_REQUEST, "broken", "the body broke off")),
        Err(_) => Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "slow", "the body took too long")),
    }
}

fn is_limit(error: &axum::Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        if error.is::<http_body_util::LengthLimitError>() {
            return true;
        }
        source = error.source();
    }
    false
}

fn parse(
    state: &State,
    asked: &Asked,
    origin: Option<&str>,
    body: &[u8],
) -> Result<Vec<Arrival>, Refusal> {
    let bad = |reason, text: &str| Refusal::new(StatusCode::BAD_REQUEST, reason, text);
    let text = std::str::from_utf8(body)
        .map_err(|_| bad("record", "record field \"record\" is not text: use ASCII"))?;
    let day = day(state, asked)?;
    let lines: Vec<&str> = text.strip_suffix('\n').unwrap_or(text).split('\n').collect();
    if lines.len() > MAX_RECORDS {
        return Err(bad("records", "more than 20 records: send at most 20 at once"));
    }
    let mut arrivals = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let arrival = one(state, origin, day, line).map_err(|mut refusal| {
            let storefront = line.split(' ').nth(2).unwrap_or("");
            if state.storefronts.contains_key(storefront) {
                storefront.clone_into(&mut refusal.storefront);
            }
            refusal.version = if line.starts_with("m1 ") { "m1" } else { "other" };
            if lines.len() > 1 {
                refusal.text = format!("line {}: {}", index + 1, refusal.text);
            }
            refusal
        })?;
        arrivals.push(arrival);
    }
    Ok(arrivals)
}

fn one(state: &State, origin: Option<&str>, day: Date, line: &str) -> Result<Arrival, Refusal> {
    let bad = |field, what: String, instead: &str| {
        let text = format!("record field \"{field}\" is \"{what}\": use {instead}");
        Refusal::new(StatusCode::BAD_REQUEST, field, text)
    };
    let record = Record::decode(line)
        .map_err(|error| Refusal::new(StatusCode::BAD_REQUEST, error.field, error.to_string()))?;
    let Some(published) = state.published(&record.storefront) else {
        return Err(bad("storefront", record.storefront, "a storefront that is served here"));
    };
    if !state.origins.allow(&record.storefront, origin) {
        let text = format!(
            "pages of {} may not send for \"{}\": start the collector with --origin",
            origin.unwrap_or("no origin"),
            record.storefront
        );
        return Err(Refusal::new(StatusCode::FORBIDDEN, "origin", text));
    }
    let is_private = matches!(record.body, motivo_core::record::Body::Private(_));
    match (record.mode, is_private) {
        (Mode::Counts | Mode::Dp, false) | (Mode::Ldp, true) => {}
        (mode, true) => return Err(bad("mode", mode.id().into(), "ldp for what is private")),
        (mode, false) => return Err(bad("mode", mode.id().into(), "counts or dp")),
    }
    if let Err(wrong) = plausible::check(&record.body) {
        return Err(bad(wrong.field, wrong.found, wrong.instead));
    }
    let cells = fold::fold(&record, &published.compiled.plan).map_err(|field| {
        let instead = match field {
            "symbols" => "two for each of the storefront's motivators and for abstained",
            "mattered" => "-, or one of the storefront's touchpoints, counted from 0",
            "touchpoint" => "none, or one of the storefront's touchpoints, counted from 0",
            _ => "one of the storefront's motivators, counted from 0",
        };
        bad(field, "out of range".into(), instead)
    })?;
    Ok(Arrival {
        storefront: record.storefront,
        day,
        mode: record.mode.id(),
        id: Some(record.id),
        cells,
        again: Some(health("none", "m1", "duplicate")),
    })
}

/// Today, or in a demo the day that a simulated visit says.
fn day(state: &State, asked: &Asked) -> Result<Date, Refusal> {
    let today = (state.today)();
    let Some(day) = &asked.day else { return Ok(today) };
    let past =
        |day: &Date| *day <= today && *day >= today.saturating_sub(jiff::Span::new().days(366));
    day.parse::<Date>().ok().filter(past).filter(|_| state.demo).ok_or_else(|| {
        let text =
            "\"day\" is only for simulated visits of the last year, with `motivo serve --demo`";
        Refusal::new(StatusCode::BAD_REQUEST, "day", text)
    })
}
