//! What `evaluate-policy` prints: every estimate with its interval, the overlap, the alarms.
//! Never a winner under an alarm.

use crate::report::words::count;
use motivo_stats::off_policy::{Alarm, CLIP, Estimate, Evaluation, TAU, Verdict};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// An evaluated target.
pub struct Answer {
    pub(super) log: String,
    pub(super) target: String,
    pub(super) evaluation: Evaluation,
}

impl Answer {
    /// For people.
    #[must_use]
    pub fn text(&self) -> String {
        let found = &self.evaluation;
        let mut text = format!(
            "{}: {} rows, {} with a reward; the target is {}\n\n",
            self.log,
            count(found.rows as f64),
            count(found.rewards as f64),
            self.target
        );
        text += &estimates(found);
        let _ = write!(
            text,
            "\n  {:<16}effective sample size {} of {} rows ({:.1} %)\n  \
               {:<16}weights: mean {:.3}, largest {:.1}\n\n",
            "overlap",
            count(found.effective_rows),
            count(found.rows as f64),
            100.0 * found.effective_rows / found.rows as f64,
            "",
            found.mean_weight,
            found.max_weight
        );
        for alarm in &found.alarms {
            let _ = writeln!(text, "  ALARM  {alarm}\n         {}", alarm.advice());
        }
        if !found.alarms.is_empty() {
            text.push('\n');
        }
        text + &verdict(found) + "\n"
    }

    /// For machines.
    #[must_use]
    pub fn json(&self) -> String {
        let found = &self.evaluation;
        let alarm = |alarm: &Alarm| json!({ "id": alarm.id(), "reason": alarm.to_string(), "advice": alarm.advice() });
        let json = json!({
            "ok": true,
            "log": self.log,
            "target": self.target,
            "rows": found.rows,
            "rewards": found.rewards,
            "on_policy": estimate(found.on_policy),
            "estimates": {
                "ips": estimate(found.ips),
                "snips": found.snips.map(estimate),
                "clipped_ips": estimate(found.clipped_ips),
                "dm": estimate(found.dm),
                "dr": estimate(found.dr),
                "sndr": found.sndr.map(estimate),
                "switch_dr": estimate(found.switch_dr),
            },
            "difference": estimate(found.difference),
            "overlap": {
                "effective_sample_size": found.effective_rows,
                "mean_weight": found.mean_weight,
                "max_weight": found.max_weight,
            },
            "alarms": found.alarms.iter().map(alarm).collect::<Vec<_>>(),
            "verdict": match found.verdict() {
                Verdict::Better => "better",
                Verdict::Worse => "worse",
                Verdict::Undecided => "undecided",
                Verdict::Refused => "refused",
            },
        });
        format!("{json}\n")
    }
}

fn estimate(estimate: Estimate) -> Value {
    let interval = estimate.interval();
    json!({
        "value": estimate.value,
        "standard_error": estimate.error,
        "low": interval.map(|interval| interval.low),
        "high": interval.map(|interval| interval.high),
    })
}

fn estimates(found: &Evaluation) -> String {
    let mut text = format!("  {:<16}{:>10}   {}\n", "estimator", "value", "95 % interval");
    let mut line = |name: &str, estimate: Option<Estimate>, note: &str| {
        let value = estimate.map_or("none".into(), |estimate| format!("{:.6}", estimate.value));
        let interval = estimate.and_then(|estimate| estimate.interval());
        let interval = interval.map_or("none".into(), |interval| {
            format!("{:.6} to {:.6}", interval.low, interval.high)
        });
        let row = format!("  {name:<16}{value:>10}   {interval:<24}{note}");
        text.push_str(row.trim_end());
        text.push('\n');
    };
    let all = Some;
    line("on policy", all(found.on_policy), "what the logging policy earned a row");
    line("IPS", all(found.ips), "");
    line("SNIPS", found.snips, "");
    line("clipped IPS", all(found.clipped_ips), &format!("weights cut at {CLIP}"));
    line("DM", all(found.dm), "its error is bias, which no log shows");
    line("DR", all(found.dr), "");
    line("SNDR", found.sndr, "");
    line("Switch-DR", all(found.switch_dr), &format!("the model's word above weight {TAU}"));
    text
}

/// One sentence on target and logging policy.
fn verdict(found: &Evaluation) -> String {
    let difference = found.difference;
    let by = difference.interval().map_or(String::new(), |interval| {
        let (value, low, high) = (difference.value, interval.low, interval.high);
        format!(" by {value:+.6} a row (DR less on policy), 95 % interval {low:+.6} to {high:+.6}")
    });
    match found.verdict() {
        Verdict::Better => format!("The target is better{by}."),
        Verdict::Worse => format!("The target is worse{by}."),
        Verdict::Undecided if by.is_empty() => {
            "Undecided: the log does not vary, so no difference can be told.".into()
        }
        Verdict::Undecided => format!("Undecided: the target differs{by}{}.", more(found)),
        Verdict::Refused => {
            let alarms = match found.alarms.len() {
                1 => "1 alarm".into(),
                alarms => format!("{alarms} alarms"),
            };
            format!("No winner is named: {alarms}. Do what each says, then ask again.")
        }
    }
}

/// How long a log would decide, if the difference stays.
fn more(found: &Evaluation) -> String {
    let (rows, difference) = (found.rows as f64, found.difference);
    let half = difference.interval().map_or(0.0, |interval| interval.high - difference.value);
    let needed = rows * (half / difference.value).powi(2);
    if needed < 100.0 * rows {
        format!("; if that stays, about {} rows decide", count(needed))
    } else {
        "; if that stays, no log of a usual length decides".into()
    }
}
