//! A shop's product feed, checked against a config.
//! Never asks which mistake is told.

use crate::config::name_their_places;
use motivo_collector::config::{check, check_feed};
use motivo_core::plan::Plan;
use std::sync::LazyLock;

static PLAN: LazyLock<Plan> = LazyLock::new(|| {
    let config = include_str!("../../crates/collector/tests/configs/every.json");
    check(config).expect("a good config").plan
});

/// A good feed counts its products rightly; mistakes have places.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match check_feed(&text, &PLAN) {
        Ok(feed) => assert!(feed.products >= feed.tagged.max(feed.unavailable).max(1), "{feed:?}"),
        Err(problems) => name_their_places(&problems, &text),
    }
}
