//! Small numbers as printable characters, for what a browser remembers.
//! Never used in records: those are written in words.

use alloc::string::String;

/// Stands for 0; the 63 characters after it in ASCII, to `o`, stand for the other digits.
const ZERO: u8 = b'0';

/// Appends a number in `places` characters of 6 bits, most significant first.
pub(crate) fn push(text: &mut String, number: u32, places: u32) {
    for place in (0..places).rev() {
        text.push(char::from(ZERO + (number >> (6 * place) & 63) as u8));
    }
}

/// Reads numbers one after the other; `None` at the end or at a foreign character.
pub(crate) struct Digits<'a>(pub(crate) &'a [u8]);

impl Digits<'_> {
    /// The next number of `places` characters.
    pub(crate) fn next(&mut self, places: usize) -> Option<u32> {
        let (number, rest) = self.0.split_at_checked(places)?;
        self.0 = rest;
        number.iter().try_fold(0, |sum, byte| {
            let digit = byte.checked_sub(ZERO).filter(|digit| *digit < 64)?;
            Some(sum << 6 | u32::from(digit))
        })
    }

    /// The next number of one character, at most `max`.
    pub(crate) fn small(&mut self, max: u8) -> Option<u8> {
        self.next(1).map(|number| number as u8).filter(|number| *number <= max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_foreign_characters_do_not() {
        let mut text = String::new();
        push(&mut text, 63, 1);
        push(&mut text, 29_384_756, 6);
        let mut digits = Digits(text.as_bytes());
        assert_eq!(
            (digits.next(1), digits.next(6), digits.next(1)),
            (Some(63), Some(29_384_756), None)
        );
        assert_eq!(Digits(b"!").next(1), None);
        assert_eq!(Digits(b"9").small(8), None);
    }
}
