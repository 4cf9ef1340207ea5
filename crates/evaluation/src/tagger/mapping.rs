//! Which motivators a Schwartz value or an emotion stands for. A judgement: docs/model.md argues it.
//! Never a claim that values are motivators: it is the nearest labelled data there is.

use motivo_core::motivator::DEFAULT;

/// The twenty values of ValueEval, each with what it stands for.
pub(crate) const VALUES: [(&str, &[&str]); 20] = [
    ("Self-direction: thought", &["freedom"]),
    ("Self-direction: action", &["freedom"]),
    ("Stimulation", &["thrill"]),
    ("Hedonism", &["thrill", "well_being"]),
    ("Achievement", &["success", "ideal_self"]),
    ("Power: dominance", &["stand_out"]),
    ("Power: resources", &["stand_out"]),
    ("Face", &["stand_out"]),
    ("Security: personal", &["security", "well_being"]),
    ("Security: societal", &["security"]),
    ("Tradition", &["belonging"]),
    ("Conformity: rules", &[]),
    ("Conformity: interpersonal", &["belonging"]),
    ("Humility", &[]),
    ("Benevolence: caring", &["belonging"]),
    ("Benevolence: dependability", &["belonging"]),
    ("Universalism: concern", &[]),
    ("Universalism: nature", &["environment"]),
    ("Universalism: tolerance", &[]),
    ("Universalism: objectivity", &[]),
];

/// The values of the dictionary that name one motivator or two; it has ten values and no halves.
///
/// Universalism is left out: most of its words are about justice, few about nature.
pub(crate) const WORDS: [(&str, &[&str]); 7] = [
    ("Achievement", &["success", "ideal_self"]),
    ("Benevolence", &["belonging"]),
    ("Hedonism", &["thrill", "well_being"]),
    ("Power", &["stand_out"]),
    ("Security", &["security"]),
    ("Self-Direction", &["freedom"]),
    ("Stimulation", &["thrill"]),
];

/// The emotions of GoEmotions that stand for a motivator.
pub(crate) const EMOTIONS: [(&str, &str); 3] =
    [("optimism", "confidence"), ("excitement", "thrill"), ("caring", "belonging")];

/// What is known of a text: for each motivator whether it speaks to it.
pub(crate) type Labels = [Option<bool>; 10];

/// Nothing known.
pub(crate) const UNKNOWN: Labels = [None; 10];

/// The position of a motivator in the default order.
pub(crate) fn position(id: &str) -> Option<usize> {
    DEFAULT.iter().position(|known| *known == id)
}

/// All motivators denied but those named.
pub(crate) fn only(ids: &[&str]) -> Labels {
    DEFAULT.map(|id| Some(ids.contains(&id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_names_motivators_that_exist_and_all_but_confidence_have_a_value() {
        let named: Vec<_> =
            VALUES.iter().chain(&WORDS).flat_map(|(_, ids)| *ids).copied().collect();
        assert!(
            named.iter().chain(EMOTIONS.iter().map(|(_, id)| id)).all(|id| position(id).is_some())
        );
        let without: Vec<_> = DEFAULT.iter().filter(|id| !named.contains(id)).collect();
        assert_eq!(without, [&"confidence"]);
    }
}
