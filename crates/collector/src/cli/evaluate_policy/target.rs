//! The policy asked about: the chance of each item at each position.
//! Never rescaled: a column that does not sum to 1 is a mistake that only its owner can mend.

use super::table::{Column, Table, shown_bytes};
use crate::error::Error;
use motivo_stats::off_policy::{self, Policy};
use std::collections::HashMap;
use std::path::Path;

const EXPECTED: &str = "item_id,p_pos1,p_pos2,p_pos3";
const PREFIX: &str = "p_pos";

/// A target, and which number an item or a position of the files has in it.
pub(super) struct Target {
    pub(super) policy: Policy,
    items: HashMap<Box<[u8]>, usize>,
    positions: Vec<String>,
}

impl Target {
    /// Reads the target's file.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let mut table = Table::open(path, EXPECTED)?;
        let item_id = table.column("item_id")?;
        let (positions, columns) = positions(&table)?;
        let mut items = HashMap::new();
        let mut lines = Vec::new();
        let mut chances = Vec::new();
        while table.next()? {
            let id = item(&table, item_id)?;
            if let Some(first) = items.insert(Box::from(id), items.len()) {
                let line = table.line_at(&lines[first]);
                let what = format!("{} stands in line {line} already.", shown_bytes(id));
                return Err(table.refuse_value(item_id, what, "Keep one line for each item."));
            }
            lines.push(table.position());
            for column in &columns {
                let from_0_to_1 = |p: f64| if (0.0..=1.0).contains(&p) { Ok(p) } else { Err(()) };
                chances.push(table.number(*column, from_0_to_1, CHANCE)?);
            }
        }
        if items.is_empty() {
            let instead = "Add a line for each item with its chance at each position.";
            let what = "The file has a header and no items.".to_owned();
            return Err(table.refuse(2, "item_id", what, instead.into()));
        }
        let policy = Policy::new(positions.len(), chances).map_err(|error| match error {
            off_policy::Error::Sum { context, sum } => {
                let what = format!("The chances of this column sum to {sum:.6}.");
                let field = format!("{PREFIX}{}", positions[context]);
                let instead = format!(
                    "Give every item its chance at position {}, 1 in all.",
                    positions[context]
                );
                table.refuse(1, &field, what, instead)
            }
            other => table.refuse(1, "the file", format!("{other}."), EXPECTED.into()),
        })?;
        Ok(Self { policy, items, positions })
    }

    /// The number of an item.
    pub(super) fn item(&self, id: &[u8]) -> Option<usize> {
        self.items.get(id).copied()
    }

    /// The number of a position.
    pub(super) fn position(&self, name: &[u8]) -> Option<usize> {
        self.positions.iter().position(|known| known.as_bytes() == name)
    }

    /// The positions as the files name them.
    pub(super) fn positions(&self) -> String {
        self.positions.join(", ")
    }
}

const CHANCE: &str = "Write the chance that the target shows this item there, from 0 to 1, with a \
                      point before the decimals.";

/// The columns that begin with `p_pos`, and the positions that they end with.
fn positions(table: &Table) -> Result<(Vec<String>, Vec<Column>), Error> {
    let names = table.header().iter().filter_map(|name| name.strip_prefix(PREFIX));
    let names: Vec<String> = names.filter(|name| !name.is_empty()).map(str::to_owned).collect();
    if names.is_empty() {
        let what = "The column is missing.".to_owned();
        let instead = format!("Write one for each position of the log, as in {EXPECTED}.");
        return Err(table.refuse(1, "p_pos1", what, instead));
    }
    let columns = names.iter().map(|name| table.column(&format!("{PREFIX}{name}")));
    let columns = columns.collect::<Result<_, _>>()?;
    Ok((names, columns))
}

/// A line's item; an empty one is a mistake.
pub(super) fn item(table: &Table, column: Column) -> Result<&[u8], Error> {
    match table.bytes(column) {
        b"" => {
            let what = "There is no value.".to_owned();
            Err(table.refuse_value(column, what, "Write the item's id, alike in both files."))
        }
        id => Ok(id),
    }
}
