//! Checks what Motivo may do in the shop's page: an event for the shop's script, or a form it posts.
//! Never lets an order or a payment be placed: that is the shopper's own click.

use super::json::{Check, Members, Node};
use super::localized::Localized;
use super::name;
use std::collections::BTreeMap;

/// The most actions, and the most fields of one.
const MAX: usize = 10;
const MAX_FIELDS: usize = 20;

/// Parts of addresses and events that buy. Cart and basket are not among them.
const BUYS: [&str; 8] =
    ["checkout", "order", "pay", "purchase", "bestell", "kasse", "commande", "paiement"];

/// Reads `actions`; keeps them under their keys of the message file, and gives their ids.
pub(super) fn actions<'a>(
    check: &mut Check<'a>,
    node: Option<&Node<'a>>,
    extras: &mut BTreeMap<String, Localized>,
) -> Vec<&'a str> {
    let nodes = node.and_then(|node| check.list(node)).unwrap_or_default();
    if let Some(first) = nodes.get(MAX) {
        let what = format!("There are {} actions.", nodes.len());
        check.wrong(first, what, "Keep 10 at most.");
    }
    let mut ids = Vec::new();
    for node in &nodes {
        let known = ["id", "event", "post", "fields", "token"];
        let Some(members) = check.object(node, &known) else { continue };
        let id = check.need(&members, "id", "\"id\": \"cart\"");
        let id = id.and_then(|node| name::read(check, node, "an action"));
        if let Some(id) = id {
            if ids.contains(&id) {
                let what = format!("A second action is called \"{id}\".");
                check.wrong(node, what, "Give it an id of its own.");
            }
            ids.push(id);
        }
        for (part, value) in action(check, &members) {
            extras.insert(format!("action.{}.{part}", id.unwrap_or("")), value.into());
        }
    }
    ids
}

/// What an action does: `event`, or `post` with `fields` and `token`.
fn action<'a>(check: &mut Check<'a>, members: &Members<'a>) -> Vec<(&'static str, String)> {
    let mut parts = Vec::new();
    match (members.get("event"), members.get("post")) {
        (None, None) => {
            let instead = "Add \"event\": \"shop:add\" or \"post\": \"/cart/add/{id}\".";
            check.wrong(&members.node, "Nothing says what this action does.", instead);
        }
        (Some(node), None) => {
            parts.extend(event(check, node).map(|event| ("event", event.to_owned())));
            for key in ["fields", "token"] {
                let Some(node) = members.get(key) else { continue };
                let what = format!("\"{key}\" only belongs to an action with \"post\".");
                check.wrong(node, what, "Leave it out.");
            }
        }
        (None, Some(node)) => {
            parts.extend(post(check, node).map(|path| ("post", path.to_owned())));
            let fields = members.get("fields").and_then(|node| fields(check, node));
            parts.extend(fields.map(|fields| ("fields", fields)));
            let token = members.get("token").and_then(|node| token(check, node));
            parts.extend(token.map(|token| ("token", token.to_owned())));
        }
        (Some(_), Some(node)) => {
            let what = "This action has both an event and an address.";
            check.wrong(node, what, "Keep \"event\" or \"post\".");
        }
    }
    parts
}

fn event<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<&'a str> {
    let event = check.text(node, 64)?;
    let plain =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, ':' | '_' | '-');
    if !event.starts_with(|c: char| c.is_ascii_lowercase()) || !event.chars().all(plain) {
        let what = format!("\"{event}\" cannot name an event.");
        let instead = "Use 1 to 64 of a-z, 0-9, :, _ and -, starting with a letter: \"shop:add\".";
        check.wrong(node, what, instead);
        return None;
    }
    is_free(check, node, event).then_some(event)
}

fn post<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<&'a str> {
    let path = check.text(node, 300)?;
    let odd = |c: char| c.is_whitespace() || matches!(c, '\\' | '"' | '<' | '#' | '{' | '}');
    let mistake = match () {
        () if !path.starts_with('/') => Some("a path of your shop starts with /"),
        () if path.contains("//") => Some("it holds //, which can lead to another site"),
        () if path.replace("{id}", "").contains(odd) => {
            Some("only {id} may stand in braces, and a path has no spaces, quotes, \\ or #")
        }
        () => None,
    };
    if let Some(mistake) = mistake {
        let what = format!("The address cannot be used: {mistake}.");
        check.wrong(node, what, "Write \"/cart/add/{id}\"; {id} stands for the product's id.");
        return None;
    }
    is_free(check, node, path).then_some(path)
}

/// Whether an action does no buying.
fn is_free<'a>(check: &mut Check<'a>, node: &Node<'a>, text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let Some(buys) = BUYS.iter().find(|part| lower.contains(**part)) else { return true };
    let what = format!("\"{buys}\" is refused: placing an order is never automatic.");
    check.wrong(node, what, "Name what puts a product in the cart; ordering is the shopper's.");
    false
}

/// The fields as a form sends them; `{id}` stays readable, for the page to put in the product's id.
fn fields<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<String> {
    let fields = check.object(node, &[])?;
    let mut form = Vec::new();
    for (name, node) in fields.iter() {
        if !is_field(name) {
            let what = format!("\"{name}\" cannot name a field of a form.");
            check.wrong(node, what, FIELD);
        }
        let Some(value) = check.text(node, 200) else { continue };
        form.push(format!("{}={}", encode(name), encode(value)));
    }
    if form.len() > MAX_FIELDS {
        let what = format!("There are {} fields.", form.len());
        check.wrong(node, what, "Keep 20 at most.");
    }
    Some(form.join("&"))
}

const FIELD: &str = "Use 1 to 64 letters, digits and _ - . : [ ], starting with a letter or _.";

fn token<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<&'a str> {
    let name = check.text(node, 64)?;
    if !is_field(name) {
        let what = format!("\"{name}\" cannot name a field of a form.");
        check.wrong(node, what, FIELD);
        return None;
    }
    Some(name)
}

fn is_field(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.:[]".contains(c);
    name.len() <= 64
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(plain)
}

/// `application/x-www-form-urlencoded`, as <https://url.spec.whatwg.org/#urlencoded-serializing>
/// has it, but for `{id}`.
fn encode(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        b' ' => "+".to_owned(),
        byte => format!("%{byte:02X}"),
    };
    let part = |part: &str| part.bytes().map(byte).collect::<String>();
    text.split("{id}").map(part).collect::<Vec<_>>().join("{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_encoded_as_a_form_sends_them() {
        assert_eq!(encode("a b&c=ü/1*"), "a+b%26c%3D%C3%BC%2F1*");
        assert_eq!(encode("p-{id}-{x}"), "p-{id}-%7Bx%7D");
    }

    #[test]
    fn field_names_of_known_shops_are_right() {
        for name in ["csrfmiddlewaretoken", "_token", "items[0][id]", "attribute_pa-color"] {
            assert!(is_field(name), "{name}");
        }
        assert!(!is_field("") && !is_field("a b") && !is_field("1a"));
    }
}
