//! Words that no experience may use: false scarcity, countdowns, pressure, guilt, fear.
//! Never a judge of taste; each rule refuses a claim or a push that a fixed text cannot justify.
//!
//! A rule is a row of words: `#` stands for a number, `~` for up to three words of any kind.
//! Texts are compared in lower case, without punctuation. English and German.

/// Why a group of rules exists, and what to write instead.
struct Group {
    reason: &'static str,
    instead: &'static str,
    rules: &'static [&'static str],
}

const STOCK: Group = Group {
    reason: "a claim about stock, viewers or sales needs a live source and a time, and a fixed text has neither",
    instead: "Say what stays true about the product; your shop shows the stock.",
    rules: &[
        "only # left",
        "only a few left",
        "few left",
        "# left in stock",
        "# left at this price",
        "last # in stock",
        "almost gone",
        "nearly gone",
        "almost sold out",
        "nearly sold out",
        "selling fast",
        "selling out",
        "going fast",
        "limited stock",
        "low stock",
        "low in stock",
        "while stocks last",
        "while supplies last",
        "while they last",
        "last chance",
        "last pieces",
        "# people ~ viewing",
        "# people ~ looking",
        "# people ~ bought",
        "people are viewing",
        "people are looking",
        "others are looking",
        "others are viewing",
        "# sold",
        "sold # times",
        "bought ~ in the last",
        "in high demand",
        "nur noch # stück",
        "nur noch # verfügbar",
        "nur noch # da",
        "nur noch # übrig",
        "nur noch # auf lager",
        "nur noch # artikel",
        "nur noch # paar",
        "nur noch wenige",
        "nur noch ein paar",
        "fast ausverkauft",
        "fast weg",
        "bald ausverkauft",
        "gleich ausverkauft",
        "begrenzter vorrat",
        "begrenzte stückzahl",
        "solange der vorrat reicht",
        "solange vorrat reicht",
        "letzte chance",
        "letzte stücke",
        "die letzten #",
        "letzte gelegenheit",
        "# personen sehen",
        "# personen ~ gekauft",
        "# menschen sehen",
        "andere sehen sich",
        "andere kunden sehen",
        "# mal gekauft",
        "# mal verkauft",
        "in den letzten # stunden",
        "hohe nachfrage",
        "große nachfrage",
    ],
};

const TIME: Group = Group {
    reason: "a countdown or a push to hurry needs a fixed deadline on the server, and a fixed text has none",
    instead: "Take the hurry out: say what waits behind the button, whenever they like.",
    rules: &[
        "hurry up",
        "hurry and",
        "hurry before",
        "hurry while",
        "act now",
        "act fast",
        "be quick",
        "don't wait",
        "do not wait",
        "before it's too late",
        "before it is too late",
        "running out",
        "time is running",
        "today only",
        "only today",
        "only until",
        "for a limited time",
        "limited time",
        "limited offer",
        "ends soon",
        "ends in #",
        "ends today",
        "ends tonight",
        "ends at midnight",
        "expires in",
        "expires soon",
        "expires today",
        "offer expires",
        "# minutes left",
        "# hours left",
        "# days left",
        "last minute offer",
        "countdown",
        "now or never",
        "beeil dich",
        "beeilen sie sich",
        "schnell sein",
        "sei schnell",
        "seien sie schnell",
        "nicht warten",
        "warte nicht",
        "warten sie nicht",
        "bevor es zu spät",
        "ehe es zu spät",
        "nur heute",
        "heute nur",
        "nur für kurze zeit",
        "nur kurze zeit",
        "zeitlich begrenzt",
        "endet bald",
        "endet in #",
        "endet heute",
        "läuft ab",
        "läuft bald ab",
        "läuft heute ab",
        "noch # minuten",
        "noch # stunden",
        "noch # tage",
        "jetzt oder nie",
        "sofort zugreifen",
        "schnell zugreifen",
        "jetzt zuschlagen",
    ],
};

const GUILT: Group = Group {
    reason: "guilt, fear and shaming are not how we talk to shoppers",
    instead: "Say what the shopper gains, and let a no be a plain no.",
    rules: &[
        "don't miss out",
        "do not miss out",
        "don't miss it",
        "missing out",
        "you'll miss",
        "you will miss",
        "miss your chance",
        "you'll regret",
        "you will regret",
        "regret it",
        "no thanks i",
        "no thank you i",
        "no i don't",
        "no i do not",
        "i don't want to save",
        "i prefer to pay",
        "i'd rather pay",
        "i hate saving",
        "shame on",
        "ashamed",
        "feel guilty",
        "you don't care",
        "if you don't care",
        "selfish",
        "irresponsible",
        "don't let ~ down",
        "you owe",
        "before something happens",
        "you'll be sorry",
        "are you sure you want to",
        "verpass nicht",
        "verpasse nicht",
        "verpassen sie nicht",
        "nicht verpassen",
        "nicht entgehen lassen",
        "entgehen lassen",
        "wirst es bereuen",
        "werden es bereuen",
        "bereuen",
        "nein danke ich",
        "nein ich will",
        "nein ich möchte",
        "ich zahle lieber",
        "ich will nicht sparen",
        "schäm dich",
        "schämen sie sich",
        "schlechtes gewissen",
        "dir ist ~ egal",
        "ihnen ist ~ egal",
        "egoistisch",
        "verantwortungslos",
        "hast du keine angst",
        "lass ~ nicht im stich",
        "bevor etwas passiert",
        "willst du wirklich auf",
        "wollen sie wirklich auf",
    ],
};

