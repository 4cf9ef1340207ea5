//! The filter against the exact ceiling of simulated worlds.
//! Never shares a formula with the filter: the ceiling enumerates the world's own hypotheses.

use crate::plot;
use crate::target::{Bound, Plot, Row, Section};
use anyhow::Result;
use motivo_core::belief::Belief;
use motivo_core::model::{BUILT_IN, Learned, Model, STRENGTHS, told_strengths};
use motivo_core::random::{SplitMix, uniform};
use motivo_core::symbols::Response;
use motivo_simulator::ceiling::Ceiling;
use motivo_simulator::world::{Quirk, Walk, World};

/// Visits a world; the standard error of eta is near .002 then.
const VISITS: u64 = 1_500;
/// The same for the log score, which is noisier: its standard error in bits is near .02 then.
const ENDS: u64 = 6_000;
/// Times 20,000 visits that a calibration error is the mean of; one alone has an error of .0035.
const CALIBRATIONS: u64 = 3;
/// Storefronts that a learned model is judged in, each with 200 visits of its own.
const STOREFRONTS: u64 = 6;
const EVENTS: [usize; 5] = [5, 10, 20, 40, 80];

/// What a belief is worth in one world, by number of events.
#[derive(Clone, Copy, Debug, Default)]
struct Worth {
    /// Bits that are there to be known.
    ceiling: f64,
    /// Bits of them that the belief lacks.
    lacks: f64,
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
pub(crate) fn beliefs(model: &Model<'_>, motivators: usize, walk: &Walk) -> Vec<Vec<f32>> {
    let mut belief = Belief::new(motivators, model);
    let update = |event| {
        take(&mut belief, walk, event);
        belief.motivators()
    };
    walk.events.iter().map(update).collect()
}

fn take(belief: &mut Belief<'_>, walk: &Walk, (tags, response): &(Vec<u8>, Response)) {
    let tags: Vec<_> = tags.iter().map(|tag| (*tag, 1.0)).collect();
    if walk.understood { belief.update(&tags, *response) } else { belief.act(&tags) }
}

/// What is believed at the end of a visit.
fn believed<'a>(model: &'a Model<'a>, motivators: usize, walk: &Walk) -> Belief<'a> {
    let mut belief = Belief::new(motivators, model);
    walk.events.iter().for_each(|event| take(&mut belief, walk, event));
    belief
}

/// Averages over visits of a world with its ceiling.
fn judge(world: &World, model: &Model<'_>, seed: u64) -> [Worth; EVENTS.len()] {
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
        }
    }
    worth
}

/// Bits about what moves the shopper at the end of a visit, by the log score, and how many of the
/// visits were believed to be sure enough.
fn ends(world: &World, model: &Model<'_>, events: usize, seed: u64) -> (f64, f64) {
    ends_of(ENDS, world, model, events, seed)
}

fn ends_of(visits: u64, world: &World, model: &Model<'_>, events: usize, seed: u64) -> (f64, f64) {
    let (mut bits, mut sure) = (0.0, 0.0);
    let prior = entropy(world.prior.iter().map(|p| f64::from(*p)));
    for visit in 0..visits {
        let mut random = SplitMix::new(seed + visit);
        let walk = world.walk(events, &mut || random.next());
        let belief = believed(model, world.prior.len(), &walk);
        let of = f64::from(belief.motivators()[usize::from(walk.primary)]).max(1e-12);
        bits += (prior + of.log2()) / visits as f64;
        sure += f64::from(u8::from(belief.top().is_some())) / visits as f64;
    }
    (bits, sure)
}

/// The expected calibration error of the likeliest motivator's chance, in 15 bins of equal width.
fn calibration(world: &World, model: &Model<'_>, seed: u64) -> (f64, Vec<Bin>) {
    let visits = 20_000;
    let mut bins = vec![Bin::default(); 15];
    for visit in 0..visits {
        let mut random = SplitMix::new(seed + visit);
        let events = 10 + (visit % 71) as usize;
        let walk = world.walk(events, &mut || random.next());
        let belief = believed(model, world.prior.len(), &walk);
        let chances = belief.motivators();
        let best = top(chances.iter().map(|p| f64::from(*p)));
        let chance = f64::from(chances[best]).clamp(0.0, 1.0);
        let bin = &mut bins[((chance * 15.0) as usize).min(14)];
        bin.visits += 1.0;
        bin.believed += chance;
        bin.right += f64::from(u8::from(best == usize::from(walk.primary)));
    }
    let error = bins.iter().map(|bin| (bin.believed - bin.right).abs()).sum::<f64>();
    (error / visits as f64, bins)
}

/// Visits that were believed with about the same chance.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bin {
    /// How many.
    pub(crate) visits: f64,
    /// The sum of what was believed.
    pub(crate) believed: f64,
    /// How many were believed to be what they were.
    pub(crate) right: f64,
}

