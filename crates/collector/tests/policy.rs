//! The policy file over records that came in over HTTP: what is in it, and how it is cached.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use common::{Shop, record};
use motivo_collector::policy::file::Policy;

const EMPTY: &str = "{\"v\":1,\"version\":0,\"period\":\"\",\"arms\":{}}\n";

/// Sends decisions of one day for one arm, of which some had an outcome worth half a success.
async fn decisions(shop: &Shop, day: &str, arm: &str, shown: u32, engaged: u32, id: &mut u128) {
    for decision in 0..shown {
        let mut lines = vec![format!("decision {arm}")];
        if decision < engaged {
            lines.push(format!("outcome {arm} converted 0 10"));
        }
        let lines: Vec<String> = lines
            .iter()
            .map(|line| {
                *id += 1;
                record(*id, line)
            })
            .collect();
        let request = Request::post(format!("/v1/records?day={day}"));
        let answer = shop.send(request.body(lines.join("\n").into()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    }
}

#[tokio::test]
async fn a_new_shop_has_a_policy_that_knows_nothing() {
    let answer = Shop::open().get("/v1/policy/shop").await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, EMPTY));
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json");
    assert_eq!(answer.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
}

#[tokio::test]
async fn what_records_say_of_an_arm_can_be_read_strictly() {
    let (shop, mut id) = (Shop::open(), 0);
    decisions(&shop, "2026-11-20", "0 1 request welcome_note/1 0 19 17", 20, 8, &mut id).await;
    decisions(&shop, "2026-11-21", "0 1 request nothing 0 1 20", 10, 0, &mut id).await;
    decisions(&shop, "2026-11-21", "0 1 request welcome_note/1 1 19 17", 30, 30, &mut id).await;
    let policy = Policy::read(&shop.get("/v1/policy/shop").await.text).expect("a good file");
    let note = policy.arm("welcome_note/thrill").expect("it was shown");
    assert_eq!(
        (note.all, note.p["request"]),
        ([4.0, 16.0], [4.0, 16.0]),
        "the holdout is not in it"
    );
    assert_eq!(note.m["thrill"], [4.0, 16.0]);
    assert_eq!(policy.arm("nothing").map(|arm| arm.all), Some([0.0, 10.0]));
    assert_eq!(policy.version(), 690, "the 21st, counted from 2025");
}

#[tokio::test]
async fn a_policy_is_built_once_a_day_from_the_days_before() {
    let (shop, mut id) = (Shop::open(), 0);
    let arm = "0 1 request welcome_note/1 0 19 17";
    decisions(&shop, "2026-11-22", arm, 30, 8, &mut id).await;
    assert_eq!(shop.get("/v1/policy/shop").await.text, EMPTY, "today is not over");
    decisions(&shop, "2026-11-20", arm, 30, 8, &mut id).await;
    assert_eq!(shop.get("/v1/policy/shop").await.text, EMPTY, "it stays for the day");
}

#[tokio::test]
async fn a_client_that_has_the_policy_is_told_so() {
    let shop = Shop::open();
    let first = shop.get("/v1/policy/shop").await;
    let tag = &first.headers[header::ETAG];
    let request = Request::get("/v1/policy/shop").header(header::IF_NONE_MATCH, tag);
    let again = shop.send(request.body(Body::empty()).expect("a request")).await;
    assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let cache = first.headers[header::CACHE_CONTROL].to_str().expect("text");
    assert_eq!(cache, "public, max-age=3600, stale-while-revalidate=86400");
}

#[tokio::test]
async fn how_strongly_content_moves_people_is_in_the_policy_and_in_the_plan_of_the_pages() {
    let shop = Shop::open();
    let before = Shop::open().get("/v1/plan/shop/plan.txt").await;
    assert!(!before.text.contains("strengths"), "nobody told");
    let lines: Vec<_> = (0..300)
        .map(|id| record(id, &format!("visit 0 no abstained {}", id % 4 / 3 * 3)))
        .collect();
    for lines in lines.chunks(20) {
        let request = Request::post("/v1/records?day=2026-11-21");
        let answer = shop.send(request.body(lines.join("\n").into()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    }
    let policy = Policy::read(&shop.get("/v1/policy/shop").await.text).expect("a good file");
    let strengths = policy.strength().expect("enough visits");
    assert_eq!(strengths, [704, 31, 31, 234]);
    let after = shop.get("/v1/plan/shop/plan.txt").await;
    let read = motivo_core::plan::Plan::decode(&after.text).expect("a good plan");
    assert_eq!(read.strengths, strengths);
    assert_ne!(after.headers[header::ETAG], before.headers[header::ETAG]);
}

#[tokio::test]
async fn an_unknown_storefront_has_no_policy() {
    let answer = Shop::open().get("/v1/policy/nobody").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.text, "no storefront of this name is served here\n");
}
