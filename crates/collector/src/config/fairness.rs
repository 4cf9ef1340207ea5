//! Refuses words that no experience may use: false scarcity, countdowns, guilt, a claimed feeling.
//! Never a judge of taste; each rule refuses a claim or a push that a fixed text cannot justify.
//!
//! The rules are in unfair.txt: `#` stands for a number, `~` for up to three words of any kind.
//! Texts are compared in lower case, without punctuation. English, German, French
//! and Arabic.

use super::phrase::{is_number, is_sum, matches, words};
use std::sync::OnceLock;

/// The headings of unfair.txt, why each group exists, and what to write instead. The last group is
/// for variants that speak to one motivator: everybody gets the same price.
const GROUPS: [[&str; 3]; 5] = [
    [
        "stock",
        "a claim about stock, viewers or sales needs a live source and a time, and a fixed text has neither",
        "Say what stays true about the product; your shop shows the stock.",
    ],
    [
        "time",
        "a countdown or a push to hurry needs a fixed deadline on the server, and a fixed text has none",
        "Take the hurry out: say what waits behind the button, whenever they like.",
    ],
    [
        "guilt",
        "guilt, fear and shaming are not how we talk to shoppers",
        "Say what the shopper gains, and let a no be a plain no.",
    ],
    [
        "claim",
        "an emotion is a guess, never a fact about the person",
        "Speak about what the shop offers, not about what the shopper feels.",
    ],
    [
        PRICE,
        "a price or discount in a variant for one motivator would make the price depend on a guess about the person",
        "Offer it to everybody, on the page itself.",
    ],
];

const PRICE: &str = "price";

/// Each rule's words with its group.
fn rules() -> &'static [(usize, Vec<&'static str>)] {
    static RULES: OnceLock<Vec<(usize, Vec<&'static str>)>> = OnceLock::new();
    RULES.get_or_init(|| {
        let (mut rules, mut group) = (Vec::new(), 0);
        for line in include_str!("unfair.txt").lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                let known = GROUPS.iter().position(|[heading, ..]| *heading == name);
                group = known.expect("unfair.txt has only these headings, as a test says");
            } else if !line.is_empty() && !line.starts_with("--") {
                rules.push((group, line.split(' ').collect()));
            }
        }
        rules
    })
}

/// What is wrong with an owner's words: the words, why, and what to write instead.
/// `for_one`: they are for shoppers of one motivator.
pub(super) fn unfair(text: &str, for_one: bool) -> Option<(String, &'static str, &'static str)> {
    let words = words(text);
    for (group, rule) in rules() {
        let [heading, reason, instead] = GROUPS[*group];
        if heading == PRICE && !for_one {
            continue;
        }
        for start in 0..words.len() {
            if let Some(length) = matches(rule, &words[start..]) {
                return Some((words[start..start + length].join(" "), reason, instead));
            }
        }
    }
    let end = words.iter().position(|word| for_one && is_sum(word))?;
    // Of "5 €" the number is a word of its own.
    let start = end - usize::from(end > 0 && is_number(&words[end - 1]));
    let [_, reason, instead] = GROUPS[GROUPS.len() - 1];
    Some((words[start..=end].join(" "), reason, instead))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pressure_is_found_in_every_language_whatever_the_punctuation() {
        for (text, found) in [
            ("Only 3 left!", "only 3 left"),
            ("ONLY — two — LEFT", "only two left"),
            ("Hurry up, friend", "hurry up"),
            ("Don\u{2019}t miss out", "don't miss out"),
            ("Don't let the planet down", "don't let the planet down"),
            ("Lass dir diesen Abend nicht entgehen", "lass dir diesen abend nicht entgehen"),
            ("Nur noch 2 Stück", "nur noch 2 stück"),
            ("Solange der Vorrat reicht.", "solange der vorrat reicht"),
            ("Nein danke, ich zahle lieber mehr", "nein danke ich"),
            ("We know how you feel", "we know how you feel"),
            ("Sale ends in 10 minutes", "ends in 10"),
            ("Plus que 3 en stock !", "plus que 3 en stock"),
            ("N\u{2019}attendez pas", "n'attendez pas"),
            ("Ne manquez pas cette soirée", "ne manquez pas"),
            ("Nous savons que vous aimez cela", "nous savons que vous"),
            ("بقي ٣ فقط!", "بقي ٣ فقط"),
            ("لا تُفَوِّت هذا المساء", "لا تفوت"),
            ("عرضٌ محدود", "عرض محدود"),
        ] {
            assert_eq!(unfair(text, false).map(|u| u.0).as_deref(), Some(found), "{text}");
        }
    }

    #[test]
    fn every_group_has_rules() {
        for (group, [heading, ..]) in GROUPS.iter().enumerate() {
            assert!(rules().iter().any(|(of, _)| *of == group), "{heading}");
        }
    }

    #[test]
    fn plain_words_pass() {
        for text in [
            "No hurry in here",
            "What is left of a good day: a walk",
            "The last word on boots",
            "Nur noch ein Klick",
            "Meet the three people behind this shop",
            "Heute ist ein guter Tag",
            "Un chemin plus court que les trois autres",
            "طريق أسرع إلى البيت",
        ] {
            assert_eq!(unfair(text, true), None, "{text}");
        }
    }

    #[test]
    fn a_price_is_for_everybody() {
        for text in [
            "20% off",
            "10 % Rabatt",
            "Now €5 less",
            "5 € weniger",
            "Use your voucher",
            "Une remise pour toi",
            "خصم لك",
            "٢٠٪",
        ] {
            assert!(unfair(text, true).is_some(), "{text}");
            assert_eq!(unfair(text, false), None, "{text}");
        }
    }

    #[test]
    fn no_built_in_text_breaks_a_rule() {
        for catalogue in super::super::catalogue::all() {
            // How a language writes a percentage is no offer of one.
            for (key, text) in catalogue.texts.iter().filter(|(key, _)| *key != "percent") {
                assert_eq!(unfair(text, true), None, "{} {key}", catalogue.locale);
            }
        }
    }
}
