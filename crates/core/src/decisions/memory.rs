//! What a browser may remember of a visit's decisions, as text for the shop's own storage.
//! Never what they were drawn from; a damaged memory is forgotten.
//!
//! `d2 <storefront> <minute in which the visit began, holdout, manners, what was met, what was told>`, the last
//! word in characters of 6 bits.

use super::Decisions;
use super::told::{NUMBERS, Told};
use super::touchpoints::Met;
use crate::digits::{Digits, push};
use crate::manners::Manners;
use crate::plan::Plan;
use alloc::string::String;

impl Decisions {
    /// Goes on with what [`Decisions::remember`] wrote for this plan's storefront, in the visit that
    /// began in this minute; `None` for anything else.
    ///
    /// In another visit than the remembered one nothing was told; manners and holdout stay.
    #[must_use]
    pub fn resume(text: &str, plan: &Plan, visit: u32) -> Option<Self> {
        let text = text.strip_prefix("d2 ")?.strip_prefix(plan.storefront.as_str())?;
        let mut digits = Digits(text.strip_prefix(' ')?.as_bytes());
        let is_same = digits.next(6)? == visit;
        let mut decisions = Self::new(visit, digits.small(1)? == 1);
        decisions.manners = Manners::decode(&mut digits)?;
        decisions.met = Met::decode(&mut digits)?;
        while !digits.0.is_empty() {
            let mut numbers = [0; NUMBERS];
            for number in &mut numbers {
                *number = digits.small(63)?;
            }
            decisions.told.push(Told(numbers));
        }
        if !is_same {
            decisions.met = Met::default();
            decisions.told.clear();
        }
        Some(decisions)
    }

    /// Appends the decisions as text.
    pub fn remember(&self, plan: &Plan, text: &mut String) {
        for word in ["d2 ", &plan.storefront, " "] {
            text.push_str(word);
        }
        push(text, self.visit, 6);
        push(text, self.holdout.into(), 1);
        self.manners.encode(text);
        self.met.encode(text);
        for Told(numbers) in &self.told {
            numbers.iter().for_each(|number| push(text, (*number).into(), 1));
        }
    }
}
