//! The style sheet of every host, put together at compile time and parsed once a page.
//! Never reaches out of a shadow root.

use wasm_bindgen::JsValue;
use web_sys::CssStyleSheet;

const TEXT: &str = concat!(
    include_str!("style/tokens.css"),
    ":host([data-theme=dark]){",
    include_str!("style/dark.css"),
    "}@media(prefers-color-scheme:dark){:host(:not([data-theme=light])){",
    include_str!("style/dark.css"),
    "}}",
    include_str!("style/base.css"),
    include_str!("style/card.css"),
    include_str!("style/offer.css"),
    include_str!("style/sheet.css"),
    include_str!("style/panel.css"),
    include_str!("style/modes.css"),
);

thread_local! {
    static SHEET: Result<CssStyleSheet, JsValue> = CssStyleSheet::new().and_then(|sheet| {
        sheet.replace_sync(TEXT)?;
        Ok(sheet)
    });
}

/// The sheet that all hosts share.
pub(crate) fn sheet() -> Result<CssStyleSheet, JsValue> {
    SHEET.with(Clone::clone)
}
