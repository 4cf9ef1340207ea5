//! The last decision: what was drawn, from what, with which exact propensity.
//! Never shows a propensity that was not recorded with the decision.

use crate::section::{fact, facts, section};
use crate::snapshot::Decision;
use crate::words::percent;
use leptos::html::{ElementChild, code, div, li, p, span, ul};
use leptos::prelude::*;

/// Tickets in a draw.
const TICKETS: f64 = 20.0;

/// The section.
pub(crate) fn decision(last: Memo<Option<Decision>>) -> impl IntoView {
    let drawn = move || last.with(|d| d.as_ref().map(|d| d.arm.clone()).unwrap_or_default());
    section("decision", "Last decision", code().child(drawn), move || match last.get() {
        None => p()
            .attr("class", "none")
            .child("None yet: a decision is drawn when something is eligible.")
            .into_any(),
        Some(decision) => shown(decision).into_any(),
    })
}

fn shown(decision: Decision) -> impl IntoView {
    let share = decision.kind * decision.variant / (TICKETS * TICKETS);
    let believed = match decision.motivator.as_str() {
        "" => "abstained".to_owned(),
        id => id.to_owned(),
    };
    let holdout = if decision.holdout { "yes: recorded, not shown" } else { "no" };
    facts((
        fact("kind", "Kind", tickets(decision.kind)),
        fact("variant", "Variant", tickets(decision.variant)),
        fact("propensity", "Both together", percent(share)),
        fact("believed", "Believed", code().child(believed)),
        fact("phase", "Phase", code().child(decision.phase)),
        fact("holdout", "Holdout", holdout),
        (!decision.eligible.is_empty())
            .then(|| fact("eligible", "Eligible", eligible(decision.eligible))),
    ))
}

/// `17/20`, as a row of twenty tickets and as a percentage.
fn tickets(n: f64) -> impl IntoView {
    div().attr("class", "tickets").child((
        span()
            .attr("class", "draw")
            .attr("aria-hidden", "true")
            .style(("--tickets", n.to_string())),
        span().attr("class", "figure").child(format!("{n}/{TICKETS}")),
        span().attr("class", "figure").child(percent(n / TICKETS)),
    ))
}

fn eligible(arms: Vec<String>) -> impl IntoView {
    let arms: Vec<_> = arms.into_iter().map(|arm| li().child(code().child(arm))).collect();
    ul().attr("class", "chips").child(arms)
}
