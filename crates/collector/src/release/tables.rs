//! The tables that are told with noise in `dp`: their cells, and the most that a visit adds to them.
//! Never a cell that depends on what was counted: which cells there are follows from the plan alone.
//!
//! | table | of the marginal | a visit adds at most |
//! | --- | --- | --- |
//! | `lift` | `visits` | 4: 1 to each of 4 cells |
//! | `policy` | `policy`, its decisions | 4: 1 to each of 4 cells |
//! | `rewards` | `policy`, its rewards in twentieths | 80: 20 to each of 4 cells |
//! | `strength` | `strength` | 4 |
//! | `motivators` | `motivators` | 4: a visit, an order, whether connection is known, connected |
//! | `experiences` | `kinds` | 4 |
//! | `recoveries` | `frictions` | 4 |
//! | `control` | `control` | 4 |
//! | `touchpoints` | `touchpoints` | 16: of eight, that they were drawn and that they were met |
//! | `touchpoint_phases` | `touchpoint_phase` | 12: eight that were met, 4 frictions |
//!
//! What is in none of them is not told in `dp`: single answers of the pulse, sums of 1/p, what goes with reward and orders (a
//! visit adds up to 36 x 400 there), revenue, single days, and the collector's own counts, to which
//! a visit that is sent again and again adds without end.

use crate::config::compile::variant_id;
use crate::store::Row;
use motivo_core::model::STRENGTHS;
use motivo_core::plan::Plan;
use motivo_core::symbols::{Control, Friction, FrictionState, Phase};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A table, in the order in which a month's budget is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// Visits and orders of both sides.
    Lift,
    /// Decisions of each arm by motivator and phase, for the policy file.
    Policy,
    /// What these decisions earned, in twentieths.
    Rewards,
    /// How strongly content moves shoppers, for the policy file and the plan.
    Strength,
    /// Visits, orders and connection by likeliest motivator.
    Motivators,
    /// What became of each variant.
    Experiences,
    /// Frictions and what became of them.
    Recoveries,
    /// What shoppers asked of Motivo itself.
    Control,
    /// Which touchpoints were met.
    Touchpoints,
    /// Where in the purchase.
    TouchpointPhases,
}

