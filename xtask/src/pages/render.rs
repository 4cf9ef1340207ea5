//! Templates and words become pages, each in every language.
//! Never leaves a gap where a word or a value is missing: that is an error with the page's name.

use super::site::{Site, path};
use super::{LANGUAGES, Pages, data, goods, words};
use anyhow::{Context, Result};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
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
}
