//! "Why am I seeing this?": what the experience is based on, the way to the panel, the way out.
//! Never claims to know the shopper; a neutral variant says that nothing is believed.

use crate::element::{Element, button, element, part};
use crate::experience::{Experience, Shared};
use crate::words::whole;

/// The question with its answers.
pub(crate) fn why(of: &Shared) -> Element {
    let (panel, off) = (of.clone(), of.clone());
    let reasons = reasons(of).into_iter().map(|reason| element("p").text(reason));
    part("details", "why")
        .child(element("summary").text(of.words.get("why")))
        .children(reasons)
        .child(button("link open-panel", of.words.get("panel.open")).click(move || {
            panel.callbacks.call("panel", &[]);
        }))
        .child(button("link off", of.words.get("off")).click(move || {
            off.callbacks.call("off", &[]);
        }))
}

/// What the experience is based on, in plain words.
fn reasons(of: &Experience) -> Vec<String> {
    let words = &of.words;
    if of.step == "due" {
        return vec![words.get("why.reminder")];
    }
    let motivator = of.request.text("motivator");
    if motivator.is_empty() {
        return vec![words.get("why.abstained")];
    }
    let evidence = of.request.number("evidence");
    let based_on = if evidence == 1.0 {
        words.get("why.reason.one")
    } else {
        words.with("why.reason.many", "{n}", &whole(evidence))
    };
    vec![words.with("why.answer", "{motivator}", &words.motivator(&motivator)), based_on]
}
