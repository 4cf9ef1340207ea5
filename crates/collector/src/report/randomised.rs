//! The pooled lift of what was told by chance (`ldp`), and nothing else: no motivator, no kind.
//! Never mixed with counts, and never two losses or two lists of symbols in one estimate.

use crate::release::disclose::{Cell, Grain};
use crate::store::Row;
use motivo_core::record::Nats;
use motivo_stats::privacy::pooled;
use std::collections::BTreeMap;

/// The standard error from which a lift is told: one percentage point.
const WORTH_TELLING: f64 = 0.01;

/// What reports of one loss and one list of symbols say.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Randomised {
    /// Privacy loss of each report, in nats.
    pub(super) epsilon: u8,
    pub(super) symbols: u32,
    /// Reports of personalised visits and of the holdout.
    pub(super) reports: [Cell; 2],
    pub(super) lift: Told,
}

/// A lift, or how far it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Told {
    /// A side has fewer than k reports.
    TooFew,
    /// The standard error is above one point: about so many more reports.
    More(f64),
    /// The lift and its standard error, as shares of visits.
    Lift { estimate: f64, error: f64 },
}

/// Reports of a side, and how often they told a symbol with an order in it.
type Side = (f64, f64);

/// An estimate for each loss and list of symbols.
pub(super) fn randomised(rows: &[Row], grain: Grain) -> Vec<Randomised> {
    let mut groups = BTreeMap::<(u8, u32), [Side; 2]>::new();
    for row in rows {
        let fields: Vec<&str> = row.key.split('|').collect();
        let (Some(epsilon), Some(symbols)) = (number(&fields, 0), number(&fields, 1)) else {
            continue;
        };
        let sides = groups.entry((epsilon as u8, symbols)).or_default();
        let side = &mut sides[usize::from(fields.get(2) == Some(&"1"))];
        match row.marginal.as_str() {
            "private" => side.0 += row.value,
            "private_symbols" if fields.last() == Some(&"1") => side.1 += row.value,
            _ => {}
        }
    }
    let found = |((epsilon, symbols), sides): ((u8, u32), [Side; 2])| Randomised {
        epsilon,
        symbols,
        reports: sides.map(|(reports, _)| Cell::alone(reports, grain)),
        lift: lift(epsilon, symbols, sides, grain),
    };
    groups.into_iter().map(found).collect()
}

fn number(fields: &[&str], place: usize) -> Option<u32> {
    fields.get(place)?.parse().ok()
}

fn lift(epsilon: u8, symbols: u32, sides: [Side; 2], grain: Grain) -> Told {
    if sides.iter().any(|(reports, _)| *reports < grain.from) {
        return Told::TooFew;
    }
    let nats = if epsilon == 4 { Nats::Four } else { Nats::Two };
    // Half of the symbols have an order in them.
    let [shown, held] = sides
        .map(|(reports, orders)| pooled(symbols, nats.epsilon(), symbols / 2, orders, reports));
    let error = shown.error.hypot(held.error);
    if error > WORTH_TELLING {
        let reports = grain.told(sides[0].0 + sides[1].0);
        return Told::More((reports * ((error / WORTH_TELLING).powi(2) - 1.0)).ceil());
    }
    Told::Lift { estimate: shown.rate - held.rate, error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn row(marginal: &str, key: &str, value: f64) -> Row {
        let day = date(2026, 11, 1);
        Row { day, marginal: marginal.into(), key: key.into(), measure: "n".into(), value }
    }

    /// Two sides that told an order so often, whatever the motivator and kind.
    fn told(reports: [f64; 2], orders: [f64; 2]) -> Vec<Row> {
        let mut rows = Vec::new();
        for side in [0, 1] {
            rows.push(row("private", &format!("4|22|{side}|nothing"), reports[side] / 2.0));
            rows.push(row("private", &format!("4|22|{side}|pulse"), reports[side] / 2.0));
            let key = |id: &str, so: u8| format!("4|22|{side}|pulse|{id}|{so}");
            rows.push(row("private_symbols", &key("thrill", 1), orders[side] - 7.0));
            rows.push(row("private_symbols", &key("abstained", 1), 7.0));
            rows.push(row("private_symbols", &key("thrill", 0), reports[side] - orders[side]));
        }
        rows
    }

    #[test]
    fn the_pooled_lift_has_the_error_of_the_formula() {
        let found =
            randomised(&told([40_000.0, 40_000.0], [12_000.0, 11_000.0]), Grain::exact(10.0));
        // k-RR of 22 symbols: p - q = (e^4 - 1) / (e^4 + 21), by Python 3.11.
        let gap = (4_f64.exp() - 1.0) / (4_f64.exp() + 21.0);
        let share = |y: f64| (y * (1.0 - y) / 40_000.0).sqrt() / gap;
        let Told::Lift { estimate, error } = found[0].lift else { panic!("{found:?}") };
        assert!((estimate - 0.025 / gap).abs() < 1e-12, "{estimate}");
        assert!((error - share(0.3).hypot(share(0.275))).abs() < 1e-12, "{error}");
        assert_eq!(found[0].reports, [Cell::Printed(40_000.0); 2]);
    }

    #[test]
    fn few_reports_say_how_many_are_missing_and_very_few_say_nothing() {
        let found = randomised(&told([400.0, 400.0], [120.0, 110.0]), Grain::exact(10.0));
        let Told::More(more) = found[0].lift else { panic!("{found:?}") };
        // Hundredfold reports have a tenth of the error, .00458 x 10 here.
        assert!((16_000.0..19_000.0).contains(&(more + 800.0)), "{more}");
        let found = randomised(&told([400.0, 8.0], [120.0, 7.0]), Grain::exact(10.0));
        assert_eq!((found[0].reports[1], found[0].lift), (Cell::Under, Told::TooFew));
    }

    #[test]
    fn another_loss_or_another_list_is_another_estimate() {
        let rows = [row("private", "2|22|0|nothing", 50.0), row("private", "4|22|0|nothing", 60.0)];
        let rows = [rows.as_slice(), &[row("private", "4|20|1|nothing", 70.0)]].concat();
        let found = randomised(&rows, Grain::exact(10.0));
        let groups: Vec<_> = found.iter().map(|of| (of.epsilon, of.symbols)).collect();
        assert_eq!(groups, [(2, 22), (4, 20), (4, 22)]);
        assert!(found.iter().all(|of| of.lift == Told::TooFew));
    }
}
