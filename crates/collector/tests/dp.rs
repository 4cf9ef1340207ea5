//! The mode `dp`: told once, the same for whoever asks, and no sum without noise.

mod common;

use axum::http::StatusCode;
use common::{Shop, config, motivo, record};
use jiff::civil::{Date, date};
use motivo_collector::fold::Cell;
use motivo_collector::policy::file::Policy;
use motivo_collector::store::{Arrival, Releases, Sqlite, Store};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Raises sums of a day as many visits would have.
fn count(
    shop: &Shop,
    day: Date,
    mode: &'static str,
    cells: &[(&'static str, &str, &'static str, f64)],
) {
    let path = shop.folder.path().join("motivo.sqlite");
    let cell = |(marginal, key, measure, value): &(&'static str, &str, &'static str, f64)| Cell {
        marginal,
        key: (*key).to_owned(),
        measure,
        value: *value,
    };
    let cells = cells.iter().map(cell).collect();
    let arrival = Arrival { storefront: "shop".into(), day, mode, id: None, cells, again: None };
    Sqlite::open(&path).expect("the database").commit(&[arrival]).expect("a commit");
}

const BUSY: [(&str, &str, &str, f64); 9] = [
    ("visits", "0|no", "visits", 80_000.0),
    ("visits", "0|no", "converted", 6_400.0),
    ("visits", "1|yes", "visits", 20_000.0),
    ("visits", "1|yes", "converted", 1_000.0),
    ("motivators", "thrill|0", "visits", 30_000.0),
    ("kinds", "welcome_note|thrill|0|shown", "n", 30_000.0),
    ("policy", "0|thrill|request|welcome_note/thrill", "n", 30_000.0),
    ("policy", "0|thrill|request|welcome_note/thrill", "sum_r", 6_000.0),
    ("health", "none|m1|none", "n", 123_456.0),
];

fn october() -> Date {
    date(2026, 10, 1)
}

async fn csv(shop: &Shop, query: &str) -> String {
    let answer = shop.get(&format!("/report?token={}{query}&as=csv", shop.state.token())).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.text
}

async fn page(shop: &Shop, query: &str) -> String {
    let answer = shop.get(&format!("/report?token={}{query}", shop.state.token())).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.text
}

/// Values by view, of and measure.
fn values(csv: &str) -> BTreeMap<String, f64> {
    let value = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        Some((fields[..3].join(","), fields[3].parse().ok()?))
    };
    csv.lines().skip(1).filter_map(value).collect()
}

/// A config of the test's choice in the shop's folder.
fn with_privacy(shop: &Shop, privacy: &str) -> PathBuf {
    let text = std::fs::read_to_string(config("dp.json")).expect("a config of the tests");
    let (before, _) = text.split_once("\"privacy\"").expect("it names a mode");
    let path = shop.folder.path().join("own.json");
    std::fs::write(&path, format!("{before}\"privacy\": {privacy}\n}}\n")).expect("a file");
    path
}

#[tokio::test]
async fn asking_again_tells_the_same_also_after_a_restart_and_after_late_records() {
    let shop = Shop::of("dp.json");
    count(&shop, date(2026, 10, 20), "dp", &BUSY);
    let first = csv(&shop, "").await;
    let told = values(&first);
    let visits = told["lift,all,personalised visits"];
    assert!((visits - 80_000.0).abs() < 100.0, "{visits}");
    assert_eq!(csv(&shop, "").await, first);
    count(&shop, date(2026, 10, 31), "dp", &BUSY);
    let shop = shop.again(config("dp.json"));
    assert_eq!(csv(&shop, "&of=2026-10-05").await, first);
    let policy = shop.get("/v1/policy/shop").await.text;
    let shop = shop.again(config("dp.json"));
    assert_eq!(shop.get("/v1/policy/shop").await.text, policy);
    let of = Policy::read(&policy).expect("a good file");
    let [won, lost] = of.arm("welcome_note/thrill").expect("it was drawn often").m["thrill"];
    // Three sums with a scale of 10, and rewards with one of 10 as well.
    assert!((won - 6_000.0).abs() < 500.0 && (won + lost - 30_000.0).abs() < 500.0, "{policy}");
    assert!(policy.contains("\"period\":\"2026-10-31/2026-10-31\""), "{policy}");
}

