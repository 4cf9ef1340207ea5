//! The built-in words, a catalogue per locale, compiled into the binary.
//! Never the owner's words; `compile` puts those beside them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The words of one locale.
#[derive(Debug)]
pub(crate) struct Catalogue {
    /// The locale, as in `data-locale`.
    pub(crate) locale: &'static str,
    /// Key and words.
    pub(crate) texts: BTreeMap<String, String>,
}

/// The locales, the default one first.
pub(super) const LOCALES: [&str; 4] = ["en", "de", "fr", "ar"];

const FILES: [&str; 4] = [
    include_str!("../../../../www/messages/en.json"),
    include_str!("../../../../www/messages/de.json"),
    include_str!("../../../../www/messages/fr.json"),
    include_str!("../../../../www/messages/ar.json"),
];

/// All catalogues, in the order of [`LOCALES`].
pub(crate) fn all() -> &'static [Catalogue] {
    static ALL: OnceLock<Vec<Catalogue>> = OnceLock::new();
    ALL.get_or_init(|| {
        let read = |(locale, file): (&&'static str, &&str)| Catalogue {
            locale,
            texts: serde_json::from_str(file).expect("the catalogues are tested to be flat JSON"),
        };
        LOCALES.iter().zip(&FILES).map(read).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_locale_has_the_same_keys() {
        let keys = |catalogue: &Catalogue| catalogue.texts.keys().cloned().collect::<Vec<_>>();
        for other in all() {
            assert_eq!(keys(&all()[0]), keys(other), "{}", other.locale);
        }
    }

    /// A kind that comes with words comes with all of them.
    fn has_words(kind: &str, ids: &[&str]) {
        let texts = &all()[0].texts;
        if texts.keys().any(|key| key.starts_with(kind)) {
            for id in ids {
                for part in ["title", "body"] {
                    let key = format!("{kind}{id}.{part}");
                    assert!(texts.contains_key(&key), "{key}");
                }
            }
        }
    }

    #[test]
    fn every_built_in_motivator_and_step_has_words() {
        let variants = [&motivo_core::motivator::DEFAULT[..], &["neutral"]].concat();
        has_words("welcome_note.", &variants);
        has_words("curated_offer.", &variants);
        let steps = ["size_guide", "guide", "video", "comparison", "reminder", "due"];
        has_words("coach_nudge.", &steps);
        assert!(
            variants
                .iter()
                .all(|id| { all()[0].texts.contains_key(&format!("welcome_note.{id}.action")) })
        );
    }
}
