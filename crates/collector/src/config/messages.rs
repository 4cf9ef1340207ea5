//! The message file of one locale: words, addresses, pictures, selectors and the look, as a flat map.
//! Never carries the wording of a variant or step that this storefront does not use: the file is on
//! the shopper's path.

use super::catalogue::Catalogue;
use super::compile::variant_id;
use super::{Config, Text, colour};
use motivo_core::plan::Experience;
use motivo_core::symbols::Kind;
use std::collections::BTreeMap;

const PARTS: [&str; 3] = ["title", "body", "action"];

/// All that the page can need in this language.
pub(super) fn messages(config: &Config, catalogue: &Catalogue) -> BTreeMap<String, String> {
    let mut texts = config.extras.clone();
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
        for text in own_texts(config, catalogue, experience) {
            let parts = [&text.title, &text.body].into_iter().chain(&text.action);
            for (part, words) in PARTS.iter().zip(parts) {
                let key = format!("x.{}.{}.{part}", experience.id, text.variant);
                texts.insert(key, words.clone());
            }
        }
        for wording in built_in(config, catalogue, experience) {
            for part in PARTS {
                let key = format!("{wording}.{part}");
                texts.extend(catalogue.texts.get(&key).map(|words| (key, words.clone())));
            }
        }
    }
    let theme = &config.theme;
    for (key, value) in [
        ("accent", theme.accent.clone()),
        ("on", colour::on(&theme.accent).to_owned()),
        ("dark", colour::dark(&theme.accent)),
        ("radius", format!("{}px", theme.radius)),
        ("font", theme.font.clone()),
    ] {
        texts.insert(format!("theme.{key}"), value);
    }
    texts
}

/// The owner's words for the variants of an experience: in this locale, or in another one where
/// the catalogue has none.
fn own_texts<'a>(
    config: &'a Config,
    catalogue: &Catalogue,
    experience: &Experience,
) -> Vec<&'a Text> {
    let own = |variant| {
        let id = variant_id(&config.plan, variant);
        let of = move |text: &&Text| text.experience == experience.id && text.variant == id;
        let mut here = config.texts.iter().filter(of);
        let built_in = format!("{}.{id}.title", experience.kind.id());
        let missing =
            experience.kind != Kind::CoachNudge && !catalogue.texts.contains_key(&built_in);
        let any = config.texts.iter().find(of).filter(|_| missing);
        here.find(|text| text.locale == catalogue.locale).or(any)
    };
    experience.variants.iter().filter_map(|variant| own(*variant)).collect()
}

/// The built-in wordings that an experience can need, as keys without their part. A coach nudge
/// has one for its step; the others have one for each variant without words of the owner's.
fn built_in(config: &Config, catalogue: &Catalogue, experience: &Experience) -> Vec<String> {
    let kind = experience.kind.id();
    if experience.kind == Kind::CoachNudge {
        let step = config.extras.get(&format!("x.{}.step", experience.id));
        let step = step.expect("a checked coach nudge has a step");
        // A reminder comes twice: offered, and when it is due.
        let due = (step == "reminder").then(|| format!("{kind}.due"));
        return std::iter::once(format!("{kind}.{step}")).chain(due).collect();
    }
    let own = own_texts(config, catalogue, experience);
    // An offer's button stays the built-in one when the owner wrote no words for it.
    let is_whole = |text: &Text| experience.kind == Kind::WelcomeNote || text.action.is_some();
    let variants = experience.variants.iter().map(|variant| variant_id(&config.plan, *variant));
    variants
        .filter(|id| !own.iter().any(|text| text.variant == **id && is_whole(text)))
        .map(|id| format!("{kind}.{id}"))
        .collect()
}

/// Whether a key holds the wording of a variant or step: `<kind>.<variant>.title`, `.body`, `.action`.
fn is_wording(key: &str) -> bool {
    let parts: Vec<&str> = key.split('.').collect();
    parts.len() == 3 && Kind::from_id(parts[0]).is_some() && PARTS.contains(&parts[2])
}
