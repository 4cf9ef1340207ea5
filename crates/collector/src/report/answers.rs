//! What the pulse says: who is connected, against the holdout, and what shoppers say mattered.
//! Never an answer of fewer than k visits, nor one that its counterpart gives away.

use super::sums::Sums;
use crate::release::disclose::{Cell, Grain, column};
use motivo_core::plan::Plan;
use motivo_core::record::SIGNS;
use motivo_core::symbols::Question;
use motivo_stats::proportion::Proportion;
use motivo_stats::{Interval, Z95, difference};

/// From which answer to a question on it counts as a good one.
const EXCELLENT: u8 = 3;
const DELIGHTED: u8 = 4;
const ADVOCATE: u8 = 9;
const AGREES: u8 = 4;

/// What is told of the pulse.
pub(super) struct Answers {
    /// Visits that were asked, and of those the ones that answered.
    pub(super) asked: Cell,
    pub(super) answered: Cell,
    /// Shares of good answers, the connected first.
    pub(super) rows: Vec<Compared>,
    /// Unconnected, satisfied but not connected, connected: personalised and holdout.
    pub(super) pathway: [Option<[f64; 3]>; 2],
    /// Connected, by how many signs of it the visit showed.
    pub(super) signs: Vec<Option<Proportion>>,
}

/// A share of both sides.
pub(super) struct Compared {
    pub(super) what: Measure,
    pub(super) personalised: Option<Proportion>,
    pub(super) holdout: Option<Proportion>,
    /// Difference and Newcombe's 95 % interval for it, when both sides are printed.
    pub(super) difference: Option<(f64, Interval)>,
}

/// What a share is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Connected,
    Excellent,
    Delighted,
    Advocate,
    Understood,
    Again,
    Solved,
    Arrived,
    /// Visits by somebody who was here within 30 days.
    Returned,
}

impl Measure {
    const ALL: [Self; 9] = [
        Self::Connected,
        Self::Excellent,
        Self::Delighted,
        Self::Advocate,
        Self::Understood,
        Self::Again,
        Self::Solved,
        Self::Arrived,
        Self::Returned,
    ];

    /// The identifier in exports.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Connected => "connected",
            Self::Excellent => "excellent or delighted",
            Self::Delighted => "delighted",
            Self::Advocate => "advocates",
            Self::Understood => "understood",
            Self::Again => "would choose it again",
            Self::Solved => "solved",
            Self::Arrived => "arrived as promised",
            Self::Returned => "returned within 30 days",
        }
    }

    /// The question, and from which answer on it is a good one.
    fn question(self) -> Option<(Question, u8)> {
        match self {
            Self::Connected | Self::Returned => None,
            Self::Excellent => Some((Question::Delight, EXCELLENT)),
            Self::Delighted => Some((Question::Delight, DELIGHTED)),
            Self::Advocate => Some((Question::Advocacy, ADVOCATE)),
            Self::Understood => Some((Question::Understands, AGREES)),
            Self::Again => Some((Question::Again, AGREES)),
            Self::Solved => Some((Question::Solved, 1)),
            Self::Arrived => Some((Question::Arrived, 1)),
        }
    }

    /// Good answers and all of a side.
    fn of(self, sums: &Sums, plan: &Plan, holdout: u8) -> (f64, f64) {
        match (self, self.question()) {
            (_, Some((question, from))) => {
                let (least, most) = question.range();
                let n = |answer: u8| answers(sums, question, &answer.to_string(), holdout, "n");
                ((from..=most).map(n).sum(), (least..=most).map(n).sum())
            }
            (Self::Returned, _) => {
                let visits =
                    |returning| sums.get("visits", &format!("{holdout}|{returning}"), "visits");
                (visits("yes"), visits("yes") + visits("no"))
            }
            _ => {
                let buckets = || plan.motivators.ids().chain(["abstained"]);
                let sum = |measure| -> f64 {
                    buckets()
                        .map(|id| sums.get("motivators", &format!("{id}|{holdout}"), measure))
                        .sum()
                };
                (sum("connected"), sum("asked"))
            }
        }
    }
}

fn answers(sums: &Sums, question: Question, answer: &str, holdout: u8, measure: &str) -> f64 {
    sums.get("pulse", &format!("{}|{answer}|{holdout}", question.id()), measure)
}

/// What the pulse of a period says.
pub(super) fn answers_of(sums: &Sums, plan: &Plan, grain: Grain) -> Answers {
    let said = |what: &str| -> f64 {
        [0, 1].map(|side| sums.get("pulse", &format!("pulse|{what}|{side}"), "n")).iter().sum()
    };
    let (parts, asked) = column(&[said("answered"), said("silent")], grain);
    let row = |what: Measure| {
        let [personalised, holdout] = [0, 1].map(|side| share(what.of(sums, plan, side), grain));
        let difference = personalised.zip(holdout).map(|(shown, held)| {
            let worth = [shown, held].map(|share| grain.worth(share));
            (shown.rate() - held.rate(), difference::newcombe(worth[0], worth[1], Z95))
        });
        Compared { what, personalised, holdout, difference }
    };
    let signs = |signs: u8| {
        let of = |measure| -> f64 {
            [0, 1]
                .map(|side| sums.get("pulse_signs", &format!("{signs}|{side}"), measure))
                .iter()
                .sum()
        };
        share((of("connected"), of("asked")), grain)
    };
    Answers {
        asked,
        answered: parts[0],
        rows: Measure::ALL.into_iter().map(row).collect(),
        pathway: [0, 1].map(|side| pathway(sums, side, grain)),
        signs: (0..=SIGNS).map(signs).collect(),
    }
}

