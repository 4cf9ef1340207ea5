//! From a checked config to what the page fetches: the plan, and a message file per locale.
//! Never fails and never checks; the same config always gives the same bytes.

use super::messages::messages;
use super::{Config, catalogue};
use crate::release::Spending;
use motivo_core::plan::Plan;
use motivo_core::policy::Variant;
use std::collections::BTreeMap;

/// A compiled config.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// As the page will decode it.
    pub plan: Plan,
    /// Visits from which a cell of the report is printed.
    pub k: u32,
    /// What the mode `dp` may spend.
    pub spending: Spending,
    /// What touchpoints cost in a month, in the shop's currency.
    pub costs: BTreeMap<String, f64>,
    /// Whether the tag to paste says that consent was given elsewhere.
    pub consent_granted: bool,
    /// plan.txt.
    pub text: String,
    /// messages.<locale>.json by locale.
    pub messages: BTreeMap<String, String>,
}

/// Compiles a config.
#[must_use]
pub fn compile(config: &Config) -> Compiled {
    let text = config.plan.encode();
    let file = |catalogue: &catalogue::Catalogue| {
        let texts = messages(config, catalogue);
        let json = serde_json::to_string(&texts).expect("a map of texts is always JSON");
        (catalogue.locale.to_owned(), json + "\n")
    };
    let messages = catalogue::all().iter().map(file).collect();
    let (plan, consent_granted) = (config.plan.clone(), config.consent_granted);
    let (k, spending, costs) = (config.k, config.spending, config.costs.clone());
    Compiled { plan, k, spending, costs, consent_granted, text, messages }
}

/// The identifier of a variant: `neutral` or a motivator.
pub(crate) fn variant_id(plan: &Plan, variant: Variant) -> &str {
    match variant {
        Variant::Neutral => "neutral",
        Variant::Motivator(index) => {
            plan.motivators.id(index).expect("a checked plan only names its own motivators")
        }
    }
}
