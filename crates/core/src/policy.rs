//! Chooses what to show: holdout first, then the kind, then the variant, each by 20 tickets.
//! Pure: every random draw is an argument; never sees the page, never touches a price.
//!
//! Thompson sampling (Thompson 1933): each arm's reward is drawn from its Beta posterior and the
//! best draw wins. Every eligible arm holds one ticket and the winner all the others; one ticket is
//! drawn. So a propensity is exact given the draws, coarse, and never under 1/20.

use crate::belief::likeliest;
use crate::plan::Experience;
use crate::random::{Draw, below, beta};
use crate::record::push_number;
use crate::symbols::{Kind, Phase};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Tickets in a draw.
pub const TICKETS: u8 = 20;

/// A propensity in twentieths, 1..=20.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tickets(u8);

impl Tickets {
    /// Clamps to 1..=20.
    #[must_use]
    pub fn new(tickets: u8) -> Self {
        Self(tickets.clamp(1, TICKETS))
    }

    /// The number of tickets, 1..=20.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

/// The wording of an experience.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variant {
    /// Speaks to everybody.
    Neutral,
    /// Speaks to one motivator, by index.
    Motivator(u8),
}

/// What can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arm {
    /// Show nothing; always eligible.
    Nothing,
    /// Show a kind in a variant.
    Show(Kind, Variant),
}

impl Arm {
    /// Reads `nothing`, `welcome_note/neutral` or `welcome_note/5`.
    ///
    /// # Errors
    /// Gives back what cannot be read.
    pub fn from_id(id: &str) -> Result<Self, &str> {
        if id == "nothing" {
            return Ok(Self::Nothing);
        }
        let (kind, variant) = id.split_once('/').ok_or(id)?;
        let kind = Kind::from_id(kind).ok_or(id)?;
        let variant = match variant {
            "neutral" => Variant::Neutral,
            index => Variant::Motivator(crate::decode::parse_motivator(index).ok_or(id)?),
        };
        Ok(Self::Show(kind, variant))
    }

    /// Appends what [`Arm::from_id`] reads.
    pub fn push_id(self, text: &mut String) {
        let Self::Show(kind, variant) = self else {
            text.push_str("nothing");
            return;
        };
        text.push_str(kind.id());
        text.push('/');
        match variant {
            Variant::Neutral => text.push_str("neutral"),
            Variant::Motivator(index) => push_number(text, index.into()),
        }
    }
}

/// A drawn arm with everything an unbiased estimate needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Version of the policy file; 0 is the built-in policy.
    pub policy: u32,
    /// Likeliest motivator, `None` when the belief abstains.
    pub motivator: Option<u8>,
    /// Phase of the purchase.
    pub phase: Phase,
    /// What was drawn.
    pub arm: Arm,
    /// Drawn for a holdout shopper, who is shown nothing.
    pub holdout: bool,
    /// Propensity of the kind.
    pub kind: Tickets,
    /// Propensity of the variant given the kind.
    pub variant: Tickets,
}

/// What the policy looks at.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Posterior over the motivators; sums to 1.
    pub belief: &'a [f32],
    /// Likeliest motivator, `None` when the belief abstains.
    pub motivator: Option<u8>,
    /// Phase of the purchase.
    pub phase: Phase,
    /// Whether this shopper is in the holdout.
    pub holdout: bool,
}

impl Context<'_> {
    /// The chance that a variant's motivator is the primary one; 0 for neutral.
    fn chance(&self, variant: Variant) -> f32 {
        match variant {
            Variant::Neutral => 0.0,
            Variant::Motivator(index) => {
                self.belief.get(usize::from(index)).copied().unwrap_or(0.0)
            }
        }
    }
}

