//! What neighbouring databases, one with a visit more, can tell of that visit: at most epsilon.
//! Exactly, from the thresholds that random bits are compared with.

use super::noise::laplace;
use super::*;
use crate::config::check;
use crate::fold::fold;
use motivo_core::plan::Plan;
use motivo_core::random::SplitMix;
use motivo_core::record::Record;
use motivo_simulator::shopper::visit;

fn plan() -> Plan {
    let config = check(include_str!("../../tests/configs/every.json")).expect("no mistakes");
    Plan { mode: Mode::Dp, ..config.plan }
}

/// The rows of one simulated visit.
fn rows(plan: &Plan, random: &mut SplitMix) -> Vec<Row> {
    folded(plan, visit(plan, &mut || random.next()))
}

fn folded(plan: &Plan, records: Vec<Record>) -> Vec<Row> {
    let day = jiff::civil::date(2026, 10, 5);
    let row = |cell: crate::fold::Cell| Row {
        day,
        marginal: cell.marginal.into(),
        key: cell.key,
        measure: cell.measure.into(),
        value: cell.value,
    };
    let folded = |record| fold(&record, plan).expect("its own plan");
    records.into_iter().flat_map(folded).map(row).collect()
}

/// How far two tables lie apart in all their cells together.
fn apart(table: Table, plan: &Plan, one: &[Row], other: &[Row]) -> u64 {
    let (one, other) = (table.cells(plan, one), table.cells(plan, other));
    assert!(one.keys().eq(other.keys()), "which cells there are tells nothing");
    one.values().zip(other.values()).map(|(a, b)| a.abs_diff(*b)).sum()
}

#[test]
fn a_visit_more_changes_no_table_by_more_than_its_contribution() {
    let (plan, mut random) = (plan(), SplitMix::new(3));
    let mut most = [0; Table::ALL.len()];
    let mut before: Vec<Row> = Vec::new();
    for _ in 0..1_500 {
        let of = rows(&plan, &mut random);
        let after = [before.clone(), of.clone()].concat();
        for table in Table::ALL {
            let apart = apart(table, &plan, &before, &after);
            assert!(apart <= table.contribution().into(), "{table:?} {apart} {of:?}");
            most[table as usize] = most[table as usize].max(apart);
        }
        // Some hundred visits are as good a database as any.
        before = if before.len() < 20_000 { after } else { Vec::new() };
    }
    assert!(most.iter().all(|most| *most > 0), "every table was tried: {most:?}");
}

#[test]
fn a_visit_that_does_all_it_may_reaches_the_contribution_and_no_more() {
    let plan = plan();
    // What the widget's cap allows: three decisions, three outcomes and an order, each turning the
    // reward over; eight touchpoints, all met; two frictions in two steps each, at touchpoints.
    let arm = |phase: &str| format!("0 abstained {phase} curated_offer/neutral 0 20 20");
    let [first, second, third] = ["recognize", "request", "respond"].map(arm);
    let mut lines = vec![
        format!("decision {first}"),
        format!("decision {second}"),
        format!("decision {third}"),
        format!("outcome {first} engaged 0 20"),
        format!("outcome {second} dismissed 20 0"),
        format!("outcome {third} engaged 0 20"),
        "outcome 0 abstained request nothing 0 20 20 converted 20 0".to_owned(),
        "touchpoints 0 1 2 3 4 5 6 7 request 1 0 0 0 0 unasked 255 0 0 0 unasked".to_owned(),
    ];
    for (friction, at) in [("rage", 0), ("dead", 1)] {
        for state in ["seen", "answered"] {
            lines.push(format!("friction {friction} request {at} {state} 0"));
        }
    }
    let record = |line: &String| {
        let line = format!("m1 dp every-key {:032x} {line}", 0);
        Record::decode(&line).unwrap_or_else(|error| panic!("{line}: {error}"))
    };
    let rows = folded(&plan, lines.iter().map(record).collect());
    let changed = |table| apart(table, &plan, &[], &rows);
    for table in [Table::Rewards, Table::Touchpoints, Table::Recoveries] {
        assert_eq!(changed(table), u64::from(table.contribution()), "{table:?}");
    }
    assert_eq!((changed(Table::Policy), changed(Table::TouchpointPhases)), (3, 10));
}

#[test]
fn whatever_is_told_is_at_most_e_to_the_epsilon_times_as_likely_with_a_visit_more() {
    // e^-0.4, e^-1 and e^-8, cut to 18 decimals.
    let one = 10_u128.pow(18);
    for (thousandths, known) in [
        (400, 670_320_046_035_639_300),
        (1000, 367_879_441_171_442_321),
        (8000, 335_462_627_902_511),
    ] {
        for table in Table::ALL {
            let noise = laplace(table.contribution(), thousandths);
            let thresholds = noise.thresholds();
            // From one size to the next, the chance falls by the first threshold at most: where bits
            // carry, each threshold is at least the square of the one before, in whole numbers.
            for pair in thresholds.windows(2) {
                let [low, high] = [pair[0], pair[1]].map(u128::from);
                assert!(high << 64 >= low * low, "{table:?} {thousandths}");
            }
            // A whole contribution apart: the first threshold so many times, each product rounded
            // down, which loses less than a unit of 2^-63 each time.
            let steps = u128::from(table.contribution());
            let first = u128::from(thresholds[0]);
            let power = (0..steps).fold(1_u128 << 63, |power, _| (power * first) >> 64);
            let least = (1_u128 << 63) * known / one;
            assert!(power + steps + 1 >= least, "{table:?} {thousandths}: {power} {least}");
            // And nothing is given away: the bound is nearly reached.
            assert!(power <= least + least / 1_000_000 + 1_000_000, "{table:?} {thousandths}");
        }
    }
}

#[test]
fn every_cell_has_noise_of_its_own_also_where_nothing_was_counted() {
    let plan = plan();
    let today = jiff::civil::date(2026, 11, 22);
    for table in Table::ALL {
        let release = noise::draw(table, 400, &plan, &[], today, &mut noise::system);
        assert_eq!(release.cells.len(), table.cells(&plan, &[]).len());
        assert!(release.cells.len() >= 4, "{table:?}");
        // A cell is 0 by chance in at most one of 20 cases.
        let silent = release.cells.iter().filter(|(_, _, count)| *count == 0).count();
        assert!(silent < release.cells.len(), "{table:?}: all of them 0");
        // The mean size is the scale, about; five scales over four cells come once in a million.
        let scale = f64::from(table.contribution()) / 0.4;
        let size: f64 = release.cells.iter().map(|(_, _, count)| count.unsigned_abs() as f64).sum();
        assert!(size / (release.cells.len() as f64) < 6.0 * scale, "{table:?} {size}");
    }
}

#[test]
fn the_identifiers_of_tables_are_read_as_they_are_written() {
    for table in Table::ALL {
        assert_eq!(Table::from_id(table.id()), Some(table));
        assert_eq!(Table::ALL[table as usize], table, "costs are looked up by place");
    }
    assert_eq!(Table::from_id("health"), None);
}
