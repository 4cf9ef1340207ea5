//! The plan as text, one entry a line, fields separated by tabs, entries in this order.
//! Reads only what it wrote: a cut-off, edited or newer file is an error with its line.
//!
//! ```text
//! motivo-plan<TAB>3
//! storefront<TAB>sample
//! …
//! end<TAB>17          number of lines before this one, so that a cut-off file is noticed
//! ```

use super::{Experience, Plan, Reward, TagRule, TouchpointRule};
use crate::decode::{is_storefront, parse_number, take_until};
use crate::model::COMMON;
use crate::motivator::Motivators;
use crate::policy::Variant;
use crate::record::push_number;
use crate::symbols::{Kind, Mode, Place};
use crate::touchpoint::{BUILT_IN, MAX};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Why a plan cannot be used, and in which line, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanError {
    /// The line, from 1.
    pub line: u32,
    /// The entry that was expected there.
    pub expected: &'static str,
}

impl core::fmt::Display for PlanError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "plan line {}: expected {}; compile the config again", self.line, self.expected)
    }
}

impl core::error::Error for PlanError {}

impl Plan {
    /// The plan as text.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut out = Writer(String::new());
        out.line(&["motivo-plan", "3"]);
        out.line(&["storefront", &self.storefront]);
        out.line(&["mode", self.mode.id()]);
        out.line(&["holdout", &number(self.holdout.into())]);
        out.list("motivators", self.motivators.ids());
        let r = &self.reward;
        let reward = [r.converted, r.connected, r.engaged, r.recovered, r.dismissed];
        out.list("reward", reward.map(|part| number(part.into())).iter().map(String::as_str));
        out.list("bounds", self.bounds.map(number).iter().map(String::as_str));
        out.list("locales", self.locales.iter().map(String::as_str));
        if self.strengths != COMMON {
            let strengths = self.strengths.map(|common| number(common.into()));
            out.list("strengths", strengths.iter().map(String::as_str));
        }
        for rule in &self.tags {
            let mut line = vec!["tag".to_owned(), rule.selector.clone(), rule.url.clone()];
            for (motivator, weight) in &rule.weights {
                line.push(number((*motivator).into()));
                line.push(number((*weight).into()));
            }
            out.line(&line.iter().map(String::as_str).collect::<Vec<_>>());
        }
        for rule in &self.touchpoints {
            out.line(&[
                "touchpoint",
                &number(rule.place.into()),
                &rule.id,
                &rule.selector,
                &rule.url,
            ]);
        }
        for experience in &self.experiences {
            let [evidence, phases] =
                [experience.evidence, experience.phases].map(|n| number(n.into()));
            let (kind, place) = (experience.kind.id(), experience.place.id());
            let mut line = vec!["experience", &experience.id, kind, place, &evidence, &phases];
            let variants: Vec<String> = experience.variants.iter().map(|v| variant(*v)).collect();
            line.extend(variants.iter().map(String::as_str));
            out.line(&line);
        }
        let lines = number(out.0.lines().count() as u32);
        out.line(&["end", &lines]);
        out.0
    }

    /// Reads a plan.
    ///
    /// # Errors
    /// Says which line is not as expected; nothing of a damaged plan is used.
    pub fn decode(text: &str) -> Result<Self, PlanError> {
        Self::read::<true, true>(text).map(|(plan, ..)| plan)
    }

    /// Reads what inference needs, without touchpoints and experiences, and the least evidence that one of them
    /// asks for.
    ///
    /// # Errors
    /// Like [`Plan::decode`], but what it leaves out may be damaged.
    pub fn decode_content(text: &str) -> Result<(Self, u8), PlanError> {
        Self::read::<true, false>(text).map(|(plan, least, _)| (plan, least))
    }

    /// Reads what decisions need, without the rules for content and touchpoints, and how many
    /// touchpoints the storefront has, the built-in ones included.
    ///
    /// # Errors
    /// Like [`Plan::decode`], but what it leaves out may be damaged.
    pub fn decode_experiences(text: &str) -> Result<(Self, u8), PlanError> {
        Self::read::<false, true>(text).map(|(plan, _, touchpoints)| (plan, touchpoints))
    }

    /// The page pays for the two halves in two modules, and for neither twice.
    fn read<const TAGS: bool, const EXPERIENCES: bool>(
        text: &str,
    ) -> Result<(Self, u8, u8), PlanError> {
        let mut file = Reader { rest: text, line: 0, entry: "", failed: false };
        file.entry("motivo-plan");
        file.number(3, 3);
        let mut plan = file.head();
        if file.starts("strengths") {
            plan.strengths = [(); 4].map(|()| file.number(1, 1000) as u16);
            file.check(plan.strengths.iter().sum::<u16>() == 1000);
        }
        while file.starts("tag") {
            if TAGS {
                let rule = file.rule(&plan);
                plan.tags.push(rule);
            } else {
                file.skip();
            }
        }
        let mut touchpoints = BUILT_IN.len() as u8;
        while file.starts("touchpoint") {
            // The listening shell takes these lines from the text itself: 170 B less in its module.
            if EXPERIENCES {
                let place = file.number(0, u32::from(MAX) - 1) as u8;
                touchpoints = touchpoints.max(place + 1);
                if TAGS {
                    let (id, selector, url) = (file.text(), file.text(), file.text());
                    plan.touchpoints.push(TouchpointRule { place, id, selector, url });
                    continue;
                }
            }
            file.skip();
        }
        let mut least = u8::MAX;
        while file.starts("experience") {
            if EXPERIENCES {
                let experience = file.experience(&plan);
                least = least.min(experience.evidence);
                plan.experiences.push(experience);
            } else {
                let [.., evidence] = [(); 4].map(|()| file.field());
                least = least.min(parse_number(evidence).unwrap_or(0) as u8);
                file.skip();
            }
        }
        let lines = file.line;
        file.entry("end");
        file.number(lines, lines);
        if file.failed {
            return Err(PlanError { line: file.line, expected: file.entry });
        }
        Ok((plan, least, touchpoints))
    }
}

