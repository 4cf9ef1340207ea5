//! Core as the shop's page calls it: text and numbers in, text and numbers out.
//! Never touches the page itself; the listening shell around it is www/observer.
//!
//! One visit a page, in this order: open a plan, begin a visit, then respond, step, decide,
//! outcome, order as they happen; told after each, remember at the end. The shopper may look at
//! the visit, and say something about it. [`abi`] exports them.

#![cfg(target_arch = "wasm32")]
#![no_std]

extern crate alloc;

mod abi;
mod draws;
#[path = "../../edge/mod.rs"]
mod edge;
mod look;

use alloc::string::String;
use alloc::vec::Vec;
use draws::Draws;
use motivo_core::manners::Moment;
use motivo_core::phase::Step;
use motivo_core::plan::{Experience, Plan};
use motivo_core::policy::{Arm, Decision, Drawn, Variant, draw_holdout};
use motivo_core::record::Body;
use motivo_core::response::Exposure;
use motivo_core::symbols::{Outcome, Returning};
use motivo_core::tags::parse_tags;
use motivo_core::visit::{Memory, Visit};
use motivo_core::{parse_number, take_until};

/// One tag's plan and the visit under it.
struct Session {
    plan: Plan,
    draws: Draws,
    visit: Option<Visit>,
    last: Option<Decision>,
    told: String,
}

impl Session {
    /// Takes a page language, the tag's seed (empty for secure draws) and a plan, each in a line.
    ///
    /// Gives what the shell needs: a line of mode, message locale for the language and the least
    /// evidence of an experience, then a line of selector and path pattern for each tag rule, and
    /// `auto` for one of the text tagger's. `None` for a damaged plan.
    fn open(text: &str) -> Option<(Self, String)> {
        let mut plan = text;
        let language = take_until(&mut plan, b"\n");
        plan = plan.strip_prefix('\n')?;
        let seed = take_until(&mut plan, b"\n");
        let plan = Plan::decode(plan.strip_prefix('\n')?).ok()?;
        let mut settings = Fields::new(plan.mode.id());
        let least = plan.experiences.iter().map(|of| of.evidence).min();
        settings.add(locale(&plan, language)).number(least.unwrap_or(u8::MAX).into());
        for rule in &plan.tags {
            settings.0.push('\n');
            settings.0.push_str(&rule.selector);
            settings.add(&rule.url);
            if rule.is_auto() {
                settings.add("auto");
            }
        }
        let draws = Draws::new(seed);
        Some((Self { plan, draws, visit: None, last: None, told: String::new() }, settings.0))
    }

    /// Goes on with a remembered visit or begins one; `minute` counts from 1970. Gives the pieces
    /// of evidence it has.
    ///
    /// `stored` says whether storage is allowed: without it nobody can tell who returns.
    fn begin(&mut self, memory: &str, minute: u32, stored: bool) -> u32 {
        let visit = match Memory::read(memory, &self.plan) {
            Some(memory) => memory.resume(minute),
            None => {
                let returning = if stored { Returning::No } else { Returning::Unknown };
                let holdout = draw_holdout(self.plan.holdout, &mut || self.draws.next());
                Visit::new(&self.plan, returning, holdout)
            }
        };
        self.visit.insert(visit).evidence()
    }

    /// Takes an exposure as evidence, if it is any: gives the visit's pieces of evidence then, else 0.
    ///
    /// `tags` is a `data-motivo` text, or `#` and the position of a tag rule. A pause at this minute
    /// makes it none.
    fn respond(&mut self, tags: &str, met: Exposure, understood: bool, minute: u32) -> u32 {
        let tags = self.tags(tags);
        let (Some(response), Some(visit)) = (met.evidence(understood), &mut self.visit) else {
            return 0;
        };
        if visit.manners().is_paused(minute) {
            return 0;
        }
        visit.respond(&tags, response, understood);
        visit.evidence()
    }

    /// Takes a step of the journey: 0 browse, 1 detail, 2 narrow, 3 cart, 4 checkout.
    fn step(&mut self, step: u32) {
        const STEPS: [Step; 5] =
            [Step::Browse, Step::Detail, Step::Narrow, Step::Cart, Step::Checkout];
        if let (Some(visit), Some(step)) = (&mut self.visit, STEPS.get(step as usize)) {
            visit.step(*step);
        }
    }

    /// Takes what was drawn by a version of the policy; `-` when it may not appear or this is no
    /// moment.
    ///
    /// Gives an empty text when nothing is to be shown, else experience, kind, placement, variant,
    /// believed motivator (empty when abstaining) and pieces of evidence, separated by tabs.
    fn decide(&mut self, drawn: Drawn, policy: u32, moment: Moment) -> String {
        let uniform = self.draws.next() as f32 / u32::MAX as f32;
        let Some(visit) = &mut self.visit else { return "-".into() };
        let Some(chosen) = visit.decided(&self.plan, moment, drawn, policy, uniform) else {
            return "-".into();
        };
        self.last = Some(chosen.decision);
        let evidence = visit.evidence();
        tell(&self.plan, &mut self.told, &chosen.tell);
        chosen.show.map_or(String::new(), |experience| {
            request(&self.plan, experience, &chosen.decision, evidence)
        })
    }

    /// Takes an outcome of the last decision, at this minute; says whether it was new.
    fn outcome(&mut self, name: &str, minute: u32) -> bool {
        let (Some(visit), Some(decision), Some(outcome)) =
            (&mut self.visit, self.last, Outcome::from_id(name))
        else {
            return false;
        };
        let body = visit.outcome(decision, outcome, &self.plan.reward, minute);
        tell(&self.plan, &mut self.told, body.as_slice());
        body.is_some()
    }

    /// Takes an order of this value in the shop's currency.
    fn order(&mut self, value: f64) {
        if let Some(visit) = &mut self.visit {
            let bodies = visit.order(value, &self.plan);
            tell(&self.plan, &mut self.told, &bodies);
        }
    }

    /// Takes the records told since the last call, one a line.
    fn told(&mut self) -> String {
        core::mem::take(&mut self.told)
    }

    /// Appends the visit as text for the shop's own storage.
    fn remember(&self, minute: u32, text: &mut String) {
        if let Some(visit) = &self.visit {
            visit.remember(&self.plan, minute, text);
        }
    }

    fn tags(&self, text: &str) -> Vec<(u8, f32)> {
        let Some(rule) = text.strip_prefix('#') else {
            return parse_tags(text, &self.plan.motivators);
        };
        let rule = parse_number(rule).and_then(|rule| self.plan.tags.get(rule as usize));
        let weight = |(motivator, weight): &(u8, u16)| (*motivator, f32::from(*weight));
        rule.map_or(Vec::new(), |rule| rule.weights.iter().map(weight).collect())
    }
}

/// Adds records to what is told, one a line.
fn tell(plan: &Plan, told: &mut String, bodies: &[Body]) {
    for body in bodies {
        if !told.is_empty() {
            told.push('\n');
        }
        body.encode(plan.mode, &plan.storefront, draws::id(), told);
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

/// Lines of fields separated by tabs.
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

    fn line(&mut self, first: &str) -> &mut Self {
        self.0.push('\n');
        self.0.push_str(first);
        self
    }

    fn number(&mut self, number: u32) -> &mut Self {
        if !self.0.is_empty() {
            self.0.push('\t');
        }
        motivo_core::record::push_number(&mut self.0, number);
        self
    }
}
