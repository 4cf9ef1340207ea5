//! From sums to the owner's page: one address, fixed calendar periods, no scripts.
//! Never prints a cell of fewer than k visits, and never to somebody without the token.
//!
//! | file | idea |
//! | --- | --- |
//! | `period` | day, week, month, all months: never a free range |
//! | `staff` | the same for people who sell and support, in plain words |
//! | `filter` | which page, whom the lift is of, and by what experiences are parted |
//! | `sums` | what was released, added up |
//! | `lift` | personalised against holdout, at every look |
//! | `tables` | experiences and motivators; `health` the collector's own counts |
//! | `answers` | what the pulse says; `weeks` shares by week |
//! | `worth` | what the policy earns, against other ways to choose at the same moments |
//! | `recoveries` | frictions and what became of them, what shoppers asked for |
//! | `touchpoints` | what goes with connection, reward and orders, and where it is met; `advice` what to do about it |
//! | `randomised` | the pooled lift of what was told by chance |
//! | `export` | what the page prints as CSV and JSON |
//! | `release_tables` | what was told with noise, and what that cost |
//! | `summary` | all of it in a few lines |
//! | `page`, `filter_links`, `headline`, `sections`, `connection_tables`, `recovery_tables`, `randomised_tables`, `touchpoint_tables`, `plot`, `trend`, `quadrant`, `worth_tables`, `words` | how it looks and reads |

mod advice;
mod answers;
mod connection_tables;
mod export;
mod filter;
mod filter_links;
mod headline;
mod health;
mod lift;
mod page;
mod period;
mod plot;
mod quadrant;
mod randomised;
mod randomised_tables;
mod recoveries;
mod recovery_tables;
mod release_tables;
mod sections;
mod staff;
mod summary;
mod sums;
mod tables;
mod touchpoint_tables;
mod touchpoints;
mod trend;
mod weeks;
pub(crate) mod words;
mod worth;
mod worth_tables;

use crate::plans::Published;
use crate::release::disclose::{Cell, Grain};
use crate::release::{Released, Spending, Table, first_month, last_month, release};
use crate::state::State;
use crate::store::{Counters, Entry, StoreError};
use crate::token;
use axum::extract::Query;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use filter::{By, Filter, View, Who};
use jiff::civil::Date;
use motivo_core::symbols::{Control, Mode};
use serde::Deserialize;
use std::sync::Arc;
use sums::{Days, Sums};

pub(crate) use export::Form;
pub(crate) use page::mark;
pub(crate) use period::Period;

const STYLE: &str = include_str!("report/style.css");
/// Nothing but our own style may be loaded, and an address with its token goes nowhere.
pub(crate) const LOOKS: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The query of a report's address.
#[derive(Deserialize)]
pub(crate) struct Asked {
    token: Option<String>,
    storefront: Option<String>,
    period: Option<String>,
    of: Option<String>,
    view: Option<String>,
    who: Option<String>,
    by: Option<String>,
    #[serde(rename = "as")]
    form: Option<Form>,
}

/// The style sheet, which holds nothing of the shop.
pub(crate) async fn style() -> Response {
    let head =
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "max-age=300")];
    (head, STYLE).into_response()
}

