//! How numbers and names read.
//! Never more digits than they mean.

use crate::release::Table;
use crate::release::disclose::Cell;
use motivo_core::symbols::{Control, Friction, Kind, Phase};
use motivo_stats::Interval;

/// A count with separated thousands.
pub(crate) fn count(number: f64) -> String {
    let digits = format!("{:.0}", number.round());
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A cell as it is printed.
pub(super) fn cell(cell: Cell, k: f64) -> String {
    match cell {
        Cell::Printed(visits) => count(visits),
        Cell::Under => format!("under {}", count(k)),
        Cell::Withheld => "withheld".into(),
    }
}

/// A share as a percentage with one decimal; only all of it reads 100 %.
pub(super) fn percent(share: f64) -> String {
    if share >= 1.0 {
        return "100 %".into();
    }
    format!("{:.1} %", (share * 100.0).min(99.9))
}

/// A difference of shares in percentage points, with its sign.
pub(super) fn points(difference: f64) -> String {
    let tenths = (difference * 1000.0).round() / 10.0;
    match tenths {
        t if t > 0.0 => format!("+{t:.1}"),
        t if t < 0.0 => format!("\u{2212}{:.1}", -t),
        _ => "0.0".into(),
    }
}

/// An interval in percentage points.
pub(super) fn interval(interval: Interval) -> String {
    format!("{} to {}", points(interval.low), points(interval.high))
}

/// An identifier as words: `well_being` reads "well being".
pub(super) fn name(id: &str) -> String {
    id.replace('_', " ")
}

/// With a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// A kind as a heading, and what using it means.
pub(super) fn kind(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::WelcomeNote => ("Welcome note", "its button was followed"),
        Kind::CuratedOffer => ("Curated offer", "a product was opened or put in the cart"),
        Kind::CoachNudge => (
            "Coach nudge",
            "a guide or compared product was opened, a film played or a reminder set",
        ),
        Kind::DesireResponse => ("Desire response", "it was used"),
        Kind::AutomaticExecution => ("Automatic execution", "it was kept"),
        Kind::Arrival => ("Arrival", "something new was opened"),
        Kind::Recovery => ("Recovery", "help was taken"),
        Kind::Pulse => ("Pulse", "it was answered"),
    }
}

/// Where in the purchase.
pub(super) fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Recognize => "looking round",
        Phase::Request => "wanting something",
        Phase::Respond => "ordering or ordered",
    }
}

/// A group of a table: a motivator, a variant or a phase.
pub(super) fn group(id: &str) -> String {
    Phase::from_id(id).map_or_else(|| name(id), |of| phase(of).to_owned())
}

/// What went wrong, in a few words.
pub(super) fn friction(kind: Friction) -> &'static str {
    match kind {
        Friction::Rage => "clicked again and again",
        Friction::Dead => "a click that did nothing",
        Friction::Slow => "the page kept somebody waiting",
        Friction::Error => "the page said that something failed",
        Friction::FormError => "a form refused what was entered",
        Friction::NoResults => "a search found nothing",
        Friction::OutOfStock => "what was wanted was gone",
        Friction::CartError => "the cart did not do what was asked",
        Friction::PaymentError => "a payment failed",
        Friction::LateDelivery => "an order is late",
    }
}

/// What a shopper asked of Motivo.
pub(super) fn control(what: Control) -> &'static str {
    match what {
        Control::Corrected => "a guess was corrected",
        Control::AgencyAnswer => "only answer when asked",
        Control::AgencyShow => "show what fits",
        Control::AgencyCoach => "say the next step too",
        Control::AgencyDo => "do things as well",
        Control::Paused => "a pause",
        Control::Erased => "forget everything",
    }
}

/// A table that is told with noise.
pub(super) fn table(table: Table) -> &'static str {
    match table {
        Table::Lift => "visits and orders",
        Table::Policy => "what was drawn, for the policy file",
        Table::Rewards => "what that earned, for the policy file",
        Table::Strength => "how strongly content moves people, for the pages",
        Table::Motivators => "motivators",
        Table::Experiences => "experiences",
        Table::Recoveries => "recoveries",
        Table::Control => "shopper control",
        Table::Touchpoints => "touchpoints",
        Table::TouchpointPhases => "where touchpoints are met",
    }
}

/// A refusal's reason as a sentence's end.
pub(super) fn reason(reason: &str) -> String {
    match reason {
        "too_large" => "the body was too large".into(),
        "encoding" => "the body was packed".into(),
        "headers" => "the headers were too large".into(),
        "http" => "it was no HTTP".into(),
        "queue_full" => "too much at once; senders try again".into(),
        "store" => "the store failed; senders try again".into(),
        "origin" => "sent by a page that is not on the list".into(),
        "records" => "more than 20 records at once".into(),
        "broken" | "slow" => "the connection broke or took too long".into(),
        field => format!("the field \u{201c}{field}\u{201d} could not be read"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(
            [0.0, 999.0, 1_000.0, 1_234_567.0].map(count),
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!([0.052, -0.001, 0.0001].map(points), ["+5.2", "\u{2212}0.1", "0.0"]);
        assert_eq!([0.0912, 0.99999, 1.0].map(percent), ["9.1 %", "99.9 %", "100 %"]);
        assert_eq!(cell(Cell::Under, 10.0), "under 10");
    }
}
