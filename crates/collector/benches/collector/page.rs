//! How long the report page takes, over HTTP from the running binary.
//! Never the first answer: a page that is looked at has a collector that runs.

use crate::common::{Binary, agent};
use crate::load::quantile;
use serde::Serialize;
use std::time::Instant;

const TIMES: usize = 41;

/// Milliseconds to the last byte.
#[derive(Serialize)]
pub(crate) struct Page {
    pub(crate) what: &'static str,
    pub(crate) p50_ms: f64,
    pub(crate) p99_ms: f64,
    pub(crate) bytes: usize,
}

/// Asks for the report with this query.
pub(crate) fn time(binary: &Binary, what: &'static str, query: &str) -> Page {
    let (agent, url) = (agent(), format!("{}&{query}", binary.report));
    let mut bytes = 0;
    let mut times: Vec<f64> = (0..TIMES)
        .map(|_| {
            let begun = Instant::now();
            let mut answer = agent.get(&url).call().expect("an answer");
            let text = answer.body_mut().read_to_string().expect("text");
            assert_eq!(answer.status().as_u16(), 200, "{text}");
            bytes = text.len();
            begun.elapsed().as_secs_f64() * 1e3
        })
        .skip(1)
        .collect();
    times.sort_by(f64::total_cmp);
    Page { what, p50_ms: quantile(&times, 0.5), p99_ms: quantile(&times, 0.99), bytes }
}
