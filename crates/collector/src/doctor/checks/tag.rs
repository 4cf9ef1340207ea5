//! The tag in the page: there, once, where a browser runs it, and written as it should be.
//! Never about what its address gives.

use super::Finding;
use crate::doctor::install::written;
use crate::doctor::page::{Page, Tag};

const PLAIN: &str =
    "<script async src=\"https://…/motivo.js\" data-storefront=\"YOUR-KEY\"></script>";

/// What of the tags is wrong.
pub(crate) fn check(page: &Page) -> Vec<Finding> {
    let Some(tag) = page.tags.first() else { return vec![missing(page)] };
    let mut found = Vec::new();
    let here = written(tag, &[]);
    let mut add = |id, what: &str, fix: String| found.push(Finding::new(id, &here, what, fix));
    if page.tags.len() > 1 {
        add(
            "two_tags",
            &format!(
                "The tag stands {} times on the page; only one of them works.",
                page.tags.len()
            ),
            "Remove all but one: look in the theme, in plugins and in the tag manager.".to_owned(),
        );
    }
    let get = |name: &str| tag.get(name).map_or("", String::as_str);
    if get("src").is_empty() {
        add("no_src", "The tag has no src, so nothing is loaded.", change(tag, &[]));
    }
    if get("data-storefront").is_empty() {
        let fix = change(tag, &[("data-storefront", Some("YOUR-KEY"))]);
        let fix = format!("{fix}, with the \"storefront\" of your motivo.json");
        add("no_storefront", "The tag does not say which storefront this is.", fix);
    }
    if !is_script(get("type")) {
        let what = format!("The tag's type is \"{}\": no browser runs that.", get("type"));
        let fix = change(tag, &[("type", None)]);
        let fix = format!(
            "{fix}. Before consent Motivo only waits for it, so a consent manager need not hold it back"
        );
        add("tag_type", &what, fix);
    }
    if !tag.contains_key("async") {
        let what = "The tag is not async: the page waits for it before it shows the rest.";
        add("not_async", what, change(tag, &[]));
    }
    if !["", "required", "granted", "denied"].contains(&get("data-consent")) {
        let what = format!(
            "data-consent is \"{}\", which is not required, granted or denied; it counts as \"required\".",
            get("data-consent")
        );
        add("consent_value", &what, change(tag, &[("data-consent", Some("required"))]));
    }
    found
}

fn change(tag: &Tag, changes: &[(&str, Option<&str>)]) -> String {
    format!("Write {}", written(tag, changes))
}

/// There is no tag, or none that a browser runs.
fn missing(page: &Page) -> Finding {
    if let Some(place) = page.hidden.first() {
        let (what, fix) = match *place {
            "an inline script" => (
                "A script of the page adds the tag; the doctor runs no scripts and cannot follow it.",
                format!(
                    "Write the tag itself: {PLAIN}; or call motivo.doctor() in the page's console"
                ),
            ),
            _ => (
                "The tag stands where no browser runs it.",
                format!("Move it to the end of <head>: {PLAIN}"),
            ),
        };
        return Finding::new("hidden_tag", format!("{} in {}", *place, page.url), what, fix);
    }
    let frame = match page.frame.as_deref().filter(|src| !src.is_empty()) {
        Some(src) => {
            format!(" If the shop is what the frame {src} shows, the tag belongs in there.")
        }
        None => String::new(),
    };
    let fix = format!(
        "Add to <head>: {PLAIN}. If a tag manager adds it, the doctor cannot see that: call motivo.doctor() in the page's console.{frame}"
    );
    Finding::new("no_tag", page.url.as_str(), "There is no Motivo tag on this page.", fix)
}

/// Whether a browser runs a script of this type.
fn is_script(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    [
        "",
        "module",
        "text/javascript",
        "application/javascript",
        "text/ecmascript",
        "application/ecmascript",
    ]
    .contains(&kind.as_str())
}
