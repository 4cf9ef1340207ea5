//! Whether an owner's name for an experience or an action can be used as one.
//! Never a translation: a name stands in the report, in calls and in keys as it is written.

use super::json::{Check, Node};

/// A name of 1 to 32 plain letters; `of` says what it names, with its article.
pub(super) fn read<'a>(check: &mut Check<'a>, node: &Node<'a>, of: &str) -> Option<&'a str> {
    let id = check.text(node, 32)?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    if id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(plain) {
        return Some(id);
    }
    let instead = "Use 1 to 32 of a-z, 0-9, _ and -, starting with a letter.";
    check.wrong(node, format!("\"{id}\" cannot name {of}."), instead);
    None
}
