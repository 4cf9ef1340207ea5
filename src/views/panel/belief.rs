//! What is believed: a bar and plain words for each motivator, from what, and two ways to correct it.
//! Never a fact about the person: it is said to be a guess, and a correction counts at once.

use super::{Panel, quiet};
use crate::element::{Element, button, classed, element, list, part, unseen};
use crate::plain::Plain;
use crate::state::State;
use crate::words::{fill, whole};

/// The state of "show all" once it was opened.
const OPEN: &str = "open";
/// How many are shown before "show all".
const FIRST: usize = 3;

/// Makes the section. The order stays while the panel is open, so that nothing moves under a finger;
/// what "show all" hides is rendered when it is asked for.
pub(super) fn section() -> impl FnMut(&Panel, &Plain) -> Element + Send {
    let (mut order, all) = (Vec::new(), State::new());
    move |panel, snapshot| {
        let motivators = snapshot.list("motivators");
        if order.len() != motivators.len() {
            order = by_chance(&motivators);
        }
        belief(panel, snapshot, &motivators, &order, &all)
    }
}

fn belief(
    panel: &Panel,
    snapshot: &Plain,
    motivators: &[Plain],
    order: &[usize],
    all: &State,
) -> Element {
    let words = &panel.words;
    let section = super::section("belief", words.get("panel.belief"));
    if motivators.is_empty() {
        return section.child(quiet(words.get("panel.none")));
    }
    let guess = if snapshot.text("top").is_empty() { "panel.unsure" } else { "panel.guess" };
    let (mut first, mut rest, opened) = (list(), list(), all.is(OPEN));
    for (rank, index) in order.iter().enumerate() {
        let Some(motivator) = motivators.get(*index) else { continue };
        if rank < FIRST {
            first = first.child(row(panel, motivator));
        } else if opened {
            rest = rest.child(row(panel, motivator));
        }
    }
    let open = all.clone();
    let all = (order.len() > FIRST).then(|| {
        part("details", "all")
            .on("toggle", move |_| open.set(OPEN))
            .child(element("summary").text(words.get("panel.all")))
            .child(rest)
    });
    section.child(quiet(words.get(guess))).child(first).maybe(all)
}

/// Places in the plan, the likeliest first.
fn by_chance(motivators: &[Plain]) -> Vec<usize> {
    let chances: Vec<f64> = motivators.iter().map(|of| of.number("chance")).collect();
    let mut order = Vec::new();
    for (index, chance) in chances.iter().enumerate() {
        let before = |known: &&usize| chances.get(**known).is_some_and(|known| known >= chance);
        order.insert(order.iter().filter(before).count(), index);
    }
    order
}

fn row(panel: &Panel, motivator: &Plain) -> Element {
    let words = &panel.words;
    let id = motivator.text("id");
    let name = words.motivator(&id);
    let chance = motivator.number("chance");
    let corrected = motivator.text("corrected");
    let share = whole(chance * 100.0);
    let bar = part("div", "bar")
        .with("role", "meter")
        .with("aria-label", &name)
        .with("aria-valuenow", &share)
        .with("aria-valuetext", &words.percent(chance))
        .child(element("div").with("--share", &(share + "%")));
    let from = fill(
        &words.with("panel.from", "{n}", &whole(motivator.number("helped"))),
        "{passed}",
        &whole(motivator.number("passed")),
    );
    let correct = ["more", "less"].map(|way| {
        let pressed = corrected == way;
        let told = if pressed { "" } else { way };
        let said = if pressed { "panel.uncorrected" } else { "panel.corrected" };
        button("correct", words.at(&["panel.", way]))
            .with("data-correct", way)
            .with("aria-pressed", if pressed { "true" } else { "false" })
            .click(panel.tell("correct", &[&id, told], said))
            .child(unseen(name.clone()))
    });
    element("li")
        .with("data-motivator", &id)
        .child(
            classed("p", "believed")
                .child(element("strong").text(name.clone()))
                .child(element("span").text(words.percent(chance))),
        )
        .child(bar)
        .child(quiet(from))
        .child(classed("div", "pair").children(correct))
}
