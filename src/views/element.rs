//! Elements, built step by step: one type for all of them keeps the wasm small.
//! Never `view!`: it renders static parts through `innerHTML`, which a page with Trusted Types
//! refuses.

use crate::attributes::{Attributes, Listener};
use leptos::html::{ElementChild, custom};
use leptos::prelude::{AddAnyAttr, AnyView, IntoAny};
use std::sync::Arc;
use web_sys::{Event, Node};

/// An element in the making; boxed, because a pointer is cheap to hand on.
pub(crate) struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Attributes,
    children: Vec<AnyView>,
}

/// An element without anything.
#[inline(never)]
pub(crate) fn element(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, attributes: Attributes::default(), children: Vec::new() }))
}

/// An element with a class.
#[inline(never)]
pub(crate) fn classed(tag: &'static str, name: &str) -> Element {
    element(tag).with("class", name)
}

/// An element that an owner may style: the name is its part and its class.
#[inline(never)]
pub(crate) fn part(tag: &'static str, name: &str) -> Element {
    classed(tag, name).with("part", name)
}

/// Words for who cannot see what the rest of the page shows.
#[inline(never)]
pub(crate) fn unseen(text: String) -> Element {
    classed("span", "unseen").text(text)
}

/// A list that stays one for a screen reader when the style sheet takes its bullets.
#[inline(never)]
pub(crate) fn list() -> Element {
    element("ul").with("role", "list")
}

/// A button that an owner may style.
#[inline(never)]
pub(crate) fn button(name: &str, text: String) -> Element {
    part("button", name).with("type", "button").text(text)
}

impl Element {
    /// With an attribute, or a custom property for the style sheet. `checked` stays what it is said
    /// to be when rendered again.
    #[inline(never)]
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.0.attributes.named.push((name, value.to_owned()));
        self
    }

    /// With an attribute, where the condition holds.
    pub(crate) fn with_if(self, holds: bool, name: &'static str, value: &str) -> Self {
        if holds { self.with(name, value) } else { self }
    }

    /// With a listener, which goes with the element.
    pub(crate) fn on(
        self,
        name: &'static str,
        listener: impl Fn(Event) + Send + Sync + 'static,
    ) -> Self {
        self.listening(name, Arc::new(listener))
    }

    /// With a listener for clicks.
    pub(crate) fn click(self, listener: impl Fn() + Send + Sync + 'static) -> Self {
        self.on("click", move |_| listener())
    }

    #[inline(never)]
    fn listening(mut self, name: &'static str, listener: Listener) -> Self {
        self.0.attributes.heard.push((name, listener));
        self
    }

    /// With a node of the page's own making as its first child, taken when it is built.
    pub(crate) fn holding(mut self, node: Node) -> Self {
        self.0.attributes.held = Some(node);
        self
    }

    /// With a text.
    #[inline(never)]
    pub(crate) fn text(self, text: String) -> Self {
        self.add(text.into_any())
    }

    /// With a child.
    #[inline(never)]
    pub(crate) fn child(self, child: Self) -> Self {
        self.add(child.view())
    }

    /// With a child, where there is one.
    #[inline(never)]
    pub(crate) fn maybe(self, child: Option<Self>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// With children.
    pub(crate) fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// With a child that is rendered already.
    #[inline(never)]
    pub(crate) fn add(mut self, child: AnyView) -> Self {
        self.0.children.push(child);
        self
    }

    /// The element as something to render.
    ///
    /// Rendered again, an element stays in the page, with the focus, while its tag is the same. The
    /// page says tags in capitals, and Leptos compares with what it was given.
    #[inline(never)]
    pub(crate) fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        custom(tag.to_ascii_uppercase()).add_any_attr(attributes).child(children).into_any()
    }
}

/// A part of the view that follows the signals it reads.
pub(crate) fn live(mut render: impl FnMut() -> Element + Send + 'static) -> AnyView {
    let boxed: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || render().view());
    boxed.into_any()
}
