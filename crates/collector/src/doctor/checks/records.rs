//! Where records go: a collector that is there, takes POSTs, and lets this shop's pages send.
//! Never sends a record: it asks what may be sent, and sends an empty body.

use super::{Finding, origin};
use crate::doctor::fetch::Client;
use crate::doctor::install::Install;
use crate::doctor::page::Page;

/// What of the collector is wrong.
pub(crate) fn check(client: &Client, page: &Page, install: &Install) -> Option<Finding> {
    let here = install.records.as_str();
    let missing = |what: String| {
        let fix = "Let the host of motivo.js pass v1/ on to `motivo serve` (docs/operate.md, First-party); without it nothing is counted.";
        Some(Finding::new("no_collector", here, what, fix))
    };
    let asked = match client.options(&install.records) {
        Ok(asked) => asked,
        Err(why) => return missing(format!("Records cannot be sent: {why}.")),
    };
    if !asked.header("access-control-allow-methods").contains("POST") {
        return missing(format!(
            "No collector answers where records go: it is answered with {}.",
            asked.status
        ));
    }
    let mine = origin(&page.url);
    let allowed = asked.header("access-control-allow-origin");
    if allowed != mine && allowed != "*" {
        return Some(Finding::new(
            "origin_refused",
            here,
            format!("The collector takes no records from pages of {mine}."),
            format!("Start it with motivo serve … --origin {}={mine}", install.storefront),
        ));
    }
    match client.post_nothing(&install.records) {
        Err(why) => missing(format!("Records cannot be sent: {why}.")),
        // What it says to nothing at all: 400, or that it is busy.
        Ok(answer) if matches!(answer.status, 400 | 429 | 503) => None,
        Ok(answer) => Some(Finding::new(
            "post_refused",
            here,
            format!("Something before the collector answers a POST with {}.", answer.status),
            "Let POST with Content-Type: text/plain and up to 16 kB through to /v1/records, without a redirect and without a login.",
        )),
    }
}
