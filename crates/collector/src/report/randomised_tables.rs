//! The report's section on what was told by chance.
//! Never a rate of a side: only their difference is told.

use super::randomised::{Randomised, Told};
use super::{Report, words};
use maud::{Markup, html};

/// The pooled lift, if anything was told by chance.
pub(super) fn randomised(report: &Report) -> Markup {
    html! {
        @if !report.randomised.is_empty() {
            section aria-labelledby="randomised-head" {
                h2 id="randomised-head" { "Randomised answers" }
                p class="lead" { "These visits threw dice before they answered, so that no answer can be held against anybody. Only their lift together can be told, and never added to that of counts." }
                @for of in &report.randomised { (one(of, report.released.k())) }
                p class="fine" { "Epsilon is spent anew by each visit: nothing ties visits together, so who comes five times tells five answers." }
            }
        }
    }
}

fn one(of: &Randomised, k: f64) -> Markup {
    html! {
        p {
            "Epsilon " (of.epsilon) ", " (of.symbols) " symbols, "
            (words::cell(of.reports[0], k)) " personalised visits and " (words::cell(of.reports[1], k)) " of the holdout: "
            @match of.lift {
                Told::TooFew => "not enough data.",
                Told::More(more) => { "not enough data, about " (words::count(more)) " more visits until the lift's standard error is under one point." }
                Told::Lift { estimate, error } => { "lift " strong { (words::points(estimate)) " points" } ", standard error " (format!("{:.2}", error * 100.0)) "." }
            }
        }
    }
}
