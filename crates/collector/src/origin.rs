//! Which pages may send records for a storefront.
//! Never guards against forgery: whoever is no browser can claim any origin.

use crate::error::Error;
use std::collections::BTreeMap;

/// The allowed origins by storefront. A storefront without any accepts pages from this machine.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins(BTreeMap<String, Vec<String>>);

impl Origins {
    /// Takes `KEY=URL` for storefronts that are served.
    pub(crate) fn parse(pairs: &[String], served: &[&str]) -> Result<Self, Error> {
        let mut origins: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for pair in pairs {
            let wrong = || Error::Origin { pair: pair.clone(), served: served.join(", ") };
            let (key, url) = pair.split_once('=').ok_or_else(wrong)?;
            let origin = normal(url).filter(|_| served.contains(&key)).ok_or_else(wrong)?;
            origins.entry(key.to_owned()).or_default().push(origin);
        }
        Ok(Self(origins))
    }

    /// Whether a page of this origin may send for this storefront.
    /// Without an `Origin` header it is no page, and the list is not about it.
    pub(crate) fn allow(&self, storefront: &str, origin: Option<&str>) -> bool {
        let Some(origin) = origin else { return true };
        match self.0.get(storefront) {
            Some(list) => list.iter().any(|allowed| allowed == origin),
            None => is_loopback(origin),
        }
    }
}

/// `scheme://host[:port]` in lower case, if the URL is only that.
fn normal(url: &str) -> Option<String> {
    let url = url.trim_end_matches('/').to_ascii_lowercase();
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
    (!host.is_empty() && host.chars().all(plain)).then_some(url)
}

pub(crate) fn is_loopback(origin: &str) -> bool {
    let Some((_, host)) = origin.split_once("://") else { return false };
    if host == "[::1]" || host.starts_with("[::1]:") {
        return true;
    }
    let name = host.split(':').next().unwrap_or("");
    let address = name.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback());
    address || name == "localhost" || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins(pairs: &[&str]) -> Result<Origins, Error> {
        let pairs: Vec<String> = pairs.iter().map(|pair| (*pair).to_owned()).collect();
        Origins::parse(&pairs, &["shop"])
    }

    #[test]
    fn without_a_list_only_this_machine_may_send() {
        let none = Origins::default();
        for origin in
            ["http://127.0.0.1:8080", "http://localhost", "http://[::1]:3", "https://a.localhost:1"]
        {
            assert!(none.allow("shop", Some(origin)), "{origin}");
        }
        for origin in [
            "https://shop.example",
            "null",
            "http://localhost.evil.example",
            "http://127.0.0.1.evil.example",
            "http://[::1].evil.example",
        ] {
            assert!(!none.allow("shop", Some(origin)), "{origin}");
        }
    }

    #[test]
    fn a_list_is_exact_and_ends_the_exception_for_this_machine() {
        let listed = origins(&["shop=https://Shop.example/"]).expect("a good pair");
        assert!(listed.allow("shop", Some("https://shop.example")));
        assert!(!listed.allow("shop", Some("http://shop.example")));
        assert!(!listed.allow("shop", Some("http://localhost")));
        assert!(listed.allow("shop", None));
    }

    #[test]
    fn a_pair_that_cannot_be_meant_is_refused() {
        for pair in [
            "shop",
            "shop=",
            "shop=shop.example",
            "other=https://a.example",
            "shop=https://a.example/x",
        ] {
            let error = origins(&[pair]).expect_err(pair).to_string();
            let told = format!("--origin {pair}: write KEY=URL, KEY one of shop, URL with http");
            assert!(error.starts_with(&told), "{error}");
        }
    }
}
