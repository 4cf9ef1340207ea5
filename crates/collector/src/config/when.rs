//! Checks when an experience may appear: after how much evidence, on which pages, in which phases.
//! Never widens the manners; what is written here only narrows them.

use super::address;
use super::experience::Found;
use super::json::{Check, Node};
use motivo_core::symbols::Phase;

/// Evidence before an experience may appear, when the owner does not say: exposures with a response.
const EVIDENCE: u8 = 4;

/// All phases, a bit each.
const EVERY_PHASE: u8 = 7;

/// What the plan holds of it.
pub(super) struct When {
    /// Pieces of evidence, 1..=50.
    pub(super) evidence: u8,
    /// A bit per phase, 1..=7.
    pub(super) phases: u8,
}

/// Reads `when`, with its defaults.
pub(super) fn when<'a>(
    check: &mut Check<'a>,
    node: Option<&Node<'a>>,
    experience: &str,
    all: &mut Found,
) -> When {
    let mut when = When { evidence: EVIDENCE, phases: EVERY_PHASE };
    let members = node.and_then(|node| check.object(node, &["evidence", "url", "phases"]));
    let Some(members) = members else { return when };
    if let Some(number) = members.get("evidence").and_then(|node| check.whole(node, 1..=50)) {
        when.evidence = number as u8;
    }
    if let Some(url) = members.get("url").and_then(|node| address::pattern(check, node)) {
        all.keep(experience, "url", url);
    }
    if let Some(phases) = members.get("phases").and_then(|node| phases(check, node)) {
        when.phases = phases;
    }
    when
}

fn phases<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<u8> {
    let nodes = check.list(node)?;
    if nodes.is_empty() {
        let instead = "Name one of recognize, request, respond, or leave \"phases\" out for all.";
        check.wrong(node, "No phase is named, so this never appears.", instead);
    }
    let mut bits = 0;
    for node in &nodes {
        let word = check.word(node, &["recognize", "request", "respond"]);
        let Some(phase) = word.and_then(Phase::from_id) else { continue };
        let bit = 1 << phase as u8;
        if bits & bit != 0 {
            check.wrong(node, format!("\"{}\" is here twice.", phase.id()), "Keep one of them.");
        }
        bits |= bit;
    }
    (bits != 0).then_some(bits)
}
