//! What machines read of the whole shop: the product feed and the basket's prices.
//! Never says what the page does not say: all of it comes from products.json and the pages' words.

use super::goods::Product;
use super::site::path;
use super::{LANGUAGES, words};
use anyhow::{Context, Result};
use serde::{Serialize, Serializer};
use serde_json::{Map, json};
use std::collections::BTreeMap;
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

/// An object in the order it was made in. Readers without a language of the feed take the first.
struct Ordered<T>(Vec<(String, T)>);

impl<T: Serialize> Serialize for Ordered<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// Asks the same of every language.
fn by_language<T>(ask: impl Fn(usize, &str) -> Result<T>) -> Result<Ordered<T>> {
    let one = |(at, language): (usize, &&str)| Ok(((*language).to_owned(), ask(at, language)?));
    Ok(Ordered(LANGUAGES.iter().enumerate().map(one).collect::<Result<_>>()?))
}

/// A product in the feed.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    url: Ordered<String>,
    image: String,
    price: f64,
    was: Option<f64>,
    title: Ordered<&'a str>,
    category: &'a str,
    tags: &'a BTreeMap<String, f64>,
    available: bool,
    facts: Ordered<Ordered<&'a str>>,
}

#[derive(Serialize)]
struct Feed<'a> {
    v: u8,
    currency: &'a str,
    products: Vec<Entry<'a>>,
}

fn entry<'a>(at: usize, product: &'a Product, texts: &'a [Vec<toml::Table>]) -> Result<Entry<'a>> {
    let page = format!("product-{}.html", product.id);
    Ok(Entry {
        id: &product.id,
        url: by_language(|_, language| Ok(format!("/{}", path(language, &page))))?,
        image: format!("/art/{}.svg", product.id),
        price: euros(product.cents),
        was: product.was.map(euros),
        title: by_language(|language, _| text(&texts[language][at], "title"))?,
        category: &product.category,
        tags: &product.tags,
        available: product.available,
        facts: by_language(|language, _| Ok(facts_of(&texts[language][at])))?,
    })
}

/// The feed that Motivo fetches when offers are due.
pub(super) fn feed(products: &[Product], texts: &[Vec<toml::Table>]) -> Result<String> {
    let entries = products.iter().enumerate().map(|(at, product)| entry(at, product, texts));
    let products = entries.collect::<Result<_>>()?;
    Ok(serde_json::to_string_pretty(&Feed { v: 1, currency: "EUR", products })? + "\n")
}

fn euros(cents: u32) -> f64 {
    f64::from(cents) / 100.0
}

/// The facts table of a product: names and values, in the page's order.
fn facts_of(table: &toml::Table) -> Ordered<&str> {
    let facts = table.get("facts").and_then(|f| f.as_array()).into_iter().flatten();
    let pairs =
        facts.filter_map(|fact| Some((fact.get(0)?.as_str()?.to_owned(), fact.get(1)?.as_str()?)));
    Ordered(pairs.collect())
}

/// The script module that tells the basket what there is and what it costs.
pub(super) fn wares(products: &[Product], texts: &[Vec<toml::Table>]) -> Result<String> {
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
