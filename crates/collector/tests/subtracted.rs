//! Pages subtracted from each other: whatever periods overlap, and however often a running one is
//! read, no count differs from itself elsewhere by fewer than k visits.

mod common;

use axum::http::{Request, StatusCode};
use common::{Shop, config};
use motivo_collector::config::check;
use motivo_core::plan::Plan;
use motivo_core::random::SplitMix;
use motivo_core::symbols::Mode;
use motivo_simulator::shopper::visit;
use std::collections::BTreeMap;

/// What the config of these tests asks for.
const K: f64 = 20.0;
/// Two weeks over the end of a month, and the running day, which is read twice.
const DAYS: [&str; 5] = ["2026-10-31", "2026-11-01", "2026-11-02", "2026-11-22", "2026-11-22"];
/// Records, of which pages tell exactly how many came.
const RECORDS: &str = "records";
/// Shares of counts, and which alarms ring.
const SHARES: [&str; 6] =
    ["share", "met", "named", "small_effective_sample", "max_weight_too_large", "too_few_rewards"];

/// The values that pages told of each count, by its view, what it is of and its measure.
type Told = BTreeMap<String, Vec<f64>>;

async fn read(shop: &Shop, query: &str, told: &mut Told) {
    let address = format!("/report?token={}{query}&as=csv", shop.state.token());
    let answer = shop.get(&address).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.text);
    // The same name on a page of others is another count.
    let who = query.split('&').find(|part| part.starts_with("who=")).unwrap_or_default();
    for line in answer.text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [view, of, measure, value, low, ..] = fields[..] else { panic!("{line}") };
        if view == RECORDS || SHARES.contains(&measure) || !low.is_empty() {
            continue;
        }
        if let Ok(value) = value.parse() {
            let whose = if view == "lift" { who } else { "" };
            told.entry(format!("{view} {whose} {of} {measure}")).or_default().push(value);
        }
    }
}

/// Every page of every period that there is.
async fn read_all(shop: &Shop, told: &mut Told) {
    for of in DAYS.into_iter().skip(1) {
        for period in ["day", "week", "month", "all"] {
            for page in ["", "&who=new&by=motivator", "&who=thrill&by=phase", "&view=policy"] {
                read(shop, &format!("&period={period}&of={of}{page}"), told).await;
            }
        }
    }
}

#[tokio::test]
async fn no_two_pages_differ_by_fewer_than_k_visits() {
    let shop = Shop::of("every.json");
    let text = std::fs::read_to_string(config("every.json")).expect("a config of the tests");
    let plan = Plan { mode: Mode::Counts, ..check(&text).expect("no mistakes").plan };
    let (mut random, mut told) = (SplitMix::new(5), Told::new());
    for day in DAYS {
        let records = (0..200).flat_map(|_| visit(&plan, &mut || random.next()));
        let lines: Vec<String> = records.map(|record| record.encode()).collect();
        for lines in lines.chunks(20) {
            let request = Request::post(format!("/v1/records?day={day}"));
            let answer = shop.send(request.body(lines.join("\n").into()).expect("a request")).await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
        }
        read_all(&shop, &mut told).await;
    }
    let mut compared = 0;
    for (name, values) in &mut told {
        values.sort_by(f64::total_cmp);
        values.dedup();
        compared += values.len() - 1;
        for pair in values.windows(2) {
            assert!(pair[1] - pair[0] >= K, "{name}: {values:?}");
        }
    }
    assert!(compared > 150, "{compared} differences");
}
