//! The records of what went wrong and of what the shopper asked of Motivo itself.
//! Never tells what was entered, which page it was, or which motivator was corrected.

use super::Line;
use crate::decode::{Fields, RecordError, parse_number};
use crate::symbols::{Control, Friction, FrictionState, Phase};
use crate::touchpoint;

/// A friction, and how far it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrictionOf {
    /// What went wrong.
    pub kind: Friction,
    /// Where in the purchase it was seen.
    pub phase: Phase,
    /// At which touchpoint, by its place in the storefront's list, 0..=99; `None` at none of them.
    pub touchpoint: Option<u8>,
    /// What became of it.
    pub state: FrictionState,
    /// Drawn to be shown nothing; help is given all the same.
    pub holdout: bool,
}

impl FrictionOf {
    pub(super) fn decode(fields: &mut Fields<'_>) -> Result<Self, RecordError> {
        Ok(Self {
            kind: fields.symbol("friction", Friction::from_id, Friction::IDS)?,
            phase: fields.symbol("phase", Phase::from_id, Phase::IDS)?,
            touchpoint: touchpoint(fields)?,
            state: fields.symbol("state", FrictionState::from_id, FrictionState::IDS)?,
            holdout: fields.flag("holdout")?,
        })
    }

    pub(super) fn push(&self, line: &mut Line<'_>) {
        line.word("friction").word(self.kind.id()).word(self.phase.id());
        match self.touchpoint {
            Some(index) => line.number(index.into()),
            None => line.word("none"),
        };
        line.word(self.state.id()).flag(self.holdout);
    }
}

pub(super) fn control(fields: &mut Fields<'_>) -> Result<Control, RecordError> {
    fields.symbol("control", Control::from_id, Control::IDS)
}

fn touchpoint(fields: &mut Fields<'_>) -> Result<Option<u8>, RecordError> {
    let word = fields.word("touchpoint")?;
    if word == "none" {
        return Ok(None);
    }
    let index = parse_number(word).and_then(|number| u8::try_from(number).ok());
    index.filter(|index| *index < touchpoint::MAX).map(Some).ok_or_else(|| {
        RecordError::new("touchpoint", word, "none, or the touchpoint's index from 0 to 99")
    })
}
