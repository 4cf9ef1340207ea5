//! From a checked config to what the page fetches: the plan, and a message file per locale with
//! words, addresses, pictures and the look.
//! Never fails and never checks; the same config always gives the same bytes.

use super::catalogue::{self, Catalogue};
use super::{Config, Text};
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
    let file = |catalogue: &Catalogue| {
        let texts = messages(config, catalogue);
        let json = serde_json::to_string(&texts).expect("a map of texts is always JSON");
        (catalogue.locale.to_owned(), json + "\n")
    };
    let messages = catalogue::all().iter().map(file).collect();
    let (plan, k, consent_granted) = (config.plan.clone(), config.k, config.consent_granted);
    Compiled { plan, k, consent_granted, text, messages }
}

/// The words that this storefront can need, and no others: they are on the shopper's path.
fn messages(config: &Config, catalogue: &Catalogue) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for (key, words) in &catalogue.texts {
        if !key.starts_with("motivator.") && !is_wording(key) {
            texts.insert(key.clone(), words.clone());
        }
    }
    for id in config.plan.motivators.ids() {
        let key = format!("motivator.{id}");
        let words = catalogue.texts.get(&key).cloned().unwrap_or_else(|| id.replace('_', " "));
        texts.insert(key, words);
    }
    for experience in &config.plan.experiences {
        for variant in &experience.variants {
            let variant = variant_id(&config.plan, *variant);
            let built_in = format!("{}.{variant}", experience.kind.id());
            let own = own_text(config, &experience.id, variant, catalogue, &built_in);
            if let Some(own) = own {
                let parts = [("title", Some(&own.title)), ("body", Some(&own.body))];
                for (part, words) in parts.into_iter().chain([("action", own.action.as_ref())]) {
                    let key = format!("x.{}.{variant}.{part}", experience.id);
                    texts.extend(words.map(|words| (key, words.clone())));
                }
            } else {
                for part in ["title", "body", "action"] {
                    let key = format!("{built_in}.{part}");
                    texts.extend(catalogue.texts.get(&key).map(|words| (key, words.clone())));
                }
            }
        }
    }
    for link in &config.links {
        for (part, address) in [("href", &link.href), ("image", &link.image)] {
            if !address.is_empty() {
                let key = format!("x.{}.{}.{part}", link.experience, link.variant);
                texts.insert(key, address.clone());
            }
        }
    }
    let theme = &config.theme;
    let radius = format!("{}px", theme.radius);
    for (key, value) in [("accent", &theme.accent), ("radius", &radius), ("font", &theme.font)] {
        texts.insert(format!("theme.{key}"), value.clone());
    }
    texts
}

/// The owner's words in this locale; in another one when the catalogue has none for the variant.
fn own_text<'a>(
    config: &'a Config,
    experience: &str,
    variant: &str,
    catalogue: &Catalogue,
    built_in: &str,
) -> Option<&'a Text> {
    let of = |text: &&Text| text.experience == experience && text.variant == variant;
    let here = config.texts.iter().filter(of).find(|text| text.locale == catalogue.locale);
    let missing = !catalogue.texts.contains_key(&format!("{built_in}.title"));
    here.or_else(|| config.texts.iter().filter(of).find(|_| missing))
}

/// Whether a key holds the words of a variant: `<kind>.<variant>.title`, `.body` or `.action`.
fn is_wording(key: &str) -> bool {
    let parts: Vec<&str> = key.split('.').collect();
    parts.len() == 3 && matches!(parts[2], "title" | "body" | "action")
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