const CLAIM: Group = Group {
    reason: "an emotion is a guess, never a fact about the person",
    instead: "Speak about what the shop offers, not about what the shopper feels.",
    rules: &[
        "we know you feel",
        "we know how you feel",
        "we know what you feel",
        "we know that you",
        "you feel lonely",
        "you are lonely",
        "you're lonely",
        "you feel anxious",
        "you are anxious",
        "you're anxious",
        "you are insecure",
        "you're insecure",
        "because you are insecure",
        "wir wissen wie du dich fühlst",
        "wir wissen wie sie sich fühlen",
        "wir wissen dass du",
        "wir wissen dass sie",
        "du bist einsam",
        "sie sind einsam",
        "du fühlst dich",
        "sie fühlen sich",
        "du bist unsicher",
        "sie sind unsicher",
    ],
};

/// Only in a variant for one motivator: everybody gets the same price.
const PRICE: Group = Group {
    reason: "a price or discount in a variant for one motivator would make the price depend on a guess about the person",
    instead: "Offer it to everybody on the page itself, or in the neutral variant too by leaving it out here.",
    rules: &[
        "percent off",
        "discount",
        "voucher",
        "coupon",
        "half price",
        "cheaper for you",
        "free shipping for you",
        "sale price",
        "rabatt",
        "gutschein",
        "prozent weniger",
        "günstiger für dich",
        "günstiger für sie",
        "sonderpreis",
        "zum halben preis",
    ],
};

/// What is wrong with an owner's words: the words, why, and what to write instead.
pub(super) fn unfair(text: &str, for_one: bool) -> Option<(String, &'static str, &'static str)> {
    let words = words(text);
    let groups = [&STOCK, &TIME, &GUILT, &CLAIM];
    let price = for_one.then_some(&PRICE);
    for group in groups.into_iter().chain(price) {
        for rule in group.rules {
            let rule: Vec<&str> = rule.split(' ').collect();
            for start in 0..words.len() {
                if let Some(length) = matches(&rule, &words[start..]) {
                    let found = words[start..start + length].join(" ");
                    return Some((found, group.reason, group.instead));
                }
            }
        }
    }
    if for_one && let Some(sum) = words.iter().find(|word| is_sum(word)) {
        return Some((sum.clone(), PRICE.reason, PRICE.instead));
    }
    None
}

/// Why a key that an owner might wish for does not exist.
pub(super) fn forbidden_key(key: &str) -> Option<&'static str> {
    let key: String = key.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let any = |parts: &[&str]| parts.iter().any(|part| key.contains(part));
    if any(&["countdown", "timer", "deadline", "expires"]) {
        Some("a countdown needs a fixed deadline on the server")
    } else if any(&["scarcity", "stock", "viewers", "viewing", "soldcount", "urgency"]) {
        Some("claims about stock, viewers or sales need a live source and a time")
    } else if any(&["closedelay", "hideclose", "noclose", "dismissible", "delayclose", "closable"])
    {
        Some("every experience can be closed at once")
    } else if any(&["preselect", "prechecked", "defaultchecked"]) {
        Some("nothing is selected for the shopper beforehand")
    } else if any(&["declinetext", "denytext", "nothanks", "decline"]) {
        Some("declining is a plain close, in the widget's own words")
    } else if any(&["price", "discount"]) {
        Some("a price never depends on a guess about the person")
    } else {
        None
    }
}

/// Why a motivator may not be targeted.
pub(super) fn forbidden_motivator(id: &str) -> bool {
    const DISTRESS: [&str; 32] = [
        "debt",
        "anxiety",
        "anxious",
        "depress",
        "lonel",
        "grief",
        "illness",
        "disease",
        "sick",
        "health",
        "addict",
        "pregnan",
        "minor",
        "child",
        "kids",
        "teen",
        "distress",
        "fear",
        "insecur",
        "divorce",
        "bankrupt",
        "schuld",
        "angst",
        "einsam",
        "trauer",
        "krank",
        "sucht",
        "schwanger",
        "kinder",
        "jugend",
        "gesundheit",
        "scheidung",
    ];
    let mut words = id.split('_');
    words.any(|word| DISTRESS.iter().any(|part| word.starts_with(part)))
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

    #[test]
    fn distress_is_no_motivator_and_the_ten_are() {
        assert!(forbidden_motivator("fear_of_missing_out") && forbidden_motivator("debt"));
        assert!(!motivo_core::motivator::DEFAULT.iter().any(|id| forbidden_motivator(id)));
    }
}
