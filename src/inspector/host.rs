//! The element that carries the inspector: top layer, open shadow root, style sheet.
//! Never touches anything else of the page; dropping it leaves no trace.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// The host's own tag name, so that the observer can ignore it.
const TAG: &str = "motivo-inspector";

/// An open host; gone from the page when dropped.
pub(crate) struct Host {
    element: HtmlElement,
    root: ShadowRoot,
    mounted: Option<Box<dyn std::any::Any>>,
}

impl Host {
    /// Makes an empty host.
    pub(crate) fn open() -> Result<Self, JsValue> {
        let page = web_sys::window().and_then(|window| window.document());
        let page = page.ok_or("no document")?;
        let element: HtmlElement = page.create_element(TAG)?.unchecked_into();
        element.set_lang("en");
        element.set_dir("ltr");
        // Without popover (older browsers) the host is a fixed box below the shop's own layers.
        element.set_attribute("popover", "manual")?;
        let root = element.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
        let sheet = CssStyleSheet::new()?;
        sheet.replace_sync(concat!(include_str!("panel.css"), include_str!("sections.css")))?;
        js_sys::Reflect::set(&root, &"adoptedStyleSheets".into(), &js_sys::Array::of1(&sheet))?;
        Ok(Self { element, root, mounted: None })
    }

    /// Puts it at the end of the page, renders into it and shows it; the focus stays where it is.
    pub(crate) fn mount(
        mut self,
        view: impl FnOnce() -> AnyView + 'static,
    ) -> Result<Self, JsValue> {
        let page = self.element.owner_document().ok_or("no document")?;
        let inner: HtmlElement = page.create_element("div")?.unchecked_into();
        self.root.append_child(&inner)?;
        page.body().ok_or("no body")?.append_child(&self.element)?;
        let mounted: UnmountHandle<_> = mount_to(inner, view);
        self.mounted = Some(Box::new(mounted));
        let _without_popover = self.element.show_popover();
        Ok(self)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.mounted.take();
        self.element.remove();
    }
}
