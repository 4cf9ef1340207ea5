//! What may be printed: a cell from k visits, in steps of k, and no cell that the others give away.
//! Never a count that two pages could be subtracted to less than k visits.
//!
//! Periods overlap, and a running one is read again and again, so that hiding small cells is not
//! enough: a day that is hidden is the month less its other days. Counts are therefore told in steps
//! of k, each step by its middle: of k = 10, whatever lies in 10 to 19 is told as 15. The
//! difference of any two counts is then a multiple of k, whatever pages they are from.

use motivo_stats::proportion::Proportion;

/// How finely counts are told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Grain {
    /// From how many visits on.
    pub(crate) from: f64,
    /// In steps of how many; 0 where noise hides the single visit already.
    pub(crate) step: f64,
}

impl Grain {
    /// Where there is noise, or nothing is printed.
    pub(crate) fn exact(from: f64) -> Self {
        Self { from, step: 0.0 }
    }

    /// A count as it may be told: the middle of its step.
    pub(crate) fn told(self, visits: f64) -> f64 {
        if self.step <= 1.0 {
            return visits;
        }
        (visits / self.step).floor() * self.step + (self.step / 2.0).floor()
    }

    /// A share of counts as they may be told.
    pub(crate) fn share(self, hits: f64, of: f64) -> Proportion {
        Proportion::new(self.told(hits), self.told(of))
    }

    /// What a share of counts that were told in steps is worth: as many visits fewer as chance would
    /// need to be off by as much as the steps (variance step^2 / 12 of each count) and itself.
    pub(crate) fn worth(self, share: Proportion) -> Proportion {
        let (p, n) = (share.rate(), share.of);
        let (chance, steps) = (n * p * (1.0 - p), self.step * self.step / 12.0 * (1.0 + p * p));
        let kept = if chance > 0.0 { chance / (chance + steps) } else { 1.0 };
        Proportion::new(share.hits * kept, n * kept)
    }
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell {
    /// From k visits: the middle of its step.
    Printed(f64),
    /// Under k visits.
    Under,
    /// Enough visits, but a total would give a hidden neighbour away.
    Withheld,
}

impl Cell {
    /// A cell by itself.
    pub(crate) fn alone(visits: f64, grain: Grain) -> Self {
        if visits >= grain.from { Self::Printed(grain.told(visits)) } else { Self::Under }
    }

    pub(crate) fn printed(self) -> Option<f64> {
        if let Self::Printed(visits) = self { Some(visits) } else { None }
    }
}

/// A column with its total: cells under k are hidden, and further ones, smallest first, until what
/// is hidden amounts to k visits in at least two cells; else the total is hidden.
pub(crate) fn column(visits: &[f64], grain: Grain) -> (Vec<Cell>, Cell) {
    let mut cells: Vec<Cell> = visits.iter().map(|n| Cell::alone(*n, grain)).collect();
    let total: f64 = visits.iter().sum();
    let safe = |cells: &[Cell]| {
        let hidden = cells.iter().zip(visits).filter(|(cell, _)| cell.printed().is_none());
        let (count, sum) = hidden.fold((0, 0.0), |(count, sum), (_, n)| (count + 1, sum + n));
        count == 0 || (count > 1 && sum >= grain.from)
    };
    while !safe(&cells) {
        let printed = cells.iter().enumerate().filter_map(|(i, cell)| Some((i, cell.printed()?)));
        let Some((smallest, _)) = printed.min_by(|a, b| a.1.total_cmp(&b.1)) else {
            return (cells, if total >= grain.from { Cell::Withheld } else { Cell::Under });
        };
        cells[smallest] = Cell::Withheld;
    }
    (cells, Cell::alone(total, grain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Cell::{Printed, Under, Withheld};

    /// So that it is seen what is hidden, counts are told one by one.
    const TEN: Grain = Grain { from: 10.0, step: 1.0 };
    const TENS: Grain = Grain { from: 10.0, step: 10.0 };

    #[test]
    fn a_cell_is_printed_from_k_visits() {
        assert_eq!(Cell::alone(9.0, TEN), Under);
        assert_eq!(Cell::alone(10.0, TEN), Printed(10.0));
    }

    #[test]
    fn counts_are_told_by_the_middle_of_their_step_so_that_none_differ_by_less_than_one() {
        assert_eq!([10.0, 19.0, 20.0, 123.0].map(|n| TENS.told(n)), [15.0, 15.0, 25.0, 125.0]);
        assert_eq!(Cell::alone(9.0, TENS), Under);
        for a in 0..60 {
            for b in 0..60 {
                let apart = (TENS.told(f64::from(a)) - TENS.told(f64::from(b))).abs();
                assert!(apart == 0.0 || apart >= 10.0, "{a} {b}");
            }
        }
    }

    #[test]
    fn the_steps_widen_an_interval_by_their_own_error() {
        let share = Proportion::new(105.0, 4_005.0);
        let error = |of: Proportion| (of.rate() * (1.0 - of.rate()) / of.of).sqrt();
        let worth = TENS.worth(share);
        assert!((worth.rate() - share.rate()).abs() < 1e-12);
        // 10 / sqrt(12) of 4,005 in the orders, and that times the rate in the visits.
        let steps = 10.0 / 12_f64.sqrt() / share.of * 1.0_f64.hypot(share.rate());
        assert!((error(worth) - error(share).hypot(steps)).abs() < 1e-12);
        assert_eq!(Grain::exact(10.0).worth(share), share);
        assert_eq!(TENS.worth(Proportion::default()), Proportion::default());
    }

    #[test]
    fn a_single_hidden_cell_takes_the_smallest_other_with_it() {
        let (cells, total) = column(&[50.0, 4.0, 20.0], TEN);
        assert_eq!(cells, [Printed(50.0), Under, Withheld]);
        assert_eq!(total, Printed(74.0));
    }

    #[test]
    fn two_hidden_cells_that_sum_to_little_take_a_third_with_them() {
        let (cells, _) = column(&[50.0, 0.0, 0.0, 12.0], TEN);
        assert_eq!(cells, [Printed(50.0), Under, Under, Withheld]);
        let (cells, total) = column(&[50.0, 6.0, 7.0], TEN);
        assert_eq!((cells, total), (vec![Printed(50.0), Under, Under], Printed(63.0)));
    }

    #[test]
    fn where_no_neighbour_is_left_the_total_is_hidden() {
        assert_eq!(column(&[4.0], TEN), (vec![Under], Under));
        assert_eq!(column(&[9.0, 0.0], TEN), (vec![Under, Under], Under));
        let (cells, total) = column(&[30.0, 1.0], TEN);
        assert_eq!((cells, total), (vec![Withheld, Under], Printed(31.0)));
    }

    #[test]
    fn what_is_hidden_behind_a_printed_total_is_never_under_k() {
        let mut state = 7_u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        for _ in 0..5_000 {
            let visits: Vec<f64> = (0..1 + random(6)).map(|_| random(25) as f64).collect();
            let (cells, total) = column(&visits, TEN);
            let hidden: Vec<f64> = cells
                .iter()
                .zip(&visits)
                .filter(|(cell, _)| cell.printed().is_none())
                .map(|(_, n)| *n)
                .collect();
            let told = total.printed().is_some() && !hidden.is_empty();
            assert!(
                !told || (hidden.len() > 1 && hidden.iter().sum::<f64>() >= 10.0),
                "{visits:?}"
            );
            assert!(cells.iter().all(|cell| cell.printed().is_none_or(|n| n >= 10.0)));
        }
    }
}
