//! POST /v1/records, in-process: what is counted, what is refused, and who is told what.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use common::{Held, Shop, record, today};
use motivo_collector::store::{Sqlite, Store, StoreError};
use std::sync::Arc;
use std::sync::mpsc::channel;
use tokio::task::JoinSet;

const DECISION: &str = "decision 0 1 request welcome_note/1 0 20 10";

#[tokio::test]
async fn a_visit_raises_exactly_its_cells() {
    let shop = Shop::open();
    let lines = [
        record(1, "visit 0 no 1 2"),
        record(2, DECISION),
        record(3, "outcome 0 1 request welcome_note/1 0 20 10 shown 0 0"),
        record(4, "outcome 0 1 request welcome_note/1 0 20 10 engaged 0 3"),
        record(5, "conversion 0 no 1 3"),
    ];
    assert_eq!(shop.post(lines.join("\n")).await.status, StatusCode::NO_CONTENT);
    let policy = "policy 0|thrill|request|welcome_note/thrill";
    assert_eq!(
        shop.cells(),
        [
            "health none|m1|none n 5",
            "kind_motivator welcome_note|thrill|0|engaged n 1",
            "kind_motivator welcome_note|thrill|0|shown n 1",
            "kind_phase welcome_note|request|0|engaged n 1",
            "kind_phase welcome_note|request|0|shown n 1",
            "kinds welcome_note|thrill|0|engaged n 1",
            "kinds welcome_note|thrill|0|shown n 1",
            "motivators thrill|0 converted 1",
            "motivators thrill|0 revenue 3",
            "motivators thrill|0 visits 1",
            &format!("{policy} max_w 2"),
            &format!("{policy} n 1"),
            &format!("{policy} rewarded 1"),
            &format!("{policy} sum_r 0.15"),
            &format!("{policy} sum_r2 0.0225"),
            &format!("{policy} sum_w 2"),
            &format!("{policy} sum_w2 4"),
            &format!("{policy} sum_w2r2 0.09"),
            &format!("{policy} sum_wr 0.3"),
            "strength 2 visits 1",
            "visits 0|no converted 1",
            "visits 0|no revenue_3 1",
            "visits 0|no visits 1",
        ]
    );
}

#[tokio::test]
async fn a_known_id_is_a_success_and_counted_once() {
    let shop = Shop::open();
    let line = record(7, "visit 1 yes abstained 0");
    for body in [line.clone(), line.clone(), format!("{line}\n{line}\n")] {
        assert_eq!(shop.post(body).await.status, StatusCode::NO_CONTENT);
    }
    let cells = shop.cells();
    assert!(cells.contains(&"visits 1|yes visits 1".to_owned()), "{cells:?}");
    assert!(cells.contains(&"health none|m1|duplicate n 3".to_owned()), "{cells:?}");
}

