//! The page itself: whether it comes, is one, and is of a kind that runs scripts.
//! Never about the tag in it.

use super::Finding;
use crate::doctor::fetch::Answer;
use crate::doctor::page::Page;
use url::{Host, Url};

/// The page did not come.
pub(crate) fn unreachable(url: &Url, why: &str) -> Finding {
    Finding::new(
        "page_unreachable",
        url.as_str(),
        format!("The page cannot be fetched: {why}."),
        "Check the address in a browser; the doctor needs the page as a shopper without a login gets it.",
    )
}

/// Whether there is a page to look at.
pub(crate) fn is_page(answer: &Answer) -> bool {
    answer.status < 400 && answer.is_html()
}

/// What of the page keeps the widget away, whatever its tag says.
pub(crate) fn check(asked: &Url, answer: &Answer, page: &Page) -> Vec<Finding> {
    let here = page.url.as_str();
    let mut found = Vec::new();
    let mut add = |id, what: String, fix: &str| found.push(Finding::new(id, here, what, fix));
    if bare(asked) != bare(&page.url) {
        add(
            "page_moved",
            format!("{asked} leads to another host; all that follows is about that one."),
            "Give the doctor the address that shoppers end up at.",
        );
    }
    if !is_page(answer) {
        let what = match answer.status {
            200..400 => format!("The answer is no page, but \"{}\".", answer.mime()),
            status => format!("The page is answered with {status}."),
        };
        add("no_page", what, "Give the doctor the address of a page that shoppers see.");
        return found;
    }
    if page.is_amp {
        add(
            "amp",
            "This is an AMP page: AMP runs no scripts of others, so nothing can be shown."
                .to_owned(),
            "Nothing to change here; look at the page that its rel=canonical names.",
        );
    }
    if page.url.scheme() == "http" && !is_local(&page.url) {
        add(
            "page_http",
            "The page comes over http: whoever is on the way can change it and what it loads."
                .to_owned(),
            "Serve the shop over https, and redirect http to it.",
        );
    }
    found
}

/// The host without what a shop may be reached with or without.
fn bare(url: &Url) -> &str {
    let host = url.host_str().unwrap_or("");
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether nobody is on the way.
fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_and_without_www_is_the_same_shop() {
        let url = |text| Url::parse(text).expect("an address");
        assert_eq!(bare(&url("https://www.shop.example/")), bare(&url("http://shop.example/a")));
        assert_ne!(bare(&url("https://us.shop.example/")), bare(&url("https://shop.example/")));
    }

    #[test]
    fn only_this_machine_needs_no_https() {
        for (url, local) in [
            ("http://127.0.0.1:8000/", true),
            ("http://[::1]/", true),
            ("http://a.localhost/", true),
            ("http://shop.example/", false),
        ] {
            assert_eq!(is_local(&Url::parse(url).expect("an address")), local, "{url}");
        }
    }

    #[test]
    fn a_page_without_encryption_is_told() {
        let answer = Answer::of("http://shop.example/", &[], "<html>");
        let found = check(&answer.url, &answer, &Page::read(&answer));
        assert_eq!(found.iter().map(|finding| finding.id).collect::<Vec<_>>(), ["page_http"]);
    }
}