/// A prior that takes the commonest motive for the rarest.
static WRONG: Model<'_> =
    Model { prior: &[0.05, 0.07, 0.08, 0.08, 0.09, 0.10, 0.11, 0.12, 0.14, 0.16], ..BUILT_IN };

/// The built-in model after a storefront's first 200 visits of 80 events.
fn learned(world: &World, seed: u64) -> Model<'static> {
    let mut learned = Learned::new(&BUILT_IN);
    for visit in 0..200 {
        let mut random = SplitMix::new(seed + visit);
        let model = learned.model(&BUILT_IN);
        let walk = world.walk(80, &mut || random.next());
        learned.see(&believed(&model, world.prior.len(), &walk));
    }
    learned.model(&BUILT_IN)
}

/// The built-in model with the strengths of a storefront's policy file, after 30 batches of 300
/// visits. Each tells one drawn level at its first decision, after 6 events, three in ten of them
/// after 40, for they return.
fn told(world: &World, seed: u64) -> Model<'static> {
    let (mut model, mut visits) = (BUILT_IN, seed..);
    for _batch in 0..30 {
        let mut levels = [0.0; STRENGTHS];
        for visit in visits.by_ref().take(300) {
            let mut random = SplitMix::new(visit);
            let events = if visit % 10 < 3 { 40 } else { 6 };
            let walk = world.walk(events, &mut || random.next());
            let belief = believed(&model, world.prior.len(), &walk);
            levels[usize::from(belief.strength(uniform(&mut || random.next())))] += 1.0;
        }
        let common = told_strengths(levels, 10.0);
        model.strengths.iter_mut().zip(common).for_each(|(of, n)| of.1 = f32::from(n) / 1000.0);
    }
    model
}

/// The same as [`ends`], the mean over storefronts that learned from visits of their own.
fn ends_learned(
    learn: fn(&World, u64) -> Model<'static>,
    world: &World,
    events: usize,
) -> (f64, f64) {
    let (mut bits, mut sure) = (0.0, 0.0);
    for storefront in 0..STOREFRONTS {
        let model = learn(world, 700_000 + 10_000 * storefront);
        let seed = 800_000 + ENDS * storefront;
        let of = ends_of(ENDS / STOREFRONTS, world, &model, events, seed);
        bits += of.0 / STOREFRONTS as f64;
        sure += of.1 / STOREFRONTS as f64;
    }
    (bits, sure)
}

