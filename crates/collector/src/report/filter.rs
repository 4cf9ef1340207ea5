//! Which page, whom the lift is of, and by what experiences are parted: in the address, so that a
//! view can be kept and sent. Never a group that its counterparts and the total give away.

use super::sums::Sums;
use crate::release::Table;
use crate::release::disclose::{Grain, column};
use crate::store::Row;
use motivo_core::plan::Plan;
use motivo_core::symbols::{Mode, Phase, Returning};

/// What is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) view: View,
    pub(super) who: Who,
    pub(super) by: By,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum View {
    /// All figures.
    #[default]
    Report,
    /// What people who sell and support need, in plain words.
    Staff,
    /// What the policy earns.
    Policy,
}

impl View {
    pub(super) const ALL: [Self; 3] = [Self::Report, Self::Staff, Self::Policy];

    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Staff => "staff",
            Self::Policy => "policy",
        }
    }

    /// Reads `view` of an address.
    pub(super) fn read(id: Option<&str>) -> Result<Self, String> {
        let id = id.unwrap_or(Self::Report.id());
        let known = || Self::ALL.map(Self::id).join(", ");
        let view = Self::ALL.into_iter().find(|view| view.id() == id);
        view.ok_or_else(|| format!("view is \"{id}\": use one of {}", known()))
    }
}

/// Whom the lift is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Who {
    #[default]
    Everybody,
    Returning(Returning),
    /// A motivator's identifier, or `abstained`.
    Motivator(String),
}

/// By what experiences are parted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum By {
    #[default]
    Variant,
    Motivator,
    Phase,
}

impl By {
    pub(super) const ALL: [Self; 3] = [Self::Variant, Self::Motivator, Self::Phase];

    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Variant => "variant",
            Self::Motivator => "motivator",
            Self::Phase => "phase",
        }
    }

    /// The marginal that is parted so.
    pub(super) fn marginal(self) -> &'static str {
        match self {
            Self::Variant => "kinds",
            Self::Motivator => "kind_motivator",
            Self::Phase => "kind_phase",
        }
    }

    /// The groups of a marginal other than `kinds`, whose variants are the plan's.
    pub(super) fn groups(self, plan: &Plan) -> Vec<&str> {
        match self {
            Self::Variant => Vec::new(),
            Self::Motivator => plan.motivators.ids().chain(["abstained"]).collect(),
            Self::Phase => Phase::ALL.iter().map(|phase| phase.id()).collect(),
        }
    }
}

impl Who {
    /// The table that tells of them where there is noise.
    pub(super) fn table(&self) -> Table {
        if matches!(self, Self::Motivator(_)) { Table::Motivators } else { Table::Lift }
    }

    /// As the address says it.
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Everybody => "all",
            Self::Returning(Returning::Yes) => "returning",
            Self::Returning(Returning::No) => "new",
            Self::Returning(Returning::Unknown) => "unknown",
            Self::Motivator(id) => id,
        }
    }

    /// All that can be asked for.
    pub(super) fn all(plan: &Plan) -> Vec<Self> {
        let returning = [Returning::Yes, Returning::No].map(Self::Returning);
        // With noise, who came back is not told by itself.
        let returning = returning.into_iter().filter(|_| plan.mode != Mode::Dp);
        let motivators = plan.motivators.ids().chain(["abstained"]);
        let motivators = motivators.map(|id| Self::Motivator(id.to_owned()));
        [Self::Everybody].into_iter().chain(returning).chain(motivators).collect()
    }

    /// The marginal that tells of them, and the group and side of one of its keys.
    fn marginal(&self) -> &'static str {
        if matches!(self, Self::Motivator(_)) { "motivators" } else { "visits" }
    }

    fn group_of<'a>(&self, key: &'a str) -> Option<(&'a str, bool)> {
        let (first, second) = key.split_once('|')?;
        match self {
            Self::Motivator(_) => Some((first, second == "1")),
            _ => Some((second, first == "1")),
        }
    }

    fn group(&self) -> &str {
        match self {
            Self::Everybody => "",
            Self::Returning(returning) => returning.id(),
            Self::Motivator(id) => id,
        }
    }

    /// Whether a row counts visits or orders of them, and if so of the holdout.
    pub(super) fn holds(&self, row: &Row) -> Option<bool> {
        if row.marginal != self.marginal() {
            return None;
        }
        let (group, is_held) = self.group_of(&row.key)?;
        (*self == Self::Everybody || group == self.group()).then_some(is_held)
    }

    /// Whether visits and orders of both sides may be told beside those of everybody.
    pub(super) fn may_be_told(&self, sums: &Sums, plan: &Plan, grain: Grain) -> bool {
        let groups: Vec<&str> = match self {
            Self::Everybody => return true,
            Self::Returning(_) => Returning::ALL.iter().map(|returning| returning.id()).collect(),
            Self::Motivator(_) => plan.motivators.ids().chain(["abstained"]).collect(),
        };
        let Some(own) = groups.iter().position(|group| *group == self.group()) else {
            return false;
        };
        let tells = |holdout: u8, measure: &str| {
            let visits = |group: &&str| {
                let key = match self {
                    Self::Motivator(_) => format!("{group}|{holdout}"),
                    _ => format!("{holdout}|{group}"),
                };
                sums.get(self.marginal(), &key, measure)
            };
            let (cells, _) = column(&groups.iter().map(visits).collect::<Vec<_>>(), grain);
            cells[own].printed().is_some()
        };
        [0, 1].iter().all(|side| tells(*side, "visits") && tells(*side, "converted"))
    }
}

