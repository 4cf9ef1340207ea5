//! The coach nudge: a short note first, and the next useful step when the shopper asks for it.
//! Never opens anything by itself and never moves the shopper to another page.

use crate::card::{actions, card};
use crate::element::{Element, button};
use crate::experience::Shared;
use crate::state::State;
use crate::{comparison, due, guide, reminder, sheet, video};

/// The nudge as a card, and the sheet it opens where its step has one.
pub(crate) fn coach_nudge(of: &Shared) -> Vec<Element> {
    let content = of.clone();
    let opened = State::new();
    match &of.step[..] {
        "reminder" => vec![reminder::nudge(of)],
        "due" => vec![due::nudge(of)],
        "video" => {
            let picture = of.address("image");
            vec![
                nudge(of, picture, &opened, false),
                sheet::sheet(of, opened, move || video::film(&content)),
            ]
        }
        "comparison" => {
            let table = move || comparison::table(&content);
            vec![nudge(of, String::new(), &opened, false), sheet::sheet(of, opened, table)]
        }
        _ => {
            let picture = of.address("image");
            vec![
                nudge(of, picture, &opened, true),
                sheet::sheet(of, opened, move || guide::guide(&content)),
            ]
        }
    }
}

/// A note whose button opens the sheet; opening a guide is using it.
fn nudge(of: &Shared, picture: String, opened: &State, engages: bool) -> Element {
    let (used, opened) = (of.clone(), opened.clone());
    let open = button("action", of.text("action")).with("aria-haspopup", "dialog").on(
        "click",
        move |event| {
            sheet::open(&event, &opened);
            if engages {
                used.engage();
            }
        },
    );
    card(of, picture, vec![actions(of, Some(open))])
}
