//! Checks where products are found: the address of the feed, and the cards on the shop's own pages.
//! Never reads the feed itself; `feed` does, when it is asked to.

use super::json::{Check, Members};
use super::localized::{self, Localized};
use super::{address, selector};
use std::collections::BTreeMap;

/// Reads `feed` and `products`; says whether there is a feed.
pub(super) fn products<'a>(
    check: &mut Check<'a>,
    members: &Members<'a>,
    extras: &mut BTreeMap<String, Localized>,
) -> bool {
    let feed = members.get("feed");
    if let Some(address) = feed.and_then(|node| localized::read(check, node, address::read)) {
        extras.insert("feed".into(), address);
    }
    let known = ["selector", "title", "price", "image"];
    let products = members.get("products").and_then(|node| check.object(node, &known));
    if let Some(products) = products {
        check.need(&products, "selector", "\"selector\": \".product-card\"");
        for key in known {
            let node = products.get(key);
            if let Some(selector) = node.and_then(|node| selector::read(check, node)) {
                extras.insert(format!("products.{key}"), selector.into());
            }
        }
    }
    feed.is_some()
}
