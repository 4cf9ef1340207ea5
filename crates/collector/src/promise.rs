//! GET /v1/privacy/<storefront>: what the storefront's mode promises, for owner and shopper.
//! Never a number that was counted: all of it follows from the config, so everybody may read it.

use crate::config::Compiled;
use crate::release::{Table, written};
use crate::report::{LOOKS, mark, words::count};
use crate::state::State;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use motivo_core::record::Nats;
use motivo_core::symbols::Mode;
use std::sync::Arc;

/// The page of a storefront that is served here.
pub(crate) async fn get(
    axum::extract::State(state): axum::extract::State<Arc<State>>,
    Path(storefront): Path<String>,
) -> Response {
    let Some(published) = state.published(&storefront) else {
        return (StatusCode::NOT_FOUND, "no storefront of this name is served here\n")
            .into_response();
    };
    let head = [(header::CONTENT_SECURITY_POLICY, LOOKS), (header::CACHE_CONTROL, "max-age=300")];
    (head, Html(page(&published.compiled).into_string())).into_response()
}

fn page(compiled: &Compiled) -> Markup {
    let key = &compiled.plan.storefront;
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Motivo: privacy at " (key) }
                link rel="stylesheet" href="/report.css";
            }
            body {
                a class="skip" href="#promise" { "Skip to the promise" }
                header {
                    div class="brand" { (mark()) span class="word" { "Motivo" } span class="shop" { (key) } }
                }
                main {
                    div class="period" { h1 { "What this shop learns from a visit" } }
                    (promise(compiled))
                    @if compiled.plan.mode != Mode::Off { (kept()) }
                    (choices())
                }
                footer { p { "This page follows from the shop's settings, and changes with them. The mode is called " code { (compiled.plan.mode.id()) } "." } }
            }
        }
    }
}

fn promise(compiled: &Compiled) -> Markup {
    let (mode, k) = (compiled.plan.mode, count(compiled.k.into()));
    html! {
        section id="promise" aria-labelledby="promise-head" {
            h2 id="promise-head" { "The promise" }
            @if mode == Mode::Off {
                p class="verdict" { "Nothing is sent. What the widget guesses stays in your browser." }
            } @else {
                p class="verdict" { (match mode {
                    Mode::Dp => "Only counts with noise are told: nobody can be sure from them that you were here.",
                    Mode::Ldp => "Your browser throws dice before it answers: nobody can be sure that the answer is true.",
                    _ => "Only counts are kept. Nobody can look up a visit.",
                }) }
                ul {
                    @if let Some(epsilon) = compiled.plan.epsilon {
                        (dice(epsilon))
                    } @else {
                    li { "What you look at, click, search for and buy stays in your browser. Only after you agree, a few coarse words are sent: one for what was guessed to move you, where in the purchase you were, what was shown and used, what went wrong, whether an order came and its rough size." }
                    }
                    li { "There is no cookie, and nothing that ties two visits, or a visit and a person, together." }
                    li { "Your words are added to counts and dropped. A count of fewer than " strong { (k) } " visits is not shown to the shop, nor one that would give such a count away." @if mode == Mode::Counts { " Larger ones are shown in steps of " (k) ": one visit more or less hardly ever shows." } }
                    @if mode == Mode::Dp { (noise(compiled)) }
                }
            }
        }
        @if mode != Mode::Off {
            section aria-labelledby="limits-head" {
                h2 id="limits-head" { "What it does not promise" }
                ul {
                    @if mode == Mode::Dp {
                        li { "Who runs the collector, and can read its database, sees the exact counts in it. What comes out of it has noise." }
                        li { "The noise hides a visit. Somebody who comes often is hidden less: each visit tells its own little." }
                    } @else if mode == Mode::Ldp {
                        li { "Each visit answers anew. Somebody who comes often is hidden less: each visit tells its own little." }
                        li { "Whether you were shown nothing for comparison, and what kind of thing was shown first, is told as it is. The first was drawn by chance; the second too, but what could be drawn depends on where in the purchase you were." }
                    } @else {
                        li { "Counts carry no noise. Somebody who already knows all other visits, and looks just when a count goes to its next step, could work out the last one; with noise (the mode " code { "dp" } ") they could not." }
                        li { "Who can read the collector's database sees small counts too." }
                    }
                    li { "The shop learns of your order from the shop itself, as any shop does. This page is about Motivo only." }
                }
            }
        }
    }
}

fn dice(epsilon: Nats) -> Markup {
    let times = f64::from(epsilon.number()).exp();
    html! {
        li { "What you look at, click, search for and buy stays in your browser. Only after you agree, one answer a visit is sent: what was guessed to move you and whether an order came, or, as the dice fall, something else." }
        li {
            "How much the answer can matter is bounded by a number, epsilon: " strong { (epsilon.number()) } " for a visit. "
            "Whatever somebody concludes from your answer is at most " (format!("{times:.1}")) " times as likely as if something else had been true."
        }
    }
}

fn noise(compiled: &Compiled) -> Markup {
    let spending = compiled.spending;
    let paid = spending.payable(&[]);
    let spent: u32 = paid.iter().map(|table| spending.of(*table)).sum();
    let most = paid.iter().map(|table| spending.of(*table)).max().unwrap_or(0);
    let times = |thousandths: u32| format!("{:.1}", (f64::from(thousandths) / 1000.0).exp());
    html! {
        li { "Chance is added to every count before anybody sees it, once a month, and never again for that month." }
        li {
            "How much one visit can matter is bounded by a number, epsilon: at most " strong { (written(most)) }
            " for a table of a month, and " strong { (written(spent)) } " for its " (paid.len()) " tables of " (Table::ALL.len()) " together. "
            "Whatever somebody concludes from one table is at most " (times(most)) " times as likely with your visit in it as without; from all of them together, at most " (times(spent)) " times."
        }
    }
}

fn kept() -> Markup {
    let rows = [
        (
            "Counts",
            "Storefront, day, a few coarse words: never all words together",
            "As long as the shop keeps them",
        ),
        (
            "A random number for each message",
            "So that one sent twice counts once; tied to nothing",
            "The day it came and the two after",
        ),
        (
            "Your network address",
            "Scrambled, in memory only, against floods",
            "A day at most, never written down",
        ),
        (
            "In your browser, if you allow it",
            "What was guessed and shown, messages not sent yet",
            "Until you erase it or withdraw; messages a day",
        ),
    ];
    html! {
        section aria-labelledby="kept-head" {
            h2 id="kept-head" { "What is kept, and for how long" }
            div class="scroll" tabindex="0" role="region" aria-label="Table of what is kept" {
                table {
                    thead { tr { th scope="col" { "What" } th scope="col" { "How" } th scope="col" { "How long" } } }
                    tbody {
                        @for (what, how, long) in rows {
                            tr { th scope="row" class="wide" { (what) } td { (how) } td { (long) } }
                        }
                    }
                }
            }
        }
    }
}

fn choices() -> Markup {
    html! {
        section aria-labelledby="choices-head" {
            h2 id="choices-head" { "What you can do" }
            ul {
                li { "Say no: without your consent, or with Global Privacy Control in your browser, nothing is guessed, stored or sent." }
                li { "Open the panel: see what is believed and what was sent, correct it, pause, erase, or turn it off for good." }
            }
        }
    }
}
