//! Checks the owner's own words of a variant, language by language.
//! Never lets unfair words through, whatever the kind.

use super::Text;
use super::catalogue::LOCALES;
use super::fairness::unfair;
use super::json::{Check, Members};
use super::kind::Checked;
use motivo_core::symbols::Kind;

/// The words of a variant by locale; `members` are those of the variant, with `text`.
pub(super) fn words<'a>(
    check: &mut Check<'a>,
    members: &Members<'a>,
    variant: &str,
    kind: Option<Checked>,
) -> Vec<Text> {
    let mut list = Vec::new();
    let locales = members.get("text").and_then(|node| check.object(node, &LOCALES));
    let Some(locales) = locales else { return list };
    if locales.iter().next().is_none() {
        let instead = "Add \"en\": {\"title\": \"…\", \"body\": \"…\"}, or leave \"text\" out.";
        check.wrong(&locales.node, "No language is here.", instead);
    }
    for locale in LOCALES {
        let Some(node) = locales.get(locale) else { continue };
        let Some(words) = check.object(node, &["title", "body", "action"]) else { continue };
        let mut fair = |key: &str, max: usize| {
            let node = words.get(key)?;
            let text = check.text(node, max)?;
            if let Some((found, why, instead)) = unfair(text, variant != "neutral") {
                check.wrong(node, format!("\"{found}\" is refused: {why}."), instead);
            }
            Some(text.to_owned())
        };
        let (title, body, action) = (fair("title", 80), fair("body", 280), fair("action", 40));
        for (key, instead) in [("title", "\"title\": \"…\""), ("body", "\"body\": \"…\"")] {
            check.need(&words, key, instead);
        }
        // The other kinds have buttons of their own, with built-in words.
        if kind.is_some_and(|kind| kind.kind == Kind::WelcomeNote) {
            button(check, &words, members.get("href").is_some());
        }
        let (Some(title), Some(body)) = (title, body) else { continue };
        let (experience, variant) = (String::new(), variant.to_owned());
        list.push(Text { experience, variant, locale, title, body, action });
    }
    list
}

/// A note's button has words and an address, or neither.
fn button<'a>(check: &mut Check<'a>, words: &Members<'a>, has_link: bool) {
    if has_link && words.get("action").is_none() {
        let what = "\"action\" is missing, and without it \"href\" has no button.";
        check.wrong(&words.node, what, "Add \"action\": \"…\".");
    } else if !has_link && let Some(action) = words.get("action") {
        let instead = "Add \"href\" beside \"text\", or leave \"action\" out.";
        check.wrong(action, "This button leads nowhere.", instead);
    }
}
