//! Reads the fields of a record one by one and names the first that is wrong.
//! Never guesses: what is not in the vocabulary is an error.

use crate::motivator;
use crate::record::MAX_BYTES;
use alloc::string::String;
use core::fmt;

/// Why a record cannot be read: the field, what stood there, what belongs there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordError {
    /// The field's name.
    pub field: &'static str,
    found: String,
    expected: &'static str,
}

impl RecordError {
    pub(crate) fn new(field: &'static str, found: &str, expected: &'static str) -> Self {
        let found = found.chars().filter(|c| c.is_ascii_graphic()).take(24).collect();
        Self { field, found, expected }
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record field \"{}\" is \"{}\": use {}", self.field, self.found, self.expected)
    }
}

impl core::error::Error for RecordError {}

/// The words of a record after its version.
pub(crate) struct Fields<'a>(core::str::Split<'a, char>);

impl<'a> Fields<'a> {
    pub(crate) fn new(text: &'a str) -> Result<Self, RecordError> {
        if text.len() > MAX_BYTES {
            return Err(RecordError::new("record", "too long", "at most 240 bytes"));
        }
        let mut words = text.split(' ');
        match words.next() {
            Some("m1") => Ok(Self(words)),
            other => Err(RecordError::new("version", other.unwrap_or(""), "m1")),
        }
    }

    pub(crate) fn word(&mut self, field: &'static str) -> Result<&'a str, RecordError> {
        match self.0.next() {
            None | Some("") => Err(RecordError::new(field, "", "one word after a single space")),
            Some(word) => Ok(word),
        }
    }

    pub(crate) fn symbol<T>(
        &mut self,
        field: &'static str,
        from_id: fn(&str) -> Option<T>,
        ids: &'static str,
    ) -> Result<T, RecordError> {
        let word = self.word(field)?;
        from_id(word).ok_or_else(|| RecordError::new(field, word, ids))
    }

    pub(crate) fn storefront(&mut self) -> Result<String, RecordError> {
        let word = self.word("storefront")?;
        if is_storefront(word) {
            return Ok(word.into());
        }
        Err(RecordError::new("storefront", word, "1 to 32 of a-z, 0-9 and -, not - first"))
    }

    pub(crate) fn id(&mut self) -> Result<u128, RecordError> {
        let word = self.word("id")?;
        let digits = |b: &u8| b.is_ascii_digit() || (b'a'..=b'f').contains(b);
        if word.len() == 32 && word.as_bytes().iter().all(digits) {
            return Ok(u128::from_str_radix(word, 16).expect("32 hexadecimal digits were checked"));
        }
        Err(RecordError::new("id", word, "32 digits of 0-9 and a-f"))
    }

    pub(crate) fn flag(&mut self, field: &'static str) -> Result<bool, RecordError> {
        match self.word(field)? {
            "0" => Ok(false),
            "1" => Ok(true),
            other => Err(RecordError::new(field, other, "0 or 1")),
        }
    }

    pub(crate) fn number(&mut self, field: &'static str) -> Result<u32, RecordError> {
        let word = self.word(field)?;
        parse_number(word).ok_or_else(|| RecordError::new(field, word, "a whole number from 0"))
    }

    pub(crate) fn small(
        &mut self,
        field: &'static str,
        min: u8,
        max: u8,
    ) -> Result<u8, RecordError> {
        let word = self.word(field)?;
        parse_number(word)
            .and_then(|number| u8::try_from(number).ok())
            .filter(|number| (min..=max).contains(number))
            .ok_or_else(|| RecordError::new(field, word, "a whole number in the field's range"))
    }

    pub(crate) fn bucket(&mut self) -> Result<Option<u8>, RecordError> {
        let word = self.word("motivator")?;
        if word == "abstained" {
            return Ok(None);
        }
        parse_motivator(word).map(Some).ok_or_else(|| {
            RecordError::new("motivator", word, "abstained, or the motivator's index from 0 to 11")
        })
    }

    pub(crate) fn end(mut self) -> Result<(), RecordError> {
        match self.0.next() {
            None => Ok(()),
            Some(word) => Err(RecordError::new("end", word, "nothing after the last field")),
        }
    }
}

/// Reads the index of a motivator, 0..=11.
pub(crate) fn parse_motivator(word: &str) -> Option<u8> {
    let index = parse_number(word).and_then(|number| u8::try_from(number).ok())?;
    (usize::from(index) < motivator::MAX).then_some(index)
}

/// Takes the text before the first of these ASCII bytes, which stays, or all there is.
///
/// The standard library's `split` decodes characters, which costs the page 600 B.
pub fn take_until<'a>(text: &mut &'a str, ends: &[u8]) -> &'a str {
    let end = text.bytes().position(|byte| ends.contains(&byte)).unwrap_or(text.len());
    let (taken, rest) = text.split_at_checked(end).unwrap_or_default();
    *text = rest;
    taken
}

/// Reads a canonical decimal: no sign, no leading zero, so that one record has one spelling.
#[must_use]
pub fn parse_number(word: &str) -> Option<u32> {
    if word.is_empty() || (word.starts_with('0') && word.len() > 1) {
        return None;
    }
    word.bytes().try_fold(0_u32, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number.checked_mul(10)?.checked_add(digit.into())
    })
}

/// Whether a word is a storefront's key: `[a-z0-9][a-z0-9-]{0,31}`.
#[must_use]
pub fn is_storefront(word: &str) -> bool {
    let bytes = word.as_bytes();
    (1..=32).contains(&bytes.len())
        && !word.starts_with('-')
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
}

#[cfg(test)]
mod tests {
    use super::take_until;

    #[test]
    fn a_taken_text_ends_before_the_first_of_its_ends() {
        let mut rest = "grün:0.5 rot";
        assert_eq!((take_until(&mut rest, b": "), rest), ("grün", ":0.5 rot"));
        assert_eq!((take_until(&mut rest, b" "), rest), (":0.5", " rot"));
        assert_eq!((take_until(&mut rest, b"!"), rest), (" rot", ""));
    }
}
