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
    /// What records say of showing nothing, which may always be drawn.
    pub nothing: Learned,
    /// Experiences that may be drawn, each of another kind.
    pub eligible: Vec<Eligible>,
}

/// An experience that may be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Eligible {
    /// Its position in the plan.
    pub experience: usize,
    /// Its variants.
    pub arms: Vec<Candidate>,
}

/// A variant, with what records say of it where the decision stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Whom it speaks to.
    pub variant: Variant,
    /// What records say; nothing known without a policy file.
    pub learned: Learned,
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
    let sum = |of: &Eligible| {
        of.arms.iter().fold(Learned::default(), |sum, candidate| sum + candidate.learned)
    };
    let kinds: Vec<Learned> = choice.eligible.iter().map(sum).collect();
    let (at, kind) = draw_ticket(&value::kinds(choice.nothing, &kinds, draw), draw);
    let Some(eligible) = at.checked_sub(1).and_then(|at| choice.eligible.get(at)) else {
        return Drawn { experience: None, variant: Variant::Neutral, kind, tickets: Tickets::ALL };
    };
    let (variant, tickets) = draw_variant(choice, &eligible.arms, draw);
    Drawn { experience: Some(eligible.experience), variant, kind, tickets }
}

fn draw_variant(choice: &Choice, arms: &[Candidate], draw: Draw<'_>) -> (Variant, Tickets) {
    let competing = competing(choice, arms);
    let chance = |arm: &Candidate| chance(&choice.belief, arm.variant);
    let (at, tickets) = draw_ticket(&value::variants(arms, &competing, chance, draw), draw);
    (competing.get(at).map_or(Variant::Neutral, |arm| arm.variant), tickets)
}

/// The chance that a variant's motivator is the primary one; `None` for neutral.
fn chance(belief: &[f32], variant: Variant) -> Option<f32> {
    match variant {
        Variant::Neutral => None,
        Variant::Motivator(index) => {
            Some(belief.get(usize::from(index)).copied().unwrap_or_default())
        }
    }
}

/// Neutral and the variants of the likeliest motivators; only neutral when abstaining.
fn competing(choice: &Choice, arms: &[Candidate]) -> Vec<Candidate> {
    let neutral = Candidate { variant: Variant::Neutral, learned: Learned::default() };
    let known = arms.iter().find(|arm| arm.variant == Variant::Neutral).copied();
    let mut competing = vec![known.unwrap_or(neutral)];
    while !choice.abstains && competing.len() < COMPETE {
        let (mut best, mut most) = (None, 0.0);
        for arm in arms {
            let chance = chance(&choice.belief, arm.variant).unwrap_or_default();
            if chance > most && competing.iter().all(|other| other.variant != arm.variant) {
                (best, most) = (Some(*arm), chance);
            }
        }
        let Some(arm) = best else { break };
        competing.push(arm);
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
