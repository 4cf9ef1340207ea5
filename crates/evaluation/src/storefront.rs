//! The whole loop over days: a storefront that learns from its records, against ways that do not.
//! Never a world made for it: the shoppers are those of the demo, and no number was fitted to them.
//!
//! | file | idea |
//! | --- | --- |
//! | [`days`] | visits, records, sums, the next day's policy |
//! | [`ways`] | what is compared, at the same moments |

mod days;
mod ways;

use crate::plot;
use crate::target::{Bound, Plot, Row, Section};
use anyhow::Result;
use days::{Earned, Storefront, learned, plan};
use motivo_core::plan::Plan;
use ways::Way;

/// The first storefront's seed.
const SEED: u64 = 3_000_000;
const STOREFRONTS: u64 = 16;
const DAYS: u64 = 30;
/// Visits a day.
const VISITS: u64 = 200;
/// Days by which the best arm is found.
const SEARCHED: u64 = 1;
/// Days at both ends that are told.
const ENDS: usize = 10;

/// The days of each storefront.
type Played = Vec<Vec<Earned>>;

/// Measures the rows of the loop.
pub(crate) fn measure() -> Result<Section> {
    let plan = plan();
    let built_in = learned(Vec::new());
    let stays = |way: &Way<'_>| play(|shop| shop.stays(&plan, (DAYS, VISITS), way));
    let (best, name) = best(&plan);
    let ways: [(&str, Played); 6] = [
        ("learned", play(|shop| shop.learns(&plan, (DAYS, VISITS)))),
        ("fixed best", stays(&best)),
        ("neutral, always", stays(&Way::Neutral)),
        ("built-in", stays(&Way::Policy(&built_in))),
        ("nothing", stays(&Way::Nothing)),
        ("motive known", stays(&Way::Knowing)),
    ];
    let last = DAYS as usize - ENDS..DAYS as usize;
    let mut rows = Vec::new();
    for (name, played) in &ways {
        for (days, range) in [("first", 0..ENDS), ("last", last.clone())] {
            let (mean, error) = mean(&rates(played, range));
            let what = format!("reward per visit, {name}, {days} ten days (± {error:.4})");
            rows.push(Row::told(what, mean));
        }
    }
    let learned = rates(&ways[0].1, last.clone());
    for (name, played) in &ways[1..] {
        let theirs = rates(played, last.clone());
        let over: Vec<f64> = learned.iter().zip(theirs).map(|(a, b)| a - b).collect();
        let (mean, error) = mean(&over);
        let what = format!("learned, last ten days, over {name} (± {error:.4})");
        rows.push(match *name {
            "motive known" => Row::told(what, mean),
            _ => Row::judged(what, Bound::AtLeast(0.0), None, mean),
        });
    }
    let lines: Vec<plot::Line> =
        ways.iter().map(|(name, played)| ((*name).to_owned(), by_day(played))).collect();
    Ok(Section {
        title: "Learning loop",
        about: about(&name),
        rows,
        plots: vec![Plot {
            name: "loop.svg",
            shows: "Reward per visit by day, mean of sixteen simulated storefronts: the policy that learns, the best fixed arm, neutral words always, the built-in policy, nothing, and what could be earned if each shopper's motive were known",
            svg: plot::days(&lines),
        }],
    })
}

fn about(best: &str) -> String {
    format!(
        "{STOREFRONTS} simulated storefronts with the sample shop's plan, {DAYS} days of {VISITS} \
         visits; each day is folded into the collector's sums, and the next day's pages draw by the \
         policy file and the response strengths learned from all days before, k = 10. \
         All ways meet the same shoppers up to the first decision and keep the same manners; the \
         reward is that of the visit's last record, 0 without one; visits of the holdout (a tenth) \
         and visits without a decision moment are in no mean. \
         Fixed best is {best}, wherever it may appear: of all single arms the one that earned most \
         on the first day of all storefronts together. \
         Neutral, always, shows what may appear in neutral words, so up to three experiences a \
         visit as the policy may. \
         Built-in is the policy without a file. \
         Motive known is a ceiling that no page can reach: words for what truly moves the shopper, \
         without tickets, wherever the belief is sure enough to speak at all. \
         ± is one standard error over storefronts; differences are taken within each storefront."
    )
}

/// The single arm that earns most, and its name.
fn best(plan: &Plan) -> (Way<'static>, String) {
    let earns = |arm| {
        let played = play(|shop| shop.stays(plan, (SEARCHED, VISITS), &Way::Only(arm)));
        mean(&rates(&played, 0..SEARCHED as usize)).0
    };
    let arms = ways::arms(plan).into_iter().map(|arm| (earns(arm), arm));
    let (_, best) = arms.max_by(|a, b| a.0.total_cmp(&b.0)).expect("the plan shows something");
    (Way::Only(best), ways::name(plan, best))
}

/// Plays each storefront, on as many threads as the machine runs at once.
fn play(days: impl Fn(&Storefront) -> Vec<Earned> + Sync) -> Played {
    let seeds: Vec<u64> = (SEED..SEED + STOREFRONTS).collect();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let one = |seed: &u64| days(&Storefront { seed: *seed });
    std::thread::scope(|scope| {
        let parts = seeds.chunks(seeds.len().div_ceil(threads));
        let started: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().map(one).collect::<Played>()))
            .collect();
        let played = started.into_iter().map(|thread| thread.join().expect("no visit panics"));
        played.flatten().collect()
    })
}

/// Reward per visit of each storefront over these days.
fn rates(played: &Played, days: std::ops::Range<usize>) -> Vec<f64> {
    played.iter().map(|shop| rate(shop[days.clone()].iter())).collect()
}

fn rate<'a>(earned: impl Iterator<Item = &'a Earned>) -> f64 {
    let (visits, reward) =
        earned.fold((0.0, 0.0), |sum, day| (sum.0 + day.visits, sum.1 + day.reward));
    reward / visits
}

/// Day, from 1, and the mean of the storefronts.
fn by_day(played: &Played) -> Vec<(f64, f64)> {
    (0..DAYS as usize).map(|day| (day as f64 + 1.0, mean(&rates(played, day..day + 1)).0)).collect()
}

/// Mean and its standard error.
fn mean(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, (squares / (n - 1.0) / n).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_has_the_error_of_its_values() {
        let (mean, error) = mean(&[1.0, 2.0, 3.0, 4.0]);
        // Standard deviation 1.29099 over the root of 4.
        assert!((mean - 2.5).abs() < 1e-12 && (error - 0.645_497).abs() < 1e-6);
    }
}
