//! GET /metrics, in-process: who may read it, which counters move, and what is not in it.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use common::{Answer, Held, Shop, record};
use motivo_collector::store::StoreError;
use std::sync::Arc;
use std::sync::mpsc::channel;
use tokio::task::JoinSet;

async fn scrape(shop: &Shop) -> Answer {
    let request = Request::get("/metrics")
        .header(header::AUTHORIZATION, format!("Bearer {}", shop.state.token()));
    shop.send(request.body(Body::empty()).expect("a request")).await
}

/// The value of a sample; one that is not there is told from zero.
async fn value(shop: &Shop, sample: &str) -> Option<f64> {
    let text = scrape(shop).await.text;
    let line = text.lines().find_map(|line| line.strip_prefix(sample)?.strip_prefix(' '));
    line.map(|value| value.parse().expect("a number"))
}

#[tokio::test]
async fn only_the_token_opens_it_in_the_header_or_in_the_address() {
    let shop = Shop::open();
    let token = shop.state.token().to_owned();
    for (path, authorization, status) in [
        ("/metrics".to_owned(), None, StatusCode::UNAUTHORIZED),
        ("/metrics?token=".into(), None, StatusCode::UNAUTHORIZED),
        (format!("/metrics?token={}", &token[1..]), None, StatusCode::UNAUTHORIZED),
        ("/metrics".into(), Some("Bearer".to_owned()), StatusCode::UNAUTHORIZED),
        ("/metrics".into(), Some(format!("Bearer {token}0")), StatusCode::UNAUTHORIZED),
        ("/metrics".into(), Some(format!("Basic {token}")), StatusCode::UNAUTHORIZED),
        (format!("/metrics?token={token}"), None, StatusCode::OK),
        ("/metrics".into(), Some(format!("Bearer {token}")), StatusCode::OK),
        ("/metrics".into(), Some(format!("bearer {token}")), StatusCode::OK),
    ] {
        let mut request = Request::get(&path);
        if let Some(value) = &authorization {
            request = request.header(header::AUTHORIZATION, value);
        }
        let answer = shop.send(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status, status, "{path} {authorization:?}");
        assert_eq!(answer.text.contains("motivo_"), status.is_success(), "{}", answer.text);
        if !status.is_success() {
            assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
            assert!(answer.text.contains("send it as `Authorization: Bearer`"), "{}", answer.text);
        }
    }
}

#[tokio::test]
async fn it_is_the_text_format_and_each_sample_belongs_to_the_family_before_it() {
    let shop = Shop::open();
    shop.post("m2").await;
    let answer = scrape(&shop).await;
    assert_eq!(answer.headers[header::CONTENT_TYPE], "text/plain; version=0.0.4");
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    assert!(answer.text.ends_with('\n'));
    let (mut families, mut family, mut kind) = (Vec::new(), "", "");
    let mut lines = answer.text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(help) = line.strip_prefix("# HELP ") {
            family = help.split(' ').next().expect("a name");
            assert!(!families.contains(&family), "{family} twice");
            families.push(family);
            let typed = lines.next().and_then(|line| line.strip_prefix("# TYPE "));
            kind = typed.and_then(|typed| typed.strip_prefix(family)).expect("its type").trim();
            assert!(["counter", "gauge", "summary"].contains(&kind), "{family} {kind}");
            continue;
        }
        let (sample, value) = line.rsplit_once(' ').expect("a sample");
        assert!(value.parse::<f64>().is_ok_and(f64::is_finite), "{line}");
        let name = sample.split('{').next().expect("a name");
        let end = name.strip_prefix(family).unwrap_or_else(|| panic!("{line} after {family}"));
        assert!(end.is_empty() || (kind == "summary" && ["_sum", "_count"].contains(&end)));
        assert_eq!(kind == "counter", name.ends_with("_total"), "{line}");
    }
    assert_eq!(families.len(), 10);
}

