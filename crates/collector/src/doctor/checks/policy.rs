//! What the page's own policies keep from the widget.
//! Never asks for more than the widget needs.

use super::{Finding, origin};
use crate::doctor::csp::{Papers, Policy};
use crate::doctor::fetch::Answer;
use crate::doctor::install::Install;
use crate::doctor::page::Page;
use url::Url;

const HEADER: &str = "content-security-policy";
const META: &str = "<meta http-equiv=\"content-security-policy\">";
const WASM: &str = "'wasm-unsafe-eval'";

/// What each of the page's policies forbids, and whether its addresses mix https and http.
pub(crate) fn check(
    answer: &Answer,
    page: &Page,
    install: &Install,
    version: Option<&str>,
) -> Vec<Finding> {
    let headers = answer.headers(HEADER);
    let headers = headers.iter().flat_map(|text| Policy::all(text, HEADER));
    let metas = page.policies.iter().flat_map(|text| Policy::all(text, META));
    let policies: Vec<Policy> = headers.chain(metas).collect();
    let mut found: Vec<Finding> = mixed(page, install, &policies).into_iter().collect();
    let file = install.file(version.unwrap_or("version"), "observer.js");
    for policy in &policies {
        found.extend(sandbox(policy));
        found.extend(script(policy, page, install, &file));
        found.extend(wasm(policy, install));
        found.extend(connect(policy, page, install, &file));
        found.extend(trusted_types(policy));
    }
    found
}

fn mixed(page: &Page, install: &Install, policies: &[Policy]) -> Option<Finding> {
    let upgraded =
        policies.iter().any(|policy| policy.directive("upgrade-insecure-requests").is_some());
    let mixed = page.url.scheme() == "https" && install.loader.scheme() == "http" && !upgraded;
    let secure = install.loader.as_str().replacen("http:", "https:", 1);
    mixed.then(|| {
        Finding::new(
            "mixed_content",
            install.loader.as_str(),
            "The page comes over https and the tag loads over http: browsers refuse that.",
            format!("Write {}", install.tag_with(&[("src", Some(&secure))])),
        )
    })
}

fn sandbox(policy: &Policy) -> Option<Finding> {
    (!policy.allows_scripts()).then(|| {
        Finding::new(
            "csp_sandbox",
            policy.place,
            "The policy puts the page in a sandbox without scripts.",
            policy.with("sandbox", &[], &["allow-scripts", "allow-same-origin"]),
        )
    })
}

fn script(policy: &Policy, page: &Page, install: &Install, file: &Url) -> Option<Finding> {
    let [nonce, integrity] = ["nonce", "integrity"].map(|name| install.attribute(name));
    let papers = Papers { nonce, integrity, by_script: false };
    // The loader hands its nonce on, not its hash.
    let later = Papers { nonce, integrity: "", by_script: true };
    let (what, strict) = match (
        policy.allows_script(&page.url, &install.loader, papers),
        policy.allows_script(&page.url, file, later),
    ) {
        (true, true) => return None,
        (false, _) => ("The policy does not let motivo.js run.", policy.is_strict()),
        (true, false) => ("The policy lets motivo.js run, but not what it loads.", false),
    };
    let fix = if strict {
        let tag = install.tag_with(&[("nonce", Some("THE-PAGE'S-NONCE"))]);
        format!("Under 'strict-dynamic' only a nonce counts; write {tag}")
    } else if policy.directive("script-src-elem").is_some() {
        mended(policy, "script-src-elem", &[], &[&origin(file)])
    } else {
        mended(policy, "script-src", &["default-src"], &[&origin(file), WASM])
    };
    Some(Finding::new("csp_script", policy.place, what, fix))
}

fn wasm(policy: &Policy, install: &Install) -> Option<Finding> {
    (!policy.allows_wasm()).then(|| {
        Finding::new(
            "csp_wasm",
            policy.place,
            "The policy does not let wasm run; it is what Motivo infers with.",
            match policy.is_strict() {
                true => mended(policy, "script-src", &["default-src"], &[WASM]),
                false => {
                    mended(policy, "script-src", &["default-src"], &[&origin(&install.home), WASM])
                }
            },
        )
    })
}

fn connect(policy: &Policy, page: &Page, install: &Install, file: &Url) -> Option<Finding> {
    let needed = [file, &install.plan, &install.records];
    let refused: Vec<String> = needed
        .into_iter()
        .filter(|url| !policy.allows_connect(&page.url, url))
        .map(origin)
        .collect();
    if refused.is_empty() {
        return None;
    }
    let names: Vec<&str> = refused.iter().map(String::as_str).collect();
    Some(Finding::new(
        "csp_connect",
        policy.place,
        "The policy does not let the page fetch Motivo's files or send records; a refused sendBeacon even says that it sent.",
        mended(policy, "connect-src", &["default-src"], &names),
    ))
}

fn trusted_types(policy: &Policy) -> Option<Finding> {
    (!policy.allows_trusted("motivo")).then(|| {
        Finding::new(
            "trusted_types",
            policy.place,
            "The policy's trusted-types do not list \"motivo\": the loader may not load a script.",
            mended(policy, "trusted-types", &[], &["motivo"]),
        )
    })
}

fn mended(policy: &Policy, name: &str, falls_to: &[&str], missing: &[&str]) -> String {
    format!("In that policy write: {}", policy.with(name, falls_to, missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found on an https page with a tag of this address, under this policy.
    fn found(src: &str, policy: &str) -> Vec<&'static str> {
        let html = format!("<script async src=\"{src}\" data-storefront=\"shop\"></script>");
        let headers = [("content-security-policy", policy)];
        let answer = Answer::of("https://shop.example/", &headers, &html);
        let page = Page::read(&answer);
        let install = Install::of(&page, &page.tags[0]).expect("a tag with an address");
        check(&answer, &page, &install, None).into_iter().map(|finding| finding.id).collect()
    }

    #[test]
    fn a_tag_of_http_on_a_page_of_https_is_mixed_unless_the_policy_lifts_it() {
        assert_eq!(found("http://m.example/motivo.js", ""), ["mixed_content"]);
        assert!(found("//m.example/motivo.js", "").is_empty());
        assert!(found("http://m.example/motivo.js", "upgrade-insecure-requests").is_empty());
    }

    #[test]
    fn the_directive_that_decides_about_scripts_is_the_one_to_change() {
        let policy = "script-src 'wasm-unsafe-eval' https:; script-src-elem 'self'";
        assert_eq!(found("https://m.example/motivo.js", policy), ["csp_script"]);
    }
}
