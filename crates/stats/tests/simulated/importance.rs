//! Importance: known shares, all orders of entry by regressions on rows, and simulated visits.

use crate::stream::Stream;
use crate::swiss::SWISS;
use motivo_stats::importance::{
    Error, Importance, Method, Moments, importance, importance_by, standard_errors,
};

/// Adds a visit; the outcome is last. Variables that were not looked at are `None`.
fn add(moments: &mut Moments, row: &[Option<f64>]) {
    for second in 1..row.len() {
        for first in 0..second {
            if let (Some(x), Some(y)) = (row[first], row[second]) {
                let pair = moments.pair_mut(first, second);
                pair.n += 1.0;
                pair.x += x;
                pair.y += y;
                pair.xx += x * x;
                pair.yy += y * y;
                pair.xy += x * y;
            }
        }
    }
}

fn moments(rows: &[Vec<f64>]) -> Moments {
    let mut moments = Moments::new(rows[0].len() - 1);
    for row in rows {
        add(&mut moments, &row.iter().copied().map(Some).collect::<Vec<_>>());
    }
    moments
}

fn swiss() -> Vec<Vec<f64>> {
    SWISS.iter().map(|row| row.to_vec()).collect()
}

#[track_caller]
fn assert_shares(found: &Importance, known: &[f64], tolerance: f64) {
    let shares: Vec<f64> = found.shares.iter().map(|share| share.expect("it varies")).collect();
    assert_eq!(shares.len(), known.len());
    for (share, known) in shares.iter().zip(known) {
        assert!((share - known).abs() < tolerance, "{shares:?}");
    }
}

#[test]
fn swiss_has_the_known_shares() {
    // All 120 orders in NumPy 2 give the same; half a unit of the last digit given.
    let found = importance(&moments(&swiss())).expect("it varies");
    assert_eq!(found.method, Method::Lmg);
    assert!((found.r2 - 0.706_735_0).abs() < 5e-8, "{}", found.r2);
    assert_shares(&found, &[0.057_091, 0.171_173, 0.260_135, 0.105_570, 0.112_766], 5e-7);
    assert!(!found.collinear && !found.mended);
}

#[test]
fn swiss_has_the_known_relative_weights() {
    let found = importance_by(&moments(&swiss()), Method::Johnson).expect("it varies");
    assert!((found.r2 - 0.706_735_0).abs() < 5e-8, "{}", found.r2);
    assert_shares(&found, &[0.048_417, 0.154_708, 0.271_964, 0.114_680, 0.116_966], 5e-7);
}

/// Solves `a x = b` by elimination with pivots.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for step in 0..n {
        let pivot = (step..n).max_by(|i, j| a[*i][step].abs().total_cmp(&a[*j][step].abs()));
        let pivot = pivot.expect("rows");
        a.swap(step, pivot);
        b.swap(step, pivot);
        for row in step + 1..n {
            let factor = a[row][step] / a[step][step];
            let by = a[step].clone();
            a[row].iter_mut().zip(&by).skip(step).for_each(|(entry, by)| *entry -= factor * by);
            b[row] -= factor * b[step];
        }
    }
    for step in (0..n).rev() {
        let known: f64 = (step + 1..n).map(|column| a[step][column] * b[column]).sum();
        b[step] = (b[step] - known) / a[step][step];
    }
    b
}

/// R^2 of a least-squares fit with intercept, from its residuals.
fn r2(rows: &[Vec<f64>], chosen: &[usize]) -> f64 {
    let outcome = rows[0].len() - 1;
    let design = |row: &Vec<f64>| -> Vec<f64> {
        [1.0].into_iter().chain(chosen.iter().map(|place| row[*place])).collect()
    };
    let size = chosen.len() + 1;
    let (mut a, mut b) = (vec![vec![0.0; size]; size], vec![0.0; size]);
    for row in rows {
        let x = design(row);
        for i in 0..size {
            b[i] += x[i] * row[outcome];
            for j in 0..size {
                a[i][j] += x[i] * x[j];
            }
        }
    }
    let fit = solve(a, b);
    let mean = rows.iter().map(|row| row[outcome]).sum::<f64>() / rows.len() as f64;
    let (mut rest, mut all) = (0.0, 0.0);
    for row in rows {
        let told: f64 = design(row).iter().zip(&fit).map(|(x, beta)| x * beta).sum();
        rest += (row[outcome] - told).powi(2);
        all += (row[outcome] - mean).powi(2);
    }
    1.0 - rest / all
}

