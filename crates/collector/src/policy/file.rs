//! The policy file: Beta successes and failures of each arm, everywhere, by motivator and by phase.
//! Never a number that cannot be a count: reading is strict, and says where it failed.
//!
//! ```json
//! {"v":1,"version":326,"period":"2026-10-01/2026-11-21",
//!  "arms":{"welcome_note/belonging":{"all":[42.5,157.5],"m":{"belonging":[40,110]},"p":{"request":[20,80]}}},
//!  "strength":[44,322,297,337]}
//! ```
//! What was too rarely seen is left out.

use motivo_core::model::{COMMON, STRENGTHS};
use motivo_core::symbols::{Kind, Phase};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The last version; records and browsers keep two numbers of 6 bits for it, and 0 is the built-in
/// policy, which knows nothing.
pub const LAST_VERSION: u16 = 4095;

/// Thousandths of the shoppers for each response strength, weakest first.
pub type Strengths = [u16; STRENGTHS];

/// Successes and failures; a reward of .3 is three tenths of a success.
pub type Pair = [f64; 2];

/// A policy file as somebody wrote it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPolicy {
    /// The form's version, 1.
    pub v: u32,
    /// Goes into records; another one with other counts. 0..=4095.
    pub version: u16,
    /// First and last day with counts, `YYYY-MM-DD/YYYY-MM-DD`; empty without any.
    pub period: String,
    /// By `nothing` or `<kind>/<variant>`.
    pub arms: BTreeMap<String, RawArm>,
    /// How common each response strength is among the shoppers, in thousandths, 1000 together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strengths>,
}

/// What is known of an arm.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawArm {
    /// Everywhere.
    pub all: Pair,
    /// By likeliest motivator, or `abstained`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub m: BTreeMap<String, Pair>,
    /// By phase.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub p: BTreeMap<String, Pair>,
}

/// A policy file that was checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy(RawPolicy);

/// Why a policy file is refused.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// It is no JSON of this form.
    #[error("the policy file cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// A number or name is not what it can be.
    #[error("the policy file's {place} is {found}: write {instead}")]
    Value {
        /// Where, as a path of names.
        place: String,
        /// What stands there.
        found: String,
        /// What belongs there.
        instead: &'static str,
    },
}

impl Policy {
    /// Reads a policy file, strictly.
    ///
    /// # Errors
    /// Says what is wrong, where, and what to write instead.
    pub fn read(text: &str) -> Result<Self, PolicyError> {
        serde_json::from_str::<RawPolicy>(text)?.check()
    }

    /// The version that records name.
    #[must_use]
    pub fn version(&self) -> u16 {
        self.0.version
    }

    /// What is known of an arm, by `nothing` or `<kind>/<variant>`.
    #[must_use]
    pub fn arm(&self, name: &str) -> Option<&RawArm> {
        self.0.arms.get(name)
    }

    /// How common each response strength is; `None` before enough visits told.
    #[must_use]
    pub fn strength(&self) -> Option<Strengths> {
        self.0.strength
    }

    /// The file.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(&self.0).expect("names and numbers") + "\n"
    }
}

impl RawPolicy {
    /// Checks every name and number.
    ///
    /// # Errors
    /// The first that cannot be.
    pub fn check(self) -> Result<Policy, PolicyError> {
        let wrong = |place: &str, found: String, instead| {
            Err(PolicyError::Value { place: place.to_owned(), found, instead })
        };
        if self.v != 1 {
            return wrong("v", self.v.to_string(), "1");
        }
        if self.version > LAST_VERSION {
            return wrong("version", self.version.to_string(), "a number from 0 to 4095");
        }
        for (name, arm) in &self.arms {
            if !is_arm(name) {
                let instead = "nothing, or a kind and a variant as in welcome_note/neutral";
                return wrong("arms", format!("\"{name}\""), instead);
            }
            let phases = arm.p.keys().find(|id| Phase::from_id(id).is_none());
            if let Some(id) = phases {
                return wrong(&format!("arms.{name}.p"), format!("\"{id}\""), Phase::IDS);
            }
            let parts = arm.m.iter().chain(&arm.p).map(|(id, pair)| (id.as_str(), pair));
            for (part, pair) in parts.chain([("all", &arm.all)]) {
                if pair.iter().any(|count| !count.is_finite() || *count < 0.0) {
                    let place = format!("arms.{name}: {part}");
                    return wrong(&place, format!("{pair:?}"), "successes and failures from 0");
                }
            }
        }
        let parts = self.strength.unwrap_or(COMMON);
        if parts.contains(&0) || parts.iter().map(|part| u32::from(*part)).sum::<u32>() != 1000 {
            return wrong("strength", format!("{parts:?}"), "four numbers from 1, 1000 together");
        }
        Ok(Policy(self))
    }
}

