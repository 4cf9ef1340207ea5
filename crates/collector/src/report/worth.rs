//! What the policy earns at a decision moment, and what other ways to choose would have earned at
//! the same moments, from the sums of the `policy` marginal.
//! Never a winner where an alarm rings, and never two ways compared at different moments.
//!
//! `nothing` may be drawn at every moment, so it compares with the policy itself. Other arms may
//! appear at some moments only, which the sums do not tell. What can be compared is words: where a
//! kind speaks in words of the likeliest motivator, it could have spoken in neutral ones too.

use crate::release::disclose::Grain;
use crate::store::Row;
use motivo_core::plan::Plan;
use motivo_core::symbols::{Kind, Phase};
use motivo_stats::off_policy::{
    Alarm, Estimate, Marginal, MarginalEvaluation, Policy, PolicySums, Verdict, evaluate_marginal,
};
use std::collections::{BTreeMap, BTreeSet};

/// All that is told of the policy.
pub(super) struct Worth {
    /// Decision moments, those with a reward among them, and what one earned.
    pub(super) moments: f64,
    pub(super) rewarded: f64,
    pub(super) now: Option<Estimate>,
    pub(super) nothing: Option<Other>,
    /// Words of the likeliest motivator against neutral words, for each kind.
    pub(super) words: Vec<Words>,
    /// Each arm where it could appear, the most chosen first: by value, chance would lead.
    pub(super) arms: Vec<Arm>,
}

/// Another way to choose, against the policy.
pub(super) struct Other {
    pub(super) value: Estimate,
    /// Of the other way less the policy.
    pub(super) difference: Estimate,
    pub(super) verdict: Verdict,
    pub(super) alarms: Vec<Alarm>,
}

/// A kind's words at moments at which both could have appeared.
pub(super) struct Words {
    pub(super) kind: Kind,
    pub(super) own: Estimate,
    pub(super) neutral: Estimate,
    /// Of their own words less neutral ones; `None` under an alarm.
    pub(super) difference: Option<Estimate>,
    pub(super) alarms: Vec<Alarm>,
}

/// An arm at the moments at which it could appear.
pub(super) struct Arm {
    pub(super) name: String,
    pub(super) shown: f64,
    pub(super) value: Estimate,
    /// How many moments of weight 1 would say as much.
    pub(super) effective: f64,
    pub(super) alarms: Vec<Alarm>,
}

/// A cell's day, motivator, phase and arm.
type Key<'a> = (i64, &'a str, &'a str, &'a str);

/// `rows` with the `policy` marginal among them; nothing is told of fewer than k moments or k
/// rewarded ones.
pub(super) fn worth(rows: &[Row], plan: &Plan, grain: Grain) -> Worth {
    let cells = cells(rows);
    let buckets: Vec<&str> = plan.motivators.ids().chain(["abstained"]).collect();
    let bucket = |id: &str| buckets.iter().position(|known| *known == id);
    let arms: BTreeSet<&str> = cells.keys().map(|(_, _, _, arm)| *arm).collect();
    let arms: Vec<&str> = arms.into_iter().collect();
    let k = grain.from;
    let enough = |found: &MarginalEvaluation| {
        found.rows as f64 >= k && found.rewards as f64 >= k && found.effective_rows >= k
    };

    let contexts = buckets.len() * Phase::ALL.len();
    let place = |(_, motivator, phase, arm): &Key<'_>| {
        let phase = Phase::ALL.iter().position(|known| known.id() == *phase)?;
        let action = arms.iter().position(|known| known == arm)?;
        Some((action, bucket(motivator)? * Phase::ALL.len() + phase))
    };
    let never = arms.iter().map(|arm| f64::from(u8::from(*arm == "nothing"))).collect::<Vec<_>>();
    let whole = evaluated(&cells, (contexts, &never), place).filter(enough);
    let other = |found: &MarginalEvaluation| Other {
        value: told(found.dr, found.effective_rows, grain),
        difference: told(found.difference, found.effective_rows, grain),
        verdict: found.verdict(),
        alarms: found.alarms.clone(),
    };
    let arm = |name: &&str| {
        let of = |key: &Key<'_>| (key.3 == *name).then_some((0, 0));
        let found = evaluated(&cells, (1, &[1.0]), of).filter(enough)?;
        Some(Arm {
            name: (*name).to_owned(),
            shown: grain.told(found.rows as f64),
            value: told(found.snips?, found.effective_rows, grain),
            effective: grain.told(found.effective_rows),
            alarms: within(found.alarms),
        })
    };
    let mut each: Vec<Arm> = arms.iter().filter_map(arm).collect();
    each.sort_by(|a, b| b.shown.total_cmp(&a.shown));
    Worth {
        moments: whole.as_ref().map_or(0.0, |found| grain.told(found.rows as f64)),
        rewarded: whole.as_ref().map_or(0.0, |found| grain.told(found.rewards as f64)),
        now: whole.as_ref().map(|found| told(found.on_policy, found.rows as f64, grain)),
        nothing: whole.as_ref().map(other),
        words: Kind::ALL.iter().filter_map(|kind| words(&cells, *kind, &buckets, grain)).collect(),
        arms: each,
    }
}