/// The mean gain over every order, each set fitted anew.
fn all_orders(rows: &[Vec<f64>]) -> Vec<f64> {
    fn orders(rest: &[usize]) -> Vec<Vec<usize>> {
        if rest.is_empty() {
            return vec![Vec::new()];
        }
        let first = rest.iter().flat_map(|first| {
            let others: Vec<usize> = rest.iter().copied().filter(|other| other != first).collect();
            orders(&others).into_iter().map(move |order| [vec![*first], order].concat())
        });
        first.collect()
    }
    let predictors = rows[0].len() - 1;
    let all = orders(&(0..predictors).collect::<Vec<_>>());
    let mut shares = vec![0.0; predictors];
    for order in &all {
        let mut before = 0.0;
        for end in 1..=predictors {
            let after = r2(rows, &order[..end]);
            shares[order[end - 1]] += (after - before) / all.len() as f64;
            before = after;
        }
    }
    shares
}

/// Relative weights with the root of the correlations by Denman & Beavers' iteration.
fn weights_by_iteration(rows: &[Vec<f64>]) -> Vec<f64> {
    let (n, size) = (rows.len() as f64, rows[0].len());
    let mean = |place: usize| rows.iter().map(|row| row[place]).sum::<f64>() / n;
    let means: Vec<f64> = (0..size).map(mean).collect();
    let product = |i: usize, j: usize| -> f64 {
        rows.iter().map(|row| (row[i] - means[i]) * (row[j] - means[j])).sum()
    };
    let r = |i: usize, j: usize| product(i, j) / (product(i, i) * product(j, j)).sqrt();
    let k = size - 1;
    let unit = |j: usize| (0..k).map(|i| f64::from(u8::from(i == j))).collect::<Vec<f64>>();
    let inverse = |m: &Vec<Vec<f64>>| -> Vec<Vec<f64>> {
        // Columns of the inverse of a symmetric matrix are its rows.
        (0..k).map(|j| solve(m.clone(), unit(j))).collect()
    };
    let half = |a: &[Vec<f64>], b: &[Vec<f64>]| -> Vec<Vec<f64>> {
        (0..k).map(|i| (0..k).map(|j| f64::midpoint(a[i][j], b[i][j])).collect()).collect()
    };
    let mut root: Vec<Vec<f64>> = (0..k).map(|i| (0..k).map(|j| r(i, j)).collect()).collect();
    let mut rest: Vec<Vec<f64>> = (0..k).map(unit).collect();
    for _ in 0..40 {
        (root, rest) = (half(&root, &inverse(&rest)), half(&rest, &inverse(&root)));
    }
    let beta = solve(root.clone(), (0..k).map(|i| r(i, k)).collect());
    root.iter().map(|row| row.iter().zip(&beta).map(|(x, b)| (x * b).powi(2)).sum()).collect()
}

/// What both methods and their slow twins say of the same rows.
#[track_caller]
fn assert_as_rows_say(rows: &[Vec<f64>], tolerance: f64) {
    let sums = moments(rows);
    let lmg = importance_by(&sums, Method::Lmg).expect("it varies");
    assert_shares(&lmg, &all_orders(rows), tolerance);
    let johnson = importance_by(&sums, Method::Johnson).expect("it varies");
    assert_shares(&johnson, &weights_by_iteration(rows), tolerance);
}

#[test]
fn sums_give_what_all_orders_of_regressions_on_rows_give() {
    let mut stream = Stream(5);
    for _ in 0..20 {
        let mut rows = swiss();
        for row in &mut rows {
            row.iter_mut().for_each(|value| *value *= 0.7 + 0.6 * stream.fraction());
        }
        // Normal equations of 47 rows with condition numbers near 1e6.
        assert_as_rows_say(&rows, 1e-8);
    }
}

