//! The curated offer: one to four products with a reason each, to open or to put in the cart.
//! Never changes a price and never says that something runs out.

use crate::card::{actions, card};
use crate::element::{Element, element, part};
use crate::experience::Shared;
use crate::product::product;

/// The offer as a card.
pub(crate) fn curated_offer(of: &Shared) -> Element {
    let offers = of.request.list("offers");
    let count = offers.len().to_string();
    let cart = of.request.has("action");
    let products = offers
        .iter()
        .enumerate()
        .map(|(index, offer)| element("li").child(product(of, offer, cart.then_some(index), true)));
    let list = part("ul", "offers").with("role", "list").with("data-count", &count);
    card(of, String::new(), vec![list.children(products), actions(of, None)])
}
