//! The products: www/shop/products.json is the one place that knows ids, prices, pictures and tags.
//! Never holds a word of theirs: those are in words/<language>/product-<id>.toml.

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// One product, as products.json has it.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Product {
    pub(super) id: String,
    /// `wear`, `carry` or `home`.
    pub(super) category: String,
    /// What it is for, as the listing's filter knows it.
    #[serde(rename = "for")]
    pub(super) uses: Vec<String>,
    pub(super) cents: u32,
    /// The price before, when it was lowered.
    #[serde(default)]
    pub(super) was: Option<u32>,
    #[serde(default = "yes")]
    pub(super) available: bool,
    /// Can be put in the cart from the listing already.
    pub(super) quick: bool,
    /// How strongly it speaks to each motivator, for the feed and the listing.
    pub(super) tags: BTreeMap<String, f64>,
    /// The same on its card in the listing, strongest first.
    pub(super) card: String,
    /// `size` or `colour`, and the ids of the values; the first or the named one is chosen.
    #[serde(default)]
    pub(super) choice: Option<Choice>,
    pub(super) pictures: Vec<Picture>,
    pub(super) stories: Vec<Story>,
    /// The tags of the sections that every product page has.
    pub(super) facts_tags: String,
    pub(super) care_tags: String,
    /// The ids of the care notes.
    pub(super) care: Vec<String>,
    /// Sections that few pages have: `materials`, `compare`, `sizes`.
    #[serde(default)]
    pub(super) extras: Vec<String>,
    /// What machines can read on its page: `microdata`, `product`, `crumbs`; nothing on some.
    #[serde(default)]
    pub(super) markup: Vec<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    pub(super) kind: String,
    pub(super) values: Vec<String>,
    pub(super) first: String,
    /// The part of size-guide.html that helps.
    #[serde(default)]
    pub(super) guide: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Picture {
    pub(super) id: String,
    pub(super) file: String,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    pub(super) id: String,
    pub(super) tags: String,
    pub(super) file: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

fn yes() -> bool {
    true
}

/// Reads products.json.
pub(super) fn read(source: &Path) -> Result<Vec<Product>> {
    let file = source.join("products.json");
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let products: Vec<Product> =
        serde_json::from_str(&text).with_context(|| file.display().to_string())?;
    for Product { id, choice, .. } in &products {
        if let Some(choice) = choice
            && !choice.values.contains(&choice.first)
        {
            bail!("{}: {id}: \"{}\" is none of its values", file.display(), choice.first);
        }
    }
    Ok(products)
}

/// A price as the language writes it: `€68.00`, `68,00 €`.
pub(super) fn money(language: &str, cents: u32) -> String {
    let (euros, rest) = (cents / 100, cents % 100);
    match language {
        "en" => format!("€{euros}.{rest:02}"),
        _ => format!("{euros},{rest:02}\u{a0}€"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_written_as_its_language_writes_it() {
        assert_eq!(money("en", 6800), "€68.00");
        assert_eq!(money("de", 18905), "189,05\u{a0}€");
        assert_eq!(money("fr", 2200), "22,00\u{a0}€");
    }

    #[test]
    fn there_are_ten_or_more_products_in_three_categories() {
        let products = read(&super::super::source()).expect("products.json");
        assert!(products.len() >= 10);
        let categories: std::collections::BTreeSet<_> =
            products.iter().map(|p| &p.category).collect();
        assert_eq!(categories.into_iter().collect::<Vec<_>>(), ["carry", "home", "wear"]);
    }
}
