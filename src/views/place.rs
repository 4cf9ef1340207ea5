//! Where a popover goes: beside the thing it speaks of, on the side that has room.
//! Never outside the page's width; the style sheet makes it a toast on narrow screens.

use crate::plain::Plain;
use web_sys::HtmlElement;

/// Between the thing and the card.
const GAP: f64 = 4.0;

/// Puts a popover before its anchor in the line, where it covers neither the anchor nor what stands
/// above and below it; else below, else above; without an anchor it is a toast.
pub(crate) fn beside(host: &HtmlElement, handed: &Plain) {
    let anchor = handed.object("anchor");
    let Some(page) = web_sys::window().filter(|_| anchor.0.is_object()) else {
        let _set = host.set_attribute("data-place", "toast");
        return;
    };
    let seen = page.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let scrolled = page.scroll_y().unwrap_or_default();
    let wide = page.inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default();
    let (width, height) = (f64::from(host.offset_width()), f64::from(host.offset_height()));
    let (start, end) = (anchor.number("x"), anchor.number("x") + anchor.number("width"));
    let (top, tall) = (anchor.number("y"), anchor.number("height"));
    let mirrored = host.dir() == "rtl";
    let before = if mirrored { end + GAP } else { start - width - GAP };
    let (x, y) = if before >= 0.0 && before + width <= wide {
        (before, top)
    } else {
        let (below, above) = (top + tall + GAP, top - height - GAP);
        let fits = below + height <= scrolled + seen || above < scrolled;
        (if mirrored { end - width + 16.0 } else { start }, if fits { below } else { above })
    };
    // Where no side has room it covers the thing, rather than hang out of the window.
    let y = y.min(scrolled + seen - height).max(scrolled);
    let style = host.style();
    let _set = style.set_property("--x", &px(x));
    let _set = style.set_property("--y", &px(y));
}

/// A length in whole CSS pixels.
pub(crate) fn px(length: f64) -> String {
    (length as i32).to_string() + "px"
}
