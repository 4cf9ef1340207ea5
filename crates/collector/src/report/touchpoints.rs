//! What touchpoints have to do with what visits bring, what shoppers say of them, and where in the
//! purchase they are met. Never a cause, and never a touchpoint that fewer than k visits met.

use super::answers::named;
use super::lift::two_digits;
use super::sums::Sums;
use crate::release::disclose::{Cell, Grain};
use crate::release::{Released, Table};
use crate::store::Row as Stored;
use motivo_core::plan::Plan;
use motivo_core::symbols::Phase;
use motivo_core::touchpoint::DRAWN;
use motivo_stats::importance::{
    Importance, Moments, effect_errors, effects, importance, standard_errors,
};
use motivo_stats::{Interval, Z95};
use std::collections::BTreeMap;

/// Visits at which the rarest pair was looked at, for each touchpoint, before anything is told: by
/// chance alone touchpoints explain about touchpoints / visits.
const VISITS: f64 = 20.0;
/// Parts of the period for the intervals, at most; each costs the time of an importance.
const PARTS: usize = 20;

/// An outcome whose importance is derived, by the names of its sums.
#[derive(Clone, Copy)]
struct Outcome {
    /// Visits in which it is known, and those of them that met the touchpoint.
    known: [&'static str; 2],
    /// Itself, its square, itself where the touchpoint was met.
    sums: [&'static str; 3],
}

/// All visits, and those that met it.
const ALL: [&str; 2] = ["n", "seen"];
const CONNECTED: Outcome = Outcome {
    known: ["asked", "seen_asked"],
    sums: ["connected", "connected_squared", "seen_connected"],
};
const REWARD: Outcome = Outcome { known: ALL, sums: ["reward", "reward_squared", "seen_reward"] };
const CONVERTED: Outcome =
    Outcome { known: ALL, sums: ["converted", "converted_squared", "seen_converted"] };

/// All that is told of touchpoints.
pub(super) struct Touchpoints {
    /// Most important for connection first, or for the reward while that cannot be told; else in
    /// the order of the storefront's list.
    pub(super) rows: Vec<Row>,
    /// About how many visits are missing until importance can be told.
    pub(super) more: Option<f64>,
    /// The same for connection; `None` too where nobody has answered.
    pub(super) more_answers: Option<f64>,
}

/// A touchpoint.
pub(super) struct Row {
    pub(super) id: String,
    /// Share of visits that met it, of those that tell of it.
    pub(super) seen: f64,
    /// Its share of what shoppers say mattered; 0 where too few named it to say.
    pub(super) stated: Option<f64>,
    /// What it explains of whether shoppers are connected, of how the reward varies, and of whether
    /// an order comes.
    pub(super) explains: [Option<Share>; 3],
    /// How much likelier a visit that meets it is to be of a connected shopper, all else the same.
    pub(super) connects: Option<Share>,
    /// How many orders more come from a visit that meets it, all else the same.
    pub(super) orders: Option<Share>,
    /// Visits that met it, and that something went wrong at it, by phase.
    pub(super) phases: Vec<(Cell, Cell)>,
}

/// A share or an effect, with its 95 % interval where the days allow for one.
#[derive(Clone, Copy)]
pub(super) struct Share {
    pub(super) share: f64,
    pub(super) interval: Option<Interval>,
}

impl Share {
    /// Whether chance alone may have made it.
    pub(super) fn covers_zero(self) -> bool {
        self.interval.is_none_or(|interval| !interval.excludes_zero())
    }
}

/// `sums` are those of `released`.
pub(super) fn touchpoints(released: &Released, sums: &Sums, plan: &Plan) -> Touchpoints {
    let (stored, grain) = (released.rows(), released.grain(Table::Touchpoints));
    let at = released.grain(Table::TouchpointPhases);
    let all: Vec<&str> = plan.touchpoints().collect();
    let told = |id: &str, measure| sums.get("touchpoints", id, measure);
    let met = |id: &&&str| told(id, "seen") >= grain.from && told(id, "n") >= grain.from;
    let ids: Vec<&str> = all.iter().filter(met).copied().collect();
    // A visit may add so much to what importance is made of that noise would leave nothing of it.
    let is_told = released.noisy().is_none();
    let missing = missing(sums, &ids, all.len() as f64, grain).filter(|_| is_told);
    let asked = ids.iter().map(|id| told(id, CONNECTED.known[0])).fold(f64::INFINITY, f64::min);
    let asked = if asked > 0.0 { grain.told(asked) } else { 0.0 };
    let wanted = VISITS * ids.len() as f64;
    let is_known = missing.is_none() && is_told;
    // One row for each cell and day is much to read, so that it is read once for each outcome.
    let touched = stored.iter().filter(|row| row.marginal.starts_with("touchpoint"));
    let touched: Vec<&Stored> = touched.collect();
    let sums_of =
        |outcome: Outcome, is_known: bool| is_known.then(|| parts(&touched, &ids, outcome));
    let of = |parts: &Option<Vec<Moments>>, found: fn(&[Moments]) -> Vec<Option<Share>>| {
        parts.as_deref().map_or_else(|| vec![None; ids.len()], found)
    };
    let connected = sums_of(CONNECTED, is_known && asked >= wanted);
    let (reward, converted) = (sums_of(REWARD, is_known), sums_of(CONVERTED, is_known));
    let explains = [of(&connected, shares), of(&reward, shares), of(&converted, shares)];
    let (connects, orders) = (of(&connected, adds), of(&converted, adds));
    let stated: BTreeMap<&str, Option<f64>> =
        all.iter().copied().zip(named(sums, &all, grain)).collect();
    let is_said = stated.values().any(Option::is_some);
    let row = |(place, id): (usize, &&str)| Row {
        id: (*id).to_owned(),
        // Noise may leave more that met it than told of it.
        seen: grain.share(told(id, "seen"), told(id, "n")).rate(),
        stated: stated[id].or(is_said.then_some(0.0)),
        explains: [0, 1, 2].map(|of| explains[of][place]),
        connects: connects[place],
        orders: orders[place],
        phases: Phase::ALL.iter().map(|phase| phases(sums, id, *phase, at)).collect(),
    };
    let mut rows: Vec<Row> = ids.iter().enumerate().map(row).collect();
    let rank = |row: &Row| row.explains[0].or(row.explains[1]).map_or(0.0, |of| of.share);
    rows.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    let visits = grain.told(sums.sides().personalised.visits + sums.sides().holdout.visits);
    let more_answers = (asked > 0.0 && asked < wanted && !ids.is_empty())
        .then(|| two_digits(visits * (wanted / asked - 1.0)));
    Touchpoints { rows, more: missing, more_answers }
}

fn phases(sums: &Sums, id: &str, phase: Phase, grain: Grain) -> (Cell, Cell) {
    let key = format!("{id}|{}", phase.id());
    let cell = |measure| Cell::alone(sums.get("touchpoint_phase", &key, measure), grain);
    (cell("seen"), cell("friction"))
}

/// Visits until the rarest pair was looked at often enough; a visit looks at 28 of all pairs.
fn missing(sums: &Sums, ids: &[&str], all: f64, grain: Grain) -> Option<f64> {
    let pairs = |(place, first): (usize, &&str)| {
        let visits =
            |second: &&str| sums.get("touchpoint_pairs", &format!("{first}|{second}"), "n");
        ids[place + 1..].iter().map(visits).fold(f64::INFINITY, f64::min)
    };
    let rarest = grain.told(ids.iter().enumerate().map(pairs).fold(f64::INFINITY, f64::min));
    let (rarest, wanted) =
        if ids.len() < 2 { (0.0, VISITS * all) } else { (rarest, VISITS * ids.len() as f64) };
    let drawn = DRAWN as f64;
    let visits = (wanted - rarest) * all * (all - 1.0) / (drawn * (drawn - 1.0));
    (visits > 0.0).then(|| two_digits(visits))
}

fn shares(parts: &[Moments]) -> Vec<Option<Share>> {
    let whole = together(parts);
    let Ok(Importance { shares, method, .. }) = importance(&whole) else {
        return vec![None; whole.predictors()];
    };
    with_errors(shares, standard_errors(parts, method), (0.0, 1.0))
}

/// What each adds to the chance of an order.
fn adds(parts: &[Moments]) -> Vec<Option<Share>> {
    let whole = together(parts);
    let found = effects(&whole).unwrap_or_else(|_| vec![None; whole.predictors()]);
    // Beyond all and nothing, pairs were looked at too seldom to agree.
    let found = found.into_iter().map(|of| of.filter(|of| of.abs() <= 1.0)).collect();
    with_errors(found, effect_errors(parts), (-1.0, 1.0))
}

fn with_errors(
    found: Vec<Option<f64>>,
    errors: Option<Vec<Option<f64>>>,
    (least, most): (f64, f64),
) -> Vec<Option<Share>> {
    let errors = errors.unwrap_or_else(|| vec![None; found.len()]);
    let share = |(share, error): (Option<f64>, Option<f64>)| {
        let share = share?;
        let interval = error.map(|error| Interval {
            low: (share - Z95 * error).max(least),
            high: (share + Z95 * error).min(most),
        });
        Some(Share { share, interval })
    };
    found.into_iter().zip(errors).map(share).collect()
}

fn together(parts: &[Moments]) -> Moments {
    let mut whole = Moments::new(parts.first().map_or(0, Moments::predictors));
    parts.iter().for_each(|part| whole.add(part));
    whole
}

/// The sums of pairs by day, or by some days together where there are many.
fn parts(touched: &[&Stored], ids: &[&str], outcome: Outcome) -> Vec<Moments> {
    let mut days = BTreeMap::new();
    let place = |id: &str| ids.iter().position(|known| *known == id);
    let Outcome { known: [known, seen], sums: [itself, squared, where_seen] } = outcome;
    for row in touched {
        let day = days.entry(row.day).or_insert_with(|| Moments::new(ids.len()));
        match row.marginal.as_str() {
            "touchpoints" => {
                let Some(place) = place(&row.key) else { continue };
                let pair = day.pair_mut(place, ids.len());
                match row.measure.as_str() {
                    measure if measure == known => pair.n += row.value,
                    measure if measure == seen => {
                        (pair.x, pair.xx) = (pair.x + row.value, pair.xx + row.value);
                    }
                    measure if measure == itself => pair.y += row.value,
                    measure if measure == squared => pair.yy += row.value,
                    measure if measure == where_seen => pair.xy += row.value,
                    _ => {}
                }
            }
            "touchpoint_pairs" => {
                let of = row.key.split_once('|');
                let Some((a, b)) = of.and_then(|(a, b)| Some((place(a)?, place(b)?))) else {
                    continue;
                };
                // An owner who reorders the list turns a pair around.
                let pair = day.pair_mut(a.min(b), a.max(b));
                match (row.measure.as_str(), a < b) {
                    ("n", _) => pair.n += row.value,
                    ("both", _) => pair.xy += row.value,
                    ("first", true) | ("second", false) => {
                        (pair.x, pair.xx) = (pair.x + row.value, pair.xx + row.value);
                    }
                    ("first" | "second", _) => {
                        (pair.y, pair.yy) = (pair.y + row.value, pair.yy + row.value);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    let days: Vec<Moments> = days.into_values().collect();
    days.chunks(days.len().div_ceil(PARTS).max(1)).map(together).collect()
}
