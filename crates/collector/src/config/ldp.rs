//! Checks what the mode `ldp` needs of `privacy`: epsilon 2 or 4, and visits enough to tell a lift.
//! Never offered where a month would tell nothing but noise.

use super::json::{Check, Members, Node};
use motivo_core::record::{Nats, Private};
use motivo_stats::privacy::projected;

/// The standard error of the lift from which the mode is offered: one percentage point in a month.
const MOST: f64 = 0.01;
/// The share of visits with an order that is reckoned with: more than in nearly every shop, and the
/// error grows with it.
const ORDERS: f64 = 0.1;

/// The storefront as far as the error depends on it.
#[derive(Clone, Copy)]
pub(super) struct Shop {
    pub(super) motivators: usize,
    /// In thousandths.
    pub(super) holdout: u16,
}

/// The privacy loss of a visit's record, where so many `visits` come a month; `mode` is the node to
/// blame where they are left out.
pub(super) fn loss<'a>(
    check: &mut Check<'a>,
    members: &Members<'a>,
    mode: &Node<'a>,
    visits: Option<u32>,
    shop: Shop,
) -> Nats {
    let epsilon = match members.get("epsilon") {
        None => Nats::Two,
        Some(node) => match node.found().as_str() {
            "2" => Nats::Two,
            "4" => Nats::Four,
            found => {
                let what = format!("{found} stands here, and the mode is \"ldp\".");
                check.wrong(node, what, "Write 2, or 4 for less noise and less of a promise.");
                return Nats::Two;
            }
        },
    };
    match members.get("visits_a_month") {
        None => {
            let what = "The mode \"ldp\" is offered where a month tells more than noise, and \"visits_a_month\" is missing.";
            let instead = "Write how many visits a month come to a decision, as the report of the mode \"counts\" has them: \"visits_a_month\": 600000.";
            check.wrong(mode, what, instead);
        }
        Some(node) => {
            if let Some(visits) = visits {
                enough(check, node, visits, epsilon, shop);
            }
        }
    }
    epsilon
}

fn enough<'a>(check: &mut Check<'a>, node: &Node<'a>, visits: u32, epsilon: Nats, shop: Shop) {
    let found = error(f64::from(visits), epsilon, shop);
    if found < MOST {
        return;
    }
    if shop.holdout == 0 {
        let what =
            "The mode \"ldp\" tells nothing but the lift, and without a holdout there is none.";
        check.wrong(node, what, "Write \"holdout\": 0.1 or more, or use \"counts\" or \"dp\".");
        return;
    }
    let needed =
        |epsilon| f64::from(visits) * (error(f64::from(visits), epsilon, shop) / MOST).powi(2);
    let [two, four] = [Nats::Two, Nats::Four].map(|epsilon| thousands(needed(epsilon)));
    let what = format!(
        "With {visits} visits a month and {} % of them in the holdout, the lift's standard error would be {:.1} percentage points; the mode \"ldp\" is offered under 1.",
        f64::from(shop.holdout) / 10.0,
        found * 100.0
    );
    let instead = format!(
        "It takes {two} visits a month with \"epsilon\": 2, {four} with 4, fewer with a larger \"holdout\"; else use \"dp\" or \"counts\"."
    );
    check.wrong(node, what, instead);
}

/// The lift's standard error after a month.
fn error(visits: f64, epsilon: Nats, shop: Shop) -> f64 {
    let held = f64::from(shop.holdout) / 1000.0;
    let symbols = u32::from(Private::symbols_of(shop.motivators as u8));
    let of = |share: f64| {
        // Half of the symbols have an order in them.
        projected(symbols, epsilon.epsilon(), symbols / 2, ORDERS, visits * share).error
    };
    of(1.0 - held).hypot(of(held))
}

/// Rounded up to three digits at least, so that it is enough when it is written.
fn thousands(visits: f64) -> f64 {
    (visits / 1000.0).ceil() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_of_a_month_is_that_of_both_sides_together() {
        // Ten motivators: k-RR of 22 symbols; each side has half of the visits.
        let shop = Shop { motivators: 10, holdout: 500 };
        let e = 2_f64.exp();
        let gap = (e - 1.0) / (e + 21.0);
        let y = 11.0 / (e + 21.0) + gap * ORDERS;
        let known = (4.0 * y * (1.0 - y) / 200_000.0).sqrt() / gap;
        assert!((error(200_000.0, Nats::Two, shop) - known).abs() < 1e-12);
        assert_eq!(error(1e9, Nats::Four, Shop { holdout: 0, ..shop }), f64::INFINITY);
    }
}
