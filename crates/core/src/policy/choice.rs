//! The arms of a decision moment, and the draw among them: the kind first, then the variant.
//! Pure; never says whether this is a moment, and never widens what may be drawn.
//!
//! Thompson sampling (Thompson 1933): each arm's reward is drawn and the best draw wins. Every arm
//! holds one ticket and the winner all the others; one ticket is drawn. So a propensity is exact
//! given the draws, coarse, and never under 1/20.

use super::counts::Learned;
use super::{TICKETS, Tickets, Variant, value};
use crate::belief::likeliest;
use crate::random::{Draw, below};
use alloc::vec;
use alloc::vec::Vec;

/// Variants that compete: neutral and those of the three likeliest motivators.
const COMPETE: usize = 4;

/// What may be drawn at a moment, and what is known there.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The chance of each motivator to be the primary one.
    pub belief: Vec<f32>,
    /// The belief is too weak: only neutral words compete.
    pub abstains: bool,
    /// Nothing, then the variants of each eligible experience; each is of another kind.
    pub arms: Vec<Candidate>,
}

/// An arm that may be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The experience's position in the plan; `None` is nothing.
    pub experience: Option<usize>,
    /// Whom it speaks to.
    pub variant: Variant,
    /// What records say of it where the decision stands; nothing known without a policy file.
    pub learned: Learned,
}

impl Candidate {
    /// An arm of which nothing is known.
    #[must_use]
    pub fn new(experience: Option<usize>, variant: Variant) -> Self {
        Self { experience, variant, learned: Learned::default() }
    }
}

/// What was drawn, with its propensities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The experience's position in the plan; `None` is nothing.
    pub experience: Option<usize>,
    /// The variant; neutral when nothing was drawn.
    pub variant: Variant,
    /// Propensity of the kind.
    pub kind: Tickets,
    /// Propensity of the variant given the kind.
    pub tickets: Tickets,
}

/// Draws an arm; without anything eligible it is nothing.
pub fn decide(choice: &Choice, draw: Draw<'_>) -> Drawn {
    let kinds = kinds(&choice.arms);
    let (at, kind) = draw_ticket(&value::kinds(&kinds, draw), draw);
    let experience = kinds.get(at).and_then(|of| of.experience);
    let (mut variant, mut tickets) = (Variant::Neutral, Tickets::ALL);
    if experience.is_some() {
        let of = |arm: &&Candidate| arm.experience == experience;
        let arms: Vec<Candidate> = choice.arms.iter().filter(of).copied().collect();
        let competing = competing(choice, &arms);
        let values = value::variants(&arms, &competing, &choice.belief, draw);
        let drawn = draw_ticket(&values, draw);
        variant = competing.get(drawn.0).map_or(Variant::Neutral, |arm| arm.variant);
        tickets = drawn.1;
    }
    Drawn { experience, variant, kind, tickets }
}

/// Nothing and each experience, with what records say of all its variants together.
fn kinds(arms: &[Candidate]) -> Vec<Candidate> {
    let mut kinds = vec![Candidate::new(None, Variant::Neutral)];
    for arm in arms {
        match kinds.iter_mut().find(|kind| kind.experience == arm.experience) {
            Some(kind) => kind.learned = kind.learned + arm.learned,
            None => kinds.push(*arm),
        }
    }
    kinds
}

/// Neutral and the variants of the likeliest motivators; only neutral when abstaining.
fn competing(choice: &Choice, arms: &[Candidate]) -> Vec<Candidate> {
    let neutral = Candidate::new(None, Variant::Neutral);
    let known = arms.iter().find(|arm| arm.variant == Variant::Neutral);
    let mut competing = vec![*known.unwrap_or(&neutral)];
    while !choice.abstains && competing.len() < COMPETE {
        let (mut best, mut most) = (neutral, 0.0);
        for arm in arms {
            let chance = arm.variant.chance(&choice.belief);
            if chance > most && competing.iter().all(|other| other.variant != arm.variant) {
                (best, most) = (*arm, chance);
            }
        }
        if best.variant == Variant::Neutral {
            break;
        }
        competing.push(best);
    }
    competing
}

/// Gives every arm a ticket and the rest to the best, then draws one.
fn draw_ticket(values: &[f32], draw: Draw<'_>) -> (usize, Tickets) {
    let (best, _) = likeliest(values);
    let others = (values.len() as u32).saturating_sub(1);
    let ticket = below(TICKETS.into(), draw);
    // The first tickets belong to the arms that did not win, in order.
    if ticket >= others {
        return (best, Tickets::new(TICKETS.saturating_sub(others as u8)));
    }
    let loser = ticket as usize;
    (if loser < best { loser } else { loser + 1 }, Tickets::new(1))
}

#[cfg(test)]
mod tests;
