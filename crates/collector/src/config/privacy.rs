//! Checks `privacy`: what leaves the page, what the report may print, what noise may cost.
//! Never a mode that the widget cannot keep yet.

use super::json::{Check, Node};
use crate::release::{Spending, Table};
use motivo_core::symbols::Mode;

/// What a config says of privacy.
pub(super) struct Privacy {
    pub(super) mode: Mode,
    pub(super) k: u32,
    pub(super) spending: Spending,
}

/// The most that a table may cost, and a month.
const TABLE: f64 = 8.0;
const MONTH: f64 = 100.0;

pub(super) fn privacy<'a>(check: &mut Check<'a>, node: Option<&Node<'a>>) -> Privacy {
    let mut privacy = Privacy { mode: Mode::Counts, k: 10, spending: Spending::default() };
    let known = ["mode", "k", "epsilon", "budget"];
    let Some(members) = node.and_then(|node| check.object(node, &known)) else {
        return privacy;
    };
    if let Some(node) = members.get("mode") {
        privacy.mode = mode(check, node);
    }
    if let Some(visits) = members.get("k").and_then(|node| check.whole(node, 2..=1000)) {
        privacy.k = visits;
    }
    if let Some(node) = members.get("epsilon") {
        epsilon(check, node, &mut privacy.spending);
    }
    if let Some(node) = members.get("budget")
        && let Some(budget) = thousandths(check, node, MONTH)
    {
        privacy.spending.budget = budget;
    }
    privacy
}

fn mode<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Mode {
    match check.word(node, &["counts", "off", "dp", "ldp"]) {
        Some("off") => Mode::Off,
        Some("dp") => Mode::Dp,
        Some("ldp") => {
            let what = "The mode \"ldp\" comes later: the widget cannot send it yet.";
            let instead =
                "Write \"dp\" for noise in the report, \"counts\", or \"off\" to send nothing.";
            check.wrong(node, what, instead);
            Mode::Counts
        }
        _ => Mode::Counts,
    }
}

/// One number for every table, or numbers by table.
fn epsilon<'a>(check: &mut Check<'a>, node: &Node<'a>, spending: &mut Spending) {
    if !node.is_object() {
        if let Some(every) = thousandths(check, node, TABLE) {
            spending.epsilon = [every; Table::ALL.len()];
        }
        return;
    }
    let Some(members) = check.object(node, &Table::ALL.map(Table::id)) else { return };
    for table in Table::ALL {
        let own = members.get(table.id()).and_then(|node| thousandths(check, node, TABLE));
        if let Some(own) = own {
            spending.epsilon[table as usize] = own;
        }
    }
}

fn thousandths<'a>(check: &mut Check<'a>, node: &Node<'a>, most: f64) -> Option<u32> {
    let found = check.number(node, 0.001..=most)? * 1000.0;
    if (found - found.round()).abs() > 1e-6 {
        let what = "Epsilon is counted in steps of 0.001.";
        check.wrong(node, what, format!("Write {}.", found.round().max(1.0) / 1000.0));
        return None;
    }
    Some(found.round() as u32)
}
