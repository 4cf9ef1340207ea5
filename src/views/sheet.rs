//! The sheet: a modal dialog in the shadow root, for what the shopper asked to see.
//! Never opens by itself. The browser moves the focus in, keeps it, and brings it back.

use crate::card::close;
use crate::element::{Element, classed, element, live, part};
use crate::experience::Shared;
use crate::state::State;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement, Node, ShadowRoot};

/// The state of a sheet that is open.
const OPEN: &str = "open";

/// A sheet that is closed; its content is made when it opens and dropped when it closes.
pub(crate) fn sheet(
    of: &Shared,
    opened: State,
    content: impl Fn() -> Element + Send + 'static,
) -> Element {
    let follow = opened.clone();
    let body = live(move || if follow.is(OPEN) { content() } else { element("div") });
    let title = of.text("title");
    dialog("sheet", &title, of.words.get("close"))
        .with("data-step", &of.step)
        .on("close", move |_| opened.set(""))
        .child(
            part("div", "sheet-body")
                .with("tabindex", "0")
                .with("role", "group")
                .with("aria-label", &title)
                .add(body),
        )
}

/// A modal dialog with its head: the title, which takes the focus, and the button that closes it.
pub(crate) fn dialog(name: &str, title: &str, close_label: String) -> Element {
    let heading = part("h2", "sheet-title").with("tabindex", "-1");
    let close = close("close", close_label).on("click", |event| {
        let _none = dialog_of(&event).map(|dialog| dialog.close());
    });
    let head = classed("div", "sheet-head").child(heading.text(title.to_owned())).child(close);
    part("dialog", name).with("aria-label", title).on("click", outside).child(head)
}

/// Opens the sheet beside the button that was pressed.
pub(crate) fn open(event: &Event, opened: &State) {
    if let Some(dialog) = dialog_of(event) {
        opened.set(OPEN);
        show(&dialog);
    }
}

/// Shows a modal dialog with the focus on its title. A title that asks for it from the beginning
/// would make the browser complain as soon as the card is in the page.
pub(crate) fn show(dialog: &HtmlDialogElement) {
    if let Ok(Some(title)) = dialog.query_selector("h2") {
        let _set = title.set_attribute("autofocus", "");
    }
    let _open_already = dialog.show_modal();
}

/// The shadow root an event comes from.
pub(crate) fn root_of(event: &Event) -> Option<ShadowRoot> {
    let node: Node = event.current_target()?.dyn_into().ok()?;
    node.get_root_node().dyn_into().ok()
}

fn dialog_of(event: &Event) -> Option<HtmlDialogElement> {
    root_of(event)?.query_selector("dialog").ok()??.dyn_into().ok()
}

/// A press beside the dialog lands on the dialog itself, since its content fills it.
fn outside(event: Event) {
    if event.target() == event.current_target() {
        let _none = dialog_of(&event).map(|dialog| dialog.close());
    }
}
