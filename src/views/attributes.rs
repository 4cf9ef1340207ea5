//! An element's attributes, listeners and borrowed node, as one Leptos attribute.
//! Never leaves behind what an earlier rendering had: names that are gone are taken away.

use leptos::tachys::html::attribute::{Attribute, NextAttribute};
use leptos::tachys::renderer::{RemoveEventHandler, Rndr, types};
use std::sync::Arc;
use web_sys::{Event, Node};

/// What happens on an event.
pub(crate) type Listener = Arc<dyn Fn(Event) + Send + Sync>;

/// An element's attributes by name, and its listeners.
#[derive(Clone, Default)]
pub(crate) struct Attributes {
    pub(crate) named: Vec<(&'static str, String)>,
    pub(crate) heard: Vec<(&'static str, Listener)>,
    pub(crate) held: Option<Node>,
}

/// What an element carries since it was rendered last.
pub(crate) struct Carried {
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
