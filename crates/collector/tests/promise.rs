//! The public page about privacy: what each mode promises, in words that follow from the config.

mod common;

use axum::http::{StatusCode, header};
use common::{Shop, record};

async fn page(shop: &Shop, storefront: &str) -> String {
    let answer = shop.get(&format!("/v1/privacy/{storefront}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
    assert!(policy.starts_with("default-src 'none'; style-src 'self'"), "{policy}");
    for part in ["<script", "style=", "http://", "https://", "token"] {
        assert!(!answer.text.contains(part), "{part}");
    }
    answer.text
}

#[tokio::test]
async fn each_mode_says_its_own_promise_and_what_it_does_not_promise() {
    let counts = page(&Shop::open(), "shop").await;
    assert!(
        counts.contains("Nobody can look up a visit.") && counts.contains("Counts carry no noise.")
    );
    assert!(counts.contains("fewer than <strong>10</strong> visits") && !counts.contains("psilon"));
    let noise = page(&Shop::of("dp.json"), "shop").await;
    for told in [
        "Only counts with noise are told",
        "at most <strong>1</strong> for a table of a month",
        "<strong>4.6</strong> for its 10 tables of 10 together",
        "at most 2.7 times as likely",
        "all of them together, at most 99.5 times",
        "Who runs the collector, and can read its database, sees the exact counts",
        "The day it came and the two after",
    ] {
        assert!(noise.contains(told), "{told}: {noise}");
    }
    assert!(!noise.contains("Counts carry no noise."));
    let dice = page(&Shop::of("ldp.json"), "shop").await;
    for told in [
        "Your browser throws dice before it answers",
        "one answer a visit is sent",
        "epsilon: <strong>2</strong> for a visit",
        "at most 7.4 times as likely",
        "Each visit answers anew.",
    ] {
        assert!(dice.contains(told), "{told}: {dice}");
    }
    assert!(!dice.contains("Counts carry no noise.") && !dice.contains("its rough size"), "{dice}");
    let off = page(&Shop::of("every.json"), "every-key").await;
    assert!(off.contains("Nothing is sent.") && !off.contains("What is kept"), "{off}");
}

#[tokio::test]
async fn it_tells_nothing_that_was_counted_and_of_no_storefront_of_others() {
    let shop = Shop::of("dp.json");
    let before = page(&shop, "shop").await;
    let line = record(1, "visit 0 no 1 2").replace(" counts ", " dp ");
    assert_eq!(shop.post(line).await.status, StatusCode::NO_CONTENT);
    assert_eq!(page(&shop, "shop").await, before);
    assert_eq!(shop.get("/v1/privacy/nobody").await.status, StatusCode::NOT_FOUND);
}