#[tokio::test]
async fn a_malformed_record_names_its_field_and_raises_no_cell() {
    let id = "00112233445566778899aabbccddeeff";
    for (line, field) in [
        (String::new(), "version"),
        (format!("m2 counts shop {id} visit 0 no 1 2"), "version"),
        (format!("m1 total shop {id} visit 0 no 1 2"), "mode"),
        (format!("m1 ldp shop {id} visit 0 no 1 2"), "mode"),
        (format!("m1 off shop {id} visit 0 no 1 2"), "mode"),
        (format!("m1 counts Shop {id} visit 0 no 1 2"), "storefront"),
        (format!("m1 counts other {id} visit 0 no 1 2"), "storefront"),
        ("m1 counts shop 12 visit 0 no 1 2".into(), "id"),
        (record(1, "glimpse 0"), "type"),
        (record(1, "visit 2 no 1 2"), "holdout"),
        (record(1, "visit 0 often 1 2"), "returning"),
        (record(1, "visit 0 no 3 2"), "motivator"),
        (record(1, "visit 0 no 12 2"), "motivator"),
        (record(1, "visit 0 no 1 4"), "strength"),
        (record(1, "visit 0 no 1 2 and more"), "end"),
        (record(1, "decision 0 1 request banner/1 0 20 10"), "arm"),
        (record(1, "decision 0 1 request welcome_note/9 0 20 10"), "arm"),
        (record(1, "decision 0 1 request welcome_note/1 0 21 10"), "kind tickets"),
        (record(1, "decision 0 1 request welcome_note/1 0 20 0"), "variant tickets"),
        (record(1, "outcome 0 1 request welcome_note/1 0 20 10 liked 0 0"), "outcome"),
        (record(1, "outcome 0 1 request welcome_note/1 0 20 10 shown 0 21"), "after"),
        (record(1, "conversion 0 no 1 6"), "revenue"),
        (record(1, &"x".repeat(300)), "record"),
    ] {
        let shop = Shop::open();
        let answer = shop.post(line.clone()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{line}");
        assert!(
            answer.text.starts_with(&format!("record field \"{field}\" is ")),
            "{}",
            answer.text
        );
        let cells = shop.cells();
        assert!(cells.iter().all(|cell| cell.starts_with("health ")), "{line}: {cells:?}");
    }
}

#[tokio::test]
async fn what_is_no_text_is_a_bad_record_too() {
    let shop = Shop::open();
    assert_eq!(shop.post(vec![0xff, 0xfe, 0x00]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn one_bad_line_refuses_the_whole_request_and_is_named() {
    let shop = Shop::open();
    let body = [record(1, "visit 0 no 1 2"), record(2, "visit 0 no 1 9")].join("\n");
    let answer = shop.post(body).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(
        answer.text.starts_with("line 2: record field \"strength\" is \"9\""),
        "{}",
        answer.text
    );
    assert_eq!(shop.cells(), ["health strength|m1|none n 1"]);
}

#[tokio::test]
async fn more_than_twenty_records_and_more_than_16_kb_are_refused() {
    let shop = Shop::open();
    let lines: Vec<String> = (0..21).map(|id| record(id, "visit 0 no 1 2")).collect();
    let answer = shop.post(lines.join("\n")).await;
    assert_eq!(
        (answer.status, answer.text.trim()),
        (StatusCode::BAD_REQUEST, "more than 20 records: send at most 20 at once")
    );
    assert_eq!(shop.post(lines[..20].join("\n")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(shop.post("a".repeat(16 * 1024 + 1)).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    // With a promised length it is not even read.
    let request = Request::post("/v1/records").header(header::CONTENT_LENGTH, "20000");
    let answer = shop.send(request.body(Body::from("m1")).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn only_listed_pages_may_send_and_only_they_may_read_the_answer() {
    let open = |path: &std::path::Path| -> Box<dyn Store> {
        Box::new(Sqlite::open(path).expect("a database"))
    };
    let shop = Shop::with(open, 10, &["shop=https://shop.example"]);
    for (origin, status) in [
        ("https://shop.example", StatusCode::NO_CONTENT),
        ("https://evil.example", StatusCode::FORBIDDEN),
        ("http://localhost:3000", StatusCode::FORBIDDEN),
        ("null", StatusCode::FORBIDDEN),
    ] {
        let request = Request::post("/v1/records").header(header::ORIGIN, origin);
        let body = record(1, "visit 0 no 1 2");
        let answer = shop.send(request.body(body.into()).expect("a request")).await;
        assert_eq!(answer.status, status, "{origin}");
        let allowed = answer.headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        assert_eq!(allowed.is_some_and(|allowed| allowed == origin), status.is_success());
    }
    let preflight = Request::options("/v1/records").header(header::ORIGIN, "https://shop.example");
    let answer = shop.send(preflight.body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(answer.headers[header::ACCESS_CONTROL_ALLOW_METHODS], "POST");
    let cells = shop.cells();
    assert!(cells.contains(&"health origin|m1|none n 3".to_owned()), "{cells:?}");
}

#[tokio::test]
async fn who_asks_where_records_go_is_told_what_it_is_and_counted_nowhere() {
    let shop = Shop::open();
    for (origin, may_read) in [("http://localhost:8000", true), ("https://evil.example", false)] {
        let request = Request::get("/v1/records").header(header::ORIGIN, origin);
        let answer = shop.send(request.body(Body::empty()).expect("a request")).await;
        assert_eq!((answer.status, &answer.text[..7]), (StatusCode::OK, "motivo:"));
        let allowed = answer.headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        assert_eq!(allowed.is_some(), may_read, "{origin}");
    }
    assert_eq!(shop.cells(), Vec::<String>::new());
}

#[tokio::test]
async fn a_full_queue_answers_at_once_and_a_failing_store_asks_to_try_again() {
    let ((commits, begun), (say, held)) = (channel(), channel());
    let shop = Arc::new(Shop::with(|_| Box::new(Held(commits, held)), 1, &[]));
    let mut answers = JoinSet::new();
    let post = |answers: &mut JoinSet<_>, id| {
        let shop = Arc::clone(&shop);
        answers.spawn(async move { shop.post(record(id, "visit 0 no 1 2")).await });
    };
    post(&mut answers, 0);
    tokio::task::spawn_blocking(move || begun.recv()).await.expect("no panic").expect("a commit");
    (1..30).for_each(|id| post(&mut answers, id));
    // One is being committed and one waits; the others find no room, and hear it at once.
    for _ in 0..28 {
        let answer = answers.join_next().await.expect("28 answers").expect("no panic");
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.headers[header::RETRY_AFTER], "2");
    }
    let failing = std::thread::spawn(move || {
        while say.send(Err(StoreError("the disk is full".into()))).is_ok() {
            std::thread::yield_now();
        }
    });
    while let Some(answer) = answers.join_next().await {
        let answer = answer.expect("no panic");
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(!answer.text.contains("disk"), "the cause is for the log: {}", answer.text);
        assert_eq!(answer.headers[header::RETRY_AFTER], "2");
    }
    shop.state.stop();
    failing.join().expect("it ends with the writer");
}

#[tokio::test]
async fn a_simulated_day_is_kept_and_no_day_of_the_future() {
    let shop = Shop::open();
    for (day, status) in [
        ("2026-11-01", StatusCode::NO_CONTENT),
        ("2026-11-23", StatusCode::BAD_REQUEST),
        ("2020-01-01", StatusCode::BAD_REQUEST),
        ("soon", StatusCode::BAD_REQUEST),
    ] {
        let request = Request::post(format!("/v1/records?day={day}"));
        let body = record(u128::from(day.len() as u64), "visit 0 no 1 2");
        let answer = shop.send(request.body(body.into()).expect("a request")).await;
        assert_eq!(answer.status, status, "{day}: {}", answer.text);
    }
    assert_eq!(today().to_string(), "2026-11-22");
}
