//! The addresses that follow from a tag, as the loader and the shell make them.
//! Never asks whether anything is there.

use super::page::{Page, Tag};
use url::Url;

/// An installation, as its tag says it.
pub(crate) struct Install {
    pub(crate) tag: Tag,
    /// The loader's address.
    pub(crate) loader: Url,
    /// The loader's folder.
    pub(crate) home: Url,
    pub(crate) storefront: String,
    /// The folder of the plan.
    pub(crate) plan: Url,
    /// Where records go.
    pub(crate) records: Url,
}

impl Install {
    /// `None` where the tag's address is missing or none.
    pub(crate) fn of(page: &Page, tag: &Tag) -> Option<Self> {
        let get = |name: &str| tag.get(name).cloned().unwrap_or_default();
        let loader = page.base.join(tag.get("src").filter(|src| !src.is_empty())?).ok()?;
        let home = loader.join(".").ok()?;
        let storefront = get("data-storefront");
        let plan = match get("data-plan").as_str() {
            "" => home.join(&format!("v1/plan/{storefront}/")),
            folder => page.base.join(folder),
        };
        let records = home.join("v1/records").ok()?;
        Some(Self { tag: tag.clone(), plan: plan.ok()?, loader, home, storefront, records })
    }

    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.tag.get(name).map_or("", String::as_str)
    }

    /// The address of a file of a version.
    pub(crate) fn file(&self, version: &str, name: &str) -> Url {
        let path = format!("v/{version}/{name}");
        self.home.join(&path).unwrap_or_else(|_| self.home.clone())
    }

    /// The address of a file of the plan; the shell puts the name behind the folder as it is.
    pub(crate) fn plan_file(&self, name: &str) -> Url {
        Url::parse(&format!("{}{name}", self.plan)).unwrap_or_else(|_| self.plan.clone())
    }

    /// The tag as it should be, with changes: a value, or nothing for an attribute without one.
    pub(crate) fn tag_with(&self, changes: &[(&str, Option<&str>)]) -> String {
        written(&self.tag, changes)
    }
}

/// A tag as an owner writes it: `async` and `src` first.
pub(crate) fn written(tag: &Tag, changes: &[(&str, Option<&str>)]) -> String {
    let mut tag = tag.clone();
    for (name, value) in changes {
        match value {
            Some(value) => tag.insert((*name).to_owned(), (*value).to_owned()),
            None => tag.remove(*name),
        };
    }
    let src = tag.remove("src").unwrap_or_else(|| "https://…/motivo.js".to_owned());
    tag.remove("async");
    let mut text = format!("<script async src=\"{src}\"");
    for (name, value) in tag {
        let value = value.replace('&', "&amp;").replace('"', "&quot;");
        text.push_str(&match value.as_str() {
            "" => format!(" {name}"),
            value => format!(" {name}=\"{value}\""),
        });
    }
    text + "></script>"
}