#[test]
fn sums_give_what_rows_give_for_any_number_of_touchpoints_and_visits() {
    let mut stream = Stream(9);
    for case in 0..60_usize {
        let predictors = 1 + case % 5;
        // Few visits more than predictors, and many.
        let visits = predictors + 3 + (stream.number() % [4, 40, 300][case % 3]) as usize;
        let together = 0.9 * stream.fraction();
        let whole = stream.happens(0.3);
        let rows: Vec<Vec<f64>> = (0..visits)
            .map(|_| {
                let common = stream.fraction();
                let mut row: Vec<f64> = (0..predictors)
                    .map(|_| together * common + (1.0 - together) * stream.fraction())
                    .map(|x| if whole { (4.0 * x).floor() } else { x })
                    .collect();
                let told: f64 =
                    row.iter().zip([2.0, -1.0, 0.5, 0.0, 0.1]).map(|(x, b)| x * b).sum();
                row.push(told + stream.fraction() - common);
                row
            })
            .collect();
        let sums = moments(&rows);
        let found = importance_by(&sums, Method::Lmg).expect("it varies");
        // Whole numbers of a few visits may repeat each other; regressions cannot be solved then.
        if found.collinear || found.shares.contains(&None) {
            continue;
        }
        assert_as_rows_say(&rows, 1e-7);
    }
}

#[test]
fn unrelated_predictors_have_the_squares_of_their_correlations_by_both_methods() {
    // A full design of four signs: every pair is uncorrelated.
    let rows: Vec<Vec<f64>> = (0..16_u32)
        .map(|cell| {
            let sign = |place: u32| f64::from(cell >> place & 1);
            vec![sign(0), sign(1), sign(2), sign(3), 3.0 * sign(0) + 2.0 * sign(1) + sign(2)]
        })
        .collect();
    for method in [Method::Lmg, Method::Johnson] {
        let found = importance_by(&moments(&rows), method).expect("it varies");
        assert_shares(&found, &[9.0 / 14.0, 4.0 / 14.0, 1.0 / 14.0, 0.0], 1e-12);
    }
}

#[test]
fn a_touchpoint_told_twice_shares_evenly_with_itself_and_is_named_collinear() {
    let mut rows = swiss();
    rows.iter_mut().for_each(|row| row.insert(0, row[2]));
    for method in [Method::Lmg, Method::Johnson] {
        let alone = importance_by(&moments(&swiss()), method).expect("it varies");
        let found = importance_by(&moments(&rows), method).expect("it varies");
        assert!(found.collinear && !alone.collinear);
        let share = |place: usize| found.shares[place].expect("it varies");
        // The root of a rounding of 1e-16.
        assert!((share(0) - share(3)).abs() < 1e-7 && share(0) > 0.05, "{found:?}");
        assert!((found.r2 - alone.r2).abs() < 1e-7, "{found:?}");
    }
}

#[test]
fn a_predictor_that_is_the_sum_of_two_others_leaves_r2_as_it_was() {
    let mut rows = swiss();
    rows.iter_mut().for_each(|row| row.insert(0, row[0] + row[2]));
    for method in [Method::Lmg, Method::Johnson] {
        let found = importance_by(&moments(&rows), method).expect("it varies");
        assert!(found.collinear);
        assert!((found.r2 - 0.706_735_0).abs() < 1e-7, "{found:?}");
        assert!(found.shares.iter().all(|share| share.is_some_and(|s| (0.0..1.0).contains(&s))));
    }
}

#[test]
fn what_never_varies_has_no_share_and_the_rest_keep_theirs() {
    let mut rows = swiss();
    rows.iter_mut().for_each(|row| row.insert(1, 1.0));
    let found = importance(&moments(&rows)).expect("the others vary");
    let alone = importance(&moments(&swiss())).expect("it varies");
    assert_eq!(found.shares[1], None);
    let rest: Vec<_> = [0, 2, 3, 4, 5].map(|place| found.shares[place]).to_vec();
    assert_eq!(rest, alone.shares);
}

#[test]
fn nothing_to_share_out_is_said() {
    let told = |moments: &Moments| importance(moments).expect_err("nothing to share").to_string();
    assert_eq!(told(&Moments::new(0)), "no predictors: count at least one touchpoint");
    let constant = "the outcome never varies: wait until some visits have it and some do not";
    assert_eq!(told(&Moments::new(3)), constant);
    let same: Vec<Vec<f64>> = (0..9_u8).map(|row| vec![f64::from(row), 2.0]).collect();
    assert_eq!(told(&moments(&same)), constant);
    let mut broken = moments(&swiss());
    broken.pair_mut(0, 1).xy = f64::NAN;
    assert_eq!(importance(&broken), Err(Error::NotFinite));
    let still: Vec<Vec<f64>> = (0..9_u8).map(|row| vec![1.0, f64::from(row)]).collect();
    let found = importance(&moments(&still)).expect("the outcome varies");
    assert_eq!((found.r2, found.shares), (0.0, vec![None]));
}