/// The words of the likeliest motivator, where it has words, against neutral ones.
fn words(
    cells: &BTreeMap<Key<'_>, PolicySums>,
    kind: Kind,
    buckets: &[&str],
    grain: Grain,
) -> Option<Words> {
    let neutral = format!("{}/neutral", kind.id());
    let spoken: BTreeSet<&str> = cells
        .keys()
        .filter(|(_, motivator, _, arm)| *arm == format!("{}/{motivator}", kind.id()))
        .map(|(_, motivator, _, _)| *motivator)
        .collect();
    let place = |(_, motivator, _, arm): &Key<'_>| {
        let context = buckets.iter().position(|known| known == motivator)?;
        let is_neutral = *arm == neutral;
        let is_own = arm.strip_prefix(kind.id()) == Some(&format!("/{motivator}"));
        let both = spoken.contains(motivator) && (is_neutral || is_own);
        both.then_some((usize::from(is_own), context))
    };
    let of = |target: &[f64; 2]| evaluated(cells, (buckets.len(), target), place);
    let (neutral, own) = (of(&[1.0, 0.0])?, of(&[0.0, 1.0])?);
    // Each value is a mean over its own rows, so that neither side may have but a few.
    let effective = [own.effective_rows, neutral.effective_rows];
    if (own.rewards as f64) < 2.0 * grain.from || effective.iter().any(|n| *n < grain.from) {
        return None;
    }
    let mut alarms = within(own.alarms);
    for alarm in within(neutral.alarms) {
        if alarms.iter().all(|known| known.id() != alarm.id()) {
            alarms.push(alarm);
        }
    }
    let [own, neutral] =
        [told(own.snips?, effective[0], grain), told(neutral.snips?, effective[1], grain)];
    let error = own.error.zip(neutral.error).map(|(a, b)| a.hypot(b));
    let difference = Estimate { value: own.value - neutral.value, error };
    let difference = alarms.is_empty().then_some(difference);
    Some(Words { kind, own, neutral, difference, alarms })
}

/// An estimate as it may be told: a moment earns 1 at most, so that in these steps no two pages tell
/// of what fewer than k earned.
fn told(estimate: Estimate, moments: f64, grain: Grain) -> Estimate {
    let step = grain.step / moments;
    if step == 0.0 {
        return estimate;
    }
    Estimate {
        value: (estimate.value / step).floor() * step + step / 2.0,
        error: estimate.error.map(|error| error.hypot(step / 12_f64.sqrt())),
    }
}

/// Some moments are no sample of all: their weights have another mean than 1.
fn within(alarms: Vec<Alarm>) -> Vec<Alarm> {
    alarms.into_iter().filter(|alarm| !matches!(alarm, Alarm::MeanWeightOff { .. })).collect()
}