fn variant(variant: Variant) -> String {
    match variant {
        Variant::Neutral => "neutral".into(),
        Variant::Motivator(index) => number(index.into()),
    }
}

fn number(number: u32) -> String {
    let mut text = String::new();
    push_number(&mut text, number);
    text
}

struct Writer(String);

impl Writer {
    fn line(&mut self, fields: &[&str]) {
        for (index, field) in fields.iter().enumerate() {
            if index > 0 {
                self.0.push('\t');
            }
            // The checker refuses tabs and line breaks; a stray one must not shift fields.
            self.0.extend(field.chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
        self.0.push('\n');
    }

    fn list<'a>(&mut self, name: &'a str, words: impl Iterator<Item = &'a str>) {
        self.line(&core::iter::once(name).chain(words).collect::<Vec<_>>());
    }
}

/// Reads field by field. The first error sticks in its line and all after it reads as empty, so that
/// one check at the end is enough: a `?` at every field costs bytes in the page.
struct Reader<'a> {
    rest: &'a str,
    line: u32,
    entry: &'static str,
    failed: bool,
}

impl<'a> Reader<'a> {
    #[inline(never)]
    fn check(&mut self, right: bool) {
        if !right {
            self.failed = true;
            self.rest = "";
        }
    }

    /// Goes to the next line, if it is this entry.
    fn starts(&mut self, entry: &'static str) -> bool {
        let next = self.rest.strip_prefix('\n').unwrap_or(self.rest);
        let Some(rest) = next.strip_prefix(entry) else { return false };
        (self.rest, self.entry) = (rest, entry);
        self.line += 1;
        true
    }

    fn entry(&mut self, entry: &'static str) {
        if !self.failed && !self.starts(entry) {
            (self.line, self.entry) = (self.line + 1, entry);
            self.check(false);
        }
    }

