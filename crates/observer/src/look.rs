//! What is inferred, as decisions, the shopper and the developer may see it, and as the shopper may
//! correct it.

use crate::Session;
use crate::fields::Fields;
use alloc::string::String;
use motivo_core::symbols::Correction;

impl Session {
    /// What is inferred now, in lines of fields separated by tabs; empty before a visit began.
    ///
    /// ```text
    /// what is believed, evidence, phase, top motivator, bot, strength, returning, end of a pause
    /// chance, read or acted on, passed by, corrected       for each motivator of the plan
    /// ```
    /// What is believed is for the module of crates/decisions. Chances are in thousandths, the
    /// strength is the median level; the end of a pause is a minute since 1970, 0 for none;
    /// corrections count from 0 in the order of [`motivo_core::symbols`].
    pub(crate) fn look(&self) -> String {
        let mut lines = Fields(String::new());
        let Some(visit) = &self.visit else { return lines.0 };
        let (belief, believed) = (visit.belief(), visit.believed());
        believed.encode(&mut lines.0);
        let top = believed.top.and_then(|top| self.plan.motivators.id(top));
        lines.number(believed.evidence).add(believed.phase.id()).add(top.unwrap_or_default());
        lines.number(permille(belief.bot())).number(belief.strength(0.5).into());
        lines.add(believed.returning.id()).number(believed.paused);
        for (chance, about) in believed.credible.iter().zip(visit.about()) {
            lines.line("").number(permille(*chance)).number(about.helped.into());
            lines.number(about.passed.into()).number(about.corrected as u32);
        }
        lines.0
    }

    /// Takes the shopper's word; what is not known changes nothing.
    ///
    /// About 0: the minute since 1970 until which a pause lasts, 0 to end it. From 1 on about the
    /// plan's motivators: 0 nothing, 1 more, 2 less.
    pub(crate) fn say(&mut self, about: u32, value: u32) {
        let Some(visit) = &mut self.visit else { return };
        match about {
            0 => visit.pause(value),
            motivator => {
                if let Some(word) = Correction::ALL.get(value as usize) {
                    visit.correct((motivator - 1) as u8, *word);
                }
            }
        }
    }
}

fn permille(chance: f32) -> u32 {
    (chance * 1000.0 + 0.5) as u32
}
