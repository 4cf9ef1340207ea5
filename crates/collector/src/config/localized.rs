//! A text that may differ by language: one for all, or an object with one for some of them.
//! Never a wording: words have their built-in ones to fall back to, addresses only each other.

use super::catalogue::LOCALES;
use super::json::{Check, Node};
use std::collections::BTreeMap;

/// What the page gets of the owner's, in each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Localized {
    /// The same in all languages.
    Same(String),
    /// By locale; at least one is there.
    Each(BTreeMap<String, String>),
}

impl Localized {
    /// In this locale. One that is not written gets the first written one of the plan's locales.
    #[must_use]
    pub fn of(&self, locale: &str) -> &str {
        match self {
            Self::Same(text) => text,
            Self::Each(texts) => std::iter::once(locale)
                .chain(LOCALES)
                .find_map(|locale| texts.get(locale))
                .expect("it was read with a language that the plan knows"),
        }
    }
}

impl<T: Into<String>> From<T> for Localized {
    fn from(text: T) -> Self {
        Self::Same(text.into())
    }
}

/// Reads a text for all languages, or an object by locale; `one` reads each. `None` after a mistake.
pub(super) fn read<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    mut one: impl FnMut(&mut Check<'a>, &Node<'a>) -> Option<&'a str>,
) -> Option<Localized> {
    if !node.is_object() {
        return one(check, node).map(Localized::from);
    }
    let nodes = by_language(check, node, &LOCALES);
    let mut texts = BTreeMap::new();
    for (locale, node) in &nodes {
        texts.extend(one(check, node).map(|text| ((*locale).to_owned(), text.to_owned())));
    }
    (!texts.is_empty() && texts.len() == nodes.len()).then_some(Localized::Each(texts))
}

/// Asks the same of a value for all languages, or of each one in an object by language.
pub(super) fn each<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    locales: &[&str],
    mut one: impl FnMut(&mut Check<'a>, &Node<'a>),
) {
    if !node.is_object() {
        return one(check, node);
    }
    for (_, node) in by_language(check, node, locales) {
        one(check, &node);
    }
}

/// The members of an object by language; none is a mistake.
pub(super) fn by_language<'a>(
    check: &mut Check<'a>,
    node: &Node<'a>,
    locales: &[&str],
) -> Vec<(&'a str, Node<'a>)> {
    let Some(members) = check.object(node, locales) else { return Vec::new() };
    if members.iter().next().is_none() {
        check.wrong(node, "No language is here.", "Add \"en\", or write a plain text.");
    }
    members.iter().map(|(locale, node)| (locale, node.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(texts: &[(&str, &str)]) -> Localized {
        let owned = |(locale, text): &(&str, &str)| ((*locale).to_owned(), (*text).to_owned());
        Localized::Each(texts.iter().map(owned).collect())
    }

    #[test]
    fn a_language_without_an_address_gets_the_first_written_one_of_the_plans() {
        let english = written(&[("de", "/de/a"), ("en", "/a"), ("fr", "/fr/a")]);
        for (locale, address) in [("en", "/a"), ("de", "/de/a"), ("fr", "/fr/a"), ("ar", "/a")] {
            assert_eq!(english.of(locale), address, "{locale}");
        }
        // By the order of the plan's locales, not by the alphabet.
        let no_english = written(&[("ar", "/ar/a"), ("fr", "/fr/a")]);
        assert_eq!(no_english.of("en"), "/fr/a");
    }

    #[test]
    fn a_plain_text_is_the_same_in_every_language() {
        assert_eq!(Localized::from("/a").of("ar"), "/a");
    }
}
