//! Checks the experiences: what is shown, where, to whom, and the owner's words.
//! Never lets an experience through without a neutral variant, or with unfair words.

use super::catalogue::{self, LOCALES};
use super::fairness::unfair;
use super::json::{Check, Members, Node};
use super::match_rule::known_motivator;
use super::settings::link;
use super::{Link, Text};
use motivo_core::motivator::Motivators;
use motivo_core::plan::Experience;
use motivo_core::policy::Variant;
use motivo_core::symbols::{Kind, Place};

const KINDS: [&str; 8] = [
    "welcome_note",
    "curated_offer",
    "coach_nudge",
    "desire_response",
    "automatic_execution",
    "arrival",
    "recovery",
    "pulse",
];

/// Evidence before an experience may appear, when the owner does not say: exposures with a response.
const EVIDENCE: u8 = 4;

/// Stands for a motivator with a mistake while its variant's words are still checked.
const UNKNOWN: u8 = u8::MAX;

/// The experiences with all their words and links.
#[derive(Default)]
pub(super) struct Found {
    pub(super) experiences: Vec<Experience>,
    pub(super) texts: Vec<Text>,
    pub(super) links: Vec<Link>,
}

/// Checks the list of experiences.
pub(super) fn experiences<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    motivators: Option<&Motivators>,
) -> Found {
    let mut all = Found::default();
    let nodes = check.list(node).unwrap_or_default();
    if nodes.is_empty() {
        let instead = "Add {\"id\": \"welcome\", \"kind\": \"welcome_note\", \"place\": \"toast\", \"variants\": [{\"motivator\": \"neutral\"}]}.";
        check.wrong(node, "No experience is listed, so nothing is ever shown.", instead);
    }
    for node in &nodes {
        let Some(found) = experience(check, node, motivators, &mut all) else { continue };
        if all.experiences.iter().any(|other| other.id == found.id) {
            let what = format!("A second experience is called \"{}\".", found.id);
            check.wrong(node, what, "Give it an id of its own.");
        }
        all.experiences.push(found);
    }
    all
}

fn experience<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    motivators: Option<&Motivators>,
    all: &mut Found,
) -> Option<Experience> {
    let members = check.object(node, &["id", "kind", "place", "when", "variants"])?;
    let id = check.need(&members, "id", "\"id\": \"welcome\"").cloned();
    let id = id.and_then(|node| name(check, &node));
    let kind = kind(check, &members);
    let place = check.need(&members, "place", "\"place\": \"toast\"").cloned();
    let place = place.and_then(|node| check.word(&node, &["toast", "popover", "inline"]));
    let evidence = evidence(check, &members);
    let instead = "\"variants\": [{\"motivator\": \"neutral\"}]";
    let variants = check.need(&members, "variants", instead).cloned();
    let known = id.unwrap_or("");
    let variants = variants.map(|node| offers(check, &node, motivators, known, all));
    Some(Experience {
        id: id?.to_owned(),
        kind: kind?,
        place: place.and_then(Place::from_id)?,
        evidence,
        phases: 7,
        variants: variants?,
    })
}

fn name<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<&'a str> {
    let id = check.text(node, 32)?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    if id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(plain) {
        return Some(id);
    }
    let instead = "Use 1 to 32 of a-z, 0-9, _ and -, starting with a letter.";
    check.wrong(node, format!("\"{id}\" cannot name an experience."), instead);
    None
}

fn kind<'a>(check: &mut Check<'a>, members: &Members<'a>) -> Option<Kind> {
    let node = check.need(members, "kind", "\"kind\": \"welcome_note\"")?;
    let kind = Kind::from_id(check.word(node, &KINDS)?)?;
    if kind != Kind::WelcomeNote {
        let what = format!("The kind \"{}\" comes with a later version.", kind.id());
        check.wrong(node, what, "Write \"welcome_note\" for now.");
        return None;
    }
    Some(kind)
}

fn evidence<'a>(check: &mut Check<'a>, members: &Members<'a>) -> u8 {
    let when = members.get("when").and_then(|node| check.object(node, &["evidence"]));
    let evidence = when.as_ref().and_then(|when| when.get("evidence"));
    evidence
        .and_then(|node| check.whole(node, 1..=50))
        .and_then(|number| u8::try_from(number).ok())
        .unwrap_or(EVIDENCE)
}

