//! Which cells a record raises. Each is one sum; the record is dropped afterwards.
//! Never a cell over all fields: that would be a row in disguise.
//!
//! | record | marginal | key | measures |
//! | --- | --- | --- | --- |
//! | any | `health` | none, wire version, none | `n` |
//! | `visit` | `visits` | holdout, returning | `visits` |
//! | | `motivators` | motivator, holdout | `visits` |
//! | | `strength` | level | `visits` |
//! | `decision` | `policy`, not for holdout | policy, motivator, phase, arm | `n`, `sum_w`, `sum_w2`, `max_w` |
//! | `outcome` | `kinds` | kind, variant, holdout, outcome | `n` |
//! | | `kind_motivator` | kind, motivator, holdout, outcome | `n` |
//! | | `kind_phase` | kind, phase, holdout, outcome | `n` |
//! | | `policy`, not for holdout, when the reward changed | policy, motivator, phase, arm | `rewarded`, `sum_r`, `sum_r2`, `sum_wr`, `sum_w2r2` |
//! | `conversion` | `visits` | holdout, returning | `converted`, `revenue_0` … `revenue_5` |
//! | | `motivators` | motivator, holdout | `converted`, `revenue` (the bucket's number) |
//! | `friction` | `frictions` | friction, phase, touchpoint | `seen`, `answered`, `put_right` |
//! | | `touchpoint_phase`, when seen at a touchpoint | touchpoint, phase | `friction` |
//! | `control` | `control` | what was asked for | `n` |
//! | `touchpoints` | `touchpoints`, for each of the eight | touchpoint | `n`, `seen`, `asked`, `seen_asked`, and for each outcome y = `converted`, `revenue`, `reward`, `connected`: `y`, `y_squared`, `seen_y` |
//! | | `touchpoint_pairs`, for each of the 28 | two touchpoints | `n`, `first`, `second`, `both` |
//! | | `touchpoint_phase`, when newly seen | touchpoint, phase | `seen` |
//! | `pulse` | `pulse`, for the pulse and each answer | `pulse` and whether it was answered, or question and answer; holdout | `n`, `asked` (whether connection is known), `connected` |
//! | | `pulse_signs` | signs of connection, holdout | the same |
//! | | `motivators`, where connection is known | motivator, holdout | `asked`, `connected` |
//! | `private` | `private` | epsilon, symbols, holdout, kind | `n` |
//! | | `private_symbols`, for each symbol that was told | the same, motivator, converted | `n` |
//!
//! Keys are their fields joined by `|`: holdout is `0` or `1`, a motivator its identifier or
//! `abstained`, a touchpoint (also one that `mattered`) its identifier or `none`, the arm `nothing` or `<kind>/<variant>`; kind and variant of `nothing` are `nothing`.
//! w = 1/p with p = kind tickets x variant tickets / 400; r = reward in 0..=1. A reward record
//! carries the visit's level before and after, so that the sums of r and r^2 stay additive.
//! So does one of touchpoints: what it adds is what the visit's state says after less what it said
//! before. Its sums are of whole numbers (reward in twentieths), so they are exact in any order.

mod pulse;
mod touchpoints;

use motivo_core::plan::Plan;
use motivo_core::policy::{Arm, Decision, Variant};
use motivo_core::record::{Body, OutcomeOf, Private, Record};
use motivo_core::symbols::{FrictionState, Kind, Outcome};

/// An amount to add to one sum. Measures named `max_…` keep the largest amount instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The table.
    pub marginal: &'static str,
    /// The table's fields, joined by `|`.
    pub key: String,
    /// Which sum.
    pub measure: &'static str,
    /// How much.
    pub value: f64,
}

/// The sums of orders by revenue bucket.
pub(crate) const REVENUE: [&str; 6] =
    ["revenue_0", "revenue_1", "revenue_2", "revenue_3", "revenue_4", "revenue_5"];

