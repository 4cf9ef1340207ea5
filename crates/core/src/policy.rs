//! What is drawn at a decision moment, and the words for it: holdout, kind, variant, tickets.
//! Pure: every random draw is an argument; never sees the page, never touches a price.
//!
//! | file | idea |
//! | --- | --- |
//! | [`counts`] | what records say of an arm |
//! | [`value`] | what an arm would earn: one draw from what is expected and what is known |
//! | [`choice`] | the arms of a moment, and the draw among them by 20 tickets |

pub mod choice;
pub mod counts;
mod value;

pub use choice::{Candidate, Choice, Drawn, decide};
pub use counts::{Counts, Learned};

use crate::random::{Draw, below};
use crate::record::push_number;
use crate::symbols::{Kind, Phase};
use alloc::string::String;

/// Tickets in a draw.
pub const TICKETS: u8 = 20;

/// A propensity in twentieths, 1..=20.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tickets(u8);

impl Tickets {
    /// One ticket.
    pub const LEAST: Self = Self(1);
    /// All tickets: the only arm.
    pub const ALL: Self = Self(TICKETS);

    /// Clamps to 1..=20.
    #[must_use]
    pub fn new(tickets: u8) -> Self {
        Self(tickets.clamp(1, TICKETS))
    }

    /// The number of tickets, 1..=20.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

/// The wording of an experience.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variant {
    /// Speaks to everybody.
    Neutral,
    /// Speaks to one motivator, by index.
    Motivator(u8),
}

impl Variant {
    /// The chance that its motivator is the primary one; 0 for neutral.
    pub(crate) fn chance(self, belief: &[f32]) -> f32 {
        match self {
            Self::Neutral => 0.0,
            Self::Motivator(index) => belief.get(usize::from(index)).copied().unwrap_or(0.0),
        }
    }
}

/// What can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arm {
    /// Show nothing; always eligible.
    Nothing,
    /// Show a kind in a variant.
    Show(Kind, Variant),
}

impl Arm {
    /// Reads `nothing`, `welcome_note/neutral` or `welcome_note/5`.
    ///
    /// # Errors
    /// Gives back what cannot be read.
    pub fn from_id(id: &str) -> Result<Self, &str> {
        if id == "nothing" {
            return Ok(Self::Nothing);
        }
        let (kind, variant) = id.split_once('/').ok_or(id)?;
        let kind = Kind::from_id(kind).ok_or(id)?;
        let variant = match variant {
            "neutral" => Variant::Neutral,
            index => Variant::Motivator(crate::decode::parse_motivator(index).ok_or(id)?),
        };
        Ok(Self::Show(kind, variant))
    }

    /// Whether it shows this kind.
    #[must_use]
    pub fn is(self, kind: Kind) -> bool {
        matches!(self, Self::Show(shown, _) if shown == kind)
    }

    /// Appends what [`Arm::from_id`] reads.
    pub fn push_id(self, text: &mut String) {
        let Self::Show(kind, variant) = self else {
            text.push_str("nothing");
            return;
        };
        text.push_str(kind.id());
        text.push('/');
        match variant {
            Variant::Neutral => text.push_str("neutral"),
            Variant::Motivator(index) => push_number(text, index.into()),
        }
    }
}

/// A drawn arm with everything an unbiased estimate needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Version of the policy file; 0 is the built-in policy.
    pub policy: u32,
    /// Likeliest motivator, `None` when the belief abstains.
    pub motivator: Option<u8>,
    /// Phase of the purchase.
    pub phase: Phase,
    /// What was drawn.
    pub arm: Arm,
    /// Drawn for a holdout shopper, who is shown nothing.
    pub holdout: bool,
    /// Propensity of the kind.
    pub kind: Tickets,
    /// Propensity of the variant given the kind.
    pub variant: Tickets,
}

/// Draws the holdout: `permille` of shoppers are shown nothing.
pub fn draw_holdout(permille: u16, draw: Draw<'_>) -> bool {
    below(1000, draw) < u32::from(permille)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SplitMix;

    #[test]
    fn one_shopper_in_ten_is_held_out() {
        let mut random = SplitMix::new(9);
        let held = (0..20_000).filter(|_| draw_holdout(100, &mut || random.next())).count();
        // 4 standard errors of a binomial of 20,000 at .1.
        assert!((1_830..2_170).contains(&held), "{held}");
        assert!(!(0..1_000).any(|_| draw_holdout(0, &mut || random.next())));
    }
}
