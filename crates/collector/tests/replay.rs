//! `motivo replay` as it is called: what it answers, what it learns, and how it ends.

mod common;

use motivo_core::model::{BUILT_IN, write};
use serde_json::{Value, json};
use std::fs;
use std::process::Output;

fn replay(arguments: &[&str], input: &[u8]) -> Output {
    common::motivo(&[&["replay"], arguments].concat(), input)
}

fn told(out: &Output) -> Vec<Value> {
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Somebody who likes company, and skips the rest.
fn visit(id: &str) -> Value {
    let events: Vec<Value> = (0..12)
        .map(|event| match event % 3 {
            0 => json!({"tags": {"belonging": 1}, "response": "act"}),
            1 => json!({"tags": {"thrill": 0.8, "freedom": 0.2}, "response": "skip"}),
            _ => json!({"tags": {}, "response": "glance"}),
        })
        .collect();
    json!({"id": id, "events": events})
}

#[test]
fn a_visit_gets_a_belief_after_each_event() {
    let told = told(&replay(&[], visit("v1").to_string().as_bytes()));
    assert_eq!(told[0]["id"], "v1");
    let beliefs = told[0]["beliefs"].as_array().expect("a list");
    assert_eq!(beliefs.len(), 12);
    for belief in beliefs {
        let chances = belief["motivators"].as_object().expect("by motivator");
        let sum: f64 = chances.values().filter_map(Value::as_f64).sum();
        assert!(chances.len() == 10 && (sum - 1.0).abs() < 1e-4, "{sum}");
        assert!((0.0..=1.0).contains(&belief["bot"].as_f64().expect("a chance")));
    }
    assert!(beliefs[11]["motivators"]["belonging"].as_f64() > Some(0.5));
}

#[test]
fn a_visit_may_have_its_own_motivators_and_prior() {
    let visit = json!({"id": 7, "motivators": ["calm", "speed"], "prior": {"calm": 3, "speed": 1},
        "events": [{"response": "glance"}]});
    let told = told(&replay(&[], visit.to_string().as_bytes()));
    let calm = told[0]["beliefs"][0]["motivators"]["calm"].as_f64().expect("a chance");
    assert!((calm - 0.75).abs() < 0.01, "{calm}");
}

#[test]
fn learning_carries_strengths_from_visit_to_visit_and_nothing_else() {
    let lines: Vec<String> = (0..30).map(|_| visit("v").to_string()).collect();
    let input = lines.join("\n");
    let last = |arguments: &[&str]| {
        let told = told(&replay(arguments, input.as_bytes()));
        told[29]["beliefs"][11]["motivators"]["belonging"].as_f64().expect("a chance")
    };
    assert!(last(&["--learn"]) > last(&[]), "these shoppers respond strongly");
}

#[test]
fn a_wrong_line_ends_it_with_the_field_and_status_2() {
    for (line, mistake) in [
        (json!({"events": []}), "\"id\" is missing: write {\"id\":\"v1\""),
        (json!({"id": 1}), "\"events\" is no list: write"),
        (
            json!({"id": 1, "events": [{"response": "look"}]}),
            "\"events[0].response\" is none: write one of skip, glance, read, act",
        ),
        (
            json!({"id": 1, "events": [{"tags": {"fun": 1}, "response": "read"}]}),
            "\"events[0].tags\" has \"fun\": use one of stand_out, ",
        ),
        (
            json!({"id": 1, "events": [{"tags": {"thrill": 2}, "response": "read"}]}),
            "\"events[0].tags.thrill\" is 2: write 0 to 1",
        ),
        (
            json!({"id": 1, "motivators": ["a1"], "events": []}),
            "\"motivators\" are 1: write 2 to 12",
        ),
        (
            json!({"id": 1, "motivators": ["a1", "A"], "events": []}),
            "\"motivators[1]\" is \"A\": write",
        ),
        (
            json!({"id": 1, "prior": {"fun": 1}, "events": []}),
            "\"prior\" has \"fun\", which is no motivator here: leave it out",
        ),
        (
            json!({"id": 1, "prior": {"thrill": 1}, "events": []}),
            "\"prior\" of \"stand_out\": write a positive number for each motivator",
        ),
    ] {
        let out = replay(&[], format!("{}\n{line}\n", visit("first")).as_bytes());
        assert_eq!(out.status.code(), Some(2), "{line}");
        let told = String::from_utf8(out.stderr).expect("UTF-8");
        let expected = format!("motivo: standard input:2: {mistake}");
        assert!(told.starts_with(&expected), "{told} instead of {expected}");
    }
}

#[test]
fn bytes_that_are_no_text_are_a_mistake_and_no_panic() {
    for input in [&b"\xff\xfe\n"[..], b"{\"id\":1,\"events\":[", b"\0\0\0\n", b"[[[[[[[[[["] {
        assert_eq!(replay(&[], input).status.code(), Some(2));
    }
}

#[test]
fn another_model_is_used_and_a_damaged_one_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("model.txt");
    let path = file.to_str().expect("a plain path");
    let input = visit("v1").to_string();
    let belonging = |out: &Output| {
        told(out)[0]["beliefs"][11]["motivators"]["belonging"].as_f64().expect("a chance")
    };
    let built_in = belonging(&replay(&[], input.as_bytes()));
    let unmoved = [(0.0, 1.0), (0.6, 0.0), (1.17, 0.0), (2.55, 0.0)];
    let text = write(&motivo_core::model::Model { strengths: unmoved, ..BUILT_IN });
    fs::write(&file, &text).expect("written");
    let other = belonging(&replay(&["--model", path], input.as_bytes()));
    assert!(other < 0.1 && built_in > 0.5, "{other} {built_in}");
    fs::write(&file, text.replace("bot", "pot")).expect("written");
    let out = replay(&["--model", path], input.as_bytes());
    let why = String::from_utf8_lossy(&out.stderr);
    assert!(why.contains("the checksum does not fit"), "{why}");
    assert!(why.ends_with("the built-in model is used\n"), "{why}");
    assert!((belonging(&out) - built_in).abs() < 1e-6);
}
