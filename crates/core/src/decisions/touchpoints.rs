//! Which touchpoints a visit met, and the records of eight of them.
//! Never tells one that was not drawn, and draws before it looks at what was met.
//!
//! What is told are changes: how the visit stands now beside how it stood when it told last. So sums
//! of products stay additive, and a sum over a visit's records is what its last state says.

use super::Decisions;
use super::told::{CONVERSION, TOUCHPOINTS, Told};
use crate::digits::{Digits, push};
use crate::plan::Reward;
use crate::random::{Draw, below};
use crate::record::{Body, State, Touchpoints};
use crate::symbols::{Connected, Phase};
use crate::touchpoint::{DRAWN, MAX};
use alloc::string::String;

/// Groups of 6 touchpoints.
const GROUPS: usize = MAX.div_ceil(6) as usize;
/// Records after which nothing more counts as met, so that a long visit stays a few records.
const ENOUGH: usize = 4;

/// What a visit met, and of which touchpoints it tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Met {
    /// A bit for each touchpoint, six in a number.
    seen: [u8; GROUPS],
    /// Places in the storefront's list, ascending; all 0 before they are drawn.
    drawn: [u8; DRAWN],
}

impl Met {
    pub(super) fn drawn(&self) -> [u8; DRAWN] {
        self.drawn
    }

    fn is_drawn(&self) -> bool {
        self.drawn.iter().any(|place| *place > 0)
    }

    /// A bit for each of the eight.
    fn seen(&self) -> u8 {
        let bit = |place: &u8| {
            let group = self.seen.get(usize::from(place / 6)).copied().unwrap_or(0);
            group >> (place % 6) & 1
        };
        self.drawn.iter().rev().fold(0, |bits, place| bits << 1 | bit(place))
    }

    pub(super) fn encode(&self, text: &mut String) {
        self.seen.iter().for_each(|group| push(text, (*group).into(), 1));
        self.drawn.iter().for_each(|place| push(text, (*place).into(), 2));
    }

    pub(super) fn decode(digits: &mut Digits<'_>) -> Option<Self> {
        let mut met = Self::default();
        for group in &mut met.seen {
            *group = digits.small(63)?;
        }
        let mut least = 0;
        for place in &mut met.drawn {
            let next = digits.next(2)?;
            *place = u8::try_from(next).ok().filter(|place| *place < MAX && *place >= least)?;
            least = *place;
        }
        Some(met)
    }
}

impl Decisions {
    /// Takes a touchpoint, by its place in the storefront's list, that the shopper met.
    pub fn saw(&mut self, touchpoint: u8) {
        if self.count(TOUCHPOINTS) < ENOUGH
            && let Some(group) = self.met.seen.get_mut(usize::from(touchpoint / 6))
        {
            *group |= 1 << (touchpoint % 6);
        }
    }

    /// Draws the eight of this many touchpoints that the visit tells of, once a visit.
    pub fn draw_touchpoints(&mut self, touchpoints: u8, draw: Draw<'_>) {
        let (touchpoints, mut missing) = (touchpoints.min(MAX), DRAWN as u8);
        if self.met.is_drawn() || touchpoints < missing {
            return;
        }
        let mut places = self.met.drawn.iter_mut();
        for place in 0..touchpoints {
            // Each of those that are left, as likely as any other of them.
            if below((touchpoints - place).into(), draw) < missing.into()
                && let Some(next) = places.next()
            {
                *next = place;
                missing -= 1;
            }
        }
    }

    /// Tells how the visit stands, for when a page is left; `None` when nothing changed since it was
    /// told, or nothing was drawn yet.
    pub fn leave(&mut self, phase: Phase, reward: &Reward) -> Option<Body> {
        let last = self.told.iter().rev().find(|told| told.is(TOUCHPOINTS));
        let (before, after) = (last.and_then(Told::after), self.state(reward));
        if !self.met.is_drawn() || before == Some(after) {
            return None;
        }
        self.tell(Body::Touchpoints(Touchpoints { drawn: self.met.drawn, phase, before, after }))
    }

    fn state(&self, reward: &Reward) -> State {
        let order = self.told.iter().find(|told| told.is(CONVERSION));
        State {
            seen: self.met.seen(),
            converted: order.is_some(),
            revenue: order.map_or(0, Told::revenue),
            reward: self.reward(reward, None),
            connected: Connected::Unasked,
        }
    }
}