/// The cells that a record raises, or the field that this storefront does not have.
///
/// # Errors
/// The name of the field whose motivator or touchpoint is not one of the storefront's.
pub fn fold(record: &Record, plan: &Plan) -> Result<Vec<Cell>, &'static str> {
    let names = Names { plan };
    let mut cells = vec![health("none", "m1", "none")];
    match &record.body {
        Body::Visit(visit) => {
            let holdout = flag(visit.holdout);
            let motivator = names.bucket(visit.motivator)?;
            let key = format!("{holdout}|{}", visit.returning.id());
            cells.push(cell("visits", &key, "visits", 1.0));
            cells.push(cell("motivators", &format!("{motivator}|{holdout}"), "visits", 1.0));
            cells.push(cell("strength", &visit.strength.to_string(), "visits", 1.0));
        }
        Body::Decision(decision) => {
            let key = names.policy_key(decision)?;
            if !decision.holdout {
                let w = weight(decision);
                let sums = [("n", 1.0), ("sum_w", w), ("sum_w2", w * w), ("max_w", w)];
                cells.extend(sums.map(|(measure, value)| cell("policy", &key, measure, value)));
            }
        }
        Body::Outcome(of) => outcome(of, &names, &mut cells)?,
        Body::Conversion(conversion) => {
            let holdout = flag(conversion.holdout);
            let motivator = names.bucket(conversion.motivator)?;
            let key = format!("{holdout}|{}", conversion.returning.id());
            let revenue = REVENUE[usize::from(conversion.revenue)];
            cells.push(cell("visits", &key, "converted", 1.0));
            cells.push(cell("visits", &key, revenue, 1.0));
            let key = format!("{motivator}|{holdout}");
            cells.push(cell("motivators", &key, "converted", 1.0));
            cells.push(cell("motivators", &key, "revenue", conversion.revenue.into()));
        }
        Body::Friction(of) => {
            let touchpoint = names.touchpoint(of.touchpoint)?;
            let key = format!("{}|{}|{touchpoint}", of.kind.id(), of.phase.id());
            cells.push(cell("frictions", &key, of.state.id(), 1.0));
            if of.state == FrictionState::Seen && of.touchpoint.is_some() {
                let key = format!("{touchpoint}|{}", of.phase.id());
                cells.push(cell("touchpoint_phase", &key, "friction", 1.0));
            }
        }
        Body::Touchpoints(of) => touchpoints::fold(of, &names, &mut cells)?,
        Body::Pulse(of) => pulse::fold(of, &names, &mut cells)?,
        Body::Private(of) => private(of, &names, &mut cells)?,
        Body::Control(what) => cells.push(cell("control", what.id(), "n", 1.0)),
    }
    Ok(cells)
}

/// A count of the health table: why a record was refused or dropped, `none` where it was not.
pub(crate) fn health(refused: &str, version: &str, dropped: &str) -> Cell {
    cell("health", &format!("{refused}|{version}|{dropped}"), "n", 1.0)
}