#[tokio::test]
async fn no_cell_of_any_table_is_told_as_it_is() {
    let arm = "0|thrill|request|welcome_note/thrill";
    let counted = BTreeMap::from([
        ("lift 0|all visits".to_owned(), 80_000),
        ("lift 0|all converted".into(), 6_400),
        ("lift 1|all visits".into(), 20_000),
        ("lift 1|all converted".into(), 1_000),
        ("motivators thrill|0 visits".into(), 30_000),
        ("experiences welcome_note|thrill|0|shown n".into(), 30_000),
        (format!("policy {arm} n"), 30_000),
        (format!("rewards {arm} sum_r"), 120_000),
    ]);
    let mut exact = BTreeMap::new();
    for _ in 0..10 {
        let shop = Shop::of("dp.json");
        count(&shop, date(2026, 10, 20), "dp", &BUSY);
        let told = values(&csv(&shop, "").await);
        assert!(!told.keys().any(|of| of.starts_with("records")), "nor the collector's own");
        let path = shop.folder.path().join("motivo.sqlite");
        let counters = Sqlite::counters(&path).expect("a reader");
        let tables = counters.released("shop", october()).expect("what was told");
        assert_eq!(tables.len(), 10);
        for table in tables {
            for (key, measure, value) in table.cells {
                let of = format!("{} {key} {measure}", table.table.id());
                let is_exact = value == counted.get(&of).copied().unwrap_or(0);
                *exact.entry(of).or_insert(0) += u32::from(is_exact);
            }
        }
    }
    assert!(counted.keys().all(|of| exact.contains_key(of)), "{exact:?}");
    assert!(exact.len() > 150, "every cell that can be is told: {}", exact.len());
    // Noise of scale 4 is 0 in an eighth of the cases: ten times running, once in 10^9.
    assert!(exact.values().all(|exact| *exact < 10), "{exact:?}");
}

#[tokio::test]
async fn a_month_that_is_not_over_a_day_and_a_week_are_not_told_and_cost_nothing() {
    let shop = Shop::of("dp.json");
    count(&shop, date(2026, 11, 20), "dp", &BUSY);
    for query in
        ["&of=2026-11-22", "&period=day&of=2026-11-20", "&period=week&of=2026-11-20", "&period=all"]
    {
        let text = page(&shop, query).await;
        assert!(text.contains("The last one is"), "{text}");
        assert!(!text.contains("80,0") && !text.contains("Shown"), "{text}");
        assert_eq!(csv(&shop, query).await.lines().count(), 1, "only the head");
    }
    let path = shop.folder.path().join("motivo.sqlite");
    let counters = Sqlite::counters(&path).expect("a reader");
    assert!(counters.ledger("shop").expect("a ledger").is_empty());
}

#[tokio::test]
async fn a_month_of_long_ago_is_not_told_and_one_of_two_years_ago_is() {
    let shop = Shop::of("dp.json");
    let text = page(&shop, "&of=2024-09-15").await;
    assert!(text.contains("September 2024 is too long ago"), "{text}");
    assert!(page(&shop, "&of=2024-10-15").await.contains("Every count here carries noise"));
}

#[test]
fn the_checker_says_what_a_month_tells_and_spends() {
    let path = config("dp.json");
    let output = motivo(&["check", path.to_str().expect("a path")], b"");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("mode dp, cells from 10 visits"), "{told}");
    assert!(told.contains("a month tells 10 tables for epsilon 4.6 of 10\n"), "{told}");
}

