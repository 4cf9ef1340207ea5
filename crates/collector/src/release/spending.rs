//! How much epsilon each table and each month may cost.
//! Never a fraction: thousandths, so that sums are exact.

use super::Table;
use serde::{Deserialize, Serialize};

/// What may be spent in `dp`, in thousandths of epsilon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spending {
    /// Of each table, in the order of [`Table::ALL`], 1..=8000 (default 400).
    /// 1: nothing but noise. 8000: hardly any noise, and hardly a promise.
    pub epsilon: [u32; Table::ALL.len()],
    /// Of all tables of a month, 1..=100000 (default 4000, which all tables spend together).
    pub budget: u32,
}

impl Default for Spending {
    fn default() -> Self {
        Self { epsilon: [400; Table::ALL.len()], budget: 4000 }
    }
}

impl Spending {
    /// What a table costs.
    #[must_use]
    pub fn of(&self, table: Table) -> u32 {
        self.epsilon[table as usize]
    }

    /// The tables that a month can still pay, when these of it were told.
    #[must_use]
    pub fn payable(&self, told: &[(Table, u32)]) -> Vec<Table> {
        let mut spent: u32 = told.iter().map(|(_, epsilon)| epsilon).sum();
        let mut payable = Vec::new();
        for table in Table::ALL {
            let is_told = told.iter().any(|(other, _)| *other == table);
            if !is_told && spent.saturating_add(self.of(table)) <= self.budget {
                spent += self.of(table);
                payable.push(table);
            }
        }
        payable
    }
}

/// Thousandths as a person writes them: 0.4.
pub(crate) fn written(thousandths: u32) -> String {
    (f64::from(thousandths) / 1000.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_default_a_month_pays_every_table_to_the_last_thousandth() {
        let spending = Spending::default();
        assert_eq!(spending.payable(&[]), Table::ALL);
        let short = Spending { budget: 3999, ..spending };
        assert_eq!(short.payable(&[]), Table::ALL[..9]);
    }

    #[test]
    fn a_table_that_is_too_dear_leaves_the_budget_to_cheaper_ones() {
        let mut spending = Spending { budget: 1000, ..Spending::default() };
        spending.epsilon[Table::Lift as usize] = 2000;
        spending.epsilon[Table::Rewards as usize] = 700;
        assert_eq!(spending.payable(&[]), [Table::Policy, Table::Strength]);
        let told = [(Table::Policy, 400), (Table::Rewards, 300)];
        assert_eq!(spending.payable(&told), [], "what was told at another price stays spent");
        assert_eq!(written(1250), "1.25");
    }
}
