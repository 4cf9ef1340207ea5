//! What went wrong for the shopper, and what they asked of Motivo itself, as records.
//! Never holds help back, and never tells what a word of the shopper was about.
//!
//! A visit tells two kinds of friction at most, each by the place where it was first seen, so that
//! there is room to tell what became of them: sums over places still count visits.

use super::Decisions;
use super::told::{CONTROL, FRICTION};
use crate::record::{Body, FrictionOf};
use crate::symbols::{Agency, Control, Friction, FrictionState, Phase};

/// Cells of a marginal that a visit may raise.
const CELLS: usize = 4;
/// Kinds of friction that a visit may tell.
const KINDS: usize = 2;

impl Decisions {
    /// Takes a friction, or what became of one; `None` when that was told before, is one too many,
    /// or nothing of the kind was seen.
    ///
    /// Phase and touchpoint (0..=99) are those of the first time; later steps repeat them.
    pub fn friction(
        &mut self,
        kind: Friction,
        phase: Phase,
        touchpoint: Option<u8>,
        state: FrictionState,
    ) -> Option<Body> {
        // One pass over what was told: each further one costs the page 60 B.
        let (mut steps, mut kinds, mut first) = (0, 0, None);
        for told in self.told.iter().filter(|told| told.is(FRICTION)) {
            let of = told.friction()?;
            steps += 1;
            kinds += usize::from(of.state == FrictionState::Seen);
            if of.kind == kind {
                if of.state == state {
                    return None;
                }
                first = first.or(Some(of));
            }
        }
        let is_new = first.is_none();
        let may_begin = state == FrictionState::Seen && kinds < KINDS;
        if steps >= CELLS || (is_new && !may_begin) {
            return None;
        }
        let begun = FrictionOf { kind, phase, touchpoint, state, holdout: self.holdout };
        self.tell(Body::Friction(FrictionOf { state, ..first.unwrap_or(begun) }))
    }

    /// Takes a word of the shopper about Motivo itself; `None` when the visit told it before.
    pub fn control(&mut self, what: Control) -> Option<Body> {
        if self.count(CONTROL) >= CELLS {
            return None;
        }
        self.tell(Body::Control(what))
    }

    /// Takes how much Motivo may do from now on; `None` when nothing changed or it was told before.
    pub fn allow(&mut self, agency: Agency) -> Option<Body> {
        if self.manners.agency == agency {
            return None;
        }
        self.manners.agency = agency;
        self.control(match agency {
            Agency::Answer => Control::AgencyAnswer,
            Agency::Show => Control::AgencyShow,
            Agency::Coach => Control::AgencyCoach,
            Agency::Do => Control::AgencyDo,
        })
    }
}