/// The page.
pub(crate) async fn get(
    axum::extract::State(state): axum::extract::State<Arc<State>>,
    Query(asked): Query<Asked>,
) -> Response {
    if !asked.token.as_deref().is_some_and(|token| token::is_equal(token, &state.token)) {
        let text = "The report needs its token: open the address that `motivo serve` printed at its start.\n";
        return (StatusCode::UNAUTHORIZED, text).into_response();
    }
    // Reading and adding up is work for a thread that may block.
    let made = tokio::task::spawn_blocking(move || make(&state, &asked)).await;
    let mut response = match made {
        Ok(response) => response,
        Err(error) => {
            tracing::error!("the report failed: {error}");
            (StatusCode::INTERNAL_SERVER_ERROR, "The report failed; see the log.\n").into_response()
        }
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, LOOKS),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn make(state: &State, asked: &Asked) -> Response {
    let first = state.storefronts.keys().next().map(String::as_str);
    let key = asked.storefront.as_deref().or(first).unwrap_or("");
    let Some(published) = state.published(key) else {
        let known = state.storefronts.keys().cloned().collect::<Vec<_>>().join(", ");
        let text = format!("No storefront \"{key}\" is served here: use one of {known}.\n");
        return (StatusCode::NOT_FOUND, text).into_response();
    };
    let today = (state.today)();
    let is_noisy = published.compiled.plan.mode == Mode::Dp;
    let newest = if is_noisy { last_month(today) } else { today };
    let read = View::read(asked.view.as_deref()).and_then(|view| {
        let period = match (asked.period.as_deref(), asked.of.as_deref()) {
            // People at work look at the week.
            (None, None) if view == View::Staff && !is_noisy => Period::last_week(today),
            (length, of) => Period::read(length, of, newest)?,
        };
        let (who, by) = (asked.who.as_deref(), asked.by.as_deref());
        Ok((period, Filter::read(view, who, by, &published.compiled.plan)?))
    });
    let (period, filter) = match read {
        Ok(read) => read,
        Err(text) => return (StatusCode::BAD_REQUEST, format!("{text}\n")).into_response(),
    };
    match gather(&*state.counters, &published, period, filter, today) {
        Ok(report) => {
            if let Some(form) = asked.form {
                return export::file(&report, key, form);
            }
            let links = page::Links {
                token: &state.token,
                storefronts: state.storefronts.keys().map(String::as_str).collect(),
                key,
                today,
                demo: state.demo,
            };
            Html(page::page(&report, &links).into_string()).into_response()
        }
        Err(error) => {
            tracing::error!("the report cannot read the store: {error}");
            let text = "The counters cannot be read right now; see the log.\n";
            (StatusCode::SERVICE_UNAVAILABLE, text).into_response()
        }
    }
}

/// The numbers of a storefront's report, for a command line.
pub(crate) fn exported(
    counters: &dyn Counters,
    published: &Published,
    period: Period,
    today: Date,
    form: Form,
) -> Result<String, StoreError> {
    let report = gather(counters, published, period, Filter::default(), today)?;
    Ok(export::text(&report, &published.compiled.plan.storefront, form))
}

/// Everything that the page prints.
struct Report {
    period: Period,
    filter: Filter,
    /// Whom the lift can be of, and by what experiences can be parted.
    whose: Vec<Who>,
    ways: &'static [By],
    /// Whether anybody came.
    is_visited: bool,
    released: Released,
    ledger: Vec<Entry>,
    spending: Spending,
    lift: lift::Lift,
    points: Vec<lift::Point>,
    experiences: Vec<tables::Experience>,
    motivators: tables::Motivators,
    /// The same of the period before; only for staff.
    before: Option<tables::Motivators>,
    /// Each motivator's share by week.
    drift: Vec<weeks::Weekly>,
    answers: answers::Answers,
    /// Connected by week, personalised and holdout.
    connected: Vec<weeks::Weekly>,
    touchpoints: touchpoints::Touchpoints,
    returns: Vec<advice::Return>,
    /// What the policy earns; only for its own page.
    worth: Option<worth::Worth>,
    recoveries: Vec<recoveries::Recovery>,
    control: Vec<(Control, Cell)>,
    randomised: Vec<randomised::Randomised>,
    health: health::Health,
    /// The first day with a sum.
    since: Option<Date>,
}

impl Report {
    /// Whether a table was told, with noise or without.
    fn tells(&self, table: Table) -> bool {
        self.released.noisy().is_none_or(|noisy| noisy.tells(table))
    }
}

fn gather(
    counters: &dyn Counters,
    published: &Published,
    period: Period,
    filter: Filter,
    today: Date,
) -> Result<Report, StoreError> {
    let plan = &published.compiled.plan;
    // The policy's sums are two thirds of all, and one page is made of them.
    let without = if filter.view == View::Policy { "" } else { "policy" };
    let released = release(counters, published, period.asked(plan.mode), without, today)?;
    let since = match released.noisy() {
        // The first day with a visit would tell of that visit.
        Some(_) => Some(first_month(counters, &plan.storefront, today)?),
        None => counters.first_day(&plan.storefront)?,
    };
    let (sums, unknown) = (Sums::new(&released), Sums::unknown(&released));
    let holdout = f64::from(plan.holdout) / 1000.0;
    let grain = |table| released.grain(table);
    let noise = |table| lift::Noise { grain: grain(table), scale: released.scale(table) };
    let some = noise(filter.who.table());
    // What may not be told is under every k.
    let hidden = lift::Noise { grain: Grain::exact(f64::INFINITY), ..some };
    let some = if filter.who.may_be_told(&sums, plan, some.grain) { some } else { hidden };
    let lifted = Days::of(released.rows(), &filter.who);
    let touchpoints = touchpoints::touchpoints(&released, &sums, plan);
    let days = period.days_so_far(since, today);
    let costs = &published.compiled.costs;
    let motivated = grain(Table::Motivators);
    let before = period.before(since).filter(|_| filter.view == View::Staff);
    let before = before.map(|before| {
        let released = release(counters, published, before.asked(plan.mode), "policy", today)?;
        let grain = released.grain(Table::Motivators);
        Ok::<_, StoreError>(tables::motivators(&Sums::new(&released), plan, grain))
    });
    Ok(Report {
        period,
        before: before.transpose()?,
        whose: Who::all(plan),
        ways: Filter::ways(plan),
        lift: lift::lift(&lifted, holdout, some),
        points: lift::points(&lifted, holdout, some),
        experiences: tables::experiences(&sums, plan, filter.by, grain(Table::Experiences)),
        motivators: tables::motivators(&sums, plan, motivated),
        drift: weeks::motivators(released.rows(), plan, today, motivated),
        answers: answers::answers_of(&sums, plan, motivated),
        connected: weeks::connected(released.rows(), today, motivated),
        returns: advice::returns(&touchpoints.rows, &sums, plan, costs, days),
        touchpoints,
        worth: (filter.view == View::Policy && released.noisy().is_none())
            .then(|| worth::worth(released.rows(), plan, grain(Table::Policy))),
        recoveries: recoveries::recoveries(&sums, grain(Table::Recoveries)),
        control: recoveries::control(&sums, grain(Table::Control)),
        randomised: randomised::randomised(released.private(), grain(Table::Lift)),
        health: health::health(&sums, &unknown, holdout, noise(Table::Lift)),
        filter,
        is_visited: sums.sides().visits() > 0.0,
        since,
        ledger: counters.ledger(&plan.storefront)?,
        spending: published.compiled.spending,
        released,
    })
}
