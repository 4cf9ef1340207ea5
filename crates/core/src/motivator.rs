//! The motivators of a storefront: the ten of HBR's "The New Science of Customer Emotions"
//! (Magids, Zorfas & Leemon, Nov 2015), or 2 to 12 of the owner's. Never their wording.

use alloc::string::String;
use alloc::vec::Vec;

/// The default set, in the order every codec uses.
pub const DEFAULT: [&str; 10] = [
    "stand_out",
    "confidence",
    "well_being",
    "freedom",
    "thrill",
    "belonging",
    "environment",
    "ideal_self",
    "security",
    "success",
];

/// The fewest motivators a storefront can have.
pub const MIN: usize = 2;
/// The most motivators a storefront can have.
pub const MAX: usize = 12;

/// A storefront's motivators, 2 to 12 different identifiers, in a fixed order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Motivators(Vec<String>);

impl Motivators {
    /// Takes identifiers of the form `[a-z][a-z0-9_]{1,23}`.
    ///
    /// # Errors
    /// Says which identifier is wrong, or that there are too few or too many.
    pub fn new<S: AsRef<str>>(ids: &[S]) -> Result<Self, MotivatorsError> {
        if ids.len() < MIN || ids.len() > MAX {
            return Err(MotivatorsError::Count(ids.len()));
        }
        let mut list: Vec<String> = Vec::with_capacity(ids.len());
        for (index, id) in ids.iter().enumerate() {
            let id = id.as_ref();
            if !is_identifier(id) || id == "abstained" || id == "neutral" {
                return Err(MotivatorsError::Identifier(index));
            }
            if list.iter().any(|known| known == id) {
                return Err(MotivatorsError::Twice(index));
            }
            list.push(id.into());
        }
        Ok(Self(list))
    }

    /// Stands in a plan that is thrown away.
    pub(crate) fn none() -> Self {
        Self(Vec::new())
    }

    /// How many there are, 2..=12.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "never empty")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The identifier of a motivator.
    #[must_use]
    pub fn id(&self, motivator: u8) -> Option<&str> {
        self.0.get(usize::from(motivator)).map(String::as_str)
    }

    /// The position of an identifier.
    #[must_use]
    pub fn index(&self, id: &str) -> Option<u8> {
        self.0.iter().position(|known| known == id).and_then(|index| u8::try_from(index).ok())
    }

    /// The identifiers in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl Default for Motivators {
    fn default() -> Self {
        Self(DEFAULT.iter().map(|id| (*id).into()).collect())
    }
}

/// Why a list of motivators was refused; positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MotivatorsError {
    /// There must be 2 to 12.
    Count(usize),
    /// Not of the form `[a-z][a-z0-9_]{1,23}`, or a reserved word.
    Identifier(usize),
    /// Listed before.
    Twice(usize),
}

/// Whether a word has the form `[a-z][a-z0-9_]{1,23}` that all identifiers share.
#[must_use]
pub fn is_identifier(word: &str) -> bool {
    let bytes = word.as_bytes();
    (2..=24).contains(&bytes.len())
        && bytes.first().is_some_and(u8::is_ascii_lowercase)
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_may_name_two_to_twelve_different_motivators() {
        assert_eq!(Motivators::new(&["order"]), Err(MotivatorsError::Count(1)));
        assert_eq!(Motivators::new(&["order", "order"]), Err(MotivatorsError::Twice(1)));
        assert_eq!(Motivators::new(&["order", "Thrill"]), Err(MotivatorsError::Identifier(1)));
        assert_eq!(Motivators::new(&["neutral", "order"]), Err(MotivatorsError::Identifier(0)));
        let own = Motivators::new(&["order", "thrill"]).expect("two good identifiers");
        assert_eq!((own.index("thrill"), own.id(0), own.id(2)), (Some(1), Some("order"), None));
    }
}
