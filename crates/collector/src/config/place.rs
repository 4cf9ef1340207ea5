//! Checks where an experience appears, and what that place needs.
//! Never decides whether a page has the place; only the page knows.

use super::experience::Found;
use super::json::{Check, Members};
use super::selector;
use motivo_core::symbols::Place;

/// Reads `place` with `near` and `slot`.
pub(super) fn place<'a>(
    check: &mut Check<'a>,
    members: &Members<'a>,
    experience: &str,
    all: &mut Found,
) -> Option<Place> {
    let node = check.need(members, "place", "\"place\": \"toast\"");
    let place = node.and_then(|node| check.word(node, &["toast", "popover", "inline"]));
    let place = place.and_then(Place::from_id);
    for (key, belongs) in [("near", Place::Popover), ("slot", Place::Inline)] {
        let Some(node) = members.get(key) else { continue };
        if place.is_some_and(|place| place != belongs) {
            let what = format!("\"{key}\" only belongs to the place \"{}\".", belongs.id());
            let instead = format!("Leave it out, or write \"place\": \"{}\".", belongs.id());
            check.wrong(node, what, instead);
        } else if let Some(selector) = selector::read(check, node) {
            all.keep(experience, key, selector);
        }
    }
    if place == Some(Place::Popover) && members.get("near").is_none() {
        let what = "A popover stands beside something, and nothing says beside what.";
        check.wrong(&members.node, what, "Add \"near\": \"#size-guide\".");
    }
    place
}
