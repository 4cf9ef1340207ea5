//! The element that carries what is shown: top layer or slot, open shadow root, style sheet, theme.
//! Never touches anything else of the shop's page; dropping it leaves no trace.

use crate::place;
use crate::plain::Plain;
use crate::style;
use crate::words::Words;
use leptos::leptos_dom::helpers::set_timeout;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::AnyView;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlDialogElement, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// The host's own tag name, so that the observer can ignore it.
pub(crate) const TAG: &str = "motivo-view";

/// An open host; gone from the page when dropped.
pub(crate) struct Host {
    element: HtmlElement,
    root: ShadowRoot,
    mounted: Option<Box<dyn std::any::Any>>,
}

impl Host {
    /// Renders into the host's shadow root and puts it where the request says; the focus stays
    /// where it is. `placement` is `toast`, `popover`, `inline` or `panel`.
    pub(crate) fn open(
        handed: &Plain,
        placement: &str,
        view: impl FnOnce() -> AnyView + 'static,
    ) -> Result<Self, JsValue> {
        let page = web_sys::window().and_then(|window| window.document()).ok_or("no document")?;
        let element: HtmlElement = page.create_element(TAG)?.unchecked_into();
        dress(&element, handed, placement)?;
        let root = element.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
        let sheet = style::sheet()?;
        let sheets = js_sys::Array::of1(&sheet);
        js_sys::Reflect::set(&root, &"adoptedStyleSheets".into(), &sheets)?;
        let inner: HtmlElement = page.create_element("div")?.unchecked_into();
        root.append_child(&inner)?;
        let mounted: UnmountHandle<_> = mount_to(inner, view);
        let host = Self { element, root, mounted: Some(Box::new(mounted)) };
        match handed.get("slot").dyn_into::<web_sys::Element>() {
            Ok(slot) if placement == "inline" => slot.append_child(&host.element)?,
            _ => page.body().ok_or("no body")?.append_child(&host.element)?,
        };
        if placement != "inline" && placement != "panel" {
            // Without popover (older browsers) the host is a fixed box below the shop's own layers.
            host.element.set_attribute("popover", "manual")?;
            let _without_popover = host.element.show_popover();
            place::beside(&host.element, handed)?;
        }
        Ok(host)
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

impl Drop for Host {
    fn drop(&mut self) {
        // Closing first brings the focus back to where it was.
        if let Some(dialog) = self.dialog() {
            dialog.close();
        }
        self.mounted.take();
        self.element.remove();
    }
}

/// Moves the focus inside a shadow root that has it already.
pub(crate) fn focus(root: &ShadowRoot, selector: &str) {
    let found = root.query_selector(selector).ok().flatten();
    if let Some(Ok(element)) = found.map(JsCast::dyn_into::<HtmlElement>) {
        let _gone = element.focus();
    }
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