/// A visit of a shop with six touchpoints, of which the first three matter and some go together.
fn visit(stream: &mut Stream) -> Vec<f64> {
    let keen = stream.hit(0.4);
    let mut row: Vec<f64> =
        (0..6_u8).map(|place| stream.hit(0.2 + 0.1 * keen * f64::from(place % 3))).collect();
    let chance = 0.05 + 0.2 * row[0] + 0.1 * row[1] + 0.05 * row[2] + 0.1 * keen;
    row.push(stream.hit(chance));
    row
}

#[test]
fn visits_that_tell_only_some_touchpoints_give_nearly_the_same_shares() {
    let mut stream = Stream(6);
    let (mut whole, mut some) = (Moments::new(6), Moments::new(6));
    for _ in 0..60_000 {
        let row: Vec<Option<f64>> = visit(&mut stream).into_iter().map(Some).collect();
        add(&mut whole, &row);
        let mut part = row;
        for _ in 0..3 {
            part[(stream.number() % 6) as usize] = None;
        }
        add(&mut some, &part);
    }
    let known = importance(&whole).expect("it varies");
    let known: Vec<f64> = known.shares.iter().map(|share| share.expect("it varies")).collect();
    // A correlation of 20,000 visits has an error of .007, and shares are its squares.
    assert_shares(&importance(&some).expect("it varies"), &known, 0.004);
}

#[test]
fn a_hundred_touchpoints_get_relative_weights_that_sum_to_r2() {
    let mut stream = Stream(7);
    let rows: Vec<Vec<f64>> = (0..1_000)
        .map(|_| {
            let mut row: Vec<f64> = (0..100).map(|_| stream.hit(0.3)).collect();
            row.push(stream.hit(0.1 + 0.5 * row[41]));
            row
        })
        .collect();
    let found = importance(&moments(&rows)).expect("it varies");
    assert_eq!(found.method, Method::Johnson);
    assert!(found.shares[41].is_some_and(|share| share > 0.15), "{:?}", found.shares[41]);
    assert!((found.r2 - r2(&rows, &(0..100).collect::<Vec<_>>())).abs() < 1e-9);
}

#[test]
fn errors_from_left_out_days_are_as_large_as_the_shares_scatter() {
    let (shops, mut stream) = (100, Stream(8));
    let (mut sums, mut squares, mut told) = ([0.0; 6], [0.0; 6], [0.0; 6]);
    for _ in 0..shops {
        let days: Vec<Moments> = (0..20)
            .map(|day| {
                // Weekends have twice the visits.
                let visits = if day % 7 > 4 { 80 } else { 40 };
                moments(&(0..visits).map(|_| visit(&mut stream)).collect::<Vec<_>>())
            })
            .collect();
        let mut all = Moments::new(6);
        days.iter().for_each(|day| all.add(day));
        let shares = importance(&all).expect("it varies").shares;
        let errors = standard_errors(&days, Method::Lmg).expect("twenty days");
        for place in 0..6 {
            let share = shares[place].expect("it varies");
            sums[place] += share;
            squares[place] += share * share;
            told[place] += errors[place].expect("it varies");
        }
    }
    let n = f64::from(shops);
    for place in 0..3 {
        let scatter = ((squares[place] - sums[place].powi(2) / n) / (n - 1.0)).sqrt();
        let ratio = told[place] / n / scatter;
        // A scatter of 100 shops is known to 7 %.
        assert!((0.75..1.3).contains(&ratio), "{place}: {ratio}");
    }
}

#[test]
fn few_days_have_no_errors() {
    let days: Vec<Moments> = (0..9).map(|_| moments(&swiss())).collect();
    assert_eq!(standard_errors(&days, Method::Lmg), None);
    assert_eq!(standard_errors(&[], Method::Lmg), None);
}
