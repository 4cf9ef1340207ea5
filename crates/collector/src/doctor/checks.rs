//! The checks, in the order in which a browser meets what they are about.
//! Never one that finds fault with what works.

pub(crate) mod document;
pub(crate) mod files;
pub(crate) mod loader;
pub(crate) mod plan;
pub(crate) mod policy;
pub(crate) mod records;
pub(crate) mod tag;

use super::fetch::Answer;
use super::finding::Finding;
use super::page::Page;
use url::Url;

/// What is said of an answer that cannot be used: a failure or a status.
fn trouble(answer: &Result<Answer, String>) -> Option<String> {
    match answer {
        Err(why) => Some(why.clone()),
        Ok(answer) if answer.status != 200 => {
            Some(format!("it is answered with {}", answer.status))
        }
        Ok(_) => None,
    }
}

/// Whether the page's script may read what another origin answers.
fn shares(page: &Page, answer: &Answer) -> Result<(), String> {
    let origin = page.url.origin().ascii_serialization();
    match answer.headers("access-control-allow-origin").as_slice() {
        _ if page.is_own(&answer.url) => Ok(()),
        [] => Err("it is sent without Access-Control-Allow-Origin".to_owned()),
        [one] if *one == "*" || *one == origin => Ok(()),
        [one] => Err(format!("its Access-Control-Allow-Origin is \"{one}\", not this page")),
        _ => Err("it is sent with Access-Control-Allow-Origin twice".to_owned()),
    }
}

/// What to do about [`shares`].
const SHARE: &str = "send this header once with it: Access-Control-Allow-Origin: *";

/// The seconds of `max-age`, if a cache may keep it.
fn max_age(answer: &Answer) -> Option<u64> {
    let text = answer.header("cache-control").to_ascii_lowercase();
    let mut words = text.split(',').map(str::trim);
    words.find_map(|word| word.strip_prefix("max-age=")?.parse().ok())
}

/// The origin of an address, as a policy names it.
fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}
