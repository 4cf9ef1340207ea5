//! Ways to choose at a decision moment: the policy, and what it is compared with.
//! Never draws what the moment does not offer, so every way keeps the same manners.

use motivo_collector::policy::file::{Pair, Policy};
use motivo_core::plan::Plan;
use motivo_core::policy::{Arm, Choice, Counts, Drawn, Learned, Tickets, Variant, decide};
use motivo_core::random::Draw;
use motivo_core::visit::Visit;
use motivo_simulator::world::Mind;
use std::collections::BTreeMap;

/// How an arm is chosen.
pub(super) enum Way<'a> {
    /// Never anything.
    Nothing,
    /// This arm wherever it may appear, else nothing.
    Only(Arm),
    /// Neutral words of whatever may appear.
    Neutral,
    /// The words of what truly moves the shopper, where the belief is sure enough to speak at all;
    /// neutral words of what has none.
    Knowing,
    /// Thompson sampling on what a policy file says of each arm.
    Policy(&'a Policy),
}

impl Way<'_> {
    /// What is drawn, and the policy's version.
    pub(super) fn choose(
        &self,
        plan: &Plan,
        (visit, mind): (&Visit, &Mind),
        choice: Choice,
        draw: Draw<'_>,
    ) -> (Drawn, u32) {
        let first = |wanted: &dyn Fn(Arm) -> bool| {
            let mut arms =
                choice.arms.iter().map(|arm| (arm, arm_of(plan, arm.experience, arm.variant)));
            arms.find(|(_, arm)| wanted(*arm)).map(|(arm, _)| (arm.experience, arm.variant))
        };
        let wanted = match self {
            Self::Policy(policy) => {
                let choice = filled(plan, visit, choice, policy);
                return (decide(&choice, draw), policy.version().into());
            }
            Self::Nothing => None,
            Self::Only(arm) => first(&|other| other == *arm && may_speak(other, &choice)),
            Self::Neutral => first(&is_neutral),
            Self::Knowing => {
                let speaks = Variant::Motivator(mind.primary);
                let is_theirs = |arm| {
                    matches!(arm, Arm::Show(_, of) if of == speaks) && may_speak(arm, &choice)
                };
                first(&is_theirs).or_else(|| first(&is_neutral))
            }
        };
        let (experience, variant) = wanted.unwrap_or((None, Variant::Neutral));
        (Drawn { experience, variant, kind: Tickets::ALL, tickets: Tickets::ALL }, 0)
    }
}

/// Every arm that a plan can show.
pub(super) fn arms(plan: &Plan) -> Vec<Arm> {
    let mut arms: Vec<Arm> = Vec::new();
    for experience in &plan.experiences {
        arms.extend(experience.variants.iter().map(|variant| Arm::Show(experience.kind, *variant)));
    }
    arms.sort_unstable();
    arms.dedup();
    arms
}

/// Its name in a policy file.
pub(super) fn name(plan: &Plan, arm: Arm) -> String {
    match arm {
        Arm::Nothing => "nothing".to_owned(),
        Arm::Show(kind, Variant::Neutral) => format!("{}/neutral", kind.id()),
        Arm::Show(kind, Variant::Motivator(index)) => {
            format!("{}/{}", kind.id(), plan.motivators.id(index).unwrap_or_default())
        }
    }
}

fn arm_of(plan: &Plan, experience: Option<usize>, variant: Variant) -> Arm {
    experience.map_or(Arm::Nothing, |index| Arm::Show(plan.experiences[index].kind, variant))
}

fn is_neutral(arm: Arm) -> bool {
    matches!(arm, Arm::Show(_, Variant::Neutral))
}

/// A motivator's words appear only to whom the belief may be theirs.
fn may_speak(arm: Arm, choice: &Choice) -> bool {
    let Arm::Show(_, Variant::Motivator(index)) = arm else { return true };
    !choice.abstains && choice.belief[usize::from(index)] > 0.0
}

/// A choice with what the file says of each arm, as the page fills it in.
fn filled(plan: &Plan, visit: &Visit, mut choice: Choice, policy: &Policy) -> Choice {
    let top =
        visit.inference.top().and_then(|index| plan.motivators.id(index)).unwrap_or("abstained");
    let counts = |[successes, failures]: Pair| Counts::new(successes as f32, failures as f32);
    let part =
        |of: &BTreeMap<String, Pair>, id| of.get(id).copied().map(counts).unwrap_or_default();
    for arm in &mut choice.arms {
        let name = name(plan, arm_of(plan, arm.experience, arm.variant));
        if let Some(known) = policy.arm(&name) {
            arm.learned = Learned {
                all: counts(known.all),
                motivator: part(&known.m, top),
                phase: part(&known.p, visit.inference.phase().id()),
            };
        }
    }
    choice
}

#[cfg(test)]
mod tests {
    use super::super::days::{Storefront, learned, plan};
    use super::*;
    use motivo_core::record::Body;
    use motivo_core::symbols::Kind;

    fn shown(policy: &str, kind: Kind) -> usize {
        let policy = Policy::read(policy).expect("a good file");
        let records = Storefront { seed: 5 }.day(&plan(), 0, 400, &Way::Policy(&policy)).concat();
        let is = |body: &Body| matches!(body, Body::Decision(decision) if decision.arm.is(kind));
        records.iter().filter(|record| is(&record.body)).count()
    }

    #[test]
    fn an_arm_that_the_file_knows_to_be_bad_is_drawn_less_often() {
        let empty = "{\"v\":1,\"version\":0,\"period\":\"\",\"arms\":{}}";
        let pair = |good: u32| format!("{{\"all\":[{good},{}]}}", 4_000 - good);
        let arms: Vec<String> = arms(&plan())
            .into_iter()
            .map(|arm| {
                let good = if arm.is(Kind::WelcomeNote) { 40 } else { 1_200 };
                format!("\"{}\":{}", name(&plan(), arm), pair(good))
            })
            .collect();
        let bad =
            format!("{{\"v\":1,\"version\":9,\"period\":\"\",\"arms\":{{{}}}}}", arms.join(","));
        let (before, after) = (shown(empty, Kind::WelcomeNote), shown(&bad, Kind::WelcomeNote));
        assert!(2 * after < before, "{after} against {before}");
    }

    #[test]
    fn arms_are_named_as_the_collector_names_them() {
        let plan = plan();
        let shop = Storefront { seed: 6 };
        let none = learned(Vec::new());
        let rows = shop.rows(&plan, 0, &shop.day(&plan, 0, 3_000, &Way::Policy(&none)).concat());
        let known = learned(rows);
        assert_ne!(known.version(), 0);
        for arm in [Arm::Nothing, Arm::Show(Kind::WelcomeNote, Variant::Neutral)] {
            assert!(known.arm(&name(&plan, arm)).is_some_and(|arm| arm.all[1] > 10.0), "{arm:?}");
        }
        let known = |arm: &Arm| known.arm(&name(&plan, *arm)).is_some();
        let speaking = |arm: &Arm| matches!(arm, Arm::Show(_, Variant::Motivator(_)));
        assert!(arms(&plan).iter().filter(|arm| speaking(arm) && known(arm)).count() > 10);
    }
}
