//! A text as lower-case words without accents, those under a negation marked.
//! Never keeps a character outside Latin letters and digits.

use super::{Language, MOST_WORDS};
use alloc::vec::Vec;

/// How many words a negation reaches, unless its clause ends before.
///
/// Marking what follows a negation: Das & Chen, "Yahoo! for Amazon", *Management Science* 53(9), 2007.
const REACH: usize = 3;

/// Words that turn what follows into its opposite, in all six languages.
const NEGATIONS: &[u8] = b" not no non without never neither nor nothing nobody none cannot don doesn isn aren \
didn wasn sin nunca jamas tampoco ni nada nadie ningun ninguna ninguno senza mai nessun nessuna nessuno niente \
nulla sans pas jamais aucun aucune rien ni personne ohne nicht nichts nie niemals kein keine keinen keinem keiner \
keines weder niemand sem nao nem nunca nenhum nenhuma ninguem ";

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// ASCII letters in lower case; every digit is a 0.
    pub(super) letters: &'a [u8],
    /// Said to be absent or not so.
    pub(super) negated: bool,
    /// Says so of what follows.
    pub(super) negates: bool,
}

/// A folded text: words between spaces, clauses between full stops.
pub(super) struct Words(Vec<u8>);

impl Words {
    /// Folds a text: accents go, `NFC` and `NFD` give the same, all else ends a word or a clause.
    pub(super) fn of(text: &str) -> Self {
        let mut folded = Vec::with_capacity(text.len().min(1 << 14));
        let mut words = 0;
        for character in text.chars() {
            let (first, second) = fold(character);
            if first == 0 {
                continue;
            }
            let starts = first.is_ascii_alphanumeric()
                && !folded.last().is_some_and(u8::is_ascii_alphanumeric);
            words += usize::from(starts);
            if words > MOST_WORDS {
                break;
            }
            folded.push(first);
            if second != 0 {
                folded.push(second);
            }
        }
        Self(folded)
    }

    /// The words, without clauses and marks.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.0.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
    }

    /// The words with those under a negation marked; the negation itself is not.
    pub(super) fn marked(&self, language: Option<Language>) -> Vec<Word<'_>> {
        let mut words = Vec::new();
        for clause in self.0.split(|byte| *byte == b'.') {
            let mut left = 0;
            let letters = clause.split(|byte| *byte == b' ').filter(|word| !word.is_empty());
            for letters in letters {
                let negates = negates(letters, language);
                words.push(Word { letters, negated: left > 0 && !negates, negates });
                left = if negates { REACH } else { left.saturating_sub(1) };
            }
        }
        words
    }
}

/// Whether a word negates; "no" is "in the" in Portuguese.
fn negates(word: &[u8], language: Option<Language>) -> bool {
    !(word == b"no" && language == Some(Language::Pt)) && lists(NEGATIONS, word)
}

/// Whether a list with a space before and after each word holds this one.
pub(super) fn lists(list: &[u8], word: &[u8]) -> bool {
    list.split(|byte| *byte == b' ').any(|known| known == word)
}

/// U+00C0 to U+017F without accents, in order; a space is no letter.
const LATIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuyts\
aaaaaaaceeeeiiiidnooooo ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggg\
gggghhhhiiiiiiiiiiiijjkkklllllll\
lllnnnnnnnnnoooooooorrrrrrssssss\
ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// A character as one or two of `a`-`z`, `0`, a space or a full stop; zeros are no character.
fn fold(character: char) -> (u8, u8) {
    match character {
        'a'..='z' => (character as u8, 0),
        'A'..='Z' => (character as u8 | 0x20, 0),
        '0'..='9' => (b'0', 0),
        'ß' | 'ẞ' => (b's', b's'),
        'Æ' | 'æ' => (b'a', b'e'),
        'Œ' | 'œ' => (b'o', b'e'),
        '\u{c0}'..='\u{17f}' => (LATIN[character as usize - 0xc0], 0),
        // Combining accents, soft hyphens and joiners stand inside words.
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => (0, 0),
        '.' | ',' | ';' | ':' | '!' | '?' | '…' | '–' | '—' | '(' | ')' | '\n' => (b'.', 0),
        _ => (b' ', 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    fn told(text: &str, language: Option<Language>) -> String {
        let words = Words::of(text);
        let mut told = String::new();
        for word in words.marked(language) {
            told += if word.negated { "!" } else { "" };
            told += core::str::from_utf8(word.letters).expect("only ASCII");
            told += " ";
        }
        told
    }

    #[test]
    fn accents_and_their_encoding_make_no_difference() {
        for text in ["Café ÜBER Straße Œuvre", "cafe\u{301} u\u{308}ber stras\u{ad}se oeuvre"] {
            assert_eq!(told(text, None), "cafe uber strasse oeuvre ");
        }
        assert_eq!(told("L\u{2019}été, 12×30 cm", None), "l ete 00 00 cm ");
        assert_eq!(told("Прогулка 散歩 🚲", None), "");
    }

    #[test]
    fn a_negation_reaches_three_words_of_its_clause() {
        assert_eq!(told("Not for crowds. Calm", None), "not !for !crowds calm ");
        assert_eq!(told("ohne Eile, ganz ruhig", None), "ohne !eile ganz ruhig ");
        assert_eq!(told("sin ti ni la red de nadie", None), "sin !ti ni !la !red !de nadie ");
    }

    #[test]
    fn no_is_a_place_in_portuguese() {
        assert_eq!(told("no jardim", Some(Language::Pt)), "no jardim ");
        assert_eq!(told("no garden", Some(Language::En)), "no !garden ");
    }
}
