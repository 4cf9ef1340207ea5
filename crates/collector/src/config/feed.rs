//! Checks a product feed against a config: what the page may offer, told by the shop itself.
//! Never judges what the shop says of its products; keys that would push or count down are refused.

use super::json::{Check, Members, Node};
use super::localized::{self, by_language};
use super::match_rule::known_motivator;
use super::problem::Problems;
use super::{address, file};
use motivo_core::plan::Plan;
use std::collections::BTreeSet;

/// The most products: a page fetches all of them.
const MAX: usize = 5_000;

const MAX_PRICE: f64 = 1e9;

const KEYS: [&str; 10] =
    ["id", "url", "image", "price", "was", "title", "category", "tags", "available", "facts"];

/// What a good feed holds, for the owner to compare with what they meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// ISO 4217 code of all prices.
    pub currency: String,
    /// Products.
    pub products: usize,
    /// Those with tags, which can be ranked by motivator.
    pub tagged: usize,
    /// Those that cannot be bought now, which are not offered.
    pub unavailable: usize,
}

/// Reads a shop's feed; `plan` says which motivators and languages there are.
///
/// # Errors
/// All its mistakes, each with its place and what to write instead.
pub fn check_feed(text: &str, plan: &Plan) -> Result<Feed, Problems> {
    let example = "{\"v\": 1, \"currency\": \"EUR\", \"products\": […]}";
    file::read(text, example, |check, node| top(check, node, plan))
}

fn top<'a>(check: &mut Check<'a>, node: &Node<'a>, plan: &Plan) -> Option<Feed> {
    let members = check.object(node, &["v", "currency", "products"])?;
    if let Some(version) = check.need(&members, "v", "\"v\": 1") {
        check.whole(version, 1..=1);
    }
    let currency = check.need(&members, "currency", "\"currency\": \"EUR\"");
    let currency = currency.and_then(|node| currency_code(check, node));
    let list = check.need(&members, "products", "\"products\": […]")?;
    let nodes = check.list(list)?;
    if nodes.is_empty() {
        let instead = "Add {\"id\": \"lantern\", \"url\": \"/lantern\", \"title\": \"Lantern\", \"price\": 68}.";
        check.wrong(list, "No product is listed, so nothing can be offered.", instead);
    }
    if let Some(first) = nodes.get(MAX) {
        let what = format!("There are {} products.", nodes.len());
        check.wrong(first, what, "Keep 5000 at most: every page that offers fetches them all.");
    }
    let (mut tagged, mut unavailable) = (0, 0);
    let mut ids = BTreeSet::new();
    for node in &nodes {
        let Some(members) = check.object(node, &KEYS) else { continue };
        if let Some(id) = product(check, &members, plan)
            && !ids.insert(id)
        {
            let what = format!("A second product has the id \"{id}\".");
            check.wrong(node, what, "Give it an id of its own, or leave it out.");
        }
        tagged += usize::from(members.get("tags").is_some());
        let available = members.get("available").and_then(|node| check.flag(node));
        unavailable += usize::from(available == Some(false));
    }
    Some(Feed { currency: currency?.into(), products: nodes.len(), tagged, unavailable })
}

fn currency_code<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<&'a str> {
    let code = check.text(node, 40)?;
    if code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return Some(code);
    }
    check.wrong(node, format!("\"{code}\" is no currency."), "Write its three letters: \"EUR\".");
    None
}

/// Checks a product, but for whether it is available; gives its id.
fn product<'a>(check: &mut Check<'a>, members: &Members<'a>, plan: &Plan) -> Option<&'a str> {
    let locales: Vec<&str> = plan.locales.iter().map(String::as_str).collect();
    if let Some(node) = check.need(members, "url", "\"url\": \"/lantern\"") {
        localized::each(check, node, &locales, |check, node| {
            address::read(check, node);
        });
    }
    if let Some(node) = members.get("image") {
        address::read(check, node);
    }
    prices(check, members);
    if let Some(node) = check.need(members, "title", "\"title\": \"Lantern\"") {
        localized::each(check, node, &locales, |check, node| {
            check.text(node, 120);
        });
    }
    if let Some(node) = members.get("category") {
        check.text(node, 60);
    }
    let tags = members.get("tags").and_then(|node| check.object(node, &[]));
    for (id, node) in tags.iter().flat_map(Members::iter) {
        known_motivator(check, node, id, Some(&plan.motivators));
        check.number(node, 0.001..=1.0);
    }
    if let Some(node) = members.get("facts") {
        facts(check, node, &locales);
    }
    let node = check.need(members, "id", "\"id\": \"lantern\"")?;
    let id = check.text(node, 64)?;
    if id.contains(char::is_whitespace) {
        let what = format!("\"{id}\" cannot be a product's id.");
        check.wrong(node, what, "Use the id that your shop has for it, without spaces.");
    }
    Some(id)
}

/// A reduced price has to be one.
fn prices<'a>(check: &mut Check<'a>, members: &Members<'a>) {
    let price = check.need(members, "price", "\"price\": 68");
    let price = price.and_then(|node| check.number(node, 0.0..=MAX_PRICE));
    let Some(node) = members.get("was").filter(|node| !node.is_null()) else { return };
    let Some(was) = check.number(node, 0.0..=MAX_PRICE) else { return };
    if price.is_some_and(|price| was <= price) {
        let what = "This is no reduction: \"was\" is not above \"price\".";
        check.wrong(node, what, "Write the price it really had before, or null.");
    }
}

/// Facts for comparisons, the same in all languages or written for each.
fn facts<'a>(check: &mut Check<'a>, node: &Node<'a>, locales: &[&str]) {
    let Some(members) = check.object(node, &[]) else { return };
    if !members.iter().any(|(_, node)| node.is_object()) {
        fact_list(check, &members);
        return;
    }
    for (_, node) in by_language(check, node, locales) {
        if let Some(members) = check.object(&node, &[]) {
            fact_list(check, &members);
        }
    }
}

fn fact_list<'a>(check: &mut Check<'a>, members: &Members<'a>) {
    for (index, (name, node)) in members.iter().enumerate() {
        check.text(node, 120);
        if index == 20 {
            check.wrong(node, "There are more than 20 facts.", "Keep those that decide.");
        }
        if name.trim().is_empty() || name.chars().count() > 40 {
            check.wrong(node, "A fact's name has 1 to 40 characters.", "Write \"Weight\".");
        }
    }
}
