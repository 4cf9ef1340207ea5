//! Checks a motivo.json from the top: all mistakes at once, in the order of the file.
//! Never returns a config with a mistake in it.

use super::experience::{Found, Known, experiences};
use super::json::{Check, Members, Node};
use super::privacy::{self, Privacy};
use super::problem::Problems;
use super::{Config, actions, file, match_rule, products, settings, support};
use motivo_core::is_storefront;
use motivo_core::model::COMMON;
use motivo_core::motivator::Motivators;
use motivo_core::plan::{Plan, Reward};
use std::collections::BTreeMap;

const KEYS: [&str; 16] = [
    "$schema",
    "v",
    "storefront",
    "motivators",
    "tags",
    "touchpoints",
    "experiences",
    "actions",
    "support",
    "feed",
    "products",
    "holdout",
    "consent",
    "privacy",
    "reward",
    "theme",
];

/// Reads an owner's config.
///
/// # Errors
/// All its mistakes, each with its place and what to write instead.
pub fn check(text: &str) -> Result<Config, Problems> {
    let example = "{\"v\": 1, \"storefront\": \"my-shop\", \"experiences\": […]}";
    file::read(text, example, top)
}

fn top<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<Config> {
    let members = check.object(node, &KEYS)?;
    if let Some(version) = check.need(&members, "v", "\"v\": 1") {
        check.whole(version, 1..=1);
    }
    let storefront = storefront(check, &members);
    let motivators = match members.get("motivators") {
        Some(node) => match_rule::motivators(check, node),
        None => Some(Motivators::default()),
    };
    let tags = match members.get("tags") {
        Some(node) => match_rule::tags(check, node, motivators.as_ref()),
        None => Vec::new(),
    };
    let mut extras = BTreeMap::new();
    let feed = products::products(check, &members, &mut extras);
    let actions = actions::actions(check, members.get("actions"), &mut extras);
    support::support(check, &members, &mut extras);
    let listed = check.need(&members, "experiences", "\"experiences\": […]");
    let known = Known { motivators: motivators.as_ref(), actions: &actions, feed };
    let mut found = match listed {
        Some(node) => experiences(check, node, known),
        None => Found::default(),
    };
    extras.append(&mut found.extras);
    let theme = settings::theme(check, members.get("theme"));
    let consent_granted = consent(check, &members);
    let (touchpoints, costs) = match members.get("touchpoints") {
        Some(node) => match_rule::touchpoints(check, node),
        None => (Vec::new(), BTreeMap::new()),
    };
    if let Some(node) = members.get("$schema") {
        check.text(node, 500);
    }
    let Privacy { mode, k, spending } = privacy::privacy(check, members.get("privacy"));
    let (reward, bounds) = match members.get("reward") {
        Some(node) => settings::reward(check, node),
        None => (Reward::default(), settings::BOUNDS),
    };
    let plan = Plan {
        mode,
        holdout: holdout(check, &members),
        reward,
        bounds,
        locales: super::catalogue::LOCALES.map(str::to_owned).to_vec(),
        strengths: COMMON,
        storefront: storefront?,
        motivators: motivators?,
        tags,
        touchpoints,
        experiences: found.experiences,
    };
    let texts = found.texts;
    Some(Config { plan, k, spending, costs, consent_granted, theme, texts, extras })
}

fn storefront<'a>(check: &mut Check<'a>, members: &Members<'a>) -> Option<String> {
    let node = check.need(members, "storefront", "\"storefront\": \"my-shop\"")?;
    let key = check.text(node, 200)?;
    if is_storefront(key) {
        return Some(key.to_owned());
    }
    let instead = "Use 1 to 32 of a-z, 0-9 and -, not starting with -; the tag's data-storefront says the same.";
    check.wrong(node, format!("\"{key}\" cannot be a storefront's key."), instead);
    None
}

/// In thousandths; default 100.
fn holdout<'a>(check: &mut Check<'a>, members: &Members<'a>) -> u16 {
    let share = members.get("holdout").and_then(|node| check.number(node, 0.0..=0.5));
    share.map_or(100, |share| (share * 1000.0).round() as u16)
}

fn consent<'a>(check: &mut Check<'a>, members: &Members<'a>) -> bool {
    let node = members.get("consent");
    node.and_then(|node| check.word(node, &["required", "granted"])) == Some("granted")
}
