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
    let answer = client.get(&install.loader);
    let mut add = |(id, what, fix): Fault| {
        found.push(Finding::new(id, install.loader.as_str(), what, fix));
    };
    if let Some(why) = trouble(&answer) {
        add((
            "loader_unreachable",
            format!("motivo.js cannot be loaded: {why}."),
            "Check that the tag's src is where `motivo serve` or the folder of `motivo dist` is."
                .to_owned(),
        ));
    }
    let answer = answer.ok().filter(|answer| answer.status == 200)?;
    if answer.is_html() {
        add((
            "loader_html",
            "A page comes instead of motivo.js: the host answers so to what it does not have.".to_owned(),
            "Let the host pass this path on to `motivo serve`, or put the folder of `motivo dist` there.".to_owned(),
        ));
        return None;
    }
    let faults = [
        moved(install, &answer),
        typed(&answer),
        shared(page, install, &answer),
        isolated(page, install, &answer),
        pinned(page, install, &answer),
        kept(install, &answer),
    ];
    faults.into_iter().flatten().for_each(&mut add);
    let Some(version) = embed::version(&answer.body) else {
        add((
            "loader_other",
            "This is not Motivo's loader, or something on the way changed it: it names no version.".to_owned(),
            "Put the motivo.js of `motivo serve` or `motivo dist` there, and let nothing rewrite it.".to_owned(),
        ));
        return None;
    };
    Some(Loader { version: version.to_owned(), text: answer.text() })
}

/// A finding's name, what is wrong, what to change.
type Fault = (&'static str, String, String);

fn moved(install: &Install, answer: &Answer) -> Option<Fault> {
    let fix = install.tag_with(&[("src", Some(answer.url.as_str()))]);
    let what =
        format!("motivo.js is redirected to {}: a round trip more on every page.", answer.url);
    (answer.url != install.loader).then(|| ("loader_redirect", what, format!("Write {fix}")))
}

fn typed(answer: &Answer) -> Option<Fault> {
    let what =
        format!("motivo.js comes as \"{}\": browsers may refuse to run that.", answer.mime());
    let fix = "Send it with Content-Type: text/javascript; charset=utf-8".to_owned();
    (!is_javascript(answer)).then_some(("loader_mime", what, fix))
}

fn shared(page: &Page, install: &Install, answer: &Answer) -> Option<Fault> {
    let why = shares(page, answer).err().filter(|_| install.tag.contains_key("crossorigin"))?;
    let what = format!("The tag has crossorigin, and motivo.js cannot be read: {why}.");
    Some(("loader_cors", what, format!("For motivo.js, {SHARE}")))
}

/// How long caches keep it; under its version's name it may be kept for good.
fn kept(install: &Install, answer: &Answer) -> Option<Fault> {
    if !install.attribute("integrity").is_empty() {
        return None;
    }
    let what = match max_age(answer) {
        Some(seconds) if seconds > LONGEST => {
            format!("Browsers keep motivo.js for {} days, and miss updates.", seconds / LONGEST)
        }
        None if answer.header("cache-control").is_empty() => {
            "motivo.js does not say how long it may be kept; browsers guess.".to_owned()
        }
        _ => return None,
    };
    Some(("loader_cache", what, CACHE.to_owned()))
}

pub(crate) fn is_javascript(answer: &Answer) -> bool {
    ["text/javascript", "application/javascript", "application/x-javascript", "text/ecmascript"]
        .contains(&answer.mime().as_str())
}

/// Whether the loader's host or the page keep the two apart.
fn isolated(page: &Page, install: &Install, answer: &Answer) -> Option<Fault> {
    let policy = answer.header("cross-origin-resource-policy").to_ascii_lowercase();
    let with_cors = install.tag.contains_key("crossorigin");
    if page.is_own(&answer.url) || with_cors || policy == "cross-origin" {
        return None;
    }
    let what = match policy.as_str() {
        "" if page.is_isolated => {
            "The page has Cross-Origin-Embedder-Policy: require-corp, and motivo.js does not agree."
                .to_owned()
        }
        "same-site" if site(&page.url) == site(&answer.url) => return None,
        "same-origin" | "same-site" => format!(
            "motivo.js is sent with Cross-Origin-Resource-Policy: {policy}, not for this page."
        ),
        _ => return None,
    };
    let fix = "Send it with Cross-Origin-Resource-Policy: cross-origin".to_owned();
    Some(("loader_corp", what, fix))
}

/// The last two labels of a host: at least as much as browsers hold for one site.
fn site(url: &url::Url) -> Vec<&str> {
    url.host_str().unwrap_or("").rsplit('.').take(2).collect()
}

/// What is wrong with the tag's `integrity`, if it has one.
fn pinned(page: &Page, install: &Install, answer: &Answer) -> Option<Fault> {
    let integrity = install.attribute("integrity");
    if integrity.is_empty() {
        return None;
    }
    if !page.is_own(&answer.url) && !install.tag.contains_key("crossorigin") {
        let fix = install.tag_with(&[("crossorigin", Some("anonymous"))]);
        let what = "The tag has integrity without crossorigin: browsers refuse a script of another host then.";
        return Some(("pin_cors", what.to_owned(), format!("Write {fix}")));
    }
    let fits = integrity.split_ascii_whitespace().any(|hash| hash_fits(hash, &answer.body));
    let what = "motivo.js is not the file that the tag's integrity names: browsers refuse it.";
    let fix = "Take the pinned tag from integrity.json of `motivo dist`, whose file never changes, or leave integrity out.";
    (!fits).then(|| ("pin_other", what.to_owned(), fix.to_owned()))
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
