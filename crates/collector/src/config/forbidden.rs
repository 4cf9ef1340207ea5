//! What a config cannot even name: keys for unfair tricks, motivators made of distress.
//! Never a list of all that is unfair; unknown keys are refused anyway, these with their reason.

/// Why a key that an owner might wish for does not exist. A product of the feed has a price of its
/// own, so that a key about prices is only unknown there.
pub(super) fn forbidden_key(key: &str, is_product: bool) -> Option<&'static str> {
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
    } else if !is_product && any(&["price", "discount"]) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distress_is_no_motivator_and_the_ten_are() {
        assert!(forbidden_motivator("fear_of_missing_out") && forbidden_motivator("debt"));
        assert!(!motivo_core::motivator::DEFAULT.iter().any(|id| forbidden_motivator(id)));
    }

    #[test]
    fn a_key_for_a_trick_is_refused_with_its_reason() {
        for key in ["countdown", "lowStock", "close_delay", "preselected", "decline_text"] {
            assert!(forbidden_key(key, false).is_some(), "{key}");
        }
        assert_eq!(forbidden_key("colour", false), None);
        assert!(forbidden_key("salePrice", false).is_some());
        assert!(forbidden_key("salePrice", true).is_none());
    }
}
