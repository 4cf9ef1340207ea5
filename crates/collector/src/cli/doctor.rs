//! `motivo doctor`: looks at a shop's page, and says what of the installation to change.
//! Never changes anything itself; exit status 1 when something is to be changed.

use super::print;
use crate::doctor::{self, Report};
use crate::error::Error;
use crate::origin::is_loopback;
use std::fmt::Write as _;
use url::Url;

/// What to look at.
#[derive(clap::Args)]
pub(super) struct Options {
    /// A page of the shop, as a shopper's browser would ask for it
    url: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Looks and says what it found.
pub(super) fn doctor(options: &Options) -> Result<(), Error> {
    let url = address(&options.url).ok_or_else(|| Error::Address(options.url.clone()))?;
    let report = doctor::examine(&url);
    let ok = report.findings.is_empty();
    if options.json {
        let mut json = serde_json::to_value(&report).expect("texts and lists");
        json["ok"] = ok.into();
        print(&format!("{json}\n"));
    } else {
        print(&text(&report));
    }
    let count = match report.findings.len() {
        0 => return Ok(()),
        1 => "1 thing".to_owned(),
        n => format!("{n} things"),
    };
    Err(Error::Findings { url: report.url.clone(), count })
}

/// An address; a bare host is meant as https, and this machine as http.
fn address(text: &str) -> Option<Url> {
    let host = text.split('/').next().unwrap_or_default();
    let scheme = if is_loopback(&format!("http://{host}")) { "http" } else { "https" };
    let text = if text.contains("://") { text.to_owned() } else { format!("{scheme}://{text}") };
    let url = Url::parse(&text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

fn text(report: &Report) -> String {
    let mut text = String::new();
    if report.findings.is_empty() {
        let _ = writeln!(text, "{} is fine.", report.url);
    }
    for finding in &report.findings {
        let _ = writeln!(
            text,
            "{}\n  where   {}\n  change  {}\n  ({})\n",
            finding.what, finding.place, finding.fix, finding.id
        );
    }
    for (name, value) in [("storefront", &report.storefront), ("version", &report.version)] {
        if let Some(value) = value {
            let _ = writeln!(text, "  {name:<12}{value}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_host_is_meant_as_https_and_a_path_is_no_address() {
        assert_eq!(address("shop.example").map(String::from), Some("https://shop.example/".into()));
        assert_eq!(
            address("http://a.example/b").map(String::from),
            Some("http://a.example/b".into())
        );
        assert_eq!(
            address("127.0.0.1:8788/a").map(String::from),
            Some("http://127.0.0.1:8788/a".into())
        );
        assert_eq!(address("file:///etc/passwd"), None);
        assert_eq!(address(""), None);
    }
}
