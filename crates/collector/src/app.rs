//! The routes. What a shop's page loads and the page on privacy are public; the report and the
//! metrics need the token.
//! Never a route that writes anything but sums.

use crate::plans::PLAN;
use crate::state::State;
use crate::{metrics, policy, promise, records, report};
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use std::sync::Arc;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

const LOADER_CACHE: HeaderValue = HeaderValue::from_static("public, max-age=300");
const VERSION_CACHE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const PLAN_CACHE: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// All routes of the collector.
pub fn app(state: Arc<State>) -> Router {
    let loader = ServeFile::new(state.folder().join("motivo.js"));
    let loader = loader.precompressed_br().precompressed_gzip();
    let versions = ServeDir::new(state.folder().join("v")).append_index_html_on_directories(false);
    let versions = versions.precompressed_br().precompressed_gzip();
    let embed = Router::new()
        .route_service("/motivo.js", loader)
        .layer(cached(LOADER_CACHE))
        .merge(Router::new().nest_service("/v", versions).layer(cached(VERSION_CACHE)))
        .layer(always(header::VARY, "accept-encoding"));
    let public = embed
        .route("/v1/plan/{storefront}/{file}", get(plan))
        .route("/v1/policy/{storefront}", get(policy::get))
        .layer(always(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .layer(always(
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ));
    Router::new()
        .merge(public)
        .route("/v1/records", post(records::post).get(records::get).options(records::options))
        .route("/v1/privacy/{storefront}", get(promise::get))
        .route("/report", get(report::get))
        .route("/report.css", get(report::style))
        .route("/metrics", get(metrics::get))
        .route("/healthz", get(async || "ok\n"))
        .fallback(async || (StatusCode::NOT_FOUND, "there is nothing here\n"))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .with_state(state)
}

/// A file of a storefront's plan; the plan itself with what was learned of the shoppers.
async fn plan(
    axum::extract::State(state): axum::extract::State<Arc<State>>,
    Path((storefront, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> axum::response::Response {
    let published = state.published(&storefront);
    let Some(found) = published.as_ref().and_then(|published| published.file(&file)) else {
        return (StatusCode::NOT_FOUND, "no storefront here has this file\n").into_response();
    };
    let strength = if file == PLAN { policy::strength(&state, &storefront) } else { None };
    let learned = strength.zip(published.as_ref()).map(|(strength, of)| of.with(strength));
    let found = learned.as_ref().unwrap_or(found);
    let mime =
        if file.ends_with(".json") { "application/json" } else { "text/plain; charset=utf-8" };
    tagged(&headers, found, PLAN_CACHE, mime)
}

/// A text under its ETag, or that the client has it already.
pub(crate) fn tagged(
    headers: &HeaderMap,
    (text, tag): &(String, String),
    cache: HeaderValue,
    mime: &'static str,
) -> axum::response::Response {
    let tag = HeaderValue::from_str(tag).expect("hexadecimal digits in quotes");
    let head = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, cache),
        (header::CONTENT_TYPE, HeaderValue::from_static(mime)),
    ];
    if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        return (StatusCode::NOT_MODIFIED, head).into_response();
    }
    (head, text.clone()).into_response()
}

type Always = SetResponseHeaderLayer<HeaderValue>;

fn always(name: header::HeaderName, value: &'static str) -> Always {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// A missing file must not be remembered for a year.
fn cached<B>(
    value: HeaderValue,
) -> SetResponseHeaderLayer<impl Fn(&Response<B>) -> Option<HeaderValue> + Clone> {
    SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, move |response: &Response<B>| {
        let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
        found.then(|| value.clone())
    })
}
