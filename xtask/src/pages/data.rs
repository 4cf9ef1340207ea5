//! What machines read of the whole shop: the product feed and the basket's prices.
//! Never says what the page does not say: all of it comes from products.json and the pages' words.

use super::goods::Product;
use super::{LANGUAGES, words};
use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::path::Path;

/// Each product's words in one language.
pub(super) fn texts(
    source: &Path,
    language: &str,
    products: &[Product],
) -> Result<Vec<toml::Table>> {
    products.iter().map(|p| words::read(source, language, &format!("product-{}", p.id))).collect()
}

pub(super) fn text<'a>(table: &'a toml::Table, key: &str) -> Result<&'a str> {
    table.get(key).and_then(|v| v.as_str()).with_context(|| format!("a product has no \"{key}\""))
}

/// How many people said what of some products, and how it is on average.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Reviews {
    pub(super) count: usize,
    /// Stars from 1 to 5, in tenths.
    pub(super) tenths: i64,
}

impl Reviews {
    pub(super) fn count(texts: &[toml::Table]) -> Self {
        let lists = texts.iter().filter_map(|t| t.get("reviews")?.as_array());
        let stars: Vec<_> = lists.flatten().filter_map(|r| r.get("stars")?.as_integer()).collect();
        let count = stars.len();
        let whole = i64::try_from(count.max(1)).unwrap_or(i64::MAX);
        Self { count, tenths: (stars.iter().sum::<i64>() * 10 + whole / 2) / whole }
    }

    pub(super) fn average(self) -> String {
        format!("{}.{}", self.tenths / 10, self.tenths % 10)
    }
}

/// The feed that Motivo fetches when offers are due.
pub(super) fn feed(products: &[Product], texts: &Vec<Vec<toml::Table>>) -> Result<String> {
    let entry = |at: usize| -> Result<Value> {
        let product = &products[at];
        let (mut title, mut facts) = (Map::new(), Map::new());
        for (language, texts) in LANGUAGES.iter().zip(texts) {
            title.insert((*language).into(), text(&texts[at], "title")?.into());
            facts.insert((*language).into(), json!(facts_of(&texts[at])));
        }
        Ok(json!({
            "id": product.id, "url": format!("/product-{}.html", product.id),
            "image": format!("/art/{}.svg", product.id), "price": euros(product.cents),
            "was": product.was.map(euros), "title": title, "category": product.category,
            "tags": product.tags, "available": product.available, "facts": facts,
        }))
    };
    let all = (0..products.len()).map(entry).collect::<Result<Vec<_>>>()?;
    Ok(serde_json::to_string_pretty(&json!({ "v": 1, "currency": "EUR", "products": all }))? + "\n")
}

fn euros(cents: u32) -> f64 {
    f64::from(cents) / 100.0
}

/// The facts table of a product: names and values, in the page's order.
fn facts_of(table: &toml::Table) -> Map<String, Value> {
    let facts = table.get("facts").and_then(|f| f.as_array());
    let pair = |fact: &toml::Value| {
        Some((fact.get(0)?.as_str()?.to_owned(), Value::from(fact.get(1)?.as_str()?)))
    };
    facts.into_iter().flatten().filter_map(pair).collect()
}

/// The script module that tells the basket what there is and what it costs.
pub(super) fn wares(products: &[Product], texts: &Vec<Vec<toml::Table>>) -> Result<String> {
    let mut wares = Map::new();
    for (at, product) in products.iter().enumerate() {
        let (mut name, mut options) = (Map::new(), Map::new());
        for (language, texts) in LANGUAGES.iter().zip(texts) {
            name.insert((*language).into(), text(&texts[at], "title")?.into());
            let values = texts[at].get("options").and_then(|o| o.as_table());
            options.insert((*language).into(), serde_json::to_value(values)?);
        }
        let first = product.choice.as_ref().map(|choice| &choice.first);
        wares.insert(
            product.id.clone(),
            json!({
                "cents": product.cents, "available": product.available, "name": name,
                "first": first, "options": options,
            }),
        );
    }
    Ok(format!(
        "// What the shop sells: made from products.json and the pages' words.\n\
         // Never edited by hand.\n\nexport const wares = {};\n",
        serde_json::to_string(&wares)?
    ))
}
