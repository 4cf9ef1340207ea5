//! The shop in one language: what a template is given, and the page that comes of it.
//! Never reads another language's words.

use super::goods::{Product, money};
use super::{LANGUAGES, data, linked, words};
use anyhow::{Context, Result};
use minijinja::value::Value;
use minijinja::{Environment, context};
use std::collections::BTreeMap;
use std::path::Path;

/// The shop in one language.
pub(super) struct Site<'a> {
    language: &'a str,
    products: &'a [Product],
    /// Each product's words, in their order.
    pub(super) said: Vec<Value>,
    texts: Vec<toml::Table>,
    shared: Value,
    /// The name of the page that lists all products.
    all: String,
    /// What all product pages say.
    ware: Value,
}

impl<'a> Site<'a> {
    pub(super) fn read(source: &Path, language: &'a str, products: &'a [Product]) -> Result<Self> {
        let speak = |name: &str| -> Result<Value> {
            Ok(words::speak(language, name, &words::read(source, language, name)?))
        };
        let texts = data::texts(source, language, products)?;
        let said = products.iter().zip(&texts);
        let said = said.map(|(p, text)| words::speak(language, &format!("product-{}", p.id), text));
        let said = said.collect();
        let shared = speak("shared")?;
        let all = shared.get_attr("all")?.to_string();
        Ok(Self { language, products, said, texts, shared, all, ware: speak("product")? })
    }

    pub(super) fn page(
        &self,
        environment: &Environment,
        template: &str,
        name: &str,
        said: Value,
        product: Option<usize>,
    ) -> Result<String> {
        let goods: Vec<_> = (0..self.products.len()).map(|at| self.good(at)).collect();
        let ware: BTreeMap<_, _> = self
            .products
            .iter()
            .zip(&goods)
            .map(|(p, good)| (p.id.as_str(), good.clone()))
            .collect();
        let up = if self.language == LANGUAGES[0] { "" } else { "../" };
        let here = context! {
            lang => self.language,
            page => name,
            up,
            home => if name == "index.html" { "./" } else { "index.html" },
            languages => LANGUAGES.map(|to| context! {
                code => to,
                href => address(self.language, to, name),
            }),
            w => said,
            s => self.shared,
            t => self.ware,
            product => product.map(|at| goods[at].clone()),
            data => linked::of_page(name, self.products, &self.texts, &self.all)?,
            products => goods,
            ware,
            reviews => data::Reviews::count(&self.texts),
        };
        let rendered = environment.get_template(template)?.render(here);
        rendered.with_context(|| format!("the page {name} in {}", self.language))
    }

    /// A product as templates see it: products.json, its words, its price as text.
    fn good(&self, at: usize) -> Value {
        let product = &self.products[at];
        context! {
            page => format!("product-{}.html", product.id),
            words => self.said[at],
            price => money(self.language, product.cents),
            before => product.was.map(|was| money(self.language, was)),
            score => data::Reviews::count(&self.texts[at..=at]),
            ..Value::from_serialize(product)
        }
    }
}

/// Where a page lies in the shop.
pub(super) fn path(language: &str, name: &str) -> String {
    if language == LANGUAGES[0] { name.to_owned() } else { format!("{language}/{name}") }
}

/// The way from a page in one language to the same page in another.
fn address(from: &str, to: &str, name: &str) -> String {
    let up = if from == LANGUAGES[0] { "" } else { "../" };
    let folder = if to == LANGUAGES[0] { String::new() } else { format!("{to}/") };
    if from == to { name.to_owned() } else { format!("{up}{folder}{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_page_in_another_language_is_found_from_both_sides() {
        assert_eq!(address("en", "de", "cart.html"), "de/cart.html");
        assert_eq!(address("de", "en", "cart.html"), "../cart.html");
        assert_eq!(address("de", "fr", "cart.html"), "../fr/cart.html");
        assert_eq!(address("fr", "fr", "cart.html"), "cart.html");
    }
}
