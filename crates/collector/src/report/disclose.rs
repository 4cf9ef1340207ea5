//! What may be printed: a cell from k visits, and no cell that the others give away.
//! Never rounds or adds noise; a cell is printed as it is, or not.

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell {
    /// From k visits.
    Printed(f64),
    /// Under k visits.
    Under,
    /// Enough visits, but a total would give a hidden neighbour away.
    Withheld,
}

impl Cell {
    /// A cell by itself.
    pub(crate) fn alone(visits: f64, k: f64) -> Self {
        if visits >= k { Self::Printed(visits) } else { Self::Under }
    }

    pub(crate) fn printed(self) -> Option<f64> {
        if let Self::Printed(visits) = self { Some(visits) } else { None }
    }
}

/// A column with its total: cells under k are hidden, and further ones, smallest first, until what
/// is hidden amounts to k visits in at least two cells; else the total is hidden.
pub(crate) fn column(visits: &[f64], k: f64) -> (Vec<Cell>, Cell) {
    let mut cells: Vec<Cell> = visits.iter().map(|n| Cell::alone(*n, k)).collect();
    let total: f64 = visits.iter().sum();
    let safe = |cells: &[Cell]| {
        let hidden = cells.iter().zip(visits).filter(|(cell, _)| cell.printed().is_none());
        let (count, sum) = hidden.fold((0, 0.0), |(count, sum), (_, n)| (count + 1, sum + n));
        count == 0 || (count > 1 && sum >= k)
    };
    while !safe(&cells) {
        let printed = cells.iter().enumerate().filter_map(|(i, cell)| Some((i, cell.printed()?)));
        let Some((smallest, _)) = printed.min_by(|a, b| a.1.total_cmp(&b.1)) else {
            return (cells, if total >= k { Cell::Withheld } else { Cell::Under });
        };
        cells[smallest] = Cell::Withheld;
    }
    (cells, Cell::alone(total, k))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Cell::{Printed, Under, Withheld};

    #[test]
    fn a_cell_is_printed_from_k_visits() {
        assert_eq!(Cell::alone(9.0, 10.0), Under);
        assert_eq!(Cell::alone(10.0, 10.0), Printed(10.0));
    }

    #[test]
    fn a_single_hidden_cell_takes_the_smallest_other_with_it() {
        let (cells, total) = column(&[50.0, 4.0, 20.0], 10.0);
        assert_eq!(cells, [Printed(50.0), Under, Withheld]);
        assert_eq!(total, Printed(74.0));
    }

    #[test]
    fn two_hidden_cells_that_sum_to_little_take_a_third_with_them() {
        let (cells, _) = column(&[50.0, 0.0, 0.0, 12.0], 10.0);
        assert_eq!(cells, [Printed(50.0), Under, Under, Withheld]);
        let (cells, total) = column(&[50.0, 6.0, 7.0], 10.0);
        assert_eq!((cells, total), (vec![Printed(50.0), Under, Under], Printed(63.0)));
    }

    #[test]
    fn where_no_neighbour_is_left_the_total_is_hidden() {
        assert_eq!(column(&[4.0], 10.0), (vec![Under], Under));
        assert_eq!(column(&[9.0, 0.0], 10.0), (vec![Under, Under], Under));
        let (cells, total) = column(&[30.0, 1.0], 10.0);
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
            let (cells, total) = column(&visits, 10.0);
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
