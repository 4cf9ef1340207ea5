//! Takes a headline apart: words, pairs of neighbours, runs of four letters, and its surface.
//! Never knows which headline won.

/// Hashed features; two that share a number share a weight.
const HASHED: u32 = 1 << 15;
/// Hashed ones and those of the surface.
pub(super) const SIZE: usize = HASHED as usize + SURFACE;
const SURFACE: usize = 8;

/// A feature's number and value.
pub(super) type Feature = (usize, f64);

/// The features of a headline, ascending by number, each once.
pub(super) fn of(headline: &str) -> Vec<Feature> {
    let text = headline.to_lowercase().replace('’', "'");
    let words = words(&text);
    let mut features: Vec<Feature> = words.iter().map(|word| (hash("1", word), 1.0)).collect();
    let mut last = "^";
    for word in words.iter().map(String::as_str).chain(["$"]) {
        features.push((hash("2", &format!("{last} {word}")), 1.0));
        last = word;
    }
    let letters: Vec<char> = format!(" {} ", words.join(" ")).chars().collect();
    for run in letters.windows(4) {
        // A headline has many runs that say the same: each counts half.
        features.push((hash("4", &run.iter().collect::<String>()), 0.5));
    }
    features.extend(surface(headline, words.len()));
    features.sort_by_key(|(index, _)| *index);
    features.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    features
}

/// Words in lower case; punctuation that changes the tone stands alone.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in text.chars() {
        if letter.is_alphanumeric() || letter == '\'' {
            words.last_mut().expect("begins with one").push(letter);
        } else if "?!.,:…\"“”".contains(letter) {
            words.extend([letter.to_string(), String::new()]);
        } else {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Lengths, in their logarithm, and marks; scaled so that each varies by about 1.
fn surface(headline: &str, words: usize) -> impl Iterator<Item = Feature> {
    let has = |marks: &[char]| f64::from(u8::from(headline.contains(marks)));
    let digit = f64::from(u8::from(headline.contains(|letter: char| letter.is_ascii_digit())));
    let capitals = headline
        .split(' ')
        .filter(|word| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_uppercase()));
    let values: [f64; SURFACE] = [
        3.0 * (1.0 + words as f64).ln(),
        3.0 * (1.0 + headline.chars().count() as f64).ln(),
        2.0 * has(&['?']),
        2.0 * has(&['!']),
        2.0 * has(&['"', '“']),
        2.0 * has(&[':']),
        2.0 * digit,
        capitals.count() as f64,
    ];
    values.into_iter().enumerate().map(|(index, value)| (HASHED as usize + index, value))
}

/// FNV-1a of a feature's kind and text.
fn hash(kind: &str, text: &str) -> usize {
    let bytes = kind.bytes().chain(text.bytes());
    let hash = bytes
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    // The low bits of FNV alone are uneven: fold the high ones in.
    ((hash ^ (hash >> 15)) % HASHED) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_alone_and_apostrophes_stay_in_their_word() {
        assert_eq!(words("here's why: it works?"), ["here's", "why", ":", "it", "works", "?"]);
        assert_eq!(words("  "), Vec::<String>::new());
    }

    #[test]
    fn features_are_ascending_unique_and_in_range() {
        for headline in ["", "?", "Why Why Why Does He Do It? 7 Reasons", "Ünïcödé … 漢字"]
        {
            let features = of(headline);
            assert!(features.windows(2).all(|pair| pair[0].0 < pair[1].0), "{headline}");
            assert!(features.iter().all(|(index, _)| *index < SIZE), "{headline}");
        }
    }

    #[test]
    fn case_and_curly_apostrophes_change_no_word() {
        let hashed = |headline| {
            of(headline).into_iter().filter(|(i, _)| *i < HASHED as usize).collect::<Vec<_>>()
        };
        assert_eq!(hashed("HERE’S WHY"), hashed("here's why"));
    }
}
