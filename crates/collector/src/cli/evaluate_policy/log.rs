//! The rows of the logging policy, folded into sums as they are read.
//! Never skips a row: one that cannot be read would bias what the others say.

use super::table::{Table, shown_bytes};
use super::target::{Target, item};
use crate::error::Error;
use motivo_stats::off_policy::{Log, Propensity, Reward, Row};
use std::path::Path;

const EXPECTED: &str = "item_id,position,click,propensity_score";

const CLICK: &str = "Write 1 for a click and 0 for none, or a reward from 0 to 1.";

const PROPENSITY: &str = "Write the chance that the logging policy gave this item there, from 1e-9 \
                          to 1, with a point before the decimals.";

/// Reads a log for a target.
pub(super) fn read(path: &Path, target: &Target) -> Result<Log, Error> {
    let mut table = Table::open(path, EXPECTED)?;
    let item_id = table.column("item_id")?;
    let position = table.column("position")?;
    let click = table.column("click")?;
    let propensity_score = table.column("propensity_score")?;
    let mut log = Log::new(target.policy.clone());
    let mut rows = false;
    while table.next()? {
        rows = true;
        let id = item(&table, item_id)?;
        let action = target.item(id).ok_or_else(|| {
            let what = format!("The target has no item {}.", shown_bytes(id));
            let instead = "Give it a line in the target, with 0 where it is not to be shown.";
            table.refuse_value(item_id, what, instead)
        })?;
        let context = target.position(table.bytes(position)).ok_or_else(|| {
            let name = shown_bytes(table.bytes(position));
            let what = format!("The target has no position {name}; it has {}.", target.positions());
            let instead = "Name positions alike in both files: position 1 is column p_pos1.";
            table.refuse_value(position, what, instead)
        })?;
        let row = Row {
            action,
            context,
            propensity: table.number(propensity_score, Propensity::new, PROPENSITY)?,
            reward: table.number(click, Reward::new, CLICK)?,
        };
        log.add(&row).expect("items and positions were numbered by the target");
    }
    if !rows {
        let what = "The file has a header and no rows.".to_owned();
        let instead = "Add a line for each time that an item was shown.".to_owned();
        return Err(table.refuse(2, "the line", what, instead));
    }
    Ok(log)
}
