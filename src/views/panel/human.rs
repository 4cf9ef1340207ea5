//! The way to a human, as the owner declared it.
//! Never a form of our own: mail, phone or the shop's page.

use super::{Panel, section};
use crate::element::{Element, element, list, part};

/// The section, where the owner named a way.
pub(super) fn human(panel: &Panel) -> Option<Element> {
    let words = &panel.words;
    let [email, phone, url] = ["email", "phone", "url"].map(|way| words.at(&["support.", way]));
    let ways = [
        (["mailto:", &email].concat(), email),
        (["tel:", &phone.replace(' ', "")].concat(), phone),
        (url.clone(), if url.is_empty() { url } else { words.get("panel.contact") }),
    ];
    let links: Vec<_> = ways
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(href, text)| {
            let link = part("a", "contact").with("href", &href).child(element("bdi").text(text));
            element("li").child(link)
        })
        .collect();
    let list = (!links.is_empty()).then(|| list().children(links));
    list.map(|list| section("human", words.get("panel.human")).child(list))
}
