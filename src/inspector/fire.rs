//! Shows an experience by hand, whatever the belief; opens the shopper's panel.
//! Never counts: what is fired by hand is no decision.

use crate::callbacks::Actions;
use crate::section::section;
use crate::snapshot::{Experience, Snapshot};
use leptos::ev;
use leptos::html::{ElementChild, button, div, label, option, select, span};
use leptos::prelude::*;

/// What there is to choose from.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Choices {
    experiences: Vec<(String, Vec<String>)>,
    locales: Vec<String>,
    locale: String,
}

impl Choices {
    pub(crate) fn of(now: &Snapshot) -> Self {
        let named = |one: &Experience| (one.id.clone(), one.variants.clone());
        Self {
            experiences: now.experiences.iter().map(named).collect(),
            locales: now.locales.clone(),
            locale: now.locale.clone(),
        }
    }
}

/// One of several: what was chosen while it is there, else the usual one, else the first.
#[derive(Clone, Copy)]
struct Choice {
    options: Memo<Vec<String>>,
    usual: Memo<String>,
    chosen: RwSignal<String>,
}

impl Choice {
    fn new(options: impl Fn() -> Vec<String> + Send + Sync + 'static) -> Self {
        let (usual, chosen) = (Memo::new(|_| String::new()), RwSignal::default());
        Self { options: Memo::new(move |_| options()), usual, chosen }
    }

    fn get(self) -> String {
        let wanted = [self.chosen.get(), self.usual.get()];
        let all = self.options.get();
        let found = wanted.into_iter().find(|one| all.contains(one));
        found.or(all.into_iter().next()).unwrap_or_default()
    }
}

/// The section.
pub(crate) fn fire(choices: Memo<Choices>, on: Actions) -> impl IntoView {
    let experience = Choice::new(move || {
        choices.with(|c| c.experiences.iter().map(|(id, _)| id.clone()).collect())
    });
    let variant = Choice::new(move || {
        let id = experience.get();
        let of =
            |c: &Choices| c.experiences.iter().find(|one| one.0 == id).map(|one| one.1.clone());
        choices.with(of).unwrap_or_default()
    });
    let usual = Memo::new(move |_| choices.with(|c| c.locale.clone()));
    let locale = Choice { usual, ..Choice::new(move || choices.with(|c| c.locales.clone())) };
    let theme = Choice::new(|| ["auto", "light", "dark"].map(str::to_owned).to_vec());
    let chosen = [experience, variant, locale, theme];
    section(
        "fire",
        "Fire by hand",
        "not counted",
        (
            div().attr("class", "choices").child((
                field("experience", "Experience", experience),
                field("variant", "Variant", variant),
                field("locale", "Locale", locale),
                field("theme", "Theme", theme),
            )),
            div().attr("class", "actions").child((
                button()
                    .attr("type", "button")
                    .attr("class", "action")
                    .attr("part", "fire")
                    .attr("disabled", move || experience.get().is_empty())
                    .on(ev::click, move |_| {
                        let [experience, variant, locale, theme] =
                            chosen.map(|choice| untrack(|| choice.get()));
                        on.fire(&experience, &variant, &locale, &theme);
                    })
                    .child("Fire"),
                button()
                    .attr("type", "button")
                    .attr("part", "shopper")
                    .on(ev::click, move |_| on.panel())
                    .child("Open the shopper\u{2019}s panel"),
            )),
        ),
    )
}

fn field(id: &'static str, name: &'static str, choice: Choice) -> impl IntoView {
    label().child((
        span().child(name),
        select()
            .attr("name", id)
            .attr("disabled", move || choice.options.with(Vec::is_empty))
            .on(ev::change, move |event| choice.chosen.set(event_target_value(&event)))
            .child(move || {
                let options = choice.options.get().into_iter();
                options
                    .map(|id| {
                        let own = id.clone();
                        option()
                            .attr("value", id.clone())
                            .prop("selected", move || choice.get() == own)
                            .child(id)
                    })
                    .collect::<Vec<_>>()
            }),
    ))
}
