//! Plays headline tests as bandits: each arm is Bernoulli with its observed click rate.
//! Never sees a click rate before it has played for it.

use super::trials::{Arm, Trial};
use motivo_core::policy::TICKETS;
use motivo_core::prior::{Strength, Tally, beta_prior, common_mean};
use motivo_core::random::{SplitMix, below, beta, uniform};
use std::fmt;

/// Impressions of a test after which gains are told.
pub(super) const HORIZONS: [usize; 4] = [500, 2_000, 5_000, 20_000];
/// Horizons that the prior is learned for: later ones hardly depend on it.
const LEARNED_FOR: usize = 3;
/// Impressions that the fleet's mean click rate is worth against the test's own.
const FLEET: f32 = 50.0;
/// Impressions that an expectation is worth at first.
const FIRST: f32 = 4_000.0;
/// Impressions after which half of what is expected at first is gone. 30: the text is hardly heard.
/// 1,500: at 5,000 impressions worse than no text.
const FADE: f32 = 100.0;
/// How strongly the text may speak: 1 as it was fitted, 8 its scores eight times. Over 8 a poor
/// arm is nearly ruled out: 24 loses .04 of the oracle's gain at 20,000 impressions.
const TRUSTS: [f32; 3] = [2.0, 4.0, 8.0];
/// Priors are computed anew every so many impressions once there are some hundred.
const EVERY: usize = 10;
/// Trials, about, that one setting is tried on. More takes longer; fewer picks by luck.
const TRIED: usize = 60;

/// What a bandit brings along from other weeks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Learned {
    /// The mean click rate.
    fleet: f32,
    strength: Strength,
    /// What a score is multiplied with.
    trust: f32,
}

impl fmt::Display for Learned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (fleet, lasting) = (self.fleet, self.strength.lasting);
        write!(f, "click rate {fleet:.4}, lasting {lasting:.0} impressions, trust {}", self.trust)
    }
}

/// Mean click rate up to each horizon.
type Rates = [f64; HORIZONS.len()];

/// Picks the trust with the highest mean share on the trials kept.
pub(super) fn learn(
    trials: &[Trial],
    scores: &[Vec<f64>],
    kept: impl Fn(&Trial) -> bool,
) -> Learned {
    let kept: Vec<usize> = (0..trials.len()).filter(|index| kept(&trials[*index])).collect();
    let arms = || kept.iter().flat_map(|index| &trials[*index].arms);
    let clicks: f64 = arms().map(|arm| arm.clicks).sum();
    let fleet = (clicks / arms().map(|arm| arm.impressions).sum::<f64>()) as f32;
    let skip = (kept.len() / TRIED).max(1);
    let mut best = (f64::NEG_INFINITY, None);
    for trust in TRUSTS {
        // What lasts is worth one expected click: the weakest prior that a draw takes.
        let strength = Strength { first: FIRST, lasting: 1.0 / fleet, fade: FADE };
        let learned = Learned { fleet, strength, trust };
        let mut gained = 0.0;
        for index in kept.iter().copied().step_by(skip) {
            let bandit = Bandit::new(&trials[index], &scores[index], Some(&learned), false);
            let shares = shares_of(&trials[index], &bandit.play(index, LEARNED_FOR));
            gained += shares.iter().take(LEARNED_FOR).sum::<f64>();
        }
        if gained > best.0 {
            best = (gained, Some(learned));
        }
    }
    best.1.expect("some setting gains more than minus infinity")
}

/// Shares of the oracle's gain: the mean over trials with something to gain, and gains over gains.
pub(super) fn shares(trials: &[Trial], play: impl Fn(usize, &Trial) -> Rates) -> (Rates, Rates) {
    let (mut mean, mut gained) = (Rates::default(), Rates::default());
    let (mut count, mut gain) = (0.0, 0.0);
    for (index, trial) in trials.iter().enumerate() {
        let most = trial.best_rate() - trial.mean_rate();
        if most <= 0.0 {
            continue;
        }
        count += 1.0;
        gain += most;
        for (at, share) in shares_of(trial, &play(index, trial)).into_iter().enumerate() {
            mean[at] += share;
            gained[at] += share * most;
        }
    }
    (mean.map(|sum| sum / count), gained.map(|sum| sum / gain))
}

/// The shares of one trial; 0 where there is nothing to gain.
fn shares_of(trial: &Trial, rates: &Rates) -> Rates {
    let (mean, most) = (trial.mean_rate(), trial.best_rate() - trial.mean_rate());
    rates.map(|rate| if most > 0.0 { (rate - mean) / most } else { 0.0 })
}

/// Thompson sampling on one trial.
pub(super) struct Bandit<'a> {
    rates: Vec<f32>,
    tallies: Vec<Tally>,
    priors: Vec<(f32, f32)>,
    learned: Option<&'a Learned>,
    tickets: bool,
}

