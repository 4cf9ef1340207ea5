//! The links that change what is looked at.
//! Never a form: each view has its own address.

use super::filter::{By, Filter, Who};
use super::page::Links;
use super::{Report, words};
use maud::{Markup, html};
use motivo_core::symbols::Returning;

/// Whom the lift is of.
pub(super) fn who(report: &Report, links: &Links<'_>) -> Markup {
    let to = |who: &Who| {
        links.with(report.period, &Filter { who: who.clone(), ..report.filter.clone() })
    };
    html! {
        nav aria-label="Lift of" class="filter" {
            span { "Lift of" }
            @for who in &report.whose {
                a href=(to(who)) aria-current=[(*who == report.filter.who).then_some("true")] { (name(who)) }
            }
        }
    }
}

/// By what experiences are parted.
pub(super) fn by(report: &Report, links: &Links<'_>) -> Markup {
    let to = |by: By| {
        links.with(report.period, &Filter { by, ..report.filter.clone() }) + "#experiences"
    };
    html! {
        @if report.ways.len() > 1 {
            nav aria-label="Experiences by" class="filter" {
                span { "By" }
                @for by in report.ways {
                    a href=(to(*by)) aria-current=[(*by == report.filter.by).then_some("true")] { (by.id()) }
                }
            }
        }
    }
}

/// Them in words.
pub(super) fn name(who: &Who) -> String {
    match who {
        Who::Everybody => "everybody".into(),
        Who::Returning(Returning::Yes) => "those who came back".into(),
        Who::Returning(_) => "those who are new".into(),
        Who::Motivator(id) => words::name(id),
    }
}
