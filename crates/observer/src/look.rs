//! A visit as the shopper and the developer may see it, and as the shopper may correct it.
//! Never tells the collector.

use crate::{Fields, Session};
use alloc::string::String;
use motivo_core::manners::Moment;
use motivo_core::symbols::{Agency, Correction};

impl Session {
    /// The visit at this moment, in lines of fields separated by tabs; empty before one began.
    ///
    /// ```text
    /// evidence, phase, top motivator, bot, strength, agency, holdout, returning, end of a pause
    /// m  chance, read or acted on, passed by, corrected       for each motivator of the plan
    /// x  why not now, 0 when it may appear                    for each experience of the plan
    /// t  the fields of a record after its id                  for each record of the visit
    /// ```
    /// Chances are in thousandths, the strength is the median level; the end of a pause is a minute since 1970, 0 for none. Agency
    /// and correction count from 0 in the order of [`motivo_core::symbols`], refusals from 1.
    pub(crate) fn look(&self, moment: Moment) -> String {
        let Some(visit) = &self.visit else { return String::new() };
        let (belief, manners) = (visit.belief(), visit.manners());
        let mut lines = Fields(String::new());
        let top = visit.top().and_then(|top| self.plan.motivators.id(top));
        lines.number(visit.evidence()).add(visit.phase().id()).add(top.unwrap_or_default());
        lines.number(permille(belief.bot())).number(belief.strength(0.5).into());
        lines.number(manners.agency as u32).number(visit.holdout().into());
        lines.add(visit.returning().id()).number(manners.paused);
        for (chance, about) in visit.credible().iter().zip(visit.about()) {
            lines.line("m").number(permille(*chance)).number(about.helped.into());
            lines.number(about.passed.into()).number(about.corrected as u32);
        }
        for index in 0..self.plan.experiences.len() {
            let refusal = visit.refusal(&self.plan, index, moment);
            lines.line("x").number(refusal.map_or(0, |refusal| refusal as u32 + 1));
        }
        for body in visit.told().iter().filter_map(|told| told.body()) {
            lines.line("t").add("");
            body.push(&mut lines.0);
        }
        lines.0
    }

    /// Takes the shopper's word; what is not known changes nothing.
    ///
    /// About 0: how much Motivo may do, 0..=3. About 1: the minute since 1970 until which a pause
    /// lasts, 0 to end it. From 2 on about the plan's motivators: 0 nothing, 1 more, 2 less.
    pub(crate) fn say(&mut self, about: u32, value: u32) {
        let Some(visit) = &mut self.visit else { return };
        match about {
            0 => {
                if let Some(agency) = Agency::ALL.get(value as usize) {
                    visit.manners_mut().agency = *agency;
                }
            }
            1 => visit.manners_mut().paused = value,
            motivator => {
                if let Some(word) = Correction::ALL.get(value as usize) {
                    visit.correct((motivator - 2) as u8, *word);
                }
            }
        }
    }
}

fn permille(chance: f32) -> u32 {
    (chance * 1000.0 + 0.5) as u32
}