/// How often each arm was rewarded before any record: Beta successes and failures.
///
/// Matching words are expected to help (.35 against .20 neutral, .10 mismatched), with the weight
/// of 40 visits, so that a few hundred real ones overrule it.
const MATCHED: (f32, f32) = (14.0, 26.0);
const NEUTRAL: (f32, f32) = (8.0, 32.0);
const MISMATCHED: (f32, f32) = (4.0, 36.0);
/// Showing something is expected to be a little better than nothing.
const SHOWN: (f32, f32) = (6.0, 14.0);
const NOTHING: (f32, f32) = (4.0, 16.0);

/// Draws the holdout: `permille` of shoppers are shown nothing.
pub fn draw_holdout(permille: u16, draw: Draw<'_>) -> bool {
    below(1000, draw) < u32::from(permille)
}

/// Draws an arm among the eligible experiences, each of another kind; without any it is `nothing`.
pub fn decide(context: &Context<'_>, eligible: &[&Experience], draw: Draw<'_>) -> Decision {
    let mut values = vec![beta(NOTHING, draw)];
    for _ in eligible {
        values.push(beta(SHOWN, draw));
    }
    let (chosen, kind) = draw_ticket(&values, draw);
    let mut arm = Arm::Nothing;
    let mut variant = Tickets::new(TICKETS);
    if let Some(experience) = chosen.checked_sub(1).and_then(|index| eligible.get(index)) {
        let variants = likely_variants(context, experience);
        values.clear();
        for variant in &variants {
            values.push(value(context, *variant, draw));
        }
        let drawn = draw_ticket(&values, draw);
        variant = drawn.1;
        let drawn = variants.get(drawn.0).copied().unwrap_or(Variant::Neutral);
        arm = Arm::Show(experience.kind, drawn);
    }
    Decision {
        policy: 0,
        motivator: context.motivator,
        phase: context.phase,
        arm,
        holdout: context.holdout,
        kind,
        variant,
    }
}

/// One draw of the reward that showing this variant would bring.
fn value(context: &Context<'_>, variant: Variant, draw: Draw<'_>) -> f32 {
    match variant {
        Variant::Neutral => beta(NEUTRAL, draw),
        Variant::Motivator(_) => {
            let chance = context.chance(variant);
            chance * beta(MATCHED, draw) + (1.0 - chance) * beta(MISMATCHED, draw)
        }
    }
}

/// Neutral and the variants of the three likeliest motivators; only neutral when abstaining.
fn likely_variants(context: &Context<'_>, experience: &Experience) -> Vec<Variant> {
    let mut likely = vec![Variant::Neutral];
    while context.motivator.is_some() && likely.len() < 4 {
        let (mut best, mut most) = (Variant::Neutral, 0.0);
        for variant in &experience.variants {
            let chance = context.chance(*variant);
            if chance > most && !likely.contains(variant) {
                (best, most) = (*variant, chance);
            }
        }
        if best == Variant::Neutral {
            break;
        }
        likely.push(best);
    }
    likely
}