#[tokio::test]
async fn modes_are_never_mixed() {
    let shop = Shop::of("dp.json");
    count(&shop, date(2026, 10, 20), "dp", &BUSY);
    count(&shop, date(2026, 10, 20), "counts", &[("visits", "0|no", "visits", 500_000.0)]);
    let visits = values(&csv(&shop, "").await)["lift,all,personalised visits"];
    assert!((visits - 80_000.0).abs() < 100.0, "{visits}");
    // A record says under which promise it was made, and is counted there.
    let line = record(7, "visit 0 no 1 2").replace(" counts ", " dp ");
    assert_eq!(shop.post(line).await.status, StatusCode::NO_CONTENT);
    assert_eq!(shop.cells(), ["visits 0|no visits 500000"]);
}

#[tokio::test]
async fn no_cell_under_k_is_in_the_page_the_export_or_the_difference_of_two_pages() {
    let shop = Shop::of("dp.json");
    let few = [
        ("visits", "0|no", "visits", 9_000.0),
        ("visits", "0|no", "converted", 700.0),
        ("visits", "1|no", "visits", 1_500.0),
        ("visits", "1|no", "converted", 110.0),
        ("motivators", "thrill|0", "visits", 8.0),
        ("motivators", "order|0", "visits", 900.0),
        ("kinds", "welcome_note|thrill|0|shown", "n", 800.0),
        ("control", "corrected", "n", 4.0),
        ("frictions", "rage|request|none", "seen", 3.0),
    ];
    count(&shop, date(2026, 9, 20), "dp", &few);
    count(&shop, date(2026, 10, 20), "dp", &few);
    let september = values(&csv(&shop, "&of=2026-09-01").await);
    let october = values(&csv(&shop, "").await);
    let is_count = |of: &&String| {
        ["lift", "met", "missing"].iter().all(|share| !of.ends_with(share))
            && !of.starts_with("ledger")
    };
    for told in [&september, &october] {
        assert!(told.keys().filter(is_count).count() >= 4);
        for of in told.keys().filter(is_count) {
            assert!(told[of] >= 10.0, "{of}: {}", told[of]);
        }
    }
    // Months share no visit and are told by themselves: no two pages are of the same visits, but
    // those of other lengths, and these are not told.
    for query in ["&period=all", "&period=week&of=2026-10-20", "&period=day&of=2026-10-20"] {
        let told = values(&csv(&shop, query).await);
        assert!(told.keys().all(|of| of.starts_with("ledger")), "{query} {told:?}");
    }
    let text = page(&shop, "").await;
    for small in ["<td class=\"n\">8</td>", "<td class=\"n\">4</td>", "<td class=\"n\">3</td>"] {
        assert!(!text.contains(small), "{small}");
    }
}

#[tokio::test]
async fn a_spent_budget_leaves_tables_untold_until_it_is_raised() {
    let shop = Shop::of("dp.json");
    count(&shop, date(2026, 10, 20), "dp", &BUSY);
    let poor = with_privacy(&shop, "{\"mode\": \"dp\", \"epsilon\": 0.5, \"budget\": 1.2}");
    let shop = shop.again(poor);
    let before = csv(&shop, "").await;
    let told = values(&before);
    assert!(told.contains_key("lift,all,holdout orders"), "{before}");
    assert_eq!(told["ledger,2026-10,epsilon"], 1.0);
    assert_eq!(told["ledger,2026-10/lift,scale of the noise"], 8.0);
    assert!(!before.contains("motivators,") && !before.contains("experiences,"), "{before}");
    let policy = Policy::read(&shop.get("/v1/policy/shop").await.text).expect("a good file");
    assert!(policy.arm("nothing").is_none(), "decisions without rewards would all be failures");
    let text = page(&shop, "").await;
    assert!(text.contains("Not told: the budget of epsilon was spent"), "{text}");
    assert!(text.contains("because the month's budget of 1.2 was spent: what that earned, for the policy file, how strongly"), "{text}");
    let rich = with_privacy(&shop, "{\"mode\": \"dp\", \"epsilon\": 0.5, \"budget\": 6}");
    let shop = shop.again(rich);
    let after = values(&csv(&shop, "").await);
    assert_eq!(after["ledger,2026-10,epsilon"], 5.0);
    assert!(after.keys().any(|of| of.starts_with("experiences,")));
    for of in ["personalised visits", "holdout orders"].map(|of| format!("lift,all,{of}")) {
        assert_eq!(after[&of], told[&of], "what was told stays");
    }
}

