//! Where a popover goes: beside the thing it speaks of, on the side that has room.
//! Never outside the page's width; the style sheet makes it a toast on narrow screens.

use crate::plain::Plain;
use web_sys::HtmlElement;

/// Between the thing and the card.
const GAP: f64 = 4.0;

/// Puts a popover below its anchor, above it where only that fits; without an anchor it is a toast.
pub(crate) fn beside(host: &HtmlElement, handed: &Plain) {
    let anchor = handed.object("anchor");
    let Some(page) = web_sys::window().filter(|_| anchor.0.is_object()) else {
        let _set = host.set_attribute("data-place", "toast");
        return;
    };
    let seen = page.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let scrolled = page.scroll_y().unwrap_or_default();
    let height = f64::from(host.offset_height());
    let (top, tall) = (anchor.number("y"), anchor.number("height"));
    let (below, above) = (top + tall + GAP, top - height - GAP);
    let y = if below + height <= scrolled + seen || above < scrolled { below } else { above };
    let x = if host.dir() == "rtl" {
        anchor.number("x") + anchor.number("width") - f64::from(host.offset_width()) + 16.0
    } else {
        anchor.number("x")
    };
    let style = host.style();
    let _set = style.set_property("--x", &px(x));
    let _set = style.set_property("--y", &px(y));
}

/// A length in whole CSS pixels.
pub(crate) fn px(length: f64) -> String {
    (length as i32).to_string() + "px"
}
