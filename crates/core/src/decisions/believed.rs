//! What inference says of the shopper, as a decision needs it; in a page it goes from one wasm module
//! to the other as text, in characters of 6 bits.

use crate::digits::{Digits, push};
use crate::model::STRENGTHS;
use crate::policy::Variant;
use crate::symbols::{Phase, Returning};
use alloc::string::String;
use alloc::vec::Vec;

/// Stands for an abstaining belief.
const NONE: u8 = 63;
const MILLIONTHS: f32 = 1e6;
const THOUSANDTHS: f32 = 1e3;

/// What is believed of a shopper.
#[derive(Clone, Debug, PartialEq)]
pub struct Believed {
    /// The minute since 1970 in which the visit began.
    pub visit: u32,
    /// Whether they were here within 30 days.
    pub returning: Returning,
    /// Pieces of evidence in this visit.
    pub evidence: u32,
    /// Where they stand in the purchase.
    pub phase: Phase,
    /// The likeliest motivator; `None` when the belief abstains.
    pub top: Option<u8>,
    /// The chance of each response-strength level; they sum to the chance that a person is there.
    pub strengths: [f32; STRENGTHS],
    /// The minute until which they want nothing; 0 for no pause.
    pub paused: u32,
    /// The chance of each motivator, by the evidence and the shopper's word.
    pub credible: Vec<f32>,
}

impl Believed {
    /// Whether a variant may appear: neutral always, others only to whom the belief may be theirs.
    #[must_use]
    pub(crate) fn may_hear(&self, variant: Variant) -> bool {
        let is_neutral = variant == Variant::Neutral;
        is_neutral || (self.top.is_some() && variant.chance(&self.credible) > 0.0)
    }

    /// Appends it as text: chances of motivators in thousandths, of strengths in millionths.
    pub fn encode(&self, text: &mut String) {
        push(text, self.visit, 6);
        push(text, self.returning as u32, 1);
        push(text, self.evidence.min(0xff_ffff), 4);
        push(text, self.phase as u32, 1);
        push(text, self.top.unwrap_or(NONE).into(), 1);
        self.strengths.iter().for_each(|chance| push(text, (chance * MILLIONTHS) as u32, 4));
        push(text, self.paused, 6);
        let thousandths = |chance: &f32| (chance * THOUSANDTHS + 0.5) as u32;
        self.credible.iter().for_each(|chance| push(text, thousandths(chance), 2));
    }

    /// Reads what [`Believed::encode`] wrote; `None` for anything else.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let mut digits = Digits(text.as_bytes());
        let mut believed = Self {
            visit: digits.next(6)?,
            returning: *Returning::ALL.get(digits.next(1)? as usize)?,
            evidence: digits.next(4)?,
            phase: *Phase::ALL.get(digits.next(1)? as usize)?,
            top: Some(digits.small(63)?).filter(|top| *top != NONE),
            strengths: [0.0; STRENGTHS],
            paused: 0,
            credible: Vec::new(),
        };
        for chance in &mut believed.strengths {
            *chance = digits.next(4)? as f32 / MILLIONTHS;
        }
        believed.paused = digits.next(6)?;
        while !digits.0.is_empty() {
            believed.credible.push(digits.next(2)? as f32 / THOUSANDTHS);
        }
        Some(believed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_believed_comes_back_from_its_text() {
        let believed = Believed {
            visit: 29_700_000,
            returning: Returning::Yes,
            evidence: 12,
            phase: Phase::Request,
            top: Some(3),
            strengths: [0.25, 0.5, 0.125, 0.0],
            paused: 29_700_060,
            credible: vec![0.25, 0.7, 0.05],
        };
        for believed in [Believed { top: None, ..believed.clone() }, believed] {
            let mut text = String::new();
            believed.encode(&mut text);
            assert_eq!(Believed::decode(&text), Some(believed));
            assert_eq!(Believed::decode(&text[..text.len() - 1]), None);
        }
        assert_eq!(Believed::decode(""), None);
    }
}
