//! What the page's scripts list again is what core counts, in core's order.
//! Never compares more than names and numbers: a script that has others tells the wrong thing.
#![cfg(not(target_arch = "wasm32"))]

use motivo_core::symbols::{Agency, Control, Correction, Friction, FrictionState, Refusal};
use motivo_core::touchpoint::BUILT_IN;

const PANEL: &str = include_str!("../../../www/observer/due/panel.js");
const DECIDE: &str = include_str!("../../../www/observer/due/decide.js");
const SNAPSHOT: &str = include_str!("../../../www/observer/due/snapshot.js");
const TOUCHPOINTS: &str = include_str!("../../../www/observer/signals/touchpoints.js");

/// The texts of a script's `const NAME = ["a", "b"];`.
fn list<'a>(script: &'a str, name: &str) -> Vec<&'a str> {
    let (_, rest) = script.split_once(&format!("const {name} = [")).expect("the list is there");
    let (inside, _) = rest.split_once(']').expect("it ends");
    inside.split('"').skip(1).step_by(2).collect()
}

/// The number of a script's `NAME = 5`.
fn number(script: &str, name: &str) -> usize {
    let (_, rest) = script.split_once(&format!("{name} = ")).expect("the number is there");
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next().expect("it begins with it");
    digits.parse().expect("a number")
}

#[test]
fn the_scripts_have_core_s_words_in_core_s_order() {
    assert_eq!(list(DECIDE, "FRICTION"), Friction::IDS.split(", ").collect::<Vec<_>>());
    assert_eq!(list(SNAPSHOT, "AGENCY"), Agency::IDS.split(", ").collect::<Vec<_>>());
    assert_eq!(list(SNAPSHOT, "CORRECTION"), Correction::IDS.split(", ").collect::<Vec<_>>());
    let mut refusals = vec![""];
    refusals.extend(Refusal::ALL.iter().map(|of| of.id()));
    assert_eq!(list(SNAPSHOT, "REFUSAL"), refusals);
}

#[test]
fn the_scripts_have_core_s_numbers() {
    assert_eq!(number(PANEL, "CORRECTED"), Control::Corrected as usize);
    assert_eq!(number(PANEL, "PAUSED"), Control::Paused as usize);
    assert_eq!(number(DECIDE, "SEEN"), FrictionState::Seen as usize);
}

#[test]
fn touchpoints_are_found_by_core_s_names_in_core_s_order() {
    let (_, table) = TOUCHPOINTS.split_once("BUILT_IN = {").expect("the table");
    let (table, tools) = table.split_once('}').expect("it ends");
    let names = table.lines().filter_map(|line| line.trim().split_once(": ")).map(|(name, _)| name);
    assert_eq!(names.collect::<Vec<_>>(), BUILT_IN);
    let tools = list(tools, "TOOLS");
    assert!(tools.len() > 5 && tools.iter().all(|tool| BUILT_IN.contains(tool)), "{tools:?}");
}
