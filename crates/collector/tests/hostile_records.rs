//! Records that no honest page sends, to the running binary: each is refused by name and counted, and
//! nothing of it is.

mod common;

use common::attack::Target;
use common::record;

/// Sends lines and says of each why it must be refused; what is stored must be the refusals alone.
fn refused(lines: &[(String, &str)]) {
    let target = Target::start();
    let mut counted: Vec<(&str, u32)> = Vec::new();
    for (line, reason) in lines {
        let answer = target.post("", line);
        assert_eq!(answer.status, 400, "{line}: {}", answer.text);
        let named = format!("record field \"{reason}\" is ");
        assert!(answer.text.contains(&named), "{line}: {}", answer.text);
        target.good();
        match counted.iter_mut().find(|(known, _)| known == reason) {
            Some((_, count)) => *count += 1,
            None => counted.push((reason, 1)),
        }
    }
    for (reason, count) in &counted {
        assert_eq!(target.refused(reason), u64::from(*count), "{reason}");
    }
    let version = |reason: &str| if reason == "version" { "other" } else { "m1" };
    let stored: Vec<_> =
        counted.iter().map(|(reason, n)| ("shop", *reason, version(reason), *n)).collect();
    target.holds_only(&stored);
}

/// Refuses lines that all lack the same.
fn refused_for(reason: &str, bodies: &[&str]) {
    let lines: Vec<_> = bodies.iter().map(|body| (record(1, body), reason)).collect();
    refused(&lines);
}

#[test]
fn a_record_that_ends_early_names_the_field_that_is_missing() {
    let whole = "outcome 0 1 request welcome_note/1 0 20 10 engaged 0 3";
    let fields = [
        "policy",
        "motivator",
        "phase",
        "arm",
        "holdout",
        "kind tickets",
        "variant tickets",
        "outcome",
        "before",
        "after",
    ];
    let words: Vec<&str> = whole.split(' ').collect();
    let cut = |(place, field)| (record(1, &words[..=place].join(" ")), field);
    let mut lines: Vec<(String, &str)> = fields.into_iter().enumerate().map(cut).collect();
    lines.push((record(1, "visit 0 no"), "motivator"));
    lines.push((record(1, "touchpoints 0 1 2"), "touchpoint"));
    refused(&lines);
}

#[test]
fn a_propensity_of_nothing_of_more_than_all_or_none_at_all_is_refused() {
    refused_for(
        "kind tickets",
        &[
            "decision 0 1 request welcome_note/1 0 0 10",
            "decision 0 1 request welcome_note/1 0 21 10",
            "decision 0 1 request welcome_note/1 0 -1 10",
            "decision 0 1 request welcome_note/1 0 4294967297 10",
            "decision 0 1 request welcome_note/1 0",
        ],
    );
    refused_for(
        "variant tickets",
        &[
            "decision 0 1 request welcome_note/1 0 20 0",
            "decision 0 1 request welcome_note/1 0 20 21",
            "decision 0 1 request welcome_note/1 0 20 0.5",
            "decision 0 1 request welcome_note/1 0 20",
        ],
    );
}

#[test]
fn a_policy_version_that_no_policy_file_can_have_is_refused() {
    refused_for(
        "policy",
        &[
            "decision 4096 1 request welcome_note/1 0 20 10",
            "outcome 4294967295 1 request welcome_note/1 0 20 10 engaged 0 3",
            "decision 4294967296 1 request welcome_note/1 0 20 10",
            "decision -1 1 request welcome_note/1 0 20 10",
        ],
    );
}

#[test]
fn a_holdout_shopper_who_was_shown_something_is_refused() {
    refused_for(
        "outcome",
        &[
            "outcome 0 1 request welcome_note/1 1 20 10 shown 0 0",
            "outcome 0 1 request curated_offer/neutral 1 20 10 engaged 0 3",
            "outcome 0 1 request coach_nudge/0 1 20 10 dismissed 3 1",
            // And the other way round: who is not in the holdout would not have been shown it.
            "outcome 0 1 request welcome_note/1 0 20 10 would_show 0 0",
            "outcome 0 1 request nothing 0 20 20 shown 0 0",
        ],
    );
}

#[test]
fn records_of_future_versions_are_refused_and_counted_as_such() {
    let future = |version| (record(1, "visit 0 no 1 2").replace("m1", version), "version");
    refused(&["m2", "m10", "m", "M1", "m1.1", "2"].map(future));
}
