//! The record of eight touchpoints, drawn at random, and of how the visit stood before and after.
//! Never tells of the others, nor when or in which order any was met.

use super::Line;
use crate::decode::{Fields, RecordError};
use crate::symbols::{Connected, Phase};
use crate::touchpoint::{DRAWN, MAX};

/// How a visit stands, with the eight touchpoints it tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touchpoints {
    /// Their places in the storefront's list, ascending, each 0..=99.
    pub drawn: [u8; DRAWN],
    /// Where in the purchase the shopper stands now.
    pub phase: Phase,
    /// As it was told last; `None` in the visit's first such record.
    pub before: Option<State>,
    /// As it is now.
    pub after: State,
}

/// How a visit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// A bit for each of the eight, the lowest for the first: it was met in this visit.
    pub seen: u8,
    /// An order came.
    pub converted: bool,
    /// Its revenue bucket, 0..=5; 0 without an order.
    pub revenue: u8,
    /// The visit's reward in twentieths, 0..=20.
    pub reward: u8,
    /// What the pulse says.
    pub connected: Connected,
}

impl State {
    /// That of a visit of which nothing is known.
    pub const NONE: Self =
        Self { seen: 0, converted: false, revenue: 0, reward: 0, connected: Connected::Unasked };

    fn decode(fields: &mut Fields<'_>) -> Result<Self, RecordError> {
        let (seen, converted) = (fields.small("seen", 0, 255)?, fields.flag("converted")?);
        Ok(Self {
            seen,
            converted,
            revenue: fields.small("revenue", 0, if converted { 5 } else { 0 })?,
            reward: fields.small("reward", 0, 20)?,
            connected: fields.symbol("connected", Connected::from_id, Connected::IDS)?,
        })
    }

    fn push(self, line: &mut Line<'_>) {
        line.number(self.seen.into()).flag(self.converted).number(self.revenue.into());
        line.number(self.reward.into()).word(self.connected.id());
    }

    /// Whether a visit that stood like this may stand like the other later.
    fn may_become(self, later: Self) -> bool {
        self.seen & !later.seen == 0 && self.converted <= later.converted && self != later
    }
}

impl Touchpoints {
    pub(super) fn decode(fields: &mut Fields<'_>) -> Result<Self, RecordError> {
        let mut drawn = [0; DRAWN];
        let mut least = 0;
        for place in &mut drawn {
            *place = fields.small("touchpoint", least, MAX - 1)?;
            least = *place + 1;
        }
        let phase = fields.symbol("phase", Phase::from_id, Phase::IDS)?;
        let is_first = fields.flag("first")?;
        let (before, after) = (State::decode(fields)?, State::decode(fields)?);
        let follows = if is_first { before == State::NONE } else { before.may_become(after) };
        if !follows {
            return Err(RecordError::new(
                "before",
                "",
                "what the visit told last, nothing at first",
            ));
        }
        Ok(Self { drawn, phase, before: Some(before).filter(|_| !is_first), after })
    }

    pub(super) fn push(&self, line: &mut Line<'_>) {
        line.word("touchpoints");
        for place in self.drawn {
            line.number(place.into());
        }
        line.word(self.phase.id()).flag(self.before.is_none());
        self.before.unwrap_or(State::NONE).push(line);
        self.after.push(line);
    }
}
