//! Two or three products side by side: picture, title, price and facts in one table.
//! Never fills in a fact that a product lacks; it says that it is missing.

use crate::card::picture;
use crate::element::{Element, element, part, unseen};
use crate::experience::Shared;
use crate::plain::Plain;
use crate::product::price;
use crate::welcome_note::link;
use js_sys::Array;
use wasm_bindgen::JsCast;

/// The table. The roles are said again because the narrow layout makes the rows grids.
pub(crate) fn table(of: &Shared) -> Element {
    let offers = of.request.list("offers");
    let facts: Vec<Vec<[String; 2]>> = offers.iter().map(facts).collect();
    let mut names: Vec<&String> = Vec::new();
    for [name, _] in facts.iter().flatten() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let products = offers.iter().map(|offer| {
        let image = offer.text("image");
        let open = link("open", &offer.text("url"), of).unwrap_or_else(|| element("div"));
        cell("th", "columnheader")
            .with("scope", "col")
            .child(
                open.maybe((!image.is_empty()).then(|| picture("product-picture", &image)))
                    .child(part("span", "product-title").text(offer.text("title"))),
            )
            .maybe(price(of, offer))
    });
    let corner = cell("td", "cell").with("class", "corner");
    let head = row().child(corner).children(products);
    let rows = names.iter().map(|name| {
        let values = facts.iter().map(|facts| {
            let value = facts.iter().find(|[own, _]| own == *name);
            match value {
                Some([_, value]) => cell("td", "cell").text(value.clone()),
                None => cell("td", "cell")
                    .child(element("span").with("aria-hidden", "true").text("\u{2013}".into()))
                    .child(unseen(of.words.get("missing"))),
            }
        });
        row()
            .child(cell("th", "rowheader").with("scope", "row").text((*name).clone()))
            .children(values)
    });
    part("table", "comparison")
        .with("role", "table")
        .with("aria-label", &of.text("title"))
        .with("data-count", &offers.len().to_string())
        .child(element("thead").with("role", "rowgroup").child(head))
        .child(element("tbody").with("role", "rowgroup").children(rows))
}

fn row() -> Element {
    element("tr").with("role", "row")
}

fn cell(tag: &'static str, role: &str) -> Element {
    element(tag).with("role", role)
}

/// Pairs of name and value.
fn facts(offer: &Plain) -> Vec<[String; 2]> {
    let pair = |fact: Plain| {
        let pair: Array = fact.0.dyn_into().ok()?;
        Some([pair.get(0).as_string()?, pair.get(1).as_string()?])
    };
    offer.list("facts").into_iter().filter_map(pair).collect()
}
