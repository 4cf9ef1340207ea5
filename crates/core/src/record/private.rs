//! The record of the mode `ldp`: one symbol over (motivator x converted), told by chance.
//! Never a variant, a propensity, an answer of the pulse, or anything else of the visit.

use super::Line;
use crate::decode::{Fields, RecordError, parse_number};
use crate::motivator;
use crate::privacy::{Choice, Epsilon, tell};
use crate::symbols::Kind;

/// The most symbols: every motivator and `abstained`, each with an order or without.
const SYMBOLS: u8 = (motivator::MAX as u8 + 1) * 2;

/// What a visit tells in `ldp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Private {
    /// Drawn to be shown nothing; known from the draw, so there is nothing to hide.
    pub holdout: bool,
    /// What was shown first, `None` for nothing.
    pub kind: Option<Kind>,
    /// Privacy loss in nats.
    pub epsilon: Nats,
    /// How many symbols there are, even, 6..=26: two for each motivator and for `abstained`.
    pub symbols: u8,
    /// The symbol that was told (k-RR), or a number with a bit for each symbol (OUE).
    pub told: u32,
}

/// The two privacy losses that a storefront may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nats {
    /// Much noise: an odd answer says little.
    Two,
    /// Less noise.
    Four,
}

impl Nats {
    /// As a number.
    #[must_use]
    pub fn epsilon(self) -> Epsilon {
        Epsilon::new(self.number().into()).expect("2 and 4 are in its range")
    }

    /// As records write it.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Two => 2,
            Self::Four => 4,
        }
    }
}

impl Private {
    /// Tells by chance what is true of a visit: its likeliest motivator, `None` when the belief
    /// abstains, and whether it ended in an order. `motivators` is how many the storefront has,
    /// 2..=12; `draw` gives 64 random bits.
    #[must_use]
    pub fn new(
        (holdout, kind): (bool, Option<Kind>),
        epsilon: Nats,
        motivators: u8,
        (motivator, converted): (Option<u8>, bool),
        draw: &mut dyn FnMut() -> u64,
    ) -> Self {
        let motivators = motivators.clamp(2, motivator::MAX as u8);
        let bucket = motivator.unwrap_or(motivators).min(motivators);
        let symbols = (motivators + 1) * 2;
        let truth = bucket * 2 + u8::from(converted);
        let told = tell(symbols.into(), epsilon.epsilon(), truth.into(), draw);
        // 6 to 26 symbols can be told.
        Self { holdout, kind, epsilon, symbols, told: told.unwrap_or(0) }
    }

    /// The symbols that were told: one by k-RR, any number of them by OUE.
    pub fn symbols(&self) -> impl Iterator<Item = u8> {
        let choice = Choice::of(self.symbols.into(), self.epsilon.epsilon());
        let told = self.told;
        (0..self.symbols).filter(move |symbol| match choice {
            Choice::RandomisedResponse => told == u32::from(*symbol),
            Choice::UnaryEncoding => told >> symbol & 1 == 1,
        })
    }

    pub(super) fn decode(fields: &mut Fields<'_>) -> Result<Self, RecordError> {
        let holdout = fields.flag("holdout")?;
        let kind = fields.symbol("kind", kind, "nothing, or a kind")?;
        let epsilon = match fields.small("epsilon", 2, 4)? {
            2 => Nats::Two,
            4 => Nats::Four,
            _ => return Err(RecordError::new("epsilon", "3", "2 or 4")),
        };
        let word = fields.word("symbols")?;
        let even = |symbols: &u8| (6..=SYMBOLS).contains(symbols) && symbols.is_multiple_of(2);
        let symbols = parse_number(word).and_then(|number| u8::try_from(number).ok()).filter(even);
        let symbols = symbols
            .ok_or_else(|| RecordError::new("symbols", word, "an even number from 6 to 26"))?;
        let word = fields.word("told")?;
        let most = match Choice::of(symbols.into(), epsilon.epsilon()) {
            Choice::RandomisedResponse => u32::from(symbols) - 1,
            Choice::UnaryEncoding => (1 << symbols) - 1,
        };
        let told = parse_number(word).filter(|told| *told <= most);
        let told = told.ok_or_else(|| RecordError::new("told", word, "one of the symbols"))?;
        Ok(Self { holdout, kind, epsilon, symbols, told })
    }

    pub(super) fn push(&self, line: &mut Line<'_>) {
        line.word("private").flag(self.holdout).word(self.kind.map_or("nothing", Kind::id));
        line.number(self.epsilon.number().into()).number(self.symbols.into()).number(self.told);
    }
}

/// What was shown, or nothing.
fn kind(word: &str) -> Option<Option<Kind>> {
    if word == "nothing" { Some(None) } else { Kind::from_id(word).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn the_truth_is_one_symbol_of_the_storefronts_own_list() {
        // The highest draw tells the truth.
        let told = |motivators, truth| {
            let of = Private::new((false, None), Nats::Four, motivators, truth, &mut || u64::MAX);
            (of.symbols, of.told)
        };
        assert_eq!(told(10, (Some(0), false)), (22, 0));
        assert_eq!(told(10, (Some(9), true)), (22, 19));
        assert_eq!(told(10, (None, true)), (22, 21));
        assert_eq!(told(2, (None, false)), (6, 4));
        assert_eq!(told(2, (Some(7), true)), (6, 5), "a motivator of another list abstains");
    }

    #[test]
    fn one_symbol_or_several_bits_are_read_as_they_were_told() {
        let mut of = Private::new((true, None), Nats::Two, 12, (Some(3), true), &mut || 0);
        assert_eq!((of.symbols, of.symbols().count()), (26, 26));
        of.told = 0b1000_0001;
        assert_eq!(of.symbols().collect::<Vec<_>>(), [0, 7]);
        let one = Private { symbols: 22, told: 19, ..of };
        assert_eq!(one.symbols().collect::<Vec<_>>(), [19]);
    }
}
