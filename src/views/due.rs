//! A reminder that is due: the product, the way to it, and the end of the reminding.
//! Never comes without having been asked for.

use crate::card::card;
use crate::element::{Element, button, classed};
use crate::experience::Shared;
use crate::product::product;
use crate::welcome_note::link;

/// The reminder as a card.
pub(crate) fn nudge(of: &Shared) -> Element {
    let products = of.request.list("offers");
    let first = products.first();
    let open = first.and_then(|offer| link("action", &offer.text("url"), of));
    let open = open.map(|link| link.text(of.text("action")));
    let end = of.clone();
    let never = button("dismiss", of.words.get("remind.never")).click(move || {
        end.callbacks.call("remind", &["".into()]);
        end.leave();
    });
    let actions = classed("div", "actions").maybe(open).child(never);
    let shown = first.map(|offer| product(of, offer, None, true));
    card(of, String::new(), shown.into_iter().chain([actions]).collect())
}
