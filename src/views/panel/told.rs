//! What was shown and why, and exactly what was sent, with each line in plain words.
//! Never rewords what was sent: the line stands there as it left.

use super::{Panel, quiet, section};
use crate::element::{Element, element, list, part};
use crate::plain::Plain;
use crate::words::{Words, fill};

/// What stands where the random number stood.
const RANDOM: &str = " \u{2026} ";

/// The decisions of this visit and what became of them.
pub(super) fn shown(panel: &Panel, snapshot: &Plain) -> Element {
    let words = &panel.words;
    let lines = lines(snapshot);
    let decisions = lines.iter().enumerate().filter(|(_, line)| line.starts_with("decision "));
    let items: Vec<_> = decisions
        .map(|(index, line)| {
            let of: Vec<&str> = line.split(' ').collect();
            let became =
                lines[index + 1..].iter().take_while(|line| !line.starts_with("decision "));
            let became = became.filter(|line| line.starts_with("outcome "));
            let became = became.map(|line| outcome(words, &line.split(' ').collect::<Vec<_>>()));
            let parts: Vec<_> = decision(words, snapshot, &of).into_iter().chain(became).collect();
            let (first, rest) = parts.split_first().expect("a decision has a kind");
            element("li").child(element("strong").text(first.clone())).child(quiet(join(rest)))
        })
        .collect();
    let section = section("shown", words.get("panel.told"));
    if items.is_empty() {
        return section.child(quiet(words.get("panel.told.none")));
    }
    section.child(list().children(items))
}

/// The lines that were sent.
pub(super) fn sent(panel: &Panel, snapshot: &Plain) -> Element {
    let words = &panel.words;
    let section = section("sent", words.get("panel.sent"));
    let lines = lines(snapshot);
    if lines.is_empty() || !snapshot.has("sends") {
        return section.child(quiet(words.get("panel.sent.none")));
    }
    let prefix = snapshot.text("prefix");
    let items = lines.iter().map(|line| {
        let code = element("code").with("dir", "ltr").text([&prefix, RANDOM, line].concat());
        element("li").child(code).child(quiet(join(&explain(words, snapshot, line))))
    });
    let count = words.with("panel.sent.lines", "{n}", &lines.len().to_string());
    let list = element("ol").with("role", "list").children(items);
    section
        .child(quiet(words.get("panel.sent.why")))
        .child(part("details", "lines").child(element("summary").text(count)).child(list))
}

fn lines(snapshot: &Plain) -> Vec<String> {
    snapshot.list("told").into_iter().filter_map(|line| line.0.as_string()).collect()
}

fn join(parts: &[String]) -> String {
    parts.join(" \u{b7} ")
}

/// A line in plain words, piece by piece.
fn explain(words: &Words, snapshot: &Plain, line: &str) -> Vec<String> {
    let of: Vec<&str> = line.split(' ').collect();
    let field = |index: usize| of.get(index).copied().unwrap_or_default();
    let kind = field(0);
    let mut parts = vec![words.at(&["record.", kind])];
    if kind == "decision" || kind == "outcome" {
        parts.extend(decision(words, snapshot, &of));
        if kind == "outcome" {
            parts.push(outcome(words, &of));
            let worth = words.with("record.worth", "{before}", field(9));
            parts.push(fill(&worth, "{after}", field(10)));
        }
    } else if kind == "friction" {
        parts.push(words.at(&["phase.", field(2)]));
        parts.push(words.at(&["record.holdout.", field(5)]));
    } else if kind == "visit" || kind == "conversion" {
        parts.push(words.at(&["record.holdout.", field(1)]));
        parts.push(words.at(&["record.returning.", field(2)]));
        parts.push(guess(words, snapshot, field(3)));
        let number = if kind == "visit" { "record.strength" } else { "record.amount" };
        parts.push(words.with(number, "{n}", field(4)));
    }
    parts
}

/// The kind, the words it was in, the guess, the phase, the chance of the draw.
fn decision(words: &Words, snapshot: &Plain, of: &[&str]) -> Vec<String> {
    let field = |index: usize| of.get(index).copied().unwrap_or_default();
    let (kind, variant) = field(4).split_once('/').unwrap_or((field(4), "neutral"));
    let mut parts = vec![words.at(&["kind.", kind])];
    if let Some(id) = motivator(snapshot, variant) {
        parts.push(words.with("record.variant", "{motivator}", &words.motivator(&id)));
    }
    parts.push(guess(words, snapshot, field(2)));
    parts.push(words.at(&["phase.", field(3)]));
    if field(5) == "1" {
        parts.push(words.get("record.holdout.1"));
    }
    let chance = number(field(6)) * number(field(7)) / 400.0;
    parts.push(words.with("record.chance", "{n}", &words.percent(chance)));
    parts
}

fn outcome(words: &Words, of: &[&str]) -> String {
    words.at(&["outcome.", of.get(8).copied().unwrap_or_default()])
}

fn guess(words: &Words, snapshot: &Plain, bucket: &str) -> String {
    match motivator(snapshot, bucket) {
        Some(id) => words.with("record.guess", "{motivator}", &words.motivator(&id)),
        None => words.get("record.no_guess"),
    }
}

/// The motivator at a place in the plan; `None` for what is no number.
fn motivator(snapshot: &Plain, place: &str) -> Option<String> {
    place.bytes().all(|byte| byte.is_ascii_digit()).then(|| {
        let motivators = snapshot.list("motivators");
        motivators.get(number(place) as usize).map(|of| of.text("id")).unwrap_or_default()
    })
}

/// A whole number in decimal.
fn number(digits: &str) -> f64 {
    digits.bytes().fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit.wrapping_sub(b'0')))
}
