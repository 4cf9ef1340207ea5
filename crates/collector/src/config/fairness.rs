//! Refuses words that no experience may use: false scarcity, countdowns, guilt, a claimed feeling.
//! Never a judge of taste; each rule refuses a claim or a push that a fixed text cannot justify.
//!
//! The rules are in unfair.txt: `#` stands for a number, `~` for up to three words of any kind.
//! Texts are compared in lower case, without punctuation. English and German.

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
    let sum = words.iter().find(|word| for_one && is_sum(word))?;
    let [_, reason, instead] = GROUPS[GROUPS.len() - 1];
    Some((sum.clone(), reason, instead))
}

/// Lower-case words without punctuation; `'` and `%` stay, other signs part words.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\u{2019}', '\u{2018}', '\u{b4}', '`'], "'");
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '%' | '€' | '$' | '£');
    text.split(|c| !kept(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How many words the rule covers at the start of `words`.
fn matches(rule: &[&str], words: &[String]) -> Option<usize> {
    let Some((first, rest)) = rule.split_first() else { return Some(0) };
    if *first == "~" {
        let most = words.len().min(3);
        return (0..=most).find_map(|skip| matches(rest, &words[skip..]).map(|n| n + skip));
    }
    let word = words.first()?;
    let fits = match *first {
        "#" => is_number(word),
        known => word == known,
    };
    if fits { matches(rest, &words[1..]).map(|n| n + 1) } else { None }
}

fn is_number(word: &str) -> bool {
    const NUMBERS: [&str; 20] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens",
        "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
    ];
    word.starts_with(|c: char| c.is_ascii_digit()) || NUMBERS.contains(&word)
}

/// A sum of money or a percentage: `€5`, `5€`, `20%`.
fn is_sum(word: &str) -> bool {
    let digits = word.contains(|c: char| c.is_ascii_digit());
    digits && word.contains(['€', '$', '£', '%'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pressure_is_found_in_both_languages_whatever_the_punctuation() {
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
        ] {
            assert_eq!(unfair(text, true), None, "{text}");
        }
    }

    #[test]
    fn a_price_is_for_everybody() {
        for text in ["20% off", "10 % Rabatt", "Now €5 less", "Use your voucher"] {
            assert!(unfair(text, true).is_some(), "{text}");
            assert_eq!(unfair(text, false), None, "{text}");
        }
    }

    #[test]
    fn no_built_in_text_breaks_a_rule() {
        for catalogue in super::super::catalogue::all() {
            for (key, text) in catalogue.texts.iter().filter(|(key, _)| key.contains("welcome")) {
                assert_eq!(unfair(text, true), None, "{} {key}", catalogue.locale);
            }
        }
    }
}
