//! Visits as `motivo replay` is given them, one a line, each learned from.
//! Never asks whether the belief is right.

use motivo_collector::cli::replay::answer;
use motivo_core::model::{BUILT_IN, Learned};
use serde_json::Value;

/// Beliefs are chances that sum to 1; a line that is refused has its field named.
pub fn holds(bytes: &[u8]) {
    let mut learned = Learned::new(&BUILT_IN);
    for line in String::from_utf8_lossy(bytes).lines() {
        let model = learned.model(&BUILT_IN);
        match answer(line, &model, &mut learned) {
            Ok(answer) => {
                let answer = serde_json::to_value(answer).expect("plain values");
                let beliefs = answer["beliefs"].as_array().expect("a belief after each event");
                beliefs.iter().for_each(is_belief);
            }
            Err(mistake) => names_a_field(&mistake),
        }
    }
}

fn is_belief(belief: &Value) {
    let chances = belief["motivators"].as_object().expect("chances by motivator");
    let chance = |value: &Value| value.as_f64().expect("a number");
    let sum: f64 = chances.values().map(chance).sum();
    let bot = chance(&belief["bot"]);
    assert!((sum - 1.0).abs() < 1e-4 && (0.0..=1.0).contains(&bot), "{belief}");
    assert!(chances.values().all(|value| (0.0..=1.0).contains(&chance(value))), "{belief}");
}

/// Mistakes in lines of JSON begin with the field in quotes, unless the line is no object at all.
pub(crate) fn names_a_field(mistake: &str) {
    let named = mistake.starts_with('"') || mistake.starts_with("this is no JSON object (");
    assert!(named && mistake.contains(": "), "{mistake}");
}
