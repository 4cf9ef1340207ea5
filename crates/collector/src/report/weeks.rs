//! A share by week of the period: the weeks begin on Monday, the first may be cut, and the running one
//! is not told: a day of it would look like a change.
//! Never a week of fewer than k visits, nor one that the others and the total give away.

use crate::release::disclose::{Grain, column};
use crate::store::Row;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use motivo_core::plan::Plan;
use std::collections::BTreeMap;

/// The most weeks that are told; of a longer period the last ones.
const WEEKS: usize = 26;
/// Motivators at most: more lines cannot be told apart.
const LINES: usize = 5;

/// A share by week.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weekly {
    /// What it is of.
    pub(super) name: String,
    /// A week's first day, and the share.
    pub(super) points: Vec<(Date, f64)>,
}

/// Cases with and without what a share is of, by week.
#[derive(Clone, Debug, Default)]
struct Counted(BTreeMap<Date, (f64, f64)>);

/// The rows of weeks that are over.
fn over(rows: &[Row], today: Date) -> impl Iterator<Item = &Row> {
    let monday = monday(today);
    rows.iter().filter(move |row| row.day < monday)
}

fn monday(day: Date) -> Date {
    day.saturating_sub(i32::from(day.weekday().since(Weekday::Monday)).days())
}

impl Counted {
    fn add(&mut self, day: Date, hits: f64, of: f64) {
        let week = self.0.entry(monday(day)).or_default();
        *week = (week.0 + hits, week.1 + of);
    }

    fn told(&self, name: &str, grain: Grain) -> Weekly {
        let (hits, others): (Vec<f64>, Vec<f64>) =
            self.0.values().map(|(hits, of)| (*hits, of - hits)).unzip();
        let (hits, others) = (column(&hits, grain).0, column(&others, grain).0);
        let weeks = self.0.keys().zip(hits.iter().zip(&others));
        let told = weeks.filter_map(|(week, (hits, others))| {
            let (hits, others) = (hits.printed()?, others.printed()?);
            Some((*week, hits / (hits + others)))
        });
        let mut points: Vec<_> = told.collect();
        points.drain(..points.len().saturating_sub(WEEKS));
        Weekly { name: name.to_owned(), points }
    }
}

impl Weekly {
    /// Two weeks make a line.
    fn is_line(&self) -> bool {
        self.points.len() > 1
    }

    /// The last week's share.
    pub(super) fn end(&self) -> f64 {
        self.points.last().map_or(0.0, |(_, share)| *share)
    }
}

/// Connected, of those who answered, personalised and holdout.
pub(super) fn connected(rows: &[Row], today: Date, grain: Grain) -> Vec<Weekly> {
    let sides = [("Personalised", "|0"), ("Holdout", "|1")];
    let of = |(name, side): (&str, &str)| {
        let mut counted = Counted::default();
        let rows = over(rows, today);
        for row in rows.filter(|row| row.marginal == "motivators" && row.key.ends_with(side)) {
            match row.measure.as_str() {
                "asked" => counted.add(row.day, 0.0, row.value),
                "connected" => counted.add(row.day, row.value, 0.0),
                _ => {}
            }
        }
        counted.told(name, grain)
    };
    sides.map(of).into_iter().filter(Weekly::is_line).collect()
}

/// The strongest motivators' shares of the visits whose motivator could be told, the highest last
/// week first.
pub(super) fn motivators(rows: &[Row], plan: &Plan, today: Date, grain: Grain) -> Vec<Weekly> {
    let rows = over(rows, today);
    let visits = rows.filter(|row| row.marginal == "motivators" && row.measure == "visits");
    let told: Vec<(&str, &Row)> = visits
        .filter_map(|row| Some((row.key.split_once('|')?.0, row)))
        .filter(|(id, _)| *id != "abstained")
        .collect();
    let of = |id: &str| {
        let mut counted = Counted::default();
        for (other, row) in &told {
            counted.add(row.day, if *other == id { row.value } else { 0.0 }, row.value);
        }
        counted.told(id, grain)
    };
    let mut lines: Vec<Weekly> = plan.motivators.ids().map(of).filter(Weekly::is_line).collect();
    lines.sort_by(|a, b| b.end().total_cmp(&a.end()));
    lines.truncate(LINES);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn row(day: i8, key: &str, measure: &str, value: f64) -> Row {
        let (marginal, key, measure) = ("motivators".into(), key.into(), measure.into());
        Row { day: date(2026, 11, day), marginal, key, measure, value }
    }

    #[test]
    fn days_are_told_by_the_week_they_are_of() {
        let rows = [
            row(2, "belonging|0", "asked", 30.0),
            row(8, "abstained|0", "asked", 30.0),
            row(8, "abstained|0", "connected", 15.0),
            row(9, "abstained|0", "asked", 40.0),
            row(9, "abstained|0", "connected", 10.0),
            row(9, "abstained|1", "asked", 19.0),
            row(9, "abstained|1", "connected", 10.0),
        ];
        // Of the holdout nine are not connected: too few.
        let [shown] = &connected(&rows, date(2026, 11, 16), Grain::exact(10.0))[..] else {
            panic!("one side")
        };
        assert_eq!(shown.name, "Personalised");
        assert_eq!(shown.points, [(date(2026, 11, 2), 0.25), (date(2026, 11, 9), 0.25)]);
    }

    #[test]
    fn a_week_that_the_others_would_give_away_is_not_told() {
        let week = |first: i8, n: f64| {
            [row(first, "belonging|0", "visits", n), row(first, "thrill|1", "visits", 40.0)]
        };
        let rows = [week(2, 30.0), week(9, 4.0), week(16, 50.0), week(23, 60.0)].concat();
        let plan = Plan::decode(include_str!("../../../core/tests/golden/plan.txt"));
        let of = motivators(
            &rows,
            &plan.expect("the golden plan"),
            date(2026, 12, 5),
            Grain::exact(10.0),
        );
        let belonging = of.iter().find(|line| line.name == "belonging").expect("a default one");
        // The week of the 2nd goes with that of the 9th, whose four visits it would tell.
        let told = [(date(2026, 11, 16), 50.0 / 90.0), (date(2026, 11, 23), 0.6)];
        assert_eq!(belonging.points, told);
    }
}
