//! Tests of the rendered shop as a whole: every link leads somewhere, the feed keeps its contract.
//! Never follows a link out of the shop.

use super::{Pages, render, source};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

const MOTIVATORS: [&str; 10] = [
    "stand_out",
    "confidence",
    "well_being",
    "freedom",
    "thrill",
    "belonging",
    "environment",
    "ideal_self",
    "security",
    "success",
];

fn shop() -> Pages {
    render::all(&source()).expect("the shop")
}

/// The values of an attribute, in the page's order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The file that an address means, seen from a page: `de/x.html` + `../art/y.svg` -> `art/y.svg`.
fn file(page: &str, address: &str) -> String {
    let mut parts: Vec<_> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let file = parts.join("/");
    if file.is_empty() || file.len() == 2 {
        format!("{file}/index.html").trim_start_matches('/').into()
    } else {
        file
    }
}

fn is_asset(path: &str) -> bool {
    path == "motivo.js" || source().join("assets").join(Path::new(path)).is_file()
}

#[test]
fn every_link_leads_to_a_page_and_every_fragment_to_an_element() {
    let pages = shop();
    for (name, page) in pages.iter().filter(|(name, _)| name.ends_with(".html")) {
        for attribute in ["href", "src", "action", "poster", "srcset"] {
            for address in values(page, attribute) {
                if ["https:", "mailto:", "tel:"].iter().any(|away| address.starts_with(away)) {
                    continue;
                }
                let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
                let path = path.split('?').next().unwrap_or_default();
                let target = if path.is_empty() { name.clone() } else { file(name, path) };
                let Some(found) = pages.get(&target) else {
                    assert!(is_asset(&target), "{name}: {attribute}=\"{address}\" leads nowhere");
                    continue;
                };
                let there = fragment.is_empty() || values(found, "id").contains(&fragment);
                assert!(there, "{name}: \"{address}\": nothing is called {fragment}");
            }
        }
    }
}

#[test]
fn no_id_is_given_twice_and_every_picture_has_its_size() {
    for (name, page) in shop().iter().filter(|(name, _)| name.ends_with(".html")) {
        let ids = values(page, "id");
        let once: BTreeSet<_> = ids.iter().collect();
        assert_eq!(once.len(), ids.len(), "{name}");
        for picture in page.split("<img ").skip(1).filter_map(|rest| rest.split('>').next()) {
            let whole = ["width=", "height=", "alt="].iter().all(|a| picture.contains(a));
            assert!(whole, "{name}: <img {picture}>");
        }
    }
}

#[test]
fn no_page_needs_a_policy_for_inline_scripts_or_styles() {
    for (name, page) in shop().iter().filter(|(name, _)| name.ends_with(".html")) {
        assert!(!page.contains("<style") && values(page, "style").is_empty(), "{name}");
        for tag in page.split("<script ").skip(1).filter_map(|rest| rest.split('>').next()) {
            assert!(tag.contains("src=") || tag.contains("json\""), "{name}: <script {tag}>");
        }
    }
}

#[test]
fn json_ld_is_on_some_products_and_on_others_nothing() {
    let pages = shop();
    let has = |id: &str, what: &str| pages[&format!("product-{id}.html")].contains(what);
    for id in ["pack", "kite", "logbook"] {
        assert!(!has(id, "ld+json") && !has(id, "itemprop"), "{id}");
    }
    assert!(has("lantern", "itemprop=\"price\" content=\"68.00\"") && !has("lantern", "ld+json"));
    assert!(has("jacket", "AggregateRating") && has("jacket", "BreadcrumbList"));
    assert!(pages["category.html"].contains("ItemList"));
    for page in pages.values() {
        for block in page.split("<script type=\"application/ld+json\">").skip(1) {
            let block = block.split("</script>").next().unwrap_or_default();
            let parsed: Value = serde_json::from_str(block).expect(block);
            assert_eq!(parsed["@context"], "https://schema.org");
        }
    }
}

#[test]
fn the_feed_keeps_its_contract() {
    let pages = shop();
    let feed: Value = serde_json::from_str(&pages["feed.json"]).expect("JSON");
    assert_eq!((&feed["v"], &feed["currency"]), (&Value::from(1), &Value::from("EUR")));
    let products = feed["products"].as_array().expect("a list");
    assert!(products.iter().any(|p| p["available"] == false), "one of them is sold out");
    for product in products {
        let id = product["id"].as_str().expect("an id");
        assert!(is_asset(product["image"].as_str().expect(id).trim_start_matches('/')), "{id}");
        assert!(product["price"].as_f64().is_some_and(|price| price > 0.0), "{id}");
        let was = &product["was"];
        assert!(was.is_null() || was.as_f64() > product["price"].as_f64(), "{id}");
        for (motivator, weight) in product["tags"].as_object().expect(id) {
            assert!(MOTIVATORS.contains(&motivator.as_str()), "{id}: {motivator}");
            assert!(weight.as_f64().is_some_and(|w| w > 0.0 && w <= 1.0), "{id}: {motivator}");
        }
        for language in super::LANGUAGES {
            let url = product["url"][language].as_str().expect(id);
            let page = &pages[url.trim_start_matches('/')];
            assert!(page.contains(&format!("<html lang=\"{language}\"")), "{id}: {url}");
            assert!(product["title"][language].is_string(), "{id}: {language}");
            assert!(product["facts"][language].as_object().is_some_and(|f| f.len() >= 5), "{id}");
        }
    }
}

#[test]
fn the_feed_has_english_first_for_readers_of_other_languages() {
    let feed = &shop()["feed.json"];
    for part in ["url", "title", "facts"] {
        let start = format!("\"{part}\": {{");
        for object in feed.split(&start).skip(1) {
            assert!(object.trim_start().starts_with("\"en\""), "{part}: {object:.60}");
        }
    }
}