/// What a way to choose would earn in the cells that have a place; the same in all contexts.
fn evaluated(
    cells: &BTreeMap<Key<'_>, PolicySums>,
    (contexts, target): (usize, &[f64]),
    place: impl Fn(&Key<'_>) -> Option<(usize, usize)>,
) -> Option<MarginalEvaluation> {
    let of_all = target.iter().flat_map(|chance| std::iter::repeat_n(*chance, contexts));
    let policy = Policy::new(contexts, of_all.collect()).ok()?;
    let mut marginal = Marginal::new(policy);
    for (key, sums) in cells {
        let Some((action, context)) = place(key) else { continue };
        // Sums that none can be come from a damaged store; the rest still tells.
        if let Err(error) = marginal.add(action, context, key.0.unsigned_abs(), sums) {
            tracing::warn!("policy sums of {} are left out: {error}", key.3);
        }
    }
    evaluate_marginal(&marginal)
}

/// All versions of the policy together: each row carries the propensity it was drawn with.
fn cells(rows: &[Row]) -> BTreeMap<Key<'_>, PolicySums> {
    let mut cells = BTreeMap::<Key<'_>, PolicySums>::new();
    for row in rows.iter().filter(|row| row.marginal == "policy") {
        let mut fields = row.key.splitn(4, '|').skip(1);
        let (Some(motivator), Some(phase), Some(arm)) =
            (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let day = row.day.since(jiff::civil::date(2000, 1, 1)).map_or(0, |span| span.get_days());
        let sums = cells.entry((day.into(), motivator, phase, arm)).or_default();
        match row.measure.as_str() {
            "n" => sums.n += row.value.max(0.0) as u64,
            "rewarded" => sums.rewarded += row.value.max(0.0) as u64,
            "sum_w" => sums.sum_w += row.value,
            "sum_w2" => sums.sum_w2 += row.value,
            "max_w" => sums.max_w = sums.max_w.max(row.value),
            "sum_r" => sums.sum_r += row.value,
            "sum_r2" => sums.sum_r2 += row.value,
            "sum_wr" => sums.sum_wr += row.value,
            "sum_w2r2" => sums.sum_w2r2 += row.value,
            _ => {}
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        Plan::decode(include_str!("../../../core/tests/golden/plan.txt")).expect("the golden plan")
    }

    /// The rows of `n` draws of an arm with a chance of `twentieths`, of which some earned .5.
    fn drawn(
        day: i8,
        motivator: &str,
        arm: &str,
        twentieths: f64,
        n: f64,
        earned: f64,
    ) -> Vec<Row> {
        let w = 20.0 / twentieths;
        let measures = [
            ("n", n),
            ("rewarded", earned),
            ("sum_w", n * w),
            ("sum_w2", n * w * w),
            ("max_w", w),
            ("sum_r", earned * 0.5),
            ("sum_r2", earned * 0.25),
            ("sum_wr", earned * 0.5 * w),
            ("sum_w2r2", earned * 0.25 * w * w),
        ];
        let row = |(measure, value): (&str, f64)| Row {
            day: jiff::civil::date(2026, 11, day),
            marginal: "policy".into(),
            key: format!("3|{motivator}|request|{arm}"),
            measure: measure.into(),
            value,
        };
        measures.map(row).into()
    }

    #[test]
    fn nothing_is_compared_at_all_moments_and_words_where_both_could_appear() {
        let mut rows = Vec::new();
        for day in 2..12 {
            // Belonging's own words earn twice what neutral ones do; nothing earns least.
            rows.extend(drawn(day, "belonging", "welcome_note/belonging", 8.0, 400.0, 160.0));
            rows.extend(drawn(day, "belonging", "welcome_note/neutral", 8.0, 400.0, 80.0));
            rows.extend(drawn(day, "belonging", "nothing", 4.0, 200.0, 20.0));
            rows.extend(drawn(day, "abstained", "welcome_note/neutral", 16.0, 800.0, 80.0));
            rows.extend(drawn(day, "abstained", "nothing", 4.0, 200.0, 10.0));
        }
        let found = worth(&rows, &plan(), Grain::exact(10.0));
        assert_eq!((found.moments, found.rewarded), (20_000.0, 3_500.0));
        // 3,500 halves over 20,000; of nothing .05 in one half of the moments, .025 in the other.
        assert!((found.now.expect("enough").value - 0.0875).abs() < 1e-12);
        let nothing = found.nothing.expect("always drawn");
        assert!((nothing.value.value - 0.0375).abs() < 2e-3, "{:?}", nothing.value);
        assert_eq!((nothing.verdict, nothing.alarms), (Verdict::Worse, Vec::new()));
        let [words] = &found.words[..] else { panic!("one kind") };
        assert_eq!(words.kind, Kind::WelcomeNote);
        assert!((words.own.value - 0.2).abs() < 1e-12 && (words.neutral.value - 0.1).abs() < 1e-12);
        let difference = words.difference.expect("no alarm").interval().expect("it varies");
        assert!(difference.low > 0.08 && difference.high < 0.12, "{difference:?}");
        let names: Vec<&str> = found.arms.iter().map(|arm| arm.name.as_str()).collect();
        assert_eq!(names, ["welcome_note/neutral", "nothing", "welcome_note/belonging"]);
    }

    #[test]
    fn a_reward_is_told_in_steps_of_what_k_moments_could_have_earned() {
        let tens = Grain { from: 10.0, step: 10.0 };
        let of = |value| told(Estimate { value, error: Some(0.004) }, 1_000.0, tens);
        assert!((of(0.0871).value - 0.085).abs() < 1e-12 && of(0.0871) == of(0.0809));
        assert!(of(0.0901).value - of(0.0871).value > 0.0099);
        let error = of(0.0871).error.expect("it varies");
        assert!((error - 0.004_f64.hypot(0.01 / 12_f64.sqrt())).abs() < 1e-12);
    }

    #[test]
    fn few_rewards_ring_an_alarm_and_name_no_winner() {
        let mut rows = drawn(2, "thrill", "welcome_note/thrill", 10.0, 500.0, 30.0);
        rows.extend(drawn(2, "thrill", "welcome_note/neutral", 10.0, 500.0, 15.0));
        let found = worth(&rows, &plan(), Grain::exact(10.0));
        let [words] = &found.words[..] else { panic!("one kind") };
        assert_eq!(words.difference, None);
        assert_eq!(words.alarms, [Alarm::TooFewRewards { rewards: 45 }]);
        assert!(worth(&[], &plan(), Grain::exact(10.0)).now.is_none());
        let few = drawn(2, "thrill", "nothing", 20.0, 9.0, 9.0);
        assert!(worth(&few, &plan(), Grain::exact(10.0)).arms.is_empty());
    }
}