fn is_arm(name: &str) -> bool {
    let known = |kind: &str| Kind::from_id(kind).is_some();
    let shows = name.split_once('/').is_some_and(|(kind, of)| known(kind) && !of.is_empty());
    name == "nothing" || shows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        Policy::read(text).expect_err("a mistake in it").to_string()
    }

    #[test]
    fn a_policy_file_is_read_as_it_was_written() {
        let text = "{\"v\":1,\"version\":7,\"period\":\"2026-11-01/2026-11-02\",\"arms\":\
                    {\"nothing\":{\"all\":[1.5,8.5]},\"welcome_note/neutral\":{\"all\":[3.0,9.0],\
                    \"m\":{\"abstained\":[3.0,9.0]},\"p\":{\"request\":[2.0,8.0]}}},\
                    \"strength\":[10,20,70,900]}\n";
        let policy = Policy::read(text).expect("a good file");
        assert_eq!(policy.text(), text);
        assert_eq!(policy.arm("nothing").map(|arm| arm.all), Some([1.5, 8.5]));
        assert_eq!((policy.version(), policy.arm("pulse/neutral")), (7, None));
        assert_eq!(policy.strength(), Some([10, 20, 70, 900]));
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_what_to_write() {
        let file = |version: &str, arms: &str| {
            format!("{{\"v\":1,\"version\":{version},\"period\":\"\",\"arms\":{{{arms}}}}}")
        };
        assert_eq!(
            refused(&file("4096", "")),
            "the policy file's version is 4096: write a number from 0 to 4095"
        );
        assert_eq!(
            refused(&file("1", "\"note\":{\"all\":[1,2]}")),
            "the policy file's arms is \"note\": write nothing, or a kind and a variant as in \
             welcome_note/neutral"
        );
        assert_eq!(
            refused(&file("1", "\"nothing\":{\"all\":[1,2],\"m\":{\"thrill\":[-1,2]}}")),
            "the policy file's arms.nothing: thrill is [-1.0, 2.0]: write successes and failures \
             from 0"
        );
        assert_eq!(
            refused(&file("1", "\"nothing\":{\"all\":[1,2],\"p\":{\"later\":[1,2]}}")),
            "the policy file's arms.nothing.p is \"later\": write recognize, request, respond"
        );
        assert_eq!(
            refused(&file("1", "").replace(":1,", ":2,")),
            "the policy file's v is 2: write 1"
        );
        for shares in ["[0,0,0,1000]", "[10,20,70,901]", "[65535,65535,65535,65535]"] {
            let text = file("1", "").replace("{}}", &format!("{{}},\"strength\":{shares}}}"));
            assert!(refused(&text).ends_with("write four numbers from 1, 1000 together"), "{text}");
        }
        for text in [
            "",
            "[]",
            &file("-1", ""),
            &file("1.5", ""),
            &file("1", "\"nothing\":{\"all\":[1]}"),
            &file("1", "\"nothing\":{\"all\":[1,null]}"),
            &file("1", "\"nothing\":{\"all\":[1,1e999]}"),
            &file("1", "\"nothing\":{\"all\":[1,2],\"more\":1}"),
        ] {
            assert!(refused(text).starts_with("the policy file cannot be read: "), "{text}");
        }
    }
}
