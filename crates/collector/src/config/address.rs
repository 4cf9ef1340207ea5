//! Whether an address may stand in a config: on the shop's own site, or http(s).
//! Never a script, a data URL or credentials.

use super::json::{Check, Node};

/// The address of a link, picture or file; `None` after a mistake.
pub(super) fn read<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<&'a str> {
    let address = check.text(node, 500)?;
    if let Some(mistake) = mistake(address) {
        let instead = "Write a path of your shop (\"/category\") or an https:// address.";
        check.wrong(node, format!("The address cannot be used: {mistake}."), instead);
        return None;
    }
    Some(address)
}

/// A pattern for the path of pages; `None` after a mistake.
pub(super) fn pattern<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<&'a str> {
    let pattern = check.text(node, 300)?;
    if let Some(mistake) = pattern_mistake(pattern) {
        let what = format!("The pattern cannot be right: {mistake}.");
        check.wrong(node, what, "Write a path with * for anything: \"/category/*\".");
        return None;
    }
    Some(pattern)
}

/// Whether an address names its host, so that it may be on another site.
pub(super) fn is_absolute(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

fn mistake(address: &str) -> Option<String> {
    if address.chars().any(|c| c.is_whitespace() || c == '\\' || c == '"' || c == '<') {
        return Some("it holds a space, a quote or another sign that addresses do not have".into());
    }
    let lower = address.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) {
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        return match host {
            "" => Some("no host follows".into()),
            host if host.contains('@') => Some("it holds a user name".into()),
            _ => None,
        };
    }
    if lower.starts_with("//") {
        return Some("it starts with // and leads to another site without saying how".into());
    }
    let scheme = lower.split(['/', '?', '#']).next().and_then(|head| head.split_once(':'));
    scheme.map(|(scheme, _)| format!("\"{scheme}:\" is not allowed"))
}

fn pattern_mistake(pattern: &str) -> Option<&'static str> {
    if !pattern.starts_with(['/', '*']) {
        return Some("a path starts with / (or * for anything)");
    }
    if pattern.contains(['?', '#']) {
        return Some("only the path counts, not what follows ? or #");
    }
    pattern.chars().any(char::is_whitespace).then_some("a path has no spaces")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_the_shop_and_http_addresses_are_right() {
        for address in ["/a", "category.html", "?a=b:c", "#top", "https://shop.example/x?y=http:"] {
            assert_eq!(mistake(address), None, "{address}");
        }
        for pattern in ["/shop/*", "*/product-jacket.html", "*"] {
            assert_eq!(pattern_mistake(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn scripts_and_riddles_are_wrong() {
        for (address, what) in [
            ("javascript:alert(1)", "\"javascript:\" is not allowed"),
            ("JavaScript:alert(1)", "\"javascript:\" is not allowed"),
            ("data:text/html,x", "\"data:\" is not allowed"),
            ("https:///x", "no host follows"),
            ("https://a@b/", "it holds a user name"),
        ] {
            assert_eq!(mistake(address).as_deref(), Some(what), "{address}");
        }
        assert!(mistake("java\tscript:x").is_some());
        assert!(mistake("//elsewhere.example").is_some());
        assert!(pattern_mistake("https://shop.example/").is_some());
    }
}
