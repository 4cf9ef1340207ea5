//! Texts as `motivo tag` is given them, one a line, and any text as a page may hold it.
//! Never asks whether the tags are right.

use crate::replay::names_a_field;
use motivo_collector::cli::tag::answer;
use motivo_core::tagger::{Language, Tagger};
use std::sync::LazyLock;

static TAGGER: LazyLock<Tagger<'static>> = LazyLock::new(|| {
    Tagger::new(include_bytes!("../../www/tagger.bin")).expect("the weights that are shipped")
});

/// Tags are weights from 0 to 1, whatever language a text is said to be in.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for line in text.lines() {
        match answer(line, &TAGGER) {
            Ok(answer) => {
                let answer = serde_json::to_value(answer).expect("plain values");
                let tags = answer["tags"].as_object().expect("tags by motivator");
                assert_eq!(tags.is_empty(), answer["abstained"] == true, "{answer}");
                let weights = tags.values().map(|weight| weight.as_f64().unwrap_or(f64::NAN));
                weights.for_each(is_weight);
            }
            Err(mistake) => names_a_field(&mistake),
        }
    }
    for language in [None, Some(Language::ALL[bytes.len() % Language::ALL.len()])] {
        let tagged = TAGGER.tag(&text, language);
        tagged.tags.iter().flatten().for_each(|weight| is_weight(f64::from(*weight)));
    }
}

fn is_weight(weight: f64) {
    assert!((0.0..=1.0).contains(&weight), "{weight} is no weight");
}
