//! The tables of experiences and motivators, with only what may be printed in them.
//! Never a rate whose visits or orders are hidden.

use super::filter::By;
use super::sums::Sums;
use crate::config::compile::variant_id;
use crate::release::disclose::{Cell, Grain, column};
use motivo_core::plan::Plan;
use motivo_core::symbols::Kind;
use motivo_stats::proportion::Proportion;
use motivo_stats::{Interval, Z95, difference, shrinkage};

/// A kind with its variants.
pub(super) struct Experience {
    pub(super) kind: Kind,
    /// The owner's names of all that is of this kind.
    pub(super) ids: Vec<String>,
    /// Variants, or other groups, and the whole kind as the last row, named `all`.
    pub(super) rows: Vec<Row>,
}

/// A group's counts, each a number of visits.
pub(super) struct Row {
    pub(super) group: String,
    pub(super) shown: Cell,
    pub(super) engaged: Cell,
    pub(super) dismissed: Cell,
    pub(super) converted: Cell,
    /// Its share of orders, drawn toward that of all rows as far as chance explains their difference.
    pub(super) shrunken: Option<f64>,
    pub(super) would_show: Cell,
    pub(super) held_converted: Cell,
}

impl Row {
    /// Whether any cell is printed.
    pub(super) fn tells(&self) -> bool {
        self.cells().iter().any(|cell| cell.printed().is_some())
    }

    /// Whether any cell is hidden for a neighbour's sake.
    pub(super) fn withholds(&self) -> bool {
        self.cells().contains(&Cell::Withheld)
    }

    fn cells(&self) -> [Cell; 6] {
        let Self { shown, engaged, dismissed, converted, would_show, held_converted, .. } = self;
        [*shown, *engaged, *dismissed, *converted, *would_show, *held_converted]
    }
}

/// What moves the shop's visitors.
pub(super) struct Motivators {
    pub(super) rows: Vec<MotivatorRow>,
    /// Visits of all rows.
    pub(super) all: Cell,
}

/// A motivator's visits and how they ended.
pub(super) struct MotivatorRow {
    pub(super) motivator: String,
    pub(super) visits: Cell,
    /// Share of all visits, when both may be printed.
    pub(super) share: Option<f64>,
    pub(super) personalised: Option<Proportion>,
    pub(super) holdout: Option<Proportion>,
    /// Difference and Newcombe's 95 % interval for it, when both sides are printed.
    pub(super) difference: Option<(f64, Interval)>,
}

/// A table per kind that the plan shows, by its variants or by another grouping.
pub(super) fn experiences(sums: &Sums, plan: &Plan, by: By, grain: Grain) -> Vec<Experience> {
    let mut list: Vec<Experience> = Vec::new();
    for experience in &plan.experiences {
        let kind = experience.kind;
        if list.iter().any(|other| other.kind == kind) {
            continue;
        }
        let same = plan.experiences.iter().filter(|other| other.kind == kind);
        let ids = same.clone().map(|experience| experience.id.clone()).collect();
        let mut variants: Vec<&str> = Vec::new();
        for variant in same.flat_map(|experience| &experience.variants) {
            let id = variant_id(plan, *variant);
            if !variants.contains(&id) {
                variants.push(id);
            }
        }
        let groups = if by == By::Variant { variants } else { by.groups(plan) };
        list.push(Experience {
            kind,
            ids,
            rows: rows(sums, by.marginal(), kind.id(), &groups, grain),
        });
    }
    list
}

fn rows(sums: &Sums, marginal: &str, kind: &str, groups: &[&str], grain: Grain) -> Vec<Row> {
    let count = |holdout: u8, outcome: &str| {
        let of =
            |group: &&str| sums.get(marginal, &format!("{kind}|{group}|{holdout}|{outcome}"), "n");
        let (mut cells, total) = column(&groups.iter().map(of).collect::<Vec<_>>(), grain);
        cells.push(total);
        cells
    };
    let (shown, engaged, dismissed) =
        (count(0, "shown"), count(0, "engaged"), count(0, "dismissed"));
    let (converted, would_show) = (count(0, "converted"), count(1, "would_show"));
    let held_converted = count(1, "converted");
    let share = |index: usize| {
        let (hits, of) = (converted[index].printed()?, shown[index].printed()?);
        (of > 0.0 && hits <= of).then(|| grain.worth(Proportion::new(hits, of)))
    };
    let told: Vec<Proportion> = (0..groups.len()).filter_map(share).collect();
    let prior = shrinkage::prior(&told);
    let names = groups.iter().chain(&["all"]).enumerate();
    let row = |(index, group): (usize, &&str)| Row {
        group: (*group).to_owned(),
        shown: shown[index],
        engaged: engaged[index],
        dismissed: dismissed[index],
        converted: converted[index],
        shrunken: prior
            .filter(|_| index < groups.len())
            .zip(share(index))
            .map(|(prior, share)| prior.shrink(share).rate),
        would_show: would_show[index],
        held_converted: held_converted[index],
    };
    names.map(row).collect()
}

/// A row per motivator, most visits first, those of whom nothing could be told last. What is under
/// k stays in the plan's order: a ranking would tell, too.
pub(super) fn motivators(sums: &Sums, plan: &Plan, grain: Grain) -> Motivators {
    let mut ids: Vec<&str> = plan.motivators.ids().collect();
    let get = |id: &str, holdout: u8, measure: &str| {
        sums.get("motivators", &format!("{id}|{holdout}"), measure)
    };
    let visits = |id: &str| get(id, 0, "visits") + get(id, 1, "visits");
    let rank = |id: &str| Cell::alone(visits(id), grain).printed().unwrap_or(0.0);
    ids.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    ids.push("abstained");
    let (cells, all) = column(&ids.iter().map(|id| visits(id)).collect::<Vec<_>>(), grain);
    let of = |holdout: u8, measure| {
        column(&ids.iter().map(|id| get(id, holdout, measure)).collect::<Vec<_>>(), grain).0
    };
    let sides = [0, 1].map(|holdout| (of(holdout, "visits"), of(holdout, "converted")));
    // A rate tells its visits, and with a row's visits those of the other side: both, or neither.
    let is_one_sided = sums.sides().holdout.visits == 0.0;
    let share = |side: usize, index: usize| {
        let [shown, held] = [0, 1].map(|side| sides[side].0[index].printed());
        let visits =
            [shown, held][side].filter(|_| is_one_sided || (shown.is_some() && held.is_some()))?;
        Some(Proportion::new(sides[side].1[index].printed()?, visits))
    };
    let row = |(index, id): (usize, &&str)| {
        let (shown, held) = (share(0, index), share(1, index));
        let difference = shown.zip(held).map(|(shown, held)| {
            let worth = [shown, held].map(|share| grain.worth(share));
            (shown.rate() - held.rate(), difference::newcombe(worth[0], worth[1], Z95))
        });
        MotivatorRow {
            motivator: (*id).to_owned(),
            visits: cells[index],
            share: cells[index].printed().zip(all.printed()).map(|(n, all)| n / all),
            personalised: shown,
            holdout: held,
            difference,
        }
    };
    Motivators { rows: ids.iter().enumerate().map(row).collect(), all }
}