#[tokio::test]
async fn every_counter_moves_with_what_it_counts() {
    let shop = Shop::open();
    let get = async |sample| value(&shop, sample).await;
    assert_eq!(get("motivo_records_accepted_total").await, Some(0.0));
    assert_eq!(get("motivo_commit_seconds_sum").await, Some(0.0));
    let lines: Vec<String> = (0..3).map(|id| record(id, "visit 0 no 1 2")).collect();
    assert_eq!(shop.post(lines.join("\n")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(get("motivo_records_accepted_total").await, Some(3.0));
    assert_eq!(get("motivo_records_duplicate_total").await, Some(0.0));
    assert_eq!(get("motivo_commit_requests_sum").await, Some(1.0));
    assert_eq!(get("motivo_commit_requests_count").await, Some(1.0));
    assert_eq!(get("motivo_commit_seconds_count").await, Some(1.0));
    assert!(get("motivo_commit_seconds_sum").await > Some(0.0));

    let again = [lines[0].clone(), lines[1].clone(), record(9, "visit 0 no 1 2")];
    assert_eq!(shop.post(again.join("\n")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(get("motivo_records_accepted_total").await, Some(4.0));
    assert_eq!(get("motivo_records_duplicate_total").await, Some(2.0));

    let strength = "motivo_requests_refused_total{reason=\"strength\"}";
    assert_eq!(get(strength).await, None);
    for _ in 0..2 {
        let bad = shop.post(record(10, "visit 0 no 1 9")).await;
        assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    }
    shop.post("a".repeat(16 * 1024 + 1)).await;
    assert_eq!(get(strength).await, Some(2.0));
    assert_eq!(get("motivo_requests_refused_total{reason=\"too_large\"}").await, Some(1.0));
    assert_eq!(get("motivo_records_accepted_total").await, Some(4.0));

    // Writing the refusals down at the end takes nothing from what is told.
    shop.state.stop();
    assert_eq!(get(strength).await, Some(2.0));
    assert_eq!(get("motivo_commit_requests_sum").await, Some(2.0));
}

#[tokio::test]
async fn it_tells_the_database_the_start_and_the_version() {
    let shop = Shop::open();
    let before = value(&shop, "motivo_database_bytes").await.expect("its bytes");
    let lines: Vec<String> = (0..20).map(|id| record(id, "visit 0 no 1 2")).collect();
    shop.post(lines.join("\n")).await;
    let bytes = value(&shop, "motivo_database_bytes").await.expect("its bytes");
    assert!(bytes > before && before > 0.0, "{before} {bytes}");
    let started = value(&shop, "motivo_start_time_seconds").await.expect("a time");
    let ago = jiff::Timestamp::now().as_second() as f64 - started;
    assert!((0.0..600.0).contains(&ago), "{ago}");
    let version = concat!("motivo_build_info{version=\"", env!("CARGO_PKG_VERSION"), "\"}");
    assert_eq!(value(&shop, version).await, Some(1.0));
}

#[tokio::test]
async fn a_held_and_then_failing_store_shows_in_queue_refusals_and_failures() {
    let ((commits, begun), (say, held)) = (channel(), channel());
    let shop = Arc::new(Shop::with(|_| Box::new(Held(commits, held)), 3, &[]));
    let mut answers = JoinSet::new();
    let post = |answers: &mut JoinSet<_>, id| {
        let shop = Arc::clone(&shop);
        answers.spawn(async move { shop.post(record(id, "visit 0 no 1 2")).await.status });
    };
    post(&mut answers, 0);
    let begun = tokio::task::spawn_blocking(move || begun.recv().map(|()| begun));
    let begun = begun.await.expect("no panic").expect("a commit");
    assert_eq!(value(&shop, "motivo_queue_requests").await, Some(0.0));
    (1..6).for_each(|id| post(&mut answers, id));
    // Three find room behind the one that is being committed, two do not.
    for _ in 0..2 {
        let status = answers.join_next().await.expect("an answer").expect("no panic");
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(value(&shop, "motivo_queue_requests").await, Some(3.0));
    let refused = "motivo_requests_refused_total{reason=\"queue_full\"}";
    assert_eq!(value(&shop, refused).await, Some(2.0));

    say.send(Err(StoreError("the disk is full".into()))).expect("the writer waits");
    let status = answers.join_next().await.expect("an answer").expect("no panic");
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(value(&shop, "motivo_commit_failures_total").await, Some(1.0));
    assert_eq!(value(&shop, "motivo_records_accepted_total").await, Some(0.0));

    say.send(Ok(0)).expect("the writer waits or will");
    drop((say, begun));
    while let Some(status) = answers.join_next().await {
        assert_eq!(status.expect("no panic"), StatusCode::NO_CONTENT);
    }
    assert_eq!(value(&shop, "motivo_queue_requests").await, Some(0.0));
    assert_eq!(value(&shop, "motivo_commit_failures_total").await, Some(1.0));
    assert_eq!(value(&shop, "motivo_records_accepted_total").await, Some(3.0));
    assert_eq!(value(&shop, "motivo_commit_requests_sum").await, Some(3.0));
}

#[tokio::test]
async fn no_storefront_and_nothing_that_was_sent_appears_in_it() {
    let shop = Shop::open();
    shop.post(record(1, "visit 0 no 1 2")).await;
    shop.post(record(2, "visit 0 no 1 9")).await;
    shop.post(record(3, "decision 0 1 request welcome_note/1 0 20 10")).await;
    shop.post(record(4, "visit 0 no 1 2").replace(" shop ", " elsewhere ")).await;
    shop.post("m1 counts shop\"} 7 visit").await;
    let text = scrape(&shop).await.text;
    assert!(text.contains("{reason=\"storefront\"} 2\n"), "{text}");
    for word in ["shop", "elsewhere", "welcome_note", "thrill", "2026-11", shop.state.token()] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}
