//! Sends simulated visits to a collector, as the widget would: over HTTP, a visit in one request or two.
//! Never counts a visit as sent before the collector says that it is durable.

use crate::shopper::visit;
use jiff::civil::Date;
use motivo_core::plan::{Plan, PlanError};
use motivo_core::random::{SplitMix, below};
use motivo_core::record::{Body, Record};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// Senders at once; their visits share the collector's commits.
const SENDERS: u64 = 8;
/// Records in a request; the collector takes no more.
const TOGETHER: usize = 20;
/// How often a busy collector is asked again.
const TRIES: u32 = 20;

/// What to send, and where.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// The collector's address
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8787")]
    pub collector: String,
    /// The storefront's key
    #[arg(long, value_name = "KEY", default_value = "sample")]
    pub storefront: String,
    /// Number of visits
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub visits: u64,
    /// The same seed gives the same visits
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Spread the visits over the last days, today included (the collector needs --demo)
    #[arg(long, value_name = "DAYS", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=366))]
    pub days: u32,
}

/// What became of the visits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Visits that came to a decision moment and are counted.
    pub counted: u64,
    /// Visits that left before anything could be decided.
    pub early: u64,
}

/// Why sending stopped.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// No answer, or one that repeating does not change.
    #[error("{url}: {source}; does `motivo serve` run there?")]
    Http {
        /// The address.
        url: String,
        /// What went wrong.
        source: Box<ureq::Error>,
    },
    /// The collector refused a visit.
    #[error("the collector answered {status}: {text}")]
    Refused {
        /// The status.
        status: u16,
        /// Its reason.
        text: String,
    },
    /// The plan cannot be read.
    #[error("{0}")]
    Plan(#[from] PlanError),
}

/// Sends the visits; `progress` hears now and then how many are done.
///
/// # Errors
/// The collector is out of reach, has another plan format, or refuses a visit.
pub fn send(options: &Options, progress: impl Fn(u64) + Sync) -> Result<Sent, SendError> {
    let agent = agent();
    let base = options.collector.trim_end_matches('/');
    let plan =
        Plan::decode(&fetch(&agent, &format!("{base}/v1/plan/{}/plan.txt", options.storefront))?)?;
    let url = format!("{base}/v1/records");
    let (next, counted, today) = (AtomicU64::new(0), AtomicU64::new(0), today());
    let work = || -> Result<(), SendError> {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= options.visits {
                return Ok(());
            }
            let mut random =
                SplitMix::new(options.seed ^ index.wrapping_mul(0x2545_f491_4f6c_dd1d));
            let mut draw = || random.next();
            let back = below(options.days, &mut draw);
            let records = visit(&plan, &mut draw);
            let is_counted = records.iter().any(|record| matches!(record.body, Body::Visit(_)));
            let lines: Vec<String> = records.iter().map(Record::encode).collect();
            if !lines.is_empty() {
                let dated = format!("{url}?day={}", today.saturating_sub(days(back)));
                for lines in lines.chunks(TOGETHER) {
                    post(&agent, if options.days > 1 { &dated } else { &url }, &lines.join("\n"))?;
                }
                counted.fetch_add(u64::from(is_counted), Ordering::Relaxed);
            }
            if (index + 1).is_multiple_of(250) {
                progress(index + 1);
            }
        }
    };
    thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS).map(|_| scope.spawn(work)).collect();
        senders.into_iter().try_for_each(|sender| match sender.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    })?;
    let counted = counted.load(Ordering::Relaxed);
    Ok(Sent { counted, early: options.visits - counted })
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().http_status_as_error(false);
    ureq::Agent::new_with_config(config.timeout_global(Some(Duration::from_secs(30))).build())
}

fn fetch(agent: &ureq::Agent, url: &str) -> Result<String, SendError> {
    let failed = |source| SendError::Http { url: url.to_owned(), source: Box::new(source) };
    let mut answer = agent.get(url).call().map_err(failed)?;
    let text = answer.body_mut().read_to_string().map_err(failed)?;
    if answer.status() == 200 {
        return Ok(text);
    }
    Err(SendError::Refused { status: answer.status().as_u16(), text: text.trim_end().into() })
}

/// Sends one body until it is durable; a retry is safe because of the ids in it.
fn post(agent: &ureq::Agent, url: &str, body: &str) -> Result<(), SendError> {
    for attempt in 1.. {
        let failed = |source| SendError::Http { url: url.to_owned(), source: Box::new(source) };
        let mut answer = agent.post(url).content_type("text/plain").send(body).map_err(failed)?;
        let status = answer.status().as_u16();
        if status == 204 {
            return Ok(());
        }
        let text = answer.body_mut().read_to_string().unwrap_or_default();
        if !matches!(status, 429 | 503) || attempt >= TRIES {
            return Err(SendError::Refused { status, text: text.trim_end().into() });
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn days(days: u32) -> jiff::Span {
    jiff::Span::new().days(i64::from(days))
}