fn outcome(of: &OutcomeOf, names: &Names<'_>, cells: &mut Vec<Cell>) -> Result<(), &'static str> {
    let decision = &of.decision;
    let motivator = names.bucket(decision.motivator)?;
    let (kind, variant) = names.arm(decision.arm)?;
    let (holdout, outcome) = (flag(decision.holdout), of.outcome.id());
    let phase = decision.phase.id();
    // An order is counted once, as converted; that it followed other decisions too only teaches.
    if of.outcome != Outcome::Followed {
        cells.push(cell("kinds", &format!("{kind}|{variant}|{holdout}|{outcome}"), "n", 1.0));
        let key = format!("{kind}|{motivator}|{holdout}|{outcome}");
        cells.push(cell("kind_motivator", &key, "n", 1.0));
        cells.push(cell("kind_phase", &format!("{kind}|{phase}|{holdout}|{outcome}"), "n", 1.0));
    }
    if !decision.holdout && of.before != of.after {
        let key = names.policy_key(decision)?;
        let (before, after) = (f64::from(of.before) / 20.0, f64::from(of.after) / 20.0);
        let rewarded = f64::from(i8::from(of.after > 0) - i8::from(of.before > 0));
        let (gained, squared) = (after - before, after * after - before * before);
        let w = weight(decision);
        let sums = [
            ("rewarded", rewarded),
            ("sum_r", gained),
            ("sum_r2", squared),
            ("sum_wr", w * gained),
            ("sum_w2r2", w * w * squared),
        ];
        cells.extend(sums.map(|(measure, value)| cell("policy", &key, measure, value)));
    }
    Ok(())
}

/// One symbol over (motivator x converted), told by chance, or several bits of it.
fn private(of: &Private, names: &Names<'_>, cells: &mut Vec<Cell>) -> Result<(), &'static str> {
    let motivators = names.plan.motivators.len() as u8;
    if of.symbols != (motivators + 1) * 2 {
        return Err("symbols");
    }
    let kind = of.kind.map_or("nothing", Kind::id);
    let (nats, symbols) = (of.epsilon.number(), of.symbols);
    let key = format!("{nats}|{symbols}|{}|{kind}", flag(of.holdout));
    cells.push(cell("private", &key, "n", 1.0));
    for symbol in of.symbols() {
        let motivator = names.bucket(Some(symbol / 2).filter(|index| *index < motivators))?;
        let key = format!("{key}|{motivator}|{}", symbol % 2);
        cells.push(cell("private_symbols", &key, "n", 1.0));
    }
    Ok(())
}

/// 1/p.
fn weight(decision: &Decision) -> f64 {
    400.0 / (f64::from(decision.kind.get()) * f64::from(decision.variant.get()))
}

fn cell(marginal: &'static str, key: &str, measure: &'static str, value: f64) -> Cell {
    Cell { marginal, key: key.to_owned(), measure, value }
}

fn flag(flag: bool) -> u8 {
    u8::from(flag)
}

/// Identifiers instead of positions, so that keys stay readable and survive a reordered config.
struct Names<'a> {
    plan: &'a Plan,
}

impl<'a> Names<'a> {
    fn bucket(&self, motivator: Option<u8>) -> Result<&'a str, &'static str> {
        motivator.map_or(Ok("abstained"), |index| self.plan.motivators.id(index).ok_or("motivator"))
    }

    fn touchpoint(&self, index: Option<u8>) -> Result<&'a str, &'static str> {
        index.map_or(Ok("none"), |index| self.place(index))
    }

    fn place(&self, index: u8) -> Result<&'a str, &'static str> {
        self.plan.touchpoint(index).ok_or("touchpoint")
    }

    fn arm(&self, arm: Arm) -> Result<(&'static str, &'a str), &'static str> {
        match arm {
            Arm::Nothing => Ok(("nothing", "nothing")),
            Arm::Show(kind, Variant::Neutral) => Ok((kind.id(), "neutral")),
            Arm::Show(kind, Variant::Motivator(index)) => {
                Ok((kind.id(), self.plan.motivators.id(index).ok_or("arm")?))
            }
        }
    }

    fn policy_key(&self, decision: &Decision) -> Result<String, &'static str> {
        let motivator = self.bucket(decision.motivator)?;
        let arm = match self.arm(decision.arm)? {
            ("nothing", _) => "nothing".to_owned(),
            (kind, variant) => format!("{kind}/{variant}"),
        };
        Ok(format!("{}|{motivator}|{}|{arm}", decision.policy, decision.phase.id()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use motivo_core::motivator::Motivators;

    fn plan(motivators: Motivators) -> Plan {
        let text = include_str!("../../core/tests/golden/plan.txt");
        Plan { motivators, ..Plan::decode(text).expect("the golden plan") }
    }

    /// The cells of a record's text beside the health cell, as `marginal key measure value`.
    fn cells(text: &str) -> Vec<String> {
        let text = format!("m1 counts sample 00112233445566778899aabbccddeeff {text}");
        let record = Record::decode(&text).expect("a well-formed record");
        let cells = fold(&record, &plan(Motivators::default())).expect("its own motivators");
        assert_eq!(cells[0], health("none", "m1", "none"));
        let shown = |c: &Cell| format!("{} {} {} {:.6}", c.marginal, c.key, c.measure, c.value);
        cells[1..].iter().map(shown).collect()
    }

    #[test]
    fn a_visit_is_the_denominator_of_three_marginals() {
        assert_eq!(
            cells("visit 0 no 5 2"),
            [
                "visits 0|no visits 1.000000",
                "motivators belonging|0 visits 1.000000",
                "strength 2 visits 1.000000",
            ]
        );
        assert_eq!(
            cells("visit 1 unknown abstained 0")[1],
            "motivators abstained|1 visits 1.000000"
        );
    }

    #[test]
    fn a_decision_raises_the_sums_of_its_weight() {
        assert_eq!(
            cells("decision 0 5 request welcome_note/5 0 19 17"),
            [
                "policy 0|belonging|request|welcome_note/belonging n 1.000000",
                "policy 0|belonging|request|welcome_note/belonging sum_w 1.238390",
                "policy 0|belonging|request|welcome_note/belonging sum_w2 1.533610",
                "policy 0|belonging|request|welcome_note/belonging max_w 1.238390",
            ]
        );
        assert_eq!(
            cells("decision 3 abstained recognize nothing 0 1 20")[1],
            "policy 3|abstained|recognize|nothing sum_w 20.000000"
        );
    }

    #[test]
    fn a_holdout_decision_teaches_the_policy_nothing() {
        assert!(cells("decision 0 5 request welcome_note/5 1 19 17").is_empty());
        assert_eq!(
            cells("outcome 0 5 request welcome_note/5 1 19 17 converted 0 10"),
            [
                "kinds welcome_note|belonging|1|converted n 1.000000",
                "kind_motivator welcome_note|belonging|1|converted n 1.000000",
                "kind_phase welcome_note|request|1|converted n 1.000000",
            ]
        );
    }

    #[test]
    fn an_outcome_raises_its_counts_and_the_change_of_the_reward() {
        assert_eq!(
            cells("outcome 0 abstained respond welcome_note/neutral 0 19 20 engaged 0 3"),
            [
                "kinds welcome_note|neutral|0|engaged n 1.000000",
                "kind_motivator welcome_note|abstained|0|engaged n 1.000000",
                "kind_phase welcome_note|respond|0|engaged n 1.000000",
                "policy 0|abstained|respond|welcome_note/neutral rewarded 1.000000",
                "policy 0|abstained|respond|welcome_note/neutral sum_r 0.150000",
                "policy 0|abstained|respond|welcome_note/neutral sum_r2 0.022500",
                "policy 0|abstained|respond|welcome_note/neutral sum_wr 0.157895",
                "policy 0|abstained|respond|welcome_note/neutral sum_w2r2 0.024931",
            ]
        );
    }

    #[test]
    fn an_order_that_followed_a_later_decision_is_only_learned_from() {
        assert_eq!(
            cells("outcome 0 5 request curated_offer/5 0 20 20 followed 3 13"),
            [
                "policy 0|belonging|request|curated_offer/belonging rewarded 0.000000",
                "policy 0|belonging|request|curated_offer/belonging sum_r 0.500000",
                "policy 0|belonging|request|curated_offer/belonging sum_r2 0.400000",
                "policy 0|belonging|request|curated_offer/belonging sum_wr 0.500000",
                "policy 0|belonging|request|curated_offer/belonging sum_w2r2 0.400000",
            ]
        );
    }

    #[test]
    fn an_outcome_that_changes_no_reward_raises_no_policy_sum() {
        assert_eq!(cells("outcome 0 1 request welcome_note/1 0 19 17 shown 0 0").len(), 3);
    }

    #[test]
    fn a_reward_that_is_lost_takes_back_exactly_what_it_added() {
        let sum = |texts: [&str; 2], measure: &str| -> f64 {
            let all = texts.map(cells).concat();
            let of = all.iter().filter(|cell| cell.contains(measure));
            of.map(|cell| cell.rsplit(' ').next().map_or(0.0, |v| v.parse().expect("a number")))
                .sum()
        };
        let up = "outcome 0 1 request welcome_note/1 0 19 17 engaged 0 2";
        let down = "outcome 0 1 request welcome_note/1 0 19 17 dismissed 2 0";
        for measure in [" rewarded ", " sum_r ", " sum_r2 ", " sum_wr ", " sum_w2r2 "] {
            assert!(sum([up, down], measure).abs() < 1e-12, "{measure}");
        }
    }

    #[test]
    fn a_conversion_counts_its_visit_and_its_revenue_bucket() {
        assert_eq!(
            cells("conversion 0 yes 3 4"),
            [
                "visits 0|yes converted 1.000000",
                "visits 0|yes revenue_4 1.000000",
                "motivators freedom|0 converted 1.000000",
                "motivators freedom|0 revenue 4.000000",
            ]
        );
    }

    #[test]
    fn a_pulse_counts_each_answer_beside_connection_and_no_two_answers_together() {
        assert_eq!(
            cells("pulse 0 5 2 - - 4 5 - 2 - -"),
            [
                "pulse pulse|answered|0 n 1.000000",
                "pulse pulse|answered|0 asked 1.000000",
                "pulse pulse|answered|0 connected 1.000000",
                "pulse feel|4|0 n 1.000000",
                "pulse feel|4|0 asked 1.000000",
                "pulse feel|4|0 connected 1.000000",
                "pulse understands|5|0 n 1.000000",
                "pulse understands|5|0 asked 1.000000",
                "pulse understands|5|0 connected 1.000000",
                "pulse mattered|delivery|0 n 1.000000",
                "pulse mattered|delivery|0 asked 1.000000",
                "pulse mattered|delivery|0 connected 1.000000",
                "pulse_signs 2|0 n 1.000000",
                "pulse_signs 2|0 asked 1.000000",
                "pulse_signs 2|0 connected 1.000000",
                "motivators belonging|0 asked 1.000000",
                "motivators belonging|0 connected 1.000000",
            ]
        );
        assert_eq!(
            cells("pulse 1 abstained 0 - - 5 3 - - - -")[7..],
            ["pulse_signs 0|1 asked 1.000000", "motivators abstained|1 asked 1.000000",]
        );
        // Whether somebody is connected is known from both questions only.
        assert_eq!(
            cells("pulse 1 0 3 4 10 5 - - - - -"),
            [
                "pulse pulse|answered|1 n 1.000000",
                "pulse delight|4|1 n 1.000000",
                "pulse advocacy|10|1 n 1.000000",
                "pulse feel|5|1 n 1.000000",
                "pulse_signs 3|1 n 1.000000",
            ]
        );
        assert_eq!(
            cells("pulse 0 0 0 - - - - - - - -"),
            ["pulse pulse|silent|0 n 1.000000", "pulse_signs 0|0 n 1.000000"]
        );
    }

    #[test]
    fn a_friction_raises_one_cell_for_each_step_it_takes() {
        for (text, cell) in [
            ("payment_error respond 14 seen 0", "payment_error|respond|checkout seen"),
            ("payment_error respond 14 answered 1", "payment_error|respond|checkout answered"),
            ("rage request none put_right 0", "rage|request|none put_right"),
        ] {
            let told = format!("frictions {cell} 1.000000");
            assert_eq!(cells(&format!("friction {text}"))[0], told);
        }
    }

    #[test]
    fn a_friction_is_counted_once_at_its_touchpoint() {
        let at = "touchpoint_phase care_guide|request friction 1.000000";
        assert_eq!(cells("friction rage request 20 seen 0")[1..], [at]);
        assert_eq!(cells("friction rage request 20 answered 0").len(), 1);
        assert_eq!(cells("friction rage request none seen 0").len(), 1);
    }

    #[test]
    fn a_word_of_the_shopper_is_counted_without_what_it_was_about() {
        assert_eq!(cells("control corrected"), ["control corrected n 1.000000"]);
        assert_eq!(cells("control agency_do"), ["control agency_do n 1.000000"]);
    }

    #[test]
    fn what_the_storefront_does_not_have_names_its_field() {
        let two = plan(Motivators::new(&["order", "thrill"]).expect("two identifiers"));
        for (text, field) in [
            ("visit 0 no 5 2", "motivator"),
            ("conversion 0 no 2 0", "motivator"),
            ("decision 0 1 request welcome_note/5 0 19 17", "arm"),
            ("outcome 0 1 request welcome_note/2 1 19 17 would_show 0 0", "arm"),
            ("friction rage request 21 seen 0", "touchpoint"),
            (
                "touchpoints 0 1 2 3 4 5 6 21 request 1 0 0 0 0 unasked 0 0 0 0 unasked",
                "touchpoint",
            ),
        ] {
            let text = format!("m1 counts sample 00112233445566778899aabbccddeeff {text}");
            let record = Record::decode(&text).expect("a well-formed record");
            assert_eq!(fold(&record, &two), Err(field), "{text}");
        }
    }
}
