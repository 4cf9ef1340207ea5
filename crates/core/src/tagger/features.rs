//! Words as hashed features: the word, its beginnings, and its letters four at a time.
//! Never a dictionary: what is alike in two languages may meet in one feature.

use super::words::Word;
use crate::math::sqrt;
use alloc::vec::Vec;

/// How many features there are: what 41 kB hold at ten bytes each.
pub const FEATURES: usize = 4_096;

/// A feature's position, under [`FEATURES`], and its value; the squares of a text's sum to 1.
pub type Feature = (u16, f32);

/// Beginnings of a word, in letters: a stem without a stemmer of each language.
const BEGINNINGS: [usize; 3] = [4, 5, 6];
/// Letters of an inner piece.
const PIECE: usize = 4;

/// The features of words; values grow with the square root of how often a feature is met.
pub(super) fn of(words: &[Word<'_>]) -> Vec<Feature> {
    let mut met = Vec::with_capacity(words.len() * 10);
    for word in words {
        add(word, &mut met);
    }
    met.sort_unstable();
    let whole = met.len() as f32;
    let runs = met.chunk_by(|one, other| one == other);
    runs.map(|run| (run[0], sqrt(run.len() as f32 / whole))).collect()
}

fn add(word: &Word<'_>, met: &mut Vec<u16>) {
    let letters = word.letters;
    let mark = if word.negated { b'!' } else { b'=' };
    met.push(hash(mark, letters, 0));
    for length in BEGINNINGS {
        if let Some((beginning, _)) = letters.split_at_checked(length) {
            met.push(hash(mark + 1, beginning, 0));
        }
    }
    // Pieces of a negated word would speak for what it denies.
    if word.negated {
        return;
    }
    if letters.len() + 1 >= PIECE {
        met.push(hash(b'<', &letters[..PIECE - 1], 0));
        met.push(hash(b'-', &letters[letters.len() + 1 - PIECE..], b'>'));
    }
    met.extend(letters.windows(PIECE).map(|piece| hash(b'-', piece, 0)));
}

/// FNV-1a over a kind, letters and an end, its upper half folded in.
fn hash(kind: u8, letters: &[u8], end: u8) -> u16 {
    let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    let hash = letters.iter().fold(step(0x811c_9dc5, &kind), step);
    let hash = step(hash, &end);
    // FNV's low bits mix badly on short words: one round of Murmur3's finaliser.
    let hash = (hash ^ hash >> 16).wrapping_mul(0x85eb_ca6b);
    ((hash ^ hash >> 13) & (FEATURES as u32 - 1)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(letters: &[u8]) -> Word<'_> {
        Word { letters, negated: false, negates: false }
    }

    #[test]
    fn the_squares_of_a_text_sum_to_one() {
        let words = [word(b"quiet"), word(b"quiet"), word(b"mornings")];
        let sum: f32 = of(&words).iter().map(|(_, value)| value * value).sum();
        assert!((sum - 1.0).abs() < 1e-4, "{sum}: within the square root's digits");
        assert_eq!(of(&[]), []);
    }

    #[test]
    fn a_negated_word_shares_no_feature_with_itself() {
        let (plain, negated) = (
            of(&[word(b"crowds")]),
            of(&[Word { letters: b"crowds", negated: true, negates: false }]),
        );
        assert!(negated.iter().all(|(index, _)| plain.iter().all(|(other, _)| other != index)));
    }

    #[test]
    fn related_words_share_features_and_others_do_not() {
        let shared = |one: &[u8], other: &[u8]| {
            let other = of(&[word(other)]);
            of(&[word(one)])
                .iter()
                .filter(|(index, _)| other.iter().any(|(o, _)| o == index))
                .count()
        };
        assert!(shared(b"security", b"securite") >= 5);
        assert_eq!(shared(b"garden", b"thrill"), 0);
    }
}
