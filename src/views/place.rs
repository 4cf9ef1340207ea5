//! Where a popover goes: beside the thing it speaks of, on the side that has room.
//! Never outside the page's width; the style sheet makes it a toast on narrow screens.

use crate::plain::Plain;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

/// Between the thing and the card.
const GAP: f64 = 4.0;

/// Puts a popover below its anchor, above it where only that fits; without an anchor it stays.
pub(crate) fn beside(host: &HtmlElement, handed: &Plain) -> Result<(), JsValue> {
    let anchor = handed.object("anchor");
    if anchor.0.is_falsy() {
        return host.set_attribute("data-place", "toast");
    }
    let page = web_sys::window().ok_or("no window")?;
    let measure =
        |value: Result<JsValue, JsValue>| value.ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
    let (seen, scrolled) = (measure(page.inner_height()), page.scroll_y().unwrap_or(0.0));
    let height = f64::from(host.offset_height());
    let (top, tall) = (anchor.number("y"), anchor.number("height"));
    let (below, above) = (top + tall + GAP, top - height - GAP);
    let fits_below = below + height <= scrolled + seen;
    let y = if fits_below || above < scrolled { below } else { above };
    let x = if host.dir() == "rtl" {
        anchor.number("x") + anchor.number("width") - f64::from(host.offset_width())
    } else {
        anchor.number("x")
    };
    let style = host.style();
    style.set_property("--x", &px(x))?;
    style.set_property("--y", &px(y))
}

/// A length in whole CSS pixels.
pub(crate) fn px(length: f64) -> String {
    (length as i32).to_string() + "px"
}
