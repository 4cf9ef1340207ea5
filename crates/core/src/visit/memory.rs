//! What a browser may remember of a visit, as text for the shop's own storage.
//! Never the pages, products or times behind it; a damaged memory is forgotten.
//!
//! `m3 <storefront> <minute last seen, holdout, returning, evidence, phase, manners, what is known
//! of each motivator, belief, what was told>`, the last word in characters of 6 bits.

use super::told::{NUMBERS, Told};
use super::{About, Visit};
use crate::digits::{Digits, push};
use crate::manners::Manners;
use crate::phase::Journey;
use crate::plan::Plan;
use crate::symbols::{Correction, Returning};
use alloc::string::String;

/// A visit ends after a gap of this many minutes.
const VISIT_GAP: u32 = 30;
const DAY: f32 = 24.0 * 60.0;
const RETURNING_DAYS: f32 = 30.0;

/// A stored visit and the minute it was last seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Memory {
    visit: Visit,
    seen: u32,
}

impl Memory {
    /// Reads what [`Visit::remember`] wrote for this plan's storefront; `None` for anything else.
    #[must_use]
    pub fn read(text: &str, plan: &Plan) -> Option<Self> {
        let text = text.strip_prefix("m3 ")?.strip_prefix(plan.storefront.as_str())?;
        let mut digits = Digits(text.strip_prefix(' ')?.as_bytes());
        let seen = digits.next(6)?;
        let holdout = digits.small(1)? == 1;
        let returning = *Returning::ALL.get(digits.next(1)? as usize)?;
        let mut visit = Visit::new(plan, returning, holdout);
        visit.evidence = digits.next(4)?;
        let phases = [digits.next(2)?, digits.next(2)?, digits.next(2)?];
        visit.journey = Journey::from_permille(phases);
        visit.manners = Manners::decode(&mut digits)?;
        for about in visit.about.iter_mut().take(plan.motivators.len()) {
            about.corrected = *Correction::ALL.get(digits.next(1)? as usize)?;
            about.helped = digits.small(63)?;
            about.passed = digits.small(63)?;
        }
        visit.belief.decode(&mut digits)?;
        while !digits.0.is_empty() {
            let mut numbers = [0; NUMBERS];
            for number in &mut numbers {
                *number = digits.small(63)?;
            }
            visit.told.push(Told(numbers));
        }
        Some(Self { visit, seen })
    }

    /// Goes on with the visit, or begins the next one after a gap of over 30 minutes.
    ///
    /// A clock that went backwards counts as no gap.
    #[must_use]
    pub fn resume(self, now: u32) -> Visit {
        let gap = now.saturating_sub(self.seen);
        if gap <= VISIT_GAP {
            return self.visit;
        }
        let days = gap as f32 / DAY;
        let returning = if days <= RETURNING_DAYS { Returning::Yes } else { Returning::No };
        let mut visit = self.visit;
        visit.belief.forget(days);
        visit.journey = Journey::default();
        visit.returning = returning;
        visit.evidence = 0;
        visit.told.clear();
        for about in &mut visit.about {
            (about.helped, about.passed) = (0, 0);
        }
        visit
    }
}

impl Visit {
    /// Appends the visit as text; `now` is in minutes since any fixed moment.
    pub fn remember(&self, plan: &Plan, now: u32, text: &mut String) {
        for word in ["m3 ", &plan.storefront, " "] {
            text.push_str(word);
        }
        push(text, now, 6);
        push(text, self.holdout.into(), 1);
        push(text, self.returning as u32, 1);
        push(text, self.evidence.min(0xff_ffff), 4);
        self.journey.permille().into_iter().for_each(|part| push(text, part, 2));
        self.manners.encode(text);
        for about in self.about.iter().take(plan.motivators.len()) {
            let About { corrected, helped, passed } = *about;
            [corrected as u8, helped, passed].iter().for_each(|part| push(text, (*part).into(), 1));
        }
        self.belief.encode(text);
        for Told(numbers) in &self.told {
            numbers.iter().for_each(|number| push(text, (*number).into(), 1));
        }
    }
}