/// Cells by key and measure, in whole units.
pub(crate) type Cells = BTreeMap<(String, &'static str), i64>;

/// Rewards are told in twentieths.
const TWENTIETHS: f64 = 20.0;

impl Table {
    /// All, in the order in which a month's budget is spent.
    pub const ALL: [Self; 10] = [
        Self::Lift,
        Self::Policy,
        Self::Rewards,
        Self::Strength,
        Self::Motivators,
        Self::Experiences,
        Self::Recoveries,
        Self::Control,
        Self::Touchpoints,
        Self::TouchpointPhases,
    ];

    /// The identifier in configs, exports and the store.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Lift => "lift",
            Self::Policy => "policy",
            Self::Rewards => "rewards",
            Self::Strength => "strength",
            Self::Motivators => "motivators",
            Self::Experiences => "experiences",
            Self::Recoveries => "recoveries",
            Self::Control => "control",
            Self::Touchpoints => "touchpoints",
            Self::TouchpointPhases => "touchpoint_phases",
        }
    }

    /// The table with this identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.id() == id)
    }

    /// The most by which one visit more or less changes the table's cells in all, in whole units.
    #[must_use]
    pub fn contribution(self) -> u32 {
        match self {
            Self::Rewards => 4 * 20,
            Self::Touchpoints => 8 + 8,
            Self::TouchpointPhases => 8 + 4,
            _ => 4,
        }
    }

    /// The marginal and the measures that it tells.
    fn of(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Lift => ("visits", &["visits", "converted"]),
            Self::Policy => ("policy", &["n"]),
            Self::Rewards => ("policy", &["sum_r"]),
            Self::Strength => ("strength", &["visits"]),
            Self::Motivators => ("motivators", &["visits", "converted", "asked", "connected"]),
            Self::Experiences => ("kinds", &["n"]),
            Self::Recoveries => ("frictions", &["seen", "answered", "put_right"]),
            Self::Control => ("control", &["n"]),
            Self::Touchpoints => ("touchpoints", &["n", "seen"]),
            Self::TouchpointPhases => ("touchpoint_phase", &["seen", "friction"]),
        }
    }

    pub(crate) fn marginal(self) -> &'static str {
        self.of().0
    }

    /// Units of the table in one of the marginal.
    pub(crate) fn units(self) -> f64 {
        if self == Self::Rewards { TWENTIETHS } else { 1.0 }
    }

    /// A marginal's key as the table has it: fields that it does not tell are taken together.
    fn key(self, key: &str) -> String {
        let first = key.split('|').next().unwrap_or_default();
        match self {
            Self::Lift => format!("{first}|all"),
            Self::Recoveries => format!("{first}|all|all"),
            // All versions of the policy together.
            Self::Policy | Self::Rewards => format!("0{}", &key[first.len()..]),
            _ => key.to_owned(),
        }
    }

    /// Every key that the plan can have.
    fn keys(self, plan: &Plan) -> Vec<String> {
        let buckets = || plan.motivators.ids().chain(["abstained"]);
        let phases = || Phase::ALL.iter().map(|phase| phase.id());
        match self {
            Self::Lift => ["0|all", "1|all"].map(str::to_owned).into(),
            Self::Policy | Self::Rewards => {
                let arms = arms(plan);
                let arms = |phase: String| arms.iter().map(move |arm| format!("0|{phase}|{arm}"));
                let of =
                    buckets().flat_map(|id| phases().map(move |phase| format!("{id}|{phase}")));
                of.flat_map(arms).collect()
            }
            Self::Strength => (0..STRENGTHS).map(|level| level.to_string()).collect(),
            Self::Motivators => {
                buckets().flat_map(|id| [0, 1].map(|side| format!("{id}|{side}"))).collect()
            }
            Self::Experiences => {
                let sides = [
                    "0|shown",
                    "0|engaged",
                    "0|dismissed",
                    "0|converted",
                    "1|would_show",
                    "1|converted",
                ];
                let of = |arm: &String| {
                    let arm = arm.replace('/', "|");
                    sides.map(|side| format!("{arm}|{side}"))
                };
                arms(plan).iter().filter(|arm| *arm != "nothing").flat_map(of).collect()
            }
            Self::Recoveries => {
                debug_assert_eq!(FrictionState::ALL.len(), self.of().1.len());
                Friction::ALL.iter().map(|kind| format!("{}|all|all", kind.id())).collect()
            }
            Self::Control => Control::ALL.iter().map(|what| what.id().to_owned()).collect(),
            Self::Touchpoints => plan.touchpoints().map(str::to_owned).collect(),
            Self::TouchpointPhases => plan
                .touchpoints()
                .flat_map(|id| phases().map(move |phase| format!("{id}|{phase}")))
                .collect(),
        }
    }

    /// What the rows say of the table's cells, those with nothing in them included.
    pub(crate) fn cells(self, plan: &Plan, rows: &[Row]) -> Cells {
        let (marginal, measures) = self.of();
        let of = |key: String| measures.iter().map(move |measure| ((key.clone(), *measure), 0));
        let mut cells: Cells = self.keys(plan).into_iter().flat_map(of).collect();
        for row in rows.iter().filter(|row| row.marginal == marginal) {
            let Some(measure) = measures.iter().find(|measure| **measure == row.measure) else {
                continue;
            };
            if let Some(cell) = cells.get_mut(&(self.key(&row.key), *measure)) {
                *cell += (row.value * self.units()).round() as i64;
            }
        }
        cells
    }
}

/// `nothing`, and each kind with its variants.
fn arms(plan: &Plan) -> Vec<String> {
    let mut arms = vec!["nothing".to_owned()];
    for experience in &plan.experiences {
        for variant in &experience.variants {
            let arm = format!("{}/{}", experience.kind.id(), variant_id(plan, *variant));
            if !arms.contains(&arm) {
                arms.push(arm);
            }
        }
    }
    arms
}
