//! A Content Security Policy, and whether it lets something through (CSP level 3).
//! Never the report-only kind, and never a judgement of the policy beyond Motivo's needs.

use url::Url;

/// One policy; a page may have several, and each must agree.
pub(crate) struct Policy {
    directives: Vec<(String, Vec<String>)>,
    /// The header or tag that it stands in.
    pub(crate) place: &'static str,
}

/// What a script brings that a policy may ask for, beside its address.
#[derive(Clone, Copy, Default)]
pub(crate) struct Papers<'a> {
    pub(crate) nonce: &'a str,
    pub(crate) integrity: &'a str,
    /// Added by a script that is trusted already.
    pub(crate) by_script: bool,
}

impl Policy {
    /// All policies of a header's or a tag's text.
    pub(crate) fn all<'a>(text: &'a str, place: &'static str) -> impl Iterator<Item = Self> + 'a {
        text.split(',').map(move |policy| Self::parse(policy, place))
    }

    fn parse(text: &str, place: &'static str) -> Self {
        let mut directives: Vec<(String, Vec<String>)> = Vec::new();
        for directive in text.split(';') {
            let mut words = directive.split_ascii_whitespace().map(str::to_owned);
            let Some(name) = words.next().map(|name| name.to_ascii_lowercase()) else { continue };
            // Of two directives of one name the first counts.
            if !directives.iter().any(|(known, _)| *known == name) {
                directives.push((name, words.collect()));
            }
        }
        Self { directives, place }
    }

    /// A directive's words, if it is there.
    pub(crate) fn directive(&self, name: &str) -> Option<&[String]> {
        self.directives.iter().find(|(known, _)| known == name).map(|(_, words)| words.as_slice())
    }

    /// The first of these directives that is there; without one, nothing is forbidden.
    fn first<'a>(&self, names: &[&'a str]) -> Option<(&'a str, &[String])> {
        names.iter().find_map(|name| Some((*name, self.directive(name)?)))
    }

    /// Whether a script may be loaded.
    pub(crate) fn allows_script(&self, page: &Url, url: &Url, papers: Papers<'_>) -> bool {
        let Some((_, sources)) = self.first(&["script-src-elem", "script-src", "default-src"])
        else {
            return true;
        };
        let has = |word: &str| sources.iter().any(|source| source == word);
        let nonce = !papers.nonce.is_empty() && has(&format!("'nonce-{}'", papers.nonce));
        let mut hashes = papers.integrity.split_ascii_whitespace().peekable();
        let hash = hashes.peek().is_some() && hashes.all(|hash| has(&format!("'{hash}'")));
        if nonce || hash {
            return true;
        }
        // Under strict-dynamic addresses count for nothing.
        if sources.iter().any(|source| source.eq_ignore_ascii_case("'strict-dynamic'")) {
            return papers.by_script;
        }
        matches(sources, page, url)
    }

    /// Whether wasm may be compiled.
    pub(crate) fn allows_wasm(&self) -> bool {
        self.first(&["script-src", "default-src"]).is_none_or(|(_, sources)| {
            let allows = |word: &String| {
                ["'wasm-unsafe-eval'", "'unsafe-eval'"]
                    .contains(&word.to_ascii_lowercase().as_str())
            };
            sources.iter().any(allows)
        })
    }

    /// Whether this address may be asked and sent to.
    pub(crate) fn allows_connect(&self, page: &Url, url: &Url) -> bool {
        let found = self.first(&["connect-src", "default-src"]);
        found.is_none_or(|(_, sources)| matches(sources, page, url))
    }

    /// Whether a Trusted Types policy of this name may be made.
    pub(crate) fn allows_trusted(&self, name: &str) -> bool {
        let Some(names) = self.directive("trusted-types") else { return true };
        names.iter().any(|word| word == name || word == "*")
    }

    /// Whether scripts run at all: a sandbox may forbid it.
    pub(crate) fn allows_scripts(&self) -> bool {
        self.directive("sandbox")
            .is_none_or(|words| words.iter().any(|word| word.eq_ignore_ascii_case("allow-scripts")))
    }

    /// A directive as it should be: what counts now, and what is missing.
    pub(crate) fn with(&self, name: &str, falls_to: &[&str], missing: &[&str]) -> String {
        let mut names = vec![name];
        names.extend(falls_to);
        let (_, now) = self.first(&names).unwrap_or((name, &[]));
        let none = |word: &&str| !word.eq_ignore_ascii_case("'none'");
        let mut words: Vec<&str> = now.iter().map(String::as_str).filter(none).collect();
        for word in missing {
            if !words.contains(word) {
                words.push(word);
            }
        }
        format!("{name} {}", words.join(" "))
    }

    /// Whether addresses count for nothing.
    pub(crate) fn is_strict(&self) -> bool {
        let found = self.first(&["script-src-elem", "script-src", "default-src"]);
        found.is_some_and(|(_, words)| {
            words.iter().any(|word| word.eq_ignore_ascii_case("'strict-dynamic'"))
        })
    }
}

fn matches(sources: &[String], page: &Url, url: &Url) -> bool {
    sources.iter().any(|source| source_matches(source, page, url))
}

