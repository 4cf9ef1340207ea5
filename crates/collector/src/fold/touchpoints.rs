//! What eight touchpoints of a visit add: sums of products of what was met and how the visit stands.
//! Never the eight together, and never a visit's state: only pairs.

use super::{Cell, Names, cell};
use motivo_core::record::{State, Touchpoints};
use motivo_core::symbols::Connected;

/// Names of an outcome's sums: itself, its square, itself where the touchpoint was seen.
type Sums = (&'static str, &'static str, &'static str);

const OUTCOMES: [Sums; 4] = [
    ("converted", "converted_squared", "seen_converted"),
    ("revenue", "revenue_squared", "seen_revenue"),
    ("reward", "reward_squared", "seen_reward"),
    ("connected", "connected_squared", "seen_connected"),
];

/// A state's outcomes, in the order of [`OUTCOMES`].
fn outcomes(of: &State) -> [f64; 4] {
    let connected = of.connected == Connected::Yes;
    [of.converted.into(), of.revenue.into(), of.reward.into(), connected.into()]
}

pub(super) fn fold(
    of: &Touchpoints,
    names: &Names<'_>,
    cells: &mut Vec<Cell>,
) -> Result<(), &'static str> {
    let mut ids = Vec::with_capacity(of.drawn.len());
    for place in of.drawn {
        ids.push(names.place(place)?);
    }
    let before = of.before.unwrap_or(State::NONE);
    let is_first = f64::from(u8::from(of.before.is_none()));
    let saw = |state: &State, place: usize| f64::from(state.seen >> place & 1);
    let mut add = |marginal, key: &str, measure, value: f64| {
        if value != 0.0 {
            cells.push(cell(marginal, key, measure, value));
        }
    };
    for (place, id) in ids.iter().enumerate() {
        // What the visit adds is a function of its state, after less before.
        let mut change = |measure, value: &dyn Fn(&State) -> f64| {
            add("touchpoints", id, measure, value(&of.after) - value(&before));
        };
        change("seen", &|state| saw(state, place));
        let asked = |state: &State| f64::from(u8::from(state.connected != Connected::Unasked));
        change("asked", &asked);
        change("seen_asked", &|state| saw(state, place) * asked(state));
        for (index, (itself, squared, where_seen)) in OUTCOMES.into_iter().enumerate() {
            change(itself, &|state| outcomes(state)[index]);
            change(squared, &|state| outcomes(state)[index].powi(2));
            change(where_seen, &|state| saw(state, place) * outcomes(state)[index]);
        }
        add("touchpoints", id, "n", is_first);
        let phase = format!("{id}|{}", of.phase.id());
        add("touchpoint_phase", &phase, "seen", saw(&of.after, place) - saw(&before, place));
        for (other, second) in ids.iter().enumerate().skip(place + 1) {
            let key = format!("{id}|{second}");
            let both = |state: &State| saw(state, place) * saw(state, other);
            add("touchpoint_pairs", &key, "n", is_first);
            add("touchpoint_pairs", &key, "first", saw(&of.after, place) - saw(&before, place));
            add("touchpoint_pairs", &key, "second", saw(&of.after, other) - saw(&before, other));
            add("touchpoint_pairs", &key, "both", both(&of.after) - both(&before));
        }
    }
    Ok(())
}