#[tokio::test]
async fn the_ledger_is_on_the_page_and_in_a_backup() {
    let shop = Shop::of("dp.json");
    count(&shop, date(2026, 10, 20), "dp", &BUSY);
    let text = page(&shop, "").await;
    for told in ["Privacy ledger", "visits and orders", "22 Nov 2026", "October 2026", "4.6"] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let first = csv(&shop, "").await;
    let to = tempfile::tempdir().expect("a folder");
    let copy = to.path().join("copy");
    let [data, copied] = [shop.folder.path(), &copy].map(|path| path.to_str().expect("a path"));
    let output = motivo(&["backup", "--data", data, "--to", copied], b"");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let kept = |path: &std::path::Path| {
        let counters = Sqlite::counters(&path.join("motivo.sqlite")).expect("a reader");
        let ledger = counters.ledger("shop").expect("a ledger");
        (ledger, counters.released("shop", october()).expect("what was told"))
    };
    assert_eq!(kept(&copy), kept(shop.folder.path()));
    assert_eq!(kept(&copy).0.len(), 10);
    assert_eq!(csv(&shop, "").await, first);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_who_ask_at_once_are_told_the_same() {
    let shop = std::sync::Arc::new(Shop::of("dp.json"));
    count(&shop, date(2026, 10, 20), "dp", &BUSY);
    let ask = |_| {
        let shop = std::sync::Arc::clone(&shop);
        tokio::spawn(async move { csv(&shop, "").await })
    };
    let asked: Vec<_> = (0..8).map(ask).collect();
    let mut told = Vec::new();
    for answer in asked {
        told.push(answer.await.expect("an answer"));
    }
    assert!(told[0].contains("lift,all,holdout orders,"), "{}", told[0]);
    assert!(told.iter().all(|other| *other == told[0]), "{told:?}");
}

#[tokio::test]
async fn a_database_of_the_layout_before_is_brought_up_and_keeps_its_sums() {
    let shop = Shop::of("dp.json");
    count(&shop, date(2026, 10, 20), "dp", &BUSY);
    shop.state.stop();
    let path = shop.folder.path().join("motivo.sqlite");
    let db = rusqlite::Connection::open(&path).expect("the database");
    let before = "DROP TABLE released; DROP TABLE releases; PRAGMA user_version = 1;";
    db.execute_batch(before).expect("as it was");
    drop(db);
    let shop = shop.again(config("dp.json"));
    let visits = values(&csv(&shop, "").await)["lift,all,personalised visits"];
    assert!((visits - 80_000.0).abs() < 100.0, "{visits}");
}

#[test]
fn whoever_tells_a_month_first_decides_and_the_budget_holds_between_two() {
    let shop = Shop::of("dp.json");
    let path = shop.folder.path().join("motivo.sqlite");
    let counters = Sqlite::counters(&path).expect("a reader");
    let release = |table: &str, count: i64| motivo_collector::store::Release {
        table: motivo_collector::release::Table::from_id(table).expect("a table"),
        epsilon: 600,
        contribution: 4,
        drawn: common::today(),
        cells: vec![("0|all".into(), "visits".into(), count)],
    };
    let keep = |drawn: &[_]| counters.keep("shop", october(), drawn, 1_000).expect("kept");
    assert_eq!(keep(&[release("lift", 7)]), [release("lift", 7)]);
    assert_eq!(keep(&[release("lift", 8), release("control", 3)]), [release("lift", 7)]);
    assert_eq!(counters.ledger("shop").expect("a ledger").len(), 1);
}
