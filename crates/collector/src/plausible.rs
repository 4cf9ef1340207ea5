//! What a record cannot say and be honest, though each of its words is one of the vocabulary.
//! Never about how likely something is: what can happen at all is counted.

use crate::policy::file::LAST_VERSION;
use motivo_core::policy::{Arm, Decision};
use motivo_core::record::Body;
use motivo_core::symbols::{Kind, Outcome};

/// A field that contradicts the others.
#[derive(Debug, PartialEq)]
pub(crate) struct Contradiction {
    pub(crate) field: &'static str,
    pub(crate) found: String,
    pub(crate) instead: &'static str,
}

/// Refuses versions that no policy file has, and outcomes that cannot follow their decision.
///
/// Versions may differ from record to record, and from the one that is served: a page draws with
/// what it has, and each record carries the propensity it was drawn with.
pub(crate) fn check(body: &Body) -> Result<(), Contradiction> {
    match body {
        Body::Decision(decision) => version(decision),
        Body::Outcome(of) => version(&of.decision).and_then(|()| {
            let instead = match follows(&of.decision, of.outcome) {
                Ok(()) => return Ok(()),
                Err(instead) => instead,
            };
            Err(Contradiction { field: "outcome", found: of.outcome.id().into(), instead })
        }),
        _ => Ok(()),
    }
}

fn version(decision: &Decision) -> Result<(), Contradiction> {
    if decision.policy <= LAST_VERSION.into() {
        return Ok(());
    }
    let found = decision.policy.to_string();
    Err(Contradiction { field: "policy", found, instead: "a version from 0 to 4095" })
}

/// Holdout shoppers are shown nothing that speaks to a motive; help and questions are for everybody.
fn follows(decision: &Decision, outcome: Outcome) -> Result<(), &'static str> {
    match (decision.arm, outcome) {
        (_, Outcome::Converted) => Ok(()),
        (_, Outcome::Followed) if !decision.holdout => Ok(()),
        (Arm::Nothing, _) => Err("converted or followed: nothing was drawn"),
        (Arm::Show(Kind::Recovery | Kind::Pulse, _), _) => Ok(()),
        (_, Outcome::WouldShow) if decision.holdout => Ok(()),
        (_, Outcome::WouldShow) => Err("would_show in the holdout only"),
        _ if decision.holdout => Err("would_show or converted in the holdout"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use motivo_core::record::Record;

    fn checked(text: &str) -> Result<(), String> {
        let text = format!("m1 counts shop 00112233445566778899aabbccddeeff {text}");
        let record = Record::decode(&text).expect("a well-formed record");
        check(&record.body).map_err(|wrong| wrong.instead.to_owned())
    }

    #[test]
    fn what_a_page_can_tell_is_taken() {
        for text in [
            "visit 0 no 5 2",
            "decision 4095 5 request welcome_note/5 1 19 17",
            "outcome 0 5 request welcome_note/5 1 19 17 would_show 0 0",
            "outcome 0 5 request welcome_note/5 1 19 17 converted 0 10",
            "outcome 0 5 request nothing 0 20 20 converted 0 10",
            "outcome 0 5 request nothing 0 20 20 followed 3 13",
            "outcome 0 5 request recovery/neutral 1 20 20 shown 0 0",
            "outcome 0 5 request pulse/neutral 1 20 20 engaged 0 3",
        ] {
            assert_eq!(checked(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_contradicts_itself_is_told_what_would_not() {
        for (text, instead) in [
            ("decision 4096 5 request nothing 0 20 20", "a version from 0 to 4095"),
            (
                "outcome 0 5 request welcome_note/5 1 19 17 shown 0 0",
                "would_show or converted in the holdout",
            ),
            (
                "outcome 0 5 request welcome_note/5 0 19 17 would_show 0 0",
                "would_show in the holdout only",
            ),
            (
                "outcome 0 5 request welcome_note/5 1 19 17 followed 0 10",
                "would_show or converted in the holdout",
            ),
            (
                "outcome 0 5 request nothing 1 20 20 ignored 0 0",
                "converted or followed: nothing was drawn",
            ),
        ] {
            assert_eq!(checked(text), Err(instead.to_owned()), "{text}");
        }
    }
}
