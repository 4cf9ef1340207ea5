//! GET /v1/policy/<storefront>: what a storefront's records say of each arm, for its pages to draw with.
//! Never about a visit, and never more often than once a day.
//!
//! | file | idea |
//! | --- | --- |
//! | [`file`] | the file's form: written, and read strictly |
//! | [`learn`] | from stored sums to the file, in steps of k visits |

pub mod file;
mod learn;

pub use self::learn::learn;

use self::file::Strengths;
use crate::app::tagged;
use crate::plans::etag;
use crate::release::{Asked, release};
use crate::state::State;
use crate::store::StoreError;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// An hour-old policy is as good as a new one, and a page must not wait for it.
const CACHE: HeaderValue =
    HeaderValue::from_static("public, max-age=3600, stale-while-revalidate=86400");

/// The policies of a day, by storefront.
#[derive(Default)]
pub(crate) struct Policies(Mutex<BTreeMap<String, Built>>);

/// A policy's text and ETag, and the day it was built on.
#[derive(Clone)]
struct Built {
    day: Date,
    text: String,
    tag: String,
    strength: Option<Strengths>,
}

/// Answers with the policy of a storefront that is served here.
pub(crate) async fn get(
    axum::extract::State(state): axum::extract::State<Arc<State>>,
    Path(storefront): Path<String>,
    headers: HeaderMap,
) -> Response {
    // Reading and adding up is work for a thread that may block.
    let built = tokio::task::spawn_blocking(move || today(&state, &storefront)).await;
    match built {
        Ok(Ok(Some(built))) => {
            tagged(&headers, &(built.text, built.tag), CACHE, "application/json")
        }
        Ok(Ok(None)) => {
            (StatusCode::NOT_FOUND, "no storefront of this name is served here\n").into_response()
        }
        Ok(Err(error)) => unavailable(&error),
        Err(error) => unavailable(&error),
    }
}

fn unavailable(error: &dyn std::error::Error) -> Response {
    tracing::error!("the policy cannot be built: {error}");
    (StatusCode::SERVICE_UNAVAILABLE, "the policy cannot be read now\n").into_response()
}

/// How common each response strength is among a storefront's shoppers, for its plan, by the policy
/// that was built last. Never builds one: every page waits for its plan.
pub(crate) fn strength(state: &State, storefront: &str) -> Option<Strengths> {
    let known = state.policies.0.lock().unwrap_or_else(PoisonError::into_inner);
    known.get(storefront)?.strength
}

/// Today's policy, built at the first time that it is asked for; `None` for a storefront of others.
///
/// The sums end with the day before, so that they no longer change; in `dp` with the month before,
/// and they have the noise with which they were told.
fn today(state: &State, storefront: &str) -> Result<Option<Built>, StoreError> {
    let Some(published) = state.published(storefront) else { return Ok(None) };
    let day = (state.today)();
    let known = || state.policies.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(built) = known().get(storefront).filter(|built| built.day == day) {
        return Ok(Some(built.clone()));
    }
    let yesterday = day.yesterday().unwrap_or(day);
    let released = release(&*state.counters, &published, Asked::Until(yesterday), "", day)?;
    let policy = learn(&released);
    let text = policy.text();
    let built = Built { day, tag: etag(&text), text, strength: policy.strength() };
    known().insert(storefront.to_owned(), built.clone());
    Ok(Some(built))
}
