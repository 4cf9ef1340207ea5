//! What core infers, as the shop's page calls it: text and numbers in, text and numbers out.
//! Never decides, and never touches the page: the listening shell around it is www/observer, and
//! what goes on from the belief is the module of crates/decisions.
//!
//! One visit a page, in this order: open a plan, begin a visit, then respond, step, order as they
//! happen; remember at the end. The shopper may look at what is inferred, and say something about
//! it. [`abi`] exports them.

#![cfg(target_arch = "wasm32")]
#![no_std]

extern crate alloc;

mod abi;
#[path = "../../edge/mod.rs"]
mod edge;
#[path = "../../edge/fields.rs"]
mod fields;
mod look;

use alloc::string::String;
use alloc::vec::Vec;
use fields::Fields;
use motivo_core::inference::Inference;
use motivo_core::phase::Step;
use motivo_core::plan::Plan;
use motivo_core::response::Exposure;
use motivo_core::symbols::Returning;
use motivo_core::tags::parse_tags;
use motivo_core::{parse_number, take_until};

/// One tag's plan and the visit under it.
struct Session {
    plan: Plan,
    visit: Option<Inference>,
}

impl Session {
    /// Takes a page language and a plan, each in a line.
    ///
    /// Gives what the shell needs: a line of mode, message locale for the language and the least
    /// evidence of an experience, then a line of selector and path pattern for each tag rule, and
    /// `auto` for one of the text tagger's. `None` for a damaged plan.
    fn open(text: &str) -> Option<(Self, String)> {
        let mut plan = text;
        let language = take_until(&mut plan, b"\n");
        let (plan, least) = Plan::decode_content(plan.strip_prefix('\n')?).ok()?;
        let mut settings = Fields::new(plan.mode.id());
        settings.add(locale(&plan, language)).number(least.into());
        for rule in &plan.tags {
            settings.line(&rule.selector).add(&rule.url);
            if rule.is_auto() {
                settings.add("auto");
            }
        }
        Some((Self { plan, visit: None }, settings.0))
    }

    /// Goes on with a remembered visit or begins one; `minute` counts from 1970. Gives the pieces
    /// of evidence it has.
    ///
    /// `stored` says whether storage is allowed: without it nobody can tell who returns.
    fn begin(&mut self, memory: &str, minute: u32, stored: bool) -> u32 {
        let visit = Inference::resume(memory, &self.plan, minute).unwrap_or_else(|| {
            let returning = if stored { Returning::No } else { Returning::Unknown };
            Inference::new(&self.plan, returning, minute)
        });
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
        if visit.is_paused(minute) {
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

    /// Takes an order of this value in the shop's currency.
    fn order(&mut self, value: f64) {
        if let Some(visit) = &mut self.visit {
            visit.order(value, &self.plan);
        }
    }

    /// The revenue bucket of an order that was not taken yet; -1 for none.
    fn ordered(&mut self) -> i32 {
        self.visit.as_mut().and_then(Inference::take_order).map_or(-1, i32::from)
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

/// The plan's locale for a language tag, else the plan's first.
fn locale<'a>(plan: &'a Plan, language: &str) -> &'a str {
    let same = |known: &&String| {
        let start = language.get(..known.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(known)
    };
    plan.locales.iter().find(same).or(plan.locales.first()).map_or("en", String::as_str)
}