/// The variants, neutral first.
fn offers<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    motivators: Option<&Motivators>,
    experience: &str,
    all: &mut Found,
) -> Vec<Variant> {
    let mut offers: Vec<Variant> = Vec::new();
    let mut unread = false;
    for node in &check.list(node).unwrap_or_default() {
        let Some(found) = offer(check, node, motivators, experience, all) else {
            unread = true;
            continue;
        };
        if offers.contains(&found) {
            let what = "A second variant speaks to the same motivator.";
            check.wrong(node, what, "Keep one of them.");
        }
        offers.push(found);
    }
    let neutral = offers.contains(&Variant::Neutral);
    if !neutral && !unread {
        let what = "There is no neutral variant, for shoppers of whom nothing is known.";
        check.wrong(node, what, "Add {\"motivator\": \"neutral\", \"href\": \"/\"}.");
    }
    offers.sort_unstable();
    offers
}

fn offer<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    motivators: Option<&Motivators>,
    experience: &str,
    all: &mut Found,
) -> Option<Variant> {
    let members = check.object(node, &["motivator", "href", "image", "text"])?;
    let href = members.get("href").and_then(|node| link(check, node)).unwrap_or("");
    let image = members.get("image").and_then(|node| link(check, node)).unwrap_or("");
    let node = check.need(&members, "motivator", "\"motivator\": \"neutral\"")?;
    let id = check.text(node, 24)?;
    let variant = match id {
        "neutral" => Variant::Neutral,
        id => Variant::Motivator(known_motivator(check, node, id, motivators).unwrap_or(UNKNOWN)),
    };
    match members.get("text") {
        Some(node) => {
            let has_link = members.get("href").is_some();
            let read = words(check, node, id, has_link);
            all.texts.extend(
                read.into_iter().map(|text| Text { experience: experience.into(), ..text }),
            );
        }
        None if variant != Variant::Motivator(UNKNOWN)
            && !catalogue::all()[0].texts.contains_key(&format!("welcome_note.{id}.title")) =>
        {
            let what = format!("There are no built-in words for \"{id}\".");
            let instead =
                "Add \"text\": {\"en\": {\"title\": \"…\", \"body\": \"…\", \"action\": \"…\"}}.";
            check.wrong(node, what, instead);
        }
        None => {}
    }
    if variant == Variant::Motivator(UNKNOWN) {
        return None;
    }
    let (experience, href, image) = (experience.into(), href.into(), image.into());
    all.links.push(Link { experience, variant: id.into(), href, image });
    Some(variant)
}

/// The owner's words of a variant, by locale.
fn words<'a>(check: &mut Check<'a>, node: &Node<'a>, variant: &str, has_link: bool) -> Vec<Text> {
    let mut list = Vec::new();
    let Some(locales) = check.object(node, &LOCALES) else { return list };
    if locales.iter().next().is_none() {
        let instead = "Add \"en\": {\"title\": \"…\", \"body\": \"…\"}, or leave \"text\" out.";
        check.wrong(node, "No language is here.", instead);
    }
    for locale in LOCALES {
        let Some(node) = locales.get(locale) else { continue };
        let Some(members) = check.object(node, &["title", "body", "action"]) else { continue };
        let mut fair = |key: &str, max: usize| {
            let node = members.get(key)?;
            let text = check.text(node, max)?;
            if let Some((found, why, instead)) = unfair(text, variant != "neutral") {
                check.wrong(node, format!("\"{found}\" is refused: {why}."), instead);
            }
            Some(text.to_owned())
        };
        let (title, body, action) = (fair("title", 80), fair("body", 280), fair("action", 40));
        for (key, instead) in [("title", "\"title\": \"…\""), ("body", "\"body\": \"…\"")] {
            check.need(&members, key, instead);
        }
        if has_link && members.get("action").is_none() {
            let what = "\"action\" is missing, and without it \"href\" has no button.";
            check.wrong(node, what, "Add \"action\": \"…\".");
        } else if !has_link && let Some(action) = members.get("action") {
            let instead = "Add \"href\" beside \"text\", or leave \"action\" out.";
            check.wrong(action, "This button leads nowhere.", instead);
        }
        let (Some(title), Some(body)) = (title, body) else { continue };
        let (experience, variant) = (String::new(), variant.to_owned());
        list.push(Text { experience, variant, locale, title, body, action });
    }
    list
}
