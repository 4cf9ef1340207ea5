//! Checks an experience's kind and the keys that only some kinds have.
//! Never lets a key stand where it would do nothing.

use super::experience::{Found, Known};
use super::json::{Check, Members, Node};
use super::step::{self, Step};
use super::suggest::or_one_of;
use motivo_core::symbols::Kind;
use std::ops::RangeInclusive;

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

/// A kind, and the step of a coach nudge.
#[derive(Clone, Copy)]
pub(super) struct Checked {
    pub(super) kind: Kind,
    /// `None` for other kinds, and when it has a mistake.
    pub(super) step: Option<Step>,
}

impl Checked {
    /// How many offers it may show; `None` if it shows none.
    fn offers(self) -> Option<RangeInclusive<u32>> {
        match (self.kind, self.step) {
            (Kind::CuratedOffer, _) => Some(1..=4),
            (_, Some(Step::Comparison)) => Some(2..=3),
            _ => None,
        }
    }

    /// Whether it shows products, which bring their own addresses and pictures.
    pub(super) fn shows_products(self) -> bool {
        self.kind == Kind::CuratedOffer
            || matches!(self.step, Some(Step::Comparison | Step::Reminder))
    }
}

/// Reads `kind` with `offers`, `action`, `step` and `captions`.
pub(super) fn kind<'a>(
    check: &mut Check<'a>,
    members: &Members<'a>,
    known: Known<'_>,
    experience: &str,
    all: &mut Found,
) -> Option<Checked> {
    let node = check.need(members, "kind", "\"kind\": \"welcome_note\"")?;
    let kind = Kind::from_id(check.word(node, &KINDS)?)?;
    if !matches!(kind, Kind::WelcomeNote | Kind::CuratedOffer | Kind::CoachNudge) {
        let what = format!("The kind \"{}\" comes with a later version.", kind.id());
        let instead = "Write one of: welcome_note, curated_offer, coach_nudge.";
        check.wrong(node, what, instead);
        return None;
    }
    let mut checked = Checked { kind, step: None };
    if kind == Kind::CoachNudge {
        let step = step::step(check, members, known);
        // With a mistake in its step, any key of a coach nudge may be right.
        let Some(step) = step else { return Some(checked) };
        all.keep(experience, "step", step.id());
        checked.step = Some(step);
    }
    own_keys(check, members, known, experience, checked, all);
    Some(checked)
}

fn own_keys<'a>(
    check: &mut Check<'a>,
    members: &Members<'a>,
    known: Known<'_>,
    experience: &str,
    checked: Checked,
    all: &mut Found,
) {
    for (key, belongs) in [
        ("offers", "\"curated_offer\", and \"coach_nudge\" with the step \"comparison\""),
        ("action", "\"curated_offer\""),
        ("step", "\"coach_nudge\""),
        ("captions", "\"coach_nudge\" with the step \"video\""),
    ] {
        let Some(node) = members.get(key) else { continue };
        let value = match (key, checked.kind, checked.step) {
            ("offers", ..) if let Some(range) = checked.offers() => {
                check.whole(node, range).map(|count| count.to_string())
            }
            ("action", Kind::CuratedOffer, _) => {
                action(check, node, known.actions).map(str::to_owned)
            }
            ("step", Kind::CoachNudge, _) => continue,
            ("captions", _, Some(Step::Video)) => step::captions(check, node).map(str::to_owned),
            _ => {
                let what = format!("\"{key}\" does nothing here.");
                check.wrong(node, what, format!("Leave it out; it is for {belongs}."));
                None
            }
        };
        if let Some(value) = value {
            all.keep(experience, key, value);
        }
    }
}

/// A reference to one of the actions.
fn action<'a>(check: &mut Check<'a>, node: &Node<'a>, known: &[&str]) -> Option<&'a str> {
    let id = check.text(node, 32)?;
    if known.contains(&id) {
        return Some(id);
    }
    let instead = match known {
        [] => "List it in /actions: {\"id\": \"cart\", \"event\": \"shop:add\"}.".to_owned(),
        known => or_one_of(id, known),
    };
    check.wrong(node, format!("No action is called \"{id}\"."), instead);
    None
}
