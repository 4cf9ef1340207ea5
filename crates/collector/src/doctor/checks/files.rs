//! The version's files: there, of their types, readable from the page, packed, and unchanged.
//! Never the inspector's: no shopper loads them.

use super::loader::{Loader, hash_fits, is_javascript};
use super::{Finding, SHARE, max_age, shares, trouble};
use crate::doctor::fetch::{Answer, Client};
use crate::doctor::install::Install;
use crate::doctor::page::Page;
use std::collections::BTreeMap;

/// A file under its version never changes; a day is the least that is worth asking for, in seconds.
const SHORTEST: u64 = 86_400;
/// Below this many bytes packing saves no packet.
const SMALL: usize = 1400;

/// What is wrong, by the finding's name and the words for it, of which files.
type Faults = BTreeMap<(&'static str, String), Vec<String>>;

/// Fetches what the loader names, and what that names, and so on.
pub(crate) fn check(
    client: &Client,
    page: &Page,
    install: &Install,
    loader: &Loader,
) -> Vec<Finding> {
    let mut faults = Faults::new();
    let mut waiting = named(&loader.text);
    let mut seen: Vec<String> = Vec::new();
    while let Some((name, hash)) = waiting.pop() {
        if seen.contains(&name) || name.starts_with("inspector") {
            continue;
        }
        let answer = client.get(&install.file(&loader.version, &name));
        let mut add = |id, what: String| faults.entry((id, what)).or_default().push(name.clone());
        if let Some(why) = trouble(&answer) {
            add("file_unreachable", why);
        } else if let Ok(answer) = answer {
            one(&mut add, page, &name, &hash, &answer);
            if name.ends_with(".js") {
                waiting.extend(named(&answer.text()));
            }
        }
        seen.push(name);
    }
    let folder = install.file(&loader.version, "");
    let finding = |((id, what), names): ((&'static str, String), Vec<String>)| {
        let what = format!("{}: {what}.", names.join(", "));
        Finding::new(id, folder.as_str(), what, fix(id, &names))
    };
    faults.into_iter().map(finding).collect()
}

fn one(
    add: &mut impl FnMut(&'static str, String),
    page: &Page,
    name: &str,
    hash: &str,
    answer: &Answer,
) {
    let is_wasm = name.ends_with(".wasm");
    if answer.is_html() && !hash_fits(hash, &answer.body) {
        return add("file_html", "a page comes instead".to_owned());
    }
    if !hash_fits(hash, &answer.body) {
        add("file_changed", "not the file that its hash names; browsers refuse it".to_owned());
    }
    if is_wasm && answer.mime() != "application/wasm" {
        add("wasm_mime", format!("sent as \"{}\"", answer.mime()));
    }
    if !is_wasm && !is_javascript(answer) {
        add("script_mime", format!("sent as \"{}\"", answer.mime()));
    }
    if let Err(why) = shares(page, answer) {
        add("file_cors", why);
    }
    if answer.header("content-encoding").is_empty() && answer.body.len() > SMALL {
        add("file_unpacked", "sent without compression, at two to four times the bytes".to_owned());
    }
    if max_age(answer).is_none_or(|seconds| seconds < SHORTEST) {
        add("file_cache", "asked for again on every visit".to_owned());
    }
}

fn fix(id: &str, names: &[String]) -> String {
    match id {
        "file_cors" => format!("For everything under v/, {SHARE}"),
        "wasm_mime" => "Send .wasm files with Content-Type: application/wasm".to_owned(),
        "script_mime" => "Send .js files with Content-Type: text/javascript; charset=utf-8".to_owned(),
        "file_unpacked" => format!(
            "Turn on brotli or gzip for .js and .wasm; `motivo dist` puts {0}.br and {0}.gz beside {0}",
            names[0]
        ),
        "file_cache" => {
            "Send everything under v/ with Cache-Control: public, max-age=31536000, immutable".to_owned()
        }
        "file_changed" => {
            "Turn off minifying and rewriting for v/ at the CDN or proxy, and empty its cache".to_owned()
        }
        _ => "Put all files of this version there: upload the folder of `motivo dist` again, v/ before motivo.js, or pass /v/ on to `motivo serve`".to_owned(),
    }
}

/// The files and hashes that a script names: `"observer.js":"sha256-…"`.
fn named(script: &str) -> Vec<(String, String)> {
    let pair = |(start, _)| {
        let hash = script.get(start + 1..)?.split('"').next()?;
        let before = script.get(..start)?.trim_end().strip_suffix(':')?.trim_end();
        let name = before.strip_suffix('"')?.rsplit('"').next()?;
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        let known = name.ends_with(".js") || name.ends_with(".wasm");
        (plain && known).then(|| (name.to_owned(), hash.to_owned()))
    };
    script.match_indices("\"sha256-").filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_names_files_with_their_hashes_and_nothing_else_is_taken_for_one() {
        let script = r#"f({"observer.js":"sha256-AAA=","a_bg.wasm": "sha256-B"});x={"../up.js":"sha256-C","note":"sha256-D"};"sha256-E""#;
        let expected = [("observer.js", "sha256-AAA="), ("a_bg.wasm", "sha256-B")];
        assert_eq!(named(script), expected.map(|(name, hash)| (name.to_owned(), hash.to_owned())));
    }
}
