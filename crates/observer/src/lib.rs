//! Core as the shop's page calls it: text and numbers in, text and numbers out.
//! Never touches the page itself; the listening shell around it is www/observer.
//!
//! One visit a page, in this order: [`open`] a plan, [`begin`] a visit, then [`respond`], [`step`],
//! [`decide`], [`outcome`], [`order`] as they happen; [`told`] after each, [`remember`] at the end.

mod allocator;
mod draws;

use draws::Draws;
use motivo_core::phase::Step;
use motivo_core::plan::{Experience, Plan};
use motivo_core::policy::{Arm, Decision, Variant, draw_holdout};
use motivo_core::record::{Body, Record};
use motivo_core::response::{self, Millis};
use motivo_core::parse_number;
use motivo_core::symbols::{Outcome, Response, Returning};
use motivo_core::tags::parse_tags;
use motivo_core::visit::{Memory, Page, Visit};
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static PAGE: RefCell<Option<&'static mut Session>> = const { RefCell::new(None) };
}

struct Session {
    plan: Plan,
    draws: Draws,
    visit: Option<Visit>,
    last: Option<Decision>,
    told: String,
}

/// Takes a plan and the tag's seed, empty for secure draws.
///
/// Gives what the shell needs: a line of mode and message locale for `language`, then a line of
/// selector and path pattern for each tag rule. Empty for a damaged plan.
#[wasm_bindgen]
pub fn open(plan: &str, language: &str, seed: &str) -> String {
    let Ok(plan) = Plan::decode(plan) else { return String::new() };
    let mut settings = Fields::new(plan.mode.id());
    settings.add(locale(&plan, language));
    for rule in &plan.tags {
        settings.0.push('\n');
        settings.0.push_str(&rule.selector);
        settings.add(&rule.url);
    }
    let draws = Draws::new(seed);
    let session = Session { plan, draws, visit: None, last: None, told: String::new() };
    // A page has one; leaving it to the page's end spares the code that would take it apart.
    PAGE.set(Some(Box::leak(Box::new(session))));
    settings.0
}

/// Goes on with a remembered visit or begins one; `minute` counts from 1970.
///
/// `stored` says whether storage is allowed: without it nobody can tell who returns.
#[wasm_bindgen]
pub fn begin(memory: &str, minute: u32, stored: bool) {
    with(&mut |page| {
        page.visit = Some(match Memory::read(memory, &page.plan) {
            Some(memory) => memory.resume(minute),
            None => {
                let returning = if stored { Returning::No } else { Returning::Unknown };
                let draws = &mut page.draws;
                let holdout = draw_holdout(page.plan.holdout, &mut || draws.next());
                Visit::new(&page.plan, returning, holdout)
            }
        });
    });
}

/// Takes an exposure as evidence, if it is any; says whether it was.
///
/// `tags` is a `data-motivo` text, or `#` and the position of a tag rule. `again`: the content was
/// met before on this page. `understood`: a pointer, a wheel or a finger is used, so that dwell and
/// skips mean something; a click is a click however it is made.
#[wasm_bindgen]
pub fn respond(
    tags: &str,
    dwell: u32,
    words: u32,
    acted: bool,
    again: bool,
    understood: bool,
) -> bool {
    let response = response::respond(Millis(dwell), words, acted);
    let new = !again || response >= Response::Read;
    let evidence = new && (understood || acted);
    with(&mut |page| {
        let tags = page.tags(tags);
        if let (true, Some(visit)) = (evidence, &mut page.visit) {
            visit.respond(&tags, response);
        }
    });
    evidence
}

/// Takes a step of the journey: 0 browse, 1 detail, 2 narrow, 3 cart, 4 checkout.
#[wasm_bindgen]
pub fn step(step: u8) {
    const STEPS: [Step; 5] =
        [Step::Browse, Step::Detail, Step::Narrow, Step::Cart, Step::Checkout];
    with(&mut |page| {
        if let (Some(visit), Some(step)) = (&mut page.visit, STEPS.get(usize::from(step))) {
            visit.step(*step);
        }
    });
}

