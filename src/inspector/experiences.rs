//! The plan's experiences: each one's place, and whether it is eligible now or why not.
//! Never decides that: the reasons are the core's, only put into words.

use crate::section::{column, section};
use crate::snapshot::Experience;
use crate::words;
use leptos::html::{ElementChild, caption, p, span, table, tbody, td, th, thead, tr};
use leptos::prelude::*;

/// The section.
pub(crate) fn experiences(all: Memo<Vec<Experience>>) -> impl IntoView {
    let eligible = move || {
        all.with(|all| {
            let now = all.iter().filter(|one| one.refusal.is_empty()).count();
            format!("{now} of {} eligible", all.len())
        })
    };
    section("experiences", "Experiences", eligible, move || {
        if all.with(Vec::is_empty) {
            let text = "None known: the plan has none, or is not open yet.";
            return p().attr("class", "none").child(text).into_any();
        }
        table()
            .attr("class", "experiences")
            .child((
                caption().attr("class", "unseen").child("Experiences and whether they may appear"),
                thead().child(tr().child((
                    column("Experience", false),
                    column("Place", false),
                    column("Now", false),
                ))),
                tbody().child(all.get().into_iter().map(row).collect::<Vec<_>>()),
            ))
            .into_any()
    })
}

fn row(one: Experience) -> impl IntoView {
    let now = words::refusal(&one.refusal).to_owned();
    tr().attr("data-experience", one.id.clone()).attr("data-refusal", one.refusal).child((
        th().attr("scope", "row").child((
            span().attr("class", "id").child(one.id),
            span().attr("class", "tags").child(one.kind),
        )),
        td().child(one.place),
        td().attr("class", "now").child(now),
    ))
}
