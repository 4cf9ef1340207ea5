//! "Did you mean": the known word that is nearest to a mistyped one.
//! Never a guess at something far away.

/// What to write instead of an unknown word.
pub(super) fn or_one_of(word: &str, known: &[&str]) -> String {
    match near_miss(word, known) {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None => format!("Write one of: {}.", known.join(", ")),
    }
}

/// The nearest of `known`, if it is within a third of its letters, and most of them are right.
pub(crate) fn near_miss<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = word.to_lowercase().replace(['-', ' '], "_");
    known
        .iter()
        .map(|known| (strsim::damerau_levenshtein(&word, &known.to_lowercase()), *known))
        .filter(|(distance, known)| {
            let letters = known.chars().count();
            *distance <= letters.div_ceil(3) && distance * 2 < letters
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::near_miss;

    #[test]
    fn a_slip_of_the_fingers_is_understood_and_nonsense_is_not() {
        let known = ["welcome_note", "pulse", "selector"];
        assert_eq!(near_miss("welcome-note", &known), Some("welcome_note"));
        assert_eq!(near_miss("Welcom_nte", &known), Some("welcome_note"));
        assert_eq!(near_miss("pusle", &known), Some("pulse"));
        assert_eq!(near_miss("banner", &known), None);
        assert_eq!(near_miss("es", &["en", "de"]), None);
    }
}
