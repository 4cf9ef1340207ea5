//! What a browser may remember of what is inferred, as text for the shop's own storage.
//! Never the pages, products or times behind it; a damaged memory is forgotten.
//!
//! `i1 <storefront> <minutes last seen and begun, returning, evidence, phase, order, pause, what is
//! known of each motivator, belief>`, the last word in characters of 6 bits.

use super::{About, Inference};
use crate::digits::{Digits, push};
use crate::phase::Journey;
use crate::plan::Plan;
use crate::symbols::{Correction, Returning};
use alloc::string::String;

/// A visit ends after a gap of this many minutes.
const VISIT_GAP: u32 = 30;
const DAY: f32 = 24.0 * 60.0;
const RETURNING_DAYS: f32 = 30.0;
/// Stands for no order.
const NONE: u8 = 63;

impl Inference {
    /// Goes on with what [`Inference::remember`] wrote for this plan's storefront, or begins the
    /// next visit after a gap of over 30 minutes; `None` for anything else.
    ///
    /// A clock that went backwards counts as no gap.
    #[must_use]
    pub fn resume(text: &str, plan: &Plan, now: u32) -> Option<Self> {
        let text = text.strip_prefix("i1 ")?.strip_prefix(plan.storefront.as_str())?;
        let mut digits = Digits(text.strip_prefix(' ')?.as_bytes());
        let (seen, began) = (digits.next(6)?, digits.next(6)?);
        let returning = *Returning::ALL.get(digits.next(1)? as usize)?;
        let mut inference = Self::new(plan, returning, began);
        inference.evidence = digits.next(4)?;
        let phases = [digits.next(2)?, digits.next(2)?, digits.next(2)?];
        inference.journey = Journey::from_permille(phases);
        inference.ordered = Some(digits.small(63)?).filter(|bucket| *bucket != NONE);
        inference.paused = digits.next(6)?;
        for about in inference.about.iter_mut().take(plan.motivators.len()) {
            about.corrected = *Correction::ALL.get(digits.next(1)? as usize)?;
            about.helped = digits.small(63)?;
            about.passed = digits.small(63)?;
        }
        inference.belief.decode(&mut digits)?;
        if !digits.0.is_empty() {
            return None;
        }
        let gap = now.saturating_sub(seen);
        if gap > VISIT_GAP {
            inference.begin_again(gap as f32 / DAY, now);
        }
        Some(inference)
    }

    /// The next visit of the same shopper, this many days later.
    fn begin_again(&mut self, days: f32, now: u32) {
        self.belief.forget(days);
        self.journey = Journey::default();
        self.returning = if days <= RETURNING_DAYS { Returning::Yes } else { Returning::No };
        self.evidence = 0;
        self.ordered = None;
        self.began = now;
        for about in &mut self.about {
            (about.helped, about.passed) = (0, 0);
        }
    }

    /// Appends what is inferred as text; `now` is in minutes since 1970.
    pub fn remember(&self, plan: &Plan, now: u32, text: &mut String) {
        for word in ["i1 ", &plan.storefront, " "] {
            text.push_str(word);
        }
        push(text, now, 6);
        push(text, self.began, 6);
        push(text, self.returning as u32, 1);
        push(text, self.evidence.min(0xff_ffff), 4);
        self.journey.permille().into_iter().for_each(|part| push(text, part, 2));
        push(text, self.ordered.unwrap_or(NONE).into(), 1);
        push(text, self.paused, 6);
        for about in self.about.iter().take(plan.motivators.len()) {
            let About { corrected, helped, passed } = *about;
            [corrected as u8, helped, passed].iter().for_each(|part| push(text, (*part).into(), 1));
        }
        self.belief.encode(text);
    }
}
