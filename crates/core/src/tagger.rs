//! What a text speaks to, where the owner has not tagged it: ten weights, or an abstention.
//! Pure and never fails: strange bytes are no words, and what cannot be told is not guessed.
//!
//! A linear model over hashed features (Weinberger et al., "Feature Hashing for Large Scale
//! Multitask Learning", ICML 2009), trained by `cargo xtask eval --train tagger`.
//!
//! | file | idea |
//! | --- | --- |
//! | `words` | a text as folded words, those under a negation marked |
//! | `language` | which of six languages a text is in, or that it is in several |
//! | `boilerplate` | a shop's workings, which speak to nobody |
//! | `features` | words as hashed features |
//! | `weights` | the file that the model is read from |
//! | `markup` | what was found, as an owner would write it |

mod boilerplate;
mod features;
mod language;
mod markup;
mod weights;
mod words;

pub use features::{FEATURES, Feature};
pub use language::Language;
pub use weights::{Tagger, WeightsError, encode, standing};

use crate::motivator::DEFAULT;
use alloc::vec::Vec;
use words::Words;

/// A weight for each of the ten default motivators, in their order.
pub type Scores = [f32; DEFAULT.len()];

/// What a text speaks to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tagged {
    /// The language it was given or found in; `None` where it cannot be told.
    pub language: Option<Language>,
    /// A weight from 0 to 1 for each motivator, or why there is none.
    pub tags: Result<Scores, Abstention>,
}

/// Why a text gets no tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abstention {
    /// Fewer words than [`FEWEST_WORDS`].
    Short,
    /// None of the six languages.
    Language,
    /// Two languages side by side.
    Mixed,
    /// Cookies, carts, shipping, figures.
    Boilerplate,
    /// Most of it says what something is not.
    Negated,
    /// It reads like neutral copy, or like nothing that was learned.
    Unsure,
}

/// A title of one or two words names a thing; what it is good for stands in a sentence.
pub const FEWEST_WORDS: usize = 3;
/// A text longer than this in words is read up to here.
pub const MOST_WORDS: usize = 2_000;

impl Tagger<'_> {
    /// Tags a text; a language that is not given is guessed.
    #[must_use]
    pub fn tag(&self, text: &str, language: Option<Language>) -> Tagged {
        let (language, features) = match read(text, language) {
            (language, Ok(features)) => (language, features),
            (language, Err(abstention)) => return Tagged { language, tags: Err(abstention) },
        };
        let tags = self.weigh(&self.score(&features));
        Tagged { language, tags: tags.ok_or(Abstention::Unsure) }
    }
}

/// The features of a text, whether or not it would be tagged: what a model is trained on.
#[must_use]
pub fn features(text: &str, language: Option<Language>) -> Vec<Feature> {
    let words = Words::of(text);
    let language = language.or_else(|| language::guess(text, &words));
    features::of(&words.marked(language))
}

/// The language of a text, and its features or why it is not to be tagged.
fn read(
    text: &str,
    language: Option<Language>,
) -> (Option<Language>, Result<Vec<Feature>, Abstention>) {
    let words = Words::of(text);
    let guess = language::guess(text, &words);
    let language = language.or(guess);
    let marked = words.marked(language);
    let negated = marked.iter().filter(|word| word.negated).count();
    let negations = marked.iter().filter(|word| word.negates).count();
    let abstention = if marked.len() < FEWEST_WORDS {
        Abstention::Short
    } else if language::is_mixed(&words) {
        Abstention::Mixed
    } else if language::is_foreign(&words) {
        Abstention::Language
    } else if boilerplate::is_boilerplate(&words) {
        Abstention::Boilerplate
    } else if negations > 0 && 2 * negated >= marked.len() - negations {
        Abstention::Negated
    } else {
        return (language, Ok(features::of(&marked)));
    };
    (language, Err(abstention))
}

#[cfg(test)]
mod tests;
