//! A reminder the shopper sets for the product of this page, kept on the device.
//! Never sets one by itself, and takes it back in one press.

use crate::card::{actions, card};
use crate::element::{Element, button, classed, element, live, part};
use crate::experience::Shared;
use crate::host::focus;
use crate::product::product;
use crate::sheet::root_of;
use crate::state::State;
use web_sys::Event;

/// When a shopper may want to be reminded.
const CHOICES: [&str; 3] = ["tonight", "tomorrow", "week"];
/// The browser refused to keep it.
const FAILED: &str = "failed";

/// The nudge: the product, the choices, and what was chosen.
pub(crate) fn nudge(of: &Shared) -> Element {
    let products = of.request.list("offers");
    let shown = products.first().map(|offer| product(of, offer, None, false));
    let kept = State::new();
    let asking = of.clone();
    let choices = live(move || {
        let now = kept.get();
        if now.is_empty() || now == FAILED {
            choose(&asking, &kept)
        } else {
            chosen(&asking, &now, &kept)
        }
    });
    let content = classed("div", "reminder").maybe(shown).add(choices);
    card(of, String::new(), vec![content, actions(of, None)])
}

fn choose(of: &Shared, kept: &State) -> Element {
    let choices = CHOICES.map(|when| {
        let (of_choice, kept) = (of.clone(), kept.clone());
        let press = move |event: Event| {
            let stays = of_choice.callbacks.call("remind", &[when.into()]).is_truthy();
            kept.set(if stays { when } else { FAILED });
            if stays {
                of_choice.engage();
                focus_first(&event);
            }
        };
        button("choice", of.words.at(&["remind.", when])).with("data-when", when).on("click", press)
    });
    let failed = if kept.is(FAILED) { of.words.get("remind.failed") } else { String::new() };
    told(of, of.text("action"), failed, choices.into())
}

/// What was chosen, and the way back.
fn chosen(of: &Shared, when: &str, kept: &State) -> Element {
    let (back, kept) = (of.clone(), kept.clone());
    let undo =
        button("choice", of.words.get("remind.undo")).with("data-when", "").click(move || {
            back.callbacks.call("remind", &["".into()]);
            kept.set("");
        });
    told(of, of.words.at(&["remind.done.", when]), String::new(), vec![undo])
}

/// The same elements before and after a choice, so that a screen reader hears what changed.
fn told(of: &Shared, said: String, failed: String, choices: Vec<Element>) -> Element {
    let group = classed("div", "choices").with("role", "group");
    element("div")
        .child(part("p", "kept").with("role", "status").text(said))
        .child(group.with("aria-label", &of.text("action")).children(choices))
        .child(classed("p", "failed").with("role", "status").text(failed))
}

/// The button that was pressed may go; the first one stays, and takes back what was chosen.
fn focus_first(event: &Event) {
    if let Some(root) = root_of(event) {
        focus(&root, ".choices button");
    }
}
