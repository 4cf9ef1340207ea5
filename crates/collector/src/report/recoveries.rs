//! What went wrong and what became of it, and what shoppers asked of Motivo itself.
//! Never a total over kinds: a visit may have had two.

use super::sums::Sums;
use crate::release::disclose::{Cell, Grain};
use motivo_core::symbols::{Control, Friction, FrictionState};

/// A kind of friction, each step a number of visits.
pub(super) struct Recovery {
    pub(super) kind: Friction,
    pub(super) seen: Cell,
    pub(super) answered: Cell,
    pub(super) put_right: Cell,
}

impl Recovery {
    /// The steps with their names, in the order they are taken.
    pub(super) fn steps(&self) -> [(&'static str, Cell); 3] {
        let Self { seen, answered, put_right, .. } = *self;
        [("seen", seen), ("answered", answered), ("put right", put_right)]
    }
}

/// Every kind, most seen first; what is under k stays in the order of the vocabulary.
pub(super) fn recoveries(sums: &Sums, grain: Grain) -> Vec<Recovery> {
    let visits = |kind: Friction, state: FrictionState| {
        let of = sums.keys("frictions", state.id()).filter(|(key, _)| key[0] == kind.id());
        // A visit tells a kind at one place only, so places sum to visits.
        Cell::alone(of.map(|(_, visits)| visits).sum(), grain)
    };
    let recovery = |kind: &Friction| Recovery {
        kind: *kind,
        seen: visits(*kind, FrictionState::Seen),
        answered: visits(*kind, FrictionState::Answered),
        put_right: visits(*kind, FrictionState::PutRight),
    };
    let mut list: Vec<Recovery> = Friction::ALL.iter().map(recovery).collect();
    let rank = |of: &Recovery| of.seen.printed().unwrap_or(0.0);
    list.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    list
}

/// In how many visits each thing was asked for.
pub(super) fn control(sums: &Sums, grain: Grain) -> Vec<(Control, Cell)> {
    let visits = |what: &Control| (*what, Cell::alone(sums.get("control", what.id(), "n"), grain));
    Control::ALL.iter().map(visits).collect()
}