/// Measures the belief's rows.
pub(crate) fn measure() -> Result<Section> {
    let reference = || World::reference(10);
    let mut section = Section {
        title: "Belief",
        about: format!(
            "Simulated visits on seeds that no parameter was fitted on: {VISITS} for each eta, \
             {ENDS} for bits by the log score, {CALIBRATIONS} times 20,000 for each ECE, \
             {STOREFRONTS} storefronts for what is learned. eta is the share of the available bits \
             that the belief holds; the ceiling is enumerated exactly, for each world its own."
        ),
        ..Section::default()
    };
    let rows = &mut section.rows;
    let mut lines = Vec::new();
    let mut least = f64::MAX;
    for noisy in [false, true] {
        for beta in [0.75, 1.5, 3.0] {
            let world = reference().with_strength(beta);
            let (name, world) = if noisy { ("noisy", world.noisy()) } else { ("clean", world) };
            let worth = judge(&world, &BUILT_IN, 1_000);
            for (worth, events) in worth.iter().zip(EVENTS) {
                let what = format!("eta, {name}, strength {beta}, {events} events");
                let judged = match (noisy, beta == 1.5, events) {
                    (false, _, 20..) => Some((0.85, 0.92)),
                    (true, true, 40) => Some((0.93, 0.97)),
                    _ => None,
                };
                rows.push(match judged {
                    Some((must, stretch)) => {
                        let stretch = Bound::AtLeast(stretch);
                        Row::judged(what, Bound::AtLeast(must), stretch, worth.eta())
                    }
                    None => Row::told(what, worth.eta()),
                });
                least = least.min((worth.ceiling - worth.lacks) / worth.ceiling);
            }
            let points = worth.iter().zip(EVENTS).map(|(worth, n)| (n as f64, worth.eta()));
            lines.push((format!("{name} {beta}"), points.collect::<Vec<_>>()));
        }
    }
    let what = "least share of the ceiling's bits, any of these worlds and counts";
    rows.push(Row::judged(what, Bound::AtLeast(0.0), Bound::AtLeast(0.05), least));
    for (beta, most, stretch) in [(0.75, 0.09, 0.05), (1.5, 0.05, 0.03), (3.0, 0.05, 0.03)] {
        let world = reference().with_strength(beta).noisy();
        let (mut error, mut bins) = (0.0, Vec::new());
        for run in 0..CALIBRATIONS {
            let run = calibration(&world, &BUILT_IN, 50_000 + 20_000 * run);
            error += run.0 / CALIBRATIONS as f64;
            bins = run.1;
        }
        let what = format!("ECE, noisy, strength {beta}, 20,000 visits of 10 to 80 events");
        rows.push(Row::judged(what, Bound::AtMost(most), Bound::AtMost(stretch), error));
        if beta == 1.5 {
            section.plots.push(Plot {
                name: "reliability.svg",
                shows: "How often the likeliest motivator was right against how likely it was believed to be, noisy world, strength 1.5",
                svg: plot::reliability(&bins),
            });
        }
    }
    for (after, must) in [(8, false), (15, true)] {
        let world = reference().with_strength(1.5).but(Quirk::Switch(20));
        let (bits, _) = ends(&world, &BUILT_IN, 20 + after, 3_000);
        let what = format!("bits about the new motive, {after} events after a switch at 20");
        rows.push(if must {
            Row::judged(what, Bound::AtLeast(0.0), None, bits)
        } else {
            Row::told(what, bits)
        });
    }
    let (none, _) = ends(&reference(), &WRONG, 0, 4_000);
    for events in EVENTS {
        let (bits, _) = ends(&reference(), &WRONG, events, 4_000);
        let what = format!("bits above its own at no event, wrong prior, {events} events");
        rows.push(Row::judged(what, Bound::AtLeast(0.0), None, bits - none));
    }
    let (bits, sure) = ends(&reference().with_strength(0.0), &BUILT_IN, 80, 5_000);
    rows.push(Row::told("bits, strength 0, nothing learned, 80 events", bits));
    rows.push(Row::told("share that does not abstain, strength 0, nothing learned", sure));
    let nobody = reference().with_strength(0.0);
    let (bits, sure) = ends_learned(learned, &nobody, 80);
    let what = "bits, strength 0, 200 visits learned, 80 events";
    rows.push(Row::judged(what, Bound::AtLeast(-0.15), Bound::AtLeast(-0.05), bits));
    let what = "share that does not abstain, strength 0, 200 visits learned";
    rows.push(Row::judged(what, Bound::AtMost(0.1), Bound::AtMost(0.03), sure));
    let (bits, sure) = ends_learned(told, &nobody, 80);
    rows.push(Row::told("bits, strength 0, by the policy file, 80 events", bits));
    rows.push(Row::told("share that does not abstain, strength 0, by the policy file", sure));
    for beta in [0.75, 1.5, 3.0] {
        let world = reference().with_strength(beta);
        let (before, _) = ends(&world, &BUILT_IN, 20, 9_000);
        for (by, learn) in [
            ("200 visits of learning add", learned as fn(&_, _) -> _),
            ("the policy file adds", told),
        ] {
            let (bits, _) = ends_learned(learn, &world, 20);
            let what = format!("bits that {by}, strength {beta}, 20 events");
            rows.push(Row::told(what, bits - before));
        }
    }
    for beta in [0.75, 1.5, 3.0] {
        let clean = reference().with_strength(beta);
        let noisy = reference().with_strength(beta).noisy();
        for (name, world) in [("clean", &clean), ("noisy", &noisy)] {
            let model = learned(world, 700_000);
            let worth = judge(world, &model, 1_000);
            for (worth, events) in worth.iter().zip(EVENTS).filter(|(_, events)| *events >= 20) {
                let what =
                    format!("eta, {name}, strength {beta}, {events} events, 200 visits learned");
                rows.push(Row::told(what, worth.eta()));
            }
            if name == "noisy" {
                let (error, _) = calibration(world, &model, 50_000);
                let what = format!("ECE, noisy, strength {beta}, 200 visits learned");
                rows.push(Row::told(what, error));
            }
        }
    }
    for (name, quirk) in QUIRKS {
        for events in [20, 40] {
            let (bits, sure) = ends(&reference().but(quirk), &BUILT_IN, events, 6_000);
            rows.push(Row::told(format!("bits, {name}, {events} events"), bits));
            rows.push(Row::told(format!("share that does not abstain, {name}, {events}"), sure));
        }
    }
    section.plots.push(Plot {
        name: "eta.svg",
        shows: "Share of the available bits that the belief holds against events, clean and noisy worlds",
        svg: plot::eta(&lines),
    });
    Ok(section)
}

/// Worlds that break what the belief takes for granted.
const QUIRKS: [(&str, Quirk); 9] = [
    ("four motivators on site", Quirk::Four),
    ("position bias", Quirk::Position),
    ("a tag in four inverted", Quirk::Inverted),
    ("identical tags everywhere", Quirk::Identical),
    ("correlated tags", Quirk::Correlated),
    ("a script that opens everything", Quirk::Script(Response::Act)),
    ("a script that reads everything as long", Quirk::Script(Response::Read)),
    ("somebody who skips everything", Quirk::Script(Response::Skip)),
    ("a keyboard, where only acts are evidence", Quirk::Keyboard),
];
