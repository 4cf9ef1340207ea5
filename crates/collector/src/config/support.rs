//! Checks how a shopper reaches a person.
//! Never checks that somebody answers.

use super::address;
use super::json::{Check, Members};
use super::localized::Localized;
use std::collections::BTreeMap;

/// Reads `support`; keeps each part under its key of the message file.
pub(super) fn support<'a>(
    check: &mut Check<'a>,
    members: &Members<'a>,
    extras: &mut BTreeMap<String, Localized>,
) {
    let node = members.get("support");
    let support = node.and_then(|node| check.object(node, &["email", "phone", "url"]));
    let Some(support) = support else { return };
    if let Some(url) = support.get("url").and_then(|node| address::read(check, node)) {
        extras.insert("support.url".into(), url.into());
    }
    if let Some(node) = support.get("email")
        && let Some(email) = check.text(node, 200)
    {
        let parts = email.split_once('@');
        if !parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) {
            let what = format!("\"{email}\" is no e-mail address.");
            check.wrong(node, what, "Write name@shop.example.");
        }
        extras.insert("support.email".into(), email.into());
    }
    if let Some(node) = support.get("phone")
        && let Some(phone) = check.text(node, 40)
    {
        if !phone.chars().all(|c| c.is_ascii_digit() || "+ -()/.".contains(c)) {
            check.wrong(node, format!("\"{phone}\" is no phone number."), "Write +49 30 1234567.");
        }
        extras.insert("support.phone".into(), phone.into());
    }
}