/// Decides what to show, unless this is no moment; `-` when it was none.
///
/// `quiet`: nobody is interrupted here. Gives an empty text when nothing is to be shown, else
/// experience, kind, placement, variant, believed motivator (empty when abstaining) and pieces of
/// evidence, separated by tabs.
#[wasm_bindgen]
pub fn decide(decided: bool, quiet: bool) -> String {
    let mut shown = String::from("-");
    with(&mut |page| {
        let Some(visit) = &mut page.visit else { return };
        let draws = &mut page.draws;
        let moment = Page { decided, quiet };
        let Ok(chosen) = visit.decide(&page.plan, moment, &mut || draws.next()) else { return };
        page.last = Some(chosen.decision);
        let evidence = visit.evidence();
        page.tell(chosen.tell);
        let experience = chosen.show.and_then(|index| page.plan.experiences.get(index));
        shown = experience.map_or(String::new(), |experience| {
            request(&page.plan, experience, &chosen.decision, evidence)
        });
    });
    shown
}

/// Takes an outcome of the last decision; says whether it was new.
#[wasm_bindgen]
pub fn outcome(name: &str) -> bool {
    let mut new = false;
    with(&mut |page| {
        let outcome = Outcome::from_id(name);
        if let (Some(visit), Some(decision), Some(outcome)) = (&mut page.visit, page.last, outcome) {
            let body = visit.outcome(decision, outcome, &page.plan.reward);
            new = body.is_some();
            page.tell(body);
        }
    });
    new
}

/// Takes an order of this value in the shop's currency.
#[wasm_bindgen]
pub fn order(value: f64) {
    with(&mut |page| {
        if let Some(visit) = &mut page.visit {
            let bodies = visit.order(value, &page.plan);
            page.tell(bodies);
        }
    });
}

/// Takes the records told since the last call, one a line.
#[wasm_bindgen]
pub fn told() -> String {
    let mut told = String::new();
    with(&mut |page| std::mem::swap(&mut told, &mut page.told));
    told
}

/// The visit as text for the shop's own storage.
#[wasm_bindgen]
pub fn remember(minute: u32) -> String {
    let mut memory = String::new();
    with(&mut |page| {
        if let Some(visit) = &page.visit {
            memory = visit.remember(&page.plan, minute);
        }
    });
    memory
}

impl Session {
    fn tags(&self, text: &str) -> Vec<(u8, f32)> {
        let Some(rule) = text.strip_prefix('#') else {
            return parse_tags(text, &self.plan.motivators);
        };
        let rule = parse_number(rule).and_then(|rule| self.plan.tags.get(rule as usize));
        let weight = |(motivator, weight): &(u8, u16)| (*motivator, f32::from(*weight));
        rule.map_or(Vec::new(), |rule| rule.weights.iter().map(weight).collect())
    }

    fn tell(&mut self, bodies: impl IntoIterator<Item = Body>) {
        for body in bodies {
            let (mode, storefront) = (self.plan.mode, self.plan.storefront.clone());
            let record = Record { mode, storefront, id: draws::id(), body };
            if !self.told.is_empty() {
                self.told.push('\n');
            }
            self.told.push_str(&record.encode());
        }
    }
}

fn request(plan: &Plan, experience: &Experience, of: &Decision, evidence: u32) -> String {
    let Arm::Show(kind, variant) = of.arm else { return String::new() };
    let name = |motivator: Option<u8>| motivator.and_then(|index| plan.motivators.id(index));
    let variant = match variant {
        Variant::Neutral => None,
        Variant::Motivator(index) => Some(index),
    };
    let mut request = Fields::new(&experience.id);
    request.add(kind.id()).add(experience.place.id());
    request.add(name(variant).unwrap_or("neutral")).add(name(of.motivator).unwrap_or_default());
    request.number(evidence);
    request.0
}

/// The plan's locale for a language tag, else the plan's first.
fn locale<'a>(plan: &'a Plan, language: &str) -> &'a str {
    let same = |known: &&String| {
        let start = language.get(..known.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(known)
    };
    plan.locales.iter().find(same).or(plan.locales.first()).map_or("en", String::as_str)
}

/// Texts separated by tabs.
struct Fields(String);

impl Fields {
    fn new(first: &str) -> Self {
        Self(first.into())
    }

    fn add(&mut self, field: &str) -> &mut Self {
        self.0.push('\t');
        self.0.push_str(field);
        self
    }

    fn number(&mut self, number: u32) -> &mut Self {
        self.0.push('\t');
        motivo_core::record::push_number(&mut self.0, number);
        self
    }
}

/// Not generic, so that the page carries it once.
fn with(act: &mut dyn FnMut(&mut Session)) {
    PAGE.with_borrow_mut(|page| page.as_mut().map(|page| act(page)));
}
