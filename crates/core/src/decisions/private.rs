//! What a visit tells in `ldp`: one record, and nothing else.
//! Never draws twice, and never looks at an answer to decide when to tell it.
//!
//! Both answers that the visit may give, without an order and with one, are drawn at its first
//! decision, and so is the record's id: tabs that tell at the same moment tell the same. When the visit
//! is over, one answer is told and the other forgotten.

use super::told::{Answers, CONVERSION, DECISION, ID, PRIVATE, Told};
use super::{Chosen, Decisions};
use crate::plan::Plan;
use crate::policy::{Arm, Decision};
use crate::record::{Body, Private};
use crate::symbols::Kind;

impl Decisions {
    /// Draws what the visit will tell, in the mode `ldp`, when `chosen` is its first decision; else
    /// does nothing.
    ///
    /// A visit that told of itself under another mode tells nothing more under this one.
    ///
    /// `draw` gives 64 bits of the browser's secure generator, never those of a seed.
    pub fn draw_answers(
        &mut self,
        plan: &Plan,
        chosen: &Chosen<'_>,
        draw: &mut dyn FnMut() -> u64,
    ) {
        let is_first = matches!(chosen.tell.first(), Some(Body::Visit(_)));
        let (Some(epsilon), Some((first, kind)), true) = (plan.epsilon, self.first(), is_first)
        else {
            return;
        };
        let motivators = plan.motivators.len() as u8;
        let told = [false, true].map(|converted| {
            let truth = (first.motivator, converted);
            Private::new((first.holdout, kind), epsilon, motivators, truth, draw).told
        });
        let answers = Answers { is_told: false, epsilon, motivators, told };
        self.told.push(answers.remembered());
        self.told.extend([draw(), draw()].map(Told::half));
    }

    /// Tells the visit's one record, with its id, now that the visit is over; `None` when it has told
    /// it, or came to no decision.
    pub fn end(&mut self) -> Option<(u128, Body)> {
        let converted = self.count(CONVERSION) > 0;
        let place = self.told.iter().position(|told| told.is(PRIVATE))?;
        let answers = self.told[place].answers();
        if answers.is_told {
            return None;
        }
        let told = [answers.told[usize::from(converted)]; 2];
        self.told[place] = Answers { is_told: true, told, ..answers }.remembered();
        let halves = self.told.iter().filter(|told| told.is(ID));
        let id = halves.fold(0, |id, half| id << 64 | u128::from(half.bits()));
        Some((id, Body::Private(self.private(&self.told[place])?)))
    }

    /// The record of the answers in `told`; `None` before one was told.
    pub(super) fn private(&self, told: &Told) -> Option<Private> {
        let Answers { is_told, epsilon, motivators, told } = told.answers();
        let (first, kind) = self.first().filter(|_| is_told)?;
        let symbols = Private::symbols_of(motivators);
        Some(Private { holdout: first.holdout, kind, epsilon, symbols, told: told[0] })
    }

    /// The visit's first decision, and what it showed.
    fn first(&self) -> Option<(Decision, Option<Kind>)> {
        let decision = self.told.iter().find(|told| told.is(DECISION))?.decision()?;
        let kind = match decision.arm {
            Arm::Show(kind, _) if !decision.holdout => Some(kind),
            _ => None,
        };
        Some((decision, kind))
    }
}
