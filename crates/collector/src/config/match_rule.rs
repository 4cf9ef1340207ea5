//! Checks tags and touchpoints: which content, on which pages, speaks to what.
//! Never decides whether a page has such content; only the page knows.

use super::address;
use super::forbidden::forbidden_motivator;
use super::json::{Check, Node};
use super::selector;
use super::suggest::near_miss;
use motivo_core::motivator::{self, Motivators, MotivatorsError, is_identifier};
use motivo_core::plan::{TagRule, TouchpointRule};
use motivo_core::touchpoint::{BUILT_IN, MAX};
use std::collections::BTreeMap;

/// What an owner writes instead of weights, here and in `data-motivo`.
const AUTO: &str = "auto";

/// The owner's motivators, or the default ten.
pub(super) fn motivators<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<Motivators> {
    let nodes = check.list(node)?;
    let ids: Vec<&str> = nodes.iter().map_while(|node| check.text(node, 24)).collect();
    if ids.len() < nodes.len() {
        return None;
    }
    if let Some((node, id)) = nodes.iter().zip(&ids).find(|(_, id)| forbidden_motivator(id)) {
        let what = format!(
            "\"{id}\" is not possible: distress, health, debt and minors are not targeted."
        );
        check.wrong(node, what, "Leave it out.");
        return None;
    }
    let (node, what, instead) = match Motivators::new(&ids) {
        Ok(motivators) if motivators.index(AUTO).is_none() => return Some(motivators),
        Ok(_) => {
            let list = nodes.iter().zip(&ids).find(|(_, id)| **id == AUTO);
            let node = list.map_or(node, |(node, _)| node);
            let what = format!("\"{AUTO}\" cannot name a motivator: it leaves content to the text tagger.");
            (node, what, "Use another name.".to_owned())
        }
        Err(MotivatorsError::Count(count)) => (
            node,
            format!("There are {count} motivators."),
            "List 2 to 12, or leave \"motivators\" out for the built-in ten.".to_owned(),
        ),
        Err(MotivatorsError::Identifier(index)) => (
            &nodes[index],
            format!("\"{}\" cannot name a motivator.", ids[index]),
            "Use 2 to 24 of a-z, 0-9 and _, starting with a letter; not \"neutral\" or \"abstained\"."
                .to_owned(),
        ),
        Err(MotivatorsError::Twice(index)) => {
            (&nodes[index], format!("\"{}\" is here twice.", ids[index]), "Keep one.".to_owned())
        }
    };
    check.wrong(node, what, instead);
    None
}

/// A motivator of this storefront. `None` motivators: their list has a mistake of its own, and any
/// name may be right.
pub(super) fn known_motivator<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    id: &str,
    motivators: Option<&Motivators>,
) -> Option<u8> {
    let motivators = motivators?;
    let index = motivators.index(id);
    if index.is_none() {
        let known: Vec<&str> = motivators.ids().collect();
        let instead = match near_miss(id, &known) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None if motivator::DEFAULT.contains(&id) => {
                format!("Add \"{id}\" to /motivators first.")
            }
            None => format!("Use one of: {}; or add it to /motivators.", known.join(", ")),
        };
        check.wrong(node, format!("\"{id}\" is not a motivator of this storefront."), instead);
    }
    index
}

/// The tag rules.
pub(super) fn tags<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    motivators: Option<&Motivators>,
) -> Vec<TagRule> {
    let rules = check.list(node).unwrap_or_default();
    rules.iter().filter_map(|rule| tag(check, rule, motivators)).collect()
}

fn tag<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    motivators: Option<&Motivators>,
) -> Option<TagRule> {
    let members = check.object(node, &["match", "motivators"])?;
    let place = check.need(&members, "match", "\"match\": {\"selector\": \".story\"}").cloned();
    let place = place.and_then(|place| matching(check, &place));
    let says = check.need(&members, "motivators", "\"motivators\": {\"belonging\": 0.8}")?;
    let weights = match says.is_text() {
        true => auto(check, says, motivators),
        false => weights(check, says, motivators),
    };
    let (selector, url) = place?;
    Some(TagRule { selector, url, weights: weights? })
}