impl Filter {
    /// Reads `who` and `by` of an address.
    pub(super) fn read(
        view: View,
        who: Option<&str>,
        by: Option<&str>,
        plan: &Plan,
    ) -> Result<Self, String> {
        let all = Who::all(plan);
        let who = who.unwrap_or(Who::Everybody.id());
        let Some(who) = all.iter().find(|other| other.id() == who).cloned() else {
            let known: Vec<&str> = all.iter().map(Who::id).collect();
            return Err(format!("who is \"{who}\": use one of {}", known.join(", ")));
        };
        let by = by.unwrap_or(By::Variant.id());
        let Some(by) = Self::ways(plan).iter().copied().find(|other| other.id() == by) else {
            let known: Vec<&str> = Self::ways(plan).iter().map(|by| by.id()).collect();
            return Err(format!("by is \"{by}\": use one of {}", known.join(", ")));
        };
        Ok(Self { view, who, by })
    }

    /// What experiences can be parted by; with noise, variants only are told.
    pub(super) fn ways(plan: &Plan) -> &'static [By] {
        if plan.mode == Mode::Dp { &By::ALL[..1] } else { &By::ALL }
    }

    /// The part of an address that says it; empty where it is the usual.
    pub(super) fn query(&self) -> String {
        let mut query = String::new();
        if self.view != View::Report {
            query += &format!("&view={}", self.view.id());
        }
        if self.who != Who::Everybody {
            query += &format!("&who={}", self.who.id());
        }
        if self.by != By::Variant {
            query += &format!("&by={}", self.by.id());
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::Released;

    fn plan() -> Plan {
        Plan::decode(include_str!("../../../core/tests/golden/plan.txt")).expect("the golden plan")
    }

    fn row(marginal: &str, key: &str, measure: &str, value: f64) -> Row {
        let (marginal, key, measure) = (marginal.into(), key.into(), measure.into());
        Row { day: jiff::civil::date(2026, 11, 2), marginal, key, measure, value }
    }

    #[test]
    fn an_address_says_whom_and_by_what_and_comes_back() {
        let plan = plan();
        for (who, by) in [("all", "variant"), ("returning", "phase"), ("thrill", "motivator")] {
            let filter = Filter::read(View::Report, Some(who), Some(by), &plan).expect(who);
            assert_eq!((filter.who.id(), filter.by.id()), (who, by));
        }
        let usual = Filter::read(View::Report, None, None, &plan).expect("the usual");
        assert_eq!(usual.query(), "");
        let error =
            Filter::read(View::Report, Some("rich"), None, &plan).expect_err("nobody's motive");
        assert!(error.starts_with("who is \"rich\": use one of all, returning, new, "), "{error}");
        let noisy = Plan { mode: Mode::Dp, ..plan };
        assert!(Filter::read(View::Report, Some("returning"), None, &noisy).is_err());
        assert!(Filter::read(View::Report, None, Some("phase"), &noisy).is_err());
    }

    #[test]
    fn a_group_is_told_only_if_its_counterparts_are_no_few() {
        let plan = plan();
        let of = |unknown: f64| {
            let mut rows = Vec::new();
            for (side, group, visits) in [
                ("0", "yes", 400.0),
                ("0", "no", 600.0),
                ("0", "unknown", unknown),
                ("1", "yes", 200.0),
                ("1", "no", 300.0),
            ] {
                let key = format!("{side}|{group}");
                rows.push(row("visits", &key, "visits", visits));
                rows.push(row("visits", &key, "converted", (visits / 10.0).floor()));
            }
            let sums = Sums::new(&Released::exactly(rows, 10.0));
            ["returning", "new"].map(|who| {
                let filter = Filter::read(View::Report, Some(who), None, &plan).expect(who);
                filter.who.may_be_told(&sums, &plan, Grain::exact(10.0))
            })
        };
        // The smallest group is hidden with the few of whom it is not known.
        assert_eq!(of(0.0), [false, true]);
        assert_eq!(of(150.0), [false, true]);
    }
}
