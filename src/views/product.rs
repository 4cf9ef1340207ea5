//! One product: picture, title, price, why it is here, and the way to it.
//! Never invents a fact; what the offer lacks is left out.

use crate::card::picture;
use crate::cart::cart;
use crate::element::{Element, classed, element, part, unseen};
use crate::experience::{Experience, Shared};
use crate::plain::Plain;
use crate::welcome_note::link;

/// A product; `in_cart` is its place in the list where it can be put in the cart.
pub(crate) fn product(of: &Shared, offer: &Plain, in_cart: Option<usize>, linked: bool) -> Element {
    let reason = reason(of, &offer.text("reason"));
    let image = offer.text("image");
    let shown = [
        (!image.is_empty()).then(|| picture("product-picture", &image)),
        Some(
            classed("span", "product-text")
                .child(part("span", "product-title").text(offer.text("title")))
                .maybe((!reason.is_empty()).then(|| part("span", "reason").text(reason))),
        ),
    ];
    let shown = shown.into_iter().flatten();
    let url = offer.text("url");
    let open = if linked { link("open", &url, of) } else { None };
    let open = open.unwrap_or_else(|| classed("div", "open")).children(shown);
    part("div", "product")
        .child(open)
        .maybe(price(of, offer))
        .maybe(in_cart.map(|index| cart(of, offer, index)))
}

/// The price, and what it was before.
pub(crate) fn price(of: &Experience, offer: &Plain) -> Option<Element> {
    let (price, was) = (offer.text("price"), offer.text("was"));
    let hidden = |key| unseen(of.words.get(key));
    let before = (!was.is_empty())
        .then(|| element("s").with("part", "was").child(hidden("price.was")).text(was.clone()));
    let now = (!was.is_empty()).then(|| hidden("price.now"));
    (!price.is_empty()).then(|| {
        let now = element("span").maybe(now).text(price);
        part("p", "price").child(now).text(" ".into()).maybe(before)
    })
}

/// Why the product is here: a motivator in plain words, or a message of its own.
fn reason(of: &Experience, key: &str) -> String {
    let words = of.words.get(key);
    if key.starts_with("motivator.") {
        of.words.with("reason.motivator", "{motivator}", &words)
    } else {
        words
    }
}
