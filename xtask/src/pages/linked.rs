//! What machines read on a page: JSON-LD of a product, its crumbs, the list of all products.
//! Never says what the page does not show; some pages have none, as some shops have none.

use super::data::{Reviews, text};
use super::goods::{Product, money};
use anyhow::Result;
use serde_json::{Value, json};

/// The JSON-LD of a page, one text for each script element; none on most pages. `all` names the
/// page that lists all products.
pub(super) fn of_page(
    page: &str,
    products: &[Product],
    texts: &[toml::Table],
    all: &str,
) -> Result<Vec<String>> {
    let mut blocks = Vec::new();
    if page == "category.html" {
        blocks.push(list(products, texts)?);
    }
    for (product, table) in products.iter().zip(texts) {
        if page != format!("product-{}.html", product.id) {
            continue;
        }
        let has = |what: &str| product.markup.iter().any(|m| m == what);
        let crumbs = crumbs(all, text(table, "title")?);
        match (has("product"), has("crumbs")) {
            (true, true) => blocks.push(graph([self::product(product, table)?, crumbs])),
            (true, false) => blocks.push(alone(self::product(product, table)?)),
            (false, true) => blocks.push(alone(crumbs)),
            (false, false) => {}
        }
    }
    // `</` would end the script element.
    blocks.iter().map(|b| Ok(serde_json::to_string(b)?.replace("</", "<\\/"))).collect()
}

fn alone(mut thing: Value) -> Value {
    thing["@context"] = "https://schema.org".into();
    thing
}

fn graph(things: [Value; 2]) -> Value {
    json!({ "@context": "https://schema.org", "@graph": things })
}

fn product(product: &Product, table: &toml::Table) -> Result<Value> {
    let reviews = Reviews::count(std::slice::from_ref(table));
    let stock = if product.available { "InStock" } else { "BackOrder" };
    Ok(json!({
        "@type": "Product", "name": text(table, "title")?, "sku": product.id,
        "description": text(table, "lead")?, "image": format!("/art/{}.svg", product.id),
        "brand": { "@type": "Brand", "name": "Oddweather" },
        "offers": {
            "@type": "Offer", "price": money("en", product.cents).trim_start_matches('€'),
            "priceCurrency": "EUR", "availability": format!("https://schema.org/{stock}"),
        },
        "aggregateRating": {
            "@type": "AggregateRating", "ratingValue": reviews.average(),
            "reviewCount": reviews.count,
        },
    }))
}

fn list(products: &[Product], texts: &[toml::Table]) -> Result<Value> {
    let item = |(at, (product, table)): (usize, (&Product, &toml::Table))| -> Result<Value> {
        Ok(json!({
            "@type": "ListItem", "position": at + 1,
            "url": format!("product-{}.html", product.id), "name": text(table, "title")?,
        }))
    };
    let items = products.iter().zip(texts).enumerate().map(item).collect::<Result<Vec<_>>>()?;
    Ok(alone(
        json!({ "@type": "ItemList", "numberOfItems": items.len(), "itemListElement": items }),
    ))
}

fn crumbs(all: &str, title: &str) -> Value {
    let item = |at: usize, name: &str, url: Option<&str>| json!({ "@type": "ListItem", "position": at, "name": name, "item": url });
    json!({ "@type": "BreadcrumbList", "itemListElement": [
        item(1, "Oddweather", Some("index.html")),
        item(2, all, Some("category.html")),
        item(3, title, None),
    ] })
}