impl<'a> Bandit<'a> {
    /// Without anything learned the prior is flat and the scores are not used.
    pub(super) fn new(
        trial: &Trial,
        scores: &[f64],
        learned: Option<&'a Learned>,
        tickets: bool,
    ) -> Self {
        let trust = learned.map_or(0.0, |learned| f64::from(learned.trust));
        let tally =
            |score: &f64| Tally { expected: (trust * score).exp() as f32, ..Tally::default() };
        Self {
            rates: trial.arms.iter().map(|arm: &Arm| arm.rate() as f32).collect(),
            tallies: scores.iter().map(tally).collect(),
            priors: vec![(1.0, 1.0); scores.len()],
            learned,
            tickets,
        }
    }

    /// Plays up to so many of the horizons; the same seed plays the same.
    pub(super) fn play(mut self, seed: usize, horizons: usize) -> Rates {
        let mut random = SplitMix::new(seed as u64);
        let (mut rates, mut sum, mut shown) = (Rates::default(), 0.0, 0);
        for (at, horizon) in HORIZONS.into_iter().enumerate().take(horizons) {
            while shown < horizon {
                if shown < 200 || shown % EVERY == 0 {
                    self.expect(shown as f32);
                }
                let arm = self.draw(&mut || random.next());
                sum += f64::from(self.rates[arm]);
                self.tallies[arm].shown += 1.0;
                if uniform(&mut || random.next()) < self.rates[arm] {
                    self.tallies[arm].rewarded += 1.0;
                }
                shown += 1;
            }
            rates[at] = sum / horizon as f64;
        }
        rates
    }

    /// Renews the priors.
    fn expect(&mut self, shown: f32) {
        let Some(learned) = self.learned else { return };
        let strength = learned.strength.after(shown);
        let mean = common_mean(&self.tallies, learned.fleet, FLEET, strength);
        for (prior, tally) in self.priors.iter_mut().zip(&self.tallies) {
            *prior = beta_prior(mean * tally.expected, strength);
        }
    }

    /// The arm of the best draw, or of a ticket.
    fn draw(&self, draw: &mut dyn FnMut() -> u32) -> usize {
        if self.tickets {
            let ticket = below(TICKETS.into(), draw) as usize;
            if ticket < self.rates.len() {
                return ticket;
            }
        }
        let (mut best, mut most) = (0, -1.0);
        for (arm, ((a, b), tally)) in self.priors.iter().zip(&self.tallies).enumerate() {
            let missed = tally.shown - tally.rewarded;
            let value = beta((a + tally.rewarded, b + missed), draw);
            if value > most {
                (best, most) = (arm, value);
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trial(clicks: &[f64]) -> Trial {
        let arm = |clicks: &f64| Arm { text: String::new(), impressions: 100.0, clicks: *clicks };
        Trial { week: 1, fold: 0, arms: clicks.iter().map(arm).collect() }
    }

    fn played(trial: &Trial, scores: &[f64], seed: usize) -> Rates {
        Bandit::new(trial, scores, Some(&LEARNED), false).play(seed, HORIZONS.len())
    }

    const LEARNED: Learned = Learned {
        fleet: 0.1,
        strength: Strength { first: 4_000.0, lasting: 10.0, fade: 150.0 },
        trust: 1.0,
    };

    #[test]
    fn a_clear_winner_is_found_even_when_the_text_speaks_against_it() {
        let trial = trial(&[2.0, 20.0, 2.0]);
        let rates = played(&trial, &[0.3, -0.3, 0.0], 5);
        let shares = shares_of(&trial, &rates);
        assert!(shares[0] < shares[1] && shares[3] > 0.9, "{shares:?}");
    }

    #[test]
    fn a_text_that_is_right_helps_from_the_first_impressions() {
        let trial = trial(&[5.0, 6.0]);
        let share = |score: f64| {
            let rates = (0..40).map(|seed| played(&trial, &[-score, score], seed));
            rates.map(|rates| shares_of(&trial, &rates)[0]).sum::<f64>() / 40.0
        };
        assert!(share(0.2) > share(0.0) + 0.2);
    }

    #[test]
    fn arms_that_are_all_alike_leave_nothing_to_gain_and_are_not_counted() {
        let trials = [trial(&[3.0, 3.0]), trial(&[2.0, 20.0])];
        let best = |_: usize, trial: &Trial| [trial.best_rate(); 4];
        assert_eq!(shares(&trials, best), ([1.0; 4], [1.0; 4]));
    }

    #[test]
    fn the_same_seed_plays_the_same() {
        let trial = trial(&[2.0, 3.0, 4.0]);
        let play = || Bandit::new(&trial, &[0.0; 3], Some(&LEARNED), true).play(3, 2);
        assert_eq!(play(), play());
    }
}