/// Gives every arm a ticket and the rest to the best, then draws one.
fn draw_ticket(values: &[f32], draw: Draw<'_>) -> (usize, Tickets) {
    let (best, _) = likeliest(values);
    let others = (values.len() as u32).saturating_sub(1);
    let ticket = below(TICKETS.into(), draw);
    // The first tickets belong to the arms that did not win, in order.
    if ticket >= others {
        return (best, Tickets::new(TICKETS.saturating_sub(others as u8)));
    }
    let loser = ticket as usize;
    (if loser < best { loser } else { loser + 1 }, Tickets::new(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SplitMix;
    use crate::symbols::Place;

    const ALL: [Variant; 4] =
        [Variant::Neutral, Variant::Motivator(0), Variant::Motivator(1), Variant::Motivator(2)];

    fn context(belief: &[f32], motivator: Option<u8>) -> Context<'_> {
        Context { belief, motivator, phase: Phase::Recognize, holdout: false }
    }

    fn welcome(variants: &[Variant]) -> Experience {
        Experience {
            id: "welcome".into(),
            kind: Kind::WelcomeNote,
            place: Place::Toast,
            evidence: 4,
            phases: 7,
            variants: variants.to_vec(),
        }
    }

    #[test]
    fn with_nothing_eligible_the_decision_is_nothing_with_certainty() {
        let mut random = SplitMix::new(1);
        let decision = decide(&context(&[0.5, 0.5], None), &[], &mut || random.next());
        assert_eq!((decision.arm, decision.kind.get()), (Arm::Nothing, 20));
    }

    #[test]
    fn an_arm_is_drawn_as_often_as_its_recorded_propensity_says() {
        // Inverse-propensity counts estimate the number of draws for each arm if the
        // propensities are true: within 4 standard errors over 40,000 draws.
        let mut random = SplitMix::new(7);
        let (draws, belief) = (40_000, [0.7, 0.2, 0.1]);
        let (mut nothing, mut neutral) = (0.0, 0.0);
        for _ in 0..draws {
            let decision =
                decide(&context(&belief, Some(0)), &[&welcome(&ALL)], &mut || random.next());
            let weight =
                400.0 / (f64::from(decision.kind.get()) * f64::from(decision.variant.get()));
            match decision.arm {
                Arm::Nothing => nothing += weight,
                Arm::Show(_, Variant::Neutral) => neutral += weight,
                Arm::Show(..) => {}
            }
        }
        // The weights are at most 20 and 400; variance of the mean is bounded by those.
        assert!((nothing / f64::from(draws) - 1.0).abs() < 4.0 * (20.0_f64 / 40_000.0).sqrt());
        assert!((neutral / f64::from(draws) - 1.0).abs() < 4.0 * (400.0_f64 / 40_000.0).sqrt());
    }

    #[test]
    fn the_variant_of_the_believed_motivator_is_drawn_most() {
        let mut random = SplitMix::new(3);
        let mut counts = [0; 4];
        for _ in 0..2_000 {
            let belief = [0.05, 0.85, 0.1];
            let decision =
                decide(&context(&belief, Some(1)), &[&welcome(&ALL)], &mut || random.next());
            if let Arm::Show(_, variant) = decision.arm {
                counts[ALL.iter().position(|known| *known == variant).expect("a known variant")] +=
                    1;
            }
        }
        assert!(counts[2] > 2 * (counts[0] + counts[1] + counts[3]), "{counts:?}");
    }

    #[test]
    fn an_abstaining_belief_is_only_ever_shown_neutral_words() {
        let mut random = SplitMix::new(5);
        for _ in 0..500 {
            let decision =
                decide(&context(&[0.34; 3], None), &[&welcome(&ALL)], &mut || random.next());
            let neutral = Arm::Show(Kind::WelcomeNote, Variant::Neutral);
            assert!(decision.arm == Arm::Nothing || decision.arm == neutral);
            assert_eq!(decision.variant.get(), 20);
        }
    }

    #[test]
    fn only_neutral_and_the_three_likeliest_motivators_compete() {
        let variants: Vec<Variant> =
            core::iter::once(Variant::Neutral).chain((0..6).map(Variant::Motivator)).collect();
        let belief = [0.05, 0.4, 0.1, 0.3, 0.15, 0.0];
        let likely = likely_variants(&context(&belief, Some(1)), &welcome(&variants));
        assert_eq!(
            likely,
            [Variant::Neutral, Variant::Motivator(1), Variant::Motivator(3), Variant::Motivator(4)]
        );
    }

    #[test]
    fn one_shopper_in_ten_is_held_out() {
        let mut random = SplitMix::new(9);
        let held = (0..20_000).filter(|_| draw_holdout(100, &mut || random.next())).count();
        // 4 standard errors of a binomial of 20,000 at .1.
        assert!((1_830..2_170).contains(&held), "{held}");
        assert!(!(0..1_000).any(|_| draw_holdout(0, &mut || random.next())));
    }
}
