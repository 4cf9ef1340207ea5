//! The welcome note: a short note in the tone of the motivator.
//! Never claims to know the shopper; a neutral note says that nothing is believed yet.

use crate::card::{actions, card};
use crate::element::{Element, part};
use crate::experience::Shared;

/// The welcome note as a card.
pub(crate) fn welcome_note(of: &Shared) -> Element {
    let own = |part| of.own(of.variant(), part);
    let action = link("action", &own("href"), of).map(|link| link.text(of.text("action")));
    card(of, own("image"), vec![actions(of, action)])
}

/// A link whose use is an engagement, where there is an address.
pub(crate) fn link(name: &str, href: &str, of: &Shared) -> Option<Element> {
    let of = of.clone();
    (!href.is_empty()).then(|| part("a", name).with("href", href).click(move || of.engage()))
}
