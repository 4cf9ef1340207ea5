//! Templates and words become pages, each in every language.
//! Never leaves a gap where a word or a value is missing: that is an error with the page's name.

use super::goods::{self, Product, money};
use super::{LANGUAGES, Pages, data, words};
use anyhow::{Context, Result};
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The template of every product's page.
const PRODUCT: &str = "product.html";

/// Everything the shop consists of, beside what is copied: pages, feed, the basket's prices.
pub(super) fn all(source: &Path) -> Result<Pages> {
    let products = goods::read(source)?;
    let templates = templates(&source.join("pages"))?;
    let environment = environment(&templates)?;
    let mut pages = Pages::new();
    for language in LANGUAGES {
        let site = Site::read(source, language, &products)?;
        for name in templates.keys().filter(|name| !name.starts_with('_') && *name != PRODUCT) {
            let stem = name.trim_end_matches(".html");
            let said = words::speak(language, stem, &words::read(source, language, stem)?);
            pages.insert(path(language, name), site.page(&environment, name, name, said, None)?);
        }
        for (at, product) in products.iter().enumerate() {
            let name = format!("product-{}.html", product.id);
            let said = site.said[at].clone();
            let page = site.page(&environment, PRODUCT, &name, said, Some(at))?;
            pages.insert(path(language, &name), page);
        }
    }
    let texts = LANGUAGES.iter().map(|language| data::texts(source, language, &products));
    let texts: Vec<_> = texts.collect::<Result<_>>()?;
    pages.insert("feed.json".into(), data::feed(&products, &texts)?);
    pages.insert("wares.js".into(), data::wares(&products, &texts)?);
    Ok(pages)
}

/// One language's half of the shop.
struct Site<'a> {
    language: &'a str,
    products: &'a [Product],
    /// Each product's words, in their order.
    said: Vec<Value>,
    texts: Vec<toml::Table>,
    shared: Value,
    /// The name of the page that lists all products.
    all: String,
    /// What all product pages say.
    ware: Value,
}

impl<'a> Site<'a> {
    fn read(source: &Path, language: &'a str, products: &'a [Product]) -> Result<Self> {
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

    fn page(
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
            data => data::of_page(name, self.products, &self.texts, &self.all)?,
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

fn templates(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        found.insert(name, fs::read_to_string(&path).with_context(|| path.display().to_string())?);
    }
    Ok(found)
}

fn environment(templates: &BTreeMap<String, String>) -> Result<Environment<'_>> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.set_keep_trailing_newline(true);
    // Everything that is printed is the shop's own; words escape themselves.
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    for (name, text) in templates {
        environment.add_template(name, text).with_context(|| format!("pages/{name}"))?;
    }
    Ok(environment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_word_is_an_error_that_names_page_word_and_language() {
        let source = super::super::source();
        let products = goods::read(&source).expect("products.json");
        let templates =
            BTreeMap::from([("cart.html".to_owned(), "<p>{{ w.sum.colour }}</p>".to_owned())]);
        let environment = environment(&templates).expect("a template");
        let site = Site::read(&source, "de", &products).expect("the German shop");
        let said =
            words::speak("de", "cart", &words::read(&source, "de", "cart").expect("its words"));
        let error =
            site.page(&environment, "cart.html", "cart.html", said, None).expect_err("refused");
        let text = format!("{error:#}");
        for part in ["the page cart.html in de", "\"sum.colour\"", "words/de/cart.toml"] {
            assert!(text.contains(part), "{text}");
        }
    }

    #[test]
    fn the_same_page_in_another_language_is_found_from_both_sides() {
        assert_eq!(address("en", "de", "cart.html"), "de/cart.html");
        assert_eq!(address("de", "en", "cart.html"), "../cart.html");
        assert_eq!(address("de", "fr", "cart.html"), "../fr/cart.html");
        assert_eq!(address("fr", "fr", "cart.html"), "cart.html");
    }
}
