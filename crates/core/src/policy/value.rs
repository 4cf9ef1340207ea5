//! What an arm would earn: a draw from what is expected of it and what records say (Thompson 1933).
//! Never a choice; never sticky: what is expected fades with impressions.
//!
//! Two levels, each shrunk toward the one above it (Efron & Morris 1975, by way of [`prior`]): a kind
//! for this motivator toward the kind for any; a variant likewise, and that toward the kind. A phase
//! moves both by the ratio of the rate there.
//!
//! [`prior`]: crate::prior

use super::Variant;
use super::choice::Candidate;
use super::counts::{Counts, Learned};
use crate::prior::{Strength, Tally, beta_prior, common_mean};
use crate::random::{Draw, beta};
use alloc::vec::Vec;

/// Rewards expected before any record. Something is a little better than nothing; matching words
/// help, others hurt.
const NOTHING: f32 = 0.2;
const SHOWN: f32 = 0.3;
const NEUTRAL: f32 = 0.2;
const MATCHED: f32 = 0.35;
const MISMATCHED: f32 = 0.1;

/// What an expectation of a kind is worth: 20 impressions at first, 10 for ever.
const KINDS: Strength = Strength { first: 10.0, lasting: 10.0, fade: 500.0 };
/// The same of a variant: 40 at first, so that a few hundred real ones overrule it.
const VARIANTS: Strength = Strength { first: 30.0, lasting: 10.0, fade: 200.0 };
/// Impressions that the expected level of rewards is worth against the shop's own.
const LEVEL: f32 = 20.0;
/// Impressions that others are worth for this one, at most: other phases, and for a kind other
/// motivators. 0: each learns by itself. 10,000: a kind that only helps buyers is shown to all.
const ALIKE: f32 = 50.0;
/// The same of other motivators for a variant. Low: whom words speak to is what makes them good or bad.
const WORDS_ALIKE: f32 = 10.0;

/// Draws what nothing and each kind would earn for this motivator in this phase; nothing comes first.
pub(super) fn kinds(kinds: &[Candidate], draw: Draw<'_>) -> Vec<f32> {
    let better = |of: &Candidate| if of.experience.is_some() { SHOWN / NOTHING } else { 1.0 };
    let tallies: Vec<Tally> = kinds.iter().map(|of| tally(of.learned.all, better(of))).collect();
    let strength = KINDS.after(shown(&tallies));
    let level = common_mean(&tallies, NOTHING, LEVEL, strength);
    let value = |(of, tally): (&Candidate, &Tally)| {
        let prior = expected(level * tally.expected, strength);
        drawn(posterior(prior, of.learned, ALIKE), draw)
    };
    kinds.iter().zip(&tallies).map(value).collect()
}

/// Draws what the competing variants of a kind would earn for this motivator in this phase.
pub(super) fn variants(
    kind: &[Candidate],
    competing: &[Candidate],
    belief: &[f32],
    draw: Draw<'_>,
) -> Vec<f32> {
    let help = |variant: Variant| {
        let chance = variant.chance(belief);
        match variant {
            Variant::Neutral => 1.0,
            Variant::Motivator(_) => (chance * MATCHED + (1.0 - chance) * MISMATCHED) / NEUTRAL,
        }
    };
    let anywhere: Vec<Tally> = kind.iter().map(|arm| tally(arm.learned.all, 1.0)).collect();
    let here = |arm: &Candidate| tally(arm.learned.motivator, help(arm.variant));
    let tallies: Vec<Tally> = competing.iter().map(here).collect();
    let strength = VARIANTS.after(shown(&tallies));
    let kind = common_mean(&anywhere, NEUTRAL, LEVEL, LEVEL);
    let level = common_mean(&tallies, kind, LEVEL, strength);
    let value = |(arm, tally): (&Candidate, &Tally)| {
        let prior = expected(level * tally.expected, strength);
        drawn(posterior(prior, arm.learned, WORDS_ALIKE), draw)
    };
    competing.iter().zip(&tallies).map(value).collect()
}

/// Mean reward for this motivator in this phase, and the impressions it is worth; other motivators
/// are worth under `alike`.
fn posterior(prior: Counts, learned: Learned, alike: f32) -> (f32, f32) {
    let Learned { all, motivator, phase } = learned;
    let known = prior + all.less(motivator).counted(alike) + motivator;
    let anywhere = (prior + all).rate();
    let here = (expected(anywhere, ALIKE) + phase).rate();
    (known.rate() * here / anywhere, known.shown())
}

/// A draw from a mean reward that is worth so many impressions.
fn drawn((mean, worth): (f32, f32), draw: Draw<'_>) -> f32 {
    beta(beta_prior(mean, worth), draw)
}

fn tally(counts: Counts, expected: f32) -> Tally {
    Tally { shown: counts.shown(), rewarded: counts.rewarded(), expected }
}

fn shown(tallies: &[Tally]) -> f32 {
    tallies.iter().map(|tally| tally.shown).sum()
}

/// What is expected, as counts. Never nearly nothing or certainty: these would be held as strongly
/// as it takes to see one exception.
fn expected(mean: f32, strength: f32) -> Counts {
    let (successes, failures) = beta_prior(mean.clamp(0.01, 0.9), strength);
    Counts::new(successes, failures)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned(elsewhere: Counts, own: Counts) -> Learned {
        Learned { all: elsewhere + own, motivator: own, phase: Counts::default() }
    }

    #[test]
    fn what_was_learned_of_other_motivators_is_worth_less_than_ten_impressions() {
        let (prior, none) = (expected(0.3, 40.0), Counts::default());
        for shown in [10.0, 1_000.0, 1e6] {
            let (mean, worth) =
                posterior(prior, learned(Counts::new(0.9 * shown, 0.1 * shown), none), WORDS_ALIKE);
            assert!(worth > 40.0 && worth < 50.0, "{worth}");
            // As much as ten of its own that were rewarded as often: (12 + 9) / 50.
            assert!(mean > 0.3 && mean < 0.42 + 1e-3, "{mean}");
        }
    }

    #[test]
    fn what_was_learned_of_this_motivator_counts_fully() {
        let (prior, own) = (expected(0.3, 40.0), Counts::new(16.0, 144.0));
        let (mean, worth) = posterior(prior, learned(Counts::default(), own), WORDS_ALIKE);
        assert!(
            (mean - 28.0 / 200.0).abs() < 1e-3 && (worth - 200.0).abs() < 1e-2,
            "{mean} {worth}"
        );
    }

    #[test]
    fn a_phase_with_few_impressions_moves_a_variant_little_and_one_with_many_fully() {
        let all = Counts::new(2_000.0, 8_000.0);
        let learned = |phase| Learned { all, motivator: all, phase };
        let here = |phase| posterior(expected(0.2, 40.0), learned(phase), WORDS_ALIKE).0;
        assert!((here(Counts::default()) - 0.2).abs() < 1e-3);
        assert!((here(Counts::new(5.0, 0.0)) - 0.2).abs() < 0.1);
        assert!((here(Counts::new(2_000.0, 2_000.0)) - 0.5).abs() < 0.01);
    }
}
