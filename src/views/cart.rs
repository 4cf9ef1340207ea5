//! The button that puts an offer in the cart, by the action the owner declared.
//! Never says that it landed before the shop said so.

use crate::element::{Element, classed, element, live, part, unseen};
use crate::experience::Shared;
use crate::plain::Plain;
use crate::state::State;
use crate::welcome_note::link;

/// The action is under way.
const BUSY: &str = "busy";
/// The offer is in the cart.
const DONE: &str = "done";
/// It did not land there; it can be tried again, or opened instead.
const FAILED: &str = "failed";

/// The button and what became of it, for the offer at this place.
pub(crate) fn cart(of: &Shared, offer: &Plain, index: usize) -> Element {
    let (of, offer, state) = (of.clone(), offer.clone(), State::new());
    let buy = live(move || {
        let (words, now, title) = (&of.words, state.get(), offer.text("title"));
        let face = match &now[..] {
            BUSY => "cart.busy",
            DONE => "cart.done",
            _ => "cart.add",
        };
        let waits = now == BUSY || now == DONE;
        let (by, state) = (of.clone(), state.clone());
        let button = part("button", "cart")
            .with("type", "button")
            .with("data-state", &now)
            .with("aria-disabled", if waits { "true" } else { "false" })
            .click(move || {
                if !waits {
                    put(&by, index, &state);
                }
            })
            .child(element("span").text(words.get(face)))
            .child(unseen(title.clone()));
        let failed = (now == FAILED).then(|| {
            let instead = link("instead", &offer.text("url"), &of);
            classed("p", "failed")
                .text(words.get("cart.failed") + " ")
                .maybe(instead.map(|link| link.text(words.get("cart.instead"))))
        });
        let said = match &now[..] {
            DONE => words.with("cart.added", "{title}", &title),
            FAILED => words.get("cart.failed"),
            _ => String::new(),
        };
        let said = classed("p", "unseen").with("role", "status").text(said);
        classed("div", "buy").child(said).child(button).maybe(failed)
    });
    classed("div", "basket").add(buy)
}

fn put(of: &Shared, index: usize, state: &State) {
    let (of, state) = (of.clone(), state.clone());
    state.set(BUSY);
    let answer = Plain(of.callbacks.call("act", &[(index as u32).into()]));
    answer.then(move |landed| {
        let landed = landed.as_bool() == Some(true);
        state.set(if landed { DONE } else { FAILED });
        if landed {
            of.engage();
        }
    });
}
