//! The element that carries what is shown: top layer or slot, open shadow root, style sheet, theme.
//! Never touches anything else of the shop's page; dropping it leaves no trace.

use crate::place;
use crate::plain::Plain;
use crate::style;
use crate::words::Words;
use leptos::leptos_dom::helpers::set_timeout;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::AnyView;
use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, HtmlDialogElement, HtmlElement, Node, ShadowRoot, ShadowRootInit, ShadowRootMode,
};

/// The host's own tag name, so that the observer can ignore it.
pub(crate) const TAG: &str = "motivo-view";

/// An open host; gone from the page when dropped.
#[derive(Clone)]
pub(crate) struct Host {
    element: HtmlElement,
    root: ShadowRoot,
    placement: String,
    mounted: Rc<Cell<Mounted>>,
}

/// How far a host has come.
#[derive(Default)]
enum Mounted {
    #[default]
    NotYet,
    /// Rendered; dropping it stops what the view follows.
    View {
        _view: Box<dyn Any>,
    },
    Gone,
}

impl Host {
    /// Makes the host; the view follows in two further tasks, so that none gets long.
    pub(crate) fn open(
        handed: &Plain,
        placement: String,
        view: impl FnOnce() -> AnyView + 'static,
    ) -> Result<Self, JsValue> {
        let element = create(TAG)?;
        dress(&element, handed, &placement)?;
        let root = element.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
        let sheet = style::sheet()?;
        let sheets = js_sys::Array::of1(&sheet);
        js_sys::Reflect::set(&root, &"adoptedStyleSheets".into(), &sheets)?;
        let host = Self { element, root, placement, mounted: Rc::default() };
        let (later, handed) = (host.clone(), handed.clone());
        set_timeout(move || later.render(handed, view), Duration::ZERO);
        Ok(host)
    }

    /// Renders into the shadow root, outside the page.
    fn render(self, handed: Plain, view: impl FnOnce() -> AnyView + 'static) {
        if let Mounted::Gone = self.mounted.replace(Mounted::Gone) {
            return;
        }
        let Ok(inner) = create("div") else { return };
        let _inner = self.root.append_child(&inner);
        let view: UnmountHandle<_> = mount_to(inner, view);
        self.mounted.set(Mounted::View { _view: Box::new(view) });
        set_timeout(move || self.appear(&handed), Duration::ZERO);
    }

    /// Puts the host where the request says; the focus stays where it is, except in a panel, which
    /// the shopper asked for.
    fn appear(self, handed: &Plain) {
        let now = self.mounted.take();
        if let Mounted::Gone = now {
            self.mounted.set(now);
            return;
        }
        self.mounted.set(now);
        let slot = handed.get("slot").dyn_into::<Node>().ok();
        let body = || document().and_then(|page| page.body()).map(Node::from);
        let inline = self.placement == "inline";
        let Some(place) = slot.filter(|_| inline).or_else(body) else { return };
        let _placed = place.append_child(&self.element);
        if self.placement == "panel" {
            let _shown = self.dialog().map(|dialog| crate::sheet::show(&dialog));
        } else if !inline {
            // Without popover (older browsers) the host is a fixed box below the shop's own layers.
            let _set = self.element.set_attribute("popover", "manual");
            let _without_popover = self.element.show_popover();
            place::beside(&self.element, handed);
        }
    }

    /// Takes everything away. Closing a dialog first brings the focus back to where it was.
    pub(crate) fn close(&self) {
        if let Some(dialog) = self.dialog() {
            dialog.close();
        }
        self.mounted.set(Mounted::Gone);
        self.element.remove();
    }

    /// The modal dialog, where the view has one.
    pub(crate) fn dialog(&self) -> Option<HtmlDialogElement> {
        self.root.query_selector("dialog").ok()??.dyn_into().ok()
    }

    /// Once what changed is rendered: when the element with the focus went, the title takes it.
    pub(crate) fn keep_focus(&self) {
        let root = self.root.clone();
        let keep = move || {
            if root.active_element().is_none() {
                focus(&root, "h2");
            }
        };
        set_timeout(keep, Duration::ZERO);
    }
}

/// Whether a sheet or the panel is open anywhere, wherever the focus is.
pub(crate) fn is_asked() -> bool {
    let hosts = document().map(|page| page.get_elements_by_tag_name(TAG));
    let root = |at| hosts.as_ref()?.item(at)?.shadow_root();
    let open = |root: ShadowRoot| !matches!(root.query_selector("dialog[open]"), Ok(None));
    (0..).map_while(root).any(open)
}

/// Moves the focus inside a shadow root that has it already.
pub(crate) fn focus(root: &ShadowRoot, selector: &str) {
    let found = root.query_selector(selector).ok().flatten();
    if let Some(Ok(element)) = found.map(JsCast::dyn_into::<HtmlElement>) {
        let _gone = element.focus();
    }
}

/// Renders outside the page, and takes it away again.
pub(crate) fn rehearse(view: impl FnOnce() -> AnyView + 'static) {
    if let Ok(nowhere) = create("div") {
        drop(mount_to(nowhere, view));
    }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn create(tag: &str) -> Result<HtmlElement, JsValue> {
    Ok(document().ok_or("no document")?.create_element(tag)?.unchecked_into())
}

/// Language, direction and look.
fn dress(element: &HtmlElement, handed: &Plain, placement: &str) -> Result<(), JsValue> {
    let locale = handed.text("locale");
    element.set_lang(&locale);
    element.set_dir(direction(&locale));
    element.set_attribute("data-place", placement)?;
    element.set_attribute("data-theme", &handed.text("theme"))?;
    let (words, style) = (Words::of(handed), element.style());
    for part in ["accent", "on", "dark", "radius", "font"] {
        style.set_property(&["--motivo-", part].concat(), &words.at(&["theme.", part]))?;
    }
    let reserved = handed.number("reserved");
    if placement == "inline" && reserved > 0.0 {
        style.set_property("--reserved", &place::px(reserved))?;
    }
    Ok(())
}

/// The writing direction of a language.
fn direction(locale: &str) -> &'static str {
    let language = locale.split('-').next().unwrap_or_default();
    if ["ar", "fa", "he", "ur"].contains(&language) { "rtl" } else { "ltr" }
}
