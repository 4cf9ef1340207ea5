//! The message file of one locale: words, addresses, pictures, selectors and the look, as a flat map.
//! Never carries the wording of a variant or step that this storefront does not use: the file is on
//! the shopper's path.

use super::catalogue::Catalogue;
use super::compile::variant_id;
use super::localized::Localized;
use super::{Config, Text, colour};
use motivo_core::plan::Experience;
use motivo_core::symbols::Kind;
use std::collections::BTreeMap;

const PARTS: [&str; 3] = ["title", "body", "action"];

/// All that the page can need in this language.
pub(super) fn messages(config: &Config, catalogue: &Catalogue) -> BTreeMap<String, String> {
    let here = |(key, text): (&String, &Localized)| (key.clone(), text.of(catalogue.locale).into());
    let mut texts: BTreeMap<String, String> = config.extras.iter().map(here).collect();
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
        for key in built_in(config, catalogue, experience) {
            texts.extend(catalogue.texts.get(&key).map(|words| (key, words.clone())));
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

/// The keys of built-in words that an experience can need. A coach nudge has words for its step; the
/// other kinds have words for each variant, needed where the owner wrote none.
fn built_in(config: &Config, catalogue: &Catalogue, experience: &Experience) -> Vec<String> {
    let kind = experience.kind.id();
    if experience.kind == Kind::CoachNudge {
        let step = config.extras.get(&format!("x.{}.step", experience.id));
        let step = step.expect("a checked coach nudge has a step").of(catalogue.locale);
        // A reminder comes twice: offered, and when it is due.
        let due = (step == "reminder").then_some("due");
        let steps = std::iter::once(step).chain(due);
        return steps.flat_map(|step| PARTS.map(|part| format!("{kind}.{step}.{part}"))).collect();
    }
    let own = own_texts(config, catalogue, experience);
    let parts = |id: &str| match own.iter().find(|text| text.variant == id) {
        None => PARTS.as_slice(),
        // An offer's button keeps its words when the owner wrote only about the offer.
        Some(text) if experience.kind != Kind::WelcomeNote && text.action.is_none() => &PARTS[2..],
        Some(_) => &[],
    };
    let keys = experience.variants.iter().flat_map(|variant| {
        let id = variant_id(&config.plan, *variant);
        parts(id).iter().map(move |part| format!("{kind}.{id}.{part}"))
    });
    keys.collect()
}

/// Whether a key holds the wording of a variant or step: `<kind>.<variant>.title`, `.body`, `.action`.
fn is_wording(key: &str) -> bool {
    let parts: Vec<&str> = key.split('.').collect();
    parts.len() == 3 && Kind::from_id(parts[0]).is_some() && PARTS.contains(&parts[2])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::check;

    /// The message file of the config with every key, from a catalogue of these keys.
    fn carried(keys: &[&str]) -> Vec<String> {
        let config = check(include_str!("../../tests/configs/every.json")).expect("a good config");
        let texts = keys.iter().map(|key| ((*key).to_owned(), "words".to_owned())).collect();
        let texts = messages(&config, &Catalogue { locale: "en", texts });
        keys.iter().filter(|key| texts.contains_key(**key)).map(|key| (*key).to_owned()).collect()
    }

    #[test]
    fn words_of_the_widget_are_carried_whatever_their_keys_look_like() {
        let keys =
            ["close", "panel.agency.title", "curated_offer.label", "coach_nudge.video.label"];
        assert_eq!(carried(&keys), keys);
    }

    #[test]
    fn only_the_wording_of_variants_and_steps_in_use_is_carried() {
        let used = [
            "welcome_note.neutral.title",
            "curated_offer.order.action",
            "coach_nudge.size_guide.body",
            "coach_nudge.reminder.action",
            "coach_nudge.due.title",
        ];
        assert_eq!(carried(&used), used);
        let unused = [
            "welcome_note.thrill.title",
            "curated_offer.neutral.title",
            "curated_offer.neutral.action",
            "curated_offer.belonging.body",
            "pulse.neutral.title",
        ];
        assert_eq!(carried(&unused), [""; 0]);
    }
}
