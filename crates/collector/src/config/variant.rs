//! Checks the variants of an experience: whom each speaks to, and where it leads.
//! Never lets a list through without a neutral variant.

use super::experience::Found;
use super::json::{Check, Node};
use super::kind::Checked;
use super::match_rule::known_motivator;
use super::{Text, address, catalogue, localized, step, words};
use motivo_core::motivator::Motivators;
use motivo_core::policy::Variant;
use motivo_core::symbols::Kind;

/// Stands for a motivator with a mistake while its variant's words are still checked.
const UNKNOWN: u8 = u8::MAX;

/// The experience that the variants belong to.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'s> {
    pub(super) motivators: Option<&'s Motivators>,
    /// `None`: it has a mistake.
    pub(super) kind: Option<Checked>,
    pub(super) experience: &'s str,
}

/// The variants, neutral first.
pub(super) fn variants<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    speaker: Speaker<'_>,
    all: &mut Found,
) -> Vec<Variant> {
    let mut variants: Vec<Variant> = Vec::new();
    let mut unread = false;
    for node in &check.list(node).unwrap_or_default() {
        let Some(found) = variant(check, node, speaker, all) else {
            unread = true;
            continue;
        };
        if variants.contains(&found) {
            let what = "A second variant speaks to the same motivator.";
            check.wrong(node, what, "Keep one of them.");
        }
        variants.push(found);
    }
    let neutral = variants.contains(&Variant::Neutral);
    if !neutral && !unread {
        let what = "There is no neutral variant, for shoppers of whom nothing is known.";
        check.wrong(node, what, "Add {\"motivator\": \"neutral\", \"href\": \"/\"}.");
    }
    variants.sort_unstable();
    variants
}

fn variant<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    speaker: Speaker<'_>,
    all: &mut Found,
) -> Option<Variant> {
    let members = check.object(node, &["motivator", "href", "image", "text"])?;
    let step = speaker.kind.and_then(|kind| kind.step);
    if speaker.kind.is_some_and(Checked::shows_products) {
        for node in ["href", "image"].iter().filter_map(|key| members.get(key)) {
            let what = "This does nothing here: products bring their own addresses and pictures.";
            check.wrong(node, what, "Leave it out.");
        }
    }
    let href = members.get("href").and_then(|node| {
        localized::read(check, node, |check, node| match step {
            Some(step) => step::href(check, node, step),
            None => address::read(check, node),
        })
    });
    let image = members.get("image").and_then(|node| localized::read(check, node, address::read));
    let node = check.need(&members, "motivator", "\"motivator\": \"neutral\"")?;
    let id = check.text(node, 24)?;
    let variant = match id {
        "neutral" => Variant::Neutral,
        id => Variant::Motivator(
            known_motivator(check, node, id, speaker.motivators).unwrap_or(UNKNOWN),
        ),
    };
    let need = step.map_or("", step::need);
    if id == "neutral" && !need.is_empty() && members.get("href").is_none() {
        let what = "\"href\" is missing: nothing says what this step shows.";
        check.wrong(&members.node, what, format!("Add {need}."));
    }
    if members.get("text").is_some() {
        let read = words::words(check, &members, id, speaker.kind);
        let experience = speaker.experience;
        all.texts
            .extend(read.into_iter().map(|text| Text { experience: experience.into(), ..text }));
    } else if variant != Variant::Motivator(UNKNOWN) {
        built_in(check, node, speaker.kind, id);
    }
    if variant == Variant::Motivator(UNKNOWN) {
        return None;
    }
    for (part, address) in [("href", href), ("image", image)] {
        if let Some(address) = address {
            all.keep(speaker.experience, &format!("{id}.{part}"), address);
        }
    }
    Some(variant)
}

/// Without words of the owner's, there have to be built-in ones. Those of a coach nudge belong to
/// its step and speak to everybody.
fn built_in<'a>(check: &mut Check<'a>, node: &Node<'a>, kind: Option<Checked>, id: &str) {
    let Some(Checked { kind, .. }) = kind else { return };
    let key = format!("{}.{id}.title", kind.id());
    if kind == Kind::CoachNudge || catalogue::all()[0].texts.contains_key(&key) {
        return;
    }
    let what = format!("There are no built-in words for \"{id}\".");
    let instead = "Add \"text\": {\"en\": {\"title\": \"…\", \"body\": \"…\", \"action\": \"…\"}}.";
    check.wrong(node, what, instead);
}
