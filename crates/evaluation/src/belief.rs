//! The filter against the exact ceiling of simulated worlds.
//! Never shares a formula with the filter: the ceiling enumerates the world's own hypotheses.

use crate::target::{Bound, Row, Section};
use anyhow::Result;
use motivo_core::belief::Belief;
use motivo_core::model::{BUILT_IN, Model};
use motivo_core::random::SplitMix;
use motivo_simulator::ceiling::Ceiling;
use motivo_simulator::world::{Walk, World};
use std::path::Path;

/// Visits a world; the standard error of eta is near .002 then.
const VISITS: u64 = 1_500;
const EVENTS: [usize; 5] = [5, 10, 20, 40, 80];

/// What a belief is worth in one world, by number of events.
#[derive(Clone, Copy, Debug, Default)]
struct Worth {
    /// Bits that are there to be known.
    ceiling: f64,
    /// Bits of them that the belief lacks.
    lacks: f64,
    /// Bits by the log score.
    bits: f64,
    top: f64,
    exact_top: f64,
}

impl Worth {
    fn eta(&self) -> f64 {
        1.0 - self.lacks / self.ceiling
    }
}

fn entropy(chances: impl Iterator<Item = f64>) -> f64 {
    chances.filter(|p| *p > 0.0).map(|p| -p * p.log2()).sum()
}

fn top(chances: impl Iterator<Item = f64>) -> usize {
    chances.enumerate().fold((0, 0.0), |best, (m, p)| if p > best.1 { (m, p) } else { best }).0
}

/// What is believed after each event.
pub(crate) fn beliefs(model: &'static Model, motivators: usize, walk: &Walk) -> Vec<Vec<f32>> {
    let mut belief = Belief::new(motivators, model);
    let update = |(tags, response): &(Vec<u8>, _)| {
        let tags: Vec<(u8, f32)> = tags.iter().map(|tag| (*tag, 1.0)).collect();
        belief.update(&tags, *response);
        belief.motivators()
    };
    walk.events.iter().map(update).collect()
}

/// Averages over visits of a world with its ceiling.
fn judge(world: &World, model: &'static Model, seed: u64) -> [Worth; EVENTS.len()] {
    let ceiling = Ceiling::new(world);
    let prior = entropy(world.prior.iter().map(|p| f64::from(*p)));
    let mut worth = [Worth::default(); EVENTS.len()];
    for visit in 0..VISITS {
        let mut random = SplitMix::new(seed + visit);
        let walk = world.walk(EVENTS[EVENTS.len() - 1], &mut || random.next());
        let exact = ceiling.posteriors(&walk);
        let believed = beliefs(model, world.prior.len(), &walk);
        for (worth, after) in worth.iter_mut().zip(EVENTS) {
            let (exact, believed) = (&exact[after - 1], &believed[after - 1]);
            let share = 1.0 / VISITS as f64;
            let of = |m: usize| f64::from(believed[m]).max(1e-12);
            worth.ceiling += share * (prior - entropy(exact.iter().copied()));
            let lacks = exact.iter().enumerate().filter(|(_, p)| **p > 0.0);
            worth.lacks += share * lacks.map(|(m, p)| p * (p / of(m)).log2()).sum::<f64>();
            let primary = usize::from(walk.primary);
            worth.bits += share * (prior + of(primary).log2());
            let hit = |best: usize| share * f64::from(u8::from(best == primary));
            worth.top += hit(top(believed.iter().map(|p| f64::from(*p))));
            worth.exact_top += hit(top(exact.iter().copied()));
        }
    }
    worth
}

/// Measures the belief's rows.
pub(crate) fn measure(_: &Path) -> Result<Section> {
    let mut rows = Vec::new();
    let clean = [0.75, 1.5, 3.0].map(|beta| (beta, World::reference(10).with_strength(beta)));
    for (beta, world) in &clean {
        let worth = judge(world, &BUILT_IN, 1_000);
        eprintln!("clean {beta}: {worth:.3?} eta {:.3?}", worth.map(|w| w.eta()));
        for (at, events) in EVENTS.into_iter().enumerate().skip(2) {
            let (must, stretch) = (Bound::AtLeast(0.85), Bound::AtLeast(0.92));
            let what = format!("eta, clean, strength {beta}, {events} events");
            rows.push(Row::judged(what, must, stretch, worth[at].eta()));
        }
    }
    for beta in [0.75, 1.5, 3.0] {
        let worth = judge(&World::reference(10).with_strength(beta).noisy(), &BUILT_IN, 2_000);
        eprintln!("noisy {beta}: {worth:.3?} eta {:.3?}", worth.map(|w| w.eta()));
        let what = format!("eta, noisy, strength {beta}, 40 events");
        rows.push(Row::judged(what, Bound::AtLeast(0.93), Bound::AtLeast(0.97), worth[3].eta()));
    }
    Ok(Section { title: "Belief", rows, ..Section::default() })
}
