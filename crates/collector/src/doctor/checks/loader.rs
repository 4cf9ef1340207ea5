//! motivo.js: there, a script, Motivo's, unchanged, and not kept for too long.
//! Never run; what it names is read from its text.

use super::{Finding, SHARE, max_age, shares, trouble};
use crate::doctor::fetch::{Answer, Client};
use crate::doctor::install::Install;
use crate::doctor::page::Page;
use crate::embed;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256, Sha384, Sha512};

/// Caches may keep it for a day at most, in seconds: after an update old pages meet it for as long.
const LONGEST: u64 = 86_400;
const CACHE: &str = "Send it with Cache-Control: public, max-age=300";

/// A loader that was read.
pub(crate) struct Loader {
    pub(crate) version: String,
    pub(crate) text: String,
}

/// Reads the loader; `None` where there is none to go on from.
pub(crate) fn check(
    client: &Client,
    page: &Page,
    install: &Install,
    found: &mut Vec<Finding>,
) -> Option<Loader> {
    let here = install.loader.as_str();
    let answer = client.get(&install.loader);
    let mut add = |id, what: &str, fix: &str| found.push(Finding::new(id, here, what, fix));
    if let Some(why) = trouble(&answer) {
        let what = format!("motivo.js cannot be loaded: {why}.");
        let fix =
            "Check that the tag's src is where `motivo serve` or the folder of `motivo dist` is.";
        add("loader_unreachable", &what, fix);
        return None;
    }
    let answer = answer.ok()?;
    if answer.is_html() {
        let what =
            "A page comes instead of motivo.js: the host answers so to what it does not have.";
        add(
            "loader_html",
            what,
            "Let the host pass this path on to `motivo serve`, or put the folder of `motivo dist` there.",
        );
        return None;
    }
    if answer.url != install.loader {
        let what =
            format!("motivo.js is redirected to {}: a round trip more on every page.", answer.url);
        let fix = install.tag_with(&[("src", Some(answer.url.as_str()))]);
        add("loader_redirect", &what, &format!("Write {fix}"));
    }
    if !is_javascript(&answer) {
        let what =
            format!("motivo.js comes as \"{}\": browsers may refuse to run that.", answer.mime());
        add("loader_mime", &what, "Send it with Content-Type: text/javascript; charset=utf-8");
    }
    if install.tag.contains_key("crossorigin")
        && let Err(why) = shares(page, &answer)
    {
        let what = format!("The tag has crossorigin, and motivo.js cannot be read: {why}.");
        add("loader_cors", &what, &format!("For motivo.js, {SHARE}"));
    }
    if let Some(what) = isolated(page, install, &answer) {
        add("loader_corp", &what, "Send it with Cross-Origin-Resource-Policy: cross-origin");
    }
    if let Some((id, what, fix)) = pinned(page, install, &answer) {
        add(id, what, &fix);
    }
    let is_pinned = !install.attribute("integrity").is_empty();
    match max_age(&answer) {
        _ if is_pinned => {}
        Some(seconds) if seconds > LONGEST => {
            let what = format!(
                "Browsers keep motivo.js for {} days, and miss updates.",
                seconds / LONGEST
            );
            add("loader_cache", &what, CACHE);
        }
        None if answer.header("cache-control").is_empty() => {
            add(
                "loader_cache",
                "motivo.js does not say how long it may be kept; browsers guess.",
                CACHE,
            );
        }
        _ => {}
    }
    let Some(version) = embed::version(&answer.body) else {
        let what =
            "This is not Motivo's loader, or something on the way changed it: it names no version.";
        add(
            "loader_other",
            what,
            "Put the motivo.js of `motivo serve` or `motivo dist` there, and let nothing rewrite it.",
        );
        return None;
    };
    Some(Loader { version: version.to_owned(), text: answer.text() })
}

pub(crate) fn is_javascript(answer: &Answer) -> bool {
    ["text/javascript", "application/javascript", "application/x-javascript", "text/ecmascript"]
        .contains(&answer.mime().as_str())
}

/// Whether the loader's host or the page keep the two apart.
fn isolated(page: &Page, install: &Install, answer: &Answer) -> Option<String> {
    let policy = answer.header("cross-origin-resource-policy").to_ascii_lowercase();
    let with_cors = install.tag.contains_key("crossorigin");
    if page.is_own(&answer.url) || with_cors || policy == "cross-origin" {
        return None;
    }
    let (page_site, site) = (site(&page.url), site(&answer.url));
    match policy.as_str() {
        "" if page.is_isolated => Some(
            "The page has Cross-Origin-Embedder-Policy: require-corp, and motivo.js does not agree."
                .to_owned(),
        ),
        "same-site" if page_site == site => None,
        "same-origin" | "same-site" => Some(format!(
            "motivo.js is sent with Cross-Origin-Resource-Policy: {policy}, not for this page."
        )),
        _ => None,
    }
}

/// The last two labels of a host: at least as much as browsers hold for one site.
fn site(url: &url::Url) -> Vec<&str> {
    url.host_str().unwrap_or("").rsplit('.').take(2).collect()
}

/// What is wrong with the tag's `integrity`, if it has one.
fn pinned(
    page: &Page,
    install: &Install,
    answer: &Answer,
) -> Option<(&'static str, &'static str, String)> {
    let integrity = install.attribute("integrity");
    if integrity.is_empty() {
        return None;
    }
    if !page.is_own(&answer.url) && !install.tag.contains_key("crossorigin") {
        let fix = install.tag_with(&[("crossorigin", Some("anonymous"))]);
        let what = "The tag has integrity without crossorigin: browsers refuse a script of another host then.";
        return Some(("pin_cors", what, format!("Write {fix}")));
    }
    let fits = integrity.split_ascii_whitespace().any(|hash| hash_fits(hash, &answer.body));
    let fix = "Take the pinned tag from integrity.json of `motivo dist`, whose file never changes, or leave integrity out.";
    let what = "motivo.js is not the file that the tag's integrity names: browsers refuse it.";
    (!fits).then(|| ("pin_other", what, fix.to_owned()))
}

/// Whether a hash, as `integrity` takes it, is that of the bytes.
pub(crate) fn hash_fits(hash: &str, bytes: &[u8]) -> bool {
    match hash.split_once('-') {
        Some(("sha256", hash)) => STANDARD.encode(Sha256::digest(bytes)) == hash,
        Some(("sha384", hash)) => STANDARD.encode(Sha384::digest(bytes)) == hash,
        Some(("sha512", hash)) => STANDARD.encode(Sha512::digest(bytes)) == hash,
        _ => false,
    }
}