/// `"auto"`: no weights, the text tagger finds them. It knows the built-in motivators only, and beside
/// others its word would always be for the ones that it knows.
fn auto<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    motivators: Option<&Motivators>,
) -> Option<Vec<(u8, u16)>> {
    if check.text(node, 24)? != AUTO {
        let instead =
            "Write weights, {\"belonging\": 0.8}, or \"auto\" to leave it to the text tagger.";
        check.wrong(node, format!("{} stands here.", node.found()), instead);
        return None;
    }
    let own = motivators?.ids().find(|id| !motivator::DEFAULT.contains(id));
    if let Some(own) = own {
        let what = format!("The text tagger does not know \"{own}\", a motivator of your own.");
        check.wrong(node, what, "Write weights, or keep to built-in motivators in /motivators.");
        return None;
    }
    Some(Vec::new())
}

fn weights<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    motivators: Option<&Motivators>,
) -> Option<Vec<(u8, u16)>> {
    let weights = check.object(node, &[])?;
    let mut list = Vec::new();
    for (id, node) in weights.iter() {
        let motivator = known_motivator(check, node, id, motivators);
        let weight = check.number(node, 0.001..=1.0);
        if let (Some(motivator), Some(weight)) = (motivator, weight) {
            list.push((motivator, (weight * 1000.0).round() as u16));
        }
    }
    if weights.iter().next().is_none() {
        check.wrong(&weights.node, "No motivator is named.", "Name one: {\"belonging\": 0.8}.");
        return None;
    }
    Some(list)
}

/// `match`: a selector, a path pattern or both.
fn matching<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<(String, String)> {
    let members = check.object(node, &["selector", "url"])?;
    let selector = members.get("selector").and_then(|node| selector::read(check, node));
    let url = members.get("url").and_then(|node| address::pattern(check, node));
    if members.get("selector").is_none() && members.get("url").is_none() {
        let instead = "Write \"selector\", \"url\" or both: {\"selector\": \".story\"}.";
        check.wrong(node, "Nothing says which content is meant.", instead);
        return None;
    }
    Some((selector.unwrap_or("").to_owned(), url.unwrap_or("").to_owned()))
}

/// Where touchpoints are found, in the markup that names them where there is no `match`, and what
/// they cost in a month.
pub(super) fn touchpoints<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
) -> (Vec<TouchpointRule>, BTreeMap<String, f64>) {
    let rules = check.list(node).unwrap_or_default();
    let mut known: Vec<&str> = BUILT_IN.to_vec();
    let (mut list, mut costs) = (Vec::new(), BTreeMap::new());
    for rule in &rules {
        let Some(members) = check.object(rule, &["match", "id", "cost"]) else { continue };
        let id = check.need(&members, "id", "\"id\": \"care_guide\"").cloned();
        let id = id.and_then(|node| touchpoint(check, &node));
        let found = match members.get("match").cloned() {
            Some(place) => matching(check, &place),
            None => id.map(|id| (format!("[data-motivo-touchpoint={id}]"), String::new())),
        };
        let cost = members.get("cost").and_then(|cost| check.number(cost, 0.0..=1e9));
        if let (Some(id), Some(cost)) = (id, cost) {
            costs.insert(id.to_owned(), cost);
        }
        if let (Some((selector, url)), Some(id)) = (found, id) {
            let place = known.iter().position(|known| *known == id).unwrap_or(known.len());
            if place == known.len() {
                known.push(id);
            }
            // More than there can be are refused below, so none of them is published.
            list.push(TouchpointRule {
                place: place.min(255) as u8,
                id: id.to_owned(),
                selector,
                url,
            });
        }
    }
    if known.len() > usize::from(MAX) {
        let what = format!(
            "There are {} touchpoints, the {} built-in ones included.",
            known.len(),
            BUILT_IN.len()
        );
        check.wrong(
            node,
            what,
            format!("Keep the {} that matter most.", usize::from(MAX) - BUILT_IN.len()),
        );
    }
    (list, costs)
}

fn touchpoint<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<&'a str> {
    let id = check.text(node, 24)?;
    if !is_identifier(id) {
        let instead = "Use 2 to 24 of a-z, 0-9 and _, starting with a letter.";
        check.wrong(node, "This cannot name a touchpoint.", instead);
        return None;
    }
    Some(id)
}