fn source_matches(source: &str, page: &Url, url: &Url) -> bool {
    let source = source.to_ascii_lowercase();
    match source.as_str() {
        "*" => return matches!(url.scheme(), "http" | "https" | "ws" | "wss"),
        "'self'" => {
            return page.host() == url.host()
                && same_or_safer(page.scheme(), page.port_or_known_default(), url);
        }
        keyword if keyword.starts_with('\'') => return false,
        scheme if scheme.ends_with(':') => {
            let scheme = &scheme[..scheme.len() - 1];
            return scheme == url.scheme() || (scheme == "http" && url.scheme() == "https");
        }
        _ => {}
    }
    let (scheme, rest) = match source.split_once("://") {
        Some((scheme, rest)) => (scheme, rest),
        None => (page.scheme(), source.as_str()),
    };
    let (authority, path) = match rest.find('/') {
        Some(slash) => rest.split_at(slash),
        None => (rest, ""),
    };
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let port_fits = match port {
        Some("*") => true,
        Some(port) => port.parse().ok() == url.port_or_known_default(),
        None => url.port().is_none(),
    };
    let scheme_fits = scheme == url.scheme() || (scheme == "http" && url.scheme() == "https");
    scheme_fits && host_matches(host, url) && port_fits && path_matches(path, url)
}

fn same_or_safer(scheme: &str, port: Option<u16>, url: &Url) -> bool {
    let same = scheme == url.scheme() && port == url.port_or_known_default();
    same || (scheme == "http"
        && port == Some(80)
        && url.scheme() == "https"
        && url.port().is_none())
}

fn host_matches(pattern: &str, url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    match pattern.strip_prefix('*') {
        Some(end) => host.len() > end.len() && host.ends_with(end),
        None => host == pattern,
    }
}

/// A folder's path ends with a slash; any other is one file's.
fn path_matches(pattern: &str, url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let folder = pattern.ends_with('/');
    pattern.is_empty() || path == pattern || (folder && path.starts_with(pattern))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address")
    }

    fn policy(text: &str) -> Policy {
        Policy::parse(text, "header")
    }

    #[test]
    fn an_address_matches_the_sources_that_name_it_and_no_others() {
        let (page, file) = (url("https://shop.example/"), url("https://m.shop.example/v/1/a.js"));
        for good in [
            "*",
            "https:",
            "http:",
            "m.shop.example",
            "https://m.shop.example",
            "*.shop.example",
            "https://m.shop.example/v/",
            "https://m.shop.example:443",
            "http://M.shop.example:*",
        ] {
            assert!(source_matches(good, &page, &file), "{good}");
        }
        for bad in [
            "'self'",
            "'none'",
            "shop.example",
            "*.m.shop.example",
            "https://m.shop.example/v",
            "https://m.shop.example:8443",
            "data:",
            "https://m.shop.example/w/",
        ] {
            assert!(!source_matches(bad, &page, &file), "{bad}");
        }
    }

    #[test]
    fn self_is_the_pages_own_origin_with_its_port() {
        let page = url("http://127.0.0.1:8000/");
        assert!(source_matches("'self'", &page, &url("http://127.0.0.1:8000/a.js")));
        assert!(!source_matches("'self'", &page, &url("http://127.0.0.1:8001/a.js")));
        assert!(source_matches("'self'", &url("http://a.example/"), &url("https://a.example/b")));
    }

    #[test]
    fn a_nonce_is_enough_and_under_strict_dynamic_nothing_else_is() {
        let (page, file) = (url("https://shop.example/"), url("https://m.example/motivo.js"));
        let strict = policy("script-src https: 'nonce-abc' 'strict-dynamic'");
        let papers = |nonce| Papers { nonce, ..Papers::default() };
        assert!(strict.allows_script(&page, &file, papers("abc")));
        assert!(!strict.allows_script(&page, &file, papers("xyz")));
        assert!(strict.allows_script(&page, &file, Papers { by_script: true, ..papers("") }));
        let hash = policy("script-src 'sha256-x='");
        assert!(hash.allows_script(&page, &file, Papers { integrity: "sha256-x=", ..papers("") }));
    }

    #[test]
    fn what_no_directive_names_falls_to_default_src_and_else_is_free() {
        let (page, file) = (url("https://shop.example/"), url("https://m.example/a.wasm"));
        assert!(policy("img-src 'self'").allows_connect(&page, &file));
        assert!(!policy("default-src 'self'").allows_connect(&page, &file));
        assert!(policy("default-src 'none'; connect-src m.example").allows_connect(&page, &file));
        assert!(!policy("default-src *").allows_wasm());
        assert!(policy("script-src-elem 'self'").allows_wasm());
    }

    #[test]
    fn a_mended_directive_keeps_what_counted_and_drops_none() {
        let falls = policy("default-src 'self' data:");
        assert_eq!(
            falls.with("connect-src", &["default-src"], &["m.example"]),
            "connect-src 'self' data: m.example"
        );
        let none = policy("connect-src 'none'");
        assert_eq!(none.with("connect-src", &[], &["m.example"]), "connect-src m.example");
    }

    #[test]
    fn trusted_types_list_names_or_a_star() {
        assert!(policy("require-trusted-types-for 'script'").allows_trusted("motivo"));
        assert!(policy("trusted-types a motivo").allows_trusted("motivo"));
        assert!(!policy("trusted-types 'none'").allows_trusted("motivo"));
        assert!(!policy("trusted-types").allows_trusted("motivo"));
    }
}
