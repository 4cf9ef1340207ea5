//! Checks the experiences: what is shown, as what kind, where and when.
//! Never lets an experience through without a neutral variant, or with unfair words.

use super::json::{Check, Members, Node};
use super::localized::Localized;
use super::{Text, kind, name, place, variant, when};
use motivo_core::motivator::Motivators;
use motivo_core::plan::Experience;
use std::collections::BTreeMap;

/// The most experiences a storefront can have.
const MAX: usize = 32;

const KEYS: [&str; 11] = [
    "id", "kind", "place", "near", "slot", "when", "offers", "action", "step", "captions",
    "variants",
];

/// What the rest of the config offers to experiences.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    /// `None`: their list has a mistake of its own, and any motivator may be right.
    pub(super) motivators: Option<&'k Motivators>,
    /// The ids of the actions.
    pub(super) actions: &'k [&'k str],
    /// Whether there is a product feed.
    pub(super) feed: bool,
}

/// The experiences, their words, and what else the page needs of them.
#[derive(Default)]
pub(super) struct Found {
    pub(super) experiences: Vec<Experience>,
    pub(super) texts: Vec<Text>,
    /// By key of the message file.
    pub(super) extras: BTreeMap<String, Localized>,
}

impl Found {
    /// Keeps what the owner wrote about an experience: `key` is below `x.<experience>.`.
    pub(super) fn keep(&mut self, experience: &str, key: &str, value: impl Into<Localized>) {
        self.extras.insert(format!("x.{experience}.{key}"), value.into());
    }
}

/// Checks the list of experiences.
pub(super) fn experiences<'a>(check: &mut Check<'a>, node: &Node<'a>, known: Known<'_>) -> Found {
    let mut all = Found::default();
    let nodes = check.list(node).unwrap_or_default();
    if nodes.is_empty() {
        let instead = "Add {\"id\": \"welcome\", \"kind\": \"welcome_note\", \"place\": \"toast\", \"variants\": [{\"motivator\": \"neutral\"}]}.";
        check.wrong(node, "No experience is listed, so nothing is ever shown.", instead);
    }
    if let Some(first) = nodes.get(MAX) {
        let what = format!("There are {} experiences.", nodes.len());
        check.wrong(first, what, "Keep 32 at most: each one more takes longer to learn about.");
    }
    for node in &nodes {
        let Some(found) = experience(check, node, known, &mut all) else { continue };
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
    known: Known<'_>,
    all: &mut Found,
) -> Option<Experience> {
    let members = check.object(node, &KEYS)?;
    let id = check.need(&members, "id", "\"id\": \"welcome\"");
    let id = id.and_then(|node| name::read(check, node, "an experience"));
    let of = id.unwrap_or("");
    let kind = kind::kind(check, &members, known, of, all);
    let place = place::place(check, &members, of, all);
    let when = when::when(check, members.get("when"), of, all);
    let variants = variants(check, &members, known, kind, of, all);
    Some(Experience {
        id: id?.to_owned(),
        kind: kind?.kind,
        place: place?,
        evidence: when.evidence,
        phases: when.phases,
        variants: variants?,
    })
}

fn variants<'a>(
    check: &mut Check<'a>,
    members: &Members<'a>,
    known: Known<'_>,
    kind: Option<kind::Checked>,
    experience: &str,
    all: &mut Found,
) -> Option<Vec<motivo_core::policy::Variant>> {
    let node = check.need(members, "variants", "\"variants\": [{\"motivator\": \"neutral\"}]")?;
    let speaker = variant::Speaker { motivators: known.motivators, kind, experience };
    Some(variant::variants(check, node, speaker, all))
}
