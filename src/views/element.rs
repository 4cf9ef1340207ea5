//! Elements, built step by step: one type for all of them keeps the wasm small.
//! Never `view!`: it renders static parts through `innerHTML`, which a page with Trusted Types
//! refuses.

use leptos::html::{ElementChild, custom};
use leptos::prelude::{AddAnyAttr, AnyView, IntoAny};
use leptos::tachys::html::attribute::{Attribute, NextAttribute};
use leptos::tachys::renderer::{RemoveEventHandler, Rndr, types};
use std::sync::Arc;
use web_sys::{Event, Node};

/// What happens on an event.
type Listener = Arc<dyn Fn(Event) + Send + Sync>;

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

/// An element's attributes by name, and its listeners.
#[derive(Clone, Default)]
struct Attributes {
    named: Vec<(&'static str, String)>,
    heard: Vec<(&'static str, Listener)>,
    held: Option<Node>,
}

/// What an element carries since it was rendered last.
struct Carried {
    element: types::Element,
    named: Vec<(&'static str, String)>,
    heard: Vec<RemoveEventHandler<types::Element>>,
}

fn set(element: &types::Element, name: &'static str, value: &str) {
    if name.starts_with("--") {
        // A style attribute would be refused by a page's security policy, this is not.
        Rndr::set_css_property(&Rndr::style(element), name, value);
        return;
    }
    Rndr::set_attribute(element, name, value);
    if name == "checked" {
        Rndr::set_property(element, name, &true.into());
    }
}

fn unset(element: &types::Element, name: &'static str) {
    Rndr::remove_attribute(element, name);
    if name == "checked" {
        Rndr::set_property(element, name, &false.into());
    }
}

impl Attributes {
    fn listen(self, element: &types::Element) -> Vec<RemoveEventHandler<types::Element>> {
        let attach = |(name, listener): (&str, Listener)| {
            let listener = Box::new(move |event: types::Event| listener(event.into()));
            Rndr::add_event_listener(element, name, listener)
        };
        self.heard.into_iter().map(attach).collect()
    }
}

impl Attribute for Attributes {
    const MIN_LENGTH: usize = 0;
    type State = Carried;
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        0
    }

    fn to_html(self, _: &mut String, _: &mut String, _: &mut String, _: &mut String) {}

    fn hydrate<const FROM_SERVER: bool>(self, element: &types::Element) -> Carried {
        self.build(element)
    }

    fn build(mut self, element: &types::Element) -> Carried {
        let named = std::mem::take(&mut self.named);
        for (name, value) in &named {
            set(element, name, value);
        }
        if let Some(node) = &self.held {
            let _held = element.append_child(node);
        }
        Carried { element: element.clone(), named, heard: self.listen(element) }
    }

    fn rebuild(mut self, carried: &mut Carried) {
        let element = carried.element.clone();
        for (name, _) in &carried.named {
            if !self.named.iter().any(|(kept, _)| kept == name) {
                unset(&element, name);
            }
        }
        for named in &self.named {
            // A choice that the shopper made is in the property, not in the attribute.
            if named.0 == "checked" || !carried.named.contains(named) {
                set(&element, named.0, &named.1);
            }
        }
        carried.named = std::mem::take(&mut self.named);
        // Dropping the old listeners removes them.
        carried.heard = self.listen(&element);
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }
}

impl NextAttribute for Attributes {
    type Output<NewAttr: Attribute> = (Self, NewAttr);

    fn add_any_attr<NewAttr: Attribute>(self, new_attr: NewAttr) -> Self::Output<NewAttr> {
        (self, new_attr)
    }
}