/// A share, if those with it and those without are k visits each.
fn share((hits, of): (f64, f64), grain: Grain) -> Option<Proportion> {
    (hits >= grain.from && of - hits >= grain.from).then(|| grain.share(hits, of))
}

/// Of those whose delight and connection are known: unconnected, satisfied, connected.
fn pathway(sums: &Sums, side: u8, grain: Grain) -> Option<[f64; 3]> {
    let of =
        |answer: u8, measure| answers(sums, Question::Delight, &answer.to_string(), side, measure);
    let all = |measure| -> f64 { (0..=DELIGHTED).map(|answer| of(answer, measure)).sum() };
    let (known, connected) = (all("asked"), all("connected"));
    let satisfied: f64 =
        (EXCELLENT..=DELIGHTED).map(|answer| of(answer, "asked") - of(answer, "connected")).sum();
    let parts = [known - connected - satisfied, satisfied, connected];
    let is_told = parts.iter().all(|part| *part >= grain.from);
    let parts = parts.map(|part| grain.told(part));
    is_told.then(|| parts.map(|part| part / parts.iter().sum::<f64>()))
}

/// Visits that named each touchpoint, of those that named one told; `None` where it is not told.
pub(super) fn named(sums: &Sums, ids: &[&str], grain: Grain) -> Vec<Option<f64>> {
    let visits = |id: &&str| -> f64 {
        [0, 1].map(|side| answers(sums, Question::Mattered, id, side, "n")).iter().sum()
    };
    let (cells, all) = column(&ids.iter().map(visits).collect::<Vec<_>>(), grain);
    let share = |cell: &Cell| Some(cell.printed()? / all.printed()?);
    cells.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::Released;
    use crate::store::Row;

    fn plan() -> Plan {
        Plan::decode(include_str!("../../../core/tests/golden/plan.txt")).expect("the golden plan")
    }

    fn sums(rows: &[(&str, &str, &str, f64)]) -> Sums {
        let row = |(marginal, key, measure, value): &(&str, &str, &str, f64)| Row {
            day: jiff::civil::date(2026, 11, 2),
            marginal: (*marginal).into(),
            key: (*key).into(),
            measure: (*measure).into(),
            value: *value,
        };
        Sums::new(&Released::exactly(rows.iter().map(row).collect(), 10.0))
    }

    #[test]
    fn connection_is_compared_with_the_holdout_over_all_motivators() {
        let sums = sums(&[
            ("motivators", "belonging|0", "asked", 60.0),
            ("motivators", "belonging|0", "connected", 20.0),
            ("motivators", "abstained|0", "asked", 40.0),
            ("motivators", "abstained|0", "connected", 10.0),
            ("motivators", "abstained|1", "asked", 50.0),
            ("motivators", "abstained|1", "connected", 10.0),
        ]);
        let found = answers_of(&sums, &plan(), Grain::exact(10.0));
        let connected = &found.rows[0];
        assert_eq!(connected.what, Measure::Connected);
        assert_eq!(connected.personalised, Some(Proportion::new(30.0, 100.0)));
        assert_eq!(connected.holdout, Some(Proportion::new(10.0, 50.0)));
        let (difference, interval) = connected.difference.expect("both sides");
        assert!((difference - 0.1).abs() < 1e-12 && interval.low < 0.0 && interval.high > 0.2);
    }

    #[test]
    fn neither_a_few_good_answers_nor_a_few_others_are_told() {
        let of = |good: f64, other: f64| {
            let sums =
                sums(&[("pulse", "again|4|0", "n", good), ("pulse", "again|2|0", "n", other)]);
            let found = answers_of(&sums, &plan(), Grain::exact(10.0));
            found
                .rows
                .iter()
                .find(|row| row.what == Measure::Again)
                .and_then(|row| row.personalised)
        };
        assert_eq!(of(9.0, 50.0), None);
        assert_eq!(of(50.0, 9.0), None);
        assert_eq!(of(10.0, 10.0), Some(Proportion::new(10.0, 20.0)));
    }

    #[test]
    fn the_pathway_parts_the_satisfied_from_the_connected() {
        let sums = sums(&[
            ("pulse", "delight|1|0", "asked", 30.0),
            ("pulse", "delight|3|0", "asked", 50.0),
            ("pulse", "delight|3|0", "connected", 10.0),
            ("pulse", "delight|4|0", "asked", 20.0),
            ("pulse", "delight|4|0", "connected", 10.0),
        ]);
        let found = answers_of(&sums, &plan(), Grain::exact(10.0));
        assert_eq!(found.pathway, [Some([0.3, 0.5, 0.2]), None]);
    }
}
