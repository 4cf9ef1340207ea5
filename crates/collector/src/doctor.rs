//! What of an installation is wrong, told from a shop's page as a browser would meet it.
//! Never sends a record, never runs a script, and asks nobody but the hosts that the page names.
//!
//! | file | idea |
//! | --- | --- |
//! | [`finding`] | what is wrong, where, what to change |
//! | `fetch` | HTTP with limits, and plain words for what fails |
//! | `page` | what a page's HTML says: tags, policies, base, language |
//! | `csp` | a Content Security Policy and what it allows |
//! | `install` | the addresses that follow from a tag |
//! | `checks` | one subject a file: document, tag, policy, loader, files, plan, records |

mod checks;
mod csp;
mod fetch;
pub mod finding;
mod install;
mod page;

use fetch::Client;
pub use finding::Finding;
use install::Install;
use page::Page;
use serde::Serialize;
use url::Url;

/// What an examination found.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The page that was looked at, after redirects.
    pub url: String,
    /// The storefront that its tag names.
    pub storefront: Option<String>,
    /// The version of the embed files that the page loads.
    pub version: Option<String>,
    /// What to change, in the order in which a browser would meet it; empty when all is well.
    pub findings: Vec<Finding>,
}

/// Fetches a page and everything that its tag names, and says what is wrong. Blocks.
#[must_use]
pub fn examine(url: &Url) -> Report {
    let client = Client::new(url);
    let mut report =
        Report { url: url.to_string(), storefront: None, version: None, findings: Vec::new() };
    let answer = match client.get(url) {
        Ok(answer) => answer,
        Err(why) => {
            report.findings.push(checks::document::unreachable(url, &why));
            return report;
        }
    };
    report.url = answer.url.to_string();
    let page = Page::read(&answer);
    let found = &mut report.findings;
    found.extend(checks::document::check(url, &answer, &page));
    if !checks::document::is_page(&answer) {
        return report;
    }
    found.extend(checks::tag::check(&page));
    let Some(install) = page.tags.first().and_then(|tag| Install::of(&page, tag)) else {
        return report;
    };
    report.storefront = Some(install.storefront.clone()).filter(|key| !key.is_empty());
    // From here on the page asks, under its own origin.
    let client = Client::new(&page.url);
    let loader = checks::loader::check(&client, &page, &install, found);
    report.version = loader.as_ref().map(|loader| loader.version.clone());
    found.extend(checks::policy::check(&answer, &page, &install, report.version.as_deref()));
    if let Some(loader) = &loader {
        found.extend(checks::files::check(&client, &page, &install, loader));
    }
    if report.storefront.is_some() {
        let sends = checks::plan::check(&client, &page, &install, found);
        if sends {
            found.extend(checks::records::check(&client, &page, &install));
        }
    }
    report
}
