//! The record of a pulse: what was asked in a visit and answered, three answers at most.
//! Never words, and never an answer without its question's range.

use super::Line;
use crate::decode::{Fields, RecordError, parse_number};
use crate::symbols::{Connected, Question};
use crate::touchpoint::MAX;

/// The most answers in a record: with the visit's own count, four cells of the marginal.
pub const ANSWERS: usize = 3;
/// The most signs of connection that behaviour can show in a visit.
pub const SIGNS: u8 = 5;

/// From which answer to `feel` and `understands` on a shopper is connected.
const AGREES: u8 = 4;
/// Stands for a question that was not asked, or not answered.
const SILENT: &str = "-";

/// What a visit answered; nothing at all if it was asked and did not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pulse {
    /// As in the visit's record: the holdout is asked too.
    pub holdout: bool,
    /// As in the visit's record.
    pub motivator: Option<u8>,
    /// How many signs of connection the visit showed, 0..=[`SIGNS`]: it ordered, came back within
    /// 30 days, did not look at prices, read what the shop says, followed its advice.
    pub signs: u8,
    /// The answer to each question, in the order of [`Question::ALL`], in its range.
    pub answers: [Option<u8>; Question::ALL.len()],
}

impl Question {
    /// The range of its answers.
    #[must_use]
    pub const fn range(self) -> (u8, u8) {
        match self {
            Self::Delight => (0, 4),
            Self::Advocacy => (0, 10),
            Self::Feel | Self::Understands | Self::Again => (1, 5),
            Self::Mattered => (0, MAX - 1),
            Self::Solved | Self::Arrived => (0, 1),
        }
    }
}

impl Pulse {
    /// The answer to a question.
    #[must_use]
    pub fn answer(&self, question: Question) -> Option<u8> {
        self.answers[question as usize]
    }

    /// Connected: `feel` and `understands` both 4 or 5.
    #[must_use]
    pub fn connected(&self) -> Connected {
        match (self.answer(Question::Feel), self.answer(Question::Understands)) {
            (Some(feel), Some(understands)) if feel.min(understands) >= AGREES => Connected::Yes,
            (Some(_), Some(_)) => Connected::No,
            _ => Connected::Unasked,
        }
    }

    pub(super) fn decode(fields: &mut Fields<'_>) -> Result<Self, RecordError> {
        let (holdout, motivator) = (fields.flag("holdout")?, fields.bucket()?);
        let signs = fields.small("signs", 0, SIGNS)?;
        let mut answers = [None; Question::ALL.len()];
        let mut given = 0;
        for (question, answer) in Question::ALL.iter().zip(&mut answers) {
            let word = fields.word(question.id())?;
            if word == SILENT {
                continue;
            }
            let (least, most) = question.range();
            let in_range = |number: &u8| (least..=most).contains(number);
            *answer =
                parse_number(word).and_then(|number| u8::try_from(number).ok()).filter(in_range);
            given += 1;
            if answer.is_none() || given > ANSWERS {
                let use_instead = "- or an answer in its range, to three questions at most";
                return Err(RecordError::new(question.id(), word, use_instead));
            }
        }
        Ok(Self { holdout, motivator, signs, answers })
    }

    pub(super) fn push(&self, line: &mut Line<'_>) {
        line.word("pulse").flag(self.holdout).bucket(self.motivator).number(self.signs.into());
        for answer in self.answers {
            match answer {
                Some(answer) => line.number(answer.into()),
                None => line.word(SILENT),
            };
        }
    }
}