    fn more(&self) -> bool {
        self.rest.starts_with('\t')
    }

    fn field(&mut self) -> &'a str {
        let field = self.rest.strip_prefix('\t');
        self.check(field.is_some());
        self.rest = field.unwrap_or_default();
        take_until(&mut self.rest, b"\t\n")
    }

    fn text(&mut self) -> String {
        self.field().into()
    }

    fn number(&mut self, min: u32, max: u32) -> u32 {
        let number = parse_number(self.field()).filter(|n| (min..=max).contains(n));
        self.check(number.is_some());
        number.unwrap_or(min)
    }

    fn read<T>(&mut self, read: impl FnOnce(&str) -> Option<T>, otherwise: T) -> T {
        let value = read(self.field());
        self.check(value.is_some());
        value.unwrap_or(otherwise)
    }

    fn list(&mut self) -> Vec<String> {
        let mut list = Vec::new();
        while self.more() {
            list.push(self.text());
        }
        list
    }

    fn motivator(&mut self, plan: &Plan) -> u8 {
        self.number(0, (plan.motivators.len() as u32).saturating_sub(1)) as u8
    }

    fn head(&mut self) -> Plan {
        self.entry("storefront");
        let storefront = self.text();
        self.check(is_storefront(&storefront));
        self.entry("mode");
        let mode = self.read(Mode::from_id, Mode::Off);
        self.entry("holdout");
        let holdout = self.number(0, 500) as u16;
        self.entry("motivators");
        let motivators = Motivators::new(&self.list());
        self.check(motivators.is_ok());
        self.entry("reward");
        let [converted, connected, engaged, recovered, dismissed] =
            [(); 5].map(|()| self.number(0, 20) as u8);
        self.entry("bounds");
        let bounds = [(); 4].map(|()| self.number(0, u32::MAX));
        self.check(bounds.is_sorted());
        self.entry("locales");
        let locales = self.list();
        Plan {
            storefront,
            mode,
            holdout,
            motivators: motivators.unwrap_or_else(|_| Motivators::none()),
            reward: Reward { converted, connected, engaged, recovered, dismissed },
            bounds,
            locales,
            strengths: COMMON,
            tags: Vec::new(),
            touchpoints: Vec::new(),
            experiences: Vec::new(),
        }
    }

    /// Goes to the end of the line.
    fn skip(&mut self) {
        take_until(&mut self.rest, b"\n");
    }

    fn rule(&mut self, plan: &Plan) -> TagRule {
        let (selector, url) = (self.text(), self.text());
        let mut rule = TagRule { selector, url, weights: Vec::new() };
        while self.more() {
            rule.weights.push((self.motivator(plan), self.number(1, 1000) as u16));
        }
        rule
    }

    fn experience(&mut self, plan: &Plan) -> Experience {
        let mut experience = Experience {
            id: self.text(),
            kind: self.read(Kind::from_id, Kind::WelcomeNote),
            place: self.read(Place::from_id, Place::Toast),
            evidence: self.number(1, 50) as u8,
            phases: self.number(1, 7) as u8,
            variants: Vec::new(),
        };
        while self.more() {
            let neutral = self.rest.strip_prefix("\tneutral");
            let variant = match neutral {
                Some(rest) => {
                    self.rest = rest;
                    Variant::Neutral
                }
                None => Variant::Motivator(self.motivator(plan)),
            };
            // Neutral comes first, and once.
            self.check(experience.variants.is_empty() == neutral.is_some());
            experience.variants.push(variant);
        }
        self.check(!experience.variants.is_empty());
        experience
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = include_str!("../../tests/golden/plan.txt");

    #[test]
    fn a_plan_comes_back_as_it_was() {
        let plan = Plan::decode(PLAN).expect("the golden plan");
        assert_eq!(plan.encode(), PLAN);
    }

    #[test]
    fn each_half_of_a_plan_is_read_by_itself() {
        let plan = Plan::decode(PLAN).expect("the golden plan");
        let (content, least) = Plan::decode_content(PLAN).expect("its content");
        assert_eq!((content.experiences.len(), least), (0, 4));
        let Plan { touchpoints, experiences, .. } = plan.clone();
        assert_eq!(Plan { touchpoints, experiences, ..content }, plan);
        let (experiences, touchpoints) = Plan::decode_experiences(PLAN).expect("its experiences");
        assert_eq!(
            (experiences.tags.len(), experiences.touchpoints.len(), touchpoints),
            (0, 0, 21)
        );
        let Plan { tags, touchpoints, .. } = plan.clone();
        assert_eq!(Plan { tags, touchpoints, ..experiences }, plan);
        for end in 0..PLAN.len() - 1 {
            if let Some(cut) = PLAN.get(..end) {
                assert!(Plan::decode_content(cut).is_err(), "cut after {end} bytes");
                assert!(Plan::decode_experiences(cut).is_err(), "cut after {end} bytes");
            }
        }
    }

    #[test]
    fn a_rule_without_weights_is_one_for_the_text_tagger() {
        let text = PLAN.replacen("tag\tmain\t/journal/*\t1\t1000", "tag\tmain\t/journal/*", 1);
        let plan = Plan::decode(&text).expect("a plan");
        assert_eq!(plan.tags.iter().map(TagRule::is_auto).collect::<Vec<_>>(), [false, true]);
        assert_eq!(plan.encode(), text);
    }

    #[test]
    fn strengths_stand_in_the_plan_once_they_are_learned() {
        let text = PLAN.replacen("\ntag", "\nstrengths\t10\t20\t70\t900\ntag", 1);
        let text = text.replacen("\nend\t13", "\nend\t14", 1);
        let plan = Plan::decode(&text).expect("a plan");
        assert_eq!(plan.strengths, [10, 20, 70, 900]);
        assert_eq!(plan.encode(), text);
        for wrong in ["10\t20\t70\t901", "0\t30\t70\t900", "10\t90\t900"] {
            let text = text.replacen("10\t20\t70\t900", wrong, 1);
            let error = Plan::decode(&text).expect_err("no shares").to_string();
            assert!(error.starts_with("plan line 9: expected strengths"), "{error}");
        }
    }

    #[test]
    fn a_damaged_plan_is_refused_with_its_line() {
        let line = |text: &str| Plan::decode(text).expect_err("a damaged plan").to_string();
        assert_eq!(line(""), "plan line 1: expected motivo-plan; compile the config again");
        for (good, bad, expected) in [
            ("motivo-plan\t3", "motivo-plan\t2", "plan line 1: expected motivo-plan"),
            ("mode\tcounts", "mode\tall", "plan line 3: expected mode"),
            ("holdout\t100", "holdout\t501", "plan line 4: expected holdout"),
            ("\tthrill", "\tThrill", "plan line 5: expected motivators"),
            ("\t20\t", "\t100\t", "plan line 11: expected touchpoint"),
            ("\t4\t7\t", "\t4\t8\t", "plan line 12: expected experience"),
            ("\t4\t7\t", "\t4\t0\t", "plan line 12: expected experience"),
            ("\t4\t7\t", "\t4\t", "plan line 12: expected experience"),
            ("\tneutral\t2", "\t2", "plan line 12: expected experience"),
            ("\nend\t", "\nend\t1", "expected end"),
        ] {
            let damaged = PLAN.replacen(good, bad, 1);
            assert_ne!(damaged, PLAN, "{good}");
            assert!(line(&damaged).contains(expected), "{bad}: {}", line(&damaged));
        }
        for end in 0..PLAN.len() - 1 {
            if let Some(cut) = PLAN.get(..end) {
                assert!(Plan::decode(cut).is_err(), "cut after {end} bytes");
            }
        }
    }
}
